//! 开办理发店 from the greeting to the shift report, in the windows of counter, departments and duty
//! desk (clerk-notes §4b).

use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::json;
use tests::seat::Seat;
use tests::webdriver::keys::{CONTROL, ESCAPE, SHIFT, TAB, function};
use tests::windows::WindowHall;
use tokio::time::Instant;

use super::{close, intake, papers, review, steps};

/// What the issue grants from the receipt to the department's inbox.
const LIMIT: Duration = Duration::from_secs(2);

#[tokio::test(flavor = "multi_thread")]
async fn window_a_barber_shop_is_opened_by_keyboard_alone() -> Result<()> {
    let hall = WindowHall::open().await?;
    let counter = hall.seat("counter", "counter-07").await?;
    let departments = hall.seat("departments", "departments").await?;
    counter.sign_in("chenjing").await?;
    departments.sign_in("heguang").await?;
    departments.stands_at("inbox").await?;

    intake::begin(&counter).await?;
    intake::situations(&counter).await?;
    intake::form(&counter).await?;
    intake::materials(&counter).await?;
    let [registration, permit] = receive(&counter, &departments).await?;
    let code = papers::receipt(&hall.printer, [&registration, &permit])?;
    scan_the_receipt(&counter, &code).await?;

    review::register(&departments).await?;
    papers::registration(&hall.printer, &registration)?;
    review::accept(&counter, &permit).await?;
    papers::acceptance(&hall.printer, &permit)?;
    steps::sign_out(&departments).await?;
    departments.sign_in("fengjie").await?;
    review::propose(&departments).await?;
    steps::sign_out(&departments).await?;
    departments.sign_in("caolei").await?;
    review::approve(&departments).await?;
    papers::decision(&hall.printer, &permit)?;

    close::hand_out(&counter, &[&registration, &permit]).await?;
    papers::delivery(&hall.printer, [&registration, &permit])?;
    let duty = hall.seat("duty", "hall").await?;
    duty.sign_in("zhengqiang").await?;
    close::report(&duty).await?;
    papers::shift_report(&hall.printer)?;
    close::papers_of_the_day(&duty).await?;
    papers::day(&hall.printer, [&registration, &permit])?;
    for seat in [&counter, &departments, &duty] {
        ensure!(seat.pointed().await? == 0, "a pointer was used");
    }
    keyring_of_each_station(&hall)
}

/// Each of the three stations has its own key in the keyring, and its own token of the platform.
fn keyring_of_each_station(hall: &WindowHall) -> Result<()> {
    let entries = hall.programs.session.keyring_entries()?;
    let ending = |ending: &str| entries.iter().filter(|entry| entry.ends_with(ending)).count();
    ensure!((ending("/key"), ending("/token"), entries.len()) == (3, 3, 6), "{entries:?}");
    Ok(())
}

/// F10 receives; the registration stands in the department's inbox within the limit, in the page that
/// was loaded before. Answers with the numbers.
async fn receive(counter: &Seat, departments: &Seat) -> Result<[String; 2]> {
    let row = "return document.querySelector('[data-focus=inbox]')?.innerText\
               .includes('个体工商户设立登记')";
    ensure!(departments.window.read(row).await? == false, "nothing was received yet");
    let since = Instant::now();
    counter.press(&[function(10)]).await?;
    let (latency, _) = departments.until(since, row).await?;
    println!("from F10 at the counter to the row in the department's inbox: {latency:?}");
    ensure!(latency <= LIMIT, "the inbox shows the case after {latency:?}, not within {LIMIT:?}");
    ensure!(departments.pointed().await? == 0, "the page is the one that was loaded at first");
    counter.stands_at("done:next").await?;
    counter.window.wait_for_text("已打印").await?;
    counter.picture("received").await?;
    let numbers = "return document.querySelector('dialog').innerText.match(/\\d{20}/g)";
    let numbers = counter.window.read(numbers).await?;
    let number = |at: usize| numbers[at].as_str().map(str::to_owned).context("a case number");
    let numbers = [number(0)?, number(1)?];
    counter.press_to(ESCAPE, "start:next").await?;
    Ok(numbers)
}

/// The receipt's QR code typed by hand stays what was typed; read by the gun, it leads to its case.
async fn scan_the_receipt(counter: &Seat, code: &str) -> Result<()> {
    let case = code.split('-').next().unwrap_or_default();
    steps::back_to_ticket(counter).await?;
    counter.enter(code, "start:new").await?;
    let banner = json!(case);
    let outcome = format!(
        "return document.querySelector('.banner')?.innerText.includes({banner}) ? 'found' : \
         document.activeElement?.dataset.focus === 'start:new' ? 'typed' : \
         document.querySelector('.notice')?.innerText.includes('认不出这个码') ? 'in part' : ''"
    );
    ensure!(counter.window.read(&outcome).await? == "typed", "a person's typing is no code");
    for _ in 0..20 {
        if counter.window.focus().await? == "start:new" {
            counter.window.press_with(SHIFT, TAB).await?;
        }
        counter.stands_at("start:ticket").await?;
        ensure!(steps::value(counter).await? == code, "what was typed is there");
        counter.window.press_with(CONTROL, 'a').await?;
        counter.gun(code).await?;
        if counter.window.wait_for(&outcome).await? == "found" {
            return counter.picture("receipt-scanned").await;
        }
        // the machine was too busy for a gun's pace: the keys were taken for typing, or a part of
        // them was; the message is closed, and the gun is triggered again
        counter.press(&[ESCAPE]).await?;
        counter.window.wait_for("return document.querySelector('.notice') === null").await?;
    }
    bail!("the code is never taken for a scanned one")
}
