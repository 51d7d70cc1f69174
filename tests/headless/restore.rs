//! The platform's machine is lost and comes back from yesterday's backup: the programs as a hall's
//! technician runs them (Done 3).

use std::fs;

use serde_json::{Value, json};

use super::Halls;
use super::theme::{barber_shop, page};

/// What both places must say of a case, whatever the platform went through.
fn known(hall: &Halls, home: &str, user: &str, case: &str) -> Value {
    let shown = hall.at(home, user, &["case", "show", case]);
    json!([shown["case"]["stage"], shown["papers"], shown["pending"]])
}

fn carry(hall: &Halls) {
    for _ in 0..2 {
        hall.at("counter", "chenjing", &["sync", "once"]);
        hall.at("departments", "luoxin", &["sync", "once"]);
    }
}

#[test]
fn headless_a_platform_restored_from_its_backup_gets_back_what_it_lost() {
    let mut hall = Halls::open();
    fs::write(hall.path("page.jpg"), page()).unwrap();
    let mut order = tests::order::permit();
    // Online the licence would have to be fetched; the applicant insists.
    order["decision"] = json!("receive_as_is");
    let order = hall.file("order.json", &order);
    let yesterday = hall.at("counter", "chenjing", &["apply", &order]);
    let permit = yesterday["cases"][0].as_str().unwrap();
    carry(&hall);
    hall.stop_platform();
    let backup = hall.ask_platform(&["backup"])["backup"].as_str().unwrap().to_owned();

    // A day of work that no backup has, at the counter and in a department.
    hall.start_platform();
    let order = hall.file("order.json", &barber_shop());
    let today = hall.at("counter", "chenjing", &["apply", &order]);
    let registration = today["cases"][0].as_str().unwrap();
    hall.act("departments", "luoxin", registration, &json!({ "type": "claim" }));
    carry(&hall);
    let before: Vec<Value> = [registration, permit]
        .iter()
        .map(|case| known(&hall, "counter", "chenjing", case))
        .collect();

    hall.stop_platform();
    for name in ["platform.db", "platform.db-wal", "platform.db-shm"] {
        // SQLite takes its log away when it ends in good order.
        let _ = fs::remove_file(hall.path("platform").join(name));
    }
    fs::remove_dir_all(hall.path("platform/blobs")).unwrap();
    hall.ask_platform(&["restore", &backup]);
    hall.start_platform();
    carry(&hall);

    let reviewers = [(registration, "luoxin"), (permit, "fengjie")];
    for ((case, reviewer), before) in reviewers.iter().zip(&before) {
        assert_eq!(known(&hall, "counter", "chenjing", case), *before);
        assert_eq!(known(&hall, "departments", reviewer, case), *before);
    }
    for (home, user) in [("counter", "chenjing"), ("departments", "luoxin")] {
        let status = hall.at(home, user, &["sync", "status"]);
        assert_eq!((&status["unsent"], &status["received"]), (&json!(0), &json!(0)));
        assert_eq!(status["work_items"], json!([]));
        assert_eq!(hall.at(home, user, &["verify"])["bad"], Value::Null);
    }
    let shown = hall.at("departments", "luoxin", &["case", "show", registration]);
    assert!(shown["case"]["claimed_by"].is_object(), "the department's own act: {shown}");
    hall.stop_platform();
    let checked = hall.ask_platform(&["verify"]);
    assert_eq!(checked["faults"], json!([]), "chains, states and pages: {checked}");
}
