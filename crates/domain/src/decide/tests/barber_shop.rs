//! 开办理发店 with the shipped catalogue, register and calendar, from the counter to the hand-out
//! (clerk-notes §4b).

use std::collections::BTreeSet;

use super::papers::{intake, scanned};
use super::world::{World, app, apply, case, clerk, day, paper};
use super::{correction, result};
use crate::action::{Action, Actor, Finding, Opening, OpinionStep, Paper, Proposal, Role};
use crate::application::{Outcome, Stage, Stream};
use crate::catalogue::material::Trust;
use crate::catalogue::resolve::{MaterialState, Resolved, Selection, resolve};
use crate::document::DocumentKind;
use crate::ids::{BlobHash, CaseNo, ItemCode};
use crate::intake::Intake;

const REGISTRATION: &str = "11440106007492044D4000131128001";
const PERMIT: &str = "11440106MB2C44104H4000123020001";
const DAY: &str = "2026-11-23";

fn hall() -> World {
    World {
        catalogue: crate::catalogue::tests::shipped(),
        calendar: crate::calendar::tests::shipped(),
        missing_pages: BTreeSet::new(),
    }
}

fn answered() -> Intake {
    let mut intake = Intake { materials: Default::default(), ..intake(&[]) };
    intake.choice = Selection { theme: Some("open-barber-shop".into()), ..Selection::default() };
    for (question, answer) in [
        ("licensed", "no"),
        ("entity", "individual"),
        ("by_agent", "no"),
        ("operator", "mainland"),
        ("tenure", "owned"),
        ("residential", "no"),
        ("hair_dye", "yes"),
        ("beauty", "none"),
        ("central_air", "no"),
        ("hygiene_route", "ordinary"),
    ] {
        intake.answers.insert(question.into(), answer.into());
    }
    intake
}

/// Everything the resolved list asks for is scanned, at the level it asks.
fn with_materials(mut intake: Intake, resolved: &Resolved) -> Intake {
    for material in resolved.materials.iter().filter(|m| m.state == MaterialState::Needed) {
        let mut evidence = scanned(material.kind.as_str());
        evidence.pages[0].level = material.trust.min(Trust::B);
        intake.materials.insert(material.kind.clone(), evidence);
    }
    intake
}

fn receive(world: &World) -> Action {
    let intake = answered();
    let resolved = resolve(&world.catalogue, &intake.inquiry(day(DAY))).unwrap();
    let cases: Vec<_> = resolved.cases.iter().filter(|case| !case.possible).collect();
    let number = |code: &ItemCode| {
        let place = cases.iter().position(|case| case.item == *code).unwrap();
        CaseNo((place + 1).to_string())
    };
    let openings = cases.iter().map(|case| Opening {
        case: number(&case.item),
        item: case.item.clone(),
        item_version: 1,
        department: case.department.clone(),
        depends_on: case.depends_on.iter().map(number).collect(),
    });
    Action::Receive {
        application: "app".into(),
        openings: openings.collect(),
        intake: Box::new(with_materials(intake, &resolved)),
        query_code: "1234".into(),
        paper: paper(DocumentKind::Receipt, "收1"),
        // the form is another test's matter
        incomplete: true,
    }
}

fn person(user: &str, role: Role, department: &str) -> Actor {
    super::world::actor(user, role, Some(department))
}

fn paper_of(kind: DocumentKind, number: &str) -> Paper {
    Paper { kind, number: number.into(), hash: BlobHash("c".repeat(64)) }
}

fn approve(no: &str, kind: DocumentKind) -> Action {
    Action::Approve {
        case: no.into(),
        ground: "公共场所卫生管理条例 第四条".into(),
        text: "符合条件".into(),
        decided_on: day(DAY),
        paper: paper_of(kind, &format!("准{no}")),
    }
}

fn findings(state: &Stream, no: &str) -> Action {
    let points = &case(state, no).terms.points;
    let findings = points.iter().map(|point| (point.clone(), Finding::Met)).collect();
    Action::Examine { case: no.into(), findings }
}

fn opinion(no: &str) -> Action {
    Action::GiveOpinion {
        case: no.into(),
        step: OpinionStep::Examine,
        proposal: Proposal::Grant,
        text: "材料齐全，现场符合，拟准予".into(),
    }
}

