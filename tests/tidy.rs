use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

mod dependencies;
mod documents;
mod sources;

/// The checkout.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// Every file of ours under the checkout, by its path from there, that has one of the `endings`.
fn files(endings: &[&str]) -> BTreeMap<String, String> {
    let root = root();
    let mut found = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() {
                if !["target", "node_modules", "dist", ".git", "gen"].contains(&name) {
                    folders.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let key = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                found.insert(key, fs::read_to_string(&path).unwrap());
            }
        }
    }
    assert!(!found.is_empty(), "no file ends with any of {endings:?}");
    found
}
