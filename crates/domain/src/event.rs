//! Recorded facts (事件): past tense, never edited; a new meaning is a new variant.

mod about;
mod recorded;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::action::{
    CorrectionPoint, DeclineGround, Finding, HandOverRow, IssuedPaper, Opening, OpinionStep, Paper,
    PrintOutcome, Proposal, ResultDocument, ReturnReason, ServiceWay, ShiftCounts, ShiftSide,
};
use crate::application::CaseTerms;
use crate::fee::{FeeStep, Payment};
use crate::ids::{ApplicationId, BlobHash, CaseNo, DepartmentId, DocumentNo, ElementId, KindId};
use crate::intake::{Check, Evidence, Intake};
use crate::proceeding::Proceeding;
use crate::rating::{Rated, RepairStep};

pub use recorded::Event;

/// The fact itself, past tense.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Fact {
    /// 已收件.
    ApplicationReceived {
        /// Application.
        application: ApplicationId,
        /// Content.
        intake: Box<Intake>,
        /// Cases opened.
        openings: Vec<Opening>,
        /// What the catalogue asks of each case on that day.
        terms: BTreeMap<CaseNo, CaseTerms>,
        /// 查询码.
        query_code: String,
        /// Legal date of receipt.
        #[specta(type = String)]
        received_on: Date,
        /// 收件凭证.
        paper: Paper,
        /// 照现状收件.
        incomplete: bool,
    },
    /// 已受理.
    CaseAccepted {
        /// Case.
        case: CaseNo,
        /// 受理日期.
        #[specta(type = String)]
        accepted_on: Date,
        /// Promised date.
        #[specta(type = String)]
        promised_by: Date,
        /// 受理通知书.
        paper: Option<Paper>,
    },
    /// 视为受理 (行政许可法 art. 32(1)(4)).
    CaseDeemedAccepted {
        /// Case.
        case: CaseNo,
        /// Day of receipt.
        #[specta(type = String)]
        as_of: Date,
    },
    /// A deemed acceptance is void: the notice was given in time and arrived late.
    DeemedAcceptanceVoided {
        /// Case.
        case: CaseNo,
    },
    /// 已告知补正.
    CorrectionNotified {
        /// Case.
        case: CaseNo,
        /// Rows.
        points: Vec<CorrectionPoint>,
        /// Date.
        #[specta(type = String)]
        notified_on: Date,
        /// Last day for the applicant.
        #[serde(default)]
        #[specta(type = Option<String>)]
        correct_by: Option<Date>,
        /// Why a second one.
        second_reason: Option<String>,
        /// 补正告知书.
        paper: Paper,
    },
    /// 补正材料已交.
    CorrectionSupplied {
        /// Case.
        case: CaseNo,
        /// Materials.
        materials: BTreeMap<KindId, Evidence>,
        /// Fields.
        values: BTreeMap<ElementId, String>,
        /// All answered.
        complete: bool,
        /// Date.
        #[specta(type = String)]
        supplied_on: Date,
        /// 补交凭证.
        #[serde(default)]
        paper: Option<Paper>,
    },
    /// 拟不予受理.
    DeclineProposed {
        /// Case.
        case: CaseNo,
        /// Ground.
        ground: DeclineGround,
        /// Reason.
        reason: String,
    },
    /// 已不予受理.
    CaseDeclined {
        /// Case.
        case: CaseNo,
        /// Ground.
        ground: DeclineGround,
        /// Reason.
        reason: String,
        /// Date.
        #[specta(type = String)]
        declined_on: Date,
        /// Paper.
        paper: Paper,
    },
    /// 已撤回.
    CaseWithdrawn {
        /// Case.
        case: CaseNo,
        /// Reason.
        reason: String,
        /// Date.
        #[specta(type = String)]
        withdrawn_on: Date,
    },
    /// 材料已附.
    MaterialAttached {
        /// Case, none for all.
        case: Option<CaseNo>,
        /// Kind.
        kind: KindId,
        /// Evidence.
        evidence: Evidence,
    },
    /// 页已撤下.
    MaterialDetached {
        /// Kind.
        kind: KindId,
        /// Page.
        page: BlobHash,
        /// Why.
        reason: String,
    },
    /// 已核验.
    MaterialChecked {
        /// Kind.
        kind: KindId,
        /// Result.
        check: Check,
    },
    /// 已认领.
    CaseClaimed {
        /// Case.
        case: CaseNo,
    },
    /// 审查要点已记.
    PointsExamined {
        /// Case.
        case: CaseNo,
        /// Findings.
        findings: BTreeMap<String, Finding>,
    },
    /// 已签意见.
    OpinionGiven {
        /// Case.
        case: CaseNo,
        /// Step.
        step: OpinionStep,
        /// Proposal.
        proposal: Proposal,
        /// Text.
        text: String,
    },
    /// 已退回窗口.
    CaseReturned {
        /// Case.
        case: CaseNo,
        /// Reason.
        reason: ReturnReason,
        /// What to do.
        text: String,
    },
    /// 窗口已答复.
    ReturnAnswered {
        /// Case.
        case: CaseNo,
        /// What was done.
        text: String,
    },
    /// A step aside from the main course 办理环节: 特别程序, 延长, 容缺, 终止…
    Proceeded {
        /// Case.
        case: CaseNo,
        /// Which.
        proceeding: Proceeding,
    },
    /// 已准予 / 已登记.
    CaseApproved {
        /// Case.
        case: CaseNo,
        /// Ground.
        ground: String,
        /// Opinion.
        text: String,
        /// Date.
        #[specta(type = String)]
        decided_on: Date,
        /// Paper.
        paper: Paper,
    },
    /// 已不予许可.
    CaseRejected {
        /// Case.
        case: CaseNo,
        /// Ground.
        ground: String,
        /// Reason.
        reason: String,
        /// Date.
        #[specta(type = String)]
        decided_on: Date,
        /// Paper.
        paper: Paper,
    },
    /// 证件已制; it satisfies the same kind in the cases that depend on this one.
    ResultMade {
        /// Case.
        case: CaseNo,
        /// Document.
        result: ResultDocument,
    },
    /// 已送达.
    ResultsDelivered {
        /// Cases.
        cases: Vec<CaseNo>,
        /// Way.
        way: ServiceWay,
        /// Recipient.
        recipient: String,
        /// Recipient's number.
        recipient_id: String,
        /// Relation.
        on_behalf: Option<String>,
        /// Date.
        #[specta(type = String)]
        served_on: Date,
        /// 送达回证.
        paper: Paper,
    },
    /// 已评价.
    VisitRated(Rated),
    /// 差评整改.
    RatingRepaired {
        /// Which step.
        repair: RepairStep,
    },
    /// 已告知缴费, 已申请退费.
    Charged {
        /// Case.
        case: CaseNo,
        /// Which step.
        charge: FeeStep,
    },
    /// 已缴费.
    FeePaid {
        /// Case.
        case: CaseNo,
        /// Payment.
        payment: Payment,
    },
    /// 页已入库.
    PageRecorded {
        /// Kind.
        kind: KindId,
        /// Page.
        page: BlobHash,
    },
    /// 纸件已打印, or failed: 欠发凭证.
    PaperPrinted {
        /// Paper.
        paper: Paper,
        /// 补打 number.
        reprint: u32,
        /// Why.
        reason: Option<String>,
        /// Outcome.
        outcome: PrintOutcome,
    },
    /// 已作废.
    PaperVoided {
        /// Paper.
        paper: Paper,
        /// Why.
        reason: String,
    },
    /// 已出具单据.
    PaperIssued(IssuedPaper),
    /// Something handed over contradicts the state: a person must act (更正 / 撤回 / 退回窗口).
    ContradictionRaised {
        /// Task id, unique in the stream.
        task: String,
        /// Case, if one.
        case: Option<CaseNo>,
        /// Stable code of what was contradicted.
        code: String,
        /// What happened and the lawful next steps, in Chinese.
        message: String,
    },
    /// A task was closed.
    TaskResolved {
        /// Task.
        task: String,
        /// What was done.
        text: String,
    },
    /// 已叫号.
    TicketCalled {
        /// Ticket.
        ticket: String,
        /// Matter.
        matter: String,
    },
    /// 来访结束.
    VisitEnded {
        /// Ticket.
        ticket: String,
        /// Anything received.
        received: bool,
        /// Seconds.
        seconds: u32,
    },
    /// 已出具一次性告知单.
    GuidanceGiven {
        /// Ticket.
        ticket: String,
        /// Person.
        applicant: String,
        /// Matter.
        matter: String,
        /// Paper.
        paper: Paper,
    },
    /// 已移交.
    HandedOver {
        /// List.
        list: DocumentNo,
        /// To.
        to: DepartmentId,
        /// Rows.
        rows: Vec<HandOverRow>,
        /// Paper.
        paper: Paper,
    },
    /// 移交已确认.
    HandOverConfirmed {
        /// List.
        list: DocumentNo,
        /// Missing rows.
        missing: Vec<u32>,
    },
    /// 个人信息已显示.
    PersonalDataRevealed {
        /// Whose.
        about: String,
        /// Field.
        field: String,
        /// Why.
        reason: String,
    },
    /// 交接班已签.
    ShiftSigned {
        /// Side.
        side: ShiftSide,
        /// Counts.
        counts: ShiftCounts,
        /// Remarks.
        remarks: String,
        /// Paper.
        paper: Option<Paper>,
    },
}
