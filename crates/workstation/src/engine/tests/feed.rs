//! Applying what the platform decided.

use domain::action::Action;
use domain::application::Stage;
use domain::wire::{HeldFor, StreamId, Verdict};

use super::bench::{Bench, Judge};
use crate::engine::Change;

#[tokio::test]
async fn a_confirmed_act_leaves_the_outbox_and_changes_nothing_on_screen() {
    let bench = Bench::new().await;
    let stream = bench.receive().await;
    bench.record_print(&stream).await;
    let shown = bench.engine.stream(&stream).await.unwrap().state.clone();
    let page = Judge::default().judge(&bench.unsent().await);
    bench.apply(page.clone()).await;
    let view = bench.engine.stream(&stream).await.unwrap();
    assert_eq!(view.state, shown);
    assert_eq!(view.confirmed, shown);
    assert!(view.pending.is_empty());
    assert_eq!(bench.engine.outbox().await.unwrap().unsent, 0);
    // The same page again, as after a lost answer.
    bench.apply(page).await;
    assert_eq!(*bench.engine.stream(&stream).await.unwrap(), *view);
    assert_eq!(bench.engine.verify().await.unwrap().bad, None);
}

#[tokio::test]
async fn a_refused_act_becomes_a_work_item_with_its_content() {
    let bench = Bench::new().await;
    let stream = bench.receive().await;
    let mut page = Judge::default().judge(&bench.unsent().await);
    page.entries[0].verdict = Verdict::Refused {
        refusal: domain::refusal::Refusal::new("authority.receive", "授权已到期"),
    };
    bench.apply(page).await;
    let items = bench.engine.work_items().await.unwrap();
    assert_eq!((items.len(), items[0].code.as_str()), (1, "authority.receive"));
    assert!(items[0].content.contains("刘德明"));
    assert!(items[0].message.contains("授权已到期"));
    assert!(bench.engine.stream(&stream).await.unwrap().application().is_none());
    assert_eq!(bench.lists().await, "");
    let id = items[0].id.clone();
    bench.engine.resolve_work_item(&id, "重新收件").await.unwrap();
    assert!(bench.engine.work_items().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_held_act_stays_open_until_the_platform_decides() {
    let bench = Bench::new().await;
    bench.receive().await;
    let sent = bench.unsent().await;
    let mut judge = Judge::default();
    let mut page = judge.judge(&sent);
    let accepted = page.clone();
    page.entries[0].verdict = Verdict::Held { missing: HeldFor::Rules };
    bench.apply(page).await;
    assert_eq!(bench.engine.work_items().await.unwrap()[0].code, "held.rules");
    assert_eq!(bench.engine.outbox().await.unwrap().received, 1);
    let mut later = accepted.entries[0].clone();
    later.position = 2;
    let mut page = judge.page(vec![later]);
    page.through = 2;
    bench.apply(page).await;
    assert!(bench.engine.work_items().await.unwrap().is_empty());
    assert_eq!(bench.engine.outbox().await.unwrap().received, 0);
    assert_eq!(bench.engine.verify().await.unwrap().bad, None);
}

/// What others did meanwhile: the case is withdrawn, and the pending act no longer fits.
#[tokio::test]
async fn a_pending_act_that_no_longer_fits_is_raised_and_closed_again() {
    let bench = Bench::new().await;
    let stream = bench.receive().await;
    let mut judge = Judge::default();
    bench.apply(judge.judge(&bench.unsent().await)).await;
    let case = first_case(&bench, &stream).await;
    let withdraw =
        Action::Withdraw { case: case.clone(), reason: "申请人改变主意".to_owned() };
    let act = withdraw.clone();
    bench.engine.submit(&stream, None, move |pen| pen.act(act).map(|_| ())).await.unwrap();
    let (mut envelope, hash) = bench.unsent().await.remove(0);
    envelope.device = domain::ids::StationId::from("S0008");
    let page = judge.judge(&[(envelope, "ff".repeat(32))]);
    let mut changes = bench.engine.changes();
    bench.apply(page).await;
    assert_eq!(changes.recv().await.unwrap(), Change::Streams(vec![stream.clone()]));
    let view = bench.engine.stream(&stream).await.unwrap();
    assert!(view.pending[0].refusal.is_some());
    assert_eq!(view.application().unwrap().cases[&case].stage, Stage::Closed);
    let items = bench.engine.work_items().await.unwrap();
    assert_eq!(items[0].kind, "no_longer_fits");
    assert_eq!(items[0].subject, "1/2");
    // The platform says the same: one item, now with its verdict.
    let sent = bench.unsent().await;
    assert_eq!(sent[0].1, hash);
    bench.apply(judge.judge(&sent)).await;
    let items = bench.engine.work_items().await.unwrap();
    let kinds: Vec<&str> = items.iter().map(|i| i.kind.as_str()).collect();
    assert_eq!(kinds, ["refused"]);
}

#[tokio::test]
async fn history_that_does_not_fit_is_told_and_does_not_stop_the_others() {
    let bench = Bench::new().await;
    let (one, two) = (bench.receive().await, bench.receive().await);
    let mut page = Judge::default().judge(&bench.unsent().await);
    let Verdict::Accepted { events } = &mut page.entries[0].verdict else {
        panic!("accepted");
    };
    events[0].stream_prev = "ee".repeat(32);
    bench.apply(page).await;
    let items = bench.engine.work_items().await.unwrap();
    assert_eq!(items[0].code, "history.broken");
    assert_eq!(items[0].stream.as_ref(), Some(&one.0));
    assert!(bench.engine.stream(&one).await.unwrap().fault.is_some());
    let view = bench.engine.stream(&two).await.unwrap();
    assert!(view.confirmed.application().is_some());
}

#[tokio::test]
async fn a_restored_platform_is_given_everything_again() {
    let bench = Bench::new().await;
    let (one, two) = (bench.receive().await, bench.receive().await);
    let mut judge = Judge::default();
    let sent = bench.unsent().await;
    bench.apply(judge.judge(&sent)).await;
    let core = &bench.engine.core;
    let open = core.opened().unwrap();
    // The backup holds the first submission only.
    core.undo_after(&open, 1, "two").await.unwrap();
    let again = bench.unsent().await;
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].1, sent[1].1);
    let view = bench.engine.stream(&two).await.unwrap();
    assert!(view.confirmed.application().is_none() && view.application().is_some());
    assert!(bench.engine.stream(&one).await.unwrap().pending.is_empty());
    assert_eq!(bench.engine.verify().await.unwrap().bad, None);
    let mut restored = Judge::default();
    restored.judge(&sent[..1]);
    bench.apply(restored.judge(&again)).await;
    assert!(bench.unsent().await.is_empty());
    assert_eq!(bench.engine.verify().await.unwrap().bad, None);
}

#[tokio::test]
async fn what_a_restored_platform_still_holds_stays_held() {
    let bench = Bench::new().await;
    bench.receive().await;
    let sent = bench.unsent().await;
    let mut held = Judge::default().judge(&sent);
    held.entries[0].verdict = Verdict::Held { missing: HeldFor::Rules };
    bench.apply(held).await;
    bench.apply(Judge::after(1).judge(&sent)).await;
    let core = &bench.engine.core;
    let open = core.opened().unwrap();
    // The backup holds the submission as held; what freed it came later.
    core.undo_after(&open, 1, "two").await.unwrap();
    assert!(bench.unsent().await.is_empty());
    assert_eq!(bench.engine.verify().await.unwrap().bad, None);
    bench.apply(Judge::after(1).judge(&sent)).await;
    assert_eq!(bench.engine.verify().await.unwrap().bad, None);
}

async fn first_case(bench: &Bench, stream: &StreamId) -> domain::ids::CaseNo {
    let view = bench.engine.stream(stream).await.unwrap();
    view.application().unwrap().cases.keys().next().cloned().unwrap()
}
