//! 特别程序 and 中止: announced in writing, ended with a result (行政许可法 art. 45).

use jiff::civil::Date;

use super::super::judge::{Judge, Verdict, no, not_this, of_permit, paper_for, written};
use crate::action::Paper;
use crate::application::Case;
use crate::authorisation::Power;
use crate::procedure::{PaperAct, Procedure, StepKind};
use crate::proceeding::Proceeding;

const TOLD: &str = "《行政许可法》第四十五条（书面告知所需时间）";

/// What announcing a step rests on.
fn told_of(procedure: &Procedure) -> &str {
    of_permit(procedure, TOLD, &procedure.law)
}

/// Whether a step may be announced now.
pub(super) fn gate(judge: Judge<'_>, case: &Case) -> Verdict {
    let procedure = running(judge, case)?;
    if procedure.steps.is_empty() {
        return no(
            "step.none",
            &procedure.law,
            format!("{}没有特别程序或中止的规定，请在时限内办理", procedure.name),
        );
    }
    if let Some(open) = case.course.open_step() {
        return no(
            "step.open",
            told_of(procedure),
            format!("{}还在进行，请先登记其结果", open.kind.zh()),
        );
    }
    judge.any_authority(case, &[Power::Examine, procedure.deciding])
}

/// A case on which the clock of a decision runs; an on-the-spot case has none to stop.
pub(super) fn running<'a>(judge: Judge<'a>, case: &Case) -> Verdict<&'a Procedure> {
    judge.undecided(case)?;
    let procedure = judge.procedure(case)?;
    judge.accepted(case, procedure)?;
    if case.terms.instant {
        return no(
            "course.instant",
            &procedure.decision.article,
            format!("办件 {} 是即办件，应当当场办结，不能停止计时或延长期限", case.no),
        );
    }
    Ok(procedure)
}

/// Judges an announcement.
pub(super) fn judge(judge: Judge<'_>, case: &Case, step: &Proceeding) -> Verdict {
    gate(judge, case)?;
    let procedure = judge.procedure(case)?;
    let Proceeding::Step { kind, stops, starts_on, ends_by, reason, paper } = step else {
        return not_this();
    };
    means(procedure, *kind, *stops)?;
    written(reason, "step.reason", told_of(procedure), "请写明为什么需要这个程序")?;
    days(judge, told_of(procedure), *starts_on, *ends_by)?;
    told(judge, procedure, paper)
}

/// What the notice says of the clock is what the law says of it.
fn means(procedure: &Procedure, kind: StepKind, stops: bool) -> Verdict {
    let Some(rule) = procedure.step(kind) else {
        return no(
            "step.kind",
            &procedure.law,
            format!("{}没有「{}」这一程序", procedure.name, kind.zh()),
        );
    };
    if rule.stops == stops {
        return Ok(());
    }
    let counted = if rule.stops {
        "不计入办理期限"
    } else {
        "应当计入办理期限，不能停止计时"
    };
    no("step.stops", &rule.article, format!("「{}」所需时间{counted}，请重新生成文书", kind.zh()))
}

fn days(judge: Judge<'_>, article: &str, starts_on: Date, ends_by: Date) -> Verdict {
    let today = judge.ctx.today;
    if starts_on < today {
        return no(
            "step.backdated",
            article,
            format!("程序的开始日期 {starts_on} 早于告知之日 {today}，告知以前的时间不能扣除"),
        );
    }
    if ends_by < starts_on {
        return no("step.days", article, "程序的结束日期早于开始日期，请改正");
    }
    Ok(())
}

fn told(judge: Judge<'_>, procedure: &Procedure, paper: &Paper) -> Verdict {
    paper_for(judge, procedure, PaperAct::AnnounceStep, Some(paper))
}

/// Whether there is a step to end.
pub(super) fn end_gate(judge: Judge<'_>, case: &Case) -> Verdict {
    judge.undecided(case)?;
    let procedure = judge.procedure(case)?;
    if case.course.open_step().is_none() {
        return no(
            "step.not_open",
            told_of(procedure),
            format!("办件 {} 没有正在进行的特别程序", case.no),
        );
    }
    judge.any_authority(case, &[Power::Examine, procedure.deciding])
}

/// Judges the end of a step.
pub(super) fn judge_end(judge: Judge<'_>, case: &Case, result: &str) -> Verdict {
    end_gate(judge, case)?;
    let article = told_of(judge.procedure(case)?);
    written(result, "step.result", article, "请写明程序的结果，恢复计时以后据此决定")
}
