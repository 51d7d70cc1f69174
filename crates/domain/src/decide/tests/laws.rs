//! What must be true of every state, whatever was asked.

use proptest::prelude::*;

use super::world::World;
use crate::action::CorrectionPoint;
use crate::application::{Case, Outcome, Stage, Stream};
use crate::calendar::legal_date;
use crate::procedure::{AcceptanceStep, Procedure, Review, Silence};

/// What must be true of every state that was reached by acts that were accepted.
pub(super) fn sound(world: &World, state: &Stream) -> Result<(), TestCaseError> {
    let Some(app) = state.application() else {
        return Ok(());
    };
    for case in app.cases.values() {
        let procedure = &world.catalogue.procedures[&case.terms.procedure];
        if let Some(decision) = &case.decision {
            let formal = procedure.acceptance == AcceptanceStep::Formal;
            prop_assert!(!formal || case.acceptance.is_some(), "decided without acceptance");
            let acceptor = case.acceptance.as_ref().filter(|a| !a.deemed);
            let same = acceptor.is_some_and(|a| a.stamp.user == decision.stamp.user);
            prop_assert!(!same, "decided by the acceptor");
            prop_assert!(case.returns.iter().all(|r| r.answered.is_some()));
            let examined = case.claimed_by.as_ref().map(|s| s.user.as_str());
            let decided = decision.stamp.user.as_str();
            let one = procedure.review == Review::OneOfficer;
            prop_assert!(one || examined != Some(decided) || decided == "alone");
            prop_assert!(case.course.open_step().is_none(), "decided before a step had its result");
            let out = case.course.deferral.as_ref().is_some_and(|d| !d.open.is_empty());
            prop_assert!(!out, "decided before a deferred material was in");
            let unseen = case.site_check_due();
            prop_assert!(!(unseen && decision.granted), "granted without a site check");
        }
        if let Some(acceptance) = &case.acceptance {
            let start = crate::clocks::receive_start(case);
            prop_assert!(acceptance.on >= start, "accepted before it was there");
            let due = crate::clocks::receive_due(case, procedure, &world.calendar).date;
            let strict = procedure.receive.silence == Silence::AcceptedAsOfReceipt;
            prop_assert!(!strict || acceptance.on <= due, "accepted later than silence accepts");
        }
        course(case, procedure)?;
        let closed = case.stage == Stage::Closed;
        prop_assert_eq!(closed && case.decision.is_some(), case.delivery.is_some());
        prop_assert!(!closed || case.outcome.is_some());
    }
    Ok(())
}

/// Laws of what happens on the way.
fn course(case: &Case, procedure: &Procedure) -> Result<(), TestCaseError> {
    let open = case.course.steps.iter().filter(|step| step.ended.is_none()).count();
    prop_assert!(open <= 1, "two steps at once");
    for step in &case.course.steps {
        let stops = procedure.step(step.kind).is_some_and(|rule| rule.stops);
        prop_assert_eq!(step.stops, stops, "a step stops what its law does not");
        prop_assert!(legal_date(step.stamp.at) <= step.starts_on, "excluded before it was told");
    }
    for check in &case.course.site_checks {
        prop_assert!(check.officers.len() >= 2);
    }
    for (n, later) in case.corrections.iter().enumerate().skip(1) {
        let came = &case.corrections[n - 1].materials;
        let new = |point: &CorrectionPoint| {
            point.material.as_ref().is_some_and(|kind| came.contains(kind))
        };
        prop_assert!(later.points.iter().all(new), "a second notice of what could be seen before");
    }
    let lapsed = case.outcome == Some(Outcome::CorrectionLapsed);
    let told = case.corrections.last().is_some_and(|last| last.correct_by.is_some());
    prop_assert!(!lapsed || told, "lapsed without a term that was told");
    Ok(())
}

/// A number never changes, and never stands for another paper.
pub(super) fn numbers_stay(before: &Stream, after: &Stream) -> Result<(), TestCaseError> {
    let (Some(before), Some(after)) = (before.application(), after.application()) else {
        return Ok(());
    };
    let kept = before.cases.keys().all(|no| after.cases.contains_key(no));
    prop_assert!(kept, "the cases changed their numbers");
    for (number, record) in &before.papers {
        let kept = after.papers.get(number).map(|record| &record.paper);
        prop_assert_eq!(kept, Some(&record.paper), "a number was used twice");
    }
    Ok(())
}
