//! 物料移交: what waits at the counter, what waits for the department's count.

use domain::ids::{DepartmentId, DocumentNo};
use serde::{Deserialize, Serialize};
use specta::Type;

/// A material on a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HandOverLine {
    /// Case.
    pub case_no: String,
    /// Applicant.
    pub applicant: String,
    /// Item.
    pub item: String,
    /// Material.
    pub material: String,
    /// Pages.
    pub pages: u32,
    /// 原件.
    pub original: bool,
}

/// A batch: not numbered yet at the counter, numbered where it is confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HandOverList {
    /// Number of the 物料交接清单, once it went over.
    pub list: Option<DocumentNo>,
    /// The other side: the organ, or the counter and its clerk.
    pub name: String,
    /// To.
    pub department: DepartmentId,
    /// The receiving organ by name.
    pub organ: String,
    /// When it went over.
    pub at: String,
    /// Materials, in the order of the paper.
    pub rows: Vec<HandOverLine>,
}

/// Both sides of the hand-over as far as they concern this person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HandOverView {
    /// What this counter holds, by department.
    pub to_hand: Vec<HandOverList>,
    /// Lists that this department has to count.
    pub to_confirm: Vec<HandOverList>,
}
