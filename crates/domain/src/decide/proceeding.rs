//! 办理环节 aside from the main course: 特别程序, 延长, 容缺, 终止, 现场核查, 转办, 更正.

mod amendment;
mod deferral;
mod extension;
mod replacement;
mod site_check;
mod step;
mod termination;

pub use replacement::new_terms;
pub(super) use site_check::two;

use super::judge::{Judge, Verdict, not_this};
use super::review::deemed_first;
use crate::action::Action;
use crate::application::Case;
use crate::event::Fact;
use crate::proceeding::Proceeding;
use crate::rights::Act;

/// Whether that step is open to the person; none if the act is no such step.
pub(super) fn gate(judge: Judge<'_>, case: &Case, act: Act) -> Option<Verdict> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "all other acts have their own gates")]
    Some(match act {
        Act::AnnounceStep => step::gate(judge, case),
        Act::EndStep => step::end_gate(judge, case),
        Act::Extend => extension::gate(judge, case),
        Act::Defer => deferral::gate(judge, case),
        Act::SupplyDeferred => deferral::supply_gate(judge, case),
        Act::Terminate => termination::gate(judge, case),
        Act::CheckSite => site_check::gate(judge, case),
        Act::Transfer => amendment::transfer_gate(judge, case),
        Act::Amend => amendment::gate(judge, case),
        Act::Replace => replacement::gate(judge, case),
        Act::ChargeFee => super::fee::gate(judge, case),
        Act::TakePayment => super::fee::pay_gate(judge, case),
        Act::RefundFee => super::fee::refund_gate(judge, case),
        _ => return None,
    })
}

/// [`Action::Proceed`].
pub(super) fn act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    let Action::Proceed { case: no, proceeding } = action else {
        return not_this();
    };
    let case = judge.case(no)?;
    match proceeding {
        Proceeding::Step { .. } => step::judge(judge, case, proceeding),
        Proceeding::StepEnd { result } => step::judge_end(judge, case, result),
        Proceeding::Extension { .. } => extension::judge(judge, case, proceeding),
        Proceeding::Deferral { materials, due, paper } => {
            deferral::judge(judge, case, materials, *due, paper)
        }
        Proceeding::DeferredSupply { materials, paper } => {
            deferral::supply(judge, case, materials, paper.as_ref())
        }
        Proceeding::Termination { ground, reason, paper } => {
            termination::judge(judge, case, ground, reason, paper)
        }
        Proceeding::SiteCheck { .. } => site_check::judge(judge, case, proceeding),
        Proceeding::Transfer { to, name, reason } => {
            amendment::transfer(judge, case, to, name, reason)
        }
        Proceeding::Replacement { .. } => replacement::judge(judge, case, proceeding),
        Proceeding::Amendment { values, reason, paper } => {
            amendment::judge(judge, case, values, reason, paper)
        }
    }?;
    let reviews = matches!(proceeding, Proceeding::Step { .. } | Proceeding::SiteCheck { .. });
    let first = if reviews { deemed_first(judge, case)? } else { None };
    Ok(first.into_iter().chain(of(action)).collect())
}

/// The fact of a step, also when a paper handed over binds against a rule.
pub(super) fn of(action: &Action) -> Option<Fact> {
    let Action::Proceed { case, proceeding } = action else {
        return None;
    };
    Some(Fact::Proceeded { case: case.clone(), proceeding: proceeding.clone() })
}

/// The fact of a step whose paper was handed over.
pub(super) fn binding(action: &Action) -> Option<Fact> {
    let Action::Proceed { proceeding, .. } = action else {
        return None;
    };
    proceeding.paper().and_then(|_| of(action))
}
