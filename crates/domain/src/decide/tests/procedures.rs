//! Dated scenarios under every procedure P1–P11, three each at least, on the calendar of 2026
//! (clerk-notes E1; domain.md §5): what is due when, and what is refused on which day.

use super::correction::{notify, supply};
use super::proceeding::{on, step};
use super::review::{claim, opinion};
use super::world::{
    ALLOWANCE, DEED, DRAIN, FILING, FUND, IDENTITY, INJURY, INSURANCE, REGISTRATION, TAX, WATER,
    World, approve, case, day, decider, examiner, reject, staff,
};
use crate::action::{Action, OpinionStep, Role};
use crate::application::Stream;
use crate::clocks::{Clock, Clocks, Lamp};
use crate::document::DocumentKind;
use crate::procedure::StepKind;

fn due(clock: Option<Clock>) -> String {
    clock.map_or_else(|| "none".to_owned(), |clock| clock.due.date.to_string())
}

/// Received on a day: the answer, the promise and the statutory term that are due.
fn terms(world: &World, item: &str, on_day: &str) -> [String; 3] {
    let state = world.received(&[item], on_day);
    let clocks = on(world, &state, on_day);
    [due(clocks.receive), due(clocks.promise), due(clocks.statutory)]
}

/// The same once it was accepted on that day.
fn accepted(world: &World, item: &str, on_day: &str) -> [String; 2] {
    let clocks = on(world, &world.accepted(item, on_day), on_day);
    [due(clocks.promise), due(clocks.statutory)]
}

fn refused(world: &World, state: &Stream, item: &str, today: &str, action: &Action) -> String {
    world.code(state, &decider(item), today, action)
}

/// P1 行政许可: five working days to answer, twenty to decide, ten to deliver.
#[test]
fn p1_permits() {
    let world = World::new();
    assert_eq!(terms(&world, DRAIN, "2026-02-13"), ["2026-02-27", "none", "none"]);
    assert_eq!(accepted(&world, DRAIN, "2026-02-14"), ["2026-03-13", "2026-03-20"]);
    assert_eq!(accepted(&world, DRAIN, "2026-09-30"), ["2026-10-27", "2026-11-03"]);
    let state = world.received(&[DRAIN], "2026-09-29");
    let late = notify("补1", "2026-10-13", &["plan"], None);
    let acceptor = staff("acceptor", Role::Examiner, DRAIN);
    assert_eq!(world.code(&state, &acceptor, "2026-10-13", &late), "correction.late");
    let last = notify("补1", "2026-10-12", &["plan"], None);
    assert_eq!(world.code(&state, &acceptor, "2026-10-12", &last), "ok");
}

/// P1: ten working days from the decision to its delivery (行政许可法 art. 44).
#[test]
fn p1_delivery_is_due_ten_working_days_after_the_decision() {
    let world = World::new();
    let state = world.accepted(DRAIN, "2026-09-18");
    let state = world.act(&state, &examiner(DRAIN), "2026-09-18", &claim()).unwrap();
    let said = opinion(OpinionStep::Examine, "拟准予");
    let state = world.act(&state, &examiner(DRAIN), "2026-09-18", &said).unwrap();
    let reviewer = staff("reviewer", Role::Reviewer, DRAIN);
    let agreed = opinion(OpinionStep::Review, "同意");
    let state = world.act(&state, &reviewer, "2026-09-18", &agreed).unwrap();
    let granted = approve("1", "2026-09-18", DocumentKind::Decision);
    let state = world.act(&state, &decider(DRAIN), "2026-09-18", &granted).unwrap();
    assert_eq!(due(on(&world, &state, "2026-09-21").delivery), "2026-10-09");
}

