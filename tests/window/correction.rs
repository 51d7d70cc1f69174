//! 补正 over the days, at the counter's window: one notice from what is missing, its answer, and the day
//! after the five working days (行政许可法 art. 32(1)(4)).

use anyhow::{Result, ensure};
use tests::seat::Seat;
use tests::webdriver::keys::{ENTER, ESCAPE, function};
use tests::windows::WindowHall;

use super::days::{
    Clerk, MONDAY, ask_act, banner, come_again, confirm, open_case, press_act, received,
};
use super::steps;

/// The notice is written already from what is missing; nothing has to be typed.
async fn told(counter: &Seat, hall: &WindowHall, case: &str) -> Result<()> {
    open_case(counter, case).await?;
    ask_act(counter, "notify_correction", "correction:hygiene-application-form").await?;
    let asked = "return [...document.querySelectorAll('dialog input[type=checkbox]')]\
        .filter((box) => box.checked).map((box) => box.dataset.focus).join()";
    let asked = counter.window.read(asked).await?;
    ensure!(asked == "correction:floor-plan", "what is missing is asked for: {asked}");
    let words = "return ['problem', 'remedy'].map((part) => \
        document.querySelector(`[data-focus=\"correction:floor-plan:${part}\"]`).value).join()";
    let words = counter.window.read(words).await?;
    ensure!(words == "未提交,补交复印件 1 份（核后退还）", "{words}");
    counter.picture("correction-notice").await?;
    confirm(counter, "已出具补正告知书").await?;
    banner(counter, "补正中").await?;
    counter.picture("correcting").await?;
    // thirty natural days, the day of the notice not counted
    let parts =
        ["申请材料补正告知书", "穗城区疾病预防控制局", "袁莉", case, "场所平面图", "未提交"];
    let paper = hall.printer.paper(&[&parts[..], &["2026年12月23日"]].concat())?;
    ensure!(paper.contains("视为撤回申请"), "what follows if nothing comes: {paper}");
    Ok(())
}

/// The plan is scanned into the case, the answer registered, the case accepted.
async fn supplied(counter: &Seat, hall: &WindowHall, case: &str) -> Result<()> {
    open_case(counter, case).await?;
    counter.tab_to("review-material:floor-plan").await?;
    counter.press(&[ENTER]).await?;
    counter.press_to(function(6), "supplement-scan:source").await?;
    steps::answer(counter, '2', "supplement-scan:original").await?;
    counter.press_to(function(6), "supplement-scan:keep").await?;
    confirm(counter, "材料核验合格").await?;
    counter.press_to(function(10), "supply:complete").await?;
    counter.window.wait_for_text("已补来").await?;
    counter.picture("supplied").await?;
    confirm(counter, "补正材料已收").await?;
    banner(counter, "已收件").await?;
    counter.press(&[function(10)]).await?;
    banner(counter, "已受理").await?;
    counter.picture("accepted-after-correction").await?;
    let parts = ["受理通知书", "袁莉", case, "2026年12月1日"];
    hall.printer.paper(&parts).map(drop)
}

/// The day after the term nobody may be told any more: the window says why and what is lawful.
async fn too_late(counter: &Seat, hall: &WindowHall, case: &str) -> Result<()> {
    open_case(counter, case).await?;
    press_act(counter, "notify_correction").await?;
    for part in [
        "告知补正的最后一天是 2026-11-30",
        "受理日期为收件日",
        "《行政许可法》第三十二条第一款第四项",
    ] {
        counter.window.wait_for_text(part).await?;
    }
    counter.picture("correction-too-late").await?;
    // two keys at once would be a scanner gun's
    counter.press(&[ESCAPE]).await?;
    counter.window.wait_for("return document.querySelector('.notice') === null").await?;
    counter.press(&[function(10)]).await?;
    banner(counter, "已受理").await?;
    let parts = ["受理通知书", "周敏", case, "2026年11月23日"];
    hall.printer.paper(&parts)?;
    counter.picture("accepted-as-of-receipt").await
}

#[tokio::test(flavor = "multi_thread")]
async fn window_a_correction_is_told_once_answered_and_too_late_after_five_days() -> Result<()> {
    let (mut hall, mut clock) = WindowHall::by_demo_clock(MONDAY).await?;
    let colleague = Clerk { home: "other", place: "counter-08", user: "liangwei" };
    let forgotten = received(&mut hall, &colleague, "周敏", &["floor-plan"])?;
    let clerk = Clerk { home: "counter", place: "counter-07", user: "chenjing" };
    let case = received(&mut hall, &clerk, "袁莉", &["floor-plan"])?;
    let counter = Seat::open(&hall.programs, "counter", &hall.printer).await?;
    counter.sign_in("chenjing").await?;
    counter.window.wait_for_text("演示时钟 2026-11-23 09:").await?;
    told(&counter, &hall, &case).await?;

    let morning = "2026-12-01T09:10:00+08:00";
    come_again(&counter, "chenjing", (&mut clock, morning)).await?;
    supplied(&counter, &hall, &case).await?;
    too_late(&counter, &hall, &forgotten).await?;
    ensure!(counter.pointed().await? == 0, "a pointer was used");
    Ok(())
}
