use std::collections::BTreeMap;

use super::world::{
    DEED, DRAIN, HEALTH, INJURY, World, accept, app, case, clerk, day, examiner, kinds, paper,
    staff,
};
use crate::action::{Action, CorrectionPoint, Role};
use crate::application::Stage;
use crate::document::DocumentKind;

pub(super) fn point(kind: &str) -> CorrectionPoint {
    CorrectionPoint {
        material: Some(kind.into()),
        element: None,
        name: kind.into(),
        problem: "没有盖章".into(),
        remedy: "盖章后重新提交".into(),
    }
}

/// The applicant's term under the procedures that have one.
fn thirty_days(on: &str) -> jiff::civil::Date {
    crate::calendar::tests::shipped().add_natural_days(day(on), 30).date
}

pub(super) fn notify(number: &str, on: &str, points: &[&str], reason: Option<&str>) -> Action {
    Action::NotifyCorrection {
        case: "1".into(),
        points: points.iter().map(|kind| point(kind)).collect(),
        notified_on: day(on),
        correct_by: Some(thirty_days(on)),
        second_reason: reason.map(Into::into),
        paper: paper(DocumentKind::CorrectionNotice, number),
    }
}

pub(super) fn supply(materials: &[&str], complete: bool) -> Action {
    Action::SupplyCorrection {
        case: "1".into(),
        materials: kinds(materials),
        values: BTreeMap::new(),
        complete,
        paper: None,
    }
}

/// As [`supply`], with the receipt that the counter handed over for it.
fn receipted(materials: &[&str], complete: bool, kind: DocumentKind) -> Action {
    let mut action = supply(materials, complete);
    if let Action::SupplyCorrection { paper: receipt, .. } = &mut action {
        *receipt = Some(paper(kind, "补收1"));
    }
    action
}

#[test]
fn what_came_is_receipted_and_the_receipt_is_owed_until_it_is_printed() {
    let world = World::new();
    let state = world.received(&[HEALTH], "2026-05-06");
    let notice = notify("补1", "2026-05-07", &["plan"], None);
    let state = world.act(&state, &clerk(), "2026-05-07", &notice).unwrap();
    let wrong = receipted(&["plan"], true, DocumentKind::Receipt);
    assert_eq!(world.code(&state, &clerk(), "2026-05-08", &wrong), "form.paper_kind");
    let came = receipted(&["plan"], true, DocumentKind::SupplementReceipt);
    let state = world.act(&state, &clerk(), "2026-05-08", &came).unwrap();
    let owed: Vec<&str> =
        app(&state).owed_papers().map(|record| record.paper.number.as_str()).collect();
    assert!(owed.contains(&"补收1"), "{owed:?}");
}

#[test]
fn once_in_time_and_whole() {
    let world = World::new();
    let state = world.received(&[HEALTH], "2026-04-30");
    let code = |today, action: &Action| world.code(&state, &clerk(), today, action);
    assert_eq!(code("2026-05-08", &notify("补1", "2026-05-08", &["plan"], None)), "ok");
    assert_eq!(code("2026-05-08", &notify("补1", "2026-05-08", &[], None)), "correction.empty");
    assert_eq!(code("2026-05-08", &notify("补1", "2026-05-07", &["plan"], None)), "form.not_today");
    let mut unclear = notify("补1", "2026-05-08", &["plan"], None);
    if let Action::NotifyCorrection { points, .. } = &mut unclear {
        points[0].remedy.clear();
    }
    assert_eq!(code("2026-05-08", &unclear), "correction.unclear");
    let late = notify("补1", "2026-05-12", &["plan"], None);
    assert_eq!(code("2026-05-12", &late), "correction.late");
    let stranger = staff("x", Role::Reviewer, HEALTH);
    let action = notify("补1", "2026-05-08", &["plan"], None);
    let refused = world.code(&state, &stranger, "2026-05-08", &action);
    assert_eq!(refused, "authority.notify_correction");
    let state = world.act(&state, &clerk(), "2026-05-08", &action).unwrap();
    assert_eq!(case(&state, "1").stage, Stage::Correcting);
    let again = notify("补2", "2026-05-08", &["id-card"], None);
    assert_eq!(world.code(&state, &clerk(), "2026-05-08", &again), "correction.once");
    let early = accept("1", "2026-05-08", "2026-05-20");
    assert_eq!(world.code(&state, &clerk(), "2026-05-08", &early), "case.correcting");
}

