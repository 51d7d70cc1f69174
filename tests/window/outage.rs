//! The platform is stopped, the counter's real window goes on: papers and numbers are final, and what
//! the window says of itself is true all along (issue A, Done 3).

use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::json;
use tests::devices::Printer;
use tests::seat::Seat;
use tests::webdriver::keys::{DOWN, ESCAPE, function};
use tests::windows::WindowHall;

use super::{intake, permit, steps};

const PILL: &str = "return document.querySelector('[data-focus=sync]')?.innerText ?? ''";

/// F10 receives; answers with the numbers that are shown.
async fn receive(counter: &Seat) -> Result<Vec<String>> {
    counter.press(&[function(10)]).await?;
    counter.stands_at("done:next").await?;
    let numbers = "return [...document.querySelectorAll('p b')] \
        .map((number) => number.innerText).find((text) => /^\\d{20}/.test(text)) ?? ''";
    let shown = counter.window.wait_for(numbers).await?;
    counter.press(&[ESCAPE]).await?;
    counter.stands_at("start:next").await?;
    Ok(shown.as_str().unwrap_or_default().split(" · ").map(str::to_owned).collect())
}

/// 开办理发店, from the typed ticket to the receipt.
async fn theme(counter: &Seat, printer: &Printer) -> Result<[String; 2]> {
    intake::begin_typed(counter, "A031").await?;
    intake::applicant(counter).await?;
    intake::situations(counter).await?;
    intake::form(counter).await?;
    intake::materials_scanned(counter).await?;
    let Ok([registration, permit]) = <[String; 2]>::try_from(receive(counter).await?) else {
        bail!("two cases")
    };
    let parts = ["接收申请材料凭证", "离线办理", "李建国", &registration, &permit, "待联网核验"];
    printer.paper(&parts)?;
    Ok([registration, permit])
}

/// The number behind 待发.
fn waiting(pill: &str) -> u32 {
    let tail = pill.split("待发 ").nth(1).unwrap_or_default();
    tail.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap_or(u32::MAX)
}

async fn pill(counter: &Seat) -> Result<String> {
    Ok(counter.window.read(PILL).await?.as_str().unwrap_or_default().to_owned())
}

/// 公共场所卫生许可 for somebody else, who has the licence already, from the search to the acceptance.
async fn permit(counter: &Seat) -> Result<String> {
    permit::typed(counter, "A032").await?;
    permit::handed_in(counter).await?;
    let mut cases = receive(counter).await?;
    cases.pop().context("a case")
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
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    anyhow::bail!("it is never in force: {seen:?}")
}

/// Whoever is due sees the case, and its scan is to be compared with the library.
async fn reviewed(department: &Seat, reviewer: &str, case: &str) -> Result<()> {
    department.sign_in(reviewer).await?;
    department.window.wait_for_text(case).await?;
    department.tab_to("inbox").await?;
    let chosen =
        format!("return document.querySelector('.banner')?.innerText.includes({})", json!(case));
    for _ in 0..8 {
        if department.window.read(&chosen).await? == true {
            break;
        }
        department.press(&[DOWN]).await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    department.window.wait_for(&chosen).await?;
    department.window.wait_for_text("待联网核验").await?;
    department.picture(&format!("outage-{reviewer}")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn window_the_counter_goes_on_while_the_platform_is_stopped() -> Result<()> {
    let mut hall = WindowHall::open().await?;
    hall.programs.enrol("departments", "departments");
    for reviewer in ["luoxin", "fengjie"] {
        hall.programs.at("departments", reviewer, &["sync", "once"]);
    }
    let counter = hall.seat("counter", "counter-07").await?;
    counter.sign_in("chenjing").await?;
    counter.stands_at("start:next").await?;
    until_in_force(&counter).await?;
    hall.programs.stop_platform();

    let theme = theme(&counter, &hall.printer).await?;
    let one = waiting(&pill(&counter).await?);
    steps::sign_out(&counter).await?;
    counter.sign_in("chenjing").await?;
    let permit = permit(&counter).await?;
    let receipt = hall.printer.paper(&["收件凭证", "离线办理", "袁莉", &permit])?;
    ensure!(receipt.contains("待联网核验"), "{receipt}");
    hall.printer.paper(&["受理通知书", "离线办理", "袁莉", &permit])?;
    let says = pill(&counter).await?;
    ensure!(says.starts_with("离线") && one > 0 && waiting(&says) > one, "{says} after {one}");
    counter.picture("outage-counter").await?;
    let papers = hall.printer.spool()?.len();

    hall.programs.start_platform();
    until_in_force(&counter).await?;
    ensure!(hall.printer.spool()?.len() == papers, "nothing is printed again");
    ensure!(counter.pointed().await? == 0, "the pointer was used");
    let department = Seat::open(&hall.programs, "departments", &hall.printer).await?;
    reviewed(&department, "luoxin", &theme[0]).await?;
    steps::sign_out(&department).await?;
    reviewed(&department, "fengjie", &permit).await
}
