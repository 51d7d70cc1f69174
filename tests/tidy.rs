use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

mod commands;
mod demo_clock;
mod dependencies;
mod documents;
mod sources;

/// The checkout.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// Folders that hold nothing of ours: what is built, fetched or generated.
const NOT_OURS: &[&str] =
    &["target", ".git", "ui/dist", "ui/dist-fake", "ui/node_modules", "src-tauri/gen"];

/// Every file of ours under the checkout, by its path from there, that has one of the `endings`.
fn files(endings: &[&str]) -> BTreeMap<String, String> {
    let root = root();
    let mut found = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let key = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                if !NOT_OURS.contains(&key.as_str()) {
                    folders.push(path);
                }
            } else if endings.iter().any(|ending| key.ends_with(ending)) {
                found.insert(key, fs::read_to_string(&path).unwrap());
            }
        }
    }
    assert!(!found.is_empty(), "no file ends with any of {endings:?}");
    found
}
