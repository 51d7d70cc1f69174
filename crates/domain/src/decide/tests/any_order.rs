//! Laws that hold whatever is asked in whatever order, by whomever.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::acts::{ACTS, Scene, named};
use super::laws::{numbers_stay, sound};
use super::world::{
    ALLOWANCE, DEED, DRAIN, FILING, FUND, HEALTH, IDENTITY, INJURY, INSURANCE, LAND, POOL,
    REGISTRATION, TAX, WATER, World, app, apply, clerk, decider, examiner, receive,
    receive_without_plan, staff, supervisor,
};
use crate::action::{Actor, Context, Role};
use crate::application::{Case, Stage, Stream};
use crate::decide::{confirm, decide};
use crate::event::Event;
use crate::evolve::fold;
use crate::refusal::Refusal;
use crate::rights::rights;

/// Applications of one case under every procedure, and of several.
const ITEMS: [&[&str]; 17] = [
    &[HEALTH],
    &[DRAIN],
    &[POOL],
    &[REGISTRATION],
    &[REGISTRATION, HEALTH],
    &[REGISTRATION, HEALTH, DRAIN],
    &[DEED],
    &[INJURY],
    &[FILING],
    &[INSURANCE],
    &[ALLOWANCE],
    &[IDENTITY],
    &[WATER],
    &[TAX],
    &[FUND],
    &[DEED, TAX, WATER],
    &[LAND],
];
const DAYS: [&str; 7] = [
    "2026-04-30",
    "2026-05-06",
    "2026-05-08",
    "2026-05-11",
    "2026-05-12",
    "2026-06-30",
    "2026-08-03",
];
/// How many sequences are tried, and how long each is (issue B, Done 3).
const WALKS: u32 = 100_000;
const LENGTH: std::ops::Range<usize> = 20..40;

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
        supervisor(),
        both,
    ]
}

/// What cases usually go through, so that random steps reach their ends: granted, corrected first
/// and rejected, accepted by silence, stopped and extended and terminated, deferred, lapsed.
const PATHS: [&[usize]; 8] = [
    &[17, 0, 6, 7, 27, 10, 11, 8, 9, 12, 14, 15],
    &[1, 2, 0, 6, 7, 8, 9, 13, 15],
    &[SILENCE, 0, 6, 7, 27, 8, 9, 12, 14, 15],
    &[0, 21, 6, 22, 23, 29, 28, 26],
    &[24, 0, 25, 6, 7, 27, 8, 12, 15],
    &[1, SILENCE, 26],
    &[0, 30, 31, 6, 8, 12, 32, 15],
    &[16, 33, 34, 0, 35],
];
/// The sweep's act; weeks have gone by when it comes.
const SILENCE: usize = 18;

