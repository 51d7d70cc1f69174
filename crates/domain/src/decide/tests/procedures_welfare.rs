//! P4 工伤认定, P5 社保经办, P6 救助 and P11 公积金 from 收件 to 送达 on the calendar of 2026 (工伤保险
//! 条例 arts. 17–20; 社会保险经办条例; 住房公积金管理条例 art. 25; clerk-notes E1).

use super::proceeding::{defer, extend, step, step_end, terminate};
use super::way::Way;
use super::world::{ALLOWANCE, FUND, INJURY, INSURANCE, World, clerk, reject};
use crate::action::{Action, DeclineGround};
use crate::application::Outcome;
use crate::catalogue::item::{Limit, LimitUnit};
use crate::clocks::Lamp;
use crate::procedure::{Approver, StepKind};
use crate::proceeding::TerminationGround;

/// A hall whose item has that statutory term and promise of its own law, in working days.
fn hall(item: &str, days: u32) -> World {
    let mut world = World::new();
    let route = &mut world.catalogue.items.get_mut(&item.into()).unwrap().routes[0];
    let limit = Limit { days, unit: LimitUnit::WorkingDays };
    (route.statutory, route.promised) = (Some(limit), limit);
    world
}

/// Natural days throughout: fifteen to answer, thirty to correct, sixty to decide, twenty to serve.
#[test]
fn p4_corrected_recognised_and_served() {
    let mut way = Way::received(INJURY, "2026-04-30");
    assert_eq!(way.terms("2026-04-30"), "05-15 - -");
    way.told("2026-05-15", "id-card");
    assert_eq!(way.correction("2026-05-15"), "06-15", "06-14 is a Sunday");
    way.brought("2026-06-12", "id-card");
    assert_eq!(way.terms("2026-06-12"), "06-29 - -", "06-27 is a Saturday");
    way.accepted("2026-06-15", "2026-06-15");
    assert_eq!(way.terms("2026-06-15"), "06-29 07-15 08-14");
    let longer = extend(Approver::OrganHead, "2026-09-14");
    way.refused("2026-07-15", &way.decider(), &longer, ("extend.none", "第二十条第一款"));
    way.examined("2026-08-03");
    way.granted("2026-08-13");
    assert_eq!(way.delivery("2026-08-13"), "09-02");
    way.delivered("2026-09-02", Outcome::Granted);
}

/// 中止 while a court's conclusion is out stops the sixty days, past 国庆节; 不予认定.
#[test]
fn p4_suspended_for_a_conclusion_and_rejected() {
    let mut way = Way::received(INJURY, "2026-07-31");
    way.accepted("2026-08-03", "2026-08-03");
    assert_eq!(way.terms("2026-08-03"), "08-17 09-02 10-08", "10-02 is a holiday");
    let examiner = way.examiner();
    let experts = step(StepKind::ExpertReview, true, "2026-08-10", "2026-08-14");
    way.refused("2026-08-07", &examiner, &experts, ("step.kind", "工伤保险条例"));
    let suspended = step(StepKind::Suspension, true, "2026-08-10", "2026-09-08");
    way.does("2026-08-07", &examiner, &suspended);
    way.examined("2026-08-07");
    let early = reject("1", "2026-08-20");
    let open = ("decide.step_open", "工伤保险条例》第二十条第三款");
    way.refused("2026-08-20", &way.decider(), &early, open);
    way.does("2026-09-08", &examiner, &step_end());
    assert_eq!(way.terms("2026-09-09"), "08-17 10-08 11-02", "thirty days later, 11-01 a Sunday");
    way.rejected("2026-10-30");
    assert_eq!(way.delivery("2026-10-30"), "11-19");
    way.delivered("2026-11-03", Outcome::Rejected);
}

