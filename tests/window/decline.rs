//! 拟不予受理 by the counter, confirmed by the organ, on a paper that names the competent body and the
//! remedies (行政许可法 art. 32(1)(2); clerk-notes E20).

use anyhow::{Result, ensure};
use tests::seat::Seat;
use tests::webdriver::keys::ENTER;
use tests::windows::WindowHall;

use super::days::{Clerk, MONDAY, ask_act, banner, confirm, open_case, received};

const BODY: &str = "穗城区市场监督管理局";
const REASON: &str = "所办为食品经营，不属于公共场所卫生许可的范围。";

/// The clerk proposes, and no paper comes of it yet.
async fn proposed(counter: &Seat, hall: &WindowHall, case: &str) -> Result<()> {
    open_case(counter, case).await?;
    ask_act(counter, "propose_decline", "decline:ground").await?;
    counter.press_to(ENTER, "decline:detail").await?;
    counter.enter(BODY, "decline:reason").await?;
    counter.type_text(REASON).await?;
    counter.picture("decline-proposed").await?;
    let papers = hall.printer.spool()?.len();
    confirm(counter, "已报部门确认不予受理").await?;
    counter.window.wait_for_text(&format!("应向{BODY}申请")).await?;
    counter.picture("decline-waits").await?;
    ensure!(hall.printer.spool()?.len() == papers, "the counter declines nothing by itself");
    Ok(())
}

/// The organ finds what was proposed, confirms it, and the paper says where to go instead.
async fn confirmed(organ: &Seat, hall: &WindowHall, case: &str) -> Result<()> {
    organ.stands_at("inbox").await?;
    organ.window.wait_for_text("拟不予受理").await?;
    organ.picture("decline-inbox").await?;
    open_case(organ, case).await?;
    ask_act(organ, "decline", "decline:ground").await?;
    let values = "return ['detail', 'reason'].map((part) => \
        document.querySelector(`[data-focus=\"decline:${part}\"]`).value).join('|')";
    let values = organ.window.read(values).await?;
    ensure!(values == format!("{BODY}|{REASON}"), "what was proposed stands there: {values}");
    organ.picture("decline-confirm").await?;
    confirm(organ, "已不予受理").await?;
    banner(organ, "不予受理").await?;
    let parts = [
        "不予受理决定书",
        "穗城区疾病预防控制局",
        "袁莉",
        case,
        BODY,
        REASON,
        "2026年11月23日",
        "行政复议",
        "行政诉讼",
        "60日内",
        "6个月内",
    ];
    hall.printer.paper(&parts)?;
    organ.picture("declined").await
}

#[tokio::test(flavor = "multi_thread")]
async fn window_a_decline_is_proposed_confirmed_and_names_the_competent_body() -> Result<()> {
    let (mut hall, _clock) = WindowHall::by_demo_clock(MONDAY).await?;
    let clerk = Clerk { home: "counter", place: "counter-07", user: "chenjing" };
    let case = received(&mut hall, &clerk, "袁莉", &["floor-plan"])?;
    let counter = Seat::open(&hall.programs, "counter", &hall.printer).await?;
    counter.sign_in("chenjing").await?;
    proposed(&counter, &hall, &case).await?;
    let organ = hall.seat("departments", "departments").await?;
    organ.sign_in("fengjie").await?;
    confirmed(&organ, &hall, &case).await?;
    ensure!(counter.pointed().await? + organ.pointed().await? == 0, "a pointer was used");
    Ok(())
}
