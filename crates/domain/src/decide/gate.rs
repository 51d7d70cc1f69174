//! The gates of all acts by name: what [`crate::rights`] shows, from the same code that decides.

use super::judge::{Judge, Verdict};
use super::{
    accept, correction, counter, decision, decline, material, proceeding, rating, receive, result,
    returns, review, visit, withdraw,
};
use crate::action::{Context, OpinionStep, ShiftSide};
use crate::application::{Application, Case, Stream};
use crate::procedure::Ending;
use crate::rights::Act;

/// Whether an act on one case is open to the actor; none if the act is not about one case.
pub(crate) fn on_case(
    app: &Application,
    case: &Case,
    act: Act,
    ctx: &Context<'_>,
) -> Option<Verdict> {
    let judge = Judge { app, ctx };
    if let Some(verdict) = proceeding::gate(judge, case, act) {
        return Some(verdict);
    }
    Some(match act {
        Act::Accept => accept::gate(judge, case),
        Act::NotifyCorrection => correction::notify_gate(judge, case),
        Act::SupplyCorrection => correction::supply_gate(judge, case),
        Act::ProposeDecline => decline::propose_gate(judge, case),
        Act::Decline => decline::gate(judge, case),
        Act::Withdraw => withdraw::gate(judge, case),
        Act::Claim => review::claim_gate(judge, case),
        Act::Examine => review::examine_gate(judge, case),
        Act::GiveOpinion => opinion(judge, case),
        Act::ReturnToCounter => returns::return_gate(judge, case),
        Act::AnswerReturn => returns::answer_gate(judge, case),
        Act::Approve => decision::gate(judge, case, Ending::Approve),
        Act::Reject => decision::gate(judge, case, Ending::Reject),
        Act::MakeResult => result::make_gate(judge, case),
        Act::Deliver => result::deliver_gate(judge, case),
        Act::DeemAccepted => accept::deem_gate(judge, case).map(|_| ()),
        Act::Receive
        | Act::Rate
        | Act::CheckMaterial
        | Act::DetachMaterial
        | Act::ResolveTask
        | Act::HandOver
        | Act::ConfirmHandOver
        | Act::SignShift
        | Act::AnnounceStep
        | Act::EndStep
        | Act::Extend
        | Act::Defer
        | Act::SupplyDeferred
        | Act::Terminate
        | Act::CheckSite
        | Act::Transfer
        | Act::Amend
        | Act::Replace
        | Act::ChargeFee
        | Act::TakePayment
        | Act::RefundFee
        | Act::ContactRater
        | Act::CloseRepair => return None,
    })
}

/// Whether an act on a whole stream is open to the actor; none if the act is about one case.
pub(crate) fn on_stream(state: &Stream, act: Act, ctx: &Context<'_>) -> Option<Verdict> {
    let judge = state.application().map(|app| Judge { app, ctx });
    match act {
        Act::Receive => Some(receive::gate(state, ctx)),
        Act::Rate => judge.map(rating::rate_gate),
        Act::ContactRater => judge.map(rating::contact_gate),
        Act::CloseRepair => judge.map(rating::close_gate),
        Act::CheckMaterial | Act::DetachMaterial => judge.map(material::gate),
        Act::ResolveTask => Some(visit::task_gate(state, ctx)),
        Act::HandOver => Some(counter::hand_over_gate(state, ctx)),
        Act::ConfirmHandOver => Some(counter::confirm_gate(state, ctx)),
        Act::SignShift => Some(any_side(state, ctx)),
        Act::Accept
        | Act::NotifyCorrection
        | Act::SupplyCorrection
        | Act::ProposeDecline
        | Act::Decline
        | Act::Withdraw
        | Act::Claim
        | Act::Examine
        | Act::GiveOpinion
        | Act::ReturnToCounter
        | Act::AnswerReturn
        | Act::Approve
        | Act::Reject
        | Act::MakeResult
        | Act::Deliver
        | Act::DeemAccepted
        | Act::AnnounceStep
        | Act::EndStep
        | Act::Extend
        | Act::Defer
        | Act::SupplyDeferred
        | Act::Terminate
        | Act::CheckSite
        | Act::Transfer
        | Act::Amend
        | Act::Replace
        | Act::ChargeFee
        | Act::TakePayment
        | Act::RefundFee => None,
    }
}

/// An opinion is open if either step is; the refusal is that of the step the person is nearer to.
fn opinion(judge: Judge<'_>, case: &Case) -> Verdict {
    let examine = review::opinion_gate(judge, case, OpinionStep::Examine);
    match review::opinion_gate(judge, case, OpinionStep::Review) {
        Ok(()) => Ok(()),
        Err(review) if judge.ctx.actor.is(crate::action::Role::Reviewer) => {
            examine.map_err(|_| review)
        }
        Err(_) => examine,
    }
}

fn any_side(state: &Stream, ctx: &Context<'_>) -> Verdict {
    let sides = [ShiftSide::Leaving, ShiftSide::Arriving, ShiftSide::Witness];
    let verdicts = sides.map(|side| counter::shift_gate(state, side, ctx));
    if verdicts.iter().any(Result::is_ok) {
        return Ok(());
    }
    verdicts.into_iter().next().unwrap_or(Ok(()))
}
