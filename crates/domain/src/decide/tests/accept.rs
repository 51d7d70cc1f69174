use super::world::{
    DRAIN, FILING, HEALTH, INJURY, REGISTRATION, World, accept, app, apply, approve, case, clerk,
    decider, examiner, receive, staff,
};
use crate::action::{Action, ResultDocument, Role};
use crate::application::{Stage, Stream};
use crate::document::DocumentKind;
use crate::intake::{Check, Evidence};

#[test]
fn the_counter_accepts_what_it_is_authorised_for() {
    let world = World::new();
    let state = world.accepted(HEALTH, "2026-05-06");
    let health = case(&state, "1");
    assert_eq!(health.stage, Stage::Accepted);
    assert_eq!(health.acceptance.as_ref().unwrap().on.to_string(), "2026-05-06");
    assert!(app(&state).papers.contains_key("受1"));
    let again = accept("1", "2026-05-06", "2026-05-20");
    assert_eq!(world.code(&state, &clerk(), "2026-05-06", &again), "accept.twice");
}

#[test]
fn else_the_department_accepts() {
    let mut world = World::new();
    let state = world.received(&[DRAIN], "2026-05-06");
    let action = accept("1", "2026-05-06", "2026-05-27");
    let code = |who: &crate::action::Actor| world.code(&state, who, "2026-05-06", &action);
    assert_eq!(code(&clerk()), "authority.department_accepts");
    assert_eq!(code(&examiner(HEALTH)), "authority.accept");
    assert_eq!(code(&examiner(DRAIN)), "ok");
    let state = world.received(&[HEALTH], "2026-05-06");
    world.catalogue.authorisations.retain(|row| !row.id.starts_with("counter"));
    assert_eq!(world.code(&state, &clerk(), "2026-05-06", &action), "authority.accept");
}

#[test]
fn dates_and_papers_are_checked_never_reckoned_again() {
    let world = World::new();
    let state = world.received(&[HEALTH], "2026-05-06");
    let code = |action: &Action| world.code(&state, &clerk(), "2026-05-08", action);
    for (on, promised, wanted) in [
        ("2026-05-06", "2026-05-20", "ok"),
        ("2026-05-08", "2026-05-22", "ok"),
        ("2026-05-05", "2026-05-20", "accept.date"), // before receipt
        ("2026-05-09", "2026-05-20", "accept.date"), // tomorrow
        ("2026-05-06", "2026-05-05", "accept.promise"), // before acceptance
        ("2026-05-06", "2026-06-02", "ok"),          // the 20th working day
        ("2026-05-06", "2026-06-03", "accept.promise"), // beyond art. 42
    ] {
        assert_eq!(code(&accept("1", on, promised)), wanted, "{on} {promised}");
    }
    let mut bare = accept("1", "2026-05-06", "2026-05-20");
    if let Action::Accept { paper, .. } = &mut bare {
        *paper = None;
    }
    assert_eq!(code(&bare), "form.paper_missing");
    let mut reused = accept("1", "2026-05-06", "2026-05-20");
    if let Action::Accept { paper: Some(paper), .. } = &mut reused {
        paper.number = "收1".into();
        paper.hash = crate::ids::BlobHash("b".repeat(64));
    }
    assert_eq!(code(&reused), "paper.number_used");
    assert_eq!(code(&accept("9", "2026-05-06", "2026-05-20")), "form.case_unknown");
}

#[test]
fn every_material_is_there_and_was_looked_at() {
    let world = World::new();
    type Change = fn(&mut Evidence);
    let cases: [(&str, Change); 4] = [
        ("accept.materials", |e| *e = Evidence::default()),
        ("accept.materials", |e| e.check = Check::Failed { problem: "模糊".into() }),
        ("accept.unchecked", |e| e.check = Check::Unchecked),
        ("ok", |_| {}),
    ];
    for (wanted, change) in cases {
        let mut action = receive(&[HEALTH]);
        if let Action::Receive { intake, incomplete, .. } = &mut action {
            change(intake.materials.get_mut(&"plan".into()).unwrap());
            *incomplete = true;
        }
        let state = world.act(&Stream::Empty, &clerk(), "2026-05-06", &action).unwrap();
        let action = accept("1", "2026-05-06", "2026-05-20");
        assert_eq!(world.code(&state, &clerk(), "2026-05-06", &action), wanted);
    }
}

#[test]
fn registrations_and_filings_are_not_accepted() {
    let world = World::new();
    for item in [REGISTRATION, FILING] {
        let state = world.received(&[item], "2026-05-06");
        let action = accept("1", "2026-05-06", "2026-05-06");
        assert_eq!(world.code(&state, &examiner(item), "2026-05-06", &action), "accept.no_step");
    }
}

