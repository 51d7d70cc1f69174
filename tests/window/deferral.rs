//! 容缺受理 over the days: put off at the counter, the applicant reminded, and the end by a person when
//! nothing came in time (广东省优化营商环境条例 art. 32; clerk-notes E16).

use anyhow::{Result, ensure};
use tests::seat::Seat;
use tests::webdriver::keys::{ENTER, function};
use tests::windows::WindowHall;

use super::days::{Clerk, MONDAY, ask_act, banner, come_again, confirm, open_case, received};
use super::steps;

/// 容缺受理: what may follow is offered, with the last day that leaves time for the review.
async fn put_off(counter: &Seat, hall: &WindowHall, case: &str) -> Result<()> {
    open_case(counter, case).await?;
    ask_act(counter, "defer", "defer:hygiene-rules").await?;
    let due = "return document.querySelector('[data-focus=\"course:due\"]').value";
    let due = counter.window.read(due).await?;
    ensure!(due == "2026-11-24", "the promise ends on 11-26, the review takes two days: {due}");
    counter.picture("deferral").await?;
    confirm(counter, "已容缺，请申请人在承诺处签名").await?;
    let parts = ["容缺受理通知书", "袁莉", case, "卫生管理制度", "2026年11月24日"];
    hall.printer.paper(&parts)?;
    counter.press(&[function(10)]).await?;
    banner(counter, "已受理").await?;
    hall.printer.paper(&["受理通知书", "袁莉", case, "2026年11月23日"]).map(drop)
}

/// The list of who is to be reminded, from the counter's own numbers.
async fn reminded(counter: &Seat, case: &str) -> Result<()> {
    counter.stands_at("start:next").await?;
    counter.tab_back_to("today:deferred").await?;
    counter.picture("deferred-count").await?;
    counter.press_to(ENTER, "search").await?;
    counter.window.wait_for_text("请申请人于 11-24 前补齐容缺材料 1 项").await?;
    counter.window.wait_for_text(case).await?;
    counter.picture("deferred-list").await
}

/// The organ ends it: the ground is proposed, a person says why and confirms.
async fn ended(organ: &Seat, hall: &WindowHall, case: &str) -> Result<()> {
    organ.stands_at("inbox").await?;
    open_case(organ, case).await?;
    ask_act(organ, "terminate", "course:ground").await?;
    let ground = "return document.querySelector('[data-focus=\"course:ground\"] \
        [aria-checked=\"true\"]')?.innerText ?? ''";
    let ground = organ.window.read(ground).await?;
    ensure!(ground.as_str().is_some_and(|text| text.contains("容缺逾期未补")), "{ground}");
    organ.press_to(ENTER, "course:reason").await?;
    organ.type_text("容缺材料到期未补，经两次提醒仍未提交。").await?;
    organ.picture("lapse").await?;
    confirm(organ, "已终止办理，请将通知书送达申请人").await?;
    banner(organ, "终止").await?;
    organ.picture("terminated").await?;
    let parts =
        ["终止办理通知书", "穗城区疾病预防控制局", "袁莉", case, "2026年11月25日", "行政复议"];
    hall.printer.paper(&[&parts[..], &["容缺材料到期未补", "行政诉讼"]].concat()).map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn window_what_was_put_off_and_never_came_ends_by_a_person() -> Result<()> {
    let (mut hall, mut clock) = WindowHall::by_demo_clock(MONDAY).await?;
    let clerk = Clerk { home: "counter", place: "counter-07", user: "chenjing" };
    let case = received(&mut hall, &clerk, "袁莉", &["hygiene-rules"])?;
    // a one-time code is good for ten minutes, not until Wednesday
    hall.programs.enrol("departments", "departments");
    let counter = Seat::open(&hall.programs, "counter", &hall.printer).await?;
    counter.sign_in("chenjing").await?;
    put_off(&counter, &hall, &case).await?;

    come_again(&counter, "chenjing", (&mut clock, "2026-11-24T09:00:00+08:00")).await?;
    reminded(&counter, &case).await?;
    steps::sign_out(&counter).await?;

    clock.turn("2026-11-25T09:30:00+08:00").await;
    let organ = Seat::open(&hall.programs, "departments", &hall.printer).await?;
    organ.sign_in("caolei").await?;
    ended(&organ, &hall, &case).await?;
    ensure!(counter.pointed().await? + organ.pointed().await? == 0, "a pointer was used");
    Ok(())
}
