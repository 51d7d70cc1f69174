//! Steps at the windows, each as a person does it: keys to whatever has the focus, and after each the
//! focus is where the next one begins.

use anyhow::Result;
use serde_json::json;
use tests::seat::Seat;
use tests::webdriver::keys::{self, ENTER, function};

/// Where the focus goes when nothing is missing.
pub(super) const WAY_OUT: &str = "way-out";

/// From 叫号 back to the field of the ticket's number.
pub(super) async fn back_to_ticket(seat: &Seat) -> Result<()> {
    for place in ["start:new", "start:ticket"] {
        seat.window.press_with(keys::SHIFT, keys::TAB).await?;
        seat.stands_at(place).await?;
    }
    Ok(())
}

/// Answers the question that has the focus with the digit of an answer; Enter goes on.
pub(super) async fn answer(seat: &Seat, digit: char, next: &str) -> Result<()> {
    pick(seat, digit).await?;
    seat.press_to(ENTER, next).await
}

/// Picks the answer with that digit.
pub(super) async fn pick(seat: &Seat, digit: char) -> Result<()> {
    seat.press(&[digit]).await?;
    let picked = format!(
        "const e = document.activeElement; return e.getAttribute('role') === 'radio' && \
         e.getAttribute('aria-checked') === 'true' && e.innerText.trim().startsWith({})",
        json!(digit.to_string())
    );
    seat.window.wait_for(&picked).await.map(drop)
}

/// F7 at a row: the first certificate on offer is taken.
pub(super) async fn certificate(seat: &Seat, number: &str, next: &str) -> Result<()> {
    seat.press_to(function(7), "certificates").await?;
    seat.window.wait_for_text(number).await?;
    seat.press_to(ENTER, next).await
}

/// F6 at a row: one page from the flatbed, compared with the original, in order.
pub(super) async fn scan(seat: &Seat, next: &str) -> Result<()> {
    seat.press_to(function(6), "scan:source").await?;
    answer(seat, '2', "scan:original").await?;
    seat.press_to(function(6), "scan:keep").await?;
    seat.press_to(function(10), next).await
}

/// The form of a row is printed for the applicant's signature, and its signed copy scanned.
pub(super) async fn printed_and_signed(seat: &Seat, next: &str) -> Result<()> {
    seat.press_to(' ', "material:print").await?;
    seat.press(&[ENTER]).await?;
    seat.window.wait_for_text("已打印，请申请人签字").await?;
    scan(seat, next).await
}

/// The text that the focused field holds.
pub(super) async fn value(seat: &Seat) -> Result<String> {
    let value = seat.window.read("return document.activeElement.value ?? ''").await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

/// Goes back to the sign-in page by the account menu, which is reached backwards from the desk.
pub(super) async fn sign_out(seat: &Seat) -> Result<()> {
    seat.tab_back_to("account").await?;
    seat.press_to(ENTER, "menu:lock").await?;
    for place in ["menu:handover", "menu:attention", "menu:tour", "menu:language", "menu:sign-out"]
    {
        seat.press_to(keys::TAB, place).await?;
    }
    seat.press(&[ENTER]).await?;
    let gate = "return document.querySelector('.gate') !== null";
    seat.window.wait_for(gate).await.map(drop)
}
