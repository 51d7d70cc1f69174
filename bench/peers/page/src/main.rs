//! The same page by krilla: reads a finished paper's PDF once, then draws it anew as often as asked.
//!
//! `peer-page PDF FONT FAMILY`; for each number on stdin one line: `{"us": […], "bytes": n}`.

mod draw;
mod read;

use std::error::Error;
use std::io::{BufRead as _, Write as _};
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, pdf, font, family] = arguments.as_slice() else {
        return Err("usage: peer-page PDF FONT FAMILY".into());
    };
    let pages = read::pages(&std::fs::read(pdf)?)?;
    let typeface = draw::Typeface::read(font, family)?;
    for line in std::io::stdin().lock().lines() {
        let rounds: usize = line?.trim().parse()?;
        let mut times = Vec::with_capacity(rounds);
        let mut bytes = Vec::new();
        for _ in 0..rounds {
            let start = Instant::now();
            bytes = draw::document(&pages, &typeface)?;
            times.push(start.elapsed().as_secs_f64() * 1e6);
        }
        if let Some(keep) = std::env::var_os("PEER_PAGE_KEEP") {
            std::fs::write(keep, &bytes)?;
        }
        let answer = serde_json::json!({ "us": times, "bytes": bytes.len() });
        let mut out = std::io::stdout().lock();
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}
