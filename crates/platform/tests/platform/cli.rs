//! The command line, as an administrator types it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yichuang-platform"));
    command.current_dir(folder).stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder).args(arguments).output().unwrap()
}

/// The one JSON value of a call that succeeds.
fn answer(folder: &Path, arguments: &[&str]) -> Value {
    let output = run(folder, arguments);
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {complaint}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The code of a call that fails.
fn complaint(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    let error: Value = serde_json::from_slice(&output.stderr).unwrap();
    assert!(error["error"]["message"].as_str().is_some_and(|text| !text.is_empty()));
    error["error"]["code"].as_str().unwrap().to_owned()
}

fn forms() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../forms").to_owned()
}

#[test]
fn a_demo_is_made_backed_up_restored_and_verified() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("password"), "demo-password-1\n").unwrap();
    let secret = ["--secret-file", "password"];
    let demo = answer(at, &["demo", "--forms", &forms(), secret[0], secret[1]]);
    assert_eq!(demo["users"].as_array().unwrap().len(), 12);
    assert_eq!(demo["codes"]["departments"].as_str().unwrap().len(), 48);
    let again = answer(at, &["demo", secret[0], secret[1]]);
    assert_eq!(again["users"], demo["users"]);
    let backup = answer(at, &["backup"])["backup"].as_str().unwrap().to_owned();
    answer(at, &["restore", &backup]);
    assert_eq!(answer(at, &["verify"])["faults"].as_array().unwrap().len(), 0);
    let user = [
        "user",
        "add",
        "newman",
        "--person",
        "新人",
        "--staff-no",
        "1",
        "--role",
        "clerk",
        "--hall",
        "suicheng",
        secret[0],
        secret[1],
    ];
    assert_eq!(answer(at, &user)["user"], "newman");
    let code = ["station", "code", "--hall", "suicheng", "--counter", "11"];
    assert_eq!(answer(at, &code)["code"].as_str().unwrap().len(), 48);
}

#[test]
fn a_fault_is_told_in_one_line_of_json() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    answer_nothing(at, &["migrate"]);
    std::fs::write(at.join("short"), "short").unwrap();
    let user = |extra: [&str; 2]| {
        let start = ["user", "add", "x", "--person", "某", "--staff-no", "1", "--role", "clerk"];
        let all: Vec<&str> = start.into_iter().chain(["--hall", "h"]).chain(extra).collect();
        complaint(at, &all)
    };
    assert_eq!(user(["--secret-file", "short"]), "user.password_short");
    assert_eq!(user(["--secret-file", "missing"]), "command.failed");
    assert_eq!(complaint(at, &["publish", "/nonexistent"]), "command.failed");
    let station = ["station", "code", "--hall", "h", "--counter", "1"];
    assert_eq!(complaint(at, &station), "station.place");
    assert_eq!(complaint(at, &["serve", "--plain", "--listen", "0.0.0.0:0"]), "listen.plain");
    assert_eq!(run(at, &["nonsense"]).status.code(), Some(2));
}

fn answer_nothing(folder: &Path, arguments: &[&str]) {
    let output = run(folder, arguments);
    assert!(output.status.success() && output.stdout.is_empty());
}

#[test]
fn a_server_says_where_it_listens_and_ends_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = command(folder.path())
        .args(["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let said: Value = serde_json::from_str(&line).unwrap();
    assert!(said["address"].as_str().unwrap().starts_with("https://127.0.0.1:"));
    assert!(folder.path().join(said["ca"].as_str().unwrap()).exists());
    let told = Command::new("kill").arg(server.id().to_string()).status().unwrap();
    assert!(told.success());
    assert!(server.wait().unwrap().success());
}