#[test]
fn the_procedure_says_whether_there_is_a_paper() {
    use crate::procedure::PaperAct;
    let mut world = World::new();
    let state = world.received(&[HEALTH], "2026-05-06");
    let action = accept("1", "2026-05-06", "2026-05-20");
    let permit = world.catalogue.procedures.get_mut(&"P1".into()).unwrap();
    permit.papers.remove(&PaperAct::Accept);
    let code = world.code(&state, &clerk(), "2026-05-06", &action);
    assert_eq!(code, "form.paper_not_foreseen");
    world.catalogue.procedures.clear();
    let code = world.code(&state, &clerk(), "2026-05-06", &action);
    assert_eq!(code, "form.procedure_unknown");
}

#[test]
fn a_case_waits_for_the_output_it_needs() {
    let world = World::new();
    let state = world.received(&[REGISTRATION, HEALTH], "2026-05-06");
    let early = accept("2", "2026-05-06", "2026-05-20");
    assert_eq!(world.code(&state, &clerk(), "2026-05-06", &early), "case.waits");
    let notice = approve("1", "2026-05-07", DocumentKind::RegistrationNotice);
    let registrar = decider(REGISTRATION);
    let state = world.act(&state, &registrar, "2026-05-07", &notice).unwrap();
    assert_eq!(world.code(&state, &clerk(), "2026-05-07", &early), "case.waits");
    let result = ResultDocument {
        kind: "licence".into(),
        name: "营业执照".into(),
        number: "92440106MA7KL2QX30".into(),
        valid_from: "2026-05-07".parse().unwrap(),
        valid_to: None,
        evidence: Evidence::default(),
    };
    let made = Action::MakeResult { case: "1".into(), result };
    let state = world.act(&state, &registrar, "2026-05-07", &made).unwrap();
    let licence = app(&state).evidence(&"licence".into()).unwrap();
    assert_eq!(licence.output_of, Some("1".into()), "the licence flows into the permit's case");
    // its own 受理日: not before the licence
    assert_eq!(world.code(&state, &clerk(), "2026-05-07", &early), "accept.date");
    let own = accept("2", "2026-05-07", "2026-05-21");
    assert_eq!(world.code(&state, &clerk(), "2026-05-07", &own), "ok");
}

#[test]
fn natural_days_where_the_law_counts_them() {
    let world = World::new();
    let state = world.received(&[INJURY], "2026-05-06");
    let who = examiner(INJURY);
    for (promised, wanted) in [("2026-07-06", "ok"), ("2026-07-07", "accept.promise")] {
        // 60 natural days end on Sunday 5 July and move to Monday (民法典 art. 203)
        let action = accept("1", "2026-05-06", promised);
        assert_eq!(world.code(&state, &who, "2026-05-06", &action), wanted, "{promised}");
    }
}

#[test]
fn only_the_sweep_records_silence_and_only_when_due() {
    let world = World::new();
    let state = world.received(&[HEALTH], "2026-04-30");
    let system = staff("sweep", Role::System, HEALTH);
    let deem =
        |as_of: &str| Action::DeemAccepted { case: "1".into(), as_of: as_of.parse().unwrap() };
    for (who, today, as_of, wanted) in [
        (&system, "2026-05-11", "2026-04-30", "deem.not_due"),
        (&system, "2026-05-12", "2026-05-12", "deem.day"),
        (&clerk(), "2026-05-12", "2026-04-30", "authority.system"),
        (&system, "2026-05-12", "2026-04-30", "ok"),
    ] {
        assert_eq!(world.code(&state, who, today, &deem(as_of)), wanted, "{today} {as_of}");
    }
    let state = world.act(&state, &system, "2026-05-12", &deem("2026-04-30")).unwrap();
    let acceptance = case(&state, "1").acceptance.clone().unwrap();
    assert!(acceptance.deemed && acceptance.on.to_string() == "2026-04-30");
    // the paper of the deemed acceptance can still be given, dated the day of receipt
    let paper = accept("1", "2026-04-30", "2026-05-18");
    assert_eq!(world.code(&state, &clerk(), "2026-05-12", &paper), "ok");
    let wrong = accept("1", "2026-05-12", "2026-05-18");
    assert_eq!(world.code(&state, &clerk(), "2026-05-12", &wrong), "accept.date");
    let state = apply(&state, &[]);
    assert_eq!(case(&state, "1").stage, Stage::Accepted);
}
