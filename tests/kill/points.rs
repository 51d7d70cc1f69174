//! The labels of the write points, as they stand in the source.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::plan;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("tests") {
                sources(&path, found);
            }
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
}

fn workstation() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/workstation/src");
    sources(&crates, &mut found);
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// The texts between `before` and the next quote.
fn quoted<'t>(text: &'t str, before: &str) -> Vec<&'t str> {
    text.split(before).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn kill_every_write_point_of_the_source_is_in_a_plan() {
    let mut labels = BTreeSet::new();
    for (_, text) in workstation() {
        labels.extend(quoted(&text, ".label(\"").into_iter().map(str::to_owned));
        labels.extend(quoted(&text, "\"write_point\", label = \"").into_iter().map(str::to_owned));
    }
    let planned: BTreeSet<String> = plan::labels().into_iter().map(str::to_owned).collect();
    assert!(labels.len() > 40, "{labels:?}");
    assert_eq!(labels, planned);
}

#[test]
fn kill_every_write_of_the_store_has_a_label() {
    for (path, text) in workstation() {
        let functions = text.split("\npub(crate) fn ").skip(1);
        for function in functions {
            let function = function.split("\n}\n").next().unwrap();
            if function.contains("batch: &mut Batch") && function.contains("batch.add(") {
                let name = function.split('(').next().unwrap();
                assert!(function.contains("batch.label(\""), "{}: {name}", path.display());
            }
        }
        let durable = text.contains("sync_all()");
        assert!(!durable || text.contains("\"write_point\""), "{}", path.display());
    }
}

#[test]
fn kill_there_are_three_hundred_points() {
    let count = plan::desk().len()
        + plan::RANDOM_KILLS * plan::RANDOM_STATIONS
        + plan::first_day().len()
        + plan::office().len()
        + plan::restored_platform().len()
        + plan::restored_disk().len()
        + plan::ENROLMENT.len();
    assert!(count >= 300, "{count}");
}
