//! Starting a life and ending it with SIGKILL.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::journal::{Line, read};
use super::life::{NAME, ORDER, Order};

/// When a life ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum End {
    /// At the write point of its order.
    AtPoint,
    /// So long after so many lines.
    After { lines: usize, then: Duration },
}

/// Lets a life begin, kills it, and answers with what it said.
pub(crate) fn live(order: &Order, end: End) -> Vec<Line> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", NAME, "--ignored", "--nocapture", "--test-threads=1"])
        .env(ORDER, serde_json::to_string(order).unwrap())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut lines = Vec::new();
    if let End::After { lines: 0, then } = end {
        kill(&mut child, then);
    }
    while let Some(Ok(text)) = out.next() {
        let Some(line) = read(&text) else { continue };
        let here = matches!(line, Line::Here { .. });
        lines.push(line);
        match end {
            End::AtPoint if here => kill(&mut child, Duration::ZERO),
            End::After { lines: wanted, then } if lines.len() == wanted => kill(&mut child, then),
            End::AtPoint | End::After { .. } => {}
        }
    }
    let status = child.wait().unwrap();
    assert_eq!(status.signal(), Some(9), "{order:?} ended by itself: {status}, after {lines:#?}");
    lines
}

fn kill(child: &mut Child, then: Duration) {
    std::thread::sleep(then);
    child.kill().unwrap();
}
