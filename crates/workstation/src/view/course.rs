//! 办理环节 aside from the main course: what the window asks for, and what it has to know for it.

use std::collections::BTreeMap;

use domain::ids::{ElementId, ItemCode, KindId, QuestionId, UserId};
use domain::procedure::StepKind;
use domain::proceeding::{Officer, PartySignature, TerminationGround};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{FormField, Question};

/// The human part of a step; number, dates that follow from the law, and paper are added here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum CourseRequest {
    /// 特别程序告知, 中止.
    Step {
        /// Which.
        kind: StepKind,
        /// First day.
        #[specta(type = String)]
        starts_on: Date,
        /// Last day.
        #[specta(type = String)]
        ends_by: Date,
        /// Why.
        reason: String,
    },
    /// 特别程序结束.
    StepEnd {
        /// Result.
        result: String,
    },
    /// 延长.
    Extension {
        /// Why.
        reason: String,
        /// Who approved it.
        name: String,
        /// Number of the signed document.
        document: String,
    },
    /// 容缺受理.
    Deferral {
        /// What follows later.
        materials: Vec<KindId>,
        /// Last day.
        #[specta(type = String)]
        due: Date,
    },
    /// 容缺补交: what came since.
    DeferredSupply,
    /// 终止.
    Termination {
        /// Ground.
        ground: TerminationGround,
        /// Why.
        reason: String,
    },
    /// 现场核查.
    SiteCheck {
        /// Who checked.
        officers: Vec<Officer>,
        /// When.
        #[specta(type = String)]
        checked_on: Date,
        /// Where.
        place: String,
        /// What they found.
        findings: String,
        /// How the party signed.
        party: PartySignature,
    },
    /// 转办.
    Transfer {
        /// Account.
        to: UserId,
        /// Name.
        name: String,
        /// Why.
        reason: String,
    },
    /// 事项更正.
    Replacement {
        /// The right item.
        item: ItemCode,
        /// Answers it asks for.
        answers: BTreeMap<QuestionId, String>,
        /// Fields it asks for.
        values: BTreeMap<ElementId, String>,
        /// Why.
        reason: String,
    },
    /// 更正.
    Amendment {
        /// Fields as they ought to be.
        values: BTreeMap<ElementId, String>,
        /// Why.
        reason: String,
    },
}

/// A step that the procedure knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StepChoice {
    /// Which.
    pub kind: StepKind,
    /// Name.
    pub name: String,
    /// 不计入期限.
    pub stops: bool,
    /// Rule it rests on.
    pub article: String,
}

/// What an extension would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ExtensionOffer {
    /// By how much.
    pub term: String,
    /// Whose approval it takes.
    pub level: String,
    /// Last day as it is.
    pub before: String,
    /// Last day then.
    pub due: String,
    /// Rule it rests on.
    pub article: String,
}

/// A material by kind and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct KindName {
    /// Kind.
    pub kind: KindId,
    /// Name.
    pub name: String,
}

/// A field that may be amended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AmendableField {
    /// Element.
    pub element: ElementId,
    /// Label.
    pub label: String,
    /// As it stands.
    pub value: String,
}

/// What the dialogs of these steps need to know of the case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CourseView {
    /// Today, as the first choice of every date.
    pub today: String,
    /// Steps that may be announced.
    pub steps: Vec<StepChoice>,
    /// The step under way, in words.
    pub open_step: Option<String>,
    /// What an extension would do.
    pub extension: Option<ExtensionOffer>,
    /// Secondary materials that are not there and may follow later.
    pub deferrable: Vec<KindName>,
    /// Latest day for them.
    pub defer_until: String,
    /// Materials put off, and whether something came for each.
    pub deferred: Vec<DeferredRow>,
    /// Whether a term of the applicant lapsed: 补正, 容缺.
    pub lapsed: Option<TerminationGround>,
    /// The site must be checked before anything is granted.
    pub site_due: bool,
    /// Place of a site check.
    pub place: String,
    /// Fields that may be amended.
    pub fields: Vec<AmendableField>,
    /// What it costs.
    pub fees: FeesView,
}

/// Fees of a case 收费.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FeesView {
    /// What no notice has named yet.
    pub open: Vec<FeeOffer>,
    /// First choice of the last day to pay.
    pub due: String,
    /// Notices made out, oldest first.
    pub notices: Vec<MoneyRow>,
    /// The amount that waits for payment, in words.
    pub unpaid: Option<String>,
    /// The amount that could go back, in words.
    pub refundable: Option<String>,
    /// Cash is taken here.
    pub cash: bool,
}

/// A fee that may be charged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FeeOffer {
    /// 收费项目.
    pub name: String,
    /// 标准 in words.
    pub standard: String,
    /// In 分 a unit.
    pub amount: u32,
    /// 依据.
    pub basis: String,
    /// 减免.
    pub reductions: Vec<ReductionOffer>,
}

/// A reduction 减免.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ReductionOffer {
    /// Name.
    pub name: String,
    /// In percent.
    pub percent: u8,
    /// Rule.
    pub basis: String,
}

/// A notice to pay and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MoneyRow {
    /// Number.
    pub number: String,
    /// Amount in words.
    pub amount: String,
    /// State in words.
    pub state: String,
}

/// What the right item of a 事项更正 asks besides what is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ReplacementView {
    /// Item.
    pub item: ItemCode,
    /// Its name.
    pub name: String,
    /// Its organ.
    pub organ: String,
    /// Its limit in words.
    pub limit: String,
    /// Questions that are not known yet, and those answered here.
    pub questions: Vec<Question>,
    /// Fields that are required and empty.
    pub fields: Vec<FormField>,
    /// What is still missing, in words: materials to be scanned afterwards.
    pub missing: Vec<String>,
}

/// A material put off 容缺.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DeferredRow {
    /// Kind.
    pub kind: KindId,
    /// Name.
    pub name: String,
    /// Something came for it since.
    pub came: bool,
    /// Last day.
    pub due: String,
}
