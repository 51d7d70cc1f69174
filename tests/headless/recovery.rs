//! The keyring is lost: two administrators open the database key, and the station goes on.

use serde_json::{Value, json};
use tests::programs::{PASSWORD, Programs};
use tests::session::DesktopSession;

#[test]
fn headless_a_station_whose_keyring_is_lost_is_recovered_by_two() {
    // The demo gives a part of the recovery key to each of two administrators.
    let mut hall = Programs::open();
    hall.enrol("counter", "counter-07");
    hall.at("counter", "chenjing", &["sync", "once"]);
    let place: Value =
        serde_json::from_slice(&std::fs::read(hall.path("counter/station.json")).unwrap()).unwrap();
    let station = place["identity"]["station"].as_str().or(place["station"].as_str()).unwrap();

    // A new computer, the old disk: nothing opens.
    let other = hall.path("other-session");
    std::fs::create_dir_all(&other).unwrap();
    hall.session = DesktopSession::start(&other).unwrap();
    assert_eq!(hall.refused("counter", "chenjing", &["sync", "status"]), "keys.keyring_empty");
    hall.stop_platform();
    let open = ["recovery", "open", station, "xuning", "sunyan"];
    let opened = hall.tell_platform(&open, &format!("{PASSWORD}\n{PASSWORD}\n"));
    hall.start_platform();
    let key = hall.path("key");
    std::fs::write(&key, opened["key"].as_str().unwrap()).unwrap();
    let key = key.to_str().unwrap().to_owned();

    std::fs::write(hall.path("wrong"), "00".repeat(32)).unwrap();
    let wrong = hall.text("wrong");
    let refused = hall.refused("counter", "chenjing", &["recover", "--key-file", &wrong]);
    assert_eq!(refused, "store.unreadable");
    let done = hall.at("counter", "chenjing", &["recover", "--key-file", &key]);
    assert_eq!((&done["station"], &done["user"]), (&json!(station), &json!("chenjing")));
    let status = hall.at("counter", "chenjing", &["sync", "status"]);
    assert_eq!((&status["unsent"], &status["offline"]), (&json!(0), &json!(false)));
    assert_eq!(hall.at("counter", "chenjing", &["verify"])["bad"], Value::Null);
}
