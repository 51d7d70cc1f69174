//! 退回窗口 and its answer.

use super::judge::{Judge, Verdict, no, not_this, of_hall, written};
use crate::action::{Action, ReturnReason};
use crate::application::Case;
use crate::authorisation::Power;
use crate::event::Fact;
use crate::ids::CaseNo;

const RULE: &str = "退回窗口规则（写明原因，由窗口答复）";

/// Whether this person may send the case back.
pub(super) fn return_gate(judge: Judge<'_>, case: &Case) -> Verdict {
    judge.undecided(case)?;
    let procedure = judge.procedure(case)?;
    judge.not_correcting(case, procedure)?;
    if case.returns.iter().any(|r| r.answered.is_none()) {
        return no("return.open", RULE, format!("办件 {} 已退回窗口，请等窗口答复", case.no));
    }
    if of_hall(judge.ctx.actor) {
        return no("authority.department", RULE, "退回窗口由部门办理，窗口可直接补扫或联系申请人");
    }
    let powers = [Power::Examine, Power::Accept, procedure.deciding];
    judge.any_authority(case, &powers)
}

/// Judges a return.
pub(super) fn return_(
    judge: Judge<'_>,
    no_: &CaseNo,
    reason: ReturnReason,
    text: &str,
) -> Verdict<Vec<Fact>> {
    let case = judge.case(no_)?;
    return_gate(judge, case)?;
    written(text, "return.text", RULE, "请写明要窗口做什么")?;
    Ok(vec![Fact::CaseReturned { case: no_.clone(), reason, text: text.to_owned() }])
}

/// Whether this person may answer a return.
pub(super) fn answer_gate(judge: Judge<'_>, case: &Case) -> Verdict {
    judge.undecided(case)?;
    if !case.returns.iter().any(|r| r.answered.is_none()) {
        return no("return.none", RULE, format!("办件 {} 没有待答复的退回", case.no));
    }
    judge.any_authority(case, &[Power::Receive])
}

/// Judges an answer.
pub(super) fn answer(judge: Judge<'_>, no_: &CaseNo, text: &str) -> Verdict<Vec<Fact>> {
    let case = judge.case(no_)?;
    answer_gate(judge, case)?;
    written(text, "return.answer", RULE, "请写明已怎样处理")?;
    Ok(vec![Fact::ReturnAnswered { case: no_.clone(), text: text.to_owned() }])
}

/// [`Action::ReturnToCounter`].
pub(super) fn return_act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    let Action::ReturnToCounter { case, reason, text } = action else {
        return not_this();
    };
    return_(judge, case, *reason, text)
}

/// [`Action::AnswerReturn`].
pub(super) fn answer_act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    let Action::AnswerReturn { case, text } = action else {
        return not_this();
    };
    answer(judge, case, text)
}
