//! Data elements 数据元: every form field refers to one by `group.field` (design §6).

use crate::identity::IdentityKind;
use crate::ids::ElementId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// One choice of a list, with its Chinese label.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub id: String,
    pub label: String,
}

/// How a value is typed and read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ElementKind {
    /// One line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// A decimal kept as an integer of its smallest unit: scale 2 and ㎡ is 0.01 ㎡.
    Number { unit: String, scale: u32 },
    /// A day, `YYYY-MM-DD`.
    Date,
    /// One of a closed list.
    Choice { options: Vec<Choice> },
    /// A number with a check digit, of one of the kinds (domain.md §3).
    Identity { accepts: Vec<IdentityKind> },
    /// A mainland telephone number.
    Phone,
    /// A postal address.
    Address,
}

/// Where a value can be carried in from: a certificate type and the name of its data item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ElementSource {
    pub certificate: String,
    pub data: String,
}

/// A data element 数据元.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// `group.field`.
    pub id: ElementId,
    pub name: String,
    pub kind: ElementKind,
    /// Longest text in characters.
    #[serde(default = "default_max_len")]
    pub max_len: u32,
    /// Smallest number, in the smallest unit.
    #[serde(default)]
    pub min: Option<i64>,
    /// Largest number, in the smallest unit.
    #[serde(default)]
    pub max: Option<i64>,
    /// Further checks by name.
    #[serde(default)]
    pub checks: Vec<Check>,
    /// Certificates that carry the value 证照带入.
    #[serde(default)]
    pub sources: Vec<ElementSource>,
    /// Shown under the field.
    #[serde(default)]
    pub hint: Option<String>,
    /// Masked on screen by default (domain.md §3.4).
    #[serde(default)]
    pub personal: bool,
}

fn default_max_len() -> u32 {
    60
}

/// A check beyond kind and length.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// Not after today.
    NotFuture,
    /// Not before today.
    NotPast,
    /// Contains a Chinese character.
    Chinese,
}

/// A group of fields 表单分组, in canonical order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldGroup {
    pub id: String,
    pub name: String,
}

impl Element {
    /// The part of the id before the dot.
    #[must_use]
    pub fn group(&self) -> &str {
        self.id.as_str().split_once('.').map_or("", |(group, _)| group)
    }
}
