//! Steps aside from the main course of a case.

use super::case::close;
use crate::application::{Case, Deferral, Extension, Outcome, SiteCheck, Stamp, Step};
use crate::calendar::legal_date;
use crate::proceeding::{Proceeding, TerminationGround};

/// Applies a step to its case; one that does not fit changes nothing.
pub(super) fn apply(case: &mut Case, stamp: &Stamp, proceeding: &Proceeding) {
    match proceeding {
        Proceeding::Step { .. } | Proceeding::StepEnd { .. } => {
            step(case, stamp, proceeding);
        }
        Proceeding::Extension { reason, approval, due, .. } => {
            case.course.extension.get_or_insert_with(|| Extension {
                reason: reason.clone(),
                approval: approval.clone(),
                due: *due,
                stamp: stamp.clone(),
            });
        }
        Proceeding::Deferral { materials, due, .. } => {
            case.course.deferral.get_or_insert_with(|| Deferral {
                materials: materials.clone(),
                open: materials.iter().cloned().collect(),
                due: *due,
                stamp: stamp.clone(),
            });
        }
        Proceeding::DeferredSupply { materials, .. } => {
            if let Some(deferral) = &mut case.course.deferral {
                deferral.open.retain(|kind| !materials.contains_key(kind));
            }
        }
        Proceeding::Termination { ground, reason, .. } => {
            case.course.termination = Some((stamp.clone(), ground.clone(), reason.clone()));
            close(case, ended_as(ground));
        }
        Proceeding::SiteCheck { officers, checked_on, findings, party, .. } => {
            case.course.site_checks.push(SiteCheck {
                officers: officers.clone(),
                on: *checked_on,
                findings: findings.clone(),
                party: party.clone(),
                stamp: stamp.clone(),
            });
        }
        Proceeding::Transfer { to, name, .. } => {
            if let Some(claimed) = &mut case.claimed_by {
                claimed.user = to.clone();
                claimed.name.clone_from(name);
            }
        }
        Proceeding::Replacement { opening, reason, .. } => {
            let to = opening.case.clone();
            case.course.replaced_by = Some((stamp.clone(), to, reason.clone()));
            close(case, Outcome::Replaced);
        }
        Proceeding::Amendment { .. } => {}
    }
}

fn step(case: &mut Case, stamp: &Stamp, proceeding: &Proceeding) {
    let open = case.course.steps.iter_mut().find(|step| step.ended.is_none());
    match (proceeding, open) {
        (Proceeding::Step { kind, stops, starts_on, ends_by, reason, .. }, None) => {
            case.course.steps.push(Step {
                kind: *kind,
                stops: *stops,
                starts_on: *starts_on,
                ends_by: *ends_by,
                reason: reason.clone(),
                stamp: stamp.clone(),
                ended: None,
            });
        }
        (Proceeding::StepEnd { result }, Some(open)) => {
            open.ended = Some((legal_date(stamp.at), result.clone()));
        }
        _ => {}
    }
}

fn ended_as(ground: &TerminationGround) -> Outcome {
    match ground {
        TerminationGround::CorrectionLapsed => Outcome::CorrectionLapsed,
        TerminationGround::DeferralLapsed
        | TerminationGround::ApplicantGone
        | TerminationGround::ItemAbolished
        | TerminationGround::OwnLaw { .. } => Outcome::Terminated,
    }
}
