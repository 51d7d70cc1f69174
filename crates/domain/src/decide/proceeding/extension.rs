//! 延长办理期限: once, by the right head, with the reason told (行政许可法 art. 42).

use super::super::judge::{Judge, Verdict, no, not_this, paper_for, written};
use super::step::running;
use crate::application::Case;
use crate::clocks::{decision_start, statutory_due};
use crate::procedure::{ExtensionRule, PaperAct, Procedure};
use crate::proceeding::{Approval, Proceeding};

/// Whether the term may be extended now.
pub(super) fn gate(judge: Judge<'_>, case: &Case) -> Verdict {
    let procedure = running(judge, case)?;
    let rule = rule(case, procedure)?;
    if case.course.extension.is_some() {
        return no(
            "extend.twice",
            &rule.article,
            format!("办件 {} 已延长过一次期限，不能再延长", case.no),
        );
    }
    if decision_start(case, procedure).is_none() {
        return no(
            "extend.not_started",
            &rule.article,
            format!("办件 {} 视为受理但还没有登记，请先出具受理通知书或认领", case.no),
        );
    }
    let due = statutory_due(case, procedure, judge.ctx.calendar, judge.ctx.today, false);
    let Some((_, due)) = due else {
        return no(
            "extend.no_term",
            &rule.article,
            format!("「{}」没有法定办理期限，不需要延长", judge.item(case)),
        );
    };
    if due.date < judge.ctx.today {
        return no(
            "extend.late",
            &rule.article,
            format!("法定期限已于 {} 届满，届满后不能延长，请尽快决定", due.date),
        );
    }
    judge.authority(case, procedure.deciding).map(|_| ())
}

fn rule<'a>(case: &Case, procedure: &'a Procedure) -> Verdict<&'a ExtensionRule> {
    match procedure.extension(case.terms.joint) {
        Some(rule) => Ok(rule),
        None => no(
            "extend.none",
            &procedure.decision.article,
            format!("{}没有延长办理期限的规定，请在期限内决定", procedure.name),
        ),
    }
}

/// Judges an extension.
pub(super) fn judge(judge: Judge<'_>, case: &Case, act: &Proceeding) -> Verdict {
    gate(judge, case)?;
    let procedure = judge.procedure(case)?;
    let rule = rule(case, procedure)?;
    let Proceeding::Extension { reason, approval, due, paper } = act else {
        return not_this();
    };
    written(reason, "extend.reason", &rule.article, "请写明延长期限的理由，并告知申请人")?;
    approved(approval, rule)?;
    let lawful = statutory_due(case, procedure, judge.ctx.calendar, judge.ctx.today, true);
    if lawful.is_none_or(|(_, lawful)| lawful.date != *due) {
        return no(
            "extend.due",
            &rule.article,
            format!("延长的期限应为 {}，新的期限与此不符，请重新生成文书", rule.term.zh()),
        );
    }
    paper_for(judge, procedure, PaperAct::Extend, Some(paper))
}

/// The document of the head counts, not a click (clerk-notes E28).
fn approved(approval: &Approval, rule: &ExtensionRule) -> Verdict {
    if approval.by != rule.approver {
        return no(
            "extend.approver",
            &rule.article,
            format!("延长期限应当经{}批准", rule.approver.zh()),
        );
    }
    let message = "请填写批准人姓名职务和批准文件的文号";
    written(&approval.name, "extend.approval", &rule.article, message)?;
    written(&approval.document, "extend.approval", &rule.article, message)
}
