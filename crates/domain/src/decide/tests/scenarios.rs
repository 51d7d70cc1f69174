//! The dated scenarios of domain.md §11b that touch the acts of this crate, on the calendar of 2026.

use super::correction::{notify, supply};
use super::rating::rate;
use super::review::claim;
use super::world::{
    FILING, HEALTH, REGISTRATION, World, accept, app, approve, case, clerk, day, decider, examiner,
    receive, staff,
};
use crate::action::{Action, Grade, Role};
use crate::application::Stream;
use crate::clocks::{Lamp, Thresholds, clocks, promised_by, statutory_by};
use crate::document::DocumentKind;
use crate::identity::{IdentityKind, check};
use crate::intake::{CertificateUse, Evidence};

fn lamps(world: &World, state: &Stream, no: &str, today: &str) -> crate::clocks::Clocks {
    let case = case(state, no);
    let procedure = &world.catalogue.procedures[&case.terms.procedure];
    clocks(case, procedure, &world.calendar, day(today), Thresholds::default())
}

/// 1: received 02-13, silent until the end of 02-27: accepted as of 02-13; 20 days end 03-19.
#[test]
fn scenario_01_silence_accepts_as_of_receipt() {
    let world = World::new();
    let state = world.received(&[HEALTH], "2026-02-13");
    assert_eq!(lamps(&world, &state, "1", "2026-02-27").deemed_as_of, None);
    let late = lamps(&world, &state, "1", "2026-02-28");
    assert_eq!(late.deemed_as_of, Some(day("2026-02-13")));
    let sweep = staff("sweep", Role::System, HEALTH);
    let deem = Action::DeemAccepted { case: "1".into(), as_of: day("2026-02-13") };
    let state = world.act(&state, &sweep, "2026-02-28", &deem).unwrap();
    let statutory = lamps(&world, &state, "1", "2026-02-28").statutory.unwrap();
    assert_eq!(statutory.due.date, day("2026-03-19"), "not 20 days after 02-27");
}

/// 2: received 04-30; the notice is lawful on 05-08 and on 05-11, not on 05-12.
#[test]
fn scenario_02_the_fifth_working_day_is_the_last() {
    let world = World::new();
    let state = world.received(&[HEALTH], "2026-04-30");
    for (on, wanted) in
        [("2026-05-08", "ok"), ("2026-05-11", "ok"), ("2026-05-12", "correction.late")]
    {
        let notice = notify("补1", on, &["plan"], None);
        assert_eq!(world.code(&state, &clerk(), on, &notice), wanted, "{on}");
    }
    // the lawful way that is offered: accept, dated the day of receipt
    let offered = accept("1", "2026-04-30", "2026-05-18");
    assert_eq!(world.code(&state, &clerk(), "2026-05-12", &offered), "ok");
    assert_eq!(lamps(&world, &state, "1", "2026-05-11").receive.unwrap().lamp, Lamp::Yellow);
    assert_eq!(lamps(&world, &state, "1", "2026-05-12").receive.unwrap().lamp, Lamp::Red);
}

/// 3: the correction comes in whole on 06-18: that is the day of acceptance; 10 days end 07-03.
#[test]
fn scenario_03_acceptance_is_dated_when_the_last_correction_came() {
    let world = World::new();
    let state = world.received(&[HEALTH], "2026-06-08");
    let notice = notify("补1", "2026-06-10", &["plan"], None);
    let state = world.act(&state, &clerk(), "2026-06-10", &notice).unwrap();
    assert_eq!(lamps(&world, &state, "1", "2026-06-17").lamp, Lamp::Paused);
    let state = world.act(&state, &clerk(), "2026-06-18", &supply(&["plan"], true)).unwrap();
    let terms = &case(&state, "1").terms;
    let promise = promised_by(terms, day("2026-06-18"), &world.calendar);
    assert_eq!(promise.date, day("2026-07-03"));
    for (on, wanted) in
        [("2026-06-18", "ok"), ("2026-06-08", "accept.date"), ("2026-06-22", "accept.date")]
    {
        let action = accept("1", on, "2026-07-03");
        assert_eq!(world.code(&state, &clerk(), "2026-06-22", &action), wanted, "{on}");
    }
}

/// 4: two notices with no newly received material between them.
#[test]
fn scenario_04_a_second_notice_is_blocked_by_article_72() {
    let world = World::new();
    let state = world.received(&[HEALTH], "2026-05-06");
    let first = notify("补1", "2026-05-06", &["plan"], None);
    let state = world.act(&state, &clerk(), "2026-05-06", &first).unwrap();
    let second = notify("补2", "2026-05-07", &["id-card"], Some("漏看了"));
    let refusal = world.act(&state, &clerk(), "2026-05-07", &second).unwrap_err();
    assert_eq!(refusal.code, "correction.once");
    assert!(refusal.article.unwrap().contains("第七十二条第四项"));
}

