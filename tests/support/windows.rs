//! A hall whose stations open real windows.

use std::sync::Arc;

use anyhow::Result;
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::demo_clock::DemoClock;
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
        let alone = Self::alone().await;
        Self::of(Programs::open(), alone)
    }

    /// The same by a demo clock 演示时钟 that starts at a time, RFC 3339.
    ///
    /// # Errors
    /// When a device is missing.
    pub async fn by_demo_clock(time: &str) -> Result<(Self, DemoClock)> {
        let alone = Self::alone().await;
        let (programs, clock) = Programs::by_demo_clock(time);
        Ok((Self::of(programs, alone)?, clock))
    }

    async fn alone() -> OwnedMutexGuard<()> {
        static ONE: std::sync::OnceLock<Arc<Mutex<()>>> = std::sync::OnceLock::new();
        Arc::clone(ONE.get_or_init(Arc::default)).lock_owned().await
    }

    fn of(programs: Programs, alone: OwnedMutexGuard<()>) -> Result<Self> {
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
