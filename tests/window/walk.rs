//! 开办理发店 in the real windows (clerk-notes §4b).

use anyhow::{Result, ensure};
use tests::webdriver::keys::{ENTER, function};
use tests::windows::WindowHall;

#[tokio::test(flavor = "multi_thread")]
async fn window_a_theme_is_chosen_by_keyboard_alone() -> Result<()> {
    let hall = WindowHall::open().await?;
    let counter = hall.seat("counter", "counter-07").await?;
    counter.sign_in("chenjing").await?;
    counter.stands_at("start:next").await?;
    counter.press_to(function(9), "search").await?;
    counter.compose("lifadian", "理发店").await?;
    counter.press_to(ENTER, "field:applicant.name").await?;
    counter.press_to(function(4), "field:applicant.phone").await?;
    ensure!(counter.pointed().await? == 0, "the pointer was used");
    Ok(())
}
