use super::world::{
    FILING, HEALTH, REGISTRATION, World, actor, app, case, clerk, examiner, receive,
};
use crate::action::{Action, Opening, Paper, Role};
use crate::application::{Stage, Stream};
use crate::catalogue::item::AcceptanceMode;
use crate::document::DocumentKind;
use crate::ids::ItemCode;
use crate::intake::{Agent, IdKind, Intake, ValueSource};

const DAY: &str = "2026-05-06";

type Change = Box<dyn Fn(&mut Action)>;

fn changed(items: &[&str], change: &Change) -> Action {
    let mut action = receive(items);
    change(&mut action);
    action
}

fn on_intake(change: fn(&mut Intake)) -> Change {
    Box::new(move |action| {
        if let Action::Receive { intake, .. } = action {
            change(intake);
        }
    })
}

fn on_openings(change: fn(&mut Vec<Opening>)) -> Change {
    Box::new(move |action| {
        if let Action::Receive { openings, .. } = action {
            change(openings);
        }
    })
}

fn on_paper(change: fn(&mut Paper, &mut String)) -> Change {
    Box::new(move |action| {
        if let Action::Receive { paper, query_code, .. } = action {
            change(paper, query_code);
        }
    })
}

fn agent() -> Agent {
    Agent {
        name: "李强".into(),
        id_kind: IdKind::CitizenId,
        id_number: "440104199003070017".into(),
        phone: String::new(),
        scope: String::new(),
        source: ValueSource::Typed,
    }
}

#[test]
fn a_complete_intake_opens_its_cases() {
    let world = World::new();
    let state = world.received(&[REGISTRATION, HEALTH], DAY);
    let health = case(&state, "2");
    assert_eq!((health.stage, health.received_on.to_string()), (Stage::Received, DAY.into()));
    assert_eq!(health.depends_on, ["1".into()]);
    assert_eq!(health.terms.procedure.as_str(), "P1");
    assert_eq!(health.terms.promised.days, 10);
    assert_eq!(health.terms.points, ["布局", "消毒"]);
    let needs: Vec<&str> = health.terms.needs.iter().map(|k| k.as_str()).collect();
    assert_eq!(needs, ["id-card", "plan", "licence"]);
    assert!(health.terms.has_result && !health.terms.reviewed);
    assert!(app(&state).papers.contains_key("收1") && app(&state).owed_papers().count() == 1);
}

#[test]
fn what_the_visit_must_bring() {
    let world = World::new();
    let table = [
        ("ok", on_intake(|_| {})),
        ("receive.no_applicant", on_intake(|i| i.applicant = None)),
        (
            "receive.identity",
            on_intake(|i| {
                i.applicant.as_mut().unwrap().id_number = "440106199912314561".into();
            }),
        ),
        ("receive.no_agent_scope", on_intake(|i| i.agent = Some(agent()))),
        (
            "receive.incomplete",
            on_intake(|i| {
                i.materials.remove(&"plan".into());
            }),
        ),
        (
            "receive.no_agent",
            on_intake(|i| {
                i.agent = Some(Agent { name: String::new(), ..agent() });
            }),
        ),
        ("receive.no_item", on_openings(Vec::clear)),
        ("form.selection", on_intake(|i| i.choice.items.push("unknown".into()))),
        ("form.not_chosen", on_intake(|i| i.choice.items = vec![REGISTRATION.into()])),
    ];
    for (wanted, change) in table {
        let action = changed(&[REGISTRATION, HEALTH], &change);
        assert_eq!(world.code(&Stream::Empty, &clerk(), DAY, &action), wanted);
    }
}

#[test]
fn what_the_receipt_must_say() {
    let world = World::new();
    let nameless: Change = Box::new(|action| {
        if let Action::Receive { application, .. } = action {
            *application = "".into();
        }
    });
    let table = [
        ("form.application", nameless),
        ("form.case_no", on_openings(|o| o[0].case = " ".into())),
        ("form.opening_twice", on_openings(|o| o[1].case = o[0].case.clone())),
        ("form.department", on_openings(|o| o[0].department = "elsewhere".into())),
        ("form.depends_on", on_openings(|o| o[1].depends_on.clear())),
        ("form.item_unknown", on_openings(|o| o[0].item = "unknown".into())),
        ("form.query_code", on_paper(|_, query_code| query_code.clear())),
        ("form.paper_kind", on_paper(|paper, _| paper.kind = DocumentKind::AcceptanceNotice)),
        ("form.paper_number", on_paper(|paper, _| paper.number = " ".into())),
        ("form.paper_hash", on_paper(|paper, _| paper.hash = "abc".into())),
    ];
    for (wanted, change) in table {
        let action = changed(&[REGISTRATION, HEALTH], &change);
        assert_eq!(world.code(&Stream::Empty, &clerk(), DAY, &action), wanted);
    }
}

#[test]
fn an_applicant_who_insists_is_not_sent_away() {
    let world = World::new();
    let insists: Change = Box::new(|action| {
        if let Action::Receive { intake, incomplete, .. } = action {
            intake.materials.clear();
            *incomplete = true;
        }
    });
    let action = changed(&[FILING], &insists);
    let state = world.act(&Stream::Empty, &clerk(), DAY, &action).unwrap();
    assert!(app(&state).incomplete);
}

#[test]
fn only_the_counter_with_a_row_receives_and_only_once() {
    let mut world = World::new();
    let action = receive(&[FILING]);
    let (empty, supervisor) = (Stream::Empty, actor("boss", Role::Supervisor, None));
    assert_eq!(world.code(&empty, &examiner(FILING), DAY, &action), "authority.hall");
    assert_eq!(world.code(&empty, &supervisor, DAY, &action), "authority.receive");
    let state = world.received(&[FILING], DAY);
    assert_eq!(world.code(&state, &clerk(), DAY, &action), "receive.twice");
    let item = world.catalogue.items.get_mut(&ItemCode::from(FILING)).unwrap();
    item.acceptance = AcceptanceMode::GuideOnly;
    assert_eq!(world.code(&empty, &clerk(), DAY, &action), "receive.not_here");
    let item = world.catalogue.items.get_mut(&ItemCode::from(FILING)).unwrap();
    item.acceptance = AcceptanceMode::CounterAccepts;
    item.expires = Some("2026-01-01".parse().unwrap());
    assert_eq!(world.code(&empty, &clerk(), DAY, &action), "receive.item_ended");
    world.catalogue.authorisations.retain(|row| row.department.as_str() != "filing-organ");
    let item = world.catalogue.items.get_mut(&ItemCode::from(FILING)).unwrap();
    item.expires = None;
    assert_eq!(world.code(&empty, &clerk(), DAY, &action), "authority.receive");
}
