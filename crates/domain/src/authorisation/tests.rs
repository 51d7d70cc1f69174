use jiff::civil::date;

use super::*;
use crate::ids::HallId;

fn actor(user: &str, roles: &[Role], department: Option<&str>, counter: Option<&str>) -> Actor {
    Actor {
        user: user.into(),
        name: String::new(),
        staff_no: String::new(),
        roles: roles.to_vec(),
        department: department.map(Into::into),
        hall: HallId::from("hall"),
        station: "station".into(),
        counter: counter.map(Into::into),
    }
}

fn row(holder: Holder) -> Authorisation {
    Authorisation {
        id: "A1".into(),
        department: "health".into(),
        items: Scope::Only(BTreeSet::from(["permit".into()])),
        acts: BTreeSet::from([Power::Accept]),
        holder,
        seal: None,
        from: date(2026, 1, 1),
        until: Some(date(2026, 12, 31)),
        basis: "授权书".into(),
        short_flow: false,
        one_person: false,
    }
}

#[test]
fn a_row_covers_its_acts_items_organ_and_days_only() {
    let row = row(Holder::Post { post: Role::Clerk });
    let at = date(2026, 6, 1);
    assert!(row.covers(Power::Accept, &"health".into(), &"permit".into(), at));
    for (power, department, item, day) in [
        (Power::Decline, "health", "permit", at),
        (Power::Accept, "market", "permit", at),
        (Power::Accept, "health", "other", at),
        (Power::Accept, "health", "permit", date(2025, 12, 31)),
        (Power::Accept, "health", "permit", date(2027, 1, 1)),
    ] {
        assert!(!row.covers(power, &department.into(), &item.into(), day), "{power:?} {day}");
    }
}

#[test]
fn holders_are_people_places_or_posts() {
    let clerk = actor("wang", &[Role::Clerk], None, Some("03"));
    let examiner = actor("zhao", &[Role::Examiner], Some("health"), None);
    let stranger = actor("qian", &[Role::Examiner], Some("market"), None);
    for (holder, held, not_held) in [
        (Holder::User { user: "wang".into() }, &clerk, &examiner),
        (Holder::Counter { counter: "03".into() }, &clerk, &examiner),
        (Holder::Post { post: Role::Clerk }, &clerk, &examiner),
        (Holder::Post { post: Role::Examiner }, &examiner, &stranger),
        (Holder::Post { post: Role::Examiner }, &examiner, &clerk),
    ] {
        let row = row(holder);
        assert!(row.held_by(held) && !row.held_by(not_held), "{:?}", row.holder);
    }
    assert!(row(Holder::Station { station: "station".into() }).held_by(&stranger));
}

#[test]
fn the_register_is_asked_by_act_and_person() {
    let register = [row(Holder::Counter { counter: "03".into() })];
    let (health, permit, day) = ("health".into(), "permit".into(), date(2026, 6, 1));
    let here = actor("wang", &[Role::Clerk], None, Some("03"));
    let there = actor("wang", &[Role::Clerk], None, Some("04"));
    let ask = |who| find(&register, Power::Accept, &health, &permit, who, day).is_some();
    assert!(ask(&here) && !ask(&there));
    assert!(counter_may(&register, Power::Accept, &health, &permit, day));
    assert!(!counter_may(&register, Power::Decline, &health, &permit, day));
}
