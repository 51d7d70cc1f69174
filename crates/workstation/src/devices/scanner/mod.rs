//! Scanning 扫描 by `scanimage` as a child process: a driver that crashes or hangs cannot hurt
//! the desk. Page n is delivered while page n + 1 moves.

mod batch;
mod fault;
mod options;
mod scratch;
#[cfg(test)]
mod tests;

pub use fault::ScanFault;

use super::{Cancel, PageImage};
use options::Options;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::process::Stdio;
use std::time::Duration;
use tokio::process::Command;
use tokio::sync::mpsc;

/// How scanners are reached on this station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
pub struct ScannerSettings {
    /// The program, `scanimage`.
    pub program: String,
    /// `SANE_CONFIG_DIR` of its own, if any.
    pub config_dir: Option<String>,
    /// Further options for the driver, such as `--brightness=10`.
    pub options: Vec<String>,
    /// A scanner that sends nothing for so long is stuck.
    pub patience_seconds: u32,
}

impl Default for ScannerSettings {
    fn default() -> Self {
        Self {
            program: "scanimage".to_owned(),
            config_dir: None,
            options: Vec::new(),
            patience_seconds: 90,
        }
    }
}

/// A scanner found on this station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ScannerInfo {
    /// SANE device name.
    pub device: String,
    /// Vendor and model.
    pub name: String,
    /// 虚拟设备: the test device of the demo.
    pub simulated: bool,
}

/// Where the paper lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ScanSource {
    /// 平板: one page.
    Flatbed,
    /// 进纸器: all pages in it.
    Feeder,
}

/// Colour of a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ScanColour {
    /// 彩色.
    Colour,
    /// 灰度.
    Gray,
}

/// One scan 扫描任务: A4 pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ScanRequest {
    /// SANE device name.
    pub device: String,
    /// Flatbed or feeder.
    pub source: ScanSource,
    /// Colour or gray.
    pub colour: ScanColour,
    /// Resolution.
    pub dpi: u32,
}

/// What a running scan reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScanMessage {
    /// Part of page `page` (from 1) has been read.
    Progress {
        /// Page, from 1.
        page: u32,
        /// 0–100.
        percent: u32,
    },
    /// A page is complete; the next one may still be moving.
    Page(PageImage),
    /// All pages came.
    Done {
        /// How many.
        pages: u32,
    },
    /// Stopped by the clerk; pages already delivered stay.
    Cancelled {
        /// How many pages were delivered.
        pages: u32,
    },
    /// Stopped by a fault; pages already delivered stay.
    Failed {
        /// Why.
        fault: ScanFault,
        /// How many pages were delivered.
        pages: u32,
    },
}

/// Asking for devices or options; network scanners answer slowly.
const ASKING: Duration = Duration::from_secs(30);

/// The scanners of this station.
pub async fn list(settings: &ScannerSettings) -> Result<Vec<ScannerInfo>, ScanFault> {
    let text = ask(settings, &["--formatted-device-list=%d|%v %m|%t%n"]).await?;
    let scanners = text.lines().filter_map(|line| {
        let mut cells = line.splitn(3, '|');
        let (device, name, kind) = (cells.next()?, cells.next()?, cells.next()?);
        Some(ScannerInfo {
            device: device.to_owned(),
            name: name.replace('_', " ").trim().to_owned(),
            simulated: kind == "virtual device" && device.starts_with("test:"),
        })
    });
    Ok(scanners.collect())
}

/// Starts a scan. Messages end with `Done`, `Cancelled` or `Failed`; dropping the receiver stops
/// the scanner too.
#[must_use]
pub fn start(
    settings: &ScannerSettings,
    request: &ScanRequest,
    cancel: &Cancel,
) -> mpsc::Receiver<ScanMessage> {
    let (messages, receiver) = mpsc::channel(32);
    let (settings, request, cancel) = (settings.clone(), request.clone(), cancel.clone());
    tokio::spawn(async move {
        batch::run(&settings, &request, &cancel, &messages).await;
    });
    receiver
}

/// What a device can do, from its own list of options.
async fn options_of(settings: &ScannerSettings, device: &str) -> Result<Options, ScanFault> {
    let device = format!("--device-name={device}");
    let text = ask(settings, &[&device, "--all-options"]).await?;
    Ok(Options::parse(&text))
}

async fn ask(settings: &ScannerSettings, arguments: &[&str]) -> Result<String, ScanFault> {
    let child = command(settings).args(arguments).output();
    let output = tokio::time::timeout(ASKING, child)
        .await
        .map_err(|_| ScanFault::TimedOut)?
        .map_err(|error| ScanFault::from_start(&error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let words = String::from_utf8_lossy(&output.stderr);
    Err(ScanFault::from_exit(output.status.code(), &words, 0))
}

fn command(settings: &ScannerSettings) -> Command {
    let mut command = Command::new(&settings.program);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .env("LC_ALL", "C.UTF-8")
        .process_group(0)
        .kill_on_drop(true);
    if let Some(directory) = &settings.config_dir {
        command.env("SANE_CONFIG_DIR", directory);
    }
    command
}
