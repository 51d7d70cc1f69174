//! The PC's clock set back, or far from the platform's.

use jiff::SignedDuration;
use serde_json::json;

use super::{Desk, hall, nothing_lost};

#[tokio::test]
async fn faults_a_clock_set_back_is_told_at_once_and_nothing_is_dated_wrong() {
    let mut hall = hall().await;
    let desk = Desk::at(&mut hall, "07", "wangxy", json!({})).await;
    let first = desk.begin_with_page().await;
    let done = desk.receive(&first.id, true).await.unwrap();
    assert_eq!(done.cases, ["44010607202611200001"]);
    let view = desk.begin_with_page().await;
    desk.station.clock.set_error(SignedDuration::from_hours(-26));
    let told = "电脑时钟（2026-11-19 08:00）早于上次办件时间（2026-11-20 10:00），凭证日期会出错。\
                请先校准电脑日期和时间，再继续办理；已填内容都在。";
    // The window says so before anybody tries.
    assert_eq!(desk.sync_state().await.unwrap().problem.as_deref(), Some(told));
    // Typing goes on; an act does not.
    let typed = desk.fill(&view.id, "applicant.phone", "13800002210").await;
    let fault = desk.receive(&view.id, true).await.unwrap_err();
    assert_eq!((fault.code.as_str(), fault.message.as_str()), ("engine.clock_set_back", told));
    nothing_lost(&desk, &typed).await;
    let desk = desk.restart().await;
    assert_eq!(desk.sync_state().await.unwrap().problem.as_deref(), Some(told));
    nothing_lost(&desk, &typed).await;
    // Set right again: the next number, today's date.
    desk.station.clock.set_error(SignedDuration::ZERO);
    assert_eq!(desk.sync_state().await.unwrap().problem, None);
    let done = desk.receive(&view.id, true).await.unwrap();
    assert_eq!(done.cases, ["44010607202611200002"]);
}

#[tokio::test]
async fn faults_a_clock_far_from_the_platforms_is_told_both_ways() {
    let mut hall = hall().await;
    let desk = Desk::at(&mut hall, "07", "wangxy", json!({})).await;
    for (minutes, told) in [
        (
            75,
            "电脑时钟比中心快 75 分钟，凭证日期会出错。请校准电脑日期和时间；可继续录入，已填内容都在。",
        ),
        (
            -75,
            "电脑时钟比中心慢 75 分钟，凭证日期会出错。请校准电脑日期和时间；可继续录入，已填内容都在。",
        ),
    ] {
        desk.station.clock.set_error(SignedDuration::from_mins(minutes));
        desk.engine().sync_once().await.unwrap();
        assert_eq!(desk.sync_state().await.unwrap().problem.as_deref(), Some(told));
    }
    desk.station.clock.set_error(SignedDuration::from_mins(2));
    desk.engine().sync_once().await.unwrap();
    assert_eq!(desk.sync_state().await.unwrap().problem, None);
}
