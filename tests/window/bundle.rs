//! 一件事 with two organs: one asks for an expert review 专家评审, which stops its clock, the other lets
//! its term pass; the counter sees both by their lamps.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use tests::seat::Seat;
use tests::webdriver::keys::{DOWN, ENTER, function};
use tests::windows::WindowHall;

use super::days::{Clerk, MONDAY, ask_act, banner, come_again, confirm, open_case, received_as};
use super::review;
use crate::headless::theme;

const SIGN: &str = "11440106MB9107007T4441019012001";

/// 开办理发店 for somebody who has the licence: the permit, and the sign that is his choice.
fn order() -> Value {
    let mut order = tests::order::permit();
    order["theme"] = json!("open-barber-shop");
    order["items"] = json!([SIGN]);
    for (element, value) in
        [("sign.text", "剪艺"), ("sign.width", "3"), ("sign.height", "0.8"), ("sign.lit", "no")]
    {
        order["form"][element] = json!(value);
    }
    if let Some(materials) = order["materials"].as_array_mut() {
        materials.extend(["shop-sign-form", "sign-design"].map(theme::scan));
    }
    order["decision"] = json!("receive_as_is");
    order
}

/// The lamps of what 查询 finds for the applicant: colour, then shape and words.
async fn lamps(counter: &Seat) -> Result<Vec<String>> {
    let lamps = "const lamps = [...document.querySelectorAll('[data-focus=found] .lamp')]; \
        return lamps.length === 2 && lamps.map((lamp) => `${lamp.dataset.lamp} ${lamp.innerText}`)";
    let lamps = counter.window.wait_for(lamps).await?;
    let lamps = lamps.as_array().context("lamps")?;
    Ok(lamps.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

async fn look_up(counter: &Seat, picture: &str) -> Result<Vec<String>> {
    counter.window.press_with(tests::webdriver::keys::CONTROL, 'f').await?;
    counter.stands_at("search").await?;
    counter.window.press_with(tests::webdriver::keys::CONTROL, 'a').await?;
    counter.type_text("袁莉").await?;
    counter.window.wait_for_text("查到 2 件").await?;
    let lamps = lamps(counter).await?;
    counter.picture(picture).await?;
    Ok(lamps)
}

/// 专家评审 from today for ten days, told on paper; its clock stands still.
async fn expert_review(organ: &Seat, hall: &WindowHall, case: &str) -> Result<()> {
    review::claim(organ, "公共场所卫生许可").await?;
    ask_act(organ, "announce_step", "course:kind").await?;
    let kind = "return document.querySelector('[data-focus=\"course:kind\"]').value";
    for _ in 0..12 {
        if organ.window.read(kind).await? == "expert_review" {
            break;
        }
        organ.press(&[DOWN]).await?;
    }
    organ.press_to(ENTER, "course:from").await?;
    organ.press_to(ENTER, "course:to").await?;
    organ.enter("2026-12-04", "course:reason").await?;
    organ.type_text("集中通风方案须经专家评审。").await?;
    organ.picture("expert-review").await?;
    confirm(organ, "已告知程序和所需时间").await?;
    organ.picture("paused").await?;
    let parts = ["特别程序所需时间告知书", "袁莉", case, "专家评审", "2026年12月4日"];
    hall.printer.paper(&parts).map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn window_a_bundle_shows_one_organ_paused_and_the_other_late() -> Result<()> {
    let (mut hall, mut clock) = WindowHall::by_demo_clock(MONDAY).await?;
    let clerk = Clerk { home: "counter", place: "counter-07", user: "chenjing" };
    let permit = received_as(&mut hall, &clerk, &order())?;
    let counter = Seat::open(&hall.programs, "counter", &hall.printer).await?;
    counter.sign_in("chenjing").await?;
    open_case(&counter, &permit).await?;
    counter.press(&[function(10)]).await?;
    banner(&counter, "已受理").await?;
    let first = look_up(&counter, "bundle-first-day").await?;
    ensure!(first.iter().all(|lamp| lamp.starts_with("green ● ")), "{first:?}");
    ensure!(first.iter().all(|lamp| lamp.ends_with("正常")), "{first:?}");
    let organ = hall.seat("departments", "departments").await?;
    organ.sign_in("fengjie").await?;
    expert_review(&organ, &hall, &permit).await?;

    come_again(&counter, "chenjing", (&mut clock, "2026-12-01T09:00:00+08:00")).await?;
    let later = look_up(&counter, "bundle-a-week-later").await?;
    let shows = |lamp: &str| later.iter().any(|shown| shown == lamp);
    ensure!(shows("paused ‖ 审查中 · 暂停") && shows("red ■ 已收件 · 超承诺"), "{later:?}");
    counter.window.wait_for_text("专家评审至 12-04，不计入办理期限").await?;
    open_case(&counter, &permit).await?;
    counter.window.wait_for_text("已收件 · 超承诺").await?;
    counter.picture("bundle-beside").await?;
    ensure!(counter.pointed().await? + organ.pointed().await? == 0, "a pointer was used");
    Ok(())
}
