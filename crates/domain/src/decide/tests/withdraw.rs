use super::world::{DEED, DRAIN, HEALTH, World, approve, case, clerk, decider, examiner};
use crate::action::Action;
use crate::application::{Outcome, Stage};
use crate::document::DocumentKind;

#[test]
fn until_the_decision_with_a_reason() {
    let world = World::new();
    let withdraw = |reason: &str| Action::Withdraw { case: "1".into(), reason: reason.into() };
    for item in [HEALTH, DEED, DRAIN] {
        let state = world.accepted(item, "2026-05-06");
        for (who, reason, wanted) in [
            (clerk(), "不办了", "ok"),
            (examiner(item), "申请人来函撤回", "ok"),
            (clerk(), "", "withdraw.reason"),
            (examiner("injury"), "不办了", "authority.receive"),
        ] {
            let code = world.code(&state, &who, "2026-05-07", &withdraw(reason));
            assert_eq!(code, wanted, "{item} {reason}");
        }
        let state = world.act(&state, &clerk(), "2026-05-07", &withdraw("不办了")).unwrap();
        let case = case(&state, "1");
        assert_eq!((case.stage, case.outcome), (Stage::Closed, Some(Outcome::Withdrawn)));
        let again = world.code(&state, &clerk(), "2026-05-07", &withdraw("不办了"));
        assert_eq!(again, "case.closed");
    }
}

#[test]
fn never_after_it() {
    let world = World::new();
    let state = super::review::examined(&world, HEALTH, &examiner(HEALTH));
    let grant = approve("1", "2026-05-07", DocumentKind::Decision);
    let state = world.act(&state, &decider(HEALTH), "2026-05-07", &grant).unwrap();
    let withdraw = Action::Withdraw { case: "1".into(), reason: "不办了".into() };
    let code = world.code(&state, &clerk(), "2026-05-07", &withdraw);
    assert_eq!(code, "withdraw.decided");
}
