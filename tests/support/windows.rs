//! A hall whose stations open real windows.

use std::sync::Arc;

use anyhow::Result;
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::devices::Printer;
use crate::programs::Programs;
use crate::seat::Seat;

/// A hall of programs with a printer. One stands open at a time in a test binary: windows are heavy,
/// and what is measured in one must not wait for another.
pub struct WindowHall {
    /// Platform, neighbours, keyring.
    pub programs: Programs,
    /// The printer of all its stations.
    pub printer: Printer,
    _alone: OwnedMutexGuard<()>,
}

impl WindowHall {
    /// Opens it, once no other is open.
    ///
    /// # Errors
    /// When a device is missing.
    pub async fn open() -> Result<Self> {
        static ONE: std::sync::OnceLock<Arc<Mutex<()>>> = std::sync::OnceLock::new();
        let alone = Arc::clone(ONE.get_or_init(Arc::default)).lock_owned().await;
        let programs = Programs::open();
        let printer = Printer::start(&programs.path("printer"), programs.session.address())?;
        Ok(Self { programs, printer, _alone: alone })
    }

    /// Enrols a station (its data are in the folder `station`, its code is that of `place`) and opens
    /// its window at the sign-in page.
    ///
    /// # Errors
    /// When the window does not open.
    pub async fn seat(&self, station: &str, place: &str) -> Result<Seat> {
        self.programs.enrol(station, place);
        Seat::open(&self.programs, station, &self.printer).await
    }
}
