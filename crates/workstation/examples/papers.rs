//! Renders one paper of each kind from `tests/fixtures/documents` into a folder:
//! `cargo run -p workstation --example papers -- FOLDER`.

use anyhow::Context;
use domain::document::{DocumentData, Texts};
use std::path::Path;
use workstation::documents::{Fonts, render};

fn main() -> anyhow::Result<()> {
    let folder = std::env::args().nth(1).context("usage: papers FOLDER")?;
    let texts = Texts::built_in()?;
    let fonts = Fonts::system()?;
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/documents");
    std::fs::create_dir_all(&folder)?;
    for sample in std::fs::read_dir(samples)? {
        let path = sample?.path();
        let data: DocumentData = serde_json::from_slice(&std::fs::read(&path)?)?;
        let paper = render(&data, &texts, fonts)?;
        let name = path.file_stem().context("a sample without a name")?;
        let file = Path::new(&folder).join(name).with_extension("pdf");
        std::fs::write(file, paper.pdf)?;
    }
    Ok(())
}
