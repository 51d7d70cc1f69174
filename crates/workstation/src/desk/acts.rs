//! The one generic act: the human part comes from the window, numbers and papers are added here.

use domain::action::{Action, CorrectionPoint, DeclineGround, OpinionStep, Role};
use domain::document::{DocumentData, DocumentKind};
use domain::ids::CaseNo;
use domain::intake::Check;
use domain::refusal::Refusal;
use domain::wire::StreamId;

use super::Workstation;
use super::course::proceed;
use super::fee::{charge, refund};
use super::receive::{accept, case_of, organ_number, paper_desk};
use super::supplement::supply;
use crate::engine::{EngineError, Pen};
use crate::view::{ActOutcome, ActRequest, CourseRequest, Fault};

/// A refusal is a result; anything else is a fault.
pub(super) fn refused(error: EngineError) -> Result<ActOutcome, Fault> {
    match error {
        EngineError::Refused(refusal) => {
            Ok(ActOutcome { refusal: Some(refusal), ..ActOutcome::default() })
        }
        other => Err(other.into()),
    }
}

impl Workstation {
    /// The one generic act.
    ///
    /// # Errors
    /// The disk does not take it, or nobody is signed in; a rule's no is an outcome.
    pub async fn act(&self, request: ActRequest) -> Result<ActOutcome, Fault> {
        match request {
            ActRequest::Approve { case, ground, text } => self.approve(&case, ground, text).await,
            ActRequest::Deliver { .. }
            | ActRequest::Rate { .. }
            | ActRequest::RepairRating { .. } => self.hand_out(request).await,
            ActRequest::TakePayment { case, channel } => self.take_payment(&case, channel).await,
            ActRequest::HandOver { .. }
            | ActRequest::ConfirmHandOver { .. }
            | ActRequest::SignShift { .. } => self.of_the_day(request).await,
            ActRequest::Print { .. } | ActRequest::VoidPaper { .. } => {
                self.of_a_paper(request).await
            }
            ActRequest::ResolveTask { stream, task, text } => {
                let stream = StreamId(stream);
                self.plain(&stream, Action::ResolveTask { task, text }, "已处理").await
            }
            other => self.on_case(other).await,
        }
    }

    /// An action without a paper.
    pub(super) async fn plain(
        &self,
        stream: &StreamId,
        action: Action,
        message: &str,
    ) -> Result<ActOutcome, Fault> {
        let done = self.engine.submit(stream, None, move |pen| pen.act(action).map(|_| ())).await;
        match done {
            Ok(_) => Ok(ActOutcome { message: message.to_owned(), ..ActOutcome::default() }),
            Err(error) => refused(error),
        }
    }

    /// Acts on one case, with the paper that belongs to them.
    async fn on_case(&self, request: ActRequest) -> Result<ActOutcome, Fault> {
        let training = self.table()?.training;
        let Some(case) = case_named(&request) else {
            return Err(Fault::new("act.no_case", "没有指明办件，请重新选择"));
        };
        let stream = self.engine.case(&case).await?.id.clone();
        let message = message(&request).to_owned();
        let submitted =
            self.engine.submit(&stream, None, move |pen| write(pen, request, training)).await;
        match submitted {
            Ok(submitted) => {
                let papers = self.print_all(&stream, submitted.value.into_iter().collect()).await;
                let cases = vec![case.to_string()];
                Ok(ActOutcome { refusal: None, cases, papers, message })
            }
            Err(error) => refused(error),
        }
    }
}

fn case_named(request: &ActRequest) -> Option<CaseNo> {
    match request {
        ActRequest::Accept { case }
        | ActRequest::Rate { case }
        | ActRequest::NotifyCorrection { case, .. }
        | ActRequest::SupplyCorrection { case, .. }
        | ActRequest::CheckMaterial { case, .. }
        | ActRequest::DetachPage { case, .. }
        | ActRequest::ProposeDecline { case, .. }
        | ActRequest::Decline { case, .. }
        | ActRequest::Withdraw { case, .. }
        | ActRequest::Claim { case }
        | ActRequest::Examine { case, .. }
        | ActRequest::GiveOpinion { case, .. }
        | ActRequest::ReturnToCounter { case, .. }
        | ActRequest::AnswerReturn { case, .. }
        | ActRequest::Approve { case, .. }
        | ActRequest::Proceed { case, .. }
        | ActRequest::Charge { case, .. }
        | ActRequest::TakePayment { case, .. }
        | ActRequest::RefundFee { case, .. }
        | ActRequest::Reject { case, .. } => Some(case.clone()),
        ActRequest::Deliver { .. }
        | ActRequest::RepairRating { .. }
        | ActRequest::HandOver { .. }
        | ActRequest::ConfirmHandOver { .. }
        | ActRequest::SignShift { .. }
        | ActRequest::Print { .. }
        | ActRequest::VoidPaper { .. }
        | ActRequest::ResolveTask { .. } => None,
    }
}

