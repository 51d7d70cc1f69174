//! 不予受理 and 告知不受理, proposed by the counter or done by whoever is authorised
//! (行政许可法 art. 32(1)(1), (2); clerk-notes E20).

use jiff::civil::Date;

use super::judge::{Judge, Verdict, administrative, dated_today, no, not_this, paper_for, written};
use crate::action::{Action, DeclineGround, Paper};
use crate::application::Case;
use crate::authorisation::Power;
use crate::event::Fact;
use crate::ids::CaseNo;
use crate::procedure::{PaperAct, Procedure, Reply};
use crate::refusal::Refusal;

/// The parts of a decline.
pub(super) struct Decline<'a> {
    pub(super) case: &'a CaseNo,
    pub(super) ground: &'a DeclineGround,
    pub(super) reason: &'a str,
    pub(super) declined_on: Date,
    pub(super) paper: &'a Paper,
}

/// What a proposal and a decline have in common.
fn still_open(judge: Judge<'_>, case: &Case) -> Verdict {
    judge.undecided(case)?;
    let procedure = judge.procedure(case)?;
    let article = &procedure.articles.decline;
    let firmly = case.acceptance.as_ref().is_some_and(|a| !a.deemed);
    let claimed = case.acceptance.is_some() && case.claimed_by.is_some();
    if firmly || claimed || judge.deemed_as_of(case, procedure).is_some() {
        return no(
            "decline.accepted",
            article,
            format!("办件 {} 已受理或视为受理，不能再不予受理；不符合条件的请作不予决定", case.no),
        );
    }
    if case.acceptance.is_some() {
        let due = crate::clocks::receive_due(case, procedure, judge.ctx.calendar).date;
        if judge.ctx.today > due {
            return no("decline.accepted", article, format!("办件 {} 已视为受理", case.no));
        }
    }
    Ok(())
}

/// Whether the counter may propose to decline.
pub(super) fn propose_gate(judge: Judge<'_>, case: &Case) -> Verdict {
    still_open(judge, case)?;
    if case.decline_proposal.is_some() {
        let article = &judge.procedure(case)?.articles.decline;
        return no(
            "decline.proposed",
            article,
            format!("办件 {} 已提出拟不予受理，请等部门确认", case.no),
        );
    }
    judge.any_authority(case, &[Power::Receive, Power::Accept, Power::Decline])
}

/// Judges a proposal.
pub(super) fn propose(
    judge: Judge<'_>,
    no_: &CaseNo,
    ground: &DeclineGround,
    reason: &str,
) -> Verdict<Vec<Fact>> {
    let case = judge.case(no_)?;
    propose_gate(judge, case)?;
    grounded(judge.procedure(case)?, ground, reason)?;
    Ok(vec![Fact::DeclineProposed {
        case: no_.clone(),
        ground: ground.clone(),
        reason: reason.to_owned(),
    }])
}

/// Whether this person may decline.
pub(super) fn gate(judge: Judge<'_>, case: &Case) -> Verdict {
    still_open(judge, case)?;
    if let Err(refusal) = judge.authority(case, Power::Decline) {
        let next = "请填写理由后提「拟不予受理」，由部门确认";
        let message = format!("{}；{next}", refusal.message);
        return Err(Refusal { message, ..refusal });
    }
    let procedure = judge.procedure(case)?;
    if administrative(procedure) && !remedies_known(judge, case) {
        return no(
            "decline.no_remedies",
            "《行政复议法》第二十条第三款",
            "本机关的复议机关和管辖法院没有登记，不能作出不予受理；请管理员补录",
        );
    }
    Ok(())
}

/// Judges a decline.
pub(super) fn decide(judge: Judge<'_>, act: &Decline<'_>) -> Verdict<Vec<Fact>> {
    let case = judge.case(act.case)?;
    gate(judge, case)?;
    let procedure = judge.procedure(case)?;
    let paper = grounded(procedure, act.ground, act.reason)?;
    dated_today(judge.ctx, act.declined_on)?;
    paper_for(judge, procedure, paper, Some(act.paper))?;
    let mut facts = Vec::new();
    if case.acceptance.is_some() {
        facts.push(Fact::DeemedAcceptanceVoided { case: case.no.clone() });
    }
    facts.push(fact(act));
    Ok(facts)
}

/// The fact of a decline.
pub(super) fn fact(act: &Decline<'_>) -> Fact {
    Fact::CaseDeclined {
        case: act.case.clone(),
        ground: act.ground.clone(),
        reason: act.reason.to_owned(),
        declined_on: act.declined_on,
        paper: act.paper.clone(),
    }
}

/// Where an applicant can turn stands in the catalogue (clerk-notes E14).
pub(super) fn remedies_known(judge: Judge<'_>, case: &Case) -> bool {
    let organ = judge.ctx.catalogue.departments.get(&case.department);
    organ.and_then(|organ| organ.remedies.as_ref()).is_some()
}

/// A ground that the procedure knows, with its reason; gives the paper that belongs to it.
fn grounded(procedure: &Procedure, ground: &DeclineGround, reason: &str) -> Verdict<PaperAct> {
    let article = &procedure.articles.decline;
    let (reply, paper) = match ground {
        DeclineGround::NoLicenceNeeded => (Reply::NotNeeded, PaperAct::DeclineNotNeeded),
        DeclineGround::NotCompetent { .. } => (Reply::NotCompetent, PaperAct::DeclineNotCompetent),
        DeclineGround::OwnLaw { .. } => (Reply::DeclinedOwnLaw, PaperAct::DeclineOwnLaw),
    };
    if !procedure.allows(reply) {
        return no(
            "decline.ground",
            article,
            format!(
                "{}不能以此不予受理；材料不齐全的应当一次性告知补正，受理后不符合条件的作不予决定",
                procedure.name
            ),
        );
    }
    written(reason, "decline.reason", article, "请写明不予受理的理由")?;
    match ground {
        DeclineGround::NoLicenceNeeded => {}
        DeclineGround::NotCompetent { competent_body } => written(
            competent_body,
            "decline.competent_body",
            article,
            "请写明申请人应当向哪个机关申请",
        )?,
        DeclineGround::OwnLaw { article: own } => {
            written(own, "decline.own_law", article, "请写明不予受理所依据的条款")?;
        }
    }
    Ok(paper)
}

/// [`Action::ProposeDecline`].
pub(super) fn propose_act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    let Action::ProposeDecline { case, ground, reason } = action else {
        return not_this();
    };
    propose(judge, case, ground, reason)
}

/// [`Action::Decline`].
pub(super) fn act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    match of(action) {
        Some(act) => decide(judge, &act),
        None => not_this(),
    }
}

/// The decline that an action carries.
pub(super) fn of(action: &Action) -> Option<Decline<'_>> {
    let Action::Decline { case, ground, reason, declined_on, paper } = action else {
        return None;
    };
    Some(Decline { case, ground, reason, declined_on: *declined_on, paper })
}
