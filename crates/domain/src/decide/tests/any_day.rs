//! Laws of a counter's day that hold whatever is asked in whatever order.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::any_order::cases;
use super::world::{HEALTH, World, actor, apply, clerk, examiner, paper};
use crate::action::{Action, HandOverRow, Role, ShiftCounts, ShiftSide};
use crate::application::Stream;
use crate::decide::decide;
use crate::document::DocumentKind;
use crate::evolve::fold;
use crate::rights::{Act, rights};

const DAY: &str = "2026-05-07";

fn act(n: usize, which: u32) -> Action {
    let ticket = format!("A{which}");
    let list = format!("交{which}");
    let sides = [ShiftSide::Leaving, ShiftSide::Arriving, ShiftSide::Witness];
    match n {
        0 => Action::CallTicket { ticket, matter: String::new() },
        1 => Action::EndVisit { ticket, received: which == 0, seconds: which },
        2 => Action::HandOver {
            list: list.as_str().into(),
            to: "health-organ".into(),
            rows: vec![HandOverRow {
                application: "app".into(),
                case: "1".into(),
                applicant: "王芳".into(),
                item: "卫生许可".into(),
                material: "平面图".into(),
                copies: 1,
                pages: 1,
                original: true,
            }],
            paper: paper(DocumentKind::HandoverList, &list),
        },
        3 => Action::ConfirmHandOver {
            list: list.as_str().into(),
            missing: (0..which % 2).collect(),
        },
        4 => Action::VoidPaper {
            paper: paper(DocumentKind::HandoverList, &list),
            reason: "卡纸".into(),
        },
        5 => Action::ResolveTask { task: "1-hand_over.missing".into(), text: "已找到".into() },
        _ => Action::SignShift {
            side: sides[n % 3],
            counts: ShiftCounts::default(),
            remarks: String::new(),
            paper: None,
        },
    }
}

#[test]
fn a_day_adds_up_whatever_happens() {
    let world = World::new();
    let people = [
        clerk(),
        actor("next", Role::Clerk, None),
        actor("boss", Role::Supervisor, None),
        examiner(HEALTH),
        examiner("deed"),
    ];
    let steps = prop::collection::vec((0usize..9, 0usize..5, 0u32..3), 1..40);
    let run = TestRunner::new(cases(300)).run(&steps, |steps| {
        let (mut state, mut log) = (Stream::Empty, Vec::new());
        for (n, person, which) in steps {
            if n == 4 && state == Stream::Empty {
                continue; // a paper alone does not say whose stream it is
            }
            let ctx = world.ctx(&people[person], DAY);
            let verdict = decide(&state, &act(n, which), &ctx);
            let rows = rights(&state, &people[person], &ctx).rows;
            let open = |act| rows.iter().any(|row| row.act == act && row.allowed);
            if n == 2 {
                // a list number is used once; all else the gate knows
                prop_assert!(open(Act::HandOver) || verdict.is_err());
            }
            if verdict.is_ok() {
                prop_assert!(n != 3 || open(Act::ConfirmHandOver));
                prop_assert!(n < 6 || open(Act::SignShift));
            }
            if let Ok(events) = verdict {
                state = apply(&state, &events);
                log.extend(events);
            }
        }
        prop_assert_eq!(&fold(&log), &state);
        if let Some(day) = state.counter_day() {
            let mut signers: Vec<&str> =
                day.signatures.values().map(|s| s.stamp.user.as_str()).collect();
            signers.sort_unstable();
            signers.dedup();
            prop_assert_eq!(signers.len(), day.signatures.len(), "each side another person");
            prop_assert_eq!(day.history.len(), log.len());
        }
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}
