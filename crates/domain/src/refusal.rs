//! A rule saying no: a result, not an error.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A refusal 不予办理的答复: a rule said no, and on what article it rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct Refusal {
    /// Stable code, such as `document.no_seal`.
    pub code: String,
    /// What the clerk reads: why, and what to do next.
    pub message: String,
    /// The article it rests on.
    pub article: Option<String>,
}

impl Refusal {
    /// A refusal without an article yet.
    #[must_use]
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into(), article: None }
    }

    /// The article it rests on.
    #[must_use]
    pub fn article(mut self, article: impl Into<String>) -> Self {
        self.article = Some(article.into());
        self
    }
}
