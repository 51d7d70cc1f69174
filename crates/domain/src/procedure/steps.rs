//! What a procedure lets happen between acceptance and decision: steps, extension, lapse.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::calendar::Term;

/// A step that an organ announces in writing 程序环节. Only what the procedure lists as stopping
/// the clock does so: 现场勘验 and 技术审查 are not among the eight of 行政许可法 art. 45.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Type,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// 听证.
    Hearing,
    /// 招标.
    Tender,
    /// 拍卖.
    Auction,
    /// 检验.
    Inspection,
    /// 检测.
    Testing,
    /// 检疫.
    Quarantine,
    /// 鉴定.
    Appraisal,
    /// 专家评审.
    ExpertReview,
    /// 现场勘验.
    SiteSurvey,
    /// 技术审查.
    TechnicalReview,
    /// 公示.
    PublicNotice,
    /// 中止: waits for another organ's conclusion.
    Suspension,
}

impl StepKind {
    /// Every kind, the eight of art. 45 first.
    pub const ALL: [Self; 12] = [
        Self::Hearing,
        Self::Tender,
        Self::Auction,
        Self::Inspection,
        Self::Testing,
        Self::Quarantine,
        Self::Appraisal,
        Self::ExpertReview,
        Self::SiteSurvey,
        Self::TechnicalReview,
        Self::PublicNotice,
        Self::Suspension,
    ];

    /// Chinese name, as papers print it.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Hearing => "听证",
            Self::Tender => "招标",
            Self::Auction => "拍卖",
            Self::Inspection => "检验",
            Self::Testing => "检测",
            Self::Quarantine => "检疫",
            Self::Appraisal => "鉴定",
            Self::ExpertReview => "专家评审",
            Self::SiteSurvey => "现场勘验",
            Self::TechnicalReview => "技术审查",
            Self::PublicNotice => "公示",
            Self::Suspension => "中止办理",
        }
    }
}

/// What a step means for the clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepRule {
    /// Which step.
    pub kind: StepKind,
    /// Its days are not counted 不计入期限.
    pub stops: bool,
    /// Rule it rests on.
    pub article: String,
}

/// Whose approval an extension takes 批准人层级.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Approver {
    /// 本机关负责人.
    OrganHead,
    /// 本级人民政府负责人.
    GovernmentHead,
}

impl Approver {
    /// Chinese name, as papers print it.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::OrganHead => "本行政机关负责人",
            Self::GovernmentHead => "本级人民政府负责人",
        }
    }
}

/// 延长 of the decision term, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtensionRule {
    /// By how much.
    pub term: Term,
    /// Who approves.
    pub approver: Approver,
    /// Rule it rests on.
    pub article: String,
}

/// 统一、联合、集中办理 by an act of government: one term for the whole bundle (行政许可法 art. 42(2)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JointRule {
    /// Statutory term of the bundle.
    pub statutory: Term,
    /// Its extension.
    pub extension: ExtensionRule,
    /// Rule it rests on.
    pub article: String,
}

/// The applicant's term to correct 补正期限 and what follows when nothing comes 补交不来. The
/// licensing law sets none: local law or the hall does (安阳市政务服务条例 art. 36).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionTerm {
    /// Natural days: it is the applicant's (民法典 arts. 201–203).
    pub term: Term,
    /// Told on the notice, such as 视为撤回申请.
    pub consequence: String,
    /// Rule it rests on.
    pub article: String,
}

/// 容缺受理: how late secondary materials may follow, and what follows when they do not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeferralRule {
    /// Working days kept free before the promised date, to review what came (clerk-notes E16).
    pub review_days: u16,
    /// Told on the notice, such as 终止办理.
    pub consequence: String,
    /// Rule it rests on.
    pub article: String,
}
