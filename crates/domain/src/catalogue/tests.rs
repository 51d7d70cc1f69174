//! The catalogue that is shipped: `forms/` must read, check and resolve.

use super::Catalogue;
use super::load::{Files, check_files};
use std::path::{Path, PathBuf};

pub(crate) fn forms() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../forms")
}

/// Every YAML file under `forms/`, by its path inside.
pub(crate) fn shipped_files() -> Files {
    fn walk(root: &Path, folder: &Path, files: &mut Files) {
        for entry in std::fs::read_dir(folder).expect("forms can be read") {
            let path = entry.expect("forms can be read").path();
            if path.is_dir() {
                walk(root, &path, files);
            } else if path.extension().is_some_and(|e| e == "yaml") {
                let name = path.strip_prefix(root).expect("inside").to_string_lossy().into_owned();
                files.insert(name, std::fs::read_to_string(&path).expect("utf-8"));
            }
        }
    }
    let root = forms();
    let mut files = Files::new();
    walk(&root, &root, &mut files);
    files
}

pub(crate) fn shipped() -> Catalogue {
    Catalogue::parse(&shipped_files()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

#[test]
fn the_shipped_catalogue_has_no_problem() {
    assert_eq!(check_files(&shipped_files()), vec![]);
}

#[test]
fn the_catalogue_survives_publishing() {
    let catalogue = shipped();
    let json = catalogue.to_json().expect("serialises");
    assert_eq!(Catalogue::from_json(&json).expect("reads back"), catalogue);
}

#[test]
fn search_rows_cover_items_and_themes() {
    let catalogue = shipped();
    let rows = catalogue.search_rows();
    assert!(catalogue.items.len() >= 14 && catalogue.themes.len() >= 2);
    assert_eq!(rows.len(), catalogue.items.len() + catalogue.themes.len());
    assert!(rows.iter().all(|row| !row.name.is_empty() && !row.department.is_empty()));
    assert!(rows.iter().any(|row| row.name == "开办理发店"));
}
