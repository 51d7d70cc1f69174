//! Laws that hold whatever is asked in whatever order, by whomever.

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::correction::{notify, supply};
use super::result::{deliver, make};
use super::review::{claim, examine, opinion};
use super::world::{
    DEED, DRAIN, FILING, HEALTH, INJURY, REGISTRATION, World, accept, app, apply, approve, clerk,
    decider, examiner, paper, receive, reject, scanned, staff,
};
use crate::action::{
    Action, Actor, Context, DeclineGround, Finding, Grade, OpinionStep, PrintOutcome, ReturnReason,
    Role,
};
use crate::application::{Stage, Stream};
use crate::decide::{confirm, decide};
use crate::document::DocumentKind;
use crate::event::Event;
use crate::evolve::fold;
use crate::intake::Check;
use crate::procedure::AcceptanceStep;
use crate::refusal::Refusal;
use crate::rights::{Act, rights};

const ITEMS: [&[&str]; 6] = [
    &[HEALTH],
    &[DRAIN],
    &[REGISTRATION, HEALTH],
    &[DEED],
    &[INJURY],
    &[FILING],
];
const DAYS: [&str; 6] = [
    "2026-04-30",
    "2026-05-06",
    "2026-05-08",
    "2026-05-11",
    "2026-05-12",
    "2026-06-30",
];

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

/// The `n`th act on a case, well formed for that day.
fn act(n: usize, no: &str, item: &str, world: &World, state: &Stream, today: &str) -> Action {
    let case = state.application().and_then(|a| a.cases.get(&no.into()));
    let start = case.map_or_else(
        || today.to_owned(),
        |case| crate::clocks::receive_start(case).to_string(),
    );
    let for_case = |mut action: Action| {
        rename(&mut action, no);
        action
    };
    match n {
        0 => {
            let mut action = accept(no, &start, &world.promise(item, &start));
            let formal = ["P1", "P3", "P4"];
            let procedure = world.catalogue.items[&item.into()].procedure.clone();
            if let Action::Accept { paper, .. } = &mut action
                && !formal.contains(&procedure.as_str())
            {
                *paper = None;
            }
            action
        }
        1 => {
            let number = format!("补{no}-{}", case.map_or(0, |c| c.corrections.len()));
            let reason = case.is_some_and(|c| !c.corrections.is_empty());
            let reason = reason.then_some("补来的材料不清楚");
            for_case(notify(&number, today, &["plan"], reason))
        }
        2 => for_case(supply(&["plan"], true)),
        3 => Action::ProposeDecline {
            case: no.into(),
            ground: ground(item),
            reason: "x".into(),
        },
        4 => Action::Decline {
            case: no.into(),
            ground: ground(item),
            reason: "不属于本机关".into(),
            declined_on: today.parse().unwrap(),
            paper: paper(DocumentKind::DeclineNotice, &format!("不受{no}")),
        },
        5 => Action::Withdraw {
            case: no.into(),
            reason: "不办了".into(),
        },
        6 => for_case(claim()),
        7 => for_case(examine(&[("布局", Finding::Met), ("消毒", Finding::Met)])),
        8 => for_case(opinion(OpinionStep::Examine, "拟准予")),
        9 => for_case(opinion(OpinionStep::Review, "同意")),
        10 => Action::ReturnToCounter {
            case: no.into(),
            reason: ReturnReason::Other,
            text: "补扫".into(),
        },
        11 => Action::AnswerReturn {
            case: no.into(),
            text: "已补扫".into(),
        },
        12 => approve(no, today, approval(item)),
        13 => reject(no, today),
        14 => make(
            no,
            if item == REGISTRATION {
                "licence"
            } else {
                "permit"
            },
        ),
        15 => for_case(deliver(&[no], today)),
        16 => Action::Rate {
            grade: Grade::Satisfied,
            options: vec![],
        },
        17 => Action::CheckMaterial {
            kind: "plan".into(),
            check: Check::Passed,
        },
        18 => Action::DeemAccepted {
            case: no.into(),
            as_of: start.parse().unwrap(),
        },
        19 => Action::AttachMaterial {
            case: None,
            kind: "plan".into(),
            evidence: scanned("again"),
        },
        _ => Action::RecordPrint {
            paper: paper(DocumentKind::Receipt, "收1"),
            reprint: 0,
            reason: None,
            outcome: PrintOutcome::Printed,
        },
    }
}

const ACTS: usize = 21;

fn approval(item: &str) -> DocumentKind {
    match item {
        REGISTRATION | DEED | FILING => DocumentKind::RegistrationNotice,
        _ => DocumentKind::Decision,
    }
}

fn ground(_item: &str) -> DeclineGround {
    DeclineGround::NotCompetent {
        competent_body: "区城管局".into(),
    }
}

fn rename(action: &mut Action, no: &str) {
    match action {
        Action::NotifyCorrection { case, .. }
        | Action::SupplyCorrection { case, .. }
        | Action::Claim { case }
        | Action::Examine { case, .. }
        | Action::GiveOpinion { case, .. } => *case = no.into(),
        Action::Deliver { paper, .. } => paper.number = format!("送{no}").as_str().into(),
        _ => {}
    }
}

