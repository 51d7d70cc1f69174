//! The departments at their window, one person after the other, and the clerk who accepts between.

use anyhow::{Result, ensure};
use serde_json::json;
use tests::seat::Seat;
use tests::webdriver::keys::{CONTROL, DOWN, ENTER, function};

/// Every point is met, by F8 and Enter; F8 after the last leads to the opinion.
pub(super) async fn examine(seat: &Seat, points: &[&str]) -> Result<()> {
    for point in points {
        seat.press_to(function(8), &format!("point:{point}")).await?;
        seat.press(&[ENTER]).await?;
        let met = "return document.activeElement.innerText.includes('● 符合')";
        seat.window.wait_for(met).await?;
    }
    seat.press_to(function(8), "opinion").await
}

/// Enter claims the selected case of the inbox.
pub(super) async fn claim(seat: &Seat, item: &str) -> Result<()> {
    seat.stands_at("inbox").await?;
    seat.window.wait_for(&banner_says(item)).await?;
    seat.press(&[ENTER]).await?;
    seat.window.wait_for(&banner_says("我已认领")).await.map(drop)
}

fn banner_says(text: &str) -> String {
    format!("return document.querySelector('.banner')?.innerText.includes({})", json!(text))
}

/// A usual phrase as opinion: "/" offers them, a digit takes one.
pub(super) async fn phrase(seat: &Seat, digit: char, text: &str) -> Result<()> {
    seat.stands_at("opinion").await?;
    seat.press(&['/']).await?;
    seat.window.wait_for("return document.querySelector('.phrases') !== null").await?;
    seat.press(&[digit]).await?;
    let said = format!("return document.activeElement.value === {}", json!(text));
    seat.window.wait_for(&said).await.map(drop)
}

/// The registrar examines and registers; the case leaves the inbox.
pub(super) async fn register(seat: &Seat) -> Result<()> {
    claim(seat, "个体工商户设立登记").await?;
    let points = [
        "申请材料齐全，符合法定形式",
        "经营者实名核验通过",
        "名称不违反禁用规定，经营范围用规范表述",
    ];
    examine(seat, &points).await?;
    phrase(seat, '1', "材料齐全，符合法定形式，拟同意。").await?;
    seat.picture("registrar").await?;
    decide(seat).await
}

/// F10 asks for ground and text, which stand there already or are typed; F10 decides.
async fn decide(seat: &Seat) -> Result<()> {
    seat.press_to(function(10), "decide:ground-pick").await?;
    seat.press_to(ENTER, "decide:ground").await?;
    let ground = "return document.activeElement.value.includes('条例')";
    seat.window.wait_for(ground).await?;
    seat.press_to(ENTER, "decide:text").await?;
    seat.window.press_with(CONTROL, 'a').await?;
    seat.type_text("符合法定条件，准予。").await?;
    seat.picture("decision").await?;
    seat.press_to(function(10), "inbox").await?;
    seat.window.wait_for("return document.querySelector('dialog') === null").await.map(drop)
}

/// The clerk finds the applicant, sees that the licence came, and accepts; answers with the number.
pub(super) async fn accept(counter: &Seat, permit: &str) -> Result<()> {
    counter.window.press_with(CONTROL, 'f').await?;
    counter.stands_at("search").await?;
    counter.compose("lijianguo", "李建国").await?;
    counter.window.wait_for_text("查到 2 件").await?;
    counter.press_to(ENTER, "found").await?;
    counter.press(&[DOWN]).await?;
    counter.window.wait_for(&banner_says(permit)).await?;
    counter.press_to(ENTER, "case-tabs").await?;
    let licence = "return [...document.querySelectorAll('.case-material')].some((row) => \
                   row.innerText.includes('营业执照') && row.innerText.includes('同批产生'))";
    counter.window.wait_for(licence).await?;
    counter.picture("accepting").await?;
    counter.press(&[function(10)]).await?;
    counter.window.wait_for(&banner_says("已受理")).await.map(drop)
}