/// P2 经营主体登记: on the spot, else three working days and three more; silence accepts nothing.
#[test]
fn p2_registrations() {
    let world = World::new();
    assert_eq!(
        terms(&world, REGISTRATION, "2026-09-30"),
        ["2026-10-10", "2026-10-08", "2026-10-10"]
    );
    assert_eq!(
        terms(&world, REGISTRATION, "2026-02-13"),
        ["2026-02-25", "2026-02-14", "2026-02-25"]
    );
    let state = world.received(&[REGISTRATION], "2026-02-13");
    let late: Clocks = on(&world, &state, "2026-02-26");
    assert_eq!((late.deemed_as_of, late.lamp), (None, Lamp::Black), "a term passed, none accepted");
    let told = notify("补1", "2026-02-26", &["id-card"], None);
    assert_eq!(
        refused(&world, &state, REGISTRATION, "2026-02-26", &told),
        "authority.notify_correction"
    );
}

/// P3 不动产登记: incomplete is declined on the spot in writing, silence of that day accepts.
#[test]
fn p3_real_estate() {
    let world = World::new();
    assert_eq!(terms(&world, DEED, "2026-04-03"), ["2026-04-03", "none", "none"]);
    assert_eq!(accepted(&world, DEED, "2026-05-08"), ["2026-05-14", "2026-06-18"]);
    let state = world.received(&[DEED], "2026-04-03");
    let told = notify("补1", "2026-04-03", &["id-card"], None);
    let registrar = staff("acceptor", Role::Examiner, DEED);
    assert_eq!(world.code(&state, &registrar, "2026-04-03", &told), "correction.not_foreseen");
    assert_eq!(on(&world, &state, "2026-04-03").deemed_as_of, None);
    let next = on(&world, &state, "2026-04-07");
    assert_eq!(next.deemed_as_of, Some(day("2026-04-03")), "视为受理 (条例 art. 17)");
}

/// P4 工伤认定: natural days, fifteen to answer, sixty to decide; a last day of rest moves on.
#[test]
fn p4_work_injury() {
    let world = World::new();
    assert_eq!(terms(&world, INJURY, "2026-04-30"), ["2026-05-15", "none", "none"]);
    assert_eq!(terms(&world, INJURY, "2026-09-18")[0], "2026-10-08", "10-03 is a holiday");
    assert_eq!(accepted(&world, INJURY, "2026-05-06"), ["2026-06-05", "2026-07-06"]);
    let state = world.received(&[INJURY], "2026-04-30");
    let told = notify("补1", "2026-05-20", &["id-card"], None);
    let who = staff("acceptor", Role::Examiner, INJURY);
    assert_eq!(world.code(&state, &who, "2026-05-20", &told), "ok", "silence means nothing here");
    let state = world.act(&state, &who, "2026-05-20", &told).unwrap();
    let state = world.act(&state, &who, "2026-06-02", &supply(&["id-card"], true)).unwrap();
    assert_eq!(due(on(&world, &state, "2026-06-02").receive), "2026-06-17");
}

/// P5 社保经办: the term runs from receipt; there is nothing to accept.
#[test]
fn p5_social_insurance() {
    let world = World::new();
    assert_eq!(terms(&world, INSURANCE, "2026-01-30")[1], "2026-02-13");
    assert_eq!(terms(&world, INSURANCE, "2026-05-08")[1], "2026-05-21");
    assert_eq!(terms(&world, INSURANCE, "2026-09-30")[1], "2026-10-20");
    let state = world.received(&[INSURANCE], "2026-01-30");
    let accept = super::world::accept("1", "2026-01-30", "2026-02-13");
    let who = examiner(INSURANCE);
    assert_eq!(world.code(&state, &who, "2026-01-30", &accept), "accept.no_step");
}

