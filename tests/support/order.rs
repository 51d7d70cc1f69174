//! A whole application as a file orders it, and how a clerk types it in.

use serde_json::{Value, json};
use workstation::desk::Workstation;
use workstation::view::{ActOutcome, DraftEdit, IntakeView};

/// A hygiene permit for a shop that has its licence; originals in place of e-certificates.
#[must_use]
pub fn permit() -> Value {
    let materials = [
        "identity-card",
        "business-licence",
        "property-deed",
        "hygiene-application-form",
        "floor-plan",
        "hygiene-test-report",
        "hygiene-rules",
    ];
    json!({
        "ticket": "A031",
        "applicant": {
            "id_number": "44010619871011008X", "name": "袁莉", "phone": "13800002129",
            "address": "穗城区建设六马路29号1207房",
        },
        "items": ["11440106MB2C44104H4000123020001"],
        "answers": {
            "licensed": "yes", "tenure": "owned", "hair_dye": "no", "beauty": "none",
            "central_air": "no", "hygiene_route": "ordinary",
        },
        "form": {
            "business.name": "穗城区剪艺工作室", "business.legal_representative": "袁莉",
            "business.staff": "2", "premises.address": "穗城区建设六马路31号102铺",
            "premises.area": "38", "hygiene.project": "hair", "hygiene.seats": "3",
            "hygiene.manager": "袁莉", "hygiene.disinfection": "heat",
        },
        "materials": materials.map(scan),
    })
}

/// A material as one scanned page, compared with the original.
fn scan(kind: &str) -> Value {
    json!({ "kind": kind, "files": ["page.jpg"], "original": "seen_returned", "passed": true })
}

/// The order of the window: item, applicant, situations, form, materials, F10.
///
/// # Panics
/// A rule refuses, or the order lacks something.
pub async fn serve(desk: &Workstation, order: &Value, page: &str) -> ActOutcome {
    let said = |value: &Value| value.as_str().unwrap().to_owned();
    let mut view = desk.start(order["ticket"].as_str().unwrap()).await.unwrap();
    let draft = view.id.clone();
    if let Some(theme) = order["theme"].as_str() {
        view = edit(desk, &draft, DraftEdit::Theme { id: Some(theme.into()) }).await;
    }
    for item in order["items"].as_array().into_iter().flatten() {
        let code = item.as_str().unwrap().into();
        view = edit(desk, &draft, DraftEdit::AddItem { code }).await;
    }
    for place in ["id_number", "name", "phone", "address"] {
        let text = said(&order["applicant"][place]);
        let place = format!("applicant.{place}");
        view = edit(desk, &draft, DraftEdit::Party { place, text }).await;
    }
    // The window asks one question after the other, as they appear.
    while let Some(question) = view.questions.iter().find(|question| question.answer.is_none()) {
        let value = Some(said(&order["answers"][question.id.as_str()]));
        let question = question.id.clone();
        view = edit(desk, &draft, DraftEdit::Answer { question, value }).await;
    }
    let fields = view.groups.iter().flat_map(|group| &group.fields);
    let elements: Vec<_> = fields.map(|field| field.element.clone()).collect();
    for element in elements {
        if let Some(text) = order["form"][element.as_str()].as_str() {
            let text = text.to_owned();
            view = edit(desk, &draft, DraftEdit::Field { element, text }).await;
        }
    }
    materials(desk, view, order, page).await;
    let outcome = desk.receive(&draft, false).await.unwrap();
    assert_eq!(outcome.refusal, None);
    outcome
}

/// Row by row, as they stand in the window.
async fn materials(desk: &Workstation, view: IntakeView, order: &Value, page: &str) {
    let brought = order["materials"].as_array().unwrap();
    for row in view.materials.iter().filter(|row| !row.possible) {
        let kind = row.kind.clone();
        let Some(one) = brought.iter().find(|one| one["kind"] == kind.as_str()) else {
            continue;
        };
        if one["files"].is_null() {
            let offers = desk.certificates(&view.id, Some(kind.clone())).await.unwrap();
            let number = one["certificate"].as_str();
            let wanted = |number: &str| offers.iter().find(|offer| offer.number == number);
            let offer = match number {
                Some(number) => wanted(number).unwrap(),
                None => offers.iter().find(|offer| offer.usable).unwrap(),
            };
            desk.take_certificate(&view.id, kind, &offer.identifier).await.unwrap();
        } else {
            desk.import(&view.id, kind.clone(), page).await.unwrap();
            let state = domain::intake::OriginalState::SeenReturned;
            edit(desk, &view.id, DraftEdit::Original { kind: kind.clone(), state }).await;
            edit(desk, &view.id, DraftEdit::Check { kind, problem: None }).await;
        }
    }
}

async fn edit(desk: &Workstation, draft: &str, change: DraftEdit) -> IntakeView {
    desk.edit(draft, change, None).await.unwrap()
}
