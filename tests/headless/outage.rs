//! The counter goes on with the platform stopped: numbers and papers are final (Done 3).

use serde_json::{Value, json};
use tests::order::permit;

use super::theme::{barber_shop, page, scan};
use super::{Halls, assert_says, paper};

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
    let receipt = paper(&done, "receipt");
    assert_says(&receipt, &["收件凭证", "不动产权证书", "待联网核验", "离线"]);
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
    a_changed_byte_is_named(&hall);
}

/// The theme of Done 2 with the scanned originals in place of what would be fetched.
fn barber_shop_scanned() -> Value {
    let mut order = barber_shop();
    for material in order["materials"].as_array_mut().unwrap() {
        if material.get("certificate").is_some() {
            *material = scan(material["kind"].as_str().unwrap());
        }
    }
    // What the deed's record would have filled in is typed.
    order["form"]["business.legal_representative"] = json!("李建国");
    order["form"]["premises.address"] = json!("穗城区建设二马路12号首层");
    order
}

#[test]
fn headless_a_theme_is_received_while_the_platform_is_stopped() {
    let mut hall = Halls::open();
    std::fs::write(hall.path("page.jpg"), page()).unwrap();
    hall.at("counter", "chenjing", &["sync", "once"]);
    hall.stop_platform();
    let (file, papers) = (hall.file("order.json", &barber_shop_scanned()), hall.text("papers"));
    let done = hall.at("counter", "chenjing", &["apply", &file, "--pdf", &papers]);
    assert_eq!(done["missing"], json!([]));
    let cases: Vec<&str> =
        done["cases"].as_array().unwrap().iter().map(|case| case.as_str().unwrap()).collect();
    let [registration, permit] = cases[..] else { panic!("{done}") };
    let receipt = paper(&done, "receipt");
    assert_says(
        &receipt,
        &["接收申请材料凭证", "李建国", registration, permit, "待联网核验", "离线"],
    );
    let shown = hall.at("counter", "chenjing", &["case", "show", registration]);
    let numbers = shown["papers"].clone();
    let unsent = done["unsent"].as_u64().unwrap();
    assert!(unsent > 0);
    let status = hall.at("counter", "chenjing", &["sync", "status"]);
    assert_eq!((&status["offline"], &status["unsent"]), (&json!(true), &json!(unsent)));

    hall.start_platform();
    // The department hears of nothing before the counter has sent it.
    let inbox = hall.at("departments", "luoxin", &["case", "list"]);
    assert!(!inbox.to_string().contains(registration));
    hall.at("counter", "chenjing", &["sync", "once"]);
    let status = hall.at("counter", "chenjing", &["sync", "status"]);
    assert_eq!((&status["unsent"], &status["received"]), (&json!(0), &json!(0)));
    assert_eq!(status["work_items"], json!([]));
    hall.at("departments", "luoxin", &["sync", "once"]);
    let inbox = hall.at("departments", "luoxin", &["case", "list"]);
    assert!(inbox.to_string().contains(registration), "{inbox}");
    let there = hall.at("departments", "luoxin", &["case", "show", registration]);
    assert_eq!(there["papers"], numbers, "numbers and papers are final");
    let here = hall.at("counter", "chenjing", &["case", "show", registration]);
    assert_eq!((&here["papers"], &here["pending"]), (&numbers, &json!(0)));
    assert_eq!(hall.at("counter", "chenjing", &["verify"])["bad"], Value::Null);
}

/// A byte of a page changed on the disk: `verify` fails and names the page.
fn a_changed_byte_is_named(hall: &Halls) {
    let folder = std::fs::read_dir(hall.path("counter").join("blobs")).unwrap().next().unwrap();
    let page = std::fs::read_dir(folder.unwrap().path()).unwrap().next().unwrap().unwrap().path();
    let good = std::fs::read(&page).unwrap();
    let mut wrong = good.clone();
    wrong[good.len() / 2] ^= 1;
    std::fs::write(&page, &wrong).unwrap();
    let (code, message) = hall.complaint("counter", "chenjing", &["verify"]);
    let name = page.file_name().unwrap().to_str().unwrap();
    assert!(code == "verify_failed" && message.contains(name), "{code} {message}");
    std::fs::write(&page, &good).unwrap();
    assert_eq!(hall.at("counter", "chenjing", &["verify"])["bad"], Value::Null);
}
