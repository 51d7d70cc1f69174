//! Drafts and the queue.

use domain::ids::ApplicationId;
use domain::wire::desk::{DraftAnswer, DraftPut, TicketAdd, TicketCall, TicketState};
use platform::Caller;

use crate::support::*;

fn put(expected: u32, body: &str) -> DraftPut {
    DraftPut { expected, summary: "李*国".to_owned(), body: body.to_owned(), pages: Vec::new() }
}

async fn write(world: &World, caller: &Caller, expected: u32, body: &str) -> DraftAnswer {
    let id = ApplicationId::from("0001");
    world.platform.put_draft(caller, &id, &put(expected, body)).await.unwrap()
}

fn version(answer: &DraftAnswer) -> u32 {
    match answer {
        DraftAnswer::Stored { version } => *version,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_draft_is_written_only_if_nobody_wrote_in_between() {
    let world = World::new().await;
    let (one, two) = (world.counter("01").await, world.counter("02").await);
    let (a, b) = (world.sign_in(&one, "clerk").await, world.sign_in(&two, "clerk2").await);
    assert_eq!(version(&write(&world, &a, 0, "first").await), 1);
    // A lost answer is no conflict.
    assert_eq!(version(&write(&world, &a, 0, "first").await), 1);
    // Taken over by a colleague.
    assert_eq!(version(&write(&world, &b, 1, "second").await), 2);
    let DraftAnswer::Conflict { current } = write(&world, &a, 1, "mine").await else {
        panic!("no conflict");
    };
    assert_eq!((current.body.as_str(), current.owner.as_str()), ("second", "clerk2"));
    let list = world.platform.drafts(&a).await.unwrap().drafts;
    assert_eq!(list, [current]);
}

#[tokio::test]
async fn a_draft_goes_when_it_is_given_up_or_received() {
    let world = World::new().await;
    let mut station = world.counter("01").await;
    let caller = world.sign_in(&station, "clerk").await;
    let id = ApplicationId::from("0001");
    write(&world, &caller, 0, "text").await;
    let stale = world.platform.drop_draft(&caller, &id, 7).await.unwrap();
    assert!(matches!(stale, DraftAnswer::Conflict { .. }));
    assert_eq!(world.platform.drop_draft(&caller, &id, 1).await.unwrap(), DraftAnswer::Gone);
    assert_eq!(write(&world, &caller, 1, "late").await, DraftAnswer::Gone);

    let other = ApplicationId::from("0002");
    world.platform.put_draft(&caller, &other, &put(0, "text")).await.unwrap();
    let received = receive("0002", &[CARD]);
    let one = station.act(&clerk(), &received.stream(), &received.action, monday());
    world.decide(&station, one).await;
    assert_eq!(world.platform.drafts(&caller).await.unwrap().drafts, []);
    let late = world.platform.put_draft(&caller, &other, &put(1, "late")).await.unwrap();
    assert_eq!(late, DraftAnswer::Gone);
}

fn add(number: Option<&str>, priority: bool) -> TicketAdd {
    TicketAdd {
        number: number.map(str::to_owned),
        matter: "开办理发店".to_owned(),
        priority,
        dropped: false,
        hall: Some(HALL.into()),
    }
}

async fn next(world: &World, caller: &Caller, request: &str) -> Option<String> {
    let call = TicketCall { request: format!("request-{request}") };
    let answer = world.platform.next_ticket(caller, &call).await.unwrap();
    answer.ticket.map(|ticket| ticket.number)
}

#[tokio::test]
async fn two_counters_never_get_the_same_ticket() {
    let world = World::new().await;
    let (one, two) = (world.counter("01").await, world.counter("02").await);
    let (a, b) = (world.sign_in(&one, "clerk").await, world.sign_in(&two, "clerk2").await);
    let hall = HALL.into();
    for (number, priority) in [(None, false), (Some("A003"), false), (None, true)] {
        world.platform.take_ticket(&hall, &add(number, priority)).await.unwrap();
    }
    let (first, second) = tokio::join!(next(&world, &a, "1"), next(&world, &b, "1"));
    let mut both = [first.clone().unwrap(), second.unwrap()];
    both.sort();
    // A004, not A003 again; the one with priority first.
    assert_eq!(both, ["A001", "A004"]);
    // A lost answer: the same call gets the same ticket.
    assert_eq!(next(&world, &a, "1").await, first);
    assert_eq!(next(&world, &a, "2").await.as_deref(), Some("A003"));
    assert_eq!(next(&world, &b, "2").await, None);
    world.clock.advance(24 * 60 * 60_000);
    let again = world.sign_in(&one, "clerk").await;
    assert_eq!(world.platform.tickets(&again).await.unwrap().tickets, []);
}

#[tokio::test]
async fn a_vendors_queue_needs_its_key_and_may_take_back() {
    let world = World::new().await;
    let station = world.counter("01").await;
    let caller = world.sign_in(&station, "clerk").await;
    let ticket = add(Some("B007"), false);
    let error = world.platform.queue_ticket("guess", &ticket).await.unwrap_err();
    assert_eq!(error.code(), "queue.key");
    world.platform.set_queue_key("the key").await.unwrap();
    let taken = world.platform.queue_ticket("the key", &ticket).await.unwrap();
    assert_eq!(taken.state, TicketState::Waiting);
    let back = TicketAdd { dropped: true, ..ticket };
    let gone = world.platform.queue_ticket("the key", &back).await.unwrap();
    assert_eq!(gone.state, TicketState::Dropped);
    assert_eq!(next(&world, &caller, "1").await, None);
}
