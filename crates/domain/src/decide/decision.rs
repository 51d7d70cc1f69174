//! 准予、登记、备案 and 不予 (行政许可法 arts. 34, 38; clerk-notes E7, E8).

use jiff::civil::Date;

use super::decline::remedies_known;
use super::fee;
use super::judge::{Judge, Verdict, administrative, dated_today, no, not_this, paper_for, written};
use super::proceeding::two;
use super::review::{deemed_first, examining};
use crate::action::{Action, Finding, OpinionStep, Paper};
use crate::application::Case;
use crate::authorisation::Authorisation;
use crate::event::Fact;
use crate::fee::Collect;
use crate::ids::CaseNo;
use crate::procedure::{AcceptanceStep, Ending, PaperAct, Procedure, Review};

const APART: &str = "受审分离（受理、审查、决定由不同的人办理）";

/// The parts of a decision.
pub(super) struct Decision<'a> {
    pub(super) case: &'a CaseNo,
    pub(super) ending: Ending,
    pub(super) ground: &'a str,
    pub(super) text: &'a str,
    pub(super) decided_on: Date,
    pub(super) paper: &'a Paper,
}

/// Whether this person may end the case so.
pub(super) fn gate(judge: Judge<'_>, case: &Case, ending: Ending) -> Verdict {
    judge.undecided(case)?;
    let procedure = judge.procedure(case)?;
    if !procedure.endings.contains(&ending) {
        return no(
            "decide.ending",
            &procedure.articles.reject,
            format!("{}没有这种决定：材料不齐的请一次性告知补正", procedure.name),
        );
    }
    judge.accepted(case, procedure)?;
    let row = judge.authority(case, procedure.deciding)?;
    people(judge, case, procedure, row)?;
    nothing_open(judge, case, procedure)?;
    if ending == Ending::Approve {
        fee::paid(judge, case, Collect::BeforeDecision)?;
    }
    match ending {
        Ending::Approve => all_met(judge, case, procedure),
        Ending::Reject if administrative(procedure) && !remedies_known(judge, case) => no(
            "reject.no_remedies",
            &procedure.articles.reject,
            "本机关的复议机关和管辖法院没有登记，不能作不予决定；请管理员补录救济途径",
        ),
        Ending::Reject => Ok(()),
    }
}

/// Judges a decision with the date and the paper it hands over.
pub(super) fn decide(judge: Judge<'_>, act: &Decision<'_>) -> Verdict<Vec<Fact>> {
    let case = judge.case(act.case)?;
    gate(judge, case, act.ending)?;
    let procedure = judge.procedure(case)?;
    let (article, paper) = match act.ending {
        Ending::Approve => (&procedure.articles.approve, PaperAct::Approve),
        Ending::Reject => (&procedure.articles.reject, PaperAct::Reject),
    };
    written(act.ground, "decide.ground", article, "请写明作出决定所依据的条款")?;
    let message = match act.ending {
        Ending::Approve => "请写明决定意见，不能只签姓名",
        Ending::Reject => "请写明不予的理由",
    };
    written(act.text, "decide.reason", article, message)?;
    dated_today(judge.ctx, act.decided_on)?;
    paper_for(judge, procedure, paper, Some(act.paper))?;
    Ok(deemed_first(judge, case)?.into_iter().chain([fact(act)]).collect())
}

/// The fact of a decision.
pub(super) fn fact(act: &Decision<'_>) -> Fact {
    let (case, ground) = (act.case.clone(), act.ground.to_owned());
    let (decided_on, paper) = (act.decided_on, act.paper.clone());
    match act.ending {
        Ending::Approve => {
            Fact::CaseApproved { case, ground, text: act.text.to_owned(), decided_on, paper }
        }
        Ending::Reject => {
            Fact::CaseRejected { case, ground, reason: act.text.to_owned(), decided_on, paper }
        }
    }
}

/// Who accepted does not decide; who examined does not, unless a row says so in writing.
fn people(judge: Judge<'_>, case: &Case, procedure: &Procedure, row: &Authorisation) -> Verdict {
    let me = &judge.ctx.actor.user;
    let accepted = case.acceptance.as_ref().filter(|a| !a.deemed).map(|a| &a.stamp.user);
    // where there is no acceptance, whoever received does not decide; a mere filing 备案 may be
    // confirmed at the counter
    let decides = procedure.endings.contains(&Ending::Reject) && administrative(procedure);
    let apart = procedure.acceptance == AcceptanceStep::None && decides;
    let received = apart.then_some(&judge.app.received.user);
    if accepted.or(received) == Some(me) {
        return no(
            "decide.accepted_it",
            APART,
            format!("办件 {} 是您收件受理的，决定请由其他有授权的人作出", case.no),
        );
    }
    if procedure.review == Review::OneOfficer {
        return Ok(());
    }
    let Some(opinion) = case.opinions.iter().rev().find(|o| o.step == OpinionStep::Examine) else {
        let article = examining(procedure);
        return no("decide.no_opinion", article, "承办人还没有签署审查意见，不能决定");
    };
    let examined = opinion.stamp.user == *me || claimed_by(case) == Some(me);
    if examined && !row.one_person {
        return no(
            "decide.examined_it",
            APART,
            format!("办件 {} 是您承办的，决定请由决定岗作出（书面授权一人办理的除外）", case.no),
        );
    }
    reviewed(case, procedure, row)
}