fn message(request: &ActRequest) -> &'static str {
    match request {
        ActRequest::Accept { .. } => "已受理",
        ActRequest::NotifyCorrection { .. } => "已出具补正告知书",
        ActRequest::SupplyCorrection { .. } => "补正材料已收",
        ActRequest::CheckMaterial { problem: None, .. } => "材料核验合格",
        ActRequest::CheckMaterial { .. } => "已记材料不合格",
        ActRequest::DetachPage { .. } => "已撤下这一页，历史中保留",
        ActRequest::ProposeDecline { .. } => "已报部门确认不予受理",
        ActRequest::Decline { .. } => "已不予受理",
        ActRequest::Withdraw { .. } => "已撤回",
        ActRequest::Claim { .. } => "已认领",
        ActRequest::Examine { .. } => "审查要点已记",
        ActRequest::GiveOpinion { .. } => "意见已提交",
        ActRequest::ReturnToCounter { .. } => "已退回窗口",
        ActRequest::AnswerReturn { .. } => "已答复",
        ActRequest::Proceed { request, .. } => proceeded(request),
        ActRequest::Charge { .. } => "已出具缴费通知书",
        ActRequest::RefundFee { .. } => "已报财政退费",
        ActRequest::Reject { .. } => "已作出不予许可决定",
        _ => "已完成",
    }
}

fn proceeded(request: &CourseRequest) -> &'static str {
    match request {
        CourseRequest::Step { .. } => "已告知程序和所需时间",
        CourseRequest::StepEnd { .. } => "程序结果已登记，恢复计时",
        CourseRequest::Extension { .. } => "已延长期限，请将通知书送达申请人",
        CourseRequest::Deferral { .. } => "已容缺，请申请人在承诺处签名",
        CourseRequest::DeferredSupply => "容缺材料已收",
        CourseRequest::Termination { .. } => "已终止办理，请将通知书送达申请人",
        CourseRequest::SiteCheck { .. } => "核查笔录已登记",
        CourseRequest::Transfer { .. } => "已转办",
        CourseRequest::Replacement { .. } => "事项已更正，新办件沿用收件日期，请将通知书送达申请人",
        CourseRequest::Amendment { .. } => "已更正，请将通知书送达申请人",
    }
}

/// Writes an act on a case; answers with its paper, if it has one.
fn write(
    pen: &mut Pen,
    request: ActRequest,
    training: bool,
) -> Result<Option<DocumentData>, Refusal> {
    match request {
        ActRequest::Accept { case } => accept(pen, &case, training),
        ActRequest::Proceed { case, request } => proceed(pen, &case, request, training),
        ActRequest::SupplyCorrection { case, complete, values } => {
            supply(pen, &case, complete, &values, training).map(Some)
        }
        ActRequest::NotifyCorrection { .. }
        | ActRequest::Charge { .. }
        | ActRequest::Decline { .. }
        | ActRequest::Reject { .. } => written(pen, request, training).map(Some),
        other => {
            let action = unwritten(pen, other)?;
            pen.act(action).map(|_| None)
        }
    }
}

/// Acts that are served in writing.
fn written(pen: &mut Pen, request: ActRequest, training: bool) -> Result<DocumentData, Refusal> {
    match request {
        ActRequest::NotifyCorrection { case, points, second_reason } => {
            notify(pen, case, points, second_reason, training)
        }
        ActRequest::Decline { case, ground, reason } => {
            decline(pen, case, ground, reason, training)
        }
        ActRequest::Reject { case, ground, reason } => reject(pen, case, ground, reason, training),
        ActRequest::Charge { case, charges, due } => charge(pen, &case, &charges, due, training),
        _ => Err(no_paper()),
    }
}

