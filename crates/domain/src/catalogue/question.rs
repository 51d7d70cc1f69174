//! Questions 情形问题: what the clerk asks so that the list of materials becomes the shortest.

use super::condition::Condition;
use crate::ids::QuestionId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// One answer to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerOption {
    pub id: String,
    pub label: String,
    /// Shown when chosen: a warning or where else to go.
    #[serde(default)]
    pub notice: Option<String>,
}

/// What the program already knows and answers by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Derived {
    /// `yes` when an agent 代理人 stands at the counter, else `no`.
    ByAgent,
    /// The kind of applicant: `person`, `enterprise`, `individual_business`, ….
    ApplicantKind,
}

/// A question 情形问题; conditions name it by its id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// A CEL identifier such as `tenure`.
    pub id: QuestionId,
    pub text: String,
    pub options: Vec<AnswerOption>,
    /// Asked unless this is false.
    #[serde(default)]
    pub when: Option<Condition>,
    #[serde(default)]
    pub derived: Option<Derived>,
    /// Why it is asked: the rule it serves.
    #[serde(default)]
    pub note: Option<String>,
    /// Place in the canonical order.
    pub order: u32,
}