/// Past the time bar of a year: declined under its own law by the last day, a working Saturday.
#[test]
fn p4_declined_for_the_time_bar() {
    let mut way = Way::received(INJURY, "2026-02-13");
    assert_eq!(way.terms("2026-02-13"), "02-28 - -");
    let unneeded = Way::decline(DeclineGround::NoLicenceNeeded, "2026-02-28");
    let examiner = way.examiner();
    way.refused("2026-02-28", &examiner, &unneeded, ("decline.ground", "第十七条"));
    let own =
        DeclineGround::OwnLaw { article: "《工伤保险条例》第十七条第二款".into() };
    way.does("2026-02-28", &examiner, &Way::decline(own, "2026-02-28"));
    assert_eq!(way.case().outcome, Some(Outcome::Declined));
    let acceptance = way.acceptance("2026-02-28");
    way.refused("2026-03-02", &way.acceptor(), &acceptance, ("case.closed", "办件状态"));
}

/// Ten working days from receipt, nothing to accept; settled on the last day before 春节.
#[test]
fn p5_settled_on_the_tenth_day() {
    let mut way = Way::received(INSURANCE, "2026-01-30");
    assert_eq!(way.terms("2026-01-30"), "01-30 02-13 -");
    let acceptance = way.acceptance("2026-01-30");
    way.refused("2026-01-30", &way.acceptor(), &acceptance, ("accept.no_step", "第三十一条"));
    way.granted("2026-02-13");
    way.delivered("2026-02-14", Outcome::Granted);
}

/// Told on the spot before 春节; the ten days run from what came.
#[test]
fn p5_told_on_the_spot_and_settled() {
    let mut way = Way::received(INSURANCE, "2026-02-13");
    way.told("2026-02-13", "id-card");
    let early = way.approval("2026-02-13");
    way.refused("2026-02-13", &way.decider(), &early, ("case.correcting", "第三十一条"));
    way.brought("2026-02-24", "id-card");
    assert_eq!(way.terms("2026-02-24"), "02-24 03-09 -", "02-28 is a working Saturday");
    let told = step(StepKind::Hearing, true, "2026-02-26", "2026-02-27");
    way.refused("2026-02-25", &way.decider(), &told, ("step.none", "社会保险经办条例"));
    way.granted("2026-03-06");
    way.delivered("2026-03-09", Outcome::Granted);
}

/// A pension's twenty working days over 清明节 and 劳动节: no extension, black the day after.
#[test]
fn p5_a_pension_is_refused_on_the_twentieth_day() {
    let mut way = Way::in_hall(hall(INSURANCE, 20), INSURANCE, "2026-04-03");
    assert_eq!(way.terms("2026-04-03"), "04-03 05-07 05-07");
    let longer = extend(Approver::OrganHead, "2026-05-20");
    way.refused("2026-05-07", &way.decider(), &longer, ("extend.none", "社会保险经办条例"));
    assert_eq!(way.lamp("2026-05-08"), Lamp::Black);
    way.rejected("2026-05-07");
    way.delivered("2026-05-08", Outcome::Rejected);
}

/// 低保: 25 working days over 劳动节, 公示 of seven days counted in.
#[test]
fn p6_posted_for_seven_days_and_confirmed() {
    let mut way = Way::in_hall(hall(ALLOWANCE, 25), ALLOWANCE, "2026-04-29");
    assert_eq!(way.terms("2026-04-29"), "05-09 - -", "the fifth is a working Saturday");
    way.accepted("2026-04-30", "2026-04-30");
    assert_eq!(way.terms("2026-04-30"), "05-09 06-08 06-08");
    let examiner = way.examiner();
    let stopping = step(StepKind::PublicNotice, true, "2026-05-18", "2026-05-24");
    way.refused("2026-05-15", &examiner, &stopping, ("step.stops", "最低生活保障审核确认办法"));
    way.does(
        "2026-05-15",
        &examiner,
        &step(StepKind::PublicNotice, false, "2026-05-18", "2026-05-24"),
    );
    way.examined("2026-05-20");
    let early = way.approval("2026-05-22");
    let open = ("decide.step_open", "最低生活保障审核确认办法");
    way.refused("2026-05-22", &way.decider(), &early, open);
    way.does("2026-05-25", &examiner, &step_end());
    assert_eq!(way.terms("2026-05-25"), "05-09 06-08 06-08");
    way.granted("2026-06-08");
    way.delivered("2026-06-09", Outcome::Granted);
}

