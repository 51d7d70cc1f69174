//! A screen without a monitor, one a station: what has the focus on one does not trouble another.

use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use crate::session::Running;

/// The smallest screen that the desks are made for (design §10), and nothing else on it.
const SIZE: &str = "1366x768x24";

/// An X server of its own.
pub struct Display {
    name: String,
    _server: Running,
}

impl Display {
    /// Starts it on a number that nobody uses.
    ///
    /// # Errors
    /// When Xvfb is missing or does not start.
    pub fn start() -> Result<Self> {
        let mut server = Command::new("Xvfb");
        // the server writes the number that it took to its standard output
        server.args(["-displayfd", "1", "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"]);
        server.stdin(Stdio::null()).stderr(Stdio::null());
        let (server, number) = Running::start(&mut server).context("Xvfb (Debian: xvfb)")?;
        Ok(Self { name: format!(":{number}"), _server: server })
    }

    /// What stands in `DISPLAY`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}
