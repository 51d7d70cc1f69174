use super::review::{claim, examine, examined, opinion};
use super::world::{
    DRAIN, FILING, HEALTH, REGISTRATION, World, approve, case, clerk, day, decider, examiner,
    reject, staff,
};
use crate::action::{Action, Actor, Finding, OpinionStep, Role};
use crate::application::{Outcome, Stage};
use crate::document::DocumentKind;

const DAY: &str = "2026-05-07";

fn granting() -> Action {
    approve("1", DAY, DocumentKind::Decision)
}

#[test]
fn examiner_and_decider_are_different_people() {
    let world = World::new();
    let state = examined(&world, HEALTH, &examiner(HEALTH));
    let both = Actor { roles: vec![Role::Examiner, Role::Decider], ..examiner(HEALTH) };
    assert_eq!(world.code(&state, &examiner(HEALTH), DAY, &granting()), "authority.decide");
    assert_eq!(world.code(&state, &both, DAY, &granting()), "decide.examined_it");
    let state = world.act(&state, &decider(HEALTH), DAY, &granting()).unwrap();
    let decided = case(&state, "1");
    assert_eq!((decided.stage, decided.outcome), (Stage::Decided, Some(Outcome::Granted)));
    assert_eq!(world.code(&state, &decider(HEALTH), DAY, &granting()), "case.decided");
}

#[test]
fn or_one_by_written_authorisation() {
    let world = World::new();
    let alone = staff("alone", Role::Reviewer, HEALTH);
    let state = examined(&world, HEALTH, &alone);
    assert_eq!(world.code(&state, &alone, DAY, &granting()), "ok");
}

#[test]
fn the_acceptor_does_not_decide() {
    let world = World::new();
    let state = world.received(&[DRAIN], "2026-05-06");
    let both = Actor { roles: vec![Role::Examiner, Role::Decider], ..decider(DRAIN) };
    let accept = super::world::accept("1", "2026-05-06", "2026-05-27");
    let mut state = world.act(&state, &both, "2026-05-06", &accept).unwrap();
    let reviewer = staff("reviewer", Role::Reviewer, DRAIN);
    for (who, act) in [
        (&examiner(DRAIN), claim()),
        (&examiner(DRAIN), opinion(OpinionStep::Examine, "拟准予")),
        (&reviewer, opinion(OpinionStep::Review, "同意")),
    ] {
        state = world.act(&state, who, DAY, &act).unwrap();
    }
    assert_eq!(world.code(&state, &both, DAY, &granting()), "decide.accepted_it");
    let other = staff("other", Role::Decider, DRAIN);
    assert_eq!(world.code(&state, &other, DAY, &granting()), "ok");
    // where there is no acceptance, whoever received does not register
    let mut clerk_registers = World::new();
    let rows = &mut clerk_registers.catalogue.authorisations;
    let row = rows.iter_mut().find(|row| row.id == "counter-registration-organ").unwrap();
    row.acts.insert(crate::authorisation::Power::Register);
    let state = clerk_registers.received(&[REGISTRATION], "2026-05-06");
    let register = approve("1", DAY, DocumentKind::RegistrationNotice);
    assert_eq!(clerk_registers.code(&state, &clerk(), DAY, &register), "decide.accepted_it");
}

#[test]
fn a_registrar_registers_alone_and_a_filing_has_no_no() {
    let world = World::new();
    let state = world.received(&[REGISTRATION], "2026-05-06");
    let register = approve("1", DAY, DocumentKind::RegistrationNotice);
    assert_eq!(world.code(&state, &decider(REGISTRATION), DAY, &register), "ok");
    let wrong_paper = granting();
    let code = world.code(&state, &decider(REGISTRATION), DAY, &wrong_paper);
    assert_eq!(code, "form.paper_kind");
    let state = world.received(&[FILING], "2026-05-06");
    assert_eq!(world.code(&state, &decider(FILING), DAY, &register), "ok");
    assert_eq!(world.code(&state, &decider(FILING), DAY, &reject("1", DAY)), "decide.ending");
}

