//! The one write path.

use domain::action::Action;
use domain::ids::{ApplicationId, CaseNo};
use domain::wire::{CHAIN_START, StreamId};

use super::bench::{Bench, receive};
use crate::clock::Clock as _;
use crate::engine::EngineError;
use crate::store::CaseFilter;

#[tokio::test]
async fn an_act_is_durable_with_numbers_lists_and_chain() {
    let mut bench = Bench::new().await;
    let stream = bench.receive().await;
    bench.record_print(&stream).await;
    bench.restart().await;
    bench.sign_in().await;
    let view = bench.engine.stream(&stream).await.unwrap();
    let application = view.application().unwrap();
    let numbers: Vec<&str> = application.cases.keys().map(CaseNo::as_str).collect();
    assert_eq!(numbers, ["44010607202611200001"]);
    assert_eq!(application.owed_papers().count(), 0);
    assert!(application.papers.contains_key("穗政务受〔2026〕101号"));
    let rows = bench.engine.cases(&CaseFilter::default()).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert!(rows[0].1.pending);
    let sent = bench.unsent().await;
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0].0.prev, CHAIN_START);
    assert_eq!(sent[1].0.prev, sent[0].1);
    assert_eq!((sent[1].0.epoch, sent[1].0.seq), (1, 2));
}

#[tokio::test]
async fn a_refusal_writes_nothing_and_uses_no_number() {
    let bench = Bench::new().await;
    let id = ApplicationId(bench.clock.new_id());
    let stream = StreamId::application(&id);
    let again = id.clone();
    let done = bench
        .engine
        .submit(&stream, None, move |pen| {
            receive(pen, &id)?;
            // A second receipt of the same application in the same transaction.
            receive(pen, &again)
        })
        .await;
    let Err(EngineError::Refused(refusal)) = done else {
        panic!("refused");
    };
    assert_eq!(refusal.code, "receive.twice");
    assert!(bench.unsent().await.is_empty());
    assert_eq!(bench.lists().await, "");
    let next = bench.receive().await;
    let view = bench.engine.stream(&next).await.unwrap();
    let application = view.application().unwrap();
    assert!(application.cases.contains_key(&CaseNo::from("44010607202611200001")));
    assert!(application.papers.contains_key("穗政务受〔2026〕101号"));
}

#[tokio::test]
async fn a_received_draft_is_gone_with_the_same_commit() {
    let bench = Bench::new().await;
    let draft = bench.engine.begin_draft(&Default::default()).await.unwrap();
    let id = ApplicationId(draft.id.clone());
    let stream = StreamId::application(&id);
    bench.engine.submit(&stream, Some(&draft.id), move |pen| receive(pen, &id)).await.unwrap();
    assert!(bench.engine.drafts().await.unwrap().is_empty());
}

#[tokio::test]
async fn nothing_is_written_signed_out_locked_or_with_a_clock_set_back() {
    let bench = Bench::new().await;
    let stream = bench.receive().await;
    let try_print = async || {
        let nothing = |_: &mut crate::engine::Pen| Ok(());
        let done = bench.engine.submit(&stream, None, nothing).await;
        done.map(|_| ()).map_err(|e| e.code().to_owned())
    };
    bench.clock.set("2026-11-18T02:00:00Z");
    assert_eq!(try_print().await, Err("engine.clock_set_back".to_owned()));
    bench.clock.set("2026-11-20T02:05:00Z");
    assert_eq!(try_print().await, Ok(()));
    bench.engine.lock();
    assert_eq!(try_print().await, Err("engine.desk_locked".to_owned()));
    bench.engine.sign_out();
    assert_eq!(try_print().await, Err("engine.signed_out".to_owned()));
}

#[tokio::test]
async fn acts_at_the_same_time_get_different_numbers() {
    let bench = Bench::new().await;
    let many = (0..12).map(|_| bench.receive());
    let streams = futures_util::future::join_all(many).await;
    let mut numbers = Vec::new();
    for stream in &streams {
        let view = bench.engine.stream(stream).await.unwrap();
        numbers.extend(view.application().unwrap().cases.keys().cloned());
    }
    numbers.sort();
    let expected: Vec<CaseNo> =
        (1..=12).map(|n| CaseNo(format!("4401060720261120{n:04}"))).collect();
    assert_eq!(numbers, expected);
    assert_eq!(bench.unsent().await.len(), 12);
}

#[tokio::test]
async fn a_panic_while_writing_keeps_the_store_going() {
    let bench = Bench::new().await;
    let stream = bench.receive().await;
    let done = bench.engine.submit(&stream, None, |_| -> Result<(), _> { panic!("planned") }).await;
    assert_eq!(done.unwrap_err().code(), "store.internal");
    bench.record_print(&stream).await;
    assert_eq!(bench.unsent().await.len(), 2);
}

#[tokio::test]
async fn an_action_of_another_stream_does_not_touch_this_one() {
    let bench = Bench::new().await;
    let (one, two) = (bench.receive().await, bench.receive().await);
    let case = |stream: StreamId| {
        let engine = bench.engine.clone();
        async move {
            let view = engine.stream(&stream).await.unwrap();
            view.application().unwrap().cases.keys().next().cloned().unwrap()
        }
    };
    let (first, second) = (case(one.clone()).await, case(two.clone()).await);
    bench
        .engine
        .submit(&one, None, move |pen| {
            pen.act(Action::Withdraw { case: first, reason: "申请人改变主意".to_owned() })
                .map(|_| ())
        })
        .await
        .unwrap();
    let view = bench.engine.case(&second).await.unwrap();
    assert_eq!(view.pending.len(), 1);
    let view = bench.engine.stream(&one).await.unwrap();
    assert_eq!(view.pending.len(), 2);
}
