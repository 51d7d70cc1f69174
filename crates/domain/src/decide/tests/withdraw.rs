use super::world::{DEED, DRAIN, HEALTH, World, case, clerk, examiner};
use crate::action::Action;
use crate::application::{Outcome, Stage};

#[test]
fn until_the_decision_with_a_reason() {
    let world = World::new();
    let withdraw = |reason: &str| Action::Withdraw {
        case: "1".into(),
        reason: reason.into(),
    };
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
        let state = world
            .act(&state, &clerk(), "2026-05-07", &withdraw("不办了"))
            .unwrap();
        let case = case(&state, "1");
        assert_eq!(
            (case.stage, case.outcome),
            (Stage::Closed, Some(Outcome::Withdrawn))
        );
        let again = world.code(&state, &clerk(), "2026-05-07", &withdraw("不办了"));
        assert_eq!(again, "case.closed");
    }
}
