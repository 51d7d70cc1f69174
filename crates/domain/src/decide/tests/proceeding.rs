//! Steps aside from the main course: each refusal, and what its clock makes of it.

use super::review::{claim, opinion};
use super::world::{
    DEED, DRAIN, INJURY, REGISTRATION, World, approve, case, clerk, day, decider, examiner, paper,
    scanned, staff,
};
use crate::action::{Action, OpinionStep, Role};
use crate::application::Stream;
use crate::clocks::{Clocks, Lamp, Thresholds, clocks};
use crate::document::DocumentKind;
use crate::procedure::{Approver, StepKind};
use crate::proceeding::{Approval, Officer, PartySignature, Proceeding, TerminationGround};

pub(super) fn proceed(proceeding: Proceeding) -> Action {
    Action::Proceed { case: "1".into(), proceeding }
}

pub(super) fn step(kind: StepKind, stops: bool, from: &str, to: &str) -> Action {
    proceed(Proceeding::Step {
        kind,
        stops,
        starts_on: day(from),
        ends_by: day(to),
        reason: "需要专门意见".into(),
        paper: paper(DocumentKind::StepNotice, &format!("特{from}")),
    })
}

pub(super) fn step_end() -> Action {
    proceed(Proceeding::StepEnd { result: "通过".into() })
}

pub(super) fn extend(by: Approver, due: &str) -> Action {
    proceed(Proceeding::Extension {
        reason: "需要复核".into(),
        approval: Approval {
            by, name: "陈国强局长".into(), document: "批〔2026〕1号".into()
        },
        due: day(due),
        paper: paper(DocumentKind::ExtensionNotice, "延1"),
    })
}

pub(super) fn defer(materials: &[&str], due: &str) -> Action {
    proceed(Proceeding::Deferral {
        materials: materials.iter().map(|kind| (*kind).into()).collect(),
        due: day(due),
        paper: paper(DocumentKind::DeferralNotice, "容1"),
    })
}

pub(super) fn supply_deferred(materials: &[&str]) -> Action {
    let supplied = |kind: &&str| ((*kind).into(), scanned(&format!("{kind}-later")));
    let materials = materials.iter().map(supplied).collect();
    proceed(Proceeding::DeferredSupply {
        materials,
        paper: Some(paper(DocumentKind::SupplementReceipt, "补收1")),
    })
}

pub(super) fn terminate(ground: TerminationGround) -> Action {
    proceed(Proceeding::Termination {
        ground,
        reason: "逾期没有补来".into(),
        paper: paper(DocumentKind::TerminationNotice, "终1"),
    })
}

pub(super) fn site_check(on: &str) -> Action {
    let officer = |name: &str, certificate: &str| Officer {
        name: name.into(),
        certificate: certificate.into(),
    };
    proceed(Proceeding::SiteCheck {
        officers: vec![officer("冯杰", "粤A1"), officer("郑敏仪", "粤A2")],
        checked_on: day(on),
        findings: "与图纸一致".into(),
        party: PartySignature::Signed { name: "王芳".into() },
        paper: paper(DocumentKind::SiteCheckRecord, &format!("核{on}")),
    })
}

/// Clocks of the first case on a day.
pub(super) fn on(world: &World, state: &Stream, today: &str) -> Clocks {
    let case = case(state, "1");
    let procedure = &world.catalogue.procedures[&case.terms.procedure];
    clocks(case, procedure, &world.calendar, day(today), Thresholds::default())
}

pub(super) fn changed(action: &Action, change: impl FnOnce(&mut Proceeding)) -> Action {
    let mut action = action.clone();
    if let Action::Proceed { proceeding, .. } = &mut action {
        change(proceeding);
    }
    action
}

#[test]
fn a_step_is_told_beforehand_and_stops_only_what_the_law_stops() {
    let world = World::new();
    let state = world.accepted(DRAIN, "2026-04-30");
    let who = examiner(DRAIN);
    let code = |action: &Action| world.code(&state, &who, "2026-05-08", action);
    let review = step(StepKind::ExpertReview, true, "2026-05-11", "2026-05-15");
    assert_eq!(code(&review), "ok");
    assert_eq!(world.code(&state, &clerk(), "2026-05-08", &review), "authority.examine");
    for (action, wanted) in [
        (step(StepKind::SiteSurvey, true, "2026-05-11", "2026-05-15"), "step.stops"),
        (step(StepKind::ExpertReview, false, "2026-05-11", "2026-05-15"), "step.stops"),
        (step(StepKind::Suspension, true, "2026-05-11", "2026-05-15"), "step.kind"),
        (step(StepKind::ExpertReview, true, "2026-05-07", "2026-05-15"), "step.backdated"),
        (step(StepKind::ExpertReview, true, "2026-05-11", "2026-05-10"), "step.days"),
        (
            changed(&review, |p| {
                if let Proceeding::Step { reason, .. } = p {
                    reason.clear();
                }
            }),
            "step.reason",
        ),
        (step_end(), "step.not_open"),
    ] {
        assert_eq!(code(&action), wanted);
    }
    let running = world.act(&state, &who, "2026-05-08", &review).unwrap();
    let again = step(StepKind::Testing, true, "2026-05-18", "2026-05-19");
    assert_eq!(world.code(&running, &who, "2026-05-12", &again), "step.open");
    let silent = proceed(Proceeding::StepEnd { result: " ".into() });
    assert_eq!(world.code(&running, &who, "2026-05-12", &silent), "step.result");
    assert_eq!(on(&world, &running, "2026-05-12").lamp, Lamp::Paused);
    assert_eq!(on(&world, &running, "2026-05-18").step.unwrap().lamp, Lamp::Red, "overrun");
    let claimed = world.act(&running, &who, "2026-05-12", &claim()).unwrap();
    let opined =
        world.act(&claimed, &who, "2026-05-12", &opinion(OpinionStep::Examine, "拟准予")).unwrap();
    let reviewer = staff("reviewer", Role::Reviewer, DRAIN);
    let opined =
        world.act(&opined, &reviewer, "2026-05-12", &opinion(OpinionStep::Review, "同意")).unwrap();
    let granted = approve("1", "2026-05-12", DocumentKind::Decision);
    assert_eq!(world.code(&opined, &decider(DRAIN), "2026-05-12", &granted), "decide.step_open");
    let ended = world.act(&opined, &who, "2026-05-12", &step_end()).unwrap();
    assert_eq!(world.code(&ended, &decider(DRAIN), "2026-05-12", &granted), "ok");
}

