//! 告知承诺 of a whole permit: a signed promise for the report, decided on the same day without a site
//! check (优化营商环境条例 art. 40; clerk-notes E17).

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use tests::windows::WindowHall;

use super::days::{Clerk, MONDAY, received_as};
use super::{review, steps};
use crate::headless::theme;

/// The route takes the report off the list and puts the promise on it.
fn order() -> Result<Value> {
    let mut order = tests::order::permit();
    order["answers"]["hygiene_route"] = json!("declaration");
    let materials = order["materials"].as_array_mut().context("materials")?;
    materials.retain(|row| row["kind"] != "hygiene-test-report");
    materials.push(theme::scan("hygiene-pledge"));
    Ok(order)
}

#[tokio::test(flavor = "multi_thread")]
async fn window_a_permit_by_declaration_is_decided_on_the_day() -> Result<()> {
    let (mut hall, _clock) = WindowHall::by_demo_clock(MONDAY).await?;
    let clerk = Clerk { home: "counter", place: "counter-07", user: "chenjing" };
    let case = received_as(&mut hall, &clerk, &order()?)?;
    let organ = hall.seat("departments", "departments").await?;
    organ.sign_in("fengjie").await?;
    review::propose_unvisited(&organ).await?;
    organ.picture("declaration-proposed").await?;
    steps::sign_out(&organ).await?;
    organ.sign_in("caolei").await?;
    review::approve(&organ).await?;
    hall.printer.paper(&["准予行政许可决定书", "袁莉", &case, "2026年11月23日"])?;
    ensure!(organ.pointed().await? == 0, "a pointer was used");
    Ok(())
}
