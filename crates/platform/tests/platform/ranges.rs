//! Number ranges: never twice, sent again when an answer is lost, next year's in December.

use domain::wire::number::{LeaseAsk, LeaseRequest};
use domain::wire::{NumberRange, RangeKind};

use crate::support::*;

fn document(word: &str, year: i16) -> RangeKind {
    RangeKind::Document { word: word.to_owned(), year }
}

async fn lease(
    world: &World,
    station: &Station,
    kind: RangeKind,
    held_through: u32,
) -> Result<Vec<NumberRange>, &'static str> {
    let asks = vec![LeaseAsk { kind, held_through }];
    let answer = world.platform.lease(&station.caller, &LeaseRequest { asks }).await;
    answer.map(|answer| answer.ranges).map_err(|error| error.code())
}

fn ends(ranges: &[NumberRange]) -> Vec<(u32, u32)> {
    ranges.iter().map(|range| (range.first, range.last)).collect()
}

#[tokio::test]
async fn ranges_of_fifty_never_overlap() {
    let world = World::new().await;
    let (one, two) = (world.counter("01").await, world.counter("02").await);
    let kind = || document("穗城社保受", 2026);
    let a = lease(&world, &one, kind(), 0).await.unwrap();
    let b = lease(&world, &two, kind(), 0).await.unwrap();
    let c = lease(&world, &one, kind(), 50).await.unwrap();
    assert_eq!((ends(&a), ends(&b), ends(&c)), (vec![(1, 50)], vec![(51, 100)], vec![(101, 150)]));
    let other = lease(&world, &one, document("穗城疾控受", 2026), 0).await.unwrap();
    assert_eq!(ends(&other), [(1, 50)]);
}

#[tokio::test]
async fn a_lost_answer_is_given_again() {
    let world = World::new().await;
    let station = world.counter("01").await;
    let first = lease(&world, &station, document("字", 2026), 0).await.unwrap();
    let again = lease(&world, &station, document("字", 2026), 0).await.unwrap();
    assert_eq!(first, again);
}

#[tokio::test]
async fn a_station_that_holds_more_than_the_platform_knows_gets_what_lies_beyond() {
    let world = World::new().await;
    let station = world.counter("01").await;
    let beyond = lease(&world, &station, document("字", 2026), 700).await.unwrap();
    assert_eq!(ends(&beyond), [(701, 750)]);
}

#[tokio::test]
async fn the_next_year_begins_in_december() {
    let world = World::new().await;
    let station = world.counter("01").await;
    assert_eq!(lease(&world, &station, document("字", 2027), 0).await, Err("range.year"));
    assert_eq!(lease(&world, &station, document("", 2026), 0).await, Err("range.word"));
    world.clock.set(time("2026-12-01T00:10:00+08:00"));
    let ranges = lease(&world, &station, document("字", 2026), 0).await.unwrap();
    let years: Vec<_> = ranges.iter().map(|range| range.kind.clone()).collect();
    assert_eq!(years, [document("字", 2026), document("字", 2027)]);
    assert_eq!(ends(&ranges), [(1, 50), (1, 50)]);
    let more = lease(&world, &station, document("字", 2026), 50).await.unwrap();
    assert_eq!(ends(&more), [(51, 100)]);
}

#[tokio::test]
async fn an_exhausted_kind_is_told() {
    let world = World::new().await;
    let station = world.counter("01").await;
    let kind = RangeKind::Provincial { item: None };
    assert_eq!(lease(&world, &station, kind, 9_950).await, Err("range.exhausted"));
}
