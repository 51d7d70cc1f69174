//! Start time and memory of a window with all its helper processes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// Memory in kilobytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Memory {
    /// Its share of what several processes use.
    pub(crate) pss: u64,
    /// All that it touches.
    pub(crate) rss: u64,
}

/// The youngest process that runs a program.
pub(crate) fn youngest(program: &Path) -> Result<u32> {
    let program = program.canonicalize()?;
    let mut found = Vec::new();
    for (pid, _) in parents()? {
        if fs::read_link(format!("/proc/{pid}/exe")).is_ok_and(|exe| exe == program) {
            found.push((ticks(pid)?, pid));
        }
    }
    Ok(found.into_iter().max().context("the window's process is gone")?.1)
}

/// Milliseconds since a process began; the kernel counts in hundredths of a second.
pub(crate) fn age(pid: u32) -> Result<f64> {
    let uptime = fs::read_to_string("/proc/uptime")?;
    let up: f64 = uptime.split(' ').next().context("no uptime")?.parse()?;
    Ok(up * 1000.0 - f64::from(ticks(pid)?) * 10.0)
}

/// A process and everything below it.
pub(crate) fn memory(root: u32) -> Result<Memory> {
    let parents = parents()?;
    let mut sum = Memory::default();
    let mut open = vec![root];
    while let Some(pid) = open.pop() {
        open.extend(parents.iter().filter(|(_, parent)| **parent == pid).map(|(pid, _)| *pid));
        let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
        sum.pss += kilobytes(&text, "Pss:");
        sum.rss += kilobytes(&text, "Rss:");
    }
    Ok(sum)
}

fn kilobytes(text: &str, name: &str) -> u64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

/// When a process began, in hundredths of a second since the machine did.
fn ticks(pid: u32) -> Result<u32> {
    stat(pid, 19)
}

/// Every process with its parent.
fn parents() -> Result<BTreeMap<u32, u32>> {
    let entries = fs::read_dir("/proc")?.flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    // One that ended meanwhile is left out.
    Ok(pids.filter_map(|pid| Some((pid, stat(pid, 1).ok()?))).collect())
}

/// A field of `/proc/PID/stat` after the name, which may hold anything.
fn stat(pid: u32, field: usize) -> Result<u32> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let rest = text.rsplit(')').next().unwrap_or_default();
    let value = rest.split_whitespace().nth(field).context("a short stat")?;
    Ok(value.parse()?)
}
