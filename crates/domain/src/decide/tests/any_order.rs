//! Laws that hold whatever is asked in whatever order, by whomever.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::acts::{ACTS, Scene, named};
use super::crooked::{CROOKED, attempt, closed_hall};
use super::laws::{numbers_stay, sound};
use super::met::MET;
use super::spoiled::{WAYS, spoil};
use super::world::{
    ALLOWANCE, DEED, DRAIN, FILING, FUND, HEALTH, IDENTITY, INJURY, INSURANCE, LAND, POOL,
    REGISTRATION, TAX, WATER, World, app, apply, clerk, decider, examiner, receive,
    receive_without_plan, staff, supervisor,
};
use crate::action::{Action, Actor, Context, Role};
use crate::application::{Case, Stage, Stream};
use crate::catalogue::item::CaseKind;
use crate::decide::{confirm, decide};
use crate::event::Event;
use crate::evolve::fold;
use crate::ids::KindId;
use crate::intake::Check;
use crate::refusal::Refusal;
use crate::rights::{Act, rights};

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
    both.roles = vec![Role::Examiner, Role::Reviewer, Role::Decider];
    let mut rated = clerk();
    rated.roles.push(Role::Supervisor);
    vec![
        clerk(),
        examiner(item),
        decider(item),
        staff("reviewer", Role::Reviewer, item),
        staff("alone", Role::Examiner, item),
        staff("sweep", Role::System, item),
        both,
        staff("stranger", Role::Examiner, if item == FUND { TAX } else { FUND }),
        supervisor(),
        rated,
    ]
}

/// The hall of a walk: the usual one, one in which a single person does all that an organ does, or
/// a lame one: no remedies on record, pages still under way, materials that nobody looked at, and
/// items that are decided on the spot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hall {
    Usual,
    Alone,
    Lame,
}

fn lame() -> World {
    let mut world = World::new();
    world.catalogue.departments.values_mut().for_each(|organ| organ.remedies = None);
    world.missing_pages.insert("id-card".into());
    for item in [REGISTRATION, FILING] {
        let item = world.catalogue.items.get_mut(&item.into()).unwrap();
        item.routes[0].case_kind = CaseKind::Instant;
    }
    world
}

/// The receipt with which a walk begins.
fn receipt(items: &[&str], hall: Hall) -> Action {
    let mut action = if items == [POOL] { receive_without_plan() } else { receive(items) };
    if let Action::Receive { intake, .. } = &mut action
        && hall == Hall::Lame
    {
        let plan = KindId::from("plan");
        if let Some(evidence) = intake.materials.get_mut(&plan) {
            evidence.check = Check::Unchecked;
        } else {
            let blurred = Check::Failed { problem: "模糊".into() };
            intake.materials.get_mut(&"id-card".into()).unwrap().check = blurred;
        }
    }
    action
}

/// The place of the one who does everything among the people.
const BOTH: usize = 6;

/// What cases usually go through, so that random steps reach their ends: granted, corrected first
/// and rejected, accepted by silence, stopped and extended and terminated, deferred, lapsed; put
/// off and decided too early, put off though it is there, extended after silence, ended too early,
/// added to after its end.
const PATHS: [&[usize]; 13] = [
    &[17, 0, 6, 7, 27, 10, 11, 8, 9, 12, 14, 15],
    &[1, 2, 0, 6, 7, 8, 9, 13, 15],
    &[SILENCE, 0, 6, 7, 27, 8, 9, 12, 14, 15],
    &[0, 21, 6, 22, 23, 29, 28, 26],
    &[24, 0, 25, 6, 7, 27, 8, 12, 15],
    &[1, SILENCE, 26],
    &[0, 30, 31, 6, 8, 12, 32, 15],
    &[16, 33, 34, 0, 35],
    &[24, 0, 6, 27, 8, 9, 12, 25, 12],
    &[19, 24, 17, 0, 6, 7, 8, 9, 12, 14, 15, 19, 19, 20],
    &[WAIT, 23, 6, 7, 8, 9, 13, 15],
    &[1, 26, 2, 0, 6, 7, 8, 9, 12, 14, 15],
    &[3, 4, 5, 19, 19, 20, 20, 20, 20],
];
/// The sweep's act; weeks have gone by when it comes.
const SILENCE: usize = 18;
/// No act at all, only weeks that go by.
const WAIT: usize = ACTS;

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
    /// The way in which the act is spoiled before it is done, if it is one of its ways.
    spoiled: Option<usize>,
}

/// A walk: the hall, the usual path, a crooked receipt tried first, and the steps.
#[derive(Clone, Debug)]
struct Walk {
    hall: Hall,
    path: usize,
    crooked: usize,
    steps: Vec<Step>,
}

