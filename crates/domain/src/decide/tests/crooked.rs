//! Receipts that are refused, each for its own reason, and acts before any receipt.

use super::review::claim;
use super::world::{
    DRAIN, HEALTH, IDENTITY, REGISTRATION, TAX, World, actor, clerk, day, examiner, receive,
};
use crate::action::{Action, Actor, Opening, Role};
use crate::application::Stream;
use crate::catalogue::item::AcceptanceMode;
use crate::decide::decide;
use crate::document::DocumentKind;
use crate::event::Event;
use crate::intake::{Agent, IdKind, Intake, ValueSource};
use crate::refusal::Refusal;

/// How many there are.
pub(super) const CROOKED: usize = 26;
const TODAY: &str = "2026-04-30";

/// A hall where one item is dealt with elsewhere and another has ended.
pub(super) fn closed_hall() -> World {
    let mut world = World::new();
    let items = &mut world.catalogue.items;
    items.get_mut(&IDENTITY.into()).unwrap().acceptance = AcceptanceMode::GuideOnly;
    items.get_mut(&TAX.into()).unwrap().expires = Some(day("2026-01-01"));
    world
}

/// What the `k`th of them comes to.
pub(super) fn attempt(hall: &World, k: usize) -> Result<Vec<Event>, Refusal> {
    let (who, action): (Actor, Action) = match k {
        0 => (clerk(), claim()),
        1 => (examiner(HEALTH), receive(&[HEALTH])),
        2 => (actor("guide", Role::Administrator, None), receive(&[HEALTH])),
        3 => (clerk(), receive(&[IDENTITY])),
        4 => (clerk(), receive(&[TAX])),
        5..=9 => (clerk(), of_papers(k)),
        10..=15 => (clerk(), of_people(k)),
        _ => (clerk(), of_openings(k)),
    };
    decide(&Stream::Empty, &action, &hall.ctx(&who, TODAY))
}

fn changed(items: &[&str], change: impl FnOnce(&mut Intake, &mut Vec<Opening>)) -> Action {
    let mut action = receive(items);
    if let Action::Receive { intake, openings, .. } = &mut action {
        change(intake, openings);
    }
    action
}

fn of_papers(k: usize) -> Action {
    let mut action = receive(&[HEALTH]);
    if let Action::Receive { application, query_code, paper, .. } = &mut action {
        match k {
            5 => *application = "".into(),
            6 => query_code.clear(),
            7 => paper.kind = DocumentKind::Decision,
            8 => paper.number = "".into(),
            _ => paper.hash.0.truncate(3),
        }
    }
    action
}

fn of_people(k: usize) -> Action {
    let agent = |name: &str, scope: &str| Agent {
        name: name.into(),
        id_kind: IdKind::CitizenId,
        id_number: "440106199912314560".into(),
        phone: String::new(),
        scope: scope.into(),
        source: ValueSource::Typed,
    };
    changed(&[HEALTH], |intake, _| match k {
        10 => intake.applicant = None,
        11 => intake.applicant.as_mut().unwrap().id_number = "440104199003070018".into(),
        12 => intake.agent = Some(agent("", "代办")),
        13 => intake.agent = Some(agent("李强", " ")),
        14 => drop(intake.materials.remove(&"plan".into())),
        _ => intake.choice.items.clear(),
    })
}

fn of_openings(k: usize) -> Action {
    match k {
        16 => changed(&[HEALTH], |_, openings| openings.clear()),
        17 => changed(&[HEALTH], |_, openings| openings[0].case = "".into()),
        18 => changed(&[HEALTH], |_, openings| openings.push(openings[0].clone())),
        19 => changed(&[HEALTH], |_, openings| openings[0].item = "unknown".into()),
        20 => changed(&[HEALTH], |_, openings| openings[0].department = "drain-organ".into()),
        21 => changed(&[HEALTH, DRAIN], |intake, _| {
            intake.choice.items = vec![HEALTH.into()];
        }),
        22 => changed(&[REGISTRATION, HEALTH], |_, openings| openings[1].depends_on.clear()),
        23 => changed(&[HEALTH], |intake, _| intake.choice.items = vec!["unknown".into()]),
        24 => changed(&[HEALTH], |intake, _| intake.choice.theme = Some("unknown".into())),
        _ => changed(&[REGISTRATION], |_, openings| openings[0].department = "health-organ".into()),
    }
}
