//! Who may depend on whom (design §2): from `cargo metadata`, direct and through others.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Which workspace crates each may name in its manifest.
const WORKSPACE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("workstation", &["domain", "demo-clock"]),
    ("platform", &["domain", "demo-clock"]),
    ("neighbours", &["domain"]),
    ("demo-clock", &[]),
    ("desktop", &["domain", "workstation"]),
    ("tests", &["domain", "workstation", "platform", "neighbours"]),
];

/// All that `domain` may name: plain values, text formats, one hash.
const DOMAIN: &[&str] = &[
    "cel",
    "hex",
    "jiff",
    "jsonschema",
    "schemars",
    "serde",
    "serde-saphyr",
    "serde_json",
    "sm3",
    "specta",
    "thiserror",
    "uuid",
];

/// What a crate must not reach, not even through another.
const NEVER: &[(&str, &[&str])] = &[
    ("domain", &["tokio", "sqlx", "sqlx-core", "reqwest", "hyper", "mio", "async-std", "rand"]),
    ("workstation", &["tauri", "platform", "neighbours", "axum"]),
    ("platform", &["tauri", "workstation", "neighbours", "keyring"]),
    ("neighbours", &["tauri", "workstation", "platform", "sqlx"]),
    ("desktop", &["platform", "neighbours", "axum"]),
];

/// What the window's crate must not name itself: storage and network are the workstation's.
const DESKTOP_DIRECT: &[&str] = &["sqlx", "libsqlite3-sys", "reqwest", "hyper", "ipp"];

pub(super) fn metadata() -> Value {
    // what other systems would link was never fetched
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked"])
        .args(["--filter-platform", &host()])
        .current_dir(super::root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The system that this is built for, as rustc names it.
fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    said.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

pub(super) fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

pub(super) fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

/// Manifests of the workspace by name.
pub(super) fn members(metadata: &Value) -> BTreeMap<&str, &Value> {
    let ids: BTreeSet<&str> = list(&metadata["workspace_members"]).iter().map(text).collect();
    list(&metadata["packages"])
        .iter()
        .filter(|package| ids.contains(text(&package["id"])))
        .map(|package| (text(&package["name"]), package))
        .collect()
}

/// What a manifest names, apart from what only its own tests need.
fn named(package: &Value) -> BTreeSet<&str> {
    list(&package["dependencies"])
        .iter()
        .filter(|dependency| dependency["kind"] != "dev")
        .map(|dependency| text(&dependency["name"]))
        .collect()
}

/// Everything that is linked into `start`.
fn reached<'a>(metadata: &'a Value, start: &str) -> BTreeSet<&'a str> {
    let names: BTreeMap<&str, &str> = list(&metadata["packages"])
        .iter()
        .map(|package| (text(&package["id"]), text(&package["name"])))
        .collect();
    let nodes: BTreeMap<&str, &Value> =
        list(&metadata["resolve"]["nodes"]).iter().map(|node| (text(&node["id"]), node)).collect();
    let mut seen = BTreeSet::new();
    let mut open: Vec<&str> =
        names.iter().filter(|(_, n)| **n == start).map(|(id, _)| *id).collect();
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            let linked = |d: &&Value| list(&d["dep_kinds"]).iter().any(|k| k["kind"].is_null());
            open.extend(list(&nodes[id]["deps"]).iter().filter(linked).map(|d| text(&d["pkg"])));
        }
    }
    seen.into_iter().map(|id| names[id]).collect()
}

#[test]
fn tidy_crates_depend_in_one_direction() {
    let metadata = metadata();
    let members = members(&metadata);
    let expected: BTreeSet<&str> = WORKSPACE.iter().map(|(name, _)| *name).collect();
    let found: BTreeSet<&str> = members.keys().copied().collect();
    assert_eq!(found, expected, "a new crate needs an ADR and a row here");
    for (name, allowed) in WORKSPACE {
        let own: BTreeSet<&str> = named(members[name]).intersection(&expected).copied().collect();
        let allowed = allowed.iter().copied().collect();
        assert!(own.is_subset(&allowed), "{name} names {own:?}, may name {allowed:?}");
    }
}

#[test]
fn tidy_domain_names_nothing_that_waits_or_touches_the_machine() {
    let metadata = metadata();
    let allowed: BTreeSet<&str> = DOMAIN.iter().copied().collect();
    let own = named(members(&metadata)["domain"]);
    assert!(own.is_subset(&allowed), "not for domain: {:?}", own.difference(&allowed));
}

#[test]
fn tidy_nothing_forbidden_is_linked() {
    let metadata = metadata();
    for (name, never) in NEVER {
        let reached = reached(&metadata, name);
        assert!(reached.contains(name), "{name} is gone");
        let bad: Vec<_> = never.iter().filter(|other| reached.contains(**other)).collect();
        assert!(bad.is_empty(), "{name} links {bad:?}");
    }
    let own = named(members(&metadata)["desktop"]);
    let bad: Vec<_> = DESKTOP_DIRECT.iter().filter(|other| own.contains(**other)).collect();
    assert!(bad.is_empty(), "desktop names {bad:?}");
}

/// The demo clock is linked by nobody but the tests, which turn it on (docs/adr/0011-demo-clock.md).
const DEMO_CLOCK: &[(&str, &str)] = &[
    ("crates/platform/Cargo.toml", "demo-clock = { workspace = true, optional = true }"),
    ("crates/workstation/Cargo.toml", "demo-clock = { workspace = true, optional = true }"),
    ("tests/Cargo.toml", r#"platform = { workspace = true, features = ["demo-clock"] }"#),
    ("tests/Cargo.toml", r#"workstation = { workspace = true, features = ["demo-clock"] }"#),
];

/// One feature set for run, test and check: features stand in the workspace manifest only.
#[test]
fn tidy_members_take_dependencies_and_features_from_the_workspace() {
    for (path, manifest) in super::files(&["Cargo.toml"]) {
        if path == "Cargo.toml" || path.starts_with("bench/") {
            continue;
        }
        let mut section = "";
        for line in manifest.lines().map(str::trim) {
            if line.starts_with('[') {
                section = line;
            } else if section.ends_with("dependencies]") && !line.is_empty() {
                let plain = line.starts_with('#')
                    || line.ends_with(".workspace = true")
                    || DEMO_CLOCK.contains(&(path.as_str(), line));
                assert!(plain, "{path}: `{line}` must be `name.workspace = true`");
            }
        }
        assert!(manifest.contains("[lints]\nworkspace = true"), "{path} lacks the workspace lints");
    }
}
