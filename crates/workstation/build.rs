//! Tells cargo that the migrations belong to the program, and packs `forms/` into it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=../../migrations/workstation");
    println!("cargo:rerun-if-changed=../../forms");
    let out = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(out.join("forms.rs"), forms(&Path::new("../../forms").canonicalize()?)?)
}

/// A list of path and text of every YAML file, as Rust source.
fn forms(root: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    gather(root, &mut files)?;
    files.sort();
    let mut source = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().into_owned();
        let _ = writeln!(source, "({name:?}, include_str!({:?})),", file.to_string_lossy());
    }
    source.push_str("]\n");
    Ok(source)
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            files.push(path);
        }
    }
    Ok(())
}