/// P6 救助: twenty-five working days as the item says, the public notice counted in.
#[test]
fn p6_assistance() {
    let world = World::new();
    assert_eq!(accepted(&world, ALLOWANCE, "2026-04-30")[0], "2026-06-08");
    assert_eq!(accepted(&world, ALLOWANCE, "2026-09-30")[0], "2026-11-10");
    let state = world.accepted(ALLOWANCE, "2026-04-30");
    let posted = step(StepKind::PublicNotice, false, "2026-05-11", "2026-05-17");
    let state = world.act(&state, &examiner(ALLOWANCE), "2026-05-11", &posted).unwrap();
    let clocks = on(&world, &state, "2026-05-12");
    assert_eq!((due(clocks.promise), clocks.lamp), ("2026-06-08".to_owned(), Lamp::Green));
}

/// P7 公安户政: sixty natural days from receipt (居民身份证法 art. 12).
#[test]
fn p7_household_police() {
    let world = World::new();
    assert_eq!(terms(&world, IDENTITY, "2026-05-06")[2], "2026-07-06", "07-05 is a Sunday");
    assert_eq!(terms(&world, IDENTITY, "2026-08-03")[2], "2026-10-08", "10-02 is a holiday");
    assert_eq!(terms(&world, IDENTITY, "2026-03-02")[2], "2026-05-06", "05-01 is a holiday");
}

/// P8 备案: received and filed at once; there is no 不予.
#[test]
fn p8_filings() {
    let world = World::new();
    assert_eq!(terms(&world, FILING, "2026-05-06"), ["2026-05-06", "2026-05-06", "none"]);
    let state = world.received(&[FILING], "2026-05-06");
    let no = reject("1", "2026-05-06");
    assert_eq!(refused(&world, &state, FILING, "2026-05-06", &no), "decide.ending");
    let filed = approve("1", "2026-05-06", DocumentKind::RegistrationNotice);
    let state = world.act(&state, &decider(FILING), "2026-05-06", &filed).unwrap();
    assert_eq!(case(&state, "1").decision.as_ref().unwrap().on, day("2026-05-06"));
    let late = on(&world, &world.received(&[FILING], "2026-05-06"), "2026-05-07");
    assert_eq!(late.lamp, Lamp::Red, "filed on the spot, not the day after");
}

/// P9 公用事业: a promise of the company, no statute, no silence.
#[test]
fn p9_utilities() {
    let world = World::new();
    assert_eq!(terms(&world, WATER, "2026-09-24"), ["2026-09-24", "2026-09-30", "none"]);
    assert_eq!(terms(&world, WATER, "2026-02-13")[1], "2026-02-25");
    let state = world.received(&[WATER], "2026-02-13");
    let late = on(&world, &state, "2026-02-26");
    assert_eq!(
        (late.lamp, late.deemed_as_of),
        (Lamp::Red, None),
        "past its promise, no law broken"
    );
}

/// P10 税务: the organ's own service standard.
#[test]
fn p10_taxes() {
    let world = World::new();
    assert_eq!(terms(&world, TAX, "2026-06-18"), ["2026-06-18", "2026-06-26", "none"]);
    assert_eq!(terms(&world, TAX, "2026-12-21")[1], "2026-12-28");
    let state = world.received(&[TAX], "2026-06-18");
    let accept = super::world::accept("1", "2026-06-18", "2026-06-26");
    assert_eq!(world.code(&state, &examiner(TAX), "2026-06-18", &accept), "accept.no_step");
}

/// P11 公积金: three days to say yes or no (条例 art. 25), natural days until checked.
#[test]
fn p11_provident_fund() {
    let world = World::new();
    assert_eq!(accepted(&world, FUND, "2026-05-06"), ["2026-05-09", "2026-05-09"]);
    assert_eq!(
        accepted(&world, FUND, "2026-05-14"),
        ["2026-05-18", "2026-05-18"],
        "05-17 is a Sunday"
    );
    assert_eq!(accepted(&world, FUND, "2026-09-30"), ["2026-10-08", "2026-10-08"]);
    let state = world.accepted(FUND, "2026-05-06");
    let past = on(&world, &state, "2026-05-11");
    assert_eq!(past.lamp, Lamp::Black);
}
