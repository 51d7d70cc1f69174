//! The end of the way: one hand-out of all results at the counter, and the supervisor's report.

use anyhow::Result;
use tests::seat::Seat;
use tests::webdriver::keys::{ENTER, function};

/// Both results go out together, to the applicant, whose card number the scanner gun reads.
pub(super) async fn hand_out(counter: &Seat, cases: &[&str]) -> Result<()> {
    counter.wake().await?;
    counter.tab_back_to("desk:issuance").await?;
    counter.press_to(ENTER, "ready").await?;
    counter.window.wait_for_text("2/2").await?;
    for case in cases {
        counter.window.wait_for_text(case).await?;
    }
    counter.press_to(ENTER, "recipient").await?;
    counter.press_to(ENTER, "recipient:number").await?;
    counter.enter("440106198002290016", "way-out").await?;
    counter.window.wait_for_text("本次交付 2 件").await?;
    counter.picture("hand-out").await?;
    counter.press_to(function(10), "ready").await?;
    counter.window.wait_for_text("没有待领的结果").await?;
    counter.picture("handed-out").await
}

/// 交接班表.
pub(super) async fn report(duty: &Seat) -> Result<()> {
    duty.stands_at("print-report").await?;
    duty.picture("duty").await?;
    duty.press_to(function(10), "sign:side").await?;
    duty.picture("sign-off").await?;
    duty.press(&[function(10)]).await?;
    duty.window.wait_for_text("交接班表已签").await?;
    duty.stands_at("print-report").await
}

/// 用印登记簿 and 当日办件日报, beside the shift report.
pub(super) async fn papers_of_the_day(duty: &Seat) -> Result<()> {
    duty.tab_back_to("print-seals").await?;
    duty.press(&[ENTER]).await?;
    duty.window.wait_for_text("用印登记簿已打印").await?;
    duty.tab_back_to("print-day").await?;
    duty.press(&[ENTER]).await?;
    duty.window.wait_for_text("当日办件日报已打印").await?;
    duty.picture("day-printed").await
}
