//! Service items 事项 with the 13 elements (domain.md §2.6; design §6).

pub use super::cite::Cite;
use super::condition::Condition;
use super::material::{Keep, PaperForm, Role, Trust};
use crate::fee::{Collect, Reduction};
use crate::ids::{DepartmentId, ElementId, ItemCode, KindId, ProcedureId, QuestionId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Who applies 服务对象 (GB/T 39046 A.4).
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    Type,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ApplicantKind {
    /// 自然人.
    #[default]
    Person,
    /// 个体工商户.
    IndividualBusiness,
    /// 企业法人 and other enterprises.
    Enterprise,
    /// 事业法人.
    Institution,
    /// 社会组织法人.
    SocialOrganisation,
    /// 行政机关.
    GovernmentBody,
}

/// Kind of item 事项类型 (GB/T 39046 A.1).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ItemType {
    /// 01 行政许可.
    Permit,
    /// 05 行政给付.
    Payment,
    /// 07 行政确认.
    Confirmation,
    /// 10 其他行政权力.
    OtherPower,
    /// 20 公共服务.
    PublicService,
}

/// Case kind 办件类型.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CaseKind {
    /// 即办件.
    Instant,
    /// 承诺件.
    Promised,
}

/// Acceptance mode 收件受理方式 (clerk-notes E3).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum AcceptanceMode {
    /// 窗口受理: authorised counters accept.
    CounterAccepts,
    /// 窗口收件、部门受理.
    DepartmentAccepts,
    /// 只作指引或预约.
    GuideOnly,
    /// 只在外部系统办理.
    OutsideOnly,
}

/// Unit of a limit 时限单位 (工作日 G, 自然日 Z).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum LimitUnit {
    WorkingDays,
    NaturalDays,
}

/// A time limit 办结时限; 0 is on the spot 当场.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    pub days: u32,
    pub unit: LimitUnit,
}

/// One way an item can run 办理方式: ordinary, 告知承诺, …; the first whose condition holds applies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Route {
    pub id: String,
    pub name: String,
    /// Without a condition: the ordinary route, the last of the list.
    #[serde(default)]
    pub when: Option<Condition>,
    pub case_kind: CaseKind,
    /// 法定时限; none where no law sets one.
    #[serde(default)]
    pub statutory: Option<Limit>,
    /// 承诺时限.
    pub promised: Limit,
    /// 告知承诺 of the whole permit (clerk-notes E15 b).
    #[serde(default)]
    pub declaration: bool,
    /// 容缺 is open on this route.
    #[serde(default)]
    pub deferral: bool,
    /// A site check 现场核查 by two officers precedes the decision.
    #[serde(default)]
    pub site_check: bool,
    pub basis: Vec<Cite>,
}

/// A field of the item's form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldUse {
    pub element: ElementId,
    #[serde(default)]
    pub required: bool,
    /// On the form unless this is false.
    #[serde(default)]
    pub when: Option<Condition>,
    /// Narrower than the element: smallest number, in the smallest unit.
    #[serde(default)]
    pub min: Option<i64>,
    #[serde(default)]
    pub max: Option<i64>,
    #[serde(default)]
    pub max_len: Option<u32>,
    /// Allowed choices; empty means all.
    #[serde(default)]
    pub options: Vec<String>,
}

/// Weight of a material 必要性.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    Type,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// 非必要: may be handed in.
    Optional,
    /// 次要材料: may follow later 容缺后补.
    Secondary,
    /// 主要材料.
    #[default]
    Primary,
}

/// A material the item asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MaterialUse {
    pub kind: KindId,
    /// Asked for unless this is false.
    #[serde(default)]
    pub when: Option<Condition>,
    #[serde(default)]
    pub weight: Weight,
    #[serde(default)]
    pub form: PaperForm,
    /// Copies on paper 份数.
    #[serde(default)]
    pub copies: u32,
    #[serde(default)]
    pub keep: Keep,
    /// Lowest trust level that satisfies.
    #[serde(default)]
    pub trust: Trust,
    #[serde(default)]
    pub signed: bool,
    #[serde(default)]
    pub sealed: bool,
    /// Narrows whose paper it must be; empty means what the kind says.
    #[serde(default)]
    pub holders: Vec<Role>,
    #[serde(default)]
    pub note: Option<String>,
    /// Rule that asks for it.
    pub basis: Vec<Cite>,
}

