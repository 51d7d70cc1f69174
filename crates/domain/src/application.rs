//! State of an application 申办 and its cases 办件: what the events add up to.

mod course;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::action::{
    Actor, CorrectionPoint, DeclineGround, Finding, OpinionStep, Paper, PrintOutcome, Proposal,
    ResultDocument, ReturnReason, ServiceWay,
};
use crate::calendar::Term;
use crate::counter_day::CounterDay;
use crate::event::Fact;
use crate::fee::{FeeNotice, FeeTerm};
use crate::ids::{
    ApplicationId, BlobHash, CaseNo, CounterNo, DepartmentId, ElementId, HallId, ItemCode, KindId,
    ProcedureId, UserId,
};
use crate::intake::Intake;
use specta::Type;

pub use crate::rating::Rating;
pub use course::{Course, Deferral, Extension, SiteCheck, Step};

/// A unit of history: an application or a counter's day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Stream {
    /// Nothing happened yet.
    #[default]
    Empty,
    /// 申办.
    Application(Box<Application>),
    /// 窗口日.
    CounterDay(Box<CounterDay>),
}

impl Stream {
    /// The application, if the stream is one.
    #[must_use]
    pub fn application(&self) -> Option<&Application> {
        match self {
            Self::Application(application) => Some(application),
            Self::Empty | Self::CounterDay(_) => None,
        }
    }

    /// The counter's day, if the stream is one.
    #[must_use]
    pub fn counter_day(&self) -> Option<&CounterDay> {
        match self {
            Self::CounterDay(day) => Some(day),
            Self::Empty | Self::Application(_) => None,
        }
    }
}

/// Who did something, where and when: kept beside the fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Person.
    pub user: UserId,
    /// Name.
    pub name: String,
    /// Counter, if at one.
    pub counter: Option<CounterNo>,
    /// Time.
    pub at: Timestamp,
    /// Done offline.
    pub offline: bool,
}

impl Stamp {
    /// Stamp of an actor at a time.
    #[must_use]
    pub fn of(actor: &Actor, at: Timestamp, offline: bool) -> Self {
        Self {
            user: actor.user.clone(),
            name: actor.name.clone(),
            counter: actor.counter.clone(),
            at,
            offline,
        }
    }
}

/// What one applicant handed in on one visit (申办).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Id.
    pub id: ApplicationId,
    /// Hall.
    pub hall: HallId,
    /// Who received it.
    pub received: Stamp,
    /// Legal date of receipt.
    pub received_on: Date,
    /// Received although incomplete.
    pub incomplete: bool,
    /// Content, with corrections and later materials applied.
    pub intake: Intake,
    /// 查询码.
    pub query_code: String,
    /// Cases.
    pub cases: BTreeMap<CaseNo, Case>,
    /// Papers handed over or owed, by number.
    pub papers: BTreeMap<String, PaperRecord>,
    /// Open and closed tasks, by id.
    pub tasks: BTreeMap<String, Task>,
    /// Rating of the visit.
    pub rating: Option<Rating>,
    /// What happened, for the timeline 经过.
    pub history: Vec<HistoryEntry>,
}

/// One line of the timeline: which event, by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// Who and when.
    pub stamp: Stamp,
    /// The fact.
    pub fact: Fact,
}

/// A paper and its state: 待出具 / 已打印 / 作废 (design §8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperRecord {
    /// Paper.
    pub paper: Paper,
    /// Last word of the printer; none while it is still to be printed (欠发).
    pub outcome: Option<PrintOutcome>,
    /// Times printed again.
    pub reprints: u32,
    /// Voided, with the reason.
    pub voided: Option<String>,
}

/// A task for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Case, if one.
    pub case: Option<CaseNo>,
    /// Stable code.
    pub code: String,
    /// What happened and the next steps.
    pub message: String,
    /// When it was raised.
    pub raised: Stamp,
    /// What was done.
    pub resolved: Option<(Stamp, String)>,
}

/// Stage 办件阶段 of a case (design §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 已收件.
    Received,
    /// 补正中.
    Correcting,
    /// 已受理.
    Accepted,
    /// 审查中.
    Reviewing,
    /// 已决定.
    Decided,
    /// 待领.
    Ready,
    /// 办结.
    Closed,
}

/// How a case ended (办结结果).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 准予 / 登记, 出证.
    Granted,
    /// 不予许可.
    Rejected,
    /// 不予受理.
    Declined,
    /// 依法不需许可.
    NoLicenceNeeded,
    /// 补交不来.
    CorrectionLapsed,
    /// 撤回.
    Withdrawn,
    /// 终止.
    Terminated,
    /// 作废: the wrong item, gone on as another case.
    Replaced,
}

