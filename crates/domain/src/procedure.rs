//! Procedures 程序: the profile of law that a case follows (clerk-notes E1; design §3).
//!
//! The licensing law binds permits only; a registration, a 工伤认定 or a benefit follows its own.
//! A procedure is data over a small fixed vocabulary (`forms/procedures.yaml`), never code per
//! item. What an item's own law sets (a shorter term, another start) stands with the item.

mod check;
mod steps;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::authorisation::Power;
use crate::calendar::Term;
use crate::document::{DocumentKind, Nature};
use crate::ids::ProcedureId;

pub use check::ProcedureError;
pub use steps::{
    Approver, CorrectionTerm, DeferralRule, ExtensionRule, JointRule, StepKind, StepRule,
};

/// How looking at an application may end 收件后的处理结果 (行政许可法 art. 32(1)).
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
pub enum Reply {
    /// 依法不需要: told at once that nothing is needed.
    NotNeeded,
    /// 不属于职权范围: declined, with the organ to go to.
    NotCompetent,
    /// 当场更正: mended at the counter, recorded.
    CorrectedOnSpot,
    /// 一次性告知补正.
    Correction,
    /// 不予受理 on a ground of the procedure's own law: incomplete (不动产登记暂行条例 art. 17),
    /// too late (工伤保险条例 art. 17).
    DeclinedOwnLaw,
    /// 受理 (or the confirmation that stands in its place).
    Accepted,
}

/// What silence past the term means 逾期未告知的后果.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Silence {
    /// 视为受理, from the day of receipt.
    AcceptedAsOfReceipt,
    /// No consequence in the procedure's own law.
    Nothing,
}

/// Whether accepting is an act of its own 受理环节.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum AcceptanceStep {
    /// 受理 comes before review and decision.
    Formal,
    /// No such act: the organ decides on what it received.
    None,
}

/// The term from receipt to an outcome 收件时限.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiveClock {
    /// How long the organ may take to say that something is missing.
    pub term: Term,
    /// What silence means.
    pub silence: Silence,
    /// Rule it rests on.
    pub article: String,
}

/// The event that starts the decision clock 起算点.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ClockStart {
    /// 自受理之日起.
    Acceptance,
    /// 自收到申请之日起.
    Receipt,
}

/// The term for the decision 办理时限; an item's own law overrides it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionClock {
    /// What starts it.
    pub start: ClockStart,
    /// Statutory term; none where only the item's own law or promise sets one.
    #[serde(default)]
    pub statutory: Option<Term>,
    /// Rule it rests on.
    pub article: String,
}

/// How a decision may end 决定种类.
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
pub enum Ending {
    /// 准予、登记、认定、备案: as asked.
    Approve,
    /// 不予.
    Reject,
}

/// How many people a decision takes 审查决定方式.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// 审查、决定 by different people unless an authorisation says otherwise.
    TwoPersons,
    /// One officer examines the form and decides (registrar 登记人员, 备案经办).
    OneOfficer,
}

/// An act that has (or has no) paper in this procedure 文书环节.
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
pub enum PaperAct {
    /// 收件.
    Receive,
    /// 受理.
    Accept,
    /// 补正告知.
    NotifyCorrection,
    /// 告知不受理: nothing is needed.
    DeclineNotNeeded,
    /// 不予受理: another organ's.
    DeclineNotCompetent,
    /// 不予受理 on a ground of the procedure's own law.
    DeclineOwnLaw,
    /// 准予、登记、认定.
    Approve,
    /// 不予.
    Reject,
    /// 特别程序告知, 中止.
    AnnounceStep,
    /// 延长期限.
    Extend,
    /// 容缺受理.
    Defer,
    /// 终止.
    Terminate,
    /// 现场核查.
    CheckSite,
    /// 更正.
    Amend,
    /// 缴费通知.
    Charge,
    /// 送达.
    Deliver,
}

/// The paper of one act 文书.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActPaper {
    /// Its kind: which layout and which required fields.
    pub kind: DocumentKind,
    /// Its title in this procedure.
    pub title: String,
}

