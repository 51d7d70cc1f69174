use std::collections::BTreeMap;

use super::world::{DRAIN, HEALTH, REGISTRATION, World, case, clerk, decider, examiner, staff};
use crate::action::{Action, Actor, Finding, OpinionStep, Proposal, ReturnReason, Role};
use crate::application::{Stage, Stream};

const DAY: &str = "2026-05-07";

pub(super) fn claim() -> Action {
    Action::Claim { case: "1".into() }
}

pub(super) fn examine(findings: &[(&str, Finding)]) -> Action {
    let findings: BTreeMap<String, Finding> =
        findings.iter().map(|(point, finding)| ((*point).to_owned(), *finding)).collect();
    Action::Examine { case: "1".into(), findings }
}

pub(super) fn opinion(step: OpinionStep, text: &str) -> Action {
    Action::GiveOpinion { case: "1".into(), step, proposal: Proposal::Grant, text: text.into() }
}

/// Claimed, every point met, examined.
pub(crate) fn examined(world: &World, item: &str, by: &Actor) -> Stream {
    let mut state = world.accepted(item, "2026-05-06");
    let points = case(&state, "1").terms.points.clone();
    let findings: Vec<(&str, Finding)> =
        points.iter().map(|point| (point.as_str(), Finding::Met)).collect();
    let mut acts = vec![claim()];
    if !findings.is_empty() {
        acts.push(examine(&findings));
    }
    acts.push(opinion(OpinionStep::Examine, "材料齐全，拟准予"));
    for act in acts {
        state = world.act(&state, by, DAY, &act).unwrap();
    }
    state
}

#[test]
fn one_examiner_of_the_organ_claims_an_accepted_case() {
    let world = World::new();
    let received = world.received(&[HEALTH], "2026-05-06");
    assert_eq!(world.code(&received, &examiner(HEALTH), DAY, &claim()), "case.not_accepted");
    let state = world.accepted(HEALTH, "2026-05-06");
    assert_eq!(world.code(&state, &clerk(), DAY, &claim()), "authority.examine");
    assert_eq!(world.code(&state, &examiner(DRAIN), DAY, &claim()), "authority.examine");
    let state = world.act(&state, &examiner(HEALTH), DAY, &claim()).unwrap();
    assert_eq!(case(&state, "1").stage, Stage::Reviewing);
    let other = staff("other", Role::Examiner, HEALTH);
    assert_eq!(world.code(&state, &other, DAY, &claim()), "claim.taken");
    // a registration has no acceptance: the registrar takes it as received
    let state = world.received(&[REGISTRATION], "2026-05-06");
    assert_eq!(world.code(&state, &decider(REGISTRATION), DAY, &claim()), "ok");
}

#[test]
fn a_claim_past_the_term_first_records_the_silence() {
    let world = World::new();
    let state = world.received(&[HEALTH], "2026-04-30");
    let state = world.act(&state, &examiner(HEALTH), "2026-05-12", &claim()).unwrap();
    let acceptance = case(&state, "1").acceptance.as_ref().unwrap();
    assert!(acceptance.deemed && acceptance.on.to_string() == "2026-04-30");
}

#[test]
fn findings_only_on_the_points_of_the_item() {
    let world = World::new();
    let state = world.accepted(HEALTH, "2026-05-06");
    let met = examine(&[("布局", Finding::Met)]);
    assert_eq!(world.code(&state, &examiner(HEALTH), DAY, &met), "claim.first");
    let state = world.act(&state, &examiner(HEALTH), DAY, &claim()).unwrap();
    let other = staff("other", Role::Examiner, HEALTH);
    for (who, act, wanted) in [
        (&examiner(HEALTH), &met, "ok"),
        (&other, &met, "claim.other"),
        (&examiner(HEALTH), &examine(&[("自设条件", Finding::Met)]), "examine.point"),
        (&examiner(HEALTH), &examine(&[]), "examine.empty"),
    ] {
        assert_eq!(world.code(&state, who, DAY, act), wanted);
    }
    let state = world.accepted(DRAIN, "2026-05-06");
    let state = world.act(&state, &examiner(DRAIN), DAY, &claim()).unwrap();
    assert_eq!(world.code(&state, &examiner(DRAIN), DAY, &met), "examine.no_points");
}

#[test]
fn opinions_are_more_than_a_name_and_by_different_people() {
    let world = World::new();
    let state = examined(&world, DRAIN, &examiner(DRAIN));
    let reviewer = staff("reviewer", Role::Reviewer, DRAIN);
    let both = Actor { roles: vec![Role::Examiner, Role::Reviewer], ..examiner(DRAIN) };
    let code = |who, text| world.code(&state, who, DAY, &opinion(OpinionStep::Review, text));
    assert_eq!(code(&reviewer, "同意"), "ok");
    assert_eq!(code(&reviewer, "  "), "opinion.text");
    assert_eq!(code(&both, "同意"), "opinion.same_person");
    assert_eq!(code(&examiner(DRAIN), "同意"), "authority.review");
    let state = world.accepted(DRAIN, "2026-05-06");
    let early = opinion(OpinionStep::Review, "同意");
    assert_eq!(world.code(&state, &reviewer, DAY, &early), "opinion.examine_first");
    let state = examined(&world, HEALTH, &examiner(HEALTH));
    let none = staff("reviewer", Role::Reviewer, HEALTH);
    assert_eq!(world.code(&state, &none, DAY, &early), "opinion.no_review");
}

#[test]
fn a_return_is_answered_before_anything_is_decided() {
    let world = World::new();
    let state = examined(&world, HEALTH, &examiner(HEALTH));
    let back = |text: &str| Action::ReturnToCounter {
        case: "1".into(),
        reason: ReturnReason::ScanUnclear,
        text: text.into(),
    };
    let answer = |text: &str| Action::AnswerReturn { case: "1".into(), text: text.into() };
    assert_eq!(world.code(&state, &clerk(), DAY, &back("补扫")), "authority.department");
    assert_eq!(world.code(&state, &examiner(HEALTH), DAY, &back("")), "return.text");
    assert_eq!(world.code(&state, &clerk(), DAY, &answer("已补扫")), "return.none");
    let state = world.act(&state, &examiner(HEALTH), DAY, &back("补扫平面图")).unwrap();
    assert_eq!(world.code(&state, &examiner(HEALTH), DAY, &back("补扫")), "return.open");
    let approve = super::world::approve("1", DAY, crate::document::DocumentKind::Decision);
    assert_eq!(world.code(&state, &decider(HEALTH), DAY, &approve), "decide.returned");
    assert_eq!(world.code(&state, &clerk(), DAY, &answer(" ")), "return.answer");
    assert_eq!(world.code(&state, &examiner(HEALTH), DAY, &answer("好")), "authority.receive");
    let state = world.act(&state, &clerk(), DAY, &answer("已补扫")).unwrap();
    assert_eq!(world.code(&state, &decider(HEALTH), DAY, &approve), "ok");
}