/// What the applicant gets 审批证件.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemResult {
    /// The material kind it can serve as elsewhere 先照后证.
    pub kind: KindId,
    /// Title on paper.
    pub name: String,
    #[serde(default)]
    pub when: Option<Condition>,
    /// Replaces a paper of the same kind, so it is no new source for other items.
    #[serde(default)]
    pub replaces: bool,
    /// Validity in months; none is without end.
    #[serde(default)]
    pub valid_months: Option<u32>,
    /// 电子证照 issued too.
    #[serde(default)]
    pub electronic: bool,
}

/// A fee 审批收费.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    pub name: String,
    /// 收费标准, in 分 a unit.
    pub amount: u32,
    /// Unit 计费单位.
    #[serde(default = "each")]
    pub unit: String,
    #[serde(default)]
    pub when: Option<Condition>,
    pub basis: Vec<Cite>,
    /// 减免.
    #[serde(default)]
    pub reductions: Vec<Reduction>,
    /// What waits for the payment 缴费时点.
    #[serde(default)]
    pub collect: Collect,
}

fn each() -> String {
    "件".to_owned()
}

/// Who works on the case 审批人员 (受审分离; 承办 → 审核 → 决定).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// Post that examines 承办岗.
    pub examiner: String,
    /// Post that checks 审核岗; none under one examiner, one decider 一审一核.
    #[serde(default)]
    pub checker: Option<String>,
    /// Post that decides 决定岗.
    pub decider: String,
    /// Document that allows one examiner and one decider.
    #[serde(default)]
    pub short_flow_basis: Option<String>,
    /// Points the examiner answers 审查要点.
    #[serde(default)]
    pub points: Vec<String>,
}

/// A system outside the hall in which the item (also) lives 外部系统.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutsideSystem {
    pub name: String,
    pub place: String,
    /// What the clerk tells the applicant.
    pub advice: String,
}

/// A question applicants ask 常见问题.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Faq {
    pub question: String,
    pub answer: String,
}

/// A service item 事项 with its 13 elements.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// 实施编码 (USCC 18 + level 1 + base code 12), or a local code.
    pub code: ItemCode,
    pub name: String,
    pub short_name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// 待核: the base code is not taken from the national list.
    #[serde(default)]
    pub code_pending: bool,
    pub item_type: ItemType,
    pub procedure: ProcedureId,
    /// 实施机关.
    pub department: DepartmentId,
    /// Organ that takes part besides, such as the street office that receives.
    #[serde(default)]
    pub partners: Vec<DepartmentId>,
    /// Seal on vouchers when it is not the organ's default one.
    #[serde(default)]
    pub special_seal: Option<String>,
    pub acceptance: AcceptanceMode,
    /// In force from and until.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub effective: Option<jiff::civil::Date>,
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub expires: Option<jiff::civil::Date>,
    /// Told when the item has ended, such as 无需办理.
    #[serde(default)]
    pub ended_advice: Option<String>,
    /// 服务对象.
    pub applicants: Vec<ApplicantKind>,
    /// 1 受理范围.
    pub scope: String,
    /// 2 办理依据.
    pub basis: Vec<Cite>,
    /// 4 审批条件 (3 实施机关 is `department`).
    pub conditions: Vec<String>,
    /// 5 申请材料.
    pub materials: Vec<MaterialUse>,
    /// 6 审批时限.
    pub routes: Vec<Route>,
    /// 7 审批证件.
    #[serde(default)]
    pub results: Vec<ItemResult>,
    /// 8 审批收费; empty is free of charge.
    #[serde(default)]
    pub fees: Vec<Fee>,
    /// 9 审批人员.
    pub flow: Flow,
    /// 10 审批服务: delivery, visits, booking.
    pub service: Vec<String>,
    /// 11 表单文书: the form.
    pub fields: Vec<FieldUse>,
    /// 12 办理流程.
    pub steps: Vec<String>,
    /// 13 咨询投诉, when it is not the organ's number.
    #[serde(default)]
    pub consult_phone: Option<String>,
    #[serde(default)]
    pub questions: Vec<QuestionId>,
    /// Why there is none, when there is no question.
    #[serde(default)]
    pub no_questions: Option<String>,
    #[serde(default)]
    pub outside: Option<OutsideSystem>,
    /// 知识: what the clerk should know.
    #[serde(default)]
    pub notes: Vec<String>,
    #[serde(default)]
    pub faq: Vec<Faq>,
    /// What of a newer edition also binds running cases (clerk-notes E12).
    #[serde(default)]
    pub applies_to_running: Option<String>,
}

impl Item {
    /// Whether the item can be handed in on `day`.
    #[must_use]
    pub fn in_force(&self, day: jiff::civil::Date) -> bool {
        self.effective.is_none_or(|d| d <= day) && self.expires.is_none_or(|d| day <= d)
    }
}
