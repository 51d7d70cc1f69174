//! What the intake page needs 情形引导结果: one merged form, one merged list of materials, the order
//! of the cases, limits and fees, each with its provenance (design §6).

use super::element::ElementKind;
use super::item::{AcceptanceMode, ApplicantKind, CaseKind, Cite, Limit, Weight};
use super::material::{Keep, PaperForm, PaperType, Role, Source, Trust};
use super::question::AnswerOption;
use crate::ids::{DepartmentId, ElementId, ItemCode, KindId, ProcedureId, QuestionId, ThemeId};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::BTreeMap;

mod cases;
mod demand;
mod fields;
mod materials;
mod members;
mod merge;
mod situation;
#[cfg(test)]
mod tests;

pub(crate) use cases::handled_here;
pub use merge::{resolve, split};

/// Answers by question: the id of the option chosen.
pub type Answers = BTreeMap<QuestionId, String>;
/// Values by element, in the normal form of [`super::field::validate_field`].
pub type Values = BTreeMap<ElementId, String>;

/// What the applicant came for: a theme, a cart of items, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Selection {
    #[serde(default)]
    pub theme: Option<ThemeId>,
    /// Items chosen one by one, or optional members of the theme taken up.
    #[serde(default)]
    pub items: Vec<ItemCode>,
    /// Members of the theme the applicant does not want.
    #[serde(default)]
    pub removed: Vec<ItemCode>,
}

/// Everything the resolution depends on besides the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Inquiry {
    pub selection: Selection,
    pub answers: Answers,
    pub values: Values,
    pub applicant: ApplicantKind,
    /// An agent 代理人 stands at the counter.
    pub by_agent: bool,
    /// The day of the visit.
    #[specta(type = String)]
    pub on: jiff::civil::Date,
}

/// A question as it stands 情形问题.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ResolvedQuestion {
    pub id: QuestionId,
    pub text: String,
    pub options: Vec<AnswerOption>,
    /// The option chosen, or known by itself.
    pub answer: Option<String>,
    /// Answered by the program 自动回答; not to be asked.
    pub derived: bool,
    /// Not certain yet that it applies.
    pub possible: bool,
    pub note: Option<String>,
    pub items: Vec<ItemCode>,
}

/// A field as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ResolvedField {
    pub element: ElementId,
    pub name: String,
    pub kind: ElementKind,
    pub max_len: u32,
    /// Smallest and largest number as a clerk reads them.
    pub min: Option<String>,
    pub max: Option<String>,
    pub required: bool,
    /// Its condition is not known yet.
    pub possible: bool,
    pub personal: bool,
    pub hint: Option<String>,
    /// Items that ask for it 出处.
    pub items: Vec<ItemCode>,
}

/// A group of fields in canonical order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ResolvedGroup {
    pub id: String,
    pub name: String,
    pub fields: Vec<ResolvedField>,
}

/// How a material stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum MaterialState {
    /// 需要.
    Needed,
    /// 可能需要: waits for an answer to these questions.
    Possible { questions: Vec<QuestionId> },
    /// 不再需要: the result of another case of the same application 同批产生.
    Produced { by: ItemCode },
    /// 不需要 in this situation.
    Dropped { reason: String },
}

/// What one item asks of a material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MaterialOrigin {
    pub item: ItemCode,
    pub state: MaterialState,
    pub weight: Weight,
    pub note: Option<String>,
    pub basis: Vec<Cite>,
}

/// A material as it stands 申请材料, merged over the items that ask for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ResolvedMaterial {
    pub kind: KindId,
    pub name: String,
    pub state: MaterialState,
    pub weight: Weight,
    /// 可容缺: secondary everywhere, and every asking item is on a route that defers.
    pub deferrable: bool,
    pub paper: PaperType,
    pub source: Source,
    pub form: PaperForm,
    pub copies: u32,
    pub keep: Keep,
    /// Lowest level that satisfies every asking item.
    pub trust: Trust,
    pub signed: bool,
    pub sealed: bool,
    pub holders: Vec<Role>,
    pub certificates: Vec<String>,
    pub shared_data: Option<String>,
    pub standards: Vec<String>,
    pub faults: Vec<String>,
    pub sample: Option<String>,
    /// Sentences printed above the signature.
    pub promises: Vec<String>,
    pub origins: Vec<MaterialOrigin>,
}

