//! Submissions: signatures, chains, actors, verdicts.

use domain::action::{Actor, Role};
use domain::event::{Event, Fact};
use domain::ids::UserId;
use domain::wire::{FeedEntry, HeldFor, Partition, ReceiptState, StoredEvent, StreamId, Verdict};

use crate::support::*;

pub(crate) fn facts(entry: &FeedEntry) -> Vec<Fact> {
    match &entry.verdict {
        Verdict::Accepted { events } => events.iter().map(fact).collect(),
        other => panic!("{other:?}"),
    }
}

fn fact(event: &StoredEvent) -> Fact {
    serde_json::from_str::<Event>(&event.body).unwrap().fact
}

fn refused(entry: &FeedEntry) -> &str {
    match &entry.verdict {
        Verdict::Refused { refusal } => &refusal.code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn positions_are_dense_and_streams_are_chained() {
    let world = World::new().await;
    let (mut one, mut two) = (world.counter("01").await, world.counter("02").await);
    let batch = (1..=3).map(|i| one.ticket(&clerk(), &format!("A{i}"))).collect();
    let first = world.push(&one, batch).await;
    let other = two_ticket(&mut two);
    let second = world.push(&two, vec![other]).await;
    let entries: Vec<FeedEntry> = first
        .received
        .iter()
        .chain(&second.received)
        .map(|receipt| receipt.verdict.clone().unwrap())
        .collect();
    let positions: Vec<u64> = entries.iter().map(|entry| entry.position).collect();
    assert_eq!(positions, [1, 2, 3, 4]);
    assert_eq!((first.durable, second.durable), (3, 4));
    assert_ne!(first.head, second.head);
    let chained: Vec<StoredEvent> = entries[..3]
        .iter()
        .flat_map(|entry| match &entry.verdict {
            Verdict::Accepted { events } => events.clone(),
            _ => Vec::new(),
        })
        .collect();
    for (i, event) in chained.iter().enumerate() {
        assert_eq!(event.stream_seq, i as u64 + 1);
        let before = i.checked_sub(1).map(|i| chained[i].hash());
        assert_eq!(event.stream_prev, before.unwrap_or(domain::wire::CHAIN_START.to_owned()));
    }
}

fn two_ticket(station: &mut Station) -> domain::wire::SignedSubmission {
    station.ticket(&profile("clerk2", Role::Clerk, None), "B1")
}

#[tokio::test]
async fn the_same_submission_twice_gets_the_same_verdict() {
    let world = World::new().await;
    let mut station = world.counter("01").await;
    let one = station.ticket(&clerk(), "A1");
    let first = world.push_one(&station, one.clone()).await;
    let again = world.push_one(&station, one).await;
    assert_eq!(first.state, ReceiptState::Stored);
    assert_eq!(again.state, ReceiptState::Replayed);
    assert_eq!(again.verdict, first.verdict);
    let hall = Partition::Hall(station.enrolled.hall.clone());
    let page = world.platform.feed(&station.caller, &hall, 0).await.unwrap();
    assert_eq!(page.entries.len(), 1);
}

#[tokio::test]
async fn another_body_under_the_same_key_is_a_fork_and_freezes_the_epoch() {
    let world = World::new().await;
    let mut station = world.counter("01").await;
    let one = station.ticket(&clerk(), "A1");
    world.push_one(&station, one).await;
    let mut clone = Station::new(station.enrolled.clone(), station.signing.clone());
    let other = clone.ticket(&clerk(), "A2");
    let receipt = world.push_one(&clone, other.clone()).await;
    assert_eq!(receipt.state, ReceiptState::Forked);
    assert_eq!(receipt.verdict, None);
    // What the first writes in the frozen epoch is kept, not decided.
    let late = station.ticket(&clerk(), "A3");
    assert_eq!(world.push_one(&station, late).await.state, ReceiptState::Forked);
    let hello = world.platform.hello(&station.caller, &station.hello(monday())).await.unwrap();
    assert_eq!((hello.epoch, hello.last_seq), (2, 1));
    let counter = world.counter("09").await;
    let admin = world.sign_in(&counter, "admin").await;
    let health = world.platform.sync_health(&admin).await.unwrap();
    assert!(health.incidents.iter().all(|incident| incident.code == "log.forked"));
    assert_eq!(health.incidents.len(), 2);
    // The same fork again tells nobody twice.
    world.push_one(&clone, other).await;
    assert_eq!(world.platform.sync_health(&admin).await.unwrap().incidents.len(), 2);
}

#[tokio::test]
async fn a_chain_that_does_not_fit_is_a_fork() {
    let world = World::new().await;
    let mut station = world.counter("01").await;
    let one = station.ticket(&clerk(), "A1");
    world.push_one(&station, one).await;
    station.prev = "f".repeat(64);
    let two = station.ticket(&clerk(), "A2");
    assert_eq!(world.push_one(&station, two).await.state, ReceiptState::Forked);
}

#[tokio::test]
async fn a_new_epoch_begins_at_one_and_goes_on() {
    let world = World::new().await;
    let mut station = world.counter("01").await;
    let one = station.ticket(&clerk(), "A1");
    world.push_one(&station, one).await;
    // A disk from yesterday: the platform knows more than the station.
    let mut restored = Station::new(station.enrolled.clone(), station.signing.clone());
    let hello = world.platform.hello(&restored.caller, &restored.hello(monday())).await.unwrap();
    assert_eq!((hello.epoch, hello.last_seq), (2, 1));
    restored.epoch = hello.epoch;
    let two = restored.ticket(&clerk(), "A2");
    assert_eq!(world.push_one(&restored, two).await.state, ReceiptState::Stored);
    let hello = world.platform.hello(&restored.caller, &restored.hello(monday())).await.unwrap();
    assert_eq!((hello.epoch, hello.last_seq), (2, 1));
}

#[tokio::test]
async fn what_comes_before_its_time_waits_for_what_is_missing() {
    let world = World::new().await;
    let mut station = world.counter("01").await;
    let (one, two) = (station.ticket(&clerk(), "A1"), station.ticket(&clerk(), "A2"));
    assert_eq!(world.push_one(&station, two.clone()).await.state, ReceiptState::Gap);
    let both = world.push(&station, vec![one, two]).await;
    assert!(both.received.iter().all(|receipt| receipt.state == ReceiptState::Stored));
}

#[tokio::test]
async fn one_poisoned_member_holds_nobody_else_up() {
    let world = World::new().await;
    let mut station = world.counter("01").await;
    let rubbish = domain::wire::SignedSubmission {
        envelope: "{not json".to_owned(),
        signature: "!".to_owned(),
    };
    let one = station.ticket(&clerk(), "A1");
    let unsigned = {
        let mut two = station.ticket(&clerk(), "A2");
        two.signature = station.signing.sign("something else");
        two
    };
    let half = {
        let text = serde_json::json!({
            "device": station.id, "epoch": 1, "seq": station.seq + 1, "prev": station.prev,
        });
        station.write_text(text.to_string())
    };
    let last = station.ticket(&clerk(), "A4");
    let answer = world.push(&station, vec![rubbish, one, unsigned, half, last]).await;
    let states: Vec<_> = answer.received.iter().map(|r| r.state.clone()).collect();
    use ReceiptState::{Rejected, Stored};
    assert_eq!(states, [Rejected, Stored, Stored, Stored, Stored]);
    let verdicts: Vec<_> = answer.received.iter().map(|r| r.verdict.as_ref()).collect();
    assert_eq!(refused(verdicts[2].unwrap()), "submission.signature");
    let missing = HeldFor::Rules;
    assert_eq!(verdicts[3].unwrap().verdict, Verdict::Held { missing });
    assert!(matches!(verdicts[4].unwrap().verdict, Verdict::Accepted { .. }));
    assert!(world.platform.verify().await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn a_false_actor_is_refused() {
    type Twist = fn(&mut Actor);
    let world = World::new().await;
    let mut station = world.counter("01").await;
    let day = station.day();
    let call = serde_json::json!({ "type": "call_ticket", "ticket": "A1", "matter": "" });
    let cases: [(&str, Twist); 7] = [
        ("actor.unknown", |actor| actor.user = UserId::from("nobody")),
        ("actor.roles", |actor| actor.roles = vec![Role::Decider]),
        ("actor.roles", |actor| actor.roles = vec![Role::System]),
        ("actor.roles", |actor| actor.name = "另一人".to_owned()),
        ("actor.roles", |actor| actor.department = Some("cdc".into())),
        ("actor.station", |actor| actor.station = "S9999".into()),
        ("actor.station", |actor| actor.counter = Some("02".into())),
    ];
    for (code, twist) in cases {
        let mut envelope = station.envelope(&clerk(), &day, call.clone(), monday());
        twist(&mut envelope.actor);
        let one = station.write(&envelope);
        assert_eq!(refused(&world.decide(&station, one).await), code);
    }
}

#[tokio::test]
async fn a_revoked_user_acted_as_far_as_the_station_knew() {
    let world = World::new().await;
    let mut station = world.counter("01").await;
    let one = station.ticket(&clerk(), "A1");
    let before = world.decide(&station, one).await.position;
    world.user("clerk", Role::Clerk, None, false).await;
    let mut other = world.counter("02").await;
    let two = two_ticket(&mut other);
    world.decide(&other, two).await;
    // The station pulled last before the revocation…
    station.seen = before - 1;
    let known = station.ticket(&clerk(), "A2");
    assert!(!facts(&world.decide(&station, known).await).is_empty());
    // …and now it knows.
    station.seen = before + 1;
    let late = station.ticket(&clerk(), "A3");
    assert_eq!(refused(&world.decide(&station, late).await), "actor.revoked");
    let hello = world.platform.hello(&station.caller, &station.hello(monday())).await.unwrap();
    assert_eq!(hello.revoked_users, [UserId::from("clerk")]);
}

#[tokio::test]
async fn an_unknown_act_is_held_with_what_follows_it_in_its_stream() {
    let world = World::new().await;
    let mut station = world.counter("01").await;
    let day = station.day();
    let unknown = serde_json::json!({ "type": "fold_paper_crane" });
    let held = station.envelope(&clerk(), &day, unknown, monday());
    let held = station.write(&held);
    let after = station.ticket(&clerk(), "A1");
    let received = receive("0001", &[CARD]);
    let elsewhere = station.act(&clerk(), &received.stream(), &received.action, monday());
    let answer = world.push(&station, vec![held, after, elsewhere]).await;
    let verdict = |i: usize| answer.received[i].verdict.clone().unwrap();
    let waits = |missing| Verdict::Held { missing };
    assert_eq!(verdict(0).verdict, waits(HeldFor::Rules));
    assert_eq!(verdict(1).verdict, waits(HeldFor::Earlier));
    assert!(matches!(facts(&verdict(2))[..], [Fact::ApplicationReceived { .. }]));
}

#[tokio::test]
async fn what_was_held_for_a_catalogue_is_decided_when_it_is_published() {
    let world = World::new().await;
    let mut station = world.counter("01").await;
    let received = receive("0001", &[CARD]);
    let action = serde_json::to_value(&received.action).unwrap();
    let mut envelope = station.envelope(&clerk(), &received.stream(), action, monday());
    envelope.catalogue_version = 2;
    let one = station.write(&envelope);
    let missing = HeldFor::Catalogue;
    assert_eq!(world.decide(&station, one.clone()).await.verdict, Verdict::Held { missing });
    let mut next = catalogue().clone();
    next.version.number = 2;
    world.platform.publish(&next).await.unwrap();
    let again = world.push_one(&station, one).await;
    assert_eq!(again.state, ReceiptState::Replayed);
    let entry = again.verdict.unwrap();
    assert_eq!(entry.position, 2);
    assert!(matches!(facts(&entry)[..], [Fact::ApplicationReceived { .. }]));
    assert!(world.platform.verify().await.unwrap().faults.is_empty());
}

/// A restored platform has forgotten edition 2, and 3 was published since.
#[tokio::test]
async fn a_forgotten_edition_is_put_back_for_what_waits_for_it() {
    let world = World::new().await;
    let mut station = world.counter("01").await;
    let mut edition = catalogue().clone();
    edition.version.number = 3;
    world.platform.publish(&edition).await.unwrap();
    edition.version.number = 2;
    let unasked = world.platform.publish(&edition).await.unwrap_err();
    assert_eq!(unasked.code(), "catalogue.version");
    let received = receive("0001", &[CARD]);
    let action = serde_json::to_value(&received.action).unwrap();
    let mut envelope = station.envelope(&clerk(), &received.stream(), action, monday());
    envelope.catalogue_version = 2;
    let one = station.write(&envelope);
    world.decide(&station, one.clone()).await;
    assert_eq!(world.platform.publish(&edition).await.unwrap(), 2);
    let entry = world.push_one(&station, one).await.verdict.unwrap();
    assert!(matches!(facts(&entry)[..], [Fact::ApplicationReceived { .. }]));
    let newest = world.platform.catalogue(&station.caller, 0).await.unwrap().edition.unwrap();
    assert_eq!(newest.number, 3, "what is in force stays in force");
}

#[tokio::test]
async fn an_act_in_a_stream_that_is_not_its_own_is_refused() {
    let world = World::new().await;
    let mut station = world.counter("01").await;
    let received = receive("0001", &[CARD]);
    let other = StreamId("app/0002".to_owned());
    let one = station.act(&clerk(), &other, &received.action, monday());
    assert_eq!(refused(&world.decide(&station, one).await), "submission.stream");
    let day = StreamId("day/elsewhere/01/2026-11-23".to_owned());
    let call = serde_json::json!({ "type": "call_ticket", "ticket": "A1", "matter": "" });
    let two = station.envelope(&clerk(), &day, call, monday());
    let two = station.write(&two);
    assert_eq!(refused(&world.decide(&station, two).await), "submission.stream");
}

#[tokio::test]
async fn a_department_does_not_write_in_a_counters_day() {
    let world = World::new().await;
    let mut counter = world.counter("01").await;
    let mut office = world.department(&["disease-control"]).await;
    let one = counter.ticket(&clerk(), "A1");
    world.decide(&counter, one).await;
    let examiner = profile("examiner", Role::Examiner, Some("disease-control"));
    let call = serde_json::json!({ "type": "call_ticket", "ticket": "A2", "matter": "" });
    let two = office.envelope(&examiner, &counter.day(), call, monday());
    let two = office.write(&two);
    assert_eq!(refused(&world.decide(&office, two).await), "submission.stream");
}

#[tokio::test]
async fn another_stations_submission_is_rejected_and_kept() {
    let world = World::new().await;
    let (mut one, two) = (world.counter("01").await, world.counter("02").await);
    let ticket = one.ticket(&clerk(), "A1");
    assert_eq!(world.push_one(&two, ticket.clone()).await.state, ReceiptState::Rejected);
    assert_eq!(world.push_one(&one, ticket).await.state, ReceiptState::Stored);
}
