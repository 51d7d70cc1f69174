//! The same applicant with the same item already open.

use serde_json::json;
use tests::acts::ALLOWANCE;

use super::{Desk, LIU, hall};

const CASE: &str = "同一申请人的「高龄津贴」已有在办件 ";

#[tokio::test]
async fn faults_a_case_already_open_is_told_while_typing_here_and_at_another_counter() {
    let mut hall = hall().await;
    let desk = Desk::at(&mut hall, "07", "wangxy", json!({})).await;
    let other = Desk::at(&mut hall, "08", "lina", json!({})).await;
    let first = desk.begin_with_page().await;
    assert_eq!(first.warnings, [""; 0]);
    let done = desk.receive(&first.id, true).await.unwrap();
    assert_eq!(done.refusal, None);
    desk.engine().sync_once().await.unwrap();
    other.engine().sync_once().await.unwrap();
    for counter in [&desk, &other] {
        let view = counter.begin(ALLOWANCE, &LIU[..10]).await;
        assert_eq!(view.warnings, [""; 0], "half a number is nobody");
        let view = counter.fill(&view.id, "applicant.id_number", LIU).await;
        let told = format!("{CASE}{}：请按 Ctrl+F 核对是否重复，确属另一件再继续", done.cases[0]);
        assert!(view.warnings.contains(&told), "{:?}", view.warnings);
        counter.discard(&view.id).await.unwrap();
    }
    // Another person with the same item, and the same person with another item, are not told.
    let view = desk.begin(ALLOWANCE, "440104195708130018").await;
    assert_eq!(view.warnings, [""; 0]);
}

#[tokio::test]
async fn faults_an_x_typed_small_is_the_same_person() {
    let mut hall = hall().await;
    let desk = Desk::at(&mut hall, "07", "wangxy", json!({})).await;
    let first = desk.begin_with_page().await;
    desk.fill(&first.id, "applicant.id_number", "44010419620718002x").await;
    desk.receive(&first.id, true).await.unwrap();
    let view = desk.begin(ALLOWANCE, "44010419620718002X").await;
    assert!(view.warnings[0].starts_with(CASE), "{:?}", view.warnings);
}

#[tokio::test]
async fn faults_what_a_colleague_types_or_oneself_has_parked_is_told_too() {
    let mut hall = hall().await;
    let desk = Desk::at(&mut hall, "07", "wangxy", json!({})).await;
    let other = Desk::at(&mut hall, "08", "lina", json!({})).await;
    let theirs = other.begin_allowance().await;
    other.engine().sync_once().await.unwrap();
    desk.engine().sync_once().await.unwrap();
    let view = desk.begin_allowance().await;
    let told = "同一申请人的「高龄津贴」正由李娜录入：请先与其核对是否重复，确属另一件再继续";
    assert_eq!(view.warnings, [told]);
    other.discard(&theirs.id).await.unwrap();
    other.engine().sync_once().await.unwrap();
    desk.engine().sync_once().await.unwrap();
    desk.park(&view.id).await.unwrap();
    let again = desk.begin_allowance().await;
    let told = "同一申请人的「高龄津贴」有一份您暂存的申请：请从左侧叫回续办，不要另建";
    assert_eq!(again.warnings, [told]);
}

#[tokio::test]
async fn faults_two_counters_offline_with_the_same_matter_both_stand_and_open_a_task() {
    let mut hall = hall().await;
    let desk = Desk::at(&mut hall, "07", "wangxy", json!({})).await;
    let other = Desk::at(&mut hall, "08", "lina", json!({})).await;
    let mut cases = Vec::new();
    for counter in [&desk, &other] {
        counter.station.wire.cut();
        let _ = counter.engine().sync_once().await;
        let view = counter.begin_with_page().await;
        assert_eq!(view.warnings, [""; 0], "nobody can know offline");
        cases.extend(counter.receive(&view.id, true).await.unwrap().cases);
    }
    for counter in [&desk, &other, &desk] {
        counter.station.wire.join(&hall.platform);
        counter.engine().sync_once().await.unwrap();
    }
    // Both stand; the one that came second bears the task, and every counter sees it.
    let told = format!(
        "同一申请人的同一事项已有在办件 {}（收件时两窗口互不知情）。请联系申请人，撤回其中一件",
        cases[0]
    );
    for counter in [&desk, &other] {
        let tasks = counter.engine().tasks().await.unwrap();
        assert_eq!(tasks.len(), 1, "{tasks:?}");
        assert_eq!((tasks[0].code.as_str(), &tasks[0].message), ("application.twice", &told));
        let state = counter.sync_state().await.unwrap();
        assert_eq!(state.attention, 1);
        for case in &cases {
            assert!(counter.engine().case(&case.as_str().into()).await.is_ok(), "{case}");
        }
    }
}