/// The 审核 between examination and decision, unless a row shortens the flow in writing.
fn reviewed(case: &Case, procedure: &Procedure, row: &Authorisation) -> Verdict {
    let mut opinions = case.opinions.iter();
    let short = row.short_flow || row.one_person;
    let there = opinions.any(|o| o.step == OpinionStep::Review);
    if case.terms.reviewed && !short && !there {
        return no("decide.no_review", examining(procedure), "审核岗还没有签署意见，不能决定");
    }
    Ok(())
}

fn claimed_by(case: &Case) -> Option<&crate::ids::UserId> {
    case.claimed_by.as_ref().map(|stamp| &stamp.user)
}

/// A decision waits for open points, an unanswered return and a case it depends on.
fn nothing_open(judge: Judge<'_>, case: &Case, procedure: &Procedure) -> Verdict {
    if let Some(earlier) = judge.waiting_for(case) {
        return no(
            "case.waits",
            "先照后证（前置办件的结果是本办件的材料）",
            format!("要等前置办件 {}「{}」出证后才能决定", earlier.no, judge.item(earlier)),
        );
    }
    if case.returns.iter().any(|r| r.answered.is_none()) {
        let article = examining(procedure);
        return no("decide.returned", article, "办件已退回窗口，请等窗口答复后再决定");
    }
    if let Some(step) = case.course.open_step() {
        return no(
            "decide.step_open",
            procedure.step(step.kind).map_or(&procedure.law, |rule| &rule.article),
            format!("{}还没有结果，请先登记结果再决定", step.kind.zh()),
        );
    }
    if let Some(deferral) = case.course.deferral.as_ref().filter(|d| !d.open.is_empty()) {
        return no(
            "decide.deferred",
            "容缺受理规则（补齐前不作出决定）",
            format!("容缺材料还没有补齐（期限 {}），补齐后才能决定", deferral.due),
        );
    }
    let open = |point: &&String| matches!(case.findings.get(*point), None | Some(Finding::Open));
    match case.terms.points.iter().find(open) {
        None => Ok(()),
        Some(point) => no(
            "decide.open_point",
            examining(procedure),
            format!("{}：审查要点「{point}」还没有审，不能决定", procedure.name),
        ),
    }
}

/// What an approval needs besides: every point met, every material and page there.
fn all_met(judge: Judge<'_>, case: &Case, procedure: &Procedure) -> Verdict {
    let article = &procedure.articles.approve;
    let unmet = |point: &&String| case.findings.get(*point) == Some(&Finding::NotMet);
    if let Some(point) = case.terms.points.iter().find(unmet) {
        return no(
            "approve.not_met",
            article,
            format!("审查要点「{point}」不符合，不能准予；请作不予决定或退回窗口"),
        );
    }
    if case.site_check_due() {
        return no(
            "approve.site_check",
            two(procedure),
            "还没有现场核查笔录，请由两名以上工作人员核查后再决定",
        );
    }
    if let Some((_, what)) = judge.faults(case).into_iter().next() {
        return no("approve.materials", article, format!("{what}，材料齐全后才能准予"));
    }
    let mut pages = case
        .terms
        .needs
        .iter()
        .filter_map(|kind| judge.app.evidence(kind))
        .flat_map(|evidence| &evidence.pages);
    if pages.any(|page| judge.ctx.missing_pages.contains(&page.blob)) {
        return no(
            "approve.pages",
            "材料传输（页面到齐后才能决定）",
            "材料页面还在传输，请稍候；长时间不到的请退回窗口补扫",
        );
    }
    Ok(())
}

/// [`Action::Approve`] and [`Action::Reject`].
pub(super) fn act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    match of(action) {
        Some(act) => decide(judge, &act),
        None => not_this(),
    }
}

/// The decision that an action carries.
pub(super) fn of(action: &Action) -> Option<Decision<'_>> {
    if let Action::Approve { case, ground, text, decided_on, paper } = action {
        let (ending, decided_on) = (Ending::Approve, *decided_on);
        return Some(Decision { case, ending, ground, text, decided_on, paper });
    }
    let Action::Reject { case, ground, reason, decided_on, paper } = action else {
        return None;
    };
    let (ending, decided_on) = (Ending::Reject, *decided_on);
    Some(Decision { case, ending, ground, text: reason, decided_on, paper })
}
