//! What people ask for (动作): imperative, one variant an act.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::fee::{FeeStep, Payment};
use crate::ids::{ApplicationId, BlobHash, CaseNo, DepartmentId, DocumentNo, ElementId, KindId};
use crate::intake::{Check, Evidence, Intake};
use crate::proceeding::Proceeding;
use crate::rating::{Rated, RepairStep};

mod parts;
mod words;

pub use parts::{
    Actor, CorrectionPoint, DeclineGround, Finding, Grade, HandOverRow, IssuedPaper, Opening,
    OpinionStep, Paper, Proposal, ResultDocument, ReturnReason, Role, ServiceWay, ShiftCounts,
};
pub use words::{PrintOutcome, ShiftSide};

/// An act on a stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Action {
    /// 收件: takes the whole intake; prints the 收件凭证.
    Receive {
        /// Application.
        application: ApplicationId,
        /// Content.
        intake: Box<Intake>,
        /// Cases opened.
        openings: Vec<Opening>,
        /// 查询码.
        query_code: String,
        /// 收件凭证.
        paper: Paper,
        /// Incomplete, received because the applicant insists 照现状收件.
        incomplete: bool,
    },
    /// 受理 one case; prints the 受理通知书 where the procedure has one.
    Accept {
        /// Case.
        case: CaseNo,
        /// 受理日期.
        #[specta(type = String)]
        accepted_on: Date,
        /// 承诺 date as printed.
        #[specta(type = String)]
        promised_by: Date,
        /// 受理通知书.
        paper: Option<Paper>,
    },
    /// 补正告知: once, all content.
    NotifyCorrection {
        /// Case.
        case: CaseNo,
        /// All failed rows.
        points: Vec<CorrectionPoint>,
        /// Date of the notice.
        #[specta(type = String)]
        notified_on: Date,
        /// Last day for the applicant 补正期限, where the procedure sets one.
        #[serde(default)]
        #[specta(type = Option<String>)]
        correct_by: Option<Date>,
        /// Why a second notice is lawful, if it is one.
        second_reason: Option<String>,
        /// 补正告知书.
        paper: Paper,
    },
    /// 补正材料 came in.
    SupplyCorrection {
        /// Case.
        case: CaseNo,
        /// Materials supplied.
        materials: BTreeMap<KindId, Evidence>,
        /// Fields supplied.
        values: BTreeMap<ElementId, String>,
        /// All of the notice is answered.
        complete: bool,
        /// 补交凭证.
        #[serde(default)]
        paper: Option<Paper>,
    },
    /// A clerk proposes 不予受理; the department confirms by `Decline`.
    ProposeDecline {
        /// Case.
        case: CaseNo,
        /// Ground.
        ground: DeclineGround,
        /// Reason in words.
        reason: String,
    },
    /// 不予受理.
    Decline {
        /// Case.
        case: CaseNo,
        /// Ground.
        ground: DeclineGround,
        /// Reason in words.
        reason: String,
        /// Date.
        #[specta(type = String)]
        declined_on: Date,
        /// 不予受理通知书.
        paper: Paper,
    },
    /// 撤回 by the applicant.
    Withdraw {
        /// Case.
        case: CaseNo,
        /// Reason.
        reason: String,
    },
    /// Adds or replaces evidence after receipt (fact).
    AttachMaterial {
        /// Case that it belongs to, none for all that ask for it.
        case: Option<CaseNo>,
        /// Kind.
        kind: KindId,
        /// Evidence.
        evidence: Evidence,
    },
    /// Takes a wrongly attached page out, kept in history.
    DetachMaterial {
        /// Kind.
        kind: KindId,
        /// Page.
        page: BlobHash,
        /// Why.
        reason: String,
    },
    /// 核验 of a material.
    CheckMaterial {
        /// Kind.
        kind: KindId,
        /// Result.
        check: Check,
    },
    /// 认领 by an examiner.
    Claim {
        /// Case.
        case: CaseNo,
    },
    /// Finding on review points.
    Examine {
        /// Case.
        case: CaseNo,
        /// Finding by point id.
        findings: BTreeMap<String, Finding>,
    },
    /// Opinion 意见 of a step.
    GiveOpinion {
        /// Case.
        case: CaseNo,
        /// Step.
        step: OpinionStep,
        /// Proposal.
        proposal: Proposal,
        /// Text 意见.
        text: String,
    },
    /// 退回窗口.
    ReturnToCounter {
        /// Case.
        case: CaseNo,
        /// Typed reason.
        reason: ReturnReason,
        /// What to do.
        text: String,
    },
    /// The counter answered a return.
    AnswerReturn {
        /// Case.
        case: CaseNo,
        /// What was done.
        text: String,
    },
    /// A step aside from the main course 办理环节: 特别程序, 延长, 容缺, 终止…
    Proceed {
        /// Case.
        case: CaseNo,
        /// Which.
        proceeding: Proceeding,
    },
    /// 准予 / 登记.
    Approve {
        /// Case.
        case: CaseNo,
        /// Ground 依据.
        ground: String,
        /// Opinion text of the decider.
        text: String,
        /// Date.
        #[specta(type = String)]
        decided_on: Date,
        /// 准予决定书 or 登记通知书.
        paper: Paper,
    },
    /// 不予许可.
    Reject {
        /// Case.
        case: CaseNo,
        /// Ground 依据.
        ground: String,
        /// Reason 理由.
        reason: String,
        /// Date.
        #[specta(type = String)]
        decided_on: Date,
        /// 不予许可决定书.
        paper: Paper,
    },
    /// 制证: the result document exists.
    MakeResult {
        /// Case.
        case: CaseNo,
        /// Document.
        result: ResultDocument,
    },
    /// 送达 the results of cases to one person at once.
    Deliver {
        /// Cases.
        cases: Vec<CaseNo>,
        /// Way.
        way: ServiceWay,
        /// Who took them.
        recipient: String,
        /// Recipient's identity number.
        recipient_id: String,
        /// Relation, if not the applicant 代领.
        on_behalf: Option<String>,
        /// Date served.
        #[specta(type = String)]
        served_on: Date,
        /// 送达回证.
        paper: Paper,
    },
    /// 好差评, once a visit.
    Rate(Rated),
    /// 差评整改.
    RepairRating {
        /// Which step.
        repair: RepairStep,
    },
    /// 缴费通知, 退费.
    Charge {
        /// Case.
        case: CaseNo,
        /// Which step.
        charge: FeeStep,
    },
    /// A fee was paid (fact).
    RecordPayment {
        /// Case.
        case: CaseNo,
        /// Payment.
        payment: Payment,
    },
    /// 视为受理, by the platform's sweep.
    DeemAccepted {
        /// Case.
        case: CaseNo,
        /// As of the day of receipt.
        #[specta(type = String)]
        as_of: Date,
    },
    /// A page was scanned or imported (fact).
    RecordPage {
        /// Kind.
        kind: KindId,
        /// Page.
        page: BlobHash,
    },
    /// A paper left the printer, or failed (fact).
    RecordPrint {
        /// Paper.
        paper: Paper,
        /// 补打 number, 0 for the first.
        reprint: u32,
        /// Why it was printed again.
        reason: Option<String>,
        /// The printer's own word.
        outcome: PrintOutcome,
    },
    /// A paper was voided 作废 (fact).
    VoidPaper {
        /// Paper.
        paper: Paper,
        /// Why.
        reason: String,
    },
    /// 出具单据: a paper that decides nothing was made out for somebody (fact).
    IssuePaper(IssuedPaper),
    /// A contradiction or task was dealt with.
    ResolveTask {
        /// Task id.
        task: String,
        /// What was done.
        text: String,
    },
    /// 叫号 / a typed ticket (fact of the counter's day).
    CallTicket {
        /// Ticket.
        ticket: String,
        /// What for, if the queue knows.
        matter: String,
    },
    /// The visit ended (fact).
    EndVisit {
        /// Ticket.
        ticket: String,
        /// Whether anything was received.
        received: bool,
        /// Seconds at the counter.
        seconds: u32,
    },
    /// 一次性告知单 without 收件 (fact).
    GiveGuidance {
        /// Ticket.
        ticket: String,
        /// Person, to be found again.
        applicant: String,
        /// Items in words.
        matter: String,
        /// Paper.
        paper: Paper,
    },
    /// 移交 paper materials to a department.
    HandOver {
        /// List number.
        list: DocumentNo,
        /// To.
        to: DepartmentId,
        /// Rows.
        rows: Vec<HandOverRow>,
        /// 物料交接清单.
        paper: Paper,
    },
    /// The department confirms what came, naming rows that lack 缺.
    ConfirmHandOver {
        /// List number.
        list: DocumentNo,
        /// Indices of rows that are missing.
        missing: Vec<u32>,
    },
    /// Masked personal data was shown (fact).
    RevealPersonalData {
        /// Whose (application or draft).
        about: String,
        /// Which field.
        field: String,
        /// Why.
        reason: String,
    },
    /// 交接班 signed by one side.
    SignShift {
        /// Which side.
        side: ShiftSide,
        /// Counted truth that was signed.
        counts: ShiftCounts,
        /// Remarks.
        remarks: String,
        /// 交接班表.
        paper: Option<Paper>,
    },
}

/// What `decide` may know besides the state.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Who acts.
    pub actor: &'a Actor,
    /// The station's clock.
    pub at: Timestamp,
    /// Legal date at +08:00.
    pub today: Date,
    /// Items, procedures, authorisations in force.
    pub catalogue: &'a crate::catalogue::Catalogue,
    /// Working days.
    pub calendar: &'a crate::calendar::WorkingCalendar,
    /// Decided offline.
    pub offline: bool,
    /// Pages named by actions that have not arrived here 材料传输中: no approval before they have.
    pub missing_pages: &'a std::collections::BTreeSet<BlobHash>,
}