/// What the catalogue of the day of receipt says of a case 收件时的办理要求: a case keeps it
/// (clerk-notes E12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CaseTerms {
    /// Procedure 程序.
    pub procedure: ProcedureId,
    /// Route 办理方式 of the item.
    pub route: String,
    /// 即办件: decided on the spot.
    pub instant: bool,
    /// 法定时限 of the item's own law; none: the procedure's.
    pub statutory: Option<Term>,
    /// 承诺时限.
    pub promised: Term,
    /// Materials that must be there before it is accepted or decided.
    pub needs: Vec<KindId>,
    /// Points the examiner answers 审查要点.
    pub points: Vec<String>,
    /// An opinion of the 审核岗 comes before the decision.
    pub reviewed: bool,
    /// A result document 审批证件 is made before delivery.
    pub has_result: bool,
    /// Secondary materials that may follow later 可容缺; empty where the route has no 容缺.
    #[serde(default)]
    pub deferrable: Vec<KindId>,
    /// A site check 现场核查 comes before the decision.
    #[serde(default)]
    pub site_check: bool,
    /// Handled jointly by an act of government 联合办理 (行政许可法 art. 26(2)).
    #[serde(default)]
    pub joint: bool,
    /// What it costs 收费.
    #[serde(default)]
    pub fees: Vec<FeeTerm>,
}

/// One item of an application with its own number, clocks and outcome (办件).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Number.
    pub no: CaseNo,
    /// Item.
    pub item: ItemCode,
    /// Version it was received under.
    pub item_version: u32,
    /// Department.
    pub department: DepartmentId,
    /// Cases whose output it needs.
    pub depends_on: Vec<CaseNo>,
    /// What was asked of it on the day of receipt.
    pub terms: CaseTerms,
    /// Day on which the last output it waited for flowed in 先照后证.
    pub inputs_on: Option<Date>,
    /// Stage.
    pub stage: Stage,
    /// How it ended or was decided.
    pub outcome: Option<Outcome>,
    /// Day of receipt.
    pub received_on: Date,
    /// Acceptance.
    pub acceptance: Option<Acceptance>,
    /// Correction notices, oldest first.
    pub corrections: Vec<Correction>,
    /// Clerk's proposal to decline, until the department answers.
    pub decline_proposal: Option<(Stamp, DeclineGround, String)>,
    /// Decline, if any.
    pub declined: Option<(Stamp, DeclineGround, String)>,
    /// Examiner who claimed it.
    pub claimed_by: Option<Stamp>,
    /// Steps, extension, deferral, site checks, termination.
    #[serde(default)]
    pub course: Course,
    /// Findings by point.
    pub findings: BTreeMap<String, Finding>,
    /// Opinions, oldest first.
    pub opinions: Vec<Opinion>,
    /// Returns to the counter, oldest first.
    pub returns: Vec<Return>,
    /// Decision.
    pub decision: Option<Decision>,
    /// Result document.
    pub result: Option<ResultDocument>,
    /// Delivery of the result.
    pub delivery: Option<DeliveryRecord>,
    /// Notices to pay 缴费通知, oldest first.
    #[serde(default)]
    pub fees: Vec<FeeNotice>,
    /// The case of the wrong item that this one goes on from 事项更正.
    #[serde(default)]
    pub replaces: Option<CaseNo>,
}

/// Acceptance 受理 of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// 受理日期.
    pub on: Date,
    /// Promised date as printed.
    pub promised_by: Option<Date>,
    /// Who accepted; the sweep, if deemed.
    pub stamp: Stamp,
    /// 视为受理.
    pub deemed: bool,
}

/// One correction notice 补正告知 and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Date of the notice.
    pub notified_on: Date,
    /// Last day for the applicant 补正期限.
    #[serde(default)]
    pub correct_by: Option<Date>,
    /// Rows.
    pub points: Vec<CorrectionPoint>,
    /// Date when something was supplied last.
    pub supplied_on: Option<Date>,
    /// All answered.
    pub complete: bool,
    /// Fields supplied.
    pub values: BTreeMap<ElementId, String>,
    /// Materials supplied.
    pub materials: Vec<KindId>,
}

/// An opinion 意见.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Who and when.
    pub stamp: Stamp,
    /// Step.
    pub step: OpinionStep,
    /// Proposal.
    pub proposal: Proposal,
    /// Text.
    pub text: String,
}

/// A return to the counter 退回窗口.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// Who and when.
    pub stamp: Stamp,
    /// Reason.
    pub reason: ReturnReason,
    /// What to do.
    pub text: String,
    /// Answer of the counter.
    pub answered: Option<(Stamp, String)>,
}

/// A decision 决定.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Who and when.
    pub stamp: Stamp,
    /// Granted or not.
    pub granted: bool,
    /// Ground.
    pub ground: String,
    /// Opinion, or the reason of a rejection.
    pub text: String,
    /// Date.
    pub on: Date,
    /// Paper.
    pub paper: Paper,
}

/// Delivery 送达 of a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryRecord {
    /// Who handed it out.
    pub stamp: Stamp,
    /// Way.
    pub way: ServiceWay,
    /// Recipient.
    pub recipient: String,
    /// Date.
    pub on: Date,
}

impl Application {
    /// All pages that the application names, for transport and rights.
    pub fn pages(&self) -> impl Iterator<Item = &BlobHash> {
        self.intake.materials.values().flat_map(|evidence| evidence.pages.iter().map(|p| &p.blob))
    }

    /// Materials of one kind, if attached.
    #[must_use]
    pub fn evidence(&self, kind: &KindId) -> Option<&crate::intake::Evidence> {
        self.intake.materials.get(kind)
    }

    /// Papers that were not printed yet (欠发凭证).
    pub fn owed_papers(&self) -> impl Iterator<Item = &PaperRecord> {
        self.papers.values().filter(|record| {
            record.voided.is_none() && !matches!(record.outcome, Some(PrintOutcome::Printed))
        })
    }
}
