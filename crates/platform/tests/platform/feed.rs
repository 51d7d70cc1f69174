//! Feeds: who gets what, pages, late joiners, hello.

use domain::action::{Action, HandOverRow};
use domain::document::DocumentKind;
use domain::wire::{FeedPage, Partition, StreamId, Verdict};
use platform::Caller;

use crate::support::*;

fn hall() -> Partition {
    Partition::Hall(HALL.into())
}

fn department(id: &str) -> Partition {
    Partition::Department(id.into())
}

async fn pull(world: &World, caller: &Caller, partition: &Partition, after: u64) -> FeedPage {
    world.platform.feed(caller, partition, after).await.unwrap()
}

fn positions(page: &FeedPage) -> Vec<u64> {
    page.entries.iter().map(|entry| entry.position).collect()
}

async fn received(world: &World, station: &mut Station, id: &str, items: &[&str]) -> u64 {
    let receiving = receive(id, items);
    let one = station.act(&clerk(), &receiving.stream(), &receiving.action, monday());
    world.decide(station, one).await.position
}

#[tokio::test]
async fn an_application_goes_to_its_hall_and_its_departments() {
    let world = World::new().await;
    let mut counter = world.counter("01").await;
    let disease = world.department(&["disease-control"]).await;
    let insurance = world.department(&["social-insurance"]).await;
    received(&world, &mut counter, "0001", &[HYGIENE]).await;
    received(&world, &mut counter, "0002", &[CARD]).await;
    received(&world, &mut counter, "0003", &[HYGIENE, CARD]).await;
    let page = pull(&world, &counter.caller, &hall(), 0).await;
    assert_eq!((positions(&page), page.through, page.more), (vec![1, 2, 3], 3, false));
    let page = pull(&world, &disease.caller, &department("disease-control"), 0).await;
    assert_eq!((positions(&page), page.through), (vec![1, 3], 3));
    let page = pull(&world, &insurance.caller, &department("social-insurance"), 2).await;
    assert_eq!((positions(&page), page.through), (vec![3], 3));
    for partition in [department("social-insurance"), hall()] {
        let error = world.platform.feed(&disease.caller, &partition, 0).await.unwrap_err();
        assert_eq!((error.status(), error.code()), (403, "partition.closed"));
    }
}

#[tokio::test]
async fn a_partition_that_joins_late_gets_the_whole_history_first() {
    let world = World::new().await;
    let mut counter = world.counter("01").await;
    let disease = world.department(&["disease-control"]).await;
    let day = counter.day();
    for i in 1..=3 {
        let one = counter.ticket(&clerk(), &format!("A{i}"));
        world.decide(&counter, one).await;
    }
    received(&world, &mut counter, "0001", &[HYGIENE]).await;
    let partition = department("disease-control");
    let page = pull(&world, &disease.caller, &partition, 0).await;
    assert_eq!((positions(&page), page.through), (vec![4], 4));
    // Papers go to the department: from now on the counter's day concerns it as well.
    let hand_over = Action::HandOver {
        list: "清1".into(),
        to: "disease-control".into(),
        rows: vec![HandOverRow {
            application: "0001".into(),
            case: "0001-0".into(),
            applicant: "李建国".to_owned(),
            item: "公共场所卫生许可".to_owned(),
            material: "申请书".to_owned(),
            copies: 1,
            pages: 2,
            original: true,
        }],
        paper: paper(DocumentKind::HandoverList, "清1"),
    };
    let one = counter.act(&clerk(), &day, &hand_over, monday());
    let entry = world.decide(&counter, one).await;
    assert!(matches!(entry.verdict, Verdict::Accepted { .. }), "{entry:?}");
    let page = pull(&world, &disease.caller, &partition, page.through).await;
    assert_eq!((positions(&page), page.through), (vec![1, 2, 3, 5], 5));
    // Nothing comes twice to those who had it.
    let page = pull(&world, &counter.caller, &hall(), 4).await;
    assert_eq!(positions(&page), [5]);
    assert!(pull(&world, &disease.caller, &partition, 5).await.entries.is_empty());
}

#[tokio::test]
async fn pages_follow_each_other_without_gap() {
    let world = World::new().await;
    let mut counter = world.counter("01").await;
    let call = Action::CallTicket { ticket: "A1".to_owned(), matter: String::new() };
    let days: Vec<StreamId> =
        (0..100).map(|i| StreamId(format!("day/{HALL}/01/2026-11-{i}"))).collect();
    for _ in 0..12 {
        let batch = days.iter().map(|day| counter.act(&clerk(), day, &call, monday())).collect();
        world.push(&counter, batch).await;
    }
    let (mut after, mut all, mut pages) = (0, Vec::new(), 0);
    loop {
        let page = pull(&world, &counter.caller, &hall(), after).await;
        all.extend(positions(&page));
        pages += 1;
        assert!(page.through > after || !page.more);
        after = page.through;
        if !page.more {
            break;
        }
    }
    assert_eq!(all, (1..=1200).collect::<Vec<u64>>());
    assert_eq!((pages, after), (3, 1200));
    let whole = world.platform.snapshot(&counter.caller, &hall()).await.unwrap();
    assert_eq!((positions(&whole), whole.through, whole.more), (all, 1200, false));
}

#[tokio::test]
async fn whoever_sent_it_learns_that_it_was_refused() {
    let world = World::new().await;
    let mut disease = world.department(&["disease-control"]).await;
    let who = profile("examiner", domain::action::Role::Examiner, Some("disease-control"));
    let receiving = receive("0001", &[HYGIENE]);
    let claim = Action::Claim { case: "0001-0".into() };
    let one = disease.act(&who, &receiving.stream(), &claim, monday());
    world.decide(&disease, one).await;
    let page = pull(&world, &disease.caller, &department("disease-control"), 0).await;
    assert!(matches!(page.entries[0].verdict, Verdict::Refused { .. }));
}

#[tokio::test]
async fn hello_says_what_both_have() {
    let world = World::new().await;
    let mut station = world.counter("01").await;
    let hello = world.platform.hello(&station.caller, &station.hello(monday())).await.unwrap();
    assert_eq!((hello.last_seq, hello.head, hello.epoch), (0, None, 1));
    assert_eq!((hello.catalogue_version, hello.station_active), (1, true));
    let one = station.ticket(&clerk(), "A1");
    world.decide(&station, one).await;
    let hello = world.platform.hello(&station.caller, &station.hello(monday())).await.unwrap();
    assert_eq!((hello.last_seq, hello.head.as_ref()), (1, Some(&station.prev)));
    assert_eq!((hello.position, hello.shared, hello.durable), (1, 1, 1));
    let mut stranger = station.hello(monday());
    stranger.incarnation = Some("elsewhere".to_owned());
    let hello = world.platform.hello(&station.caller, &stranger).await.unwrap();
    assert_eq!(hello.shared, 0);
    stranger.device = "S9999".into();
    let error = world.platform.hello(&station.caller, &stranger).await.unwrap_err();
    assert_eq!(error.code(), "station.other");
}

#[tokio::test]
async fn a_clock_that_is_far_off_is_told_once() {
    let world = World::new().await;
    let station = world.counter("01").await;
    let admin = world.sign_in(&station, "admin").await;
    let wrong = station.hello(time("2016-01-01T00:00:00Z"));
    for _ in 0..2 {
        world.platform.hello(&station.caller, &wrong).await.unwrap();
    }
    let health = world.platform.sync_health(&admin).await.unwrap();
    let codes: Vec<_> = health.incidents.iter().map(|i| i.code.as_str()).collect();
    assert_eq!(codes, ["clock.skewed"]);
}
