use super::world::{HEALTH, World, actor, clerk, examiner, paper, staff};
use crate::action::{Action, Actor, HandOverRow, Role, ShiftCounts, ShiftSide};
use crate::application::Stream;
use crate::decide::counter::rows_lacking;
use crate::document::DocumentKind;

const DAY: &str = "2026-05-07";

fn rows(copies: u32) -> Vec<HandOverRow> {
    let row = |material: &str| HandOverRow {
        application: "app".into(),
        case: "1".into(),
        applicant: "王芳".into(),
        item: "卫生许可".into(),
        material: material.into(),
        copies,
        pages: 2,
        original: true,
    };
    vec![row("平面图"), row("申请书")]
}

fn hand_over(list: &str, to: &str, rows: Vec<HandOverRow>) -> Action {
    Action::HandOver {
        list: list.into(),
        to: to.into(),
        rows,
        paper: paper(DocumentKind::HandoverList, list),
    }
}

fn confirm(list: &str, missing: &[u32]) -> Action {
    Action::ConfirmHandOver { list: list.into(), missing: missing.to_vec() }
}

#[test]
fn papers_go_by_list() {
    let world = World::new();
    let elsewhere = Actor { counter: None, ..clerk() };
    for (who, list, to, rows, wanted) in [
        (clerk(), "交1", "health-organ", rows(1), "ok"),
        (elsewhere, "交1", "health-organ", rows(1), "authority.counter"),
        (examiner(HEALTH), "交1", "health-organ", rows(1), "authority.counter"),
        (clerk(), "交1", "nowhere", rows(1), "form.department"),
        (clerk(), "交1", "health-organ", vec![], "hand_over.empty"),
        (clerk(), "交1", "health-organ", rows(0), "hand_over.copies"),
        (clerk(), "", "health-organ", rows(1), "form.list"),
    ] {
        let action = hand_over(list, to, rows);
        assert_eq!(world.code(&Stream::Empty, &who, DAY, &action), wanted, "{action:?}");
    }
}

#[test]
fn the_other_side_confirms_once() {
    let world = World::new();
    let action = hand_over("交1", "health-organ", rows(1));
    let state = world.act(&Stream::Empty, &clerk(), DAY, &action).unwrap();
    assert_eq!(world.code(&state, &clerk(), DAY, &action), "hand_over.twice");
    for (who, list, missing, wanted) in [
        (examiner(HEALTH), "交1", &[][..], "ok"),
        (examiner(HEALTH), "交1", &[2], "hand_over.rows"),
        (examiner(HEALTH), "交1", &[0, 0], "hand_over.rows"),
        (examiner(HEALTH), "交2", &[], "form.list_unknown"),
        (examiner("deed"), "交1", &[], "authority.receiver"),
        (clerk(), "交1", &[], "authority.receiver"),
    ] {
        let action = confirm(list, missing);
        assert_eq!(world.code(&state, &who, DAY, &action), wanted, "{action:?}");
    }
    let whole = confirm("交1", &[]);
    let state = world.act(&state, &examiner(HEALTH), DAY, &whole).unwrap();
    let again = world.code(&state, &examiner(HEALTH), DAY, &whole);
    assert_eq!(again, "hand_over.confirmed");
}

#[test]
fn nothing_to_confirm_says_so() {
    use crate::rights::{Act, rights};
    let world = World::new();
    let who = examiner(HEALTH);
    let shown = rights(&Stream::Empty, &who, &world.ctx(&who, DAY));
    let row = shown.rows.iter().find(|row| row.act == Act::ConfirmHandOver);
    let reason = row.and_then(|row| row.reason.clone());
    assert_eq!(reason.as_deref(), Some("没有待确认的移交清单"));
}

#[test]
fn two_people_sign_the_same_counts() {
    let world = World::new();
    let sign = |side: ShiftSide, received: u32| Action::SignShift {
        side,
        counts: ShiftCounts { received, ..ShiftCounts::default() },
        remarks: String::new(),
        paper: None,
    };
    let next = actor("next", Role::Clerk, None);
    let boss = actor("boss", Role::Supervisor, None);
    let empty = Stream::Empty;
    let code = |state: &Stream, who, side, n| world.code(state, who, DAY, &sign(side, n));
    assert_eq!(code(&empty, &next, ShiftSide::Arriving, 3), "shift.leaving_first");
    let reviewer = staff("x", Role::Examiner, HEALTH);
    assert_eq!(code(&empty, &reviewer, ShiftSide::Leaving, 3), "authority.shift");
    let state = world.act(&empty, &clerk(), DAY, &sign(ShiftSide::Leaving, 3)).unwrap();
    for (who, side, n, wanted) in [
        (&clerk(), ShiftSide::Arriving, 3, "shift.same_person"),
        (&clerk(), ShiftSide::Leaving, 3, "shift.twice"),
        (&next, ShiftSide::Arriving, 4, "shift.counts"),
        (&next, ShiftSide::Arriving, 3, "ok"),
        (&next, ShiftSide::Witness, 3, "authority.witness"),
        (&boss, ShiftSide::Witness, 3, "ok"),
    ] {
        assert_eq!(code(&state, who, side, n), wanted, "{side:?} {n}");
    }
}

#[test]
fn a_day_is_no_application() {
    let world = World::new();
    let state = world.received(&[HEALTH], DAY);
    let action = hand_over("交1", "health-organ", rows(1));
    assert_eq!(world.code(&state, &clerk(), DAY, &action), "form.stream");
    let called = Action::CallTicket { ticket: "A1".into(), matter: "理发店".into() };
    let day = world.act(&Stream::Empty, &clerk(), DAY, &called).unwrap();
    let claim = Action::Claim { case: "1".into() };
    assert_eq!(world.code(&day, &examiner(HEALTH), DAY, &claim), "form.stream");
    let ended = Action::EndVisit { ticket: "A1".into(), received: false, seconds: 90 };
    let day = world.act(&day, &clerk(), DAY, &ended).unwrap();
    let ticket = &day.counter_day().unwrap().tickets[0];
    assert_eq!(ticket.ended.as_ref().map(|e| (e.1, e.2)), Some((false, 90)));
}

/// 13 of domain.md §11b.
#[test]
fn scenario_13_a_missing_row_stays_with_the_sender() {
    let world = World::new();
    let action = hand_over("交1", "health-organ", rows(1));
    let state = world.act(&Stream::Empty, &clerk(), DAY, &action).unwrap();
    let state = world.act(&state, &examiner(HEALTH), DAY, &confirm("交1", &[1])).unwrap();
    let day = state.counter_day().unwrap();
    let lacking: Vec<&str> = rows_lacking(day).iter().map(|r| r.material.as_str()).collect();
    assert_eq!(lacking, ["申请书"]);
    let task = day.tasks.values().next().unwrap();
    assert_eq!(task.code, "hand_over.missing");
    let done = Action::ResolveTask {
        task: "1-hand_over.missing".into(),
        text: "已找到并补交".into(),
    };
    assert_eq!(world.code(&state, &clerk(), DAY, &done), "ok");
    assert_eq!(world.code(&state, &examiner("deed"), DAY, &done), "authority.task");
}
