//! 需处理: what did not go through, with its whole content beside what stands now.

use serde::{Deserialize, Serialize};
use specta::Type;

/// One line of the difference 对照.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DifferenceRow {
    /// What it is about.
    pub label: String,
    /// As it was asked for here.
    pub asked: String,
    /// As it stands now; empty where nothing corresponds.
    pub now: String,
}

/// Something that waits for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AttentionItem {
    /// Id.
    pub id: String,
    /// Stream of a task that everybody shares; none for a work item of this station.
    pub stream: Option<String>,
    /// What, in a few words.
    pub title: String,
    /// Whose and about which case.
    pub about: String,
    /// Case to look at.
    pub case_no: Option<String>,
    /// Why it did not go through.
    pub reason: String,
    /// Article.
    pub article: Option<String>,
    /// When it was raised.
    pub at: String,
    /// Side by side.
    pub difference: Vec<DifferenceRow>,
    /// The lawful next steps.
    pub next: Vec<String>,
}
