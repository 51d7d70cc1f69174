//! Papers and long work.

use domain::document::DocumentKind;
use serde::{Deserialize, Serialize};
use specta::Type;

/// State of a paper 纸件状态.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PaperState {
    /// 待出具.
    Owed,
    /// 已打印.
    Printed,
    /// 打印失败.
    Failed,
    /// 作废.
    Voided,
}

/// A paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PaperRow {
    /// Application or day that it belongs to.
    pub stream: String,
    /// Kind.
    pub kind: DocumentKind,
    /// Title.
    pub title: String,
    /// Number.
    pub number: String,
    /// State.
    pub state: PaperState,
    /// The printer's word, and what to do next.
    pub message: Option<String>,
    /// Times printed again.
    pub reprints: u32,
}

/// Progress of long work, pushed to the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Progress {
    /// Which work: `scan`, `print`, `import`.
    pub work: String,
    /// In words: 「第 3 页 45%」.
    pub text: String,
    /// Percent, if known.
    pub percent: Option<u32>,
    /// Over.
    pub done: bool,
    /// Code of what it waits for: a person must do what the text says, then it goes on.
    pub problem: Option<String>,
}