/// The terms of remedies 救济期限; bodies and courts stand with the organ (clerk-notes E14).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemedyTerms {
    /// 行政复议, natural days.
    pub review_days: u16,
    /// 行政诉讼, months.
    pub lawsuit_months: u16,
    /// 复议前置 against a decline or silence (行政复议法 art. 23).
    pub review_first: bool,
    /// Rule it rests on.
    pub article: String,
}

/// The articles that refusals and papers cite 依据条款.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Articles {
    /// For accepting.
    pub accept: String,
    /// For the once-only notice of what is missing.
    pub correction: String,
    /// For declining.
    pub decline: String,
    /// For granting.
    pub approve: String,
    /// For refusing with reasons.
    pub reject: String,
    /// For withdrawing before the decision.
    pub withdraw: String,
    /// For delivering the result.
    pub deliver: String,
}

/// The words of a procedure 用语: what approving and rejecting are called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// 准予许可、准予登记、认定为工伤、予以备案.
    pub approve: String,
    /// 不予许可、不予登记…; empty where there is no such ending.
    #[serde(default)]
    pub reject: String,
}

/// A procedure 程序.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// `P1`…`P11`.
    pub id: ProcedureId,
    /// 行政许可, 经营主体登记…
    pub name: String,
    /// The law it follows.
    pub law: String,
    /// Which sentences its papers carry.
    pub nature: Nature,
    /// How receiving may end; nothing else ends it.
    pub replies: BTreeSet<Reply>,
    /// Whether accepting is an act of its own.
    pub acceptance: AcceptanceStep,
    /// From receipt to outcome.
    pub receive: ReceiveClock,
    /// From acceptance or receipt to the decision.
    pub decision: DecisionClock,
    /// 延长 of it; none where no law lets the organ extend.
    #[serde(default)]
    pub extension: Option<ExtensionRule>,
    /// The term of a bundle that an act of government joined.
    #[serde(default)]
    pub joint: Option<JointRule>,
    /// Steps that may be announced, and which of them stop the clock.
    #[serde(default)]
    pub steps: Vec<StepRule>,
    /// The applicant's term to correct.
    #[serde(default)]
    pub correction: Option<CorrectionTerm>,
    /// 容缺; none where nothing may follow later.
    #[serde(default)]
    pub deferral: Option<DeferralRule>,
    /// How a decision may end.
    pub endings: BTreeSet<Ending>,
    /// How many people it takes.
    pub review: Review,
    /// The act that decides: `decide`, or `register` where a registrar does.
    pub deciding: Power,
    /// From decision to delivery of the result.
    #[serde(default)]
    pub delivery: Option<Term>,
    /// Paper of each act; an act without one prints none.
    pub papers: BTreeMap<PaperAct, ActPaper>,
    /// Terms of remedies; none where nothing administrative is decided.
    #[serde(default)]
    pub remedies: Option<RemedyTerms>,
    /// What refusals and papers cite.
    pub articles: Articles,
    /// What its acts are called.
    pub words: Words,
    /// 待核: what nobody has read in the text of the law yet.
    #[serde(default)]
    pub pending: Vec<String>,
}

impl Procedure {
    /// Whether receiving may end so.
    #[must_use]
    pub fn allows(&self, reply: Reply) -> bool {
        self.replies.contains(&reply)
    }

    /// What a step means here, if it exists here.
    #[must_use]
    pub fn step(&self, kind: StepKind) -> Option<&StepRule> {
        self.steps.iter().find(|rule| rule.kind == kind)
    }

    /// The rule for extending the term of a case, joint or alone.
    #[must_use]
    pub fn extension(&self, joint: bool) -> Option<&ExtensionRule> {
        match (&self.joint, joint) {
            (Some(rule), true) => Some(&rule.extension),
            _ => self.extension.as_ref(),
        }
    }

    /// The paper of an act, if the act has one.
    #[must_use]
    pub fn paper(&self, act: PaperAct) -> Option<&ActPaper> {
        self.papers.get(&act)
    }
}
