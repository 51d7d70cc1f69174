//! Drafts survive everything but being given up.

use domain::ids::{ElementId, UserId};
use domain::intake::FieldValue;

use super::bench::{ALLOWANCE, Bench, PASSWORD, intake};
use crate::engine::EngineError;
use crate::store::{BlobKind, DraftState};

#[tokio::test]
async fn every_edit_and_the_focus_survive_a_kill() {
    let mut bench = Bench::new().await;
    let mut content = intake(ALLOWANCE);
    let draft = bench.engine.begin_draft(&content).await.unwrap();
    for n in 0..5 {
        let value = FieldValue { text: format!("第 {n} 次"), ..FieldValue::default() };
        content.values.insert(ElementId::from("applicant.remark"), value);
        bench.engine.edit_draft(&draft.id, &content, "form.applicant.remark").await.unwrap();
        bench.restart().await;
        bench.sign_in().await;
        let last = bench.engine.last_open_draft().await.unwrap().unwrap();
        assert_eq!(last.id, draft.id);
        assert_eq!(last.intake, content);
        assert_eq!(last.focus, "form.applicant.remark");
    }
}

#[tokio::test]
async fn a_parked_draft_comes_back_to_whoever_calls_it() {
    let bench = Bench::new().await;
    bench.admit("lina").await;
    let draft = bench.engine.begin_draft(&intake(ALLOWANCE)).await.unwrap();
    bench.engine.park_draft(&draft.id).await.unwrap();
    assert_eq!(bench.engine.last_open_draft().await.unwrap(), None);
    let lina = UserId::from("lina");
    bench.engine.sign_in(&lina, PASSWORD).await.unwrap();
    let mine = bench.engine.recall_draft(&draft.id).await.unwrap();
    assert_eq!((mine.owner.as_str(), mine.state), ("lina", DraftState::Open));
    bench.sign_in().await;
    let mut late = intake(ALLOWANCE);
    late.ticket = "B001".to_owned();
    let done = bench.engine.edit_draft(&draft.id, &late, "").await;
    assert!(matches!(done, Err(EngineError::DraftTaken { .. })));
    let kept = bench.engine.drafts().await.unwrap();
    let losing = kept.iter().find(|d| d.state == DraftState::Losing).unwrap();
    assert_eq!(losing.intake, late);
}

#[tokio::test]
async fn giving_up_takes_the_pages_that_nobody_else_uses() {
    let bench = Bench::new().await;
    let engine = &bench.engine;
    let one = engine.begin_draft(&intake(ALLOWANCE)).await.unwrap();
    let two = engine.begin_draft(&intake(ALLOWANCE)).await.unwrap();
    let (first, second) = (format!("draft/{}", one.id), format!("draft/{}", two.id));
    let own = engine.keep_blob(BlobKind::Page, b"own".to_vec(), &first).await.unwrap();
    let both = engine.keep_blob(BlobKind::Page, b"both".to_vec(), &first).await.unwrap();
    engine.keep_blob(BlobKind::Page, b"both".to_vec(), &second).await.unwrap();
    engine.discard_draft(&one.id).await.unwrap();
    assert_eq!(engine.blob(&both).await.unwrap(), b"both");
    assert!(!engine.has_blob(&own).await.unwrap());
    assert_eq!(engine.verify().await.unwrap().pages, 1);
}

#[tokio::test]
async fn an_untouched_draft_expires_after_seven_days() {
    let bench = Bench::new().await;
    let old = bench.engine.begin_draft(&intake(ALLOWANCE)).await.unwrap();
    bench.clock.set("2026-11-27T01:59:00Z");
    assert_eq!(bench.engine.tidy_up().await.unwrap(), 0);
    bench.clock.set("2026-11-27T02:01:00Z");
    assert_eq!(bench.engine.tidy_up().await.unwrap(), 1);
    assert!(bench.engine.draft(&old.id).await.is_err());
}
