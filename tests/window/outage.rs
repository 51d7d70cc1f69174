//! The platform is stopped, the counter's real window goes on: papers and numbers are final, and what
//! the window says of itself is true all along (issue A, Done 3).

use std::fs;

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use tests::seat::Seat;
use tests::webdriver::keys::{DOWN, ENTER, ESCAPE, function};
use tests::windows::WindowHall;

use crate::headless::outage::{barber_shop_scanned, permit};
use crate::headless::theme::page;

const PILL: &str = "return document.querySelector('[data-focus=sync]')?.innerText ?? ''";

/// Fills a draft at the counter's command line and leaves it parked; the platform is not there.
fn park(hall: &WindowHall, mut order: Value) {
    order["decision"] = json!("keep");
    let file = hall.programs.path("order.json");
    fs::write(&file, order.to_string()).unwrap();
    let done = hall.programs.at("counter", "chenjing", &["apply", file.to_str().unwrap()]);
    assert_eq!(done["missing"], json!([]), "{done}");
}

/// Calls the applicant back whose draft was parked last, and receives; answers with what is shown.
async fn receive(counter: &Seat) -> Result<String> {
    counter.tab_to("parked").await?;
    counter.press(&[DOWN, ENTER]).await?;
    counter.window.wait_for("return document.querySelector('.banner-who') !== null").await?;
    counter.press(&[function(10)]).await?;
    counter.stands_at("done:next").await?;
    let numbers = "return [...document.querySelectorAll('p b')] \
        .map((number) => number.innerText).find((text) => /^\\d{20}/.test(text)) ?? ''";
    let shown = counter.window.wait_for(numbers).await?;
    counter.press(&[ESCAPE]).await?;
    counter.stands_at("start:next").await?;
    Ok(shown.as_str().unwrap_or_default().to_owned())
}

/// The number behind 待发.
fn waiting(pill: &str) -> u32 {
    let tail = pill.split("待发 ").nth(1).unwrap_or_default();
    tail.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap_or(u32::MAX)
}

async fn pill(counter: &Seat) -> Result<String> {
    Ok(counter.window.read(PILL).await?.as_str().unwrap_or_default().to_owned())
}

/// Follows the window's word until all is in force; it never says more than is true.
async fn until_in_force(counter: &Seat) -> Result<()> {
    let mut seen = Vec::new();
    for _ in 0..6_000 {
        let says = pill(counter).await?;
        if seen.last() != Some(&says) {
            seen.push(says.clone());
        }
        let words = ["离线", "已存本机", "已送达", "已生效", "材料传输中"];
        ensure!(words.iter().any(|word| says.starts_with(word)), "{seen:?}");
        let in_force = says.starts_with("已生效");
        ensure!(!in_force || waiting(&says) == 0, "in force while something waits: {seen:?}");
        if in_force {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    anyhow::bail!("it is never in force: {seen:?}")
}

/// A reviewer's inbox holds the case, and its scan is to be compared with the library.
async fn reviewed(department: &Seat, reviewer: &str, case: &str) -> Result<()> {
    department.sign_in(reviewer).await?;
    department.window.wait_for_text(case).await?;
    department.tab_to("inbox").await?;
    department.press(&[DOWN, ENTER]).await?;
    department.window.wait_for_text("待联网核验").await?;
    department.picture("outage-review").await
}

#[tokio::test(flavor = "multi_thread")]
async fn window_the_counter_goes_on_while_the_platform_is_stopped() -> Result<()> {
    let mut hall = WindowHall::open().await?;
    hall.programs.enrol("counter", "counter-07");
    hall.programs.enrol("departments", "departments");
    hall.programs.at("counter", "chenjing", &["sync", "once"]);
    for reviewer in ["luoxin", "fengjie"] {
        hall.programs.at("departments", reviewer, &["sync", "once"]);
    }
    fs::write(hall.programs.path("page.jpg"), page())?;
    hall.programs.stop_platform();
    park(&hall, barber_shop_scanned());
    park(&hall, permit());

    let counter = Seat::open(&hall.programs, "counter", &hall.printer).await?;
    counter.sign_in("chenjing").await?;
    counter.stands_at("start:next").await?;
    ensure!(pill(&counter).await?.starts_with("离线"), "{}", pill(&counter).await?);
    let permit = receive(&counter).await?;
    let receipt = hall.printer.paper(&["收件凭证", "离线办理", &permit])?;
    ensure!(receipt.contains("待联网核验"), "{receipt}");
    hall.printer.paper(&["受理通知书", "离线办理", "袁莉", &permit])?;
    let one = waiting(&pill(&counter).await?);
    let theme = receive(&counter).await?;
    let cases: Vec<&str> = theme.split(" · ").collect();
    ensure!(cases.len() == 2, "{theme}");
    let parts = ["接收申请材料凭证", "离线办理", "李建国", cases[0], cases[1], "待联网核验"];
    hall.printer.paper(&parts)?;
    let says = pill(&counter).await?;
    ensure!(says.starts_with("离线") && one > 0 && waiting(&says) > one, "{says} after {one}");
    counter.picture("outage-counter").await?;
    let papers = hall.printer.spool()?.len();

    hall.programs.start_platform();
    until_in_force(&counter).await?;
    ensure!(hall.printer.spool()?.len() == papers, "nothing is printed again");
    ensure!(counter.pointed().await? == 0, "the pointer was used");
    let department = Seat::open(&hall.programs, "departments", &hall.printer).await?;
    reviewed(&department, "luoxin", cases[0]).await?;
    Ok(())
}
