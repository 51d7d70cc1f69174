//! The command line as a script sees it: exit codes, one JSON value on stdout, errors as JSON on
//! stderr.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_yichuang"))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// Runs with `--json`, expects success, and returns the answer.
fn answer(arguments: &[&str]) -> Value {
    let output = run(&[arguments, &["--json"]].concat());
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {errors}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Runs, expects this exit code, and returns code and message of the error.
fn failure(arguments: &[&str], exit: i32) -> (String, String) {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(exit), "{arguments:?}");
    let error: Value = serde_json::from_slice(&output.stderr).unwrap();
    let part = |name: &str| error["error"][name].as_str().unwrap().to_owned();
    (part("code"), part("message"))
}

#[test]
fn identity_numbers_are_checked_and_taken_apart() {
    let good = answer(&["identity", "check", "citizen-id", "11010519491231002x"]);
    assert_eq!(good["valid"], true);
    assert_eq!(good["reason"], Value::Null);
    assert_eq!(good["number"], "11010519491231002X");
    assert_eq!(good["birth"], "1949-12-31");
    assert_eq!(good["sex"], "female");
    let bad = answer(&["identity", "check", "citizen-id", "440104199003070018"]);
    assert_eq!(bad["valid"], false);
    assert!(bad["reason"].as_str().unwrap().contains("校验码"));
    for (kind, number) in [
        ("uscc", "12441500196720244T"),
        ("organisation-code", "D2143569-X"),
        ("residence-permit", "810000199001010019"),
        (
            "e-certificate-id",
            "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
        ),
        ("item-code", "12441500196720244T3442199806003"),
    ] {
        assert_eq!(answer(&["identity", "check", kind, number])["valid"], true, "{kind}");
    }
    assert_eq!(failure(&["identity", "check", "shoe-size", "42"], 2).0, "usage");
}

#[test]
fn deadlines_are_counted_in_working_days() {
    let date = answer(&["deadline", "--from", "2026-02-13", "--working-days", "5"]);
    assert_eq!(date, serde_json::json!({"date": "2026-02-27", "provisional": false}));
    let next_year = answer(&["deadline", "--from", "2026-12-28", "--working-days", "10"]);
    assert_eq!(next_year["provisional"], true);
    let plain = run(&["deadline", "--from", "2026-04-30", "--working-days", "20"]);
    assert_eq!(String::from_utf8(plain.stdout).unwrap(), "2026-06-01\n");
    assert_eq!(failure(&["deadline", "--from", "2026-02-30", "--working-days", "5"], 2).0, "usage");
}

#[test]
fn the_catalogue_is_searched_shown_and_merged() {
    let hits = answer(&["catalogue", "search", "理发店", "--limit", "2"]);
    assert_eq!(hits.as_array().unwrap().len(), 2);
    assert_eq!(hits[0]["code"], "open-barber-shop");
    assert_eq!(hits[0]["kind"], "theme");
    assert!(hits[0]["score"].as_u64() >= hits[1]["score"].as_u64());
    assert_eq!(answer(&["catalogue", "search", "魑魅魍魉"]), serde_json::json!([]));
    assert_eq!(answer(&["catalogue", "show", "open-barber-shop"])["name"], "开办理发店");
    let item = answer(&["catalogue", "show", "11440106MB9104009B4000714011001"]);
    assert_eq!(item["name"], "工伤认定");
    assert_eq!(failure(&["catalogue", "show", "nothing"], 1).0, "unknown_code");
    let theme = &["catalogue", "merge", "--theme", "open-barber-shop"];
    let merged = answer(&[theme, ["--answer", "tenure=owned"].as_slice()].concat());
    let counts = &merged["counts"];
    assert!(counts["fields_after"].as_u64() < counts["fields_before"].as_u64());
    let fields = merged["fields"].as_array().unwrap();
    assert_eq!(counts["fields_after"].as_u64(), u64::try_from(fields.len()).ok());
    assert!(fields.iter().all(|field| !field["items"].as_array().unwrap().is_empty()));
    let materials = merged["materials"].as_array().unwrap();
    let deed = materials.iter().find(|material| material["kind"] == "property-deed").unwrap();
    assert_eq!(deed["state"]["type"], "needed");
    assert!(deed["origins"].as_array().is_some_and(|origins| !origins.is_empty()));
    for (extra, code) in [
        (["--answer", "tenure=borrowed"], "unknown_answer"),
        (["--answer", "weather=fine"], "unknown_question"),
        (["--value", "premises.weather=fine"], "unknown_element"),
    ] {
        assert_eq!(failure(&[theme, extra.as_slice()].concat(), 1).0, code);
    }
    assert_eq!(failure(&["catalogue", "merge", "nothing"], 1).0, "unknown_item");
    assert_eq!(failure(&["catalogue", "merge"], 2).0, "usage");
}

