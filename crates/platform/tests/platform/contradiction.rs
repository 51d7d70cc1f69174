//! What only the platform can see: numbers and matters that occur twice.

use domain::action::Action;
use domain::event::Fact;
use domain::wire::FeedEntry;

use crate::ingest::facts;
use crate::support::*;

fn contradictions(entry: &FeedEntry) -> Vec<String> {
    let code = |fact| match fact {
        Fact::ContradictionRaised { code, .. } => Some(code),
        _ => None,
    };
    facts(entry).into_iter().filter_map(code).collect()
}

#[tokio::test]
async fn a_number_used_twice_binds_and_opens_a_task() {
    let world = World::new().await;
    let (mut one, mut two) = (world.counter("01").await, world.counter("02").await);
    let first = receive("0001", &[CARD]);
    let mut second = receive("0002", &[HYGIENE]);
    if let Action::Receive { openings, paper, .. } = &mut second.action {
        openings[0].case = "0001-0".into();
        paper.number = "收0001".into();
    }
    let a = one.act(&clerk(), &first.stream(), &first.action, monday());
    let b = two.act(&clerk(), &second.stream(), &second.action, monday());
    assert!(contradictions(&world.decide(&one, a).await).is_empty());
    let entry = world.decide(&two, b).await;
    assert_eq!(contradictions(&entry), ["number.case_twice", "number.paper_twice"]);
    assert!(matches!(facts(&entry)[0], Fact::ApplicationReceived { .. }));
}

#[tokio::test]
async fn the_same_matter_at_two_counters_opens_a_task_unless_the_second_knew() {
    let world = World::new().await;
    let (mut one, mut two) = (world.counter("01").await, world.counter("02").await);
    let send = |station: &mut Station, id: &str| {
        let receiving = receive(id, &[CARD]);
        station.act(&clerk(), &receiving.stream(), &receiving.action, monday())
    };
    let a = send(&mut one, "0001");
    let position = world.decide(&one, a).await.position;
    let b = send(&mut two, "0002");
    assert_eq!(contradictions(&world.decide(&two, b).await), ["application.twice"]);
    two.seen = position + 1;
    let c = send(&mut two, "0003");
    assert!(contradictions(&world.decide(&two, c).await).is_empty());
}
