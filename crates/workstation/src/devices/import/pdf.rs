//! PDF pages drawn by poppler: through pipes, so that no page lies on the disk.

use super::{ImportFault, MAX_PAGES, PageImage};
use std::process::{Output, Stdio};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

const DPI: u32 = 200;
/// A page may be larger than paper; it is drawn with at most this many pixels a side.
const LONGEST_SIDE: u32 = 4_700;
const A_PAGE: Duration = Duration::from_secs(20);

/// All pages of a PDF.
pub(super) async fn pages(file: Vec<u8>) -> Result<Vec<PageImage>, ImportFault> {
    pages_within(file, A_PAGE).await
}

/// All pages, each within `limit`.
pub(super) async fn pages_within(
    file: Vec<u8>,
    limit: Duration,
) -> Result<Vec<PageImage>, ImportFault> {
    let all = MAX_PAGES.to_string();
    let facts = run("pdfinfo", &["-f", "1", "-l", &all, "-"], &file, limit).await?;
    let facts = String::from_utf8_lossy(&facts);
    let count = count(&facts).filter(|count| *count > 0).ok_or(ImportFault::BrokenPdf)?;
    if count > MAX_PAGES {
        return Err(ImportFault::TooManyPages);
    }
    let mut pages = Vec::new();
    for number in 1..=count {
        let dpi = dpi(&facts, number);
        pages.push(page(&file, number, dpi, limit).await?);
    }
    Ok(pages)
}

async fn page(
    file: &[u8],
    number: u32,
    dpi: u32,
    limit: Duration,
) -> Result<PageImage, ImportFault> {
    let (number, resolution) = (number.to_string(), dpi.to_string());
    let arguments = ["-jpeg", "-r", &resolution, "-f", &number, "-l", &number, "-"];
    let jpeg = run("pdftoppm", &arguments, file, limit).await?;
    tokio::task::spawn_blocking(move || PageImage::from_jpeg(jpeg, dpi))
        .await
        .map_err(|_| ImportFault::BrokenPdf)?
        .map_err(|_| ImportFault::BrokenPdf)
}

/// Runs one of poppler's programs over the file; what it writes.
async fn run(
    program: &str,
    arguments: &[&str],
    file: &[u8],
    limit: Duration,
) -> Result<Vec<u8>, ImportFault> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .env("LC_ALL", "C.UTF-8")
        .kill_on_drop(true)
        .spawn()
        .map_err(|_| ImportFault::NotInstalled)?;
    let stdin = child.stdin.take();
    let feed = async {
        if let Some(mut stdin) = stdin {
            // A program that has seen enough closes the pipe.
            let _ = stdin.write_all(file).await;
        }
    };
    let work = async { tokio::join!(feed, child.wait_with_output()).1 };
    let output = tokio::time::timeout(limit, work)
        .await
        .map_err(|_| ImportFault::TooSlow)?
        .map_err(|_| ImportFault::BrokenPdf)?;
    judge(output)
}

fn judge(output: Output) -> Result<Vec<u8>, ImportFault> {
    if output.status.success() && !output.stdout.is_empty() {
        return Ok(output.stdout);
    }
    let words = String::from_utf8_lossy(&output.stderr);
    Err(if words.contains("Incorrect password") {
        ImportFault::EncryptedPdf
    } else {
        ImportFault::BrokenPdf
    })
}

/// `Pages:          3`
fn count(facts: &str) -> Option<u32> {
    facts.lines().find_map(|line| line.strip_prefix("Pages:")?.trim().parse().ok())
}

/// The resolution at which a page stays within bounds, from
/// `Page    1 size: 595.276 x 841.89 pts (A4)`.
fn dpi(facts: &str, number: u32) -> u32 {
    let side = facts.lines().find_map(|line| {
        let (page, size) = line.strip_prefix("Page")?.split_once(" size:")?;
        if page.trim().parse() != Ok(number) {
            return None;
        }
        let (width, rest) = size.split_once('x')?;
        let whole = |text: &str| text.trim().split('.').next()?.parse::<u32>().ok();
        Some(whole(width)?.max(whole(rest.trim().split(' ').next()?)?))
    });
    let points = side.unwrap_or(842).max(1);
    DPI.min(LONGEST_SIDE.saturating_mul(72) / points).max(1)
}
