//! P7 公安户政, P9 公用事业 and P10 税务 from 收件 to 送达 on the calendar of 2026 (居民身份证法 arts.
//! 10, 12; service contracts; 税收征收管理法; clerk-notes E1).

use super::proceeding::{defer, extend, step};
use super::way::Way;
use super::world::{IDENTITY, TAX, WATER, World, clerk, reject};
use crate::action::Action;
use crate::application::Outcome;
use crate::clocks::Lamp;
use crate::procedure::{Approver, StepKind};

/// A hall in which the organ of that item has no remedies on record.
fn without_remedies(item: &str) -> World {
    let mut world = World::new();
    let organ = world.catalogue.items[&item.into()].department.clone();
    world.catalogue.departments.get_mut(&organ).unwrap().remedies = None;
    world
}

/// Sixty natural days that end in 劳动节; the card is handed out after it.
#[test]
fn p7_a_card_within_sixty_days() {
    let mut way = Way::received(IDENTITY, "2026-03-02");
    assert_eq!(way.terms("2026-03-02"), "03-02 05-06 05-06", "05-01 is a holiday");
    let acceptance = way.acceptance("2026-03-02");
    way.refused("2026-03-02", &way.acceptor(), &acceptance, ("accept.no_step", "第十条"));
    way.granted("2026-04-30");
    way.delivered("2026-05-06", Outcome::Granted);
}

/// Told on the spot; the sixty days run from what came, past 国庆节.
#[test]
fn p7_corrected_first() {
    let mut way = Way::received(IDENTITY, "2026-08-03");
    assert_eq!(way.terms("2026-08-03"), "08-03 10-08 10-08", "10-02 is a holiday");
    way.told("2026-08-03", "id-card");
    let put_off = defer(&["id-card"], "2026-08-10");
    way.refused("2026-08-03", &way.examiner(), &put_off, ("defer.none", "居民身份证法"));
    way.brought("2026-08-10", "id-card");
    assert_eq!(way.terms("2026-08-10"), "08-10 10-09 10-09");
    way.granted("2026-10-09");
    way.delivered("2026-10-12", Outcome::Granted);
}

/// Sixty days that end on a Sunday; nothing extends them, the day after is black.
#[test]
fn p7_refused_on_the_last_day() {
    let mut way = Way::received(IDENTITY, "2026-05-06");
    assert_eq!(way.terms("2026-05-06"), "05-06 07-06 07-06", "07-05 is a Sunday");
    let longer = extend(Approver::OrganHead, "2026-08-05");
    way.refused("2026-07-06", &way.decider(), &longer, ("extend.none", "第十二条"));
    assert_eq!(way.lamp("2026-07-07"), Lamp::Black);
    way.rejected("2026-07-06");
    way.delivered("2026-07-07", Outcome::Rejected);
}

/// The company's three working days around 中秋节 and 国庆节; nothing is accepted.
#[test]
fn p9_done_within_the_promise() {
    let mut way = Way::received(WATER, "2026-09-24");
    assert_eq!(way.terms("2026-09-24"), "09-24 09-30 -");
    let acceptance = way.acceptance("2026-09-24");
    way.refused("2026-09-24", &way.acceptor(), &acceptance, ("accept.no_step", "行业服务规范"));
    way.granted("2026-09-30");
    way.delivered("2026-10-08", Outcome::Granted);
}

/// Told before 春节, done three working days after what came, one of them a Saturday.
#[test]
fn p9_told_and_done_after_the_holiday() {
    let mut way = Way::received(WATER, "2026-02-13");
    way.told("2026-02-13", "id-card");
    way.brought("2026-02-26", "id-card");
    assert_eq!(way.terms("2026-02-26"), "02-26 03-02 -", "02-28 is a working Saturday");
    let longer = extend(Approver::OrganHead, "2026-03-05");
    way.refused("2026-02-27", &way.decider(), &longer, ("extend.none", "服务承诺"));
    way.granted("2026-03-02");
    way.delivered("2026-03-02", Outcome::Granted);
}

/// A company's 不予办理 carries no remedies and needs none; then nothing is taken back.
#[test]
fn p9_refused_without_remedies() {
    let mut way = Way::in_hall(without_remedies(WATER), WATER, "2026-04-30");
    assert_eq!(way.terms("2026-04-30"), "04-30 05-08 -");
    way.rejected("2026-05-08");
    let back = Action::Withdraw { case: "1".into(), reason: "不办了".into() };
    way.refused("2026-05-08", &clerk(), &back, ("withdraw.decided", "服务合同"));
    way.delivered("2026-05-09", Outcome::Rejected);
}

/// Five working days of the tax service standard over 端午节.
#[test]
fn p10_done_within_five_days() {
    let mut way = Way::received(TAX, "2026-06-18");
    assert_eq!(way.terms("2026-06-18"), "06-18 06-26 -");
    let told = step(StepKind::Hearing, true, "2026-06-22", "2026-06-23");
    way.refused("2026-06-22", &way.examiner(), &told, ("step.none", "税收征收管理法"));
    way.granted("2026-06-26");
    way.delivered("2026-06-26", Outcome::Granted);
}

/// Told and corrected at the end of the year: the last day lies past the table and is 暂算.
#[test]
fn p10_past_the_end_of_the_year() {
    let mut way = Way::received(TAX, "2026-12-21");
    assert_eq!(way.terms("2026-12-21"), "12-21 12-28 -");
    way.told("2026-12-21", "id-card");
    let early = way.approval("2026-12-22");
    way.refused("2026-12-22", &way.decider(), &early, ("case.correcting", "纳税服务规范"));
    way.brought("2026-12-28", "id-card");
    assert_eq!(way.terms("2026-12-28"), "12-28 01-04? -");
    way.granted("2026-12-31");
    way.delivered("2026-12-31", Outcome::Granted);
}

/// 不予办理 names who reviews it (行政复议法 art. 27): without that on record it is refused.
#[test]
fn p10_refused_with_remedies_only() {
    let way = Way::in_hall(without_remedies(TAX), TAX, "2026-09-30");
    assert_eq!(way.terms("2026-09-30"), "09-30 10-13 -", "10-10 is a working Saturday");
    let no = reject("1", "2026-10-13");
    way.refused("2026-10-13", &way.decider(), &no, ("reject.no_remedies", "税收征收管理法"));
    let mut told = Way::received(TAX, "2026-09-30");
    told.rejected("2026-10-13");
    told.delivered("2026-10-14", Outcome::Rejected);
}
