//! Days at the hall: what was received by the command line before a window opened, the way to a case
//! and its acts, and the morning after.

use anyhow::{Context as _, Result};
use serde_json::json;
use tests::demo_clock::DemoClock;
use tests::seat::Seat;
use tests::webdriver::keys::{CONTROL, ENTER, function};
use tests::windows::WindowHall;

use super::steps;
use crate::headless::theme;

/// A Monday; the fifth working day after it is Monday 2026-11-30.
pub(super) const MONDAY: &str = "2026-11-23T09:00:00+08:00";

/// Somebody at a station, who has no window open.
pub(super) struct Clerk<'a> {
    pub(super) home: &'a str,
    pub(super) place: &'a str,
    pub(super) user: &'a str,
}

/// 公共场所卫生许可 for a shop that has its licence, without the materials that are left `out`;
/// answers with the number.
pub(super) fn received(
    hall: &mut WindowHall,
    clerk: &Clerk<'_>,
    applicant: &str,
    out: &[&str],
) -> Result<String> {
    let mut order = tests::order::permit();
    order["applicant"]["name"] = json!(applicant);
    let materials = order["materials"].as_array_mut().context("materials")?;
    materials.retain(|row| !out.iter().any(|kind| row["kind"] == *kind));
    order["decision"] = json!("receive_as_is");
    received_as(hall, clerk, &order)
}

/// What an order of the command line asks for, received while the platform is away, so that a scanned
/// licence stands until it is compared; answers with the number of its first case.
pub(super) fn received_as(
    hall: &mut WindowHall,
    clerk: &Clerk<'_>,
    order: &serde_json::Value,
) -> Result<String> {
    let programs = &mut hall.programs;
    std::fs::write(programs.path("page.jpg"), theme::page())?;
    std::fs::write(programs.path("order.json"), order.to_string())?;
    programs.enrol(clerk.home, clerk.place);
    programs.at(clerk.home, clerk.user, &["sync", "once"]);
    programs.stop_platform();
    let done = programs.at(clerk.home, clerk.user, &["apply", &programs.text("order.json")]);
    programs.start_platform();
    programs.at(clerk.home, clerk.user, &["sync", "once"]);
    Ok(done["cases"][0].as_str().context("a case")?.to_owned())
}

/// Ctrl+F and the number: the case is on the screen, the focus at its tabs.
pub(super) async fn open_case(seat: &Seat, case: &str) -> Result<()> {
    seat.window.press_with(CONTROL, 'f').await?;
    seat.stands_at("search").await?;
    seat.window.press_with(CONTROL, 'a').await?;
    seat.type_text(case).await?;
    seat.window.wait_for_text("查到 1 件").await?;
    let shown =
        format!("return document.querySelector('.banner')?.innerText.includes({})", json!(case));
    seat.window.wait_for(&shown).await?;
    seat.press_to(ENTER, "found").await?;
    seat.press_to(ENTER, "case-tabs").await
}

/// Goes to the button of an act, also behind 更多, and presses it.
pub(super) async fn press_act(seat: &Seat, act: &str) -> Result<()> {
    let place = format!("act:{act}");
    let here = format!("return document.querySelector('[data-focus={}]') !== null", json!(place));
    if seat.window.read(&here).await? != true {
        seat.tab_to("act:more").await?;
        seat.press(&[ENTER]).await?;
        seat.window.wait_for(&here).await?;
    }
    seat.tab_to(&place).await?;
    seat.press(&[ENTER]).await
}

/// The same; a dialog opens at `place`.
pub(super) async fn ask_act(seat: &Seat, act: &str, place: &str) -> Result<()> {
    press_act(seat, act).await?;
    seat.stands_at(place).await
}

/// F10 in a dialog: it closes, and the window says `text`.
pub(super) async fn confirm(seat: &Seat, text: &str) -> Result<()> {
    seat.press(&[function(10)]).await?;
    seat.window.wait_for("return document.querySelector('dialog') === null").await?;
    seat.window.wait_for_text(text).await
}

/// What the banner of the case says, once it says it.
pub(super) async fn banner(seat: &Seat, text: &str) -> Result<()> {
    let says =
        format!("return document.querySelector('.banner')?.innerText.includes({})", json!(text));
    seat.window.wait_for(&says).await.map(drop)
}

/// Everybody goes home, and comes again at another `time` (RFC 3339).
pub(super) async fn come_again(
    seat: &Seat,
    user: &str,
    (clock, time): (&mut DemoClock, &str),
) -> Result<()> {
    steps::sign_out(seat).await?;
    clock.turn(time).await;
    seat.sign_in(user).await?;
    let day = time.split('T').next().unwrap_or_default();
    let says =
        format!("return document.querySelector('.demo-clock')?.innerText.includes({})", json!(day));
    seat.window.wait_for(&says).await.map(drop)
}