#[test]
fn a_faulty_catalogue_is_told_with_its_place() {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../forms");
    let folder = tempfile::tempdir().unwrap();
    copy(&forms, folder.path());
    let path = folder.path().to_str().unwrap();
    let whole = answer(&["catalogue", "check", path]);
    assert_eq!(whole["errors"], 0);
    assert!(whole["items"].as_u64() >= Some(12));
    let theme = folder.path().join("themes/open-barber-shop.yaml");
    let text = fs::read_to_string(&theme).unwrap();
    fs::write(&theme, text.replace("lead: ", "lede: ")).unwrap();
    let output = run(&["catalogue", "check", path, "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["errors"], 1);
    assert_eq!(found["problems"][0]["file"], "themes/open-barber-shop.yaml");
    assert!(found["problems"][0]["line"].as_u64() > Some(0));
    let (code, message) = failure(&["catalogue", "search", "理发", "--catalogue", path], 1);
    assert_eq!(code, "catalogue_invalid");
    assert!(message.contains("themes/open-barber-shop.yaml"), "{message}");
    let nowhere = failure(&["catalogue", "check", "/nowhere"], 1);
    assert_eq!(nowhere.0, "catalogue_unreadable");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn help_and_bad_usage() {
    assert_eq!(run(&["--help"]).status.code(), Some(0));
    assert_eq!(run(&["--version"]).status.code(), Some(0));
    assert_eq!(failure(&[], 2).0, "usage");
    assert_eq!(failure(&["catalogue", "search"], 2).0, "usage");
}

#[test]
fn a_station_needs_a_home_an_enrolment_and_a_password() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().to_str().unwrap();
    let secret = folder.path().join("secret");
    fs::write(&secret, "Passw0rd-of-the-clerk\nsecond line").unwrap();
    let secret = ["--secret-file", secret.to_str().unwrap()];
    let who = ["--home", home, "--user", "wangxy"];
    for command in [
        vec!["case", "list"],
        vec!["case", "show", "44010603202611200001"],
        vec!["sync", "once"],
        vec!["sync", "status"],
        vec!["verify"],
    ] {
        let asked = [command.as_slice(), &who, &secret].concat();
        assert_eq!(failure(&asked, 1).0, "keys.not_enrolled", "{command:?}");
        // Nothing comes from stdin either.
        let silent = [command.as_slice(), &who].concat();
        assert_eq!(failure(&silent, 1).0, "secret", "{command:?}");
        assert_eq!(failure(&command, 2).0, "usage", "{command:?}");
    }
    let nowhere = ["verify", "--home", "/nowhere", "--user", "wangxy"];
    assert_eq!(failure(&[nowhere.as_slice(), &secret].concat(), 1).0, "home_missing");
    let enrol = ["enrol", "--home", home, "--platform", "https://127.0.0.1:1"];
    assert_eq!(failure(&[enrol.as_slice(), &secret].concat(), 1).0, "sync.code_invalid");
    let stage = ["case", "list", "--stage", "dreaming"];
    assert_eq!(failure(&[stage.as_slice(), &who].concat(), 2).0, "usage");
}
