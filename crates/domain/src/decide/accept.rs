//! 受理, and 视为受理 by silence (行政许可法 art. 32).

use jiff::civil::Date;

use super::evidence;
use super::judge::{Judge, REGISTER, Verdict, no, not_this, of_hall, paper_for};
use crate::action::{Action, Paper, Role};
use crate::application::Case;
use crate::authorisation::Power;
use crate::catalogue::item::AcceptanceMode;
use crate::clocks::{receive_due, receive_start, statutory_by};
use crate::event::Fact;
use crate::ids::CaseNo;
use crate::procedure::{AcceptanceStep, PaperAct, Procedure, Reply, Silence};

/// Whether this person may accept the case now.
pub(super) fn gate(judge: Judge<'_>, case: &Case) -> Verdict {
    judge.undecided(case)?;
    let procedure = judge.procedure(case)?;
    if procedure.acceptance == AcceptanceStep::None || !procedure.allows(Reply::Accepted) {
        return no(
            "accept.no_step",
            &procedure.articles.accept,
            format!("{}没有受理环节，收件后直接由该机关办理", procedure.name),
        );
    }
    if case.acceptance.as_ref().is_some_and(|a| !a.deemed) {
        return no(
            "accept.twice",
            &procedure.articles.accept,
            format!("办件 {} 已经受理，不能重复受理", case.no),
        );
    }
    judge.not_correcting(case, procedure)?;
    at_the_right_place(judge, case)?;
    judge.authority(case, Power::Accept)?;
    waits_for_nothing(judge, case)?;
    // accepted by silence: what is missing becomes a question of the review (clerk-notes E19)
    let by_law = case.acceptance.is_some() || judge.deemed_as_of(case, procedure).is_some();
    if by_law { Ok(()) } else { materials(judge, case, procedure) }
}

/// Judges an acceptance with the dates and the paper it hands over.
pub(super) fn decide(
    judge: Judge<'_>,
    no_: &CaseNo,
    accepted_on: Date,
    promised_by: Date,
    paper: Option<&Paper>,
) -> Verdict<Vec<Fact>> {
    let case = judge.case(no_)?;
    gate(judge, case)?;
    let procedure = judge.procedure(case)?;
    day(judge, case, procedure, accepted_on)?;
    promise(judge, case, procedure, accepted_on, promised_by)?;
    paper_for(judge, procedure, PaperAct::Accept, paper)?;
    Ok(vec![fact(no_, accepted_on, promised_by, paper)])
}

/// The fact of an acceptance.
pub(super) fn fact(
    case: &CaseNo,
    accepted_on: Date,
    promised_by: Date,
    paper: Option<&Paper>,
) -> Fact {
    Fact::CaseAccepted { case: case.clone(), accepted_on, promised_by, paper: paper.cloned() }
}

/// Whether the sweep may record that silence accepted the case.
pub(super) fn deem_gate(judge: Judge<'_>, case: &Case) -> Verdict<Date> {
    judge.undecided(case)?;
    let procedure = judge.procedure(case)?;
    if !judge.ctx.actor.is(Role::System) {
        return no(
            "authority.system",
            &procedure.receive.article,
            "视为受理由平台每日核算时记录，窗口请直接办理受理",
        );
    }
    match judge.deemed_as_of(case, procedure) {
        Some(day) => Ok(day),
        None => no(
            "deem.not_due",
            &procedure.receive.article,
            format!("办件 {} 尚未超过告知期限，或本程序没有视为受理的规定", case.no),
        ),
    }
}

/// Judges the sweep's record.
pub(super) fn deem(judge: Judge<'_>, no_: &CaseNo, as_of: Date) -> Verdict<Vec<Fact>> {
    let case = judge.case(no_)?;
    let day = deem_gate(judge, case)?;
    if as_of != day {
        let article = &judge.procedure(case)?.receive.article;
        return no("deem.day", article, format!("视为受理的日期应为收到材料之日 {day}"));
    }
    Ok(vec![Fact::CaseDeemedAccepted { case: no_.clone(), as_of }])
}

