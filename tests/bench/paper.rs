//! A 收件凭证 as PDF, beside the same page by krilla.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use domain::document::{DocumentData, Texts};
use domain::ids::DocumentNo;
use tokio::time::Instant;
use workstation::documents::{Fonts, render};

use crate::desk::micros;
use crate::peer::Peer;
use crate::stats::Pairs;
use crate::table::Row;
use crate::{Options, text};

const FONT: &str = "NotoSansCJK-Regular.ttc";
const FAMILY: &str = "Noto Sans CJK SC";
/// Limits of design §11.
const MILLISECONDS: f64 = 10.0;
const BYTES: usize = 60 * 1024;

pub(crate) fn measure(options: &Options) -> Result<Vec<Row>> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/documents/receipt.json");
    let mut data: DocumentData = serde_json::from_slice(&std::fs::read(sample)?)?;
    let texts = Texts::built_in()?;
    let start = Instant::now();
    let first = render(&data, &texts, Fonts::system()?)?;
    let cold = micros(start) / 1000.0;
    let file = options.dir.join("receipt.pdf");
    std::fs::write(&file, &first.pdf)?;
    let font = font()?;
    let arguments = [text(&file)?, text(&font)?, FAMILY];
    let mut peer = Peer::start(&options.peers.join("peer-page"), &arguments)?;
    let krilla = peer.ask("5")?.bytes;
    let mut pairs = Pairs::default();
    let mut bytes = first.pdf.len();
    for round in 0..options.rounds {
        let mut one = |number: usize| -> Result<f64> {
            data.head.number = Some(DocumentNo(format!("穗政务受〔2026〕{number}号")));
            let start = Instant::now();
            let paper = render(&data, &texts, Fonts::system()?)?;
            let us = micros(start);
            bytes = bytes.max(paper.pdf.len());
            Ok(us)
        };
        let before = one(2 * round + 101)?;
        let theirs = peer.ask("2")?.us;
        let after = one(2 * round + 102)?;
        pairs.round([before, after], [theirs[0], theirs[1]]);
    }
    let ms = |us: f64| us / 1000.0;
    let (ours, theirs) = (pairs.ours(), pairs.peer());
    let median = ms(ours.median());
    Ok(vec![
        Row {
            name: "收件凭证 PDF, warm".to_owned(),
            ours: format!("{median:.1} / {:.1} ms (first {cold:.0})", ms(ours.at(99))),
            beside: format!("{:.1} / {:.1} ms, krilla", ms(theirs.median()), ms(theirs.at(99))),
            ratio: pairs.ratio_in_words(),
            target: "≤10 ms".to_owned(),
            met: Some(median <= MILLISECONDS),
        },
        Row {
            name: "收件凭证 PDF, size".to_owned(),
            ours: kilobytes(bytes),
            beside: format!("{}, krilla", kilobytes(krilla)),
            ratio: format!("{:.2}×", bytes as f64 / krilla as f64),
            target: "≤60 KB".to_owned(),
            met: Some(bytes <= BYTES),
        },
    ])
}

fn kilobytes(bytes: usize) -> String {
    format!("{:.1} KB", bytes as f64 / 1024.0)
}

/// The file that the papers' font comes from.
fn font() -> Result<PathBuf> {
    let folders = ["opentype/noto", "noto-cjk", "google-noto-cjk", "truetype/noto"];
    let mut files = folders.iter().map(|f| Path::new("/usr/share/fonts").join(f).join(FONT));
    files.find(|file| file.is_file()).context("fonts-noto-cjk is not installed")
}