/// F10 asks for the record of the site check first: two officers, the place as in the form, what
/// they found; the party signs.
async fn check_site(seat: &Seat) -> Result<()> {
    seat.press_to(function(10), "site:officer:0").await?;
    for (text, next) in [
        ("Feng Jie", "site:certificate:0"),
        ("YA0450123", "site:officer:1"),
        ("Zheng Minyi", "site:certificate:1"),
        ("YA0450177", "site:day"),
    ] {
        seat.enter(text, next).await?;
    }
    seat.press_to(ENTER, "site:place").await?;
    seat.press_to(ENTER, "site:findings").await?;
    seat.enter("as drawn in the plan", "site:signs").await?;
    seat.press_to(ENTER, "site:words").await?;
    seat.picture("site-check").await?;
    seat.press_to(function(10), "opinion").await?;
    seat.window.wait_for_text("已现场核查").await
}

/// The examiner opens the scanned plan, examines and proposes, and cannot decide.
pub(super) async fn propose(seat: &Seat) -> Result<()> {
    claim(seat, "公共场所卫生许可").await?;
    seat.press_to(ENTER, "viewer").await?;
    seat.press(&['5']).await?;
    let shown = "const page = document.querySelector('.viewer img'); \
        return document.querySelector('.case-material[aria-pressed=true]')?.innerText\
        .includes('场所平面图') && page?.complete && page.naturalWidth > 1000";
    seat.window.wait_for(shown).await?;
    seat.picture("scan-opened").await?;
    let points = [
        "选址、平面布局符合要求",
        "消毒设施与面积、座位相称",
        "检测报告项目齐全，在有效期内",
        "染烫区独立设置，有机械通风",
    ];
    examine(seat, &points).await?;
    check_site(seat).await?;
    phrase(seat, '2', "经审查，符合法定条件、标准。").await?;
    seat.press_to(function(10), "inbox").await?;
    seat.window.wait_for_text("承办 冯杰").await?;
    cannot_decide(seat).await
}

/// 告知承诺: the examiner proposes on the promise; nobody visits the place before the decision.
pub(super) async fn propose_unvisited(seat: &Seat) -> Result<()> {
    claim(seat, "公共场所卫生许可").await?;
    let points = "return [...document.querySelectorAll('[data-focus^=\"point:\"]')]\
        .map((point) => point.dataset.focus.slice('point:'.length))";
    let points = seat.window.read(points).await?;
    let points: Vec<&str> =
        points.as_array().into_iter().flatten().filter_map(|point| point.as_str()).collect();
    examine(seat, &points).await?;
    phrase(seat, '2', "经审查，符合法定条件、标准。").await?;
    seat.press_to(function(10), "inbox").await?;
    seat.window.wait_for_text("承办 冯杰").await
}

/// None of the acts on offer decides, also not behind 更多; the bottom line says why.
async fn cannot_decide(seat: &Seat) -> Result<()> {
    seat.window.wait_for_text("决定授权，请交由有授权的同事办理").await?;
    seat.tab_to("act:more").await?;
    seat.press(&[ENTER]).await?;
    seat.window
        .wait_for("return document.querySelector('[data-focus=\"act:more\"]') === null")
        .await?;
    let acts = "return [...document.querySelectorAll('[data-focus^=\"act:\"]')]\
                .map((act) => act.dataset.focus).join(' ')";
    let acts = seat.window.read(acts).await?;
    let acts = acts.as_str().unwrap_or_default();
    ensure!(acts.contains("act:propose_grant"), "{acts}");
    ensure!(!acts.contains("act:approve") && !acts.contains("act:reject"), "{acts}");
    seat.picture("examiner-cannot-decide").await
}

/// Somebody else decides.
pub(super) async fn approve(seat: &Seat) -> Result<()> {
    seat.stands_at("inbox").await?;
    seat.window.wait_for_text("承办 冯杰").await?;
    decide(seat).await
}
