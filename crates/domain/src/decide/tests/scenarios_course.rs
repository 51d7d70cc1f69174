//! The dated scenarios of domain.md §11b on what happens on the way: 7, 8, 9, and 5 as an act.

use super::correction::notify;
use super::proceeding::{defer, extend, on, step, step_end, terminate};
use super::world::{
    DRAIN, HEALTH, POOL, REGISTRATION, World, accept, clerk, day, decider, examiner, paper,
};
use crate::action::{Action, DeclineGround};
use crate::application::Stream;
use crate::document::DocumentKind;
use crate::procedure::{Approver, StepKind};
use crate::proceeding::TerminationGround;

/// 5: a decline without reason, competent organ or remedies is none, nor one on another paper.
#[test]
fn scenario_05_a_voucher_says_who_why_and_where_else() {
    let mut world = World::new();
    let state = world.received(&[HEALTH], "2026-05-06");
    let decline = |body: &str, reason: &str| Action::Decline {
        case: "1".into(),
        ground: DeclineGround::NotCompetent { competent_body: body.into() },
        reason: reason.into(),
        declined_on: day("2026-05-06"),
        paper: paper(DocumentKind::DeclineNotice, "不受1"),
    };
    let who = examiner(HEALTH);
    for (body, reason, wanted) in [
        ("区城管局", "不归本机关", "ok"),
        ("", "不归本机关", "decline.competent_body"),
        ("区城管局", " ", "decline.reason"),
    ] {
        assert_eq!(world.code(&state, &who, "2026-05-06", &decline(body, reason)), wanted);
    }
    let organ = world.catalogue.departments.values_mut().find(|d| d.id.as_str() == "health-organ");
    organ.unwrap().remedies = None;
    let told = decline("区城管局", "不归本机关");
    assert_eq!(world.code(&state, &who, "2026-05-06", &told), "decline.no_remedies");
    let mut accepted = accept("1", "2026-05-06", "2026-05-19");
    if let Action::Accept { paper, .. } = &mut accepted {
        *paper = None;
    }
    assert_eq!(world.code(&state, &clerk(), "2026-05-06", &accepted), "form.paper_missing");
}

/// 7: primary materials are not put off; the last day leaves time to review; past it a person
/// ends the case, and nothing ends by itself.
#[test]
fn scenario_07_secondary_materials_follow_or_a_person_ends_it() {
    let world = World::new();
    let today = "2026-05-06";
    let state = world.without_plan(today);
    let code = |action: &Action| world.code(&state, &clerk(), today, action);
    assert_eq!(code(&defer(&["id-card"], "2026-05-15")), "defer.primary");
    assert_eq!(code(&defer(&["plan"], "2026-05-20")), "defer.due", "past the promise of 05-19");
    let state = world.act(&state, &clerk(), today, &defer(&["plan"], "2026-05-15")).unwrap();
    let state = world.act(&state, &clerk(), today, &accept("1", today, "2026-05-19")).unwrap();
    let lapsed = terminate(TerminationGround::DeferralLapsed);
    let who = decider(POOL);
    assert_eq!(world.code(&state, &who, "2026-05-15", &lapsed), "terminate.not_lapsed");
    assert!(on(&world, &state, "2026-05-18").deferral.unwrap().remaining < 0);
    assert_eq!(world.code(&state, &who, "2026-05-18", &lapsed), "ok");
}

fn due_after(world: &World, state: &Stream, kind: StepKind, stops: bool) -> String {
    let who = examiner(DRAIN);
    let told = step(kind, stops, "2026-05-11", "2026-05-15");
    let state = world.act(state, &who, "2026-05-08", &told).unwrap();
    let state = world.act(&state, &who, "2026-05-15", &step_end()).unwrap();
    on(world, &state, "2026-05-18").statutory.unwrap().due.date.to_string()
}

/// 8: an expert review from 05-11 to 05-15 moves 06-01 to 06-08; a site survey moves nothing.
#[test]
fn scenario_08_an_expert_review_stops_the_clock_and_a_site_survey_does_not() {
    let world = World::new();
    let state = world.accepted(DRAIN, "2026-04-30");
    assert_eq!(due_after(&world, &state, StepKind::ExpertReview, true), "2026-06-08");
    assert_eq!(due_after(&world, &state, StepKind::SiteSurvey, false), "2026-06-01");
}

/// 9: ten days by the head of the organ; of a joint case fifteen by the head of the government,
/// on a term of forty-five.
#[test]
fn scenario_09_an_extension_is_ten_days_or_jointly_fifteen() {
    let world = World::new();
    let state = world.accepted(DRAIN, "2026-04-30");
    let who = decider(DRAIN);
    let ordinary = extend(Approver::OrganHead, "2026-06-15");
    assert_eq!(world.code(&state, &who, "2026-05-20", &ordinary), "ok");
    let mut joint = state.clone();
    if let Stream::Application(app) = &mut joint {
        app.cases.get_mut(&"1".into()).unwrap().terms.joint = true;
    }
    let statutory = on(&world, &joint, "2026-05-20").statutory.unwrap();
    assert_eq!(statutory.due.date, day("2026-07-07"), "45 working days");
    assert_eq!(world.code(&joint, &who, "2026-05-20", &ordinary), "extend.approver");
    let government = extend(Approver::GovernmentHead, "2026-07-28");
    assert_eq!(world.code(&joint, &who, "2026-05-20", &government), "ok");
    // a registration within a joint theme keeps its own three days (clerk-notes E6)
    let mut short = world.received(&[REGISTRATION], "2026-05-06");
    if let Stream::Application(app) = &mut short {
        app.cases.get_mut(&"1".into()).unwrap().terms.joint = true;
    }
    assert_eq!(on(&world, &short, "2026-05-06").statutory.unwrap().due.date, day("2026-05-09"));
    let told = notify("补1", "2026-05-06", &["plan"], None);
    assert_ne!(world.code(&short, &who, "2026-05-06", &told), "ok");
}
