//! The wrong item, seen after 受理: it goes on as the right one from the same day of receipt
//! (clerk-notes E11).

use anyhow::{Result, ensure};
use tests::seat::Seat;
use tests::webdriver::keys::ENTER;
use tests::windows::WindowHall;

use super::days::{Clerk, MONDAY, ask_act, banner, come_again, confirm, open_case, received};

#[tokio::test(flavor = "multi_thread")]
async fn window_the_wrong_item_goes_on_as_the_right_one_from_the_day_of_receipt() -> Result<()> {
    let (mut hall, mut clock) = WindowHall::by_demo_clock(MONDAY).await?;
    let clerk = Clerk { home: "counter", place: "counter-07", user: "chenjing" };
    let case = received(&mut hall, &clerk, "袁莉", &[])?;
    let counter = Seat::open(&hall.programs, "counter", &hall.printer).await?;
    counter.sign_in("chenjing").await?;
    open_case(&counter, &case).await?;
    // this counter accepts as it receives
    banner(&counter, "已受理").await?;
    come_again(&counter, "chenjing", (&mut clock, "2026-11-25T09:00:00+08:00")).await?;

    open_case(&counter, &case).await?;
    ask_act(&counter, "replace", "replace:search").await?;
    counter.type_text("户外招牌").await?;
    counter.window.wait_for_text("户外招牌设施设置").await?;
    counter.press(&[ENTER]).await?;
    counter.window.wait_for("return document.querySelector('dialog b') !== null").await?;
    counter.picture("replace-asked").await?;
    answered(&counter).await?;
    counter.tab_to("replace:reason").await?;
    counter.type_text("名称相近，选错事项，以申请书为准").await?;
    counter.picture("replace-ready").await?;
    confirm(&counter, "新办件沿用收件日期").await?;
    let parts = ["更正通知书", "袁莉", &case, "户外招牌", "2026-11-23"];
    let notice = hall.printer.paper(&parts)?;
    let new = other_number(&notice, &case);
    ensure!(new.is_some(), "the notice names both cases: {notice}");
    banner(&counter, "作废").await?;
    counter.picture("replaced").await?;
    open_case(&counter, &new.unwrap_or_default()).await?;
    banner(&counter, "已收件").await?;
    counter.window.wait_for_text("11 月 26 日前").await?;
    counter.picture("replacement").await
}

/// Every question of the right item is answered with its first answer, by its digit.
async fn answered(counter: &Seat) -> Result<()> {
    let open = "const q = [...document.querySelectorAll('dialog [role=radiogroup]')]
        .find((g) => g.querySelector('[aria-checked=true]') === null);
        return q === undefined ? '' : q.dataset.focus";
    for _ in 0..12 {
        let place = counter.window.read(open).await?;
        let place = place.as_str().unwrap_or_default().to_owned();
        if place.is_empty() {
            return Ok(());
        }
        counter.tab_to(&place).await?;
        super::steps::pick(counter, '1').await?;
    }
    anyhow::bail!("the questions have no end")
}

/// The number that stands right behind the old one on the notice.
fn other_number(text: &str, case: &str) -> Option<String> {
    let number =
        |behind: &str| behind.chars().take_while(char::is_ascii_digit).take(20).collect::<String>();
    text.split(case).skip(1).map(number).find(|number| number.len() == 20)
}