#[test]
fn everything_open_blocks() {
    let world = World::new();
    let received = world.received(&[HEALTH], "2026-05-06");
    assert_eq!(world.code(&received, &decider(HEALTH), DAY, &granting()), "case.not_accepted");
    let state = world.accepted(HEALTH, "2026-05-06");
    assert_eq!(world.code(&state, &decider(HEALTH), DAY, &granting()), "decide.no_opinion");
    let who = examiner(HEALTH);
    let state = world.act(&state, &who, DAY, &claim()).unwrap();
    let text = opinion(OpinionStep::Examine, "拟准予");
    let state = world.act(&state, &who, DAY, &text).unwrap();
    assert_eq!(world.code(&state, &decider(HEALTH), DAY, &granting()), "decide.open_point");
    let half = examine(&[("布局", Finding::Met), ("消毒", Finding::NotMet)]);
    let state = world.act(&state, &who, DAY, &half).unwrap();
    assert_eq!(world.code(&state, &decider(HEALTH), DAY, &granting()), "approve.not_met");
    assert_eq!(world.code(&state, &decider(HEALTH), DAY, &reject("1", DAY)), "ok");
    let state = examined(&world, DRAIN, &examiner(DRAIN));
    assert_eq!(world.code(&state, &decider(DRAIN), DAY, &granting()), "decide.no_review");
}

#[test]
fn one_examiner_and_one_decider_by_authorisation_need_no_review() {
    let mut world = World::new();
    let state = examined(&world, DRAIN, &examiner(DRAIN));
    let rows = &mut world.catalogue.authorisations;
    rows.iter_mut().find(|row| row.id == "decider-drain-organ").unwrap().short_flow = true;
    assert_eq!(world.code(&state, &decider(DRAIN), DAY, &granting()), "ok");
}

#[test]
fn materials_and_pages_are_there_before_an_approval() {
    let mut world = World::new();
    let state = examined(&world, HEALTH, &examiner(HEALTH));
    world.missing_pages.insert("plan".into());
    assert_eq!(world.code(&state, &decider(HEALTH), DAY, &granting()), "approve.pages");
    assert_eq!(world.code(&state, &decider(HEALTH), DAY, &reject("1", DAY)), "ok");
    world.missing_pages.clear();
    let gone = Action::DetachMaterial {
        kind: "plan".into(),
        page: "plan".into(),
        reason: "扫错了".into(),
    };
    let state = world.act(&state, &clerk(), DAY, &gone).unwrap();
    // the original was seen, so the material still stands; without it, it does not
    assert_eq!(world.code(&state, &decider(HEALTH), DAY, &granting()), "ok");
    let nothing = Action::AttachMaterial {
        case: None,
        kind: "plan".into(),
        evidence: crate::intake::Evidence::default(),
    };
    let state = world.act(&state, &clerk(), DAY, &nothing).unwrap();
    assert_eq!(world.code(&state, &decider(HEALTH), DAY, &granting()), "approve.materials");
}

#[test]
fn ground_reason_date_and_remedies() {
    let mut world = World::new();
    let state = examined(&world, HEALTH, &examiner(HEALTH));
    type Change = fn(&mut Action);
    let table: [(&str, Change); 5] = [
        ("decide.ground", |a| {
            if let Action::Reject { ground, .. } = a {
                ground.clear();
            }
        }),
        ("decide.reason", |a| {
            if let Action::Reject { reason, .. } = a {
                *reason = " ".into();
            }
        }),
        ("form.not_today", |a| {
            if let Action::Reject { decided_on, .. } = a {
                *decided_on = day("2026-05-06");
            }
        }),
        ("form.paper_kind", |a| {
            if let Action::Reject { paper, .. } = a {
                paper.kind = DocumentKind::Decision;
            }
        }),
        ("ok", |_| {}),
    ];
    for (wanted, change) in table {
        let mut action = reject("1", DAY);
        change(&mut action);
        assert_eq!(world.code(&state, &decider(HEALTH), DAY, &action), wanted);
    }
    let organ = world.catalogue.departments.get_mut(&"health-organ".into()).unwrap();
    organ.remedies = None;
    let code = world.code(&state, &decider(HEALTH), DAY, &reject("1", DAY));
    assert_eq!(code, "reject.no_remedies", "行政许可法 art. 38(2)");
}