/// Who usually does the `n`th act.
fn usual(n: usize, item: &str, world: &World) -> Actor {
    match n {
        0 => world.acceptor(item),
        33 | 34 => supervisor(),
        6..=8 | 10 => examiner(item),
        9 => staff("reviewer", Role::Reviewer, item),
        12..=14 | 23 | 26 => decider(item),
        21 | 22 | 27..=29 => examiner(item),
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
    case: usize,
}

/// Which path is the usual one, and the steps.
fn walks() -> impl Strategy<Value = (usize, Vec<Step>)> {
    let often = prop::bool::weighted;
    let step = (often(0.6), 0..ACTS, 0usize..10, often(0.15), 0usize..3);
    let step =
        step.prop_map(|(usual, act, person, later, case)| Step { usual, act, person, later, case });
    (0..PATHS.len(), prop::collection::vec(step, LENGTH))
}

/// What all walks came to: acts that were accepted, refusals by code and article, accepted acts by
/// procedure and by the stage they led to.
#[derive(Default)]
struct Tally {
    acts: RefCell<BTreeMap<usize, u32>>,
    refused: RefCell<BTreeMap<String, u32>>,
    procedures: RefCell<BTreeMap<String, u32>>,
    stages: RefCell<BTreeMap<Stage, u32>>,
}

impl Tally {
    fn refused(&self, refusal: &Refusal) {
        let article = refusal.article.as_deref().unwrap_or_default();
        let what = format!("{} {article}", refusal.code);
        *self.refused.borrow_mut().entry(what).or_default() += 1;
    }

    fn accepted(&self, n: usize, case: &Case) {
        *self.acts.borrow_mut().entry(n).or_default() += 1;
        let procedure = case.terms.procedure.to_string();
        *self.procedures.borrow_mut().entry(procedure).or_default() += 1;
        *self.stages.borrow_mut().entry(case.stage).or_default() += 1;
    }

    fn of(&self, code: &str) -> bool {
        let begins = format!("{code} ");
        self.refused.borrow().keys().any(|what| what.starts_with(&begins))
    }
}

fn walk(
    world: &World,
    items: &[&str],
    (path, steps): (usize, &[Step]),
    tally: &Tally,
) -> Result<(), TestCaseError> {
    let (mut day, mut gone, path) = (0, [0; 3], PATHS[path]);
    let receipt = if items == [POOL] { receive_without_plan() } else { receive(items) };
    let received = world.opened(&receipt, DAYS[0]);
    let mut state = apply(&Stream::Empty, &received);
    let mut log = received;
    for step in steps {
        let place = step.case % items.len();
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
        match verdict {
            Ok(events) => {
                let before = state;
                state = apply(&before, &events);
                log.extend(events);
                sound(world, &state)?;
                numbers_stay(&before, &state)?;
                tally.accepted(n, &app(&state).cases[&no.as_str().into()]);
            }
            Err(refusal) => tally.refused(&refusal),
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

/// Refusals that the walks must have met: each rule that a well-formed act can come up against.
const MET: [&str; 69] = [
    "accept.materials",
    "accept.no_step",
    "accept.twice",
    "approve.materials",
    "authority.accept",
    "authority.decide",
    "authority.decline",
    "authority.deliver",
    "authority.department",
    "authority.examine",
    "authority.notify_correction",
    "authority.rate",
    "authority.receive",
    "authority.register",
    "authority.review",
    "authority.system",
    "case.closed",
    "case.correcting",
    "case.decided",
    "case.not_accepted",
    "case.waits",
    "claim.first",
    "claim.other",
    "claim.taken",
    "correction.accepted",
    "correction.late",
    "correction.not_foreseen",
    "correction.once",
    "decide.ending",
    "decide.examined_it",
    "decide.no_opinion",
    "decide.no_review",
    "decide.returned",
    "decide.step_open",
    "decline.accepted",
    "decline.proposed",
    "deem.not_due",
    "defer.none",
    "defer.not_listed",
    "defer.stage",
    "defer.twice",
    "deferred.none",
    "deliver.no_result",
    "deliver.twice",
    "deliver.undecided",
    "examine.no_points",
    "extend.late",
    "extend.no_term",
    "extend.none",
    "extend.twice",
    "material.none",
    "opinion.examine_first",
    "opinion.no_review",
    "opinion.site_check",
    "rate.twice",
    "result.none",
    "result.not_granted",
    "result.twice",
    "return.none",
    "return.open",
    "site.none",
    "step.none",
    "step.not_open",
    "step.open",
    "supply.not_asked",
    "terminate.none",
    "transfer.other",
    "transfer.unclaimed",
    "withdraw.decided",
];

#[test]
fn whatever_is_asked_the_laws_hold() {
    let (world, tally) = (World::new(), Tally::default());
    let mut runner = TestRunner::new(cases(WALKS));
    let walks = (0..ITEMS.len(), walks());
    let run = runner
        .run(&walks, |(which, (path, steps))| walk(&world, ITEMS[which], (path, &steps), &tally));
    run.unwrap_or_else(|error| panic!("{error}"));
    let acts = tally.acts.borrow();
    println!("{WALKS} sequences; accepted by act: {acts:?}");
    println!("by procedure: {:?}", tally.procedures.borrow());
    println!("by stage: {:?}", tally.stages.borrow());
    println!("refused: {:#?}", tally.refused.borrow());
    let never: Vec<usize> = (0..ACTS).filter(|n| !acts.contains_key(n)).collect();
    assert!(never.is_empty(), "acts that no walk reached: {never:?}");
    assert_eq!(tally.procedures.borrow().len(), 11, "procedures that no walk reached");
    assert_eq!(tally.stages.borrow().len(), 7, "stages that no walk reached");
    let unmet: Vec<&str> = MET.into_iter().filter(|code| !tally.of(code)).collect();
    assert!(unmet.is_empty(), "refusals that no walk met: {unmet:?}");
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