#[test]
fn a_second_notice_only_for_what_came_with_the_first() {
    let world = World::new();
    let first = notify("补1", "2026-05-06", &["plan"], None);
    let state = world.received(&[HEALTH], "2026-05-06");
    let state = world.act(&state, &clerk(), "2026-05-06", &first).unwrap();
    let state = world.act(&state, &clerk(), "2026-05-12", &supply(&["plan"], true)).unwrap();
    assert_eq!(case(&state, "1").stage, Stage::Received);
    for (kind, reason, wanted) in [
        ("plan", Some("补交的平面图缺比例尺"), "ok"),
        ("plan", None, "correction.second_reason"),
        ("id-card", Some("原来没有看到"), "correction.once"),
    ] {
        let second = notify("补2", "2026-05-13", &[kind], reason);
        let code = world.code(&state, &clerk(), "2026-05-13", &second);
        assert_eq!(code, wanted, "{kind} {reason:?}");
    }
    // five working days from the correction, then silence accepts as of that day
    let late = notify("补2", "2026-05-20", &["plan"], Some("缺比例尺"));
    assert_eq!(world.code(&state, &clerk(), "2026-05-20", &late), "correction.late");
    let on = accept("1", "2026-05-12", "2026-05-26");
    assert_eq!(world.code(&state, &clerk(), "2026-05-20", &on), "ok");
    let off = accept("1", "2026-05-20", "2026-06-03");
    assert_eq!(world.code(&state, &clerk(), "2026-05-20", &off), "accept.date");
}

#[test]
fn what_comes_in_is_counted_against_what_was_asked() {
    let world = World::new();
    let state = world.received(&[HEALTH], "2026-05-06");
    let nothing_asked = supply(&["plan"], true);
    assert_eq!(world.code(&state, &clerk(), "2026-05-06", &nothing_asked), "supply.not_asked");
    let notice = notify("补1", "2026-05-06", &["plan", "id-card"], None);
    let state = world.act(&state, &clerk(), "2026-05-06", &notice).unwrap();
    for (materials, complete, wanted) in [
        (&["plan"][..], true, "supply.incomplete"),
        (&[], false, "supply.empty"),
        (&["plan"], false, "ok"),
        (&["plan", "id-card"], true, "ok"),
    ] {
        let action = supply(materials, complete);
        assert_eq!(world.code(&state, &clerk(), "2026-05-08", &action), wanted, "{materials:?}");
    }
    let state = world.act(&state, &clerk(), "2026-05-08", &supply(&["plan"], false)).unwrap();
    assert_eq!(case(&state, "1").stage, Stage::Correcting);
    let state = world.act(&state, &clerk(), "2026-05-11", &supply(&["id-card"], true)).unwrap();
    assert_eq!(case(&state, "1").stage, Stage::Received);
    assert_eq!(case(&state, "1").corrections[0].materials, ["plan".into(), "id-card".into()]);
}

#[test]
fn other_procedures_have_other_ways() {
    let world = World::new();
    let state = world.received(&[DEED], "2026-05-06");
    let notice = notify("补1", "2026-05-06", &["id-card"], None);
    let code = world.code(&state, &clerk(), "2026-05-06", &notice);
    assert_eq!(code, "correction.not_foreseen", "不动产登记 declines on the spot instead");
    // 工伤认定: 15 natural days; lateness is no acceptance, so the notice can still be given
    let state = world.received(&[INJURY], "2026-05-06");
    let late = notify("补1", "2026-06-30", &["id-card"], None);
    assert_eq!(world.code(&state, &examiner(INJURY), "2026-06-30", &late), "ok");
}

#[test]
fn a_notice_given_in_time_overtakes_the_sweep() {
    let world = World::new();
    let state = world.received(&[DRAIN], "2026-04-30");
    let system = staff("sweep", Role::System, DRAIN);
    let deem = Action::DeemAccepted { case: "1".into(), as_of: day("2026-04-30") };
    let deemed = world.act(&state, &system, "2026-05-12", &deem).unwrap();
    let notice = notify("补1", "2026-05-11", &["plan"], None);
    let state = world.act(&deemed, &examiner(DRAIN), "2026-05-11", &notice).unwrap();
    assert!(case(&state, "1").acceptance.is_none());
    assert_eq!(case(&state, "1").stage, Stage::Correcting);
    let late = notify("补1", "2026-05-12", &["plan"], None);
    assert_eq!(world.code(&deemed, &examiner(DRAIN), "2026-05-12", &late), "correction.late");
}

#[test]
fn nothing_is_corrected_after_acceptance() {
    let world = World::new();
    let state = world.accepted(HEALTH, "2026-05-06");
    let notice = notify("补1", "2026-05-06", &["plan"], None);
    assert_eq!(world.code(&state, &clerk(), "2026-05-06", &notice), "correction.accepted");
}
