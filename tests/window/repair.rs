//! 好差评 on the applicant's device, and a bad one repaired by the supervisor before the rated clerk
//! reads it (国办发〔2019〕51号; domain.md §7).

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use tests::seat::Seat;
use tests::webdriver::keys::ENTER;
use tests::windows::WindowHall;

use super::days::{Clerk, MONDAY, ask_act, confirm, open_case, received};

/// What the applicant presses when asked next.
async fn press(hall: &WindowHall, pressed: &Value) -> Result<()> {
    let url = format!("{}/rating", hall.programs.control);
    let answer = reqwest::Client::new().put(url).json(pressed).send().await?;
    ensure!(answer.status().is_success(), "{answer:?}");
    Ok(())
}

const WORDS: &str = "跑了三趟";

#[tokio::test(flavor = "multi_thread")]
async fn window_a_bad_rating_is_repaired_before_the_rated_clerk_reads_it() -> Result<()> {
    let (mut hall, _clock) = WindowHall::by_demo_clock(MONDAY).await?;
    let clerk = Clerk { home: "counter", place: "counter-07", user: "chenjing" };
    let case = received(&mut hall, &clerk, "袁莉", &[])?;
    let counter = Seat::open(&hall.programs, "counter", &hall.printer).await?;
    counter.sign_in("chenjing").await?;
    open_case(&counter, &case).await?;
    press(&hall, &json!({"state": "stars", "stars": 1, "options": ["113"], "comment": WORDS}))
        .await?;
    counter.tab_to("act:rate").await?;
    counter.picture("rate").await?;
    counter.press(&[ENTER]).await?;
    counter.window.wait_for_text("已评价").await?;
    let shown = format!("return document.body.innerText.includes({})", json!(WORDS));
    ensure!(counter.window.read(&shown).await? == false, "the rated clerk reads nothing yet");
    counter.picture("rated").await?;

    let duty = hall.seat("duty", "hall").await?;
    duty.sign_in("zhengqiang").await?;
    duty.window.wait_for_text("差评待整改 1 件").await?;
    duty.picture("repair-duty").await?;
    duty.tab_to("task:repair").await?;
    duty.press(&[ENTER]).await?;
    duty.window.wait_for_text(&case).await?;
    open_case(&duty, &case).await?;
    duty.window.wait_for(&shown).await?;
    ask_act(&duty, "contact_rater", "reason:text").await?;
    duty.type_text("电话核实：材料清单改过一次，确实多跑").await?;
    duty.picture("repair-contact").await?;
    confirm(&duty, "差评处理已登记").await?;
    ask_act(&duty, "close_repair", "repair:finding").await?;
    duty.press_to(ENTER, "repair:measures").await?;
    duty.type_text("改为一次告知，培训窗口").await?;
    duty.tab_to("repair:callback").await?;
    duty.type_text("表示认可").await?;
    duty.picture("repair-close").await?;
    confirm(&duty, "差评处理已登记").await?;
    counter.window.wait_for(&shown).await?;
    counter.window.wait_for_text("评价：非常不满意").await?;
    counter.picture("repair-read").await
}
