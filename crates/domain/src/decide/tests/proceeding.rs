//! Steps aside from the main course: each refusal, and what its clock makes of it.

use std::collections::BTreeMap;

use super::correction::notify;
use super::review::{claim, opinion};
use super::world::{
    ALLOWANCE, DEED, DRAIN, HEALTH, INJURY, POOL, REGISTRATION, World, accept, app, approve, case,
    clerk, day, decider, examiner, paper, scanned, staff,
};
use crate::action::{Action, OpinionStep, Role};
use crate::application::{Outcome, Stage, Stream};
use crate::clocks::{Clocks, Lamp, Thresholds, clocks};
use crate::document::DocumentKind;
use crate::intake::Evidence;
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
    proceed(Proceeding::DeferredSupply { materials: materials.iter().map(supplied).collect() })
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

fn changed(action: &Action, change: impl FnOnce(&mut Proceeding)) -> Action {
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

/// An application for the pool without its plan, received as it is.
fn without_plan(world: &World, today: &str) -> Stream {
    let mut action = super::world::receive(&[POOL]);
    if let Action::Receive { intake, incomplete, .. } = &mut action {
        intake.materials.remove(&"plan".into());
        *incomplete = true;
    }
    world.act(&Stream::Empty, &clerk(), today, &action).unwrap()
}

#[test]
fn only_secondary_materials_of_a_listed_item_follow_later() {
    let world = World::new();
    let state = without_plan(&world, "2026-05-06");
    let today = "2026-05-06";
    let code = |action: &Action| world.code(&state, &clerk(), today, action);
    let promised = world.promise(POOL, today);
    assert_eq!(promised, "2026-05-19");
    assert_eq!(code(&accept("1", today, &promised)), "accept.materials");
    assert_eq!(code(&defer(&[], "2026-05-15")), "defer.empty");
    assert_eq!(code(&defer(&["id-card"], "2026-05-15")), "defer.primary");
    assert_eq!(code(&defer(&["plan"], "2026-05-16")), "defer.due", "two days are left to review");
    assert_eq!(code(&defer(&["plan"], "2026-05-06")), "defer.due");
    assert_eq!(code(&defer(&["plan"], "2026-05-15")), "ok");
    let unlisted = world.received(&[HEALTH], today);
    let refused = world.code(&unlisted, &clerk(), today, &defer(&["plan"], "2026-05-15"));
    assert_eq!(refused, "defer.not_listed");
    let mut bare = state.clone();
    if let Stream::Application(app) = &mut bare {
        app.intake.materials.remove(&"id-card".into());
    }
    let refused = world.code(&bare, &clerk(), today, &defer(&["plan"], "2026-05-15"));
    assert_eq!(refused, "defer.others", "主要材料齐全");
}

fn deferred(world: &World) -> Stream {
    let state = without_plan(world, "2026-05-06");
    let state = world.act(&state, &clerk(), "2026-05-06", &defer(&["plan"], "2026-05-15")).unwrap();
    world.act(&state, &clerk(), "2026-05-06", &accept("1", "2026-05-06", "2026-05-19")).unwrap()
}

#[test]
fn nothing_is_decided_before_what_was_put_off_is_there() {
    let world = World::new();
    let state = deferred(&world);
    let (who, today) = (examiner(POOL), "2026-05-08");
    let again = defer(&["plan"], "2026-05-14");
    assert_eq!(world.code(&state, &clerk(), today, &again), "defer.twice");
    let state = world.act(&state, &who, today, &claim()).unwrap();
    let state = world.act(&state, &who, today, &site_check(today)).unwrap();
    let state = world.act(&state, &who, today, &opinion(OpinionStep::Examine, "拟准予")).unwrap();
    let granted = approve("1", today, DocumentKind::Decision);
    assert_eq!(world.code(&state, &decider(POOL), today, &granted), "decide.deferred");
    assert_eq!(world.code(&state, &clerk(), today, &supply_deferred(&[])), "deferred.empty");
    let other = supply_deferred(&["id-card"]);
    assert_eq!(world.code(&state, &clerk(), today, &other), "deferred.other");
    let blank = proceed(Proceeding::DeferredSupply {
        materials: BTreeMap::from([("plan".into(), Evidence::default())]),
    });
    assert_eq!(world.code(&state, &clerk(), today, &blank), "deferred.empty");
    let state = world.act(&state, &clerk(), today, &supply_deferred(&["plan"])).unwrap();
    assert_eq!(world.code(&state, &clerk(), today, &supply_deferred(&["plan"])), "deferred.none");
    assert_eq!(world.code(&state, &decider(POOL), today, &granted), "ok");
}

#[test]
fn a_lapsed_term_proposes_and_a_person_ends() {
    let world = World::new();
    let state = deferred(&world);
    let lapsed = terminate(TerminationGround::DeferralLapsed);
    let who = decider(POOL);
    assert_eq!(world.code(&state, &who, "2026-05-15", &lapsed), "terminate.not_lapsed");
    assert_eq!(on(&world, &state, "2026-05-15").deferral.unwrap().lamp, Lamp::Yellow);
    assert_eq!(on(&world, &state, "2026-05-18").deferral.unwrap().lamp, Lamp::Red);
    assert_eq!(case(&state, "1").stage, Stage::Accepted, "time changes no state");
    assert_eq!(world.code(&state, &clerk(), "2026-05-18", &lapsed), "authority.decide");
    let wrong = terminate(TerminationGround::CorrectionLapsed);
    assert_eq!(world.code(&state, &who, "2026-05-18", &wrong), "terminate.not_waiting");
    let unexplained = changed(&lapsed, |p| {
        if let Proceeding::Termination { reason, .. } = p {
            reason.clear();
        }
    });
    assert_eq!(world.code(&state, &who, "2026-05-18", &unexplained), "terminate.reason");
    let own = terminate(TerminationGround::OwnLaw { article: " ".into() });
    assert_eq!(world.code(&state, &who, "2026-05-18", &own), "terminate.own_law");
    let ended = world.act(&state, &who, "2026-05-18", &lapsed).unwrap();
    assert_eq!(case(&ended, "1").outcome, Some(Outcome::Terminated));
    assert_eq!(world.code(&ended, &who, "2026-05-18", &lapsed), "case.closed");

    // 补交不来: thirty natural days, told on the notice
    let state = world.received(&[DRAIN], "2026-05-06");
    let told = notify("补1", "2026-05-08", &["plan"], None);
    let state = world.act(&state, &clerk(), "2026-05-08", &told).unwrap();
    assert_eq!(on(&world, &state, "2026-05-09").correction.unwrap().due.date, day("2026-06-08"));
    let lapsed = terminate(TerminationGround::CorrectionLapsed);
    let who = decider(DRAIN);
    assert_eq!(world.code(&state, &who, "2026-06-08", &lapsed), "terminate.not_lapsed");
    let ended = world.act(&state, &who, "2026-06-09", &lapsed).unwrap();
    assert_eq!(case(&ended, "1").outcome, Some(Outcome::CorrectionLapsed));
}

#[test]
fn the_applicants_term_is_thirty_natural_days_or_none() {
    let world = World::new();
    let state = world.received(&[DRAIN], "2026-05-08");
    let mut told = notify("补1", "2026-05-08", &["plan"], None);
    for (by, wanted) in [
        (Some("2026-06-08"), "ok"),
        (Some("2026-06-23"), "correction.term"),
        (None, "correction.term"),
    ] {
        if let Action::NotifyCorrection { correct_by, .. } = &mut told {
            *correct_by = by.map(day);
        }
        assert_eq!(world.code(&state, &clerk(), "2026-05-08", &told), wanted, "{by:?}");
    }
}

#[test]
fn a_site_is_checked_by_two_and_the_party_is_heard() {
    let world = World::new();
    let state = world.accepted(POOL, "2026-05-06");
    let (who, today) = (examiner(POOL), "2026-05-08");
    let good = site_check(today);
    let code = |action: &Action| world.code(&state, &who, today, action);
    assert_eq!(code(&good), "ok");
    assert_eq!(world.code(&state, &clerk(), today, &good), "authority.examine");
    type Change = fn(&mut Proceeding);
    let table: [(&str, Change); 6] = [
        ("site.two", |p| {
            if let Proceeding::SiteCheck { officers, .. } = p {
                officers.pop();
            }
        }),
        ("site.two", |p| {
            if let Proceeding::SiteCheck { officers, .. } = p {
                officers[1].certificate = officers[0].certificate.clone();
            }
        }),
        ("site.date", |p| {
            if let Proceeding::SiteCheck { checked_on, .. } = p {
                *checked_on = day("2026-05-05");
            }
        }),
        ("site.date", |p| {
            if let Proceeding::SiteCheck { checked_on, .. } = p {
                *checked_on = day("2026-05-09");
            }
        }),
        ("site.findings", |p| {
            if let Proceeding::SiteCheck { findings, .. } = p {
                findings.clear();
            }
        }),
        ("site.party", |p| {
            if let Proceeding::SiteCheck { party, .. } = p {
                *party = PartySignature::Refused { note: String::new() };
            }
        }),
    ];
    for (wanted, change) in table {
        assert_eq!(code(&changed(&good, change)), wanted);
    }
    let state = world.act(&state, &who, today, &claim()).unwrap();
    let state = world.act(&state, &who, today, &opinion(OpinionStep::Examine, "拟准予")).unwrap();
    let granted = approve("1", today, DocumentKind::Decision);
    assert_eq!(world.code(&state, &decider(POOL), today, &granted), "decide.site_check");
    let none = world.accepted(DRAIN, "2026-05-06");
    assert_eq!(world.code(&none, &examiner(DRAIN), today, &good), "site.none");
}

#[test]
fn a_case_goes_to_another_officer_with_a_reason() {
    let world = World::new();
    let state = world.accepted(DRAIN, "2026-05-06");
    let transfer = |to: &str, reason: &str| {
        proceed(Proceeding::Transfer { to: to.into(), name: to.into(), reason: reason.into() })
    };
    let (who, today) = (examiner(DRAIN), "2026-05-07");
    assert_eq!(world.code(&state, &who, today, &transfer("b", "休假")), "transfer.unclaimed");
    let state = world.act(&state, &who, today, &claim()).unwrap();
    let colleague = staff("b", Role::Examiner, DRAIN);
    assert_eq!(world.code(&state, &colleague, today, &transfer("b", "我来")), "transfer.other");
    for (action, wanted) in [
        (transfer("", "休假"), "transfer.to"),
        (transfer("examiner", "休假"), "transfer.same"),
        (transfer("b", ""), "transfer.reason"),
        (transfer("b", "休假"), "ok"),
    ] {
        assert_eq!(world.code(&state, &who, today, &action), wanted);
    }
    let state = world.act(&state, &who, today, &transfer("b", "休假")).unwrap();
    let said = opinion(OpinionStep::Examine, "拟准予");
    assert_eq!(world.code(&state, &who, today, &said), "claim.other");
    assert_eq!(world.code(&state, &colleague, today, &said), "ok");
}

#[test]
fn data_is_amended_in_writing_and_the_old_stays_on_record() {
    let world = World::new();
    let mut state = world.accepted(DRAIN, "2026-05-06");
    if let Stream::Application(app) = &mut state {
        let field = crate::intake::FieldValue {
            text: "68".into(),
            source: crate::intake::ValueSource::Typed,
        };
        app.intake.values.insert("premises.area".into(), field);
    }
    let amend = |id: &str, text: &str, reason: &str| {
        proceed(Proceeding::Amendment {
            values: BTreeMap::from([(id.into(), text.into())]),
            reason: reason.into(),
            paper: paper(DocumentKind::AmendmentNotice, "更1"),
        })
    };
    let (who, today) = (examiner(DRAIN), "2026-05-07");
    for (action, wanted) in [
        (amend("premises.area", "68", "数字颠倒"), "amend.same"),
        (amend("premises.height", "3", "数字颠倒"), "amend.field"),
        (amend("premises.area", "86", ""), "amend.reason"),
        (amend("premises.area", "86", "数字颠倒"), "ok"),
    ] {
        assert_eq!(world.code(&state, &who, today, &action), wanted);
    }
    let nothing = proceed(Proceeding::Amendment {
        values: BTreeMap::new(),
        reason: "x".into(),
        paper: paper(DocumentKind::AmendmentNotice, "更1"),
    });
    assert_eq!(world.code(&state, &who, today, &nothing), "amend.empty");
    let amended =
        world.act(&state, &who, today, &amend("premises.area", "86", "数字颠倒")).unwrap();
    assert_eq!(app(&amended).intake.values[&"premises.area".into()].text, "86");
    assert!(app(&amended).papers.contains_key("更1"));
    assert_eq!(world.code(&amended, &clerk(), today, &step_end()), "step.not_open");
}

#[test]
fn a_suspension_waits_for_another_organs_conclusion() {
    let world = World::new();
    let state = world.accepted(INJURY, "2026-05-06");
    let who = examiner(INJURY);
    let due = |state: &Stream, today| on(&world, state, today).statutory.unwrap().due.date;
    assert_eq!(due(&state, "2026-05-07"), day("2026-07-06"), "60 natural days, 07-05 is a Sunday");
    let waits = step(StepKind::Suspension, true, "2026-05-11", "2026-06-09");
    let state = world.act(&state, &who, "2026-05-08", &waits).unwrap();
    assert_eq!(on(&world, &state, "2026-05-20").lamp, Lamp::Paused);
    let state = world.act(&state, &who, "2026-06-09", &step_end()).unwrap();
    assert_eq!(due(&state, "2026-06-10"), day("2026-08-04"), "thirty days later");
    assert!(world.accepted(ALLOWANCE, "2026-05-06").application().is_some());
}
