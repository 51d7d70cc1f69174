//! Laws that hold whatever is asked in whatever order, by whomever.

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::acts::{ACTS, Scene, named};
use super::world::{
    DEED, DRAIN, FILING, HEALTH, INJURY, REGISTRATION, World, app, apply, clerk, decider, examiner,
    receive, staff,
};
use crate::action::{Actor, Context, Role};
use crate::application::{Stage, Stream};
use crate::decide::{confirm, decide};
use crate::event::Event;
use crate::evolve::fold;
use crate::procedure::{AcceptanceStep, Review};
use crate::refusal::Refusal;
use crate::rights::rights;

const ITEMS: [&[&str]; 6] =
    [&[HEALTH], &[DRAIN], &[REGISTRATION, HEALTH], &[DEED], &[INJURY], &[FILING]];
const DAYS: [&str; 6] =
    ["2026-04-30", "2026-05-06", "2026-05-08", "2026-05-11", "2026-05-12", "2026-06-30"];

fn people(item: &str) -> Vec<Actor> {
    let mut both = examiner(item);
    both.roles = vec![Role::Examiner, Role::Decider];
    vec![
        clerk(),
        examiner(item),
        decider(item),
        staff("reviewer", Role::Reviewer, item),
        staff("alone", Role::Examiner, item),
        staff("sweep", Role::System, item),
        both,
    ]
}

/// What must be true of every state that was reached by acts that were accepted.
fn sound(world: &World, state: &Stream) -> Result<(), TestCaseError> {
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
        }
        if let Some(acceptance) = &case.acceptance {
            let start = crate::clocks::receive_start(case);
            prop_assert!(acceptance.on >= start, "accepted before it was there");
        }
        let closed = case.stage == Stage::Closed;
        prop_assert_eq!(closed && case.decision.is_some(), case.delivery.is_some());
        prop_assert!(!closed || case.outcome.is_some());
    }
    Ok(())
}

/// What cases usually go through, so that random steps reach their ends: granted, corrected first
/// and rejected, accepted by silence.
const PATHS: [&[usize]; 3] = [
    &[17, 0, 6, 7, 10, 11, 8, 9, 12, 14, 15],
    &[1, 2, 0, 6, 7, 8, 9, 13, 15],
    &[SILENCE, 0, 6, 7, 8, 9, 12, 14, 15],
];
/// The sweep's act; weeks have gone by when it comes.
const SILENCE: usize = 18;

/// Who usually does the `n`th act.
fn usual(n: usize, item: &str, world: &World) -> Actor {
    match n {
        0 => world.acceptor(item),
        6..=8 | 10 => examiner(item),
        9 => staff("reviewer", Role::Reviewer, item),
        12..=14 => decider(item),
        18 => staff("sweep", Role::System, item),
        4 => examiner(item),
        _ => clerk(),
    }
}

/// One random step: the next of the usual path, or any act by anybody; maybe a day later.
#[derive(Clone, Copy, Debug)]
struct Step {
    usual: bool,
    act: usize,
    person: usize,
    later: bool,
    second: bool,
}

/// Which path is the usual one, and the steps.
fn walks() -> impl Strategy<Value = (usize, Vec<Step>)> {
    let often = prop::bool::weighted;
    let step = (often(0.6), 0..ACTS, 0usize..9, often(0.15), any::<bool>());
    let step = step.prop_map(|(usual, act, person, later, second)| Step {
        usual,
        act,
        person,
        later,
        second,
    });
    (0..PATHS.len(), prop::collection::vec(step, 1..60))
}

/// Accepted acts by number, over all walks.
type Counts = [Cell<u32>; ACTS];

