//! A peer: a program that does one thing as often as it is asked to, and says how long each took.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context as _, Result};
use serde::Deserialize;

/// One answer of a peer.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Answer {
    /// Microseconds of each time.
    pub(crate) us: Vec<f64>,
    /// Size of what was made, if something was.
    #[serde(default)]
    pub(crate) bytes: usize,
}

/// A running peer; it ends with its owner.
pub(crate) struct Peer {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Peer {
    pub(crate) fn start(program: &Path, arguments: &[&str]) -> Result<Self> {
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| program.display().to_string())?;
        let to = child.stdin.take().context("no stdin")?;
        let from = BufReader::new(child.stdout.take().context("no stdout")?);
        Ok(Self { child, to, from })
    }

    /// Asks for one order and waits for its answer.
    pub(crate) fn ask(&mut self, order: &str) -> Result<Answer> {
        writeln!(self.to, "{order}")?;
        let mut line = String::new();
        self.from.read_line(&mut line)?;
        serde_json::from_str(&line).context("the peer ended")
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