/// 25 working days over 国庆节 and fifteen more: forty at most, once.
#[test]
fn p6_extended_to_forty_days_and_rejected() {
    let mut way = Way::in_hall(hall(ALLOWANCE, 25), ALLOWANCE, "2026-09-28");
    way.accepted("2026-09-30", "2026-09-30");
    assert_eq!(way.terms("2026-09-30"), "10-10 11-10 11-10");
    let long = extend(Approver::OrganHead, "2026-12-02");
    way.refused("2026-11-10", &way.decider(), &long, ("extend.due", "最低生活保障审核确认办法"));
    way.does("2026-11-10", &way.decider(), &extend(Approver::OrganHead, "2026-12-01"));
    assert_eq!(way.terms("2026-11-10"), "10-10 12-01 12-01");
    let again = extend(Approver::OrganHead, "2026-12-22");
    way.refused("2026-11-30", &way.decider(), &again, ("extend.twice", "最低生活保障审核确认办法"));
    way.examined("2026-11-30");
    way.rejected("2026-12-01");
    way.delivered("2026-12-04", Outcome::Rejected);
}

/// Told on the fifth day after 端午节; thirty natural days without an answer let a person end it.
#[test]
fn p6_terminated_when_nothing_came() {
    let mut way = Way::received(ALLOWANCE, "2026-06-12");
    assert_eq!(way.terms("2026-06-12"), "06-22 - -");
    way.told("2026-06-22", "id-card");
    assert_eq!(way.correction("2026-06-22"), "07-22");
    let lapsed = terminate(TerminationGround::CorrectionLapsed);
    way.refused("2026-07-22", &way.decider(), &lapsed, ("terminate.not_lapsed", "本大厅设置"));
    way.does("2026-07-23", &way.decider(), &lapsed);
    assert_eq!(way.case().outcome, Some(Outcome::CorrectionLapsed));
    let late = super::correction::supply(&["id-card"], true);
    way.refused("2026-07-23", &clerk(), &late, ("case.closed", "办件状态"));
}

/// Three days end on a working Saturday.
#[test]
fn p11_paid_out_within_three_days() {
    let mut way = Way::received(FUND, "2026-05-06");
    assert_eq!(way.terms("2026-05-06"), "05-06 - -");
    way.accepted("2026-05-06", "2026-05-06");
    assert_eq!(way.terms("2026-05-06"), "05-06 05-09 05-09");
    way.examined("2026-05-08");
    let mut backdated = way.approval("2026-05-09");
    if let Action::Approve { decided_on, .. } = &mut backdated {
        *decided_on = "2026-05-08".parse().unwrap();
    }
    way.refused("2026-05-09", &way.decider(), &backdated, ("form.not_today", "文书规则"));
    way.granted("2026-05-09");
    way.delivered("2026-05-09", Outcome::Granted);
}

/// Three days that end in 国庆节 end on the first working day after it; nothing is put off.
#[test]
fn p11_three_days_over_the_national_day() {
    let mut way = Way::received(FUND, "2026-09-29");
    let put_off = defer(&["id-card"], "2026-09-30");
    way.refused("2026-09-29", &way.acceptor(), &put_off, ("defer.not_listed", "第三十二条"));
    way.accepted("2026-09-29", "2026-09-29");
    assert_eq!(way.terms("2026-09-29"), "09-29 10-08 10-08", "10-02 is a holiday");
    way.examined("2026-09-30");
    way.granted("2026-10-08");
    way.delivered("2026-10-09", Outcome::Granted);
}

/// Told over a weekend, corrected, not granted by the Monday after the third day; no extension.
#[test]
fn p11_corrected_and_not_granted() {
    let mut way = Way::received(FUND, "2026-05-08");
    way.told("2026-05-08", "id-card");
    way.brought("2026-05-14", "id-card");
    way.accepted("2026-05-14", "2026-05-14");
    assert_eq!(way.terms("2026-05-14"), "05-14 05-18 05-18", "05-17 is a Sunday");
    let longer = extend(Approver::OrganHead, "2026-05-21");
    way.refused("2026-05-15", &way.decider(), &longer, ("extend.none", "第二十五条"));
    way.examined("2026-05-15");
    way.rejected("2026-05-18");
    way.delivered("2026-05-19", Outcome::Rejected);
}
