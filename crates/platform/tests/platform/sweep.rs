//! The daily sweep: deemed acceptance, and what waits for a silent station.

use domain::event::{Event, Fact};
use domain::wire::{Partition, Verdict};
use platform::Swept;

use crate::support::*;

/// A permit received on the Monday; its term of five working days ends on the next Monday.
async fn received(world: &World) -> Station {
    let mut counter = world.counter("01").await;
    let receiving = receive("0001", &[HYGIENE]);
    let one = counter.act(&clerk(), &receiving.stream(), &receiving.action, monday());
    assert!(matches!(world.decide(&counter, one).await.verdict, Verdict::Accepted { .. }));
    counter
}

async fn hello(world: &World, station: &Station) {
    let now = world.platform.clock().now();
    world.platform.hello(&station.caller, &station.hello(now)).await.unwrap();
}

#[tokio::test]
async fn a_case_that_nobody_answered_is_deemed_accepted_once() {
    let world = World::new().await;
    let counter = received(&world).await;
    world.clock.set(time("2026-11-30T20:00:00+08:00"));
    hello(&world, &counter).await;
    assert_eq!(world.platform.sweep().await.unwrap(), Swept::default());
    world.clock.set(time("2026-12-01T00:30:00+08:00"));
    hello(&world, &counter).await;
    let swept = world.platform.sweep().await.unwrap();
    assert_eq!((swept.deemed, swept.unconfirmed), (1, 0));
    assert_eq!(world.platform.sweep().await.unwrap(), Swept::default());

    let hall = Partition::Hall(HALL.into());
    let page = world.platform.feed(&counter.caller, &hall, 1).await.unwrap();
    let Verdict::Accepted { events } = &page.entries[0].verdict else { panic!("{page:?}") };
    let event: Event = serde_json::from_str(&events[0].body).unwrap();
    let Fact::CaseDeemedAccepted { as_of, .. } = event.fact else { panic!("{event:?}") };
    assert_eq!(as_of, "2026-11-23".parse().unwrap());
    assert!(world.platform.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn a_silent_station_may_have_answered() {
    let world = World::new().await;
    let counter = received(&world).await;
    hello(&world, &counter).await;
    world.clock.set(time("2026-12-01T00:30:00+08:00"));
    let swept = world.platform.sweep().await.unwrap();
    assert_eq!((swept.deemed, swept.unconfirmed), (0, 1));
    hello(&world, &counter).await;
    assert_eq!(world.platform.sweep().await.unwrap().deemed, 1);
}

#[tokio::test]
async fn untouched_drafts_are_emptied_after_a_week() {
    let world = World::new().await;
    let station = world.counter("01").await;
    let caller = world.sign_in(&station, "clerk").await;
    let put = domain::wire::desk::DraftPut {
        expected: 0,
        summary: String::new(),
        body: "text".to_owned(),
        pages: Vec::new(),
    };
    world.platform.put_draft(&caller, &"0001".into(), &put).await.unwrap();
    world.clock.advance(7 * 24 * 60 * 60_000 + 1);
    assert_eq!(world.platform.sweep().await.unwrap().drafts, 1);
    let caller = world.sign_in(&station, "clerk").await;
    assert_eq!(world.platform.drafts(&caller).await.unwrap().drafts, []);
}
