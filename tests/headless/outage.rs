//! The counter goes on with the platform stopped: numbers and papers are final (Done 3).

use serde_json::{Value, json};

use super::theme::{page, scan};
use super::{Halls, assert_says, paper};

/// A hygiene permit for a shop that has its licence; originals in place of e-certificates.
fn permit() -> Value {
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

#[test]
fn headless_a_permit_is_accepted_while_the_platform_is_stopped() {
    let mut hall = Halls::open();
    std::fs::write(hall.path("page.jpg"), page()).unwrap();
    // Somebody works here while the platform is there: password and numbers are in hand.
    hall.at("counter", "chenjing", &["sync", "once"]);
    hall.stop_platform();
    let (file, papers) = (hall.file("order.json", &permit()), hall.text("papers"));
    let done = hall.at("counter", "chenjing", &["apply", &file, "--pdf", &papers]);
    let case = done["cases"][0].as_str().unwrap();
    let notice = paper(&done, "acceptance_notice");
    assert_says(&notice, &["受理通知书", "袁莉", case, "离线"]);
    assert!(done["unsent"].as_u64() > Some(0));
    let status = hall.at("counter", "chenjing", &["sync", "status"]);
    assert_eq!(status["offline"], true);
    assert_eq!(status["unsent"], done["unsent"]);
    let shown = hall.at("counter", "chenjing", &["case", "show", case]);
    assert_eq!(shown["case"]["stage"], "accepted");
    assert!(shown["pending"].as_u64() > Some(0));
    let number = shown["papers"].clone();

    hall.start_platform();
    hall.at("counter", "chenjing", &["sync", "once"]);
    let status = hall.at("counter", "chenjing", &["sync", "status"]);
    assert_eq!((&status["unsent"], &status["received"]), (&json!(0), &json!(0)));
    assert_eq!(status["work_items"], json!([]));
    let shown = hall.at("departments", "fengjie", &["case", "show", case]);
    assert_eq!(shown["case"]["stage"], "accepted");
    assert_eq!(shown["papers"], number, "numbers and papers are final");
    assert_eq!(hall.at("counter", "chenjing", &["verify"])["bad"], Value::Null);
}
