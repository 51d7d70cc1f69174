//! Printing 打印 over IPP with the printer's own job state, or into a folder.

mod fault;
mod folder;
mod ipp_job;
#[cfg(test)]
mod tests;

pub use fault::PrintFault;

use super::Cancel;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::path::Path;
use std::time::Duration;
use tokio::sync::watch;

/// A printer as set up on this station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PrinterSettings {
    /// Name shown to the clerk.
    pub name: String,
    /// How it is reached.
    pub driver: PrinterDriver,
    /// 虚拟: it speaks as a printer does, and no paper comes out; the window says so.
    #[serde(default)]
    pub simulated: bool,
}

/// How a printer is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum PrinterDriver {
    /// IPP printer or queue, by URI.
    Ipp {
        /// Such as `ipp://localhost:631/printers/hall`.
        uri: String,
    },
    /// 虚拟打印机: each paper becomes a file in a folder.
    PdfFolder {
        /// Where.
        folder: String,
    },
}

/// Where a print job stands 打印状态, as the printer itself says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum PrintState {
    /// 已排队.
    Queued,
    /// 打印中.
    Printing,
    /// 等待处理: it goes on by itself once a person has mended the fault.
    Waiting {
        /// What is wrong.
        fault: PrintFault,
    },
    /// 已打印.
    Printed,
    /// 打印失败: nothing more will come out of the printer.
    Failed {
        /// Why.
        fault: PrintFault,
    },
}

/// How a print ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PrintOutcome {
    /// `Printed` or `Failed`.
    pub state: PrintState,
    /// The printer's own number of the job 任务号.
    pub job: Option<u32>,
}

impl PrintOutcome {
    /// Whether the paper is in the tray.
    #[must_use]
    pub fn is_printed(&self) -> bool {
        self.state == PrintState::Printed
    }

    fn failed(fault: PrintFault, job: Option<u32>) -> Self {
        Self { state: PrintState::Failed { fault }, job }
    }
}

/// How often the printer is asked, and how many times before its job is called off.
#[derive(Clone, Copy, Debug)]
struct Patience {
    every: Duration,
    times: u32,
}

/// Five minutes: time to fetch paper.
const PATIENCE: Patience = Patience { every: Duration::from_millis(200), times: 1500 };

/// Prints a paper and waits until the printer says it is done or cannot be done.
pub async fn print(settings: &PrinterSettings, title: &str, pdf: Vec<u8>) -> PrintOutcome {
    print_watched(settings, title, pdf, &watch::Sender::new(PrintState::Queued), &Cancel::default())
        .await
}

/// Prints a paper; `states` follows the job, `cancel` calls it off at the printer.
pub async fn print_watched(
    settings: &PrinterSettings,
    title: &str,
    pdf: Vec<u8>,
    states: &watch::Sender<PrintState>,
    cancel: &Cancel,
) -> PrintOutcome {
    print_patiently(settings, title, pdf, states, cancel, PATIENCE).await
}

async fn print_patiently(
    settings: &PrinterSettings,
    title: &str,
    pdf: Vec<u8>,
    states: &watch::Sender<PrintState>,
    cancel: &Cancel,
    patience: Patience,
) -> PrintOutcome {
    states.send_replace(PrintState::Queued);
    let outcome = match &settings.driver {
        PrinterDriver::Ipp { uri } => ipp_job::run(uri, title, pdf, states, cancel, patience).await,
        PrinterDriver::PdfFolder { folder } => folder::write(Path::new(folder), title, pdf).await,
    };
    states.send_replace(outcome.state.clone());
    outcome
}
