//! Themes 一件事: several items that one person thinks of as one matter.

use super::condition::Condition;
use super::item::Cite;
use crate::ids::{DepartmentId, ItemCode, QuestionId, ThemeId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One item of a theme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThemeMember {
    pub item: ItemCode,
    /// In the bundle unless this is false; a member without it is always in.
    #[serde(default)]
    pub when: Option<Condition>,
    /// Only offered: the clerk adds it on request.
    #[serde(default)]
    pub optional: bool,
    /// What to say when the condition leaves the item out.
    #[serde(default)]
    pub left_out: Option<String>,
}

/// A theme 一件事.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    pub id: ThemeId,
    pub name: String,
    pub short_name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Lead organ 牵头部门.
    pub lead: DepartmentId,
    pub members: Vec<ThemeMember>,
    /// Questions asked beside those of the items.
    #[serde(default)]
    pub questions: Vec<QuestionId>,
    /// Decision of the government on joint handling 联合办理 (行政许可法 art. 26(2)), when there is one.
    #[serde(default)]
    pub joint_decision: Option<String>,
    pub basis: Vec<Cite>,
    /// Visits before and after 跑动次数.
    pub visits_before: u32,
    pub visits_after: u32,
    /// What the clerk should know.
    #[serde(default)]
    pub notes: Vec<String>,
}
