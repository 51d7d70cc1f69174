//! 受理台: an applicant from the greeting to the receipt, and an outage.

use anyhow::{Context as _, Result};
use tests::webdriver::keys;

use super::{Pictures, Screen};
use crate::fill;

/// Questions of the barber's shop that are not answered by their first option.
const ANSWERS: &[(&str, char)] = &[("question:hair_dye", '1')];

pub(super) async fn visit(wanted: &Pictures) -> Result<()> {
    wanted.turn("10:40:12")?;
    wanted.lay_card("li-jianguo").await?;
    let screen = wanted.open("counter-07").await?;
    screen.take("sign-in").await?;
    screen.sign_in("chenjing").await?;
    screen.at("tour:next").await?;
    screen.take("tour").await?;
    screen.press(keys::ESCAPE).await?;
    screen.at("start:next").await?;
    screen.take("intake-start").await?;
    greet(wanted, &screen).await?;
    form(wanted, &screen).await?;
    materials(wanted, &screen).await?;
    receive(wanted, &screen).await?;
    screen.hold('f').await?;
    screen.at("search").await?;
    screen.type_text("马玉素甫").await?;
    screen.find(".case .viewer img").await?;
    screen.take("find").await?;
    screen.hold('l').await?;
    screen.at("sign-in:password").await?;
    screen.take("lock").await?;
    screen.close().await
}

/// Next ticket, item, card, questions.
async fn greet(wanted: &Pictures, screen: &Screen) -> Result<()> {
    wanted.turn("10:41:05")?;
    screen.function(9).await?;
    screen.at("search").await?;
    screen.type_text("理发").await?;
    screen.find(".hits .list-row").await?;
    screen.take("intake-search").await?;
    screen.press(keys::ENTER).await?;
    screen.find(".item-chip").await?;
    screen.function(4).await?;
    screen.see("李建国").await?;
    screen.at("field:applicant.phone").await?;
    screen.type_text("13800002210").await?;
    while let Some(at) = place(screen).await?.filter(|at| !at.starts_with("question:")) {
        next(screen, &at).await?;
    }
    screen.take("intake-questions").await?;
    wanted.turn("10:43:30")?;
    while let Some(place) = place(screen).await?.filter(|place| place.starts_with("question:")) {
        let answer = ANSWERS.iter().find(|(question, _)| *question == place);
        screen.press(answer.map_or('1', |(_, digit)| *digit)).await?;
        next(screen, &place).await?;
    }
    Ok(())
}

/// The merged form; an area of nothing is told at once.
async fn form(wanted: &Pictures, screen: &Screen) -> Result<()> {
    wanted.turn("10:46:18")?;
    while let Some(at) = place(screen).await?.filter(|place| place.starts_with("field:")) {
        let element = at.trim_start_matches("field:");
        if element == "premises.area" {
            screen.type_text("0").await?;
            next(screen, &at).await?;
            screen.find(".field-error").await?;
            screen.go(&at).await?;
            screen.take("intake-form-error").await?;
            screen.hold('a').await?;
        }
        if screen.read("return document.activeElement.matches('[role=radio]')").await? == true {
            screen.press('1').await?;
        } else if screen.read("return document.activeElement.matches('select')").await? == true {
            screen.press(keys::DOWN).await?;
        } else {
            screen.type_text(fill::typed(element)).await?;
        }
        next(screen, &at).await?;
    }
    Ok(())
}

/// Certificates, a form to sign, scans; and what else can be done while something is missing.
async fn materials(wanted: &Pictures, screen: &Screen) -> Result<()> {
    wanted.turn("10:49:02")?;
    screen.go("material:property-deed").await?;
    screen.function(7).await?;
    screen.at("certificates").await?;
    screen.take("certificates").await?;
    // the focus goes on to what is missing next; whoever wants another row goes there after it
    screen.press(keys::ENTER).await?;
    screen.at("material:hygiene-application-form").await?;
    screen.go("material:identity-card").await?;
    screen.function(7).await?;
    screen.at("certificates").await?;
    screen.press(keys::ENTER).await?;
    screen.at("material:hygiene-application-form").await?;
    screen.go("material:floor-plan").await?;
    screen.press(' ').await?;
    screen.find("dialog[open]").await?;
    screen.take("material").await?;
    screen.press(keys::ESCAPE).await?;
    screen.gone("dialog[open]").await?;
    screen.function(6).await?;
    screen.go("scan:source").await?;
    screen.press('2').await?;
    screen.find("[data-focus='scan:source'] [aria-checked=true]:nth-child(2)").await?;
    screen.choose("scan:start").await?;
    screen.at("scan:keep").await?;
    screen.take("scan").await?;
    screen.press(keys::ENTER).await?;
    screen.gone("dialog[open]").await?;
    wanted.turn("10:51:40")?;
    screen.take("intake").await?;
    for (place, name) in [("once-notice", "once-notice"), ("receive-as-is", "as-is")] {
        screen.choose(place).await?;
        screen.find("dialog[open]").await?;
        screen.take(name).await?;
        screen.press(keys::ESCAPE).await?;
        screen.gone("dialog[open]").await?;
    }
    screen.hold('q').await?;
    screen.at("start:next").await
}

/// Somebody whose papers are all there is called back and goes home with the receipt.
async fn receive(wanted: &Pictures, screen: &Screen) -> Result<()> {
    wanted.turn("10:53:10")?;
    recall(screen, "吴国栋").await?;
    screen.find(".way-out-button[data-tone=primary]").await?;
    screen.take("intake-ready").await?;
    screen.function(10).await?;
    screen.at("done:next").await?;
    screen.take("done").await?;
    screen.press(keys::ESCAPE).await?;
    screen.at("start:next").await
}

/// The platform is away: the counter goes on.
pub(super) async fn outage(wanted: &Pictures) -> Result<()> {
    wanted.turn("11:20:00")?;
    wanted.signal_platform("-TERM")?;
    let screen = wanted.open("counter-07").await?;
    screen.sign_in("chenjing").await?;
    recall(&screen, "李建国").await?;
    screen.find(".pill[data-tone=warn]").await?;
    screen.take("intake-offline").await?;
    screen.close().await
}

/// Calls a parked applicant back.
async fn recall(screen: &Screen, name: &str) -> Result<()> {
    screen.go("parked").await?;
    screen.see(name).await?;
    for _ in 0..8 {
        screen.press(keys::DOWN).await?;
        let here = screen
            .read("return document.querySelector('.queue [aria-selected=true] .clip')?.innerText ?? ''")
            .await?;
        if here.as_str().context("a row has a text")?.contains(name) {
            return screen.press(keys::ENTER).await;
        }
    }
    anyhow::bail!("{name} is not parked")
}

/// Where the focus stands.
async fn place(screen: &Screen) -> Result<Option<String>> {
    let script = "return document.activeElement?.closest('[data-focus]')?.dataset.focus ?? ''";
    let here = screen.read(script).await?;
    Ok(here.as_str().filter(|here| !here.is_empty()).map(ToOwned::to_owned))
}

/// Enter, and the focus is at what comes next.
async fn next(screen: &Screen, from: &str) -> Result<()> {
    screen.press(keys::ENTER).await?;
    for _ in 0..100 {
        if place(screen).await?.is_some_and(|here| here != from) {
            return Ok(());
        }
        tokio::time::sleep(super::PAUSE).await;
    }
    anyhow::bail!("Enter stays at {from}")
}
