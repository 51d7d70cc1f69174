//! 撤回: the applicant takes an application back before the decision.

use super::judge::{Judge, Verdict, no, not_this, written};
use crate::action::Action;
use crate::application::Case;
use crate::authorisation::Power;
use crate::event::Fact;
use crate::ids::CaseNo;

/// Whether the case can be withdrawn here.
pub(super) fn gate(judge: Judge<'_>, case: &Case) -> Verdict {
    let procedure = judge.procedure(case)?;
    if case.decision.is_some() {
        return no(
            "withdraw.decided",
            &procedure.articles.withdraw,
            format!("办件 {} 已作出决定，不能撤回申请；不再需要的请办理注销", case.no),
        );
    }
    judge.undecided(case)?;
    let powers = [Power::Receive, Power::Accept, Power::Examine, procedure.deciding];
    judge.any_authority(case, &powers)
}

/// Judges a withdrawal.
pub(super) fn decide(judge: Judge<'_>, no_: &CaseNo, reason: &str) -> Verdict<Vec<Fact>> {
    let case = judge.case(no_)?;
    gate(judge, case)?;
    let article = &judge.procedure(case)?.articles.withdraw;
    written(reason, "withdraw.reason", article, "请写明申请人撤回的原因")?;
    Ok(vec![Fact::CaseWithdrawn {
        case: no_.clone(),
        reason: reason.to_owned(),
        withdrawn_on: judge.ctx.today,
    }])
}

/// [`Action::Withdraw`].
pub(super) fn act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    let Action::Withdraw { case, reason } = action else {
        return not_this();
    };
    decide(judge, case, reason)
}
