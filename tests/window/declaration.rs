//! 告知承诺 of a whole permit: chosen before the materials, a signed promise for the report, decided on
//! the same day without a site check (优化营商环境条例 art. 40; clerk-notes E17).

use anyhow::{Context as _, Result, ensure};
use tests::seat::Seat;
use tests::webdriver::keys::{ESCAPE, function};
use tests::windows::WindowHall;

use super::days::MONDAY;
use super::{permit, review, steps};

/// The route takes the report off the list and puts the promise on it.
async fn received(counter: &Seat, hall: &WindowHall) -> Result<String> {
    permit::typed(counter, "A043", '2').await?;
    let rows = "return [...document.querySelectorAll('[data-focus^=\"material:\"]')]\
        .map((row) => row.dataset.focus).join()";
    let rows = counter.window.read(rows).await?;
    let rows = rows.as_str().unwrap_or_default();
    ensure!(rows.contains("hygiene-pledge") && !rows.contains("hygiene-test-report"), "{rows}");
    counter.picture("declaration-rows").await?;
    permit::handed_in(counter, permit::DECLARATION, None).await?;
    counter.press_to(function(10), "done:next").await?;
    let number = "return document.querySelector('dialog').innerText.match(/\\d{20}/)?.[0] ?? ''";
    let number = counter.window.wait_for(number).await?;
    let case = number.as_str().context("a case")?.to_owned();
    counter.press_to(ESCAPE, "start:next").await?;
    hall.printer.paper(&["告知承诺书", "袁莉"])?;
    hall.printer.paper(&["受理通知书", "袁莉", &case, "2026年11月23日"])?;
    Ok(case)
}

#[tokio::test(flavor = "multi_thread")]
async fn window_a_permit_by_declaration_is_decided_on_the_day() -> Result<()> {
    let (hall, _clock) = WindowHall::by_demo_clock(MONDAY).await?;
    let counter = hall.seat("counter", "counter-07").await?;
    let organ = hall.seat("departments", "departments").await?;
    counter.sign_in("chenjing").await?;
    let case = received(&counter, &hall).await?;
    organ.sign_in("fengjie").await?;
    review::propose_unvisited(&organ).await?;
    organ.picture("declaration-proposed").await?;
    steps::sign_out(&organ).await?;
    organ.sign_in("caolei").await?;
    review::approve(&organ).await?;
    hall.printer.paper(&["准予行政许可决定书", "袁莉", &case, "2026年11月23日"])?;
    ensure!(counter.pointed().await? + organ.pointed().await? == 0, "a pointer was used");
    Ok(())
}
