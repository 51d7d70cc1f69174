//! Facts, which are never refused, and the facts of papers that were handed over.

use super::judge::{Verdict, not_this};
use super::{
    accept, correction, counter, decision, decline, fee, material, proceeding, receive, result,
};
use crate::action::{Action, Context, IssuedPaper, Paper};
use crate::application::{PaperRecord, Stream};
use crate::event::Fact;
use crate::ids::CaseNo;

/// A task for a person; `n` counts those the stream has.
pub(super) fn contradiction(n: usize, case: Option<&CaseNo>, code: &str, message: &str) -> Fact {
    Fact::ContradictionRaised {
        task: format!("{}-{code}", n + 1),
        case: case.cloned(),
        code: code.to_owned(),
        message: message.to_owned(),
    }
}

/// What happened, as it happened; what does not fit is told to a person.
pub(super) fn recorded(state: &Stream, action: &Action, ctx: &Context<'_>) -> Verdict<Vec<Fact>> {
    if let Action::AttachMaterial { case, kind, evidence } = action
        && let Some(app) = state.application()
    {
        return Ok(material::attach(app, case.as_ref(), kind, evidence));
    }
    let Some(fact) = fact_of(action) else {
        return not_this();
    };
    let doubt = doubt(state, action).or_else(|| payment_doubt(state, action, ctx));
    Ok([fact].into_iter().chain(doubt).collect())
}

#[expect(clippy::wildcard_enum_match_arm, reason = "only facts have a fact of their own here")]
fn fact_of(action: &Action) -> Option<Fact> {
    let action = action.clone();
    Some(match action {
        Action::AttachMaterial { case, kind, evidence } => {
            Fact::MaterialAttached { case, kind, evidence }
        }
        Action::RecordPage { kind, page } => Fact::PageRecorded { kind, page },
        Action::RecordPrint { paper, reprint, reason, outcome } => {
            Fact::PaperPrinted { paper, reprint, reason, outcome }
        }
        Action::VoidPaper { paper, reason } => Fact::PaperVoided { paper, reason },
        Action::RecordPayment { case, payment } => Fact::FeePaid { case, payment },
        Action::IssuePaper(issued) => Fact::PaperIssued(issued),
        Action::CallTicket { ticket, matter } => Fact::TicketCalled { ticket, matter },
        Action::EndVisit { ticket, received, seconds } => {
            Fact::VisitEnded { ticket, received, seconds }
        }
        Action::GiveGuidance { ticket, applicant, matter, paper } => {
            Fact::GuidanceGiven { ticket, applicant, matter, paper }
        }
        Action::RevealPersonalData { about, field, reason } => {
            Fact::PersonalDataRevealed { about, field, reason }
        }
        _ => return None,
    })
}

/// A voided paper that was printed again, or a paper that nobody issued here.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other acts are about no paper of before")]
fn doubt(state: &Stream, action: &Action) -> Option<Fact> {
    let (paper, printed) = match action {
        Action::RecordPrint { paper, .. } | Action::IssuePaper(IssuedPaper { paper, .. }) => {
            (paper, true)
        }
        Action::VoidPaper { paper, .. } => (paper, false),
        _ => return None,
    };
    let (papers, tasks) = match state {
        Stream::Empty => return None,
        Stream::Application(app) => (&app.papers, app.tasks.len()),
        Stream::CounterDay(day) => (&day.papers, day.tasks.len()),
    };
    let record = papers.get(paper.number.as_str());
    let (code, message) = judge_paper(paper, record, printed)?;
    Some(contradiction(tasks, None, code, &message))
}

/// A payment that does not fit the notice it names.
fn payment_doubt(state: &Stream, action: &Action, ctx: &Context<'_>) -> Option<Fact> {
    let Action::RecordPayment { case: no, payment } = action else {
        return None;
    };
    let app = state.application()?;
    let hall = ctx.catalogue.halls.get(&app.hall);
    let cash = hall.is_some_and(|hall| hall.cash);
    let (code, message) = fee::doubt(app.cases.get(no), payment, cash)?;
    Some(contradiction(app.tasks.len(), Some(no), code, &message))
}

fn judge_paper(
    paper: &Paper,
    record: Option<&PaperRecord>,
    printed: bool,
) -> Option<(&'static str, String)> {
    let number = &paper.number;
    match record {
        Some(known) if known.paper.hash != paper.hash => Some((
            "paper.other_content",
            format!("文号 {number} 对应两份内容不同的文书，请核对并作废错误的一份"),
        )),
        Some(known) if printed && known.voided.is_some() => {
            Some(("paper.voided", format!("已作废的文书 {number} 又被打印，请收回并核对")))
        }
        None if !printed => {
            Some(("paper.unknown", format!("作废的文书 {number} 没有出具记录，请核对")))
        }
        Some(_) | None => None,
    }
}

/// The fact of an act whose paper was handed over; none if the act hands nothing over.
pub(super) fn of_binding(action: &Action, ctx: &Context<'_>) -> Verdict<Option<Fact>> {
    if let Some(act) = receive::of(action) {
        return receive::fact(&act, ctx).map(Some);
    }
    if let Action::Accept { case, accepted_on, promised_by, paper: Some(paper) } = action {
        return Ok(Some(accept::fact(case, *accepted_on, *promised_by, Some(paper))));
    }
    let notice = correction::notice_of(action).map(|notice| correction::fact(&notice));
    let supply = || correction::supplied_of(action, ctx.today);
    let decline = || decline::of(action).map(|act| decline::fact(&act));
    let decision = || decision::of(action).map(|act| decision::fact(&act));
    let delivery = || result::delivery_of(action).map(|act| result::deliver_fact(&act));
    let list = || counter::hand_over_of(action).map(|act| counter::hand_over_fact(&act));
    let step = || proceeding::binding(action).or_else(|| fee::binding(action));
    Ok(notice
        .or_else(supply)
        .or_else(step)
        .or_else(decline)
        .or_else(decision)
        .or_else(delivery)
        .or_else(list))
}
