//! What a platform confirms although the state has moved on (design §4; clerk-notes E10).

use super::correction::notify;
use super::result::deliver;
use super::world::{
    DRAIN, HEALTH, World, accept, app, apply, approve, case, clerk, decider, examiner, receive,
};
use crate::action::Action;
use crate::application::{Outcome, Stage, Stream};
use crate::decide::{confirm, decide};
use crate::document::DocumentKind;

const DAY: &str = "2026-05-07";

fn withdraw() -> Action {
    Action::Withdraw { case: "1".into(), reason: "不办了".into() }
}

#[test]
fn a_paper_handed_over_binds_and_a_person_is_told() {
    let world = World::new();
    let state = world.received(&[HEALTH], DAY);
    let state = world.act(&state, &clerk(), DAY, &withdraw()).unwrap();
    let bound = [
        (clerk(), accept("1", DAY, "2026-05-21"), "case.closed"),
        (clerk(), notify("补1", DAY, &["plan"], None), "case.closed"),
        (decider(HEALTH), approve("1", DAY, DocumentKind::Decision), "case.closed"),
        (clerk(), deliver(&["1"], DAY), "deliver.undecided"),
        (clerk(), receive(&[HEALTH]), "receive.twice"),
    ];
    for (who, action, code) in bound {
        let ctx = world.ctx(&who, DAY);
        assert!(decide(&state, &action, &ctx).is_err(), "{action:?}");
        let events = confirm(&state, &action, &ctx).unwrap();
        assert_eq!(events.len(), 2, "{action:?}");
        let after = apply(&state, &events);
        let told = app(&after).tasks.values().last().unwrap();
        assert_eq!((told.code.as_str(), told.resolved.is_none()), (code, true));
        assert!(told.message.contains("更正"), "the next step is named: {}", told.message);
        assert_eq!(case(&after, "1").outcome, Some(Outcome::Withdrawn), "the first act stands");
        assert_eq!(app(&after).history.len(), app(&state).history.len() + 2);
    }
}

#[test]
fn what_binds_nobody_is_refused() {
    let world = World::new();
    let state = world.received(&[DRAIN], DAY);
    let withdrawn = world.act(&state, &clerk(), DAY, &withdraw()).unwrap();
    for (state, who, action, code) in [
        (&withdrawn, examiner(DRAIN), Action::Claim { case: "1".into() }, "case.closed"),
        (&withdrawn, clerk(), withdraw(), "case.closed"),
        // authority and form are never overruled by a paper
        (&state, clerk(), accept("1", DAY, "2026-05-28"), "authority.department_accepts"),
        (&state, examiner(DRAIN), accept("9", DAY, "2026-05-28"), "form.case_unknown"),
        (&Stream::Empty, examiner(DRAIN), receive(&[DRAIN]), "authority.hall"),
    ] {
        let refusal = confirm(state, &action, &world.ctx(&who, DAY)).unwrap_err();
        assert_eq!(refusal.code, code);
    }
}

#[test]
fn what_fits_is_confirmed_as_decided() {
    let world = World::new();
    let state = world.received(&[HEALTH], DAY);
    let (who, action) = (clerk(), accept("1", DAY, "2026-05-21"));
    let ctx = world.ctx(&who, DAY);
    let events = confirm(&state, &action, &ctx).unwrap();
    assert_eq!(events, decide(&state, &action, &ctx).unwrap());
    assert_eq!(case(&apply(&state, &events), "1").stage, Stage::Accepted);
}

#[test]
fn an_acceptance_that_two_departments_raced_for_stands_once() {
    let world = World::new();
    let state = world.accepted(DRAIN, "2026-05-06");
    let late = accept("1", "2026-05-06", "2026-05-26");
    let who = examiner(DRAIN);
    let after = apply(&state, &confirm(&state, &late, &world.ctx(&who, DAY)).unwrap());
    let promised = |state: &Stream| case(state, "1").acceptance.as_ref().unwrap().promised_by;
    assert_eq!(promised(&after), promised(&state));
    assert_eq!(app(&after).tasks.len(), 1);
}
