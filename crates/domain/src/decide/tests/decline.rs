use super::correction::{notify, supply};
use super::world::{DEED, FILING, HEALTH, INJURY, World, actor, case, clerk, day, examiner, paper};
use crate::action::{Action, DeclineGround, Role};
use crate::application::{Outcome, Stage};
use crate::document::DocumentKind;

const DAY: &str = "2026-05-06";

fn elsewhere() -> DeclineGround {
    DeclineGround::NotCompetent { competent_body: "区城管局".into() }
}

fn propose(ground: DeclineGround, reason: &str) -> Action {
    Action::ProposeDecline { case: "1".into(), ground, reason: reason.into() }
}

fn decline(ground: DeclineGround, reason: &str) -> Action {
    Action::Decline {
        case: "1".into(),
        ground,
        reason: reason.into(),
        declined_on: day(DAY),
        paper: paper(DocumentKind::DeclineNotice, "不受1"),
    }
}

#[test]
fn the_counter_proposes_and_the_department_confirms() {
    let world = World::new();
    let state = world.received(&[HEALTH], DAY);
    let act = decline(elsewhere(), "不属于本机关");
    assert_eq!(world.code(&state, &clerk(), DAY, &act), "authority.decline");
    let proposal = propose(elsewhere(), "不属于本机关");
    assert_eq!(world.code(&state, &examiner(DEED), DAY, &proposal), "authority.receive");
    let state = world.act(&state, &clerk(), DAY, &proposal).unwrap();
    assert_eq!(world.code(&state, &clerk(), DAY, &proposal), "decline.proposed");
    let state = world.act(&state, &examiner(HEALTH), DAY, &act).unwrap();
    let declined = case(&state, "1");
    assert_eq!((declined.stage, declined.outcome), (Stage::Closed, Some(Outcome::Declined)));
    assert_eq!(world.code(&state, &examiner(HEALTH), DAY, &act), "case.closed");
}

#[test]
fn a_ground_the_law_knows_with_its_reason_and_body() {
    let world = World::new();
    let own = || DeclineGround::OwnLaw { article: "《工伤保险条例》第十七条".into() };
    let no_article = DeclineGround::OwnLaw { article: String::new() };
    let nowhere = DeclineGround::NotCompetent { competent_body: String::new() };
    for (item, ground, reason, wanted) in [
        (HEALTH, DeclineGround::NoLicenceNeeded, "面积不足", "ok"),
        (HEALTH, elsewhere(), "不属于本机关", "ok"),
        (HEALTH, elsewhere(), " ", "decline.reason"),
        (HEALTH, nowhere, "不属于本机关", "decline.competent_body"),
        (HEALTH, own(), "材料不齐", "decline.ground"), // art. 32: incomplete is no ground
        (INJURY, own(), "超过一年", "ok"),
        (INJURY, no_article, "超过一年", "decline.own_law"),
        (INJURY, DeclineGround::NoLicenceNeeded, "不需要", "decline.ground"),
        (DEED, own(), "材料不齐，当场告知", "ok"),
        (FILING, DeclineGround::NoLicenceNeeded, "不需要", "decline.ground"),
    ] {
        let state = world.received(&[item], DAY);
        let act = decline(ground.clone(), reason);
        let code = world.code(&state, &examiner(item), DAY, &act);
        assert_eq!(code, wanted, "{item} {ground:?} {reason}");
    }
}

#[test]
fn two_papers_for_two_outcomes() {
    let world = World::new();
    for (ground, outcome) in [
        (DeclineGround::NoLicenceNeeded, Outcome::NoLicenceNeeded),
        (elsewhere(), Outcome::Declined),
    ] {
        let state = world.received(&[HEALTH], DAY);
        let act = decline(ground, "理由");
        let state = world.act(&state, &examiner(HEALTH), DAY, &act).unwrap();
        assert_eq!(case(&state, "1").outcome, Some(outcome));
    }
}

#[test]
fn never_after_acceptance_and_never_without_remedies() {
    let mut world = World::new();
    let act = decline(elsewhere(), "不属于本机关");
    let accepted = world.accepted(HEALTH, DAY);
    assert_eq!(world.code(&accepted, &examiner(HEALTH), DAY, &act), "decline.accepted");
    let silent = world.received(&[HEALTH], "2026-04-20");
    assert_eq!(world.code(&silent, &examiner(HEALTH), DAY, &act), "decline.accepted");
    let state = world.received(&[HEALTH], DAY);
    let organ = world.catalogue.departments.get_mut(&"health-organ".into()).unwrap();
    organ.remedies = None;
    assert_eq!(world.code(&state, &examiner(HEALTH), DAY, &act), "decline.no_remedies");
    assert_eq!(world.code(&state, &actor("x", Role::Issuer, None), DAY, &act), "authority.decline");
}

#[test]
fn also_while_a_correction_is_out() {
    let world = World::new();
    let state = world.received(&[HEALTH], DAY);
    let state = world.act(&state, &clerk(), DAY, &notify("补1", DAY, &["plan"], None)).unwrap();
    let act = decline(elsewhere(), "不属于本机关");
    let state = world.act(&state, &examiner(HEALTH), DAY, &act).unwrap();
    assert_eq!(world.code(&state, &clerk(), DAY, &supply(&["plan"], true)), "case.closed");
}
