//! 公共场所卫生许可 alone, for somebody who has the licence already, at the counter's window.

use anyhow::Result;
use tests::seat::Seat;
use tests::webdriver::keys::ENTER;

use super::{intake, steps};

/// Materials of the ordinary route, in the order of the page.
const ORDINARY: &[&str] = &[
    "hygiene-application-form",
    "identity-card",
    "business-licence",
    "property-deed",
    "floor-plan",
    "hygiene-test-report",
    "hygiene-rules",
];

/// From the ticket to the first material.
pub(super) async fn typed(counter: &Seat, ticket: &str) -> Result<()> {
    intake::begin_typed(counter, ticket).await?;
    counter.type_text("ggcswsxk").await?;
    counter.window.wait_for_text("公共场所卫生许可").await?;
    counter.press_to(ENTER, "field:applicant.name").await?;
    counter.enter("袁莉", "field:applicant.id_number").await?;
    counter.enter("44010619871011008X", "field:applicant.phone").await?;
    counter.enter("13800002129", "field:delivery.way").await?;
    counter.press_to(ENTER, "field:delivery.sms").await?;
    counter.press_to(ENTER, "question:by_agent").await?;
    counter.press_to(ENTER, "question:tenure").await?;
    steps::answer(counter, '1', "question:hair_dye").await?;
    steps::answer(counter, '2', "question:beauty").await?;
    steps::answer(counter, '1', "question:central_air").await?;
    steps::answer(counter, '1', "question:hygiene_route").await?;
    steps::answer(counter, '1', "field:business.name").await?;
    counter.enter("穗城区剪艺工作室", "field:business.legal_representative").await?;
    counter.enter("袁莉", "field:business.staff").await?;
    counter.enter("2", "field:premises.address").await?;
    counter.enter("穗城区建设六马路31号102铺", "field:premises.area").await?;
    counter.enter("38", "field:premises.floor").await?;
    counter.press_to(ENTER, "field:hygiene.project").await?;
    steps::answer(counter, '1', "field:hygiene.seats").await?;
    counter.enter("3", "field:hygiene.manager").await?;
    counter.enter("袁莉", "field:hygiene.disinfection").await?;
    steps::answer(counter, '2', "material:hygiene-application-form").await
}

/// The form is printed, signed and scanned, everything else scanned; the focus then waits at the way out.
pub(super) async fn handed_in(counter: &Seat) -> Result<()> {
    let rows = ORDINARY.iter().skip(1).map(|row| format!("material:{row}"));
    let mut rows = rows.chain([steps::WAY_OUT.to_owned()]);
    let first = rows.next().unwrap_or_default();
    steps::printed_and_signed(counter, &first).await?;
    for next in rows {
        steps::scan(counter, &next).await?;
    }
    Ok(())
}
