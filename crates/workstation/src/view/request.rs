//! What the window asks for: the human part of an act. Numbers, dates and papers are added by the
//! workstation.

use std::collections::BTreeMap;

use domain::action::{
    CorrectionPoint, DeclineGround, Finding, OpinionStep, Proposal, ReturnReason, ServiceWay,
    ShiftSide,
};
use domain::fee::PayChannel;
use domain::ids::{ApplicationId, BlobHash, CaseNo, DepartmentId, DocumentNo, ElementId, KindId};
use domain::rating::RepairStep;
use domain::refusal::Refusal;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{CourseRequest, PaperRow};

/// An act on a case, an application or the counter's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ActRequest {
    /// 受理.
    Accept {
        /// Case.
        case: CaseNo,
    },
    /// 补正告知.
    NotifyCorrection {
        /// Case.
        case: CaseNo,
        /// Rows.
        points: Vec<CorrectionPoint>,
        /// Why a second one.
        second_reason: Option<String>,
    },
    /// 补正材料收到: what came since the notice, and fields as corrected.
    SupplyCorrection {
        /// Case.
        case: CaseNo,
        /// All answered.
        complete: bool,
        /// Corrected fields.
        #[serde(default)]
        values: BTreeMap<ElementId, String>,
    },
    /// 核验 of a material that was received.
    CheckMaterial {
        /// Case.
        case: CaseNo,
        /// Kind.
        kind: KindId,
        /// What is wrong; none: in order 合格.
        problem: Option<String>,
    },
    /// 撤下 a page that was received; history keeps it.
    DetachPage {
        /// Case.
        case: CaseNo,
        /// Kind.
        kind: KindId,
        /// Page.
        page: BlobHash,
        /// Why.
        reason: String,
    },
    /// 拟不予受理.
    ProposeDecline {
        /// Case.
        case: CaseNo,
        /// Ground.
        ground: DeclineGround,
        /// Reason.
        reason: String,
    },
    /// 不予受理.
    Decline {
        /// Case.
        case: CaseNo,
        /// Ground.
        ground: DeclineGround,
        /// Reason.
        reason: String,
    },
    /// 撤回.
    Withdraw {
        /// Case.
        case: CaseNo,
        /// Reason.
        reason: String,
    },
    /// 认领.
    Claim {
        /// Case.
        case: CaseNo,
    },
    /// 审查要点.
    Examine {
        /// Case.
        case: CaseNo,
        /// Findings.
        findings: BTreeMap<String, Finding>,
    },
    /// 意见.
    GiveOpinion {
        /// Case.
        case: CaseNo,
        /// Step.
        step: OpinionStep,
        /// Proposal.
        proposal: Proposal,
        /// Text.
        text: String,
    },
    /// 退回窗口.
    ReturnToCounter {
        /// Case.
        case: CaseNo,
        /// Reason.
        reason: ReturnReason,
        /// What to do.
        text: String,
    },
    /// 答复退回.
    AnswerReturn {
        /// Case.
        case: CaseNo,
        /// What was done.
        text: String,
    },
    /// A step aside from the main course: 特别程序, 延长, 容缺, 终止…
    Proceed {
        /// Case.
        case: CaseNo,
        /// The human part of it.
        request: CourseRequest,
    },
    /// 准予 / 登记; the result document is made with it.
    Approve {
        /// Case.
        case: CaseNo,
        /// Ground.
        ground: String,
        /// Text.
        text: String,
    },
    /// 不予许可.
    Reject {
        /// Case.
        case: CaseNo,
        /// Ground.
        ground: String,
        /// Reason.
        reason: String,
    },
    /// 送达.
    Deliver {
        /// Application.
        application: ApplicationId,
        /// Cases.
        cases: Vec<CaseNo>,
        /// Way.
        way: ServiceWay,
        /// Recipient.
        recipient: String,
        /// Recipient's number.
        recipient_id: String,
        /// Relation 代领.
        on_behalf: Option<String>,
    },
    /// 评价 of the visit that a case belongs to: the applicant is asked on the device.
    Rate {
        /// Case.
        case: CaseNo,
    },
    /// 差评整改.
    RepairRating {
        /// Application.
        application: ApplicationId,
        /// Step.
        step: RepairStep,
    },
    /// 缴费通知.
    Charge {
        /// Case.
        case: CaseNo,
        /// Lines.
        charges: Vec<ChargeRequest>,
        /// Last day to pay.
        #[specta(type = String)]
        due: Date,
    },
    /// 收款 at the counter's terminal.
    TakePayment {
        /// Case.
        case: CaseNo,
        /// How.
        channel: PayChannel,
    },
    /// 退费 of the last payment.
    RefundFee {
        /// Case.
        case: CaseNo,
        /// Why.
        reason: String,
    },
    /// 移交 all paper materials received for a department.
    HandOver {
        /// To.
        to: DepartmentId,
    },
    /// 确认移交.
    ConfirmHandOver {
        /// List.
        list: DocumentNo,
        /// Missing rows.
        missing: Vec<u32>,
    },
    /// 交接班.
    SignShift {
        /// Side.
        side: ShiftSide,
        /// Remarks.
        remarks: String,
    },
    /// 打印 an owed paper, or 补打.
    Print {
        /// Application or day.
        stream: String,
        /// Number.
        number: DocumentNo,
        /// Why again.
        reason: Option<String>,
    },
    /// 作废.
    VoidPaper {
        /// Application or day.
        stream: String,
        /// Number.
        number: DocumentNo,
        /// Why.
        reason: String,
    },
    /// A task was dealt with.
    ResolveTask {
        /// Application or day.
        stream: String,
        /// Task.
        task: String,
        /// What was done.
        text: String,
    },
}

/// One fee to be charged 收费项目.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ChargeRequest {
    /// Name, as published.
    pub name: String,
    /// 数量.
    pub quantity: u32,
    /// Name of the reduction 减免, if one is granted.
    #[serde(default)]
    pub reduction: Option<String>,
}

/// What became of an act.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ActOutcome {
    /// A rule said no; nothing changed.
    pub refusal: Option<Refusal>,
    /// Cases opened or touched.
    pub cases: Vec<String>,
    /// Papers with the printer's word.
    pub papers: Vec<PaperRow>,
    /// What to tell the clerk, in Chinese.
    pub message: String,
}
