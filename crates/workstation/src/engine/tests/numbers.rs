//! Numbers: unique, final, never used twice.

use domain::ids::ApplicationId;
use domain::wire::StreamId;

use super::bench::{Bench, WORD, receive};
use crate::clock::Clock as _;

#[tokio::test]
async fn used_up_ranges_are_said_clearly_and_the_word_is_asked_for() {
    let bench = Bench::new().await;
    for _ in 0..50 {
        bench.receive().await;
    }
    assert_eq!(bench.engine.numbers_left(WORD).unwrap(), 0);
    let id = ApplicationId(bench.clock.new_id());
    let stream = StreamId::application(&id);
    let done = bench.engine.submit(&stream, None, move |pen| receive(pen, &id)).await;
    assert_eq!(done.unwrap_err().code(), "number.exhausted");
    let open = bench.engine.core.opened().unwrap();
    let mut reader = open.store.reader().await.unwrap();
    let words = crate::store::numbers::words(&mut reader).await.unwrap();
    assert_eq!(words, [WORD]);
}

#[tokio::test]
async fn serials_begin_anew_with_the_legal_day() {
    let bench = Bench::new().await;
    bench.receive().await;
    bench.clock.set("2026-11-20T16:00:00Z");
    let stream = bench.receive().await;
    let view = bench.engine.stream(&stream).await.unwrap();
    let case = view.application().unwrap().cases.keys().next().unwrap();
    assert_eq!(case.as_str(), "44010607202611210001");
}

#[tokio::test]
async fn a_new_epoch_gives_up_what_is_left_and_sends_stranded_work_again() {
    let bench = Bench::new().await;
    let stream = bench.receive().await;
    let core = &bench.engine.core;
    let open = core.opened().unwrap();
    core.open_epoch(&open, 2).await.unwrap();
    assert_eq!(bench.engine.numbers_left(WORD).unwrap(), 0);
    let unused = bench.engine.unused_numbers().unwrap();
    assert_eq!((unused[0].first, unused[0].last), (102, 150));
    let sent = bench.unsent().await;
    assert_eq!(sent.len(), 1);
    assert_eq!((sent[0].0.epoch, sent[0].0.seq), (2, 1));
    let view = bench.engine.stream(&stream).await.unwrap();
    assert_eq!(view.pending.len(), 1);
    assert!(view.application().is_some());
    let items = bench.engine.work_items().await.unwrap();
    assert_eq!(items[0].code, "log.forked");
    assert_eq!(bench.engine.verify().await.unwrap().bad, None);
}