#[test]
fn what_overruns_the_told_time_counts_and_nothing_counts_twice() {
    let world = World::new();
    let state = world.accepted(DRAIN, "2026-04-30");
    let who = examiner(DRAIN);
    let due = |state: &Stream, today| on(&world, state, today).statutory.unwrap().due.date;
    assert_eq!(due(&state, "2026-05-08"), day("2026-06-01"));
    let first = step(StepKind::ExpertReview, true, "2026-05-11", "2026-05-15");
    let state = world.act(&state, &who, "2026-05-08", &first).unwrap();
    assert_eq!(due(&state, "2026-05-20"), day("2026-06-08"), "five days, not until today");
    let state = world.act(&state, &who, "2026-05-20", &step_end()).unwrap();
    assert_eq!(due(&state, "2026-05-21"), day("2026-06-08"));
    // a second step on days of which one was excluded already adds the others only
    let mut overlap = state.clone();
    if let Stream::Application(app) = &mut overlap {
        let steps = &mut app.cases.get_mut(&"1".into()).unwrap().course.steps;
        let mut second = steps[0].clone();
        second.starts_on = day("2026-05-15");
        second.ends_by = day("2026-05-18");
        second.ended = Some((day("2026-05-18"), "通过".into()));
        steps.push(second);
    }
    assert_eq!(due(&overlap, "2026-05-21"), day("2026-06-09"), "six days, not seven");
}

#[test]
fn procedures_without_steps_extension_or_deferral_say_so() {
    let world = World::new();
    let deed = world.accepted(DEED, "2026-05-06");
    let registrar = decider(DEED);
    let extended = extend(Approver::OrganHead, "2026-07-01");
    assert_eq!(world.code(&deed, &registrar, "2026-05-07", &extended), "extend.none");
    let injury = world.accepted(INJURY, "2026-05-06");
    let off = defer(&["id-card"], "2026-05-08");
    assert_eq!(world.code(&injury, &examiner(INJURY), "2026-05-07", &off), "defer.none");
    let registration = world.received(&[REGISTRATION], "2026-05-06");
    let who = decider(REGISTRATION);
    let told = step(StepKind::Hearing, true, "2026-05-07", "2026-05-08");
    assert_eq!(world.code(&registration, &who, "2026-05-06", &told), "step.none");
    let gone = terminate(TerminationGround::ApplicantGone);
    assert_eq!(world.code(&registration, &who, "2026-05-06", &gone), "terminate.none");
    let longer = extend(Approver::OrganHead, "2026-05-13");
    assert_eq!(
        world.code(&registration, &who, "2026-05-06", &longer),
        "ok",
        "3 + 3 (条例 art. 19)"
    );
}

#[test]
fn an_extension_is_one_by_the_right_head_with_a_document() {
    let world = World::new();
    let state = world.accepted(DRAIN, "2026-04-30");
    let who = decider(DRAIN);
    let good = extend(Approver::OrganHead, "2026-06-15");
    let code = |today: &str, action: &Action| world.code(&state, &who, today, action);
    assert_eq!(code("2026-05-20", &good), "ok");
    assert_eq!(code("2026-06-02", &good), "extend.late", "the term ended on 06-01");
    assert_eq!(code("2026-05-20", &extend(Approver::OrganHead, "2026-06-16")), "extend.due");
    let wrong = extend(Approver::GovernmentHead, "2026-06-15");
    assert_eq!(code("2026-05-20", &wrong), "extend.approver");
    let unsigned = changed(&good, |p| {
        if let Proceeding::Extension { approval, .. } = p {
            approval.document.clear();
        }
    });
    assert_eq!(code("2026-05-20", &unsigned), "extend.approval");
    let unexplained = changed(&good, |p| {
        if let Proceeding::Extension { reason, .. } = p {
            reason.clear();
        }
    });
    assert_eq!(code("2026-05-20", &unexplained), "extend.reason");
    assert_eq!(world.code(&state, &examiner(DRAIN), "2026-05-20", &good), "authority.decide");
    let extended = world.act(&state, &who, "2026-05-20", &good).unwrap();
    let second = extend(Approver::OrganHead, "2026-06-30");
    assert_eq!(world.code(&extended, &who, "2026-05-21", &second), "extend.twice");
    let clocks = on(&world, &extended, "2026-05-21");
    assert_eq!(clocks.statutory.unwrap().due.date, day("2026-06-15"));
    assert_eq!(clocks.promise.unwrap().due.date, day("2026-06-15"), "as the notice says");
}
