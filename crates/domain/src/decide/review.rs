//! 认领, 审查要点, 意见: what the organ does before it decides (行政许可法 art. 34).

use std::collections::BTreeMap;

use super::judge::{Judge, Verdict, no, not_this, of_permit, written};
use super::proceeding::two;
use crate::action::{Action, Finding, OpinionStep, Proposal};
use crate::application::Case;
use crate::authorisation::Power;
use crate::event::Fact;
use crate::ids::CaseNo;
use crate::procedure::{Procedure, Review};

const EXAMINE: &str = "《行政许可法》第三十四条";
const OPINION: &str = "行政许可案卷标准（审查意见不得只签署姓名）";

/// Whether this person may claim the case.
pub(super) fn claim_gate(judge: Judge<'_>, case: &Case) -> Verdict {
    judge.undecided(case)?;
    let procedure = judge.procedure(case)?;
    judge.accepted(case, procedure)?;
    may_examine(judge, case, procedure)?;
    match &case.claimed_by {
        None => Ok(()),
        Some(stamp) => {
            let message = format!("办件 {} 已由 {} 认领", case.no, stamp.name);
            no("claim.taken", examining(procedure), message)
        }
    }
}

/// Judges a claim.
pub(super) fn claim(judge: Judge<'_>, no_: &CaseNo) -> Verdict<Vec<Fact>> {
    let case = judge.case(no_)?;
    claim_gate(judge, case)?;
    Ok(deemed_first(judge, case)?.into_iter().chain([claimed(no_)]).collect())
}

fn claimed(no_: &CaseNo) -> Fact {
    Fact::CaseClaimed { case: no_.clone() }
}

/// Whether this person may record findings.
pub(super) fn examine_gate(judge: Judge<'_>, case: &Case) -> Verdict {
    judge.undecided(case)?;
    let procedure = judge.procedure(case)?;
    judge.not_correcting(case, procedure)?;
    may_examine(judge, case, procedure)?;
    claimed_by_me(judge, case, procedure)?;
    if case.terms.points.is_empty() {
        return no("examine.no_points", examining(procedure), "本事项没有审查要点，请直接签署意见");
    }
    Ok(())
}

/// Judges findings.
pub(super) fn examine(
    judge: Judge<'_>,
    no_: &CaseNo,
    findings: &BTreeMap<String, Finding>,
) -> Verdict<Vec<Fact>> {
    let case = judge.case(no_)?;
    examine_gate(judge, case)?;
    let article = examining(judge.procedure(case)?);
    if findings.is_empty() {
        return no("examine.empty", article, "还没有选审查结论，请逐项选择符合或不符合");
    }
    if let Some(other) = findings.keys().find(|point| !case.terms.points.contains(*point)) {
        return no(
            "examine.point",
            article,
            format!("「{other}」不是本事项的审查要点，不能增设条件"),
        );
    }
    Ok(vec![Fact::PointsExamined { case: no_.clone(), findings: findings.clone() }])
}

/// Whether this person may sign an opinion of that step.
pub(super) fn opinion_gate(judge: Judge<'_>, case: &Case, step: OpinionStep) -> Verdict {
    judge.undecided(case)?;
    let procedure = judge.procedure(case)?;
    judge.not_correcting(case, procedure)?;
    match step {
        OpinionStep::Examine => {
            may_examine(judge, case, procedure)?;
            claimed_by_me(judge, case, procedure)
        }
        OpinionStep::Review => reviewer(judge, case, examining(procedure)),
    }
}

/// Judges an opinion.
pub(super) fn opinion(
    judge: Judge<'_>,
    no_: &CaseNo,
    step: OpinionStep,
    proposal: Proposal,
    text: &str,
) -> Verdict<Vec<Fact>> {
    let case = judge.case(no_)?;
    opinion_gate(judge, case, step)?;
    if proposal == Proposal::Grant && case.site_check_due() {
        return no(
            "opinion.site_check",
            two(judge.procedure(case)?),
            "还没有现场核查笔录，请先由两名以上工作人员核查，再提拟准予",
        );
    }
    written(text, "opinion.text", OPINION, "请写明意见，不能只签姓名")?;
    let text = text.to_owned();
    Ok(vec![Fact::OpinionGiven { case: no_.clone(), step, proposal, text }])
}

/// What examining rests on.
pub(super) fn examining(procedure: &Procedure) -> &str {
    of_permit(procedure, EXAMINE, &procedure.law)
}

/// The fact that silence accepted the case, before the first act on it (design §4).
pub(super) fn deemed_first(judge: Judge<'_>, case: &Case) -> Verdict<Option<Fact>> {
    let procedure = judge.procedure(case)?;
    let as_of = judge.deemed_as_of(case, procedure);
    Ok(as_of.map(|as_of| Fact::CaseDeemedAccepted { case: case.no.clone(), as_of }))
}

/// An examiner of the organ, or whoever decides alone where the procedure takes one officer.
fn may_examine(judge: Judge<'_>, case: &Case, procedure: &Procedure) -> Verdict {
    match procedure.review {
        Review::TwoPersons => judge.authority(case, Power::Examine).map(|_| ()),
        Review::OneOfficer => judge.any_authority(case, &[Power::Examine, procedure.deciding]),
    }
}

fn claimed_by_me(judge: Judge<'_>, case: &Case, procedure: &Procedure) -> Verdict {
    match &case.claimed_by {
        Some(stamp) if stamp.user == judge.ctx.actor.user => Ok(()),
        Some(stamp) => no(
            "claim.other",
            examining(procedure),
            format!("办件 {} 由 {} 承办，请由其办理", case.no, stamp.name),
        ),
        None => no(
            "claim.first",
            examining(procedure),
            format!("办件 {} 还没有认领，请先认领", case.no),
        ),
    }
}

fn reviewer(judge: Judge<'_>, case: &Case, article: &str) -> Verdict {
    if !case.terms.reviewed {
        return no("opinion.no_review", article, "本事项没有审核环节，请直接决定");
    }
    judge.authority(case, Power::Review)?;
    match case.opinions.iter().rev().find(|o| o.step == OpinionStep::Examine) {
        None => no("opinion.examine_first", article, "承办人还没有签署审查意见，请先审查"),
        Some(o) if o.stamp.user == judge.ctx.actor.user => no(
            "opinion.same_person",
            "受审分离（承办、审核、决定由不同的人办理）",
            "您是本办件的承办人，审核请由其他同事办理",
        ),
        Some(_) => Ok(()),
    }
}

/// [`Action::Claim`].
pub(super) fn claim_act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    let Action::Claim { case } = action else {
        return not_this();
    };
    claim(judge, case)
}

/// [`Action::Examine`].
pub(super) fn examine_act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    let Action::Examine { case, findings } = action else {
        return not_this();
    };
    examine(judge, case, findings)
}

/// [`Action::GiveOpinion`].
pub(super) fn opinion_act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    let Action::GiveOpinion { case, step, proposal, text } = action else {
        return not_this();
    };
    opinion(judge, case, *step, *proposal, text)
}
