use super::*;
use crate::decide::tests::world::{
    DRAIN, HEALTH, INJURY, World, approve, case, day, decider, examiner,
};
use crate::document::DocumentKind;

fn at(world: &World, state: &crate::application::Stream, today: &str) -> Clocks {
    let case = case(state, "1");
    let procedure = &world.catalogue.procedures[&case.terms.procedure];
    clocks(case, procedure, &world.calendar, day(today), Thresholds::default())
}

#[test]
fn lamps_turn_with_the_days_left() {
    let world = World::new();
    // 10 working days promised from 04-30: 05-18; statutory 20: 06-01
    let state = world.accepted(HEALTH, "2026-04-30");
    for (today, left, promise, statutory) in [
        ("2026-04-30", 10, Lamp::Green, Lamp::Green),
        ("2026-05-13", 3, Lamp::Green, Lamp::Green),
        ("2026-05-14", 2, Lamp::Yellow, Lamp::Green), // 20 % of ten
        ("2026-05-18", 0, Lamp::Yellow, Lamp::Green),
        ("2026-05-19", -1, Lamp::Red, Lamp::Green),
        ("2026-05-26", -6, Lamp::Red, Lamp::Yellow),
        ("2026-06-02", -11, Lamp::Red, Lamp::Black),
    ] {
        let clocks = at(&world, &state, today);
        let (p, s) = (clocks.promise.unwrap(), clocks.statutory.unwrap());
        assert_eq!((p.remaining, p.lamp, s.lamp), (left, promise, statutory), "{today}");
        assert_eq!(clocks.lamp, promise.max(statutory), "the worst lamp shows");
    }
}

#[test]
fn thresholds_are_the_halls() {
    let world = World::new();
    let state = world.accepted(HEALTH, "2026-04-30");
    let case = case(&state, "1");
    let procedure = &world.catalogue.procedures[&case.terms.procedure];
    let early = Thresholds { percent: 50, days: 1 };
    let clocks = clocks(case, procedure, &world.calendar, day("2026-05-11"), early);
    assert_eq!(clocks.promise.unwrap().lamp, Lamp::Yellow);
}

#[test]
fn the_receive_clock_is_yellow_on_day_four_and_red_after_five() {
    let world = World::new();
    let state = world.received(&[DRAIN], "2026-04-30");
    for (today, lamp) in [
        ("2026-05-08", Lamp::Green),  // day 3
        ("2026-05-09", Lamp::Yellow), // day 4, a working Saturday
        ("2026-05-11", Lamp::Yellow),
        ("2026-05-12", Lamp::Red),
    ] {
        assert_eq!(at(&world, &state, today).receive.unwrap().lamp, lamp, "{today}");
    }
    assert_eq!(at(&world, &state, "2026-05-12").promise, None, "nothing is promised yet");
}

#[test]
fn the_printed_promise_binds_whatever_is_reckoned_later() {
    let world = World::new();
    let state = world.received(&[HEALTH], "2026-05-06");
    let printed = crate::decide::tests::world::accept("1", "2026-05-06", "2026-05-13");
    let clerk = crate::decide::tests::world::clerk();
    let state = world.act(&state, &clerk, "2026-05-06", &printed).unwrap();
    let promise = at(&world, &state, "2026-05-07").promise.unwrap();
    assert_eq!(promise.due, Deadline { date: day("2026-05-13"), provisional: false });
}

#[test]
fn natural_days_run_through_weekends() {
    let world = World::new();
    let state = world.accepted(INJURY, "2026-05-06");
    let clocks = at(&world, &state, "2026-05-10");
    let statutory = clocks.statutory.unwrap();
    assert_eq!(statutory.due.date, day("2026-07-06"), "5 July is a Sunday");
    assert_eq!(statutory.remaining, 57);
}

#[test]
fn delivery_runs_from_the_decision() {
    let world = World::new();
    let state = crate::decide::tests::review::examined(&world, HEALTH, &examiner(HEALTH));
    let grant = approve("1", "2026-05-07", DocumentKind::Decision);
    let state = world.act(&state, &decider(HEALTH), "2026-05-07", &grant).unwrap();
    let clocks = at(&world, &state, "2026-05-08");
    assert_eq!(clocks.promise.unwrap().ended_on, Some(day("2026-05-07")));
    let delivery = clocks.delivery.unwrap();
    assert_eq!((delivery.due.date, delivery.lamp), (day("2026-05-20"), Lamp::Green));
    assert_eq!(clocks.statutory.unwrap().lamp, Lamp::Off);
}