#[test]
fn from_the_counter_to_the_hand_out() {
    let world = hall();
    let mut state = world.act(&Stream::Empty, &clerk(), DAY, &receive(&world)).unwrap();
    let items: Vec<&str> = app(&state).cases.values().map(|c| c.item.as_str()).collect();
    assert_eq!(items, [REGISTRATION, PERMIT]);
    let registrar = person("registrar", Role::Decider, "market-supervision");
    let examiner = person("examiner", Role::Examiner, "disease-control");
    let decider = person("decider", Role::Decider, "disease-control");
    let claim = |no: &str| Action::Claim { case: no.into() };
    let acceptance = super::world::accept("2", DAY, "2026-11-26");
    assert_eq!(world.code(&state, &clerk(), DAY, &acceptance), "case.waits");
    let go = |state: &mut Stream, who: &Actor, action: Action| {
        let events = crate::decide::decide(state, &action, &world.ctx(who, DAY));
        *state = apply(state, &events.unwrap_or_else(|refusal| panic!("{action:?}: {refusal:?}")));
    };
    go(&mut state, &registrar, claim("1"));
    let points = findings(&state, "1");
    go(&mut state, &registrar, points);
    go(&mut state, &registrar, approve("1", DocumentKind::RegistrationNotice));
    go(&mut state, &registrar, result::make("1", "business-licence"));
    go(&mut state, &clerk(), acceptance);
    go(&mut state, &examiner, claim("2"));
    let points = findings(&state, "2");
    go(&mut state, &examiner, points);
    let unseen = world.code(&state, &examiner, DAY, &opinion("2"));
    assert_eq!(unseen, "opinion.site_check");
    let mut site = super::proceeding::site_check(DAY);
    if let Action::Proceed { case, .. } = &mut site {
        *case = "2".into();
    }
    go(&mut state, &examiner, site);
    go(&mut state, &examiner, opinion("2"));
    let grant = approve("2", DocumentKind::Decision);
    assert_eq!(world.code(&state, &examiner, DAY, &grant), "authority.decide");
    assert_eq!(world.code(&state, &registrar, DAY, &grant), "authority.decide");
    go(&mut state, &decider, grant);
    go(&mut state, &decider, result::make("2", "hygiene-permit"));
    go(&mut state, &clerk(), result::deliver(&["1", "2"], DAY));
    for case in app(&state).cases.values() {
        assert_eq!((case.stage, case.outcome), (Stage::Closed, Some(Outcome::Granted)));
    }
}

#[test]
fn the_permit_is_corrected_by_the_counter_and_declined_by_the_organ() {
    let world = hall();
    let state = world.act(&Stream::Empty, &clerk(), DAY, &receive(&world)).unwrap();
    let mut notice = correction::notify("补2", DAY, &["floor-plan"], None);
    if let Action::NotifyCorrection { case, .. } = &mut notice {
        *case = "2".into();
    }
    assert_eq!(world.code(&state, &clerk(), DAY, &notice), "ok");
    let decline = Action::Decline {
        case: "2".into(),
        ground: crate::action::DeclineGround::NoLicenceNeeded,
        reason: "面积小于规定".into(),
        declined_on: day(DAY),
        paper: paper_of(DocumentKind::DeclineNotice, "告1"),
    };
    assert_eq!(world.code(&state, &clerk(), DAY, &decline), "authority.decline");
    let examiner = person("examiner", Role::Examiner, "disease-control");
    assert_eq!(world.code(&state, &examiner, DAY, &decline), "ok");
}

#[test]
fn every_item_of_a_counter_can_be_received_and_ended_by_somebody() {
    use crate::authorisation::Power;
    use crate::catalogue::item::AcceptanceMode;
    let world = hall();
    let today = day(DAY);
    for item in world.catalogue.items.values() {
        if matches!(item.acceptance, AcceptanceMode::GuideOnly | AcceptanceMode::OutsideOnly) {
            continue;
        }
        let procedure = &world.catalogue.procedures[&item.procedure];
        assert_eq!(procedure.check(), Ok(()));
        let mut powers = vec![Power::Receive, Power::Deliver, procedure.deciding];
        if procedure.acceptance == crate::procedure::AcceptanceStep::Formal {
            powers.push(Power::Accept);
        }
        for power in powers {
            let mut register = world.catalogue.authorisations.iter();
            let held = register.any(|row| row.covers(power, &item.department, &item.code, today));
            assert!(held, "{} has nobody for {power:?}", item.name);
        }
    }
}
