//! Where the catalogue comes from before a platform publishes one 内置目录: the files compiled
//! into the program, or a folder.

use std::path::Path;
use std::{fs, io};

use domain::catalogue::load::Files;

/// Path inside `forms/` and text of each file, in order.
const COMPILED_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/forms.rs"));

/// The files that the program was built with.
#[must_use]
pub fn compiled_in() -> Files {
    COMPILED_IN.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// The YAML files of a folder, its subfolders included.
///
/// # Errors
/// When the folder or a file in it cannot be read as text.
pub fn read_dir(root: &Path) -> io::Result<Files> {
    let mut files = Files::new();
    gather(root, root, &mut files)?;
    Ok(files)
}

fn gather(root: &Path, folder: &Path, files: &mut Files) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(root, &path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            files.insert(name, fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::catalogue::Catalogue;

    use super::*;

    #[test]
    fn what_is_compiled_in_is_the_folder_and_a_whole_catalogue() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../forms");
        let files = compiled_in();
        assert_eq!(files, read_dir(&folder).unwrap());
        assert!(files.contains_key("themes/open-barber-shop.yaml"));
        let catalogue = Catalogue::parse(&files).unwrap();
        assert!(catalogue.items.len() >= 12 && catalogue.themes.len() >= 2);
        assert!(read_dir(&folder.join("nowhere")).is_err());
    }
}