/// A fee as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ResolvedFee {
    pub item: ItemCode,
    pub name: String,
    /// In 分.
    pub amount: u32,
    pub possible: bool,
    pub basis: Vec<Cite>,
}

/// A result the applicant will get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ResolvedResult {
    pub kind: KindId,
    pub name: String,
    pub electronic: bool,
    pub valid_months: Option<u32>,
}

/// A case to be 办件, in the order of dependencies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ResolvedCase {
    pub item: ItemCode,
    pub name: String,
    pub short_name: String,
    pub department: DepartmentId,
    /// Name of the organ on the day of the visit.
    pub organ: String,
    pub special_seal: String,
    pub procedure: ProcedureId,
    pub acceptance: AcceptanceMode,
    pub route: String,
    pub route_name: String,
    /// Whether the answers settle the route.
    pub route_certain: bool,
    pub case_kind: CaseKind,
    pub statutory: Option<Limit>,
    pub promised: Limit,
    pub declaration: bool,
    pub deferral: bool,
    pub site_check: bool,
    /// Cases whose result this one waits for 先照后证.
    pub depends_on: Vec<ItemCode>,
    pub results: Vec<ResolvedResult>,
    pub fee: u32,
    /// The theme's condition for it is not known yet.
    pub possible: bool,
    /// Told when the item has ended or runs elsewhere.
    pub advice: Option<String>,
}

/// An item of the theme that is not in the bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LeftOut {
    pub item: ItemCode,
    pub name: String,
    /// Can be taken up by the clerk.
    pub offered: bool,
    pub reason: String,
}

/// The promise of the bundle 整体承诺: the longest path through its cases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BundlePromise {
    pub working_days: u32,
    pub natural_days: u32,
    /// The cases on the longest path, first to last.
    pub path: Vec<ItemCode>,
}

/// Before and after the merge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Counts {
    pub fields_before: u32,
    pub fields_after: u32,
    pub materials_before: u32,
    pub materials_after: u32,
    pub visits_before: u32,
    pub visits_after: u32,
}

/// The resolved intake 情形引导结果.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Resolved {
    pub catalogue_version: u32,
    pub theme: Option<ThemeId>,
    pub cases: Vec<ResolvedCase>,
    pub left_out: Vec<LeftOut>,
    pub questions: Vec<ResolvedQuestion>,
    pub groups: Vec<ResolvedGroup>,
    pub materials: Vec<ResolvedMaterial>,
    pub promise: BundlePromise,
    pub fees: Vec<ResolvedFee>,
    /// In 分, without the merely possible ones.
    pub fee_total: u32,
    pub counts: Counts,
    /// Warnings that the answers call up.
    pub notices: Vec<String>,
}

/// What the organ of one case may see of the application 部门可见部分.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CaseShare {
    pub case: ResolvedCase,
    pub groups: Vec<ResolvedGroup>,
    pub materials: Vec<ResolvedMaterial>,
}

/// Why a selection cannot be resolved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResolveError {
    #[error("还没有选事项：按 F3 查找事项或一件事")]
    Empty,
    #[error("目录里没有事项 {0}：请重新查找，或联系管理员更新目录")]
    UnknownItem(ItemCode),
    #[error("目录里没有一件事 {0}：请重新查找，或联系管理员更新目录")]
    UnknownTheme(ThemeId),
    #[error("事项互相等待对方的结果：{}；请联系管理员修改目录", .0.join("、"))]
    Cycle(Vec<String>),
}

impl ResolveError {
    /// Stable code of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "selection_empty",
            Self::UnknownItem(_) => "unknown_item",
            Self::UnknownTheme(_) => "unknown_theme",
            Self::Cycle(_) => "dependency_cycle",
        }
    }
}
