//! Facts about one case.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a fact that does not concern this part changes nothing in it"
)]

use super::{fee, proceeding};
use crate::action::DeclineGround;
use crate::application::{
    Acceptance, Application, Case, Correction, Decision, Opinion, Outcome, Return, Stage, Stamp,
};
use crate::event::Fact;

/// Applies a fact to the case it names; a fact that does not fit changes nothing.
pub(super) fn apply(app: &mut Application, stamp: &Stamp, fact: &Fact) {
    let Some(case) = fact.case().and_then(|no| app.cases.get_mut(no)) else {
        return;
    };
    fee::apply(case, stamp, fact);
    if case.stage == Stage::Closed {
        return;
    }
    if case.decision.is_none() {
        intake(case, stamp, fact);
        review(case, stamp, fact);
        decision(case, stamp, fact);
        if let Fact::Proceeded { proceeding, .. } = fact {
            proceeding::apply(case, stamp, proceeding);
        }
    }
    if let Fact::ResultMade { result, .. } = fact
        && case.outcome == Some(Outcome::Granted)
        && case.result.is_none()
    {
        case.result = Some(result.clone());
        case.stage = Stage::Ready;
    }
}

/// From receipt to acceptance, decline or withdrawal.
fn intake(case: &mut Case, stamp: &Stamp, fact: &Fact) {
    let firmly = case.acceptance.as_ref().is_some_and(|a| !a.deemed);
    match fact {
        Fact::CaseAccepted { accepted_on, promised_by, .. } if !firmly => {
            case.acceptance = Some(Acceptance {
                on: *accepted_on,
                promised_by: Some(*promised_by),
                stamp: stamp.clone(),
                deemed: false,
            });
            case.decline_proposal = None;
            case.stage = onward(case, Stage::Accepted);
        }
        Fact::CaseDeemedAccepted { as_of, .. } if case.acceptance.is_none() => {
            case.acceptance = Some(Acceptance {
                on: *as_of,
                promised_by: None,
                stamp: stamp.clone(),
                deemed: true,
            });
            case.decline_proposal = None;
            case.stage = onward(case, Stage::Accepted);
        }
        Fact::DeemedAcceptanceVoided { .. } if case.acceptance.is_some() && !firmly => {
            case.acceptance = None;
            case.stage = Stage::Received;
        }
        Fact::CaseWithdrawn { .. } => close(case, Outcome::Withdrawn),
        Fact::CaseDeclined { ground, reason, .. } if case.acceptance.is_none() => {
            case.declined = Some((stamp.clone(), ground.clone(), reason.clone()));
            case.decline_proposal = None;
            close(case, declined_as(ground));
        }
        Fact::DeclineProposed { ground, reason, .. } if case.acceptance.is_none() => {
            case.decline_proposal = Some((stamp.clone(), ground.clone(), reason.clone()));
        }
        _ => correction(case, fact),
    }
}

fn correction(case: &mut Case, fact: &Fact) {
    match fact {
        Fact::CorrectionNotified { points, notified_on, correct_by, .. }
            if case.acceptance.is_none() && case.stage != Stage::Correcting =>
        {
            case.corrections.push(Correction {
                notified_on: *notified_on,
                correct_by: *correct_by,
                points: points.clone(),
                supplied_on: None,
                complete: false,
                values: Default::default(),
                materials: Vec::new(),
            });
            case.decline_proposal = None;
            case.stage = Stage::Correcting;
        }
        Fact::CorrectionSupplied { materials, values, complete, supplied_on, .. }
            if case.stage == Stage::Correcting =>
        {
            if let Some(last) = case.corrections.last_mut() {
                last.supplied_on = Some(*supplied_on);
                last.complete = *complete;
                last.values.extend(values.clone());
                last.materials.extend(materials.keys().cloned());
            }
            if *complete {
                case.stage = onward(case, Stage::Received);
            }
        }
        _ => {}
    }
}

/// What departments do before they decide.
fn review(case: &mut Case, stamp: &Stamp, fact: &Fact) {
    match fact {
        Fact::CaseClaimed { .. } if case.stage != Stage::Correcting => {
            case.claimed_by = Some(stamp.clone());
            case.stage = Stage::Reviewing;
        }
        Fact::PointsExamined { findings, .. } => {
            case.findings.extend(findings.iter().map(|(point, f)| (point.clone(), *f)));
        }
        Fact::OpinionGiven { step, proposal, text, .. } => case.opinions.push(Opinion {
            stamp: stamp.clone(),
            step: *step,
            proposal: *proposal,
            text: text.clone(),
        }),
        Fact::CaseReturned { reason, text, .. } => case.returns.push(Return {
            stamp: stamp.clone(),
            reason: *reason,
            text: text.clone(),
            answered: None,
        }),
        Fact::ReturnAnswered { text, .. } => {
            let open = case.returns.iter_mut().find(|r| r.answered.is_none());
            if let Some(open) = open {
                open.answered = Some((stamp.clone(), text.clone()));
            }
        }
        _ => {}
    }
}

fn decision(case: &mut Case, stamp: &Stamp, fact: &Fact) {
    let (ground, text, on, paper, granted) = match fact {
        Fact::CaseApproved { ground, text, decided_on, paper, .. } => {
            (ground, text, decided_on, paper, true)
        }
        Fact::CaseRejected { ground, reason, decided_on, paper, .. } => {
            (ground, reason, decided_on, paper, false)
        }
        _ => return,
    };
    case.decision = Some(Decision {
        stamp: stamp.clone(),
        granted,
        ground: ground.clone(),
        text: text.clone(),
        on: *on,
        paper: paper.clone(),
    });
    case.outcome = Some(if granted { Outcome::Granted } else { Outcome::Rejected });
    case.stage = Stage::Decided;
}

/// A case that somebody has claimed goes back to review, not to the start.
fn onward(case: &Case, otherwise: Stage) -> Stage {
    if case.claimed_by.is_some() { Stage::Reviewing } else { otherwise }
}

pub(super) fn close(case: &mut Case, outcome: Outcome) {
    case.outcome = Some(outcome);
    case.stage = Stage::Closed;
}

fn declined_as(ground: &DeclineGround) -> Outcome {
    match ground {
        DeclineGround::NoLicenceNeeded => Outcome::NoLicenceNeeded,
        DeclineGround::NotCompetent { .. } | DeclineGround::OwnLaw { .. } => Outcome::Declined,
    }
}