pub(super) fn no_paper() -> Refusal {
    Refusal::new("paper.none", "本事项的程序没有这种文书，请联系管理员核对目录")
}

fn notify(
    pen: &mut Pen,
    no: CaseNo,
    points: Vec<CorrectionPoint>,
    second_reason: Option<String>,
    training: bool,
) -> Result<DocumentData, Refusal> {
    let (app, case) = case_of(pen, &no)?;
    let number = organ_number(pen, &case, DocumentKind::CorrectionNotice)?;
    let calendar = pen.in_force().calendar.clone();
    let data = paper_desk(pen, training)
        .correction(&app, &case, &points, second_reason.as_deref(), (number, &calendar))
        .ok_or_else(no_paper)?;
    let paper = pen.keep_paper(&data);
    let notified_on = pen.today();
    let procedures = &pen.in_force().catalogue.procedures;
    let rule = procedures.get(&case.terms.procedure).and_then(|p| p.correction.as_ref());
    let correct_by = rule.map(|rule| calendar.due(notified_on, rule.term).date);
    pen.act(Action::NotifyCorrection {
        case: no,
        points,
        notified_on,
        correct_by,
        second_reason,
        paper,
    })?;
    Ok(data)
}

fn decline(
    pen: &mut Pen,
    no: CaseNo,
    ground: DeclineGround,
    reason: String,
    training: bool,
) -> Result<DocumentData, Refusal> {
    let (app, case) = case_of(pen, &no)?;
    let number = organ_number(pen, &case, DocumentKind::DeclineNotice)?;
    let data = paper_desk(pen, training)
        .decline(&app, &case, &ground, &reason, number)
        .ok_or_else(no_paper)?;
    let paper = pen.keep_paper(&data);
    let declined_on = pen.today();
    pen.act(Action::Decline { case: no, ground, reason, declined_on, paper })?;
    Ok(data)
}

fn reject(
    pen: &mut Pen,
    no: CaseNo,
    ground: String,
    reason: String,
    training: bool,
) -> Result<DocumentData, Refusal> {
    let (app, case) = case_of(pen, &no)?;
    let number = organ_number(pen, &case, DocumentKind::Rejection)?;
    let data = paper_desk(pen, training)
        .rejection(&app, &case, &ground, &reason, number)
        .ok_or_else(no_paper)?;
    let paper = pen.keep_paper(&data);
    let decided_on = pen.today();
    pen.act(Action::Reject { case: no, ground, reason, decided_on, paper })?;
    Ok(data)
}

/// Acts without a paper, as actions.
fn unwritten(pen: &Pen, request: ActRequest) -> Result<Action, Refusal> {
    Ok(match request {
        ActRequest::CheckMaterial { kind, problem, .. } => {
            let check = problem.map_or(Check::Passed, |problem| Check::Failed { problem });
            Action::CheckMaterial { kind, check }
        }
        ActRequest::DetachPage { kind, page, reason, .. } => {
            Action::DetachMaterial { kind, page, reason }
        }
        ActRequest::ProposeDecline { case, ground, reason } => {
            Action::ProposeDecline { case, ground, reason }
        }
        ActRequest::Withdraw { case, reason } => Action::Withdraw { case, reason },
        ActRequest::Claim { case } => Action::Claim { case },
        ActRequest::Examine { case, findings } => Action::Examine { case, findings },
        ActRequest::GiveOpinion { case, step, proposal, text } => {
            // the post decides the step, whatever the window supposed
            let actor = pen.actor();
            let step = match (actor.is(Role::Examiner), actor.is(Role::Reviewer)) {
                (true, false) => OpinionStep::Examine,
                (false, true) => OpinionStep::Review,
                _ => step,
            };
            Action::GiveOpinion { case, step, proposal, text }
        }
        ActRequest::ReturnToCounter { case, reason, text } => {
            Action::ReturnToCounter { case, reason, text }
        }
        ActRequest::AnswerReturn { case, text } => Action::AnswerReturn { case, text },
        ActRequest::RefundFee { case, reason } => refund(pen, case, reason)?,
        _ => {
            return Err(Refusal::new("act.unknown", "此操作尚不支持，请联系管理员升级程序"));
        }
    })
}
