//! Action → events, or a refusal.
//!
//! One file per act, each with its gate (may this person do it now: what [`crate::rights`] shows)
//! and its judgement of what the action carries. Facts are never refused.

mod accept;
mod correction;
pub mod counter;
mod decision;
mod decline;
pub mod evidence;
mod facts;
mod fee;
pub(crate) mod gate;
mod judge;
mod material;
mod proceeding;
mod rating;
mod receive;
mod result;
mod returns;
mod review;
mod terms;
mod visit;
mod withdraw;

#[cfg(test)]
pub(crate) mod tests;

use crate::action::{Action, Context};
use crate::application::Stream;
use crate::event::{Event, Fact};
use crate::refusal::Refusal;
use judge::{AUTHORITY, FORM, Judge, Verdict, no};

use facts::contradiction;
pub use proceeding::new_terms;

/// Judges an action against the state of its stream (裁量).
///
/// # Errors
/// The refusal, with the article it rests on.
pub fn decide(state: &Stream, action: &Action, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    Ok(events(ctx, facts(state, action, ctx)?))
}

/// Judges an action that has left its station: a paper handed over binds, so what no longer fits
/// is confirmed with a contradiction for a person (design §4).
///
/// The platform and the rebase of a station both ask this.
///
/// # Errors
/// The refusal of an act that binds nobody, or of a person without authority.
pub fn confirm(state: &Stream, action: &Action, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let refusal = match facts(state, action, ctx) {
        Ok(facts) => return Ok(events(ctx, facts)),
        Err(refusal) => refusal,
    };
    let last = refusal.code.starts_with(AUTHORITY) || refusal.code.starts_with(FORM);
    let bound = if last { None } else { facts::of_binding(action, ctx)? };
    let Some(bound) = bound else {
        return Err(refusal);
    };
    let tasks = match state {
        Stream::Empty => 0,
        Stream::Application(app) => app.tasks.len(),
        Stream::CounterDay(day) => day.tasks.len(),
    };
    let message = format!(
        "文书已交给申请人，但与现有记录不符：{}。请核对后按更正、撤回或退回窗口处理",
        refusal.message
    );
    let case = bound.case().cloned();
    let task = contradiction(tasks, case.as_ref(), &refusal.code, &message);
    Ok(events(ctx, vec![bound, task]))
}

fn events(ctx: &Context<'_>, facts: Vec<Fact>) -> Vec<Event> {
    let event = |fact| Event { by: ctx.actor.clone(), at: ctx.at, offline: ctx.offline, fact };
    facts.into_iter().map(event).collect()
}

fn facts(state: &Stream, action: &Action, ctx: &Context<'_>) -> Verdict<Vec<Fact>> {
    let on = |rule: fn(Judge<'_>, &Action) -> Verdict<Vec<Fact>>| match state.application() {
        Some(app) => rule(Judge { app, ctx }, action),
        None => no("form.stream", "办件登记", "还没有收件，请先收件"),
    };
    match action {
        Action::Receive { .. } => receive::act(state, action, ctx),
        Action::Accept { .. } => on(accept::act),
        Action::DeemAccepted { .. } => on(accept::deem_act),
        Action::NotifyCorrection { .. } => on(correction::notify_act),
        Action::SupplyCorrection { .. } => on(correction::supply_act),
        Action::ProposeDecline { .. } => on(decline::propose_act),
        Action::Decline { .. } => on(decline::act),
        Action::Withdraw { .. } => on(withdraw::act),
        Action::CheckMaterial { .. } => on(material::check_act),
        Action::DetachMaterial { .. } => on(material::detach_act),
        Action::Claim { .. } => on(review::claim_act),
        Action::Examine { .. } => on(review::examine_act),
        Action::GiveOpinion { .. } => on(review::opinion_act),
        Action::ReturnToCounter { .. } => on(returns::return_act),
        Action::AnswerReturn { .. } => on(returns::answer_act),
        Action::Proceed { .. } => on(proceeding::act),
        Action::Approve { .. } | Action::Reject { .. } => on(decision::act),
        Action::MakeResult { .. } => on(result::make_act),
        Action::Deliver { .. } => on(result::deliver_act),
        Action::Rate { .. } => on(rating::rate_act),
        Action::RepairRating { .. } => on(rating::repair_act),
        Action::Charge { .. } => on(fee::act),
        Action::ResolveTask { .. } => visit::resolve(state, action, ctx),
        Action::HandOver { .. } => counter::hand_over_act(state, action, ctx),
        Action::ConfirmHandOver { .. } => counter::confirm_act(state, action, ctx),
        Action::SignShift { .. } => counter::sign_act(state, action, ctx),
        Action::AttachMaterial { .. }
        | Action::RecordPage { .. }
        | Action::RecordPrint { .. }
        | Action::VoidPaper { .. }
        | Action::RecordPayment { .. }
        | Action::IssuePaper { .. }
        | Action::CallTicket { .. }
        | Action::EndVisit { .. }
        | Action::GiveGuidance { .. }
        | Action::RevealPersonalData { .. } => facts::recorded(state, action, ctx),
    }
}