/// The act that rights names for the `n`th action.
fn named(n: usize) -> Option<Act> {
    Some(match n {
        0 => Act::Accept,
        1 => Act::NotifyCorrection,
        2 => Act::SupplyCorrection,
        3 => Act::ProposeDecline,
        4 => Act::Decline,
        5 => Act::Withdraw,
        6 => Act::Claim,
        7 => Act::Examine,
        10 => Act::ReturnToCounter,
        11 => Act::AnswerReturn,
        12 => Act::Approve,
        13 => Act::Reject,
        14 => Act::MakeResult,
        15 => Act::Deliver,
        16 => Act::Rate,
        18 => Act::DeemAccepted,
        _ => return None,
    })
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
            prop_assert!(
                !formal || case.acceptance.is_some(),
                "decided without acceptance"
            );
            let acceptor = case.acceptance.as_ref().filter(|a| !a.deemed);
            let same = acceptor.is_some_and(|a| a.stamp.user == decision.stamp.user);
            prop_assert!(!same, "decided by the acceptor");
            prop_assert!(case.returns.iter().all(|r| r.answered.is_some()));
            let examined = case.claimed_by.as_ref().map(|s| s.user.as_str());
            let decided = decision.stamp.user.as_str();
            let one = procedure.review == crate::procedure::Review::OneOfficer;
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

/// What a case usually goes through, so that random steps reach its end.
const PATH: [usize; 11] = [17, 0, 6, 7, 10, 11, 8, 9, 12, 14, 15];

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
    /// Weeks go by, and then the sweep comes.
    silence: bool,
    second: bool,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (
        prop::bool::weighted(0.6),
        0..ACTS,
        0usize..9,
        prop::bool::weighted(0.15),
    );
    let more = (prop::bool::weighted(0.04), any::<bool>());
    let step = (step, more).prop_map(|((usual, act, person, later), (silence, second))| Step {
        usual,
        act,
        person,
        later,
        silence,
        second,
    });
    prop::collection::vec(step, 1..60)
}

/// Accepted acts by number, over all walks.
type Counts = [Cell<u32>; ACTS];

fn walk(
    world: &World,
    items: &[&str],
    steps: &[Step],
    counts: &Counts,
) -> Result<(), TestCaseError> {
    let (mut day, mut path) = (0, [0; 2]);
    let received = world.opened(&receive(items), DAYS[0]);
    let mut state = apply(&Stream::Empty, &received);
    let mut log = received;
    for step in steps {
        let days = if step.silence {
            DAYS.len()
        } else {
            usize::from(step.later)
        };
        day = (day + days).min(DAYS.len() - 1);
        let place = usize::from(step.second).min(items.len() - 1);
        let (no, item) = ((place + 1).to_string(), items[place]);
        let n = if step.usual {
            PATH[path[place] % PATH.len()]
        } else {
            step.act
        };
        path[place] += usize::from(step.usual);
        let mut people = people(item);
        let anybody = !step.usual && !step.silence && step.person < people.len();
        let who = if anybody {
            people.swap_remove(step.person)
        } else {
            usual(n, item, world)
        };
        let action = act(n, &no, item, world, &state, DAYS[day]);
        let ctx = world.ctx(&who, DAYS[day]);
        let verdict = decide(&state, &action, &ctx);
        rights_agree(&state, &who, &ctx, n, &no, &verdict)?;
        let late = confirm(&state, &action, &ctx);
        let same = late
            .as_ref()
            .is_ok_and(|events| Ok(events) == verdict.as_ref());
        prop_assert_eq!(
            verdict.is_ok(),
            same,
            "confirmed as decided, or not decided"
        );
        if let Ok(events) = verdict {
            counts[n].set(counts[n].get() + 1);
            state = apply(&state, &events);
            log.extend(events);
            sound(world, &state)?;
        }
    }
    prop_assert_eq!(&fold(&log), &state, "a history folds to its state");
    prop_assert_eq!(app(&state).history.len(), log.len());
    let text = serde_json::to_string(&state).unwrap();
    prop_assert_eq!(&serde_json::from_str::<Stream>(&text).unwrap(), &state);
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
    let Some(named) = named(n) else { return Ok(()) };
    let rights = rights(state, who, ctx);
    let row = rights
        .rows
        .iter()
        .find(|row| row.act == named && row.case.as_ref().is_none_or(|c| c.as_str() == no));
    let allowed = row.is_some_and(|row| row.allowed);
    let code = verdict.as_ref().err().map(|refusal| refusal.code.as_str());
    prop_assert_eq!(
        allowed,
        verdict.is_ok(),
        "{:?} by {}: {:?}",
        named,
        who.user,
        code
    );
    Ok(())
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

#[test]
fn whatever_is_asked_the_laws_hold() {
    let (world, counts) = (World::new(), Counts::default());
    let mut runner = TestRunner::new(cases(1000));
    let walks = (0..ITEMS.len(), steps());
    let run = runner.run(&walks, |(which, steps)| {
        walk(&world, ITEMS[which], &steps, &counts)
    });
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
            let action = act(n, "1", HEALTH, &world, &other, DAYS[day]);
            if let Ok(events) = confirm(&other, &action, &world.ctx(&who, DAYS[day])) {
                strange = apply(&strange, &events);
                prop_assert!(apply(&other, &events).application().is_some());
            }
        }
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}
