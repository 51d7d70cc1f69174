//! A visit that ends without 收件, and the applicant who comes back days later with the notice.

use anyhow::{Result, ensure};
use serde_json::Value;
use tests::seat::Seat;
use tests::webdriver::keys::{ENTER, ESCAPE, function};
use tests::windows::WindowHall;

use super::days::{MONDAY, come_again};
use super::{permit, steps};

/// All that stands in fields, answers and rows of the page.
const PAGE: &str = "const page = {}; \
    for (const e of document.querySelectorAll('[data-focus^=\"field:\"], [data-focus^=\"question:\"]')) \
        page[e.dataset.focus] = 'value' in e ? e.value \
            : (e.querySelector('[aria-checked=\"true\"]')?.innerText ?? ''); \
    for (const e of document.querySelectorAll('[data-focus^=\"material:\"]')) \
        page[e.dataset.focus] = e.querySelectorAll('img').length; \
    return page;";

/// 一次性告知单 in place of a receipt; answers with its code and with what the page held.
async fn sent_home(counter: &Seat, hall: &WindowHall) -> Result<(String, Value)> {
    permit::typed(counter, "A042").await?;
    steps::printed_and_signed(counter, "material:identity-card").await?;
    steps::scan(counter, "material:business-licence").await?;
    let page = counter.window.read(PAGE).await?;
    counter.tab_to("once-notice").await?;
    counter.press_to(ENTER, "dialog:confirm").await?;
    counter.picture("once-notice").await?;
    counter.press_to(function(10), "done:next").await?;
    counter.window.wait_for_text("已打印").await?;
    counter.picture("sent-home").await?;
    counter.press_to(ESCAPE, "start:next").await?;
    let parts = ["一次性告知单", "袁莉", "公共场所卫生许可", "场所平面图", "再次前来时请出示此码"];
    let paper = hall.printer.paper(&parts)?;
    ensure!(!paper.contains("44010619871011008X"), "the number is masked: {paper}");
    Ok((hall.printer.qr_code(&parts)?, page))
}

/// The code is read by the gun: all that was typed and scanned is there again.
async fn comes_back(counter: &Seat, code: &str, before: &Value) -> Result<()> {
    counter.stands_at("start:next").await?;
    let back = "return document.querySelector('[data-focus=\"field:business.name\"]')?.value \
        === '穗城区剪艺工作室'";
    for _ in 0..20 {
        counter.gun(code).await?;
        let read = format!("{back} || document.querySelector('.notice') !== null");
        counter.window.wait_for(&read).await?;
        if counter.window.read(back).await? == true {
            break;
        }
        // the machine was too busy for a gun's pace: the gun is triggered again
        counter.press(&[ESCAPE]).await?;
    }
    let after = counter.window.read(PAGE).await?;
    ensure!(after == *before, "{before:#}\n→ {after:#}");
    counter.window.wait_for_text("袁莉").await?;
    counter.picture("back-with-the-notice").await
}

#[tokio::test(flavor = "multi_thread")]
async fn window_who_was_sent_home_with_a_notice_goes_on_by_its_code() -> Result<()> {
    let (hall, mut clock) = WindowHall::by_demo_clock(MONDAY).await?;
    let counter = hall.seat("counter", "counter-07").await?;
    counter.sign_in("chenjing").await?;
    let (code, page) = sent_home(&counter, &hall).await?;

    let wednesday = "2026-11-25T10:20:00+08:00";
    come_again(&counter, "chenjing", (&mut clock, wednesday)).await?;
    comes_back(&counter, &code, &page).await?;
    ensure!(counter.pointed().await? == 0, "a pointer was used");
    Ok(())
}
