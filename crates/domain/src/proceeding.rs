//! What happens to a case between receipt and decision 办理环节, beside its main course: the same
//! content as asked for and as recorded.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::action::{Opening, Paper};
use crate::application::CaseTerms;
use crate::ids::{ElementId, KindId, QuestionId, UserId};
use crate::intake::Evidence;
use crate::procedure::{Approver, StepKind};

/// One step aside from the main course of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Proceeding {
    /// 启动特别程序、中止: announced in writing with the time it takes (行政许可法 art. 45).
    Step {
        /// Which.
        kind: StepKind,
        /// As told: its days are not counted 不计入期限.
        stops: bool,
        /// First day.
        #[specta(type = String)]
        starts_on: Date,
        /// Last day, as announced.
        #[specta(type = String)]
        ends_by: Date,
        /// Why.
        reason: String,
        /// 特别程序告知书.
        paper: Paper,
    },
    /// 特别程序结束、恢复办理: with its result.
    StepEnd {
        /// Result, which the decision rests on.
        result: String,
    },
    /// 延长办理期限.
    Extension {
        /// Why.
        reason: String,
        /// Who approved it.
        approval: Approval,
        /// New last day of the term.
        #[specta(type = String)]
        due: Date,
        /// 延长办理期限通知书.
        paper: Paper,
    },
    /// 容缺受理: secondary materials follow later.
    Deferral {
        /// Materials that follow.
        materials: Vec<KindId>,
        /// Last day for them.
        #[specta(type = String)]
        due: Date,
        /// 容缺受理通知书, with the applicant's promise.
        paper: Paper,
    },
    /// 容缺补交.
    DeferredSupply {
        /// What came.
        materials: BTreeMap<KindId, Evidence>,
        /// 补交凭证.
        #[serde(default)]
        paper: Option<Paper>,
    },
    /// 终止办理.
    Termination {
        /// Ground.
        ground: TerminationGround,
        /// Reason in words.
        reason: String,
        /// 终止办理通知书.
        paper: Paper,
    },
    /// 现场核查 by two officers or more (行政许可法 art. 34(3)).
    SiteCheck {
        /// Who checked.
        officers: Vec<Officer>,
        /// When.
        #[specta(type = String)]
        checked_on: Date,
        /// What they found.
        findings: String,
        /// How the party signed.
        party: PartySignature,
        /// 现场核查笔录.
        paper: Paper,
    },
    /// 转办: another officer goes on.
    Transfer {
        /// Account.
        to: UserId,
        /// Name.
        name: String,
        /// Why.
        reason: String,
    },
    /// 事项更正: the wrong item was received; another case goes on from the same day of receipt
    /// (clerk-notes E11).
    Replacement {
        /// The case that goes on.
        opening: Opening,
        /// What is asked of it.
        terms: Box<CaseTerms>,
        /// Answers that the right item asks for.
        answers: BTreeMap<QuestionId, String>,
        /// Fields that the right item asks for.
        values: BTreeMap<ElementId, String>,
        /// Why.
        reason: String,
        /// 更正通知书.
        paper: Paper,
    },
    /// 更正 of data that was taken down wrongly.
    Amendment {
        /// Fields as they ought to be.
        values: BTreeMap<ElementId, String>,
        /// Why, with the evidence.
        reason: String,
        /// 更正通知书.
        paper: Paper,
    },
}

/// Approval 批准 by a head; the document counts, not a click (clerk-notes E28).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Approval {
    /// Of what standing.
    pub by: Approver,
    /// Name and post.
    pub name: String,
    /// Number of the signed document.
    pub document: String,
}

/// An officer with a law enforcement certificate 执法证.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Officer {
    /// Name.
    pub name: String,
    /// Number of the certificate.
    pub certificate: String,
}

/// How the party signed the record of a site check 当事人签字.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum PartySignature {
    /// 已签字.
    Signed {
        /// Who.
        name: String,
    },
    /// 拒绝签字, with what the officers noted.
    Refused {
        /// Why, and who witnessed.
        note: String,
    },
}

/// Why a case ends without a decision 终止情形.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum TerminationGround {
    /// 补正逾期未交 (补交不来).
    CorrectionLapsed,
    /// 容缺材料逾期未补.
    DeferralLapsed,
    /// 申请人死亡、终止 or the matter has fallen away.
    ApplicantGone,
    /// 事项已取消 (clerk-notes E12).
    ItemAbolished,
    /// A ground of the item's own law.
    OwnLaw {
        /// Article.
        article: String,
    },
}

impl TerminationGround {
    /// Chinese name, as papers print it.
    #[must_use]
    pub const fn zh(&self) -> &'static str {
        match self {
            Self::CorrectionLapsed => "逾期未补正",
            Self::DeferralLapsed => "容缺材料逾期未补",
            Self::ApplicantGone => "申请人死亡、终止或者申请的事项已不存在",
            Self::ItemAbolished => "办理事项已依法取消",
            Self::OwnLaw { .. } => "法律、法规规定的其他情形",
        }
    }
}

impl Proceeding {
    /// The paper that it hands over.
    #[must_use]
    pub const fn paper(&self) -> Option<&Paper> {
        match self {
            Self::Step { paper, .. }
            | Self::Extension { paper, .. }
            | Self::Deferral { paper, .. }
            | Self::Termination { paper, .. }
            | Self::SiteCheck { paper, .. }
            | Self::Replacement { paper, .. }
            | Self::Amendment { paper, .. } => Some(paper),
            Self::DeferredSupply { paper, .. } => paper.as_ref(),
            Self::StepEnd { .. } | Self::Transfer { .. } => None,
        }
    }
}
