//! The intake of 开办理发店 at the counter's window, from F9 to the way out.

use anyhow::{Result, ensure};
use tests::input_method::{LATIN, PINYIN};
use tests::seat::Seat;
use tests::webdriver::keys::{CONTROL, ENTER, ESCAPE, function};

use super::steps::{WAY_OUT, answer, back_to_ticket, certificate, printed_and_signed, scan, value};

/// Next ticket, then theme and applicant.
pub(super) async fn begin(counter: &Seat) -> Result<()> {
    counter.stands_at("start:next").await?;
    counter.picture("start").await?;
    counter.press_to(function(9), "search").await?;
    applicant(counter).await
}

/// A ticket that is typed: the queue is out of reach.
pub(super) async fn begin_typed(counter: &Seat, ticket: &str) -> Result<()> {
    counter.stands_at("start:next").await?;
    back_to_ticket(counter).await?;
    counter.enter(ticket, "start:new").await?;
    counter.press_to(ENTER, "search").await
}

/// Theme, applicant from the card reader; the focus then waits at the first question.
pub(super) async fn applicant(counter: &Seat) -> Result<()> {
    counter.compose("lifadian", "理发店").await?;
    counter.window.wait_for_text("开办理发店").await?;
    counter.picture("search").await?;
    counter.press_to(ENTER, "field:applicant.name").await?;
    counter.press_to(function(4), "field:applicant.phone").await?;
    counter.window.wait_for_text("读卡带入").await?;
    counter.enter("13800002210", "field:applicant.address").await?;
    counter.press_to(ENTER, "field:delivery.way").await?;
    counter.press_to(ENTER, "field:delivery.sms").await?;
    counter.picture("applicant").await?;
    counter.press_to(ENTER, "question:licensed").await
}

/// 情形: no licence yet, a person of the mainland, own premises, the ordinary route.
pub(super) async fn situations(counter: &Seat) -> Result<()> {
    answer(counter, '1', "question:entity").await?;
    answer(counter, '1', "question:by_agent").await?;
    counter.press_to(ENTER, "question:operator").await?;
    answer(counter, '1', "question:tenure").await?;
    answer(counter, '1', "question:residential").await?;
    answer(counter, '1', "question:hair_dye").await?;
    answer(counter, '2', "question:beauty").await?;
    answer(counter, '1', "question:central_air").await?;
    answer(counter, '1', "question:hygiene_route").await?;
    counter.picture("situations").await?;
    answer(counter, '1', "field:business.name").await
}

/// 表单: Chinese by the input method, choices by digits.
pub(super) async fn form(counter: &Seat) -> Result<()> {
    keys_of_the_input_method(counter).await?;
    counter.window.press_with(CONTROL, 'a').await?;
    counter.type_text("穗城区").await?;
    counter.compose("jianguolifadian", "穗城区建国理发店").await?;
    counter.press_to(ENTER, "field:business.legal_representative").await?;
    counter.compose("lijianguo", "李建国").await?;
    counter.press_to(ENTER, "field:business.composition").await?;
    answer(counter, '1', "field:business.capital").await?;
    counter.enter("2", "field:business.scope").await?;
    counter.enter("理发服务", "field:business.staff").await?;
    counter.enter("3", "field:premises.address").await?;
    counter.enter("穗城区建设二马路12号103铺", "field:premises.owner").await?;
    counter.press_to(ENTER, "field:premises.area").await?;
    counter.enter("46.5", "field:premises.floor").await?;
    counter.press_to(ENTER, "field:hygiene.project").await?;
    answer(counter, '1', "field:hygiene.seats").await?;
    counter.enter("4", "field:hygiene.manager").await?;
    counter.compose("lijianguo", "李建国").await?;
    counter.press_to(ENTER, "field:hygiene.disinfection").await?;
    counter.picture("form").await?;
    answer(counter, '1', "material:individual-registration-form").await
}

/// While a word is being composed, F10, digits, Enter and the space bar are the input method's.
async fn keys_of_the_input_method(counter: &Seat) -> Result<()> {
    let composing = "return document.activeElement.value !== ''";
    counter.input(PINYIN)?;
    counter.type_text("lifa").await?;
    counter.window.wait_for(composing).await?;
    counter.picture("composing").await?;
    counter.press(&[function(10), function(8), ENTER]).await?;
    // Enter left the letters as they are, and the focus where it was
    counter.window.wait_for("return document.activeElement.value === 'lifa'").await?;
    counter.stands_at("field:business.name").await?;
    counter.window.press_with(CONTROL, 'a').await?;
    counter.type_text("lifa").await?;
    let before = counter.window.read("return window.composed").await?;
    counter.press(&['2']).await?;
    counter.window.wait_for(&format!("return window.composed > {before}")).await?;
    counter.input(LATIN)?;
    let name = value(counter).await?;
    ensure!(name.chars().count() == 2 && !name.is_ascii(), "the digit chose a word: {name}");
    // an outage says so meanwhile; nothing else may have been told
    let quiet = "return [...document.querySelectorAll('.notice')]\
        .every((notice) => notice.innerText.includes('连不上中心'))";
    ensure!(counter.window.read(quiet).await? == true, "F10 acted in the middle of a word");
    Ok(())
}

/// 材料: two forms printed, signed and scanned; card and deed as e-certificates; the rest scanned.
pub(super) async fn materials(counter: &Seat) -> Result<()> {
    counter.picture("materials").await?;
    printed_and_signed(counter, "material:identity-card").await?;
    certificate(counter, "440106198002290016", "material:property-deed").await?;
    counter.picture("certificates").await?;
    let deed = "粤（2012）穗城不动产权第0031207号";
    certificate(counter, deed, "material:hygiene-application-form").await?;
    printed_and_signed(counter, "material:floor-plan").await?;
    scan(counter, "material:hygiene-test-report").await?;
    scan(counter, "material:hygiene-rules").await?;
    scan(counter, WAY_OUT).await?;
    counter.picture("complete").await
}

/// 材料 while the certificate service is out of reach: the originals in place of what would be fetched.
pub(super) async fn materials_scanned(counter: &Seat) -> Result<()> {
    printed_and_signed(counter, "material:identity-card").await?;
    counter.press(&[function(7)]).await?;
    counter.window.wait_for_text("可改收原件：按 F6 扫描，系统标记「待联网核验」").await?;
    counter.picture("outage-certificates").await?;
    counter.press_to(ESCAPE, "material:identity-card").await?;
    scan(counter, "material:property-deed").await?;
    scan(counter, "material:hygiene-application-form").await?;
    printed_and_signed(counter, "material:floor-plan").await?;
    scan(counter, "material:hygiene-test-report").await?;
    scan(counter, "material:hygiene-rules").await?;
    scan(counter, WAY_OUT).await
}
