//! Checking what was typed into a field 字段校验, and what is still missing 还差.

use crate::ids::{ElementId, KindId, QuestionId};
use serde::{Deserialize, Serialize};
use specta::Type;

/// A value in its normal form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Normalised {
    /// What is stored: trimmed, half-width where that is the rule, numbers without grouping.
    pub text: String,
    /// What is shown and printed, with its unit.
    pub display: String,
}

/// Why a value does not do: says what to type instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, thiserror::Error)]
#[error("{message}")]
pub struct FieldError {
    pub element: ElementId,
    pub message: String,
}

/// One line of the list of what is missing 还差, each a jump.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Missing {
    Question {
        id: QuestionId,
        text: String,
    },
    Field {
        element: ElementId,
        name: String,
        message: String,
    },
    Material {
        kind: KindId,
        name: String,
        message: String,
        deferrable: bool,
    },
}
