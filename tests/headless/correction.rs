//! 补正 from notice to 受理, without a window: what was told is answered by what comes in.

use serde_json::{Value, json};

use super::theme::page;
use super::{Halls, assert_says, paper};

#[test]
fn headless_a_correction_is_told_once_answered_and_accepted() {
    let mut hall = Halls::open();
    std::fs::write(hall.path("page.jpg"), page()).unwrap();
    let mut order = tests::order::permit();
    let materials = order["materials"].as_array_mut().unwrap();
    materials.retain(|material| material["kind"] != "floor-plan");
    order["decision"] = "receive_as_is".into();
    let file = hall.file("order.json", &order);
    // Without the platform the originals that were scanned stand in for certificates.
    hall.at("counter", "chenjing", &["sync", "once"]);
    hall.stop_platform();
    let done = hall.at("counter", "chenjing", &["apply", &file]);
    let case = done["cases"][0].as_str().unwrap();
    let (home, user) = ("counter", "chenjing");
    let notice = json!({ "type": "notify_correction", "second_reason": null, "points": [{
        "material": "floor-plan", "element": null, "name": "场所平面图",
        "problem": "未提交", "remedy": "补交标明染烫区的平面图",
    }] });
    let told = hall.act(home, user, case, &notice);
    assert_says(
        &paper(&told, "correction_notice"),
        &[case, "场所平面图", "未提交", "补交标明染烫区"],
    );
    assert_eq!(hall.act_refused(home, user, case, &notice), "correction.once");
    let supply = json!({ "type": "supply_correction", "complete": true });
    assert_eq!(hall.act_refused(home, user, case, &supply), "supply.empty");
    let plan = json!({
        "type": "attach", "kind": "floor-plan", "files": ["page.jpg"],
        "original": "seen_returned", "passed": true,
    });
    hall.act(home, user, case, &plan);
    hall.act(home, user, case, &supply);
    let accepted = hall.act(home, user, case, &json!({ "type": "accept" }));
    assert_says(&paper(&accepted, "acceptance_notice"), &["受理通知书", case]);
    hall.start_platform();
    hall.at(home, user, &["sync", "once"]);
    let shown = hall.at("departments", "fengjie", &["case", "show", case]);
    assert_eq!(shown["case"]["stage"], "accepted");
    assert_eq!(hall.at(home, user, &["verify"])["bad"], Value::Null);
}
