//! 容缺, 终止, 现场核查, 转办, 更正: each refusal.

use std::collections::BTreeMap;

use super::correction::notify;
use super::proceeding::{
    changed, defer, on, proceed, site_check, step, step_end, supply_deferred, terminate,
};
use super::review::{claim, opinion};
use super::world::{
    ALLOWANCE, DRAIN, HEALTH, INJURY, POOL, World, accept, app, approve, case, clerk, day, decider,
    examiner, paper, staff,
};
use crate::action::{Action, OpinionStep, Proposal, Role};
use crate::application::{Outcome, Stage, Stream};
use crate::clocks::Lamp;
use crate::document::DocumentKind;
use crate::intake::Evidence;
use crate::procedure::StepKind;
use crate::proceeding::{PartySignature, Proceeding, TerminationGround};

pub(super) fn transfer(to: &str) -> Action {
    proceed(Proceeding::Transfer { to: to.into(), name: to.into(), reason: "休假".into() })
}

pub(super) fn amend(id: &str, text: &str, number: &str) -> Action {
    proceed(Proceeding::Amendment {
        values: BTreeMap::from([(id.into(), text.into())]),
        reason: "数字颠倒".into(),
        paper: paper(DocumentKind::AmendmentNotice, number),
    })
}

#[test]
fn only_secondary_materials_of_a_listed_item_follow_later() {
    let world = World::new();
    let state = world.without_plan("2026-05-06");
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
    let whole = world.received(&[POOL], today);
    let refused = world.code(&whole, &clerk(), today, &defer(&["plan"], "2026-05-15"));
    assert_eq!(refused, "defer.present");
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
    let state = world.without_plan("2026-05-06");
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
        paper: None,
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
    let proposed = opinion(OpinionStep::Examine, "拟准予");
    assert_eq!(world.code(&state, &who, today, &proposed), "opinion.site_check");
    let mut against = proposed;
    if let Action::GiveOpinion { proposal, .. } = &mut against {
        *proposal = Proposal::Reject;
    }
    let state = world.act(&state, &who, today, &against).unwrap();
    let granted = approve("1", today, DocumentKind::Decision);
    assert_eq!(world.code(&state, &decider(POOL), today, &granted), "approve.site_check");
    let none = world.accepted(DRAIN, "2026-05-06");
    assert_eq!(world.code(&none, &examiner(DRAIN), today, &good), "site.none");
}

#[test]
fn a_case_goes_to_another_officer_with_a_reason() {
    let world = World::new();
    let state = world.accepted(DRAIN, "2026-05-06");
    let transfer = |to: &str, reason: &str| {
        changed(&transfer(to), |p| {
            if let Proceeding::Transfer { reason: why, .. } = p {
                *why = reason.into();
            }
        })
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
    let state = world.accepted(DRAIN, "2026-05-06");
    let amend = |id: &str, text: &str, reason: &str| {
        changed(&amend(id, text, "更1"), |p| {
            if let Proceeding::Amendment { reason: why, .. } = p {
                *why = reason.into();
            }
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
