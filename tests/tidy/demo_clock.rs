//! 演示时钟 stays with tests and demonstrations: nothing that ships has it (docs/adr/0011-demo-clock.md).

use std::path::Path;
use std::process::Command;

use super::dependencies::{list, members, metadata, text};

/// What is handed to a hall.
const SHIPPED: &[&str] = &["desktop", "workstation", "platform"];

/// Compiles the clock's crate with or without debug assertions, as `cargo build` and
/// `cargo build --release` do; answers with the library's bytes.
fn compiled(folder: &Path, assertions: &str) -> Vec<u8> {
    let library = folder.join(format!("libdemo_clock_{assertions}.rlib"));
    let done = Command::new("rustc")
        .args(["--edition", "2024", "--crate-type", "lib", "--crate-name", "demo_clock"])
        .args(["-C", &format!("debug-assertions={assertions}"), "-o"])
        .arg(&library)
        .arg(super::root().join("crates/demo-clock/src/lib.rs"))
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    std::fs::read(library).unwrap()
}

/// Whether a program that asks the clock compiles against such a library.
fn can_be_asked(folder: &Path, assertions: &str) -> bool {
    let asking = folder.join("asking.rs");
    let main = "fn main() { demo_clock::turned(std::time::SystemTime::now()); }";
    std::fs::write(&asking, main).unwrap();
    let library = folder.join(format!("libdemo_clock_{assertions}.rlib"));
    let done = Command::new("rustc")
        .args(["--edition", "2024", "--emit", "metadata", "--out-dir"])
        .arg(folder)
        .arg("--extern")
        .arg(format!("demo_clock={}", library.display()))
        .arg(&asking)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    let missing = said.contains("cannot find function `turned` in crate `demo_clock`");
    assert!(done.status.success() != missing, "{said}");
    done.status.success()
}

#[test]
fn tidy_a_release_build_has_no_demo_clock() {
    let folder = tempfile::tempdir().unwrap();
    let names = |bytes: &[u8]| {
        let variable = b"YICHUANG_DEMO_CLOCK";
        bytes.windows(variable.len()).any(|part| part == variable)
    };
    assert!(names(&compiled(folder.path(), "on")), "with debug assertions it is there");
    assert!(can_be_asked(folder.path(), "on"));
    assert!(!names(&compiled(folder.path(), "off")), "a release build does not know its file");
    assert!(!can_be_asked(folder.path(), "off"), "and has nothing that reads it");
}

#[test]
fn tidy_the_demo_clock_is_turned_on_by_the_tests_alone() {
    let metadata = metadata();
    let mut on = Vec::new();
    for (name, package) in members(&metadata) {
        let default = package["features"]["default"].as_array().into_iter().flatten();
        assert!(!default.map(text).any(|f| f.contains("demo-clock")), "{name}: never a default");
        let features = list(&package["dependencies"]).iter().flat_map(|d| list(&d["features"]));
        if features.map(text).any(|feature| feature.contains("demo-clock")) {
            on.push(name);
        }
    }
    assert_eq!(on, ["tests"]);
}

/// The crates that are linked when a package is built by itself.
fn linked(package: &str) -> String {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--edges", "normal", "--prefix", "none"])
        .args(["--package", package])
        .current_dir(super::root())
        .output()
        .unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    String::from_utf8(tree.stdout).unwrap()
}

#[test]
fn tidy_nothing_that_ships_links_the_demo_clock() {
    let has = |package: &str| linked(package).lines().any(|line| line.starts_with("demo-clock "));
    assert!(has("tests"));
    for package in SHIPPED {
        assert!(!has(package), "{package} links the demo clock");
    }
}

#[test]
fn tidy_only_the_clocks_ask_the_demo_clock() {
    let asking: Vec<String> = super::files(&[".rs"])
        .into_iter()
        .filter(|(path, _)| !path.starts_with("tests/") && !path.starts_with("crates/demo-clock/"))
        .filter(|(_, source)| source.contains("demo_clock::"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(asking, ["crates/platform/src/clock.rs", "crates/workstation/src/clock.rs"]);
}