fn walks() -> impl Strategy<Value = Walk> {
    let often = prop::bool::weighted;
    let spoiled = prop::option::weighted(0.15, 0..WAYS);
    let step = (often(0.6), 0..ACTS, 0usize..11, often(0.15), 0usize..3, spoiled);
    let step = step.prop_map(|(usual, act, person, later, case, spoiled)| Step {
        usual,
        act,
        person,
        later,
        case,
        spoiled,
    });
    let hall = prop_oneof![6 => Just(Hall::Usual), 1 => Just(Hall::Alone), 1 => Just(Hall::Lame)];
    let steps = prop::collection::vec(step, LENGTH);
    (hall, 0..PATHS.len(), 0..CROOKED, steps, prop::bool::ANY).prop_map(
        |(hall, path, crooked, mut steps, well_formed)| {
            if well_formed {
                steps.iter_mut().for_each(|step| step.spoiled = None);
            }
            Walk { hall, path, crooked, steps }
        },
    )
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

/// The halls of all walks.
struct Halls {
    usual: World,
    lame: World,
    closed: World,
}

fn walk(halls: &Halls, items: &[&str], walk: &Walk, tally: &Tally) -> Result<(), TestCaseError> {
    let world = if walk.hall == Hall::Lame { &halls.lame } else { &halls.usual };
    if let Err(refusal) = attempt(&halls.closed, walk.crooked) {
        tally.refused(&refusal);
    }
    let (mut day, mut gone, path) = (0, [0; 3], PATHS[walk.path]);
    let received = world.opened(&receipt(items, walk.hall), DAYS[0]);
    let mut state = apply(&Stream::Empty, &received);
    let (mut log, mut spoilt) = (received, false);
    for step in &walk.steps {
        let place = step.case % items.len();
        let (no, item) = ((place + 1).to_string(), items[place]);
        let n = if step.usual { path[gone[place] % path.len()] } else { step.act };
        let weeks = n == SILENCE || n == WAIT;
        let days = if weeks { DAYS.len() } else { usize::from(step.later) };
        day = (day + days).min(DAYS.len() - 1);
        if n == WAIT {
            gone[place] += usize::from(step.usual);
            continue;
        }
        let who = person(step, n, item, world, walk.hall);
        let mut action = Scene { no: &no, item, world, state: &state, today: DAYS[day] }.act(n);
        let ctx = world.ctx(&who, DAYS[day]);
        if let Some(way) = step.spoiled {
            action = spoil(&action, way, ctx.today);
        }
        let verdict = decide(&state, &action, &ctx);
        let done = step.spoiled.is_none() || verdict.is_ok();
        gone[place] += usize::from(step.usual && done);
        if step.spoiled.is_none() {
            // what is asked after a spoiled act is not always well formed
            let exact = named(n).map(|(act, exact)| (act, exact && !spoilt));
            rights_agree(&state, &who, &ctx, exact, &no, &verdict)?;
        }
        let late = confirm(&state, &action, &ctx);
        let same = late.as_ref().is_ok_and(|events| Ok(events) == verdict.as_ref());
        prop_assert_eq!(verdict.is_ok(), same, "confirmed as decided, or not decided");
        match verdict {
            Ok(events) => {
                spoilt |= step.spoiled.is_some();
                let before = state;
                state = apply(&before, &events);
                log.extend(events);
                sound(world, &state)?;
                numbers_stay(&before, &state)?;
                tally.accepted(n, &app(&state).cases[&no.as_str().into()]);
            }
            Err(refusal) => {
                own_law(&app(&state).cases[&no.as_str().into()], &refusal)?;
                tally.refused(&refusal);
            }
        }
    }
    prop_assert_eq!(&fold(&log), &state, "a history folds to its state");
    prop_assert_eq!(app(&state).history.len(), log.len());
    let again = serde_json::to_string(&state).and_then(|text| serde_json::from_str(&text));
    prop_assert_eq!(again.ok(), Some(state), "a state reads as it writes");
    Ok(())
}

/// Who does a step: whoever usually does it, anybody, or the one who does everything.
fn person(step: &Step, n: usize, item: &str, world: &World, hall: Hall) -> Actor {
    let mut people = people(item);
    if !step.usual && step.person < people.len() {
        return people.swap_remove(step.person);
    }
    let usual = usual(n, item, world);
    let alone = hall == Hall::Alone && usual.department.is_some() && !usual.is(Role::System);
    if alone { people.swap_remove(BOTH) } else { usual }
}

/// The licensing law binds permits only (clerk-notes E1): no refusal on another case rests on it.
fn own_law(case: &Case, refusal: &Refusal) -> Result<(), TestCaseError> {
    let article = refusal.article.as_deref().unwrap_or_default();
    let permit = case.terms.procedure.as_str() == "P1" || refusal.code.starts_with("receive.");
    prop_assert!(permit || !article.starts_with("《行政许可法》"), "{refusal:?}");
    Ok(())
}

/// What rights shows is what decide does with a well-formed action.
fn rights_agree(
    state: &Stream,
    who: &Actor,
    ctx: &Context<'_>,
    named: Option<(Act, bool)>,
    no: &str,
    verdict: &Result<Vec<Event>, Refusal>,
) -> Result<(), TestCaseError> {
    let Some((named, exact)) = named else {
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
    let halls = Halls { usual: World::new(), lame: lame(), closed: closed_hall() };
    let tally = Tally::default();
    let mut runner = TestRunner::new(cases(WALKS));
    let walks = (0..ITEMS.len(), walks());
    let run = runner.run(&walks, |(which, steps)| walk(&halls, ITEMS[which], &steps, &tally));
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
    let unmet: Vec<&&str> = MET.iter().filter(|code| !tally.of(code)).collect();
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