/// 6: an on-the-spot case is registered the day it came; there is no acceptance to print.
#[test]
fn scenario_06_on_the_spot_needs_no_acceptance_but_a_written_decision() {
    let world = World::new();
    let state = world.received(&[REGISTRATION], "2026-05-06");
    let registered = approve("1", "2026-05-06", DocumentKind::RegistrationNotice);
    let state = world.act(&state, &decider(REGISTRATION), "2026-05-06", &registered).unwrap();
    let clocks = lamps(&world, &state, "1", "2026-05-06");
    assert_eq!(
        (clocks.lamp, clocks.promise.unwrap().ended_on),
        (Lamp::Off, Some(day("2026-05-06")))
    );
    assert_eq!(case(&state, "1").decision.as_ref().unwrap().paper.number.as_str(), "准1");
}

/// 11: a certificate that is not valid, not the named person's, or misnumbered satisfies nothing.
#[test]
fn scenario_11_a_certificate_satisfies_only_when_valid_and_held_by_the_role() {
    let world = World::new();
    let good = CertificateUse {
        type_code: "11100000000013338W011".into(),
        name: "居民身份证".into(),
        number: "440106199912314560".into(),
        identifier: "11100000000013338W011.11430000006122244L.20230000403.001.U".into(),
        holder: "王芳".into(),
        holder_id: "440106199912314560".into(),
        status: "01".into(),
        valid_to: Some(day("2026-05-06")),
        auth_code: "YZ1".into(),
        file: "f".into(),
        checks: vec!["状态有效".into()],
    };
    type Change = fn(&mut CertificateUse);
    let table: [(&str, Change); 5] = [
        ("ok", |_| {}),
        ("receive.incomplete", |c| c.status = "05".into()),
        ("receive.incomplete", |c| {
            c.valid_to = Some(day("2026-05-05"));
        }),
        ("receive.incomplete", |c| {
            c.holder_id = "440104199003070017".into();
        }),
        ("receive.incomplete", |c| c.identifier.push('0')),
    ];
    for (wanted, change) in table {
        let mut certificate = good.clone();
        change(&mut certificate);
        let mut action = receive(&[HEALTH]);
        if let Action::Receive { intake, .. } = &mut action {
            let evidence = Evidence { certificate: Some(certificate), ..Evidence::default() };
            intake.materials.insert("id-card".into(), evidence);
        }
        let code = world.code(&Stream::Empty, &clerk(), "2026-05-06", &action);
        assert_eq!(code, wanted);
    }
    assert!(check(IdentityKind::ECertificateId, &good.identifier, day("2026-05-06")).is_ok());
}

/// 12: one visit, one rating; nothing is rated by itself.
#[test]
fn scenario_12_a_visit_is_rated_once_or_not_at_all() {
    let world = World::new();
    let state = world.received(&[FILING], "2026-05-06");
    assert_eq!(app(&state).rating, None, "未评价 until the applicant says");
    let rate = rate(Grade::Dissatisfied, "213");
    let state = world.act(&state, &clerk(), "2026-05-06", &rate).unwrap();
    let refusal = world.act(&state, &clerk(), "2026-05-06", &rate).unwrap_err();
    assert!(refusal.article.unwrap().contains("一次一评"));
}

/// 14: a deadline past the last table is 暂算.
#[test]
fn scenario_14_past_the_year_it_is_provisional() {
    let world = World::new();
    let state = world.accepted(HEALTH, "2026-12-21");
    let clocks = lamps(&world, &state, "1", "2026-12-22");
    assert!(clocks.statutory.unwrap().due.provisional);
    let terms = &case(&state, "1").terms;
    let procedure = &world.catalogue.procedures[&terms.procedure];
    let near = statutory_by(terms, procedure, day("2026-11-02"), &world.calendar).unwrap();
    assert!(!near.provisional);
}

/// E5: the permit's own clock starts when the licence has come.
#[test]
fn a_dependent_case_waits_without_running() {
    let world = World::new();
    let state = world.received(&[REGISTRATION, HEALTH], "2026-05-06");
    let waiting = lamps(&world, &state, "2", "2026-06-30");
    assert_eq!((waiting.lamp, waiting.deemed_as_of), (Lamp::Paused, None));
    let reviewed = world.code(&state, &examiner(HEALTH), "2026-06-30", &claim_of("2"));
    assert_eq!(reviewed, "case.not_accepted");
    assert_ne!(claim(), claim_of("2"));
}

fn claim_of(no: &str) -> Action {
    Action::Claim { case: no.into() }
}