/// A counter of the hall accepts only what its organ lets counters accept (clerk-notes E3).
pub(super) fn at_the_right_place(judge: Judge<'_>, case: &Case) -> Verdict {
    let item = judge.ctx.catalogue.items.get(&case.item);
    let mode = item.map_or(AcceptanceMode::DepartmentAccepts, |item| item.acceptance);
    if of_hall(judge.ctx.actor) && mode != AcceptanceMode::CounterAccepts {
        return no(
            "authority.department_accepts",
            REGISTER,
            format!("「{}」由窗口收件、部门受理，材料已转部门，请等部门受理", judge.item(case)),
        );
    }
    Ok(())
}

fn waits_for_nothing(judge: Judge<'_>, case: &Case) -> Verdict {
    match judge.waiting_for(case) {
        None => Ok(()),
        Some(earlier) => no(
            "case.waits",
            "先照后证（前置办件的结果是本办件的材料）",
            format!(
                "办件 {} 要等前置办件 {}「{}」出证后才能受理",
                case.no,
                earlier.no,
                judge.item(earlier)
            ),
        ),
    }
}

fn materials(judge: Judge<'_>, case: &Case, procedure: &Procedure) -> Verdict {
    let article = &procedure.articles.accept;
    let fault = judge.faults(case).into_iter().find(|(kind, _)| !case.course.deferred(kind));
    if let Some((_, what)) = fault {
        return no(
            "accept.materials",
            article,
            format!("材料不齐全或不符合法定形式，不能受理：{what}。请补齐，或出具补正告知书"),
        );
    }
    let intake = &judge.app.intake;
    match case.terms.needs.iter().find(|kind| evidence::unchecked(intake, kind)) {
        None => Ok(()),
        Some(kind) => no(
            "accept.unchecked",
            article,
            format!(
                "「{}」还没有核验，请先对照受理标准核验材料",
                evidence::name(judge.ctx.catalogue, kind)
            ),
        ),
    }
}

/// The lawful days of acceptance (domain.md §1.1; FILE-STD).
fn day(judge: Judge<'_>, case: &Case, procedure: &Procedure, on: Date) -> Verdict {
    let start = receive_start(case);
    let article = &procedure.articles.accept;
    let strict = procedure.receive.silence == Silence::AcceptedAsOfReceipt;
    let late = receive_due(case, procedure, judge.ctx.calendar).date < judge.ctx.today;
    let corrected = case.corrections.iter().any(|c| c.complete);
    if strict && (late || corrected) && on != start {
        let why = if corrected {
            "补正材料交齐之日"
        } else {
            "收到申请材料之日（视为受理）"
        };
        return no("accept.date", article, format!("受理日期应为{why} {start}，请重新生成文书"));
    }
    if on < start || on > judge.ctx.today {
        return no(
            "accept.date",
            article,
            format!("受理日期应在 {start} 至 {} 之间，请重新生成文书", judge.ctx.today),
        );
    }
    Ok(())
}

/// The promise on the paper is not before acceptance and not beyond the law.
fn promise(
    judge: Judge<'_>,
    case: &Case,
    procedure: &Procedure,
    accepted_on: Date,
    promised_by: Date,
) -> Verdict {
    let limit = statutory_by(&case.terms, procedure, accepted_on, judge.ctx.calendar);
    let beyond = limit.is_some_and(|due| !due.provisional && promised_by > due.date);
    if beyond || promised_by < accepted_on {
        return no(
            "accept.promise",
            &procedure.decision.article,
            "承诺办结日期早于受理日期或晚于法定期限，请重新生成文书",
        );
    }
    Ok(())
}

/// [`Action::Accept`].
pub(super) fn act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    let Action::Accept { case, accepted_on, promised_by, paper } = action else {
        return not_this();
    };
    decide(judge, case, *accepted_on, *promised_by, paper.as_ref())
}

/// [`Action::DeemAccepted`].
pub(super) fn deem_act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    let Action::DeemAccepted { case, as_of } = action else {
        return not_this();
    };
    deem(judge, case, *as_of)
}