fn walk(
    world: &World,
    items: &[&str],
    (path, steps): (usize, &[Step]),
    counts: &Counts,
) -> Result<(), TestCaseError> {
    let (mut day, mut gone, path) = (0, [0; 2], PATHS[path]);
    let received = world.opened(&receive(items), DAYS[0]);
    let mut state = apply(&Stream::Empty, &received);
    let mut log = received;
    for step in steps {
        let place = usize::from(step.second).min(items.len() - 1);
        let (no, item) = ((place + 1).to_string(), items[place]);
        let n = if step.usual { path[gone[place] % path.len()] } else { step.act };
        gone[place] += usize::from(step.usual);
        let days = if n == SILENCE { DAYS.len() } else { usize::from(step.later) };
        day = (day + days).min(DAYS.len() - 1);
        let mut people = people(item);
        let anybody = !step.usual && step.person < people.len();
        let who = if anybody { people.swap_remove(step.person) } else { usual(n, item, world) };
        let action = Scene { no: &no, item, world, state: &state, today: DAYS[day] }.act(n);
        let ctx = world.ctx(&who, DAYS[day]);
        let verdict = decide(&state, &action, &ctx);
        rights_agree(&state, &who, &ctx, n, &no, &verdict)?;
        let late = confirm(&state, &action, &ctx);
        let same = late.as_ref().is_ok_and(|events| Ok(events) == verdict.as_ref());
        prop_assert_eq!(verdict.is_ok(), same, "confirmed as decided, or not decided");
        if let Ok(events) = verdict {
            counts[n].set(counts[n].get() + 1);
            state = apply(&state, &events);
            log.extend(events);
            sound(world, &state)?;
        }
    }
    prop_assert_eq!(&fold(&log), &state, "a history folds to its state");
    prop_assert_eq!(app(&state).history.len(), log.len());
    let again = serde_json::to_string(&state).and_then(|text| serde_json::from_str(&text));
    prop_assert_eq!(again.ok(), Some(state), "a state reads as it writes");
    Ok(())
}

/// What rights shows is what decide does with a well-formed action.
fn rights_agree(
    state: &Stream,
    who: &Actor,
    ctx: &Context<'_>,
    n: usize,
    no: &str,
    verdict: &Result<Vec<Event>, Refusal>,
) -> Result<(), TestCaseError> {
    let Some((named, exact)) = named(n) else {
        return Ok(());
    };
    let rights = rights(state, who, ctx);
    let row = rights
        .rows
        .iter()
        .find(|row| row.act == named && row.case.as_ref().is_none_or(|c| c.as_str() == no));
    let allowed = row.is_some_and(|row| row.allowed);
    let code = verdict.as_ref().err().map(|refusal| refusal.code.as_str());
    let agree = if exact { allowed == verdict.is_ok() } else { allowed || verdict.is_err() };
    prop_assert!(agree, "{:?} by {}: {} {:?}", named, who.user, allowed, code);
    Ok(())
}

pub(super) fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

#[test]
fn whatever_is_asked_the_laws_hold() {
    let (world, counts) = (World::new(), Counts::default());
    let mut runner = TestRunner::new(cases(1000));
    let walks = (0..ITEMS.len(), walks());
    let run = runner
        .run(&walks, |(which, (path, steps))| walk(&world, ITEMS[which], (path, &steps), &counts));
    run.unwrap_or_else(|error| panic!("{error}"));
    let never: Vec<usize> = (0..ACTS).filter(|n| counts[*n].get() == 0).collect();
    println!("accepted by act: {counts:?}");
    assert!(never.is_empty(), "acts that no walk reached: {never:?}");
}

#[test]
fn events_of_another_history_never_break_a_stream() {
    let world = World::new();
    let other = world.received(&[HEALTH], DAYS[0]);
    let mut runner = TestRunner::new(cases(200));
    let orders = prop::collection::vec((0..ACTS, 0usize..7, 0..DAYS.len()), 1..30);
    let run = runner.run(&orders, |order| {
        let mut strange = Stream::Empty;
        for (n, person, day) in order {
            let who = people(HEALTH).swap_remove(person);
            let action =
                Scene { no: "1", item: HEALTH, world: &world, state: &other, today: DAYS[day] }
                    .act(n);
            if let Ok(events) = confirm(&other, &action, &world.ctx(&who, DAYS[day])) {
                strange = apply(&strange, &events);
                prop_assert!(apply(&other, &events).application().is_some());
            }
        }
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}
