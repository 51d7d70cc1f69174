//! What the machine was like during a run: without it no figure means anything.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use tests::hall::machine_now;
use tokio::time::Instant;

use crate::desk::micros;
use crate::stats::{Sample, short};

/// Syncs of a probe.
const PROBES: usize = 40;

/// Load and disk at one moment.
pub(crate) struct State {
    load: String,
    /// Milliseconds of one `fdatasync` after a page was appended.
    sync: f64,
}

pub(crate) fn state(folder: &Path) -> Result<State> {
    let mut file = fs::File::create(folder.join("probe"))?;
    let mut times = Vec::new();
    for _ in 0..PROBES {
        file.write_all(&[7; 4096])?;
        let start = Instant::now();
        file.sync_data()?;
        times.push(micros(start) / 1000.0);
    }
    let load = fs::read_to_string("/proc/loadavg")?;
    let load = load.split(' ').next().context("no load")?.to_owned();
    Ok(State { load, sync: Sample::of(times).median() })
}

/// Date, processors, load and disk, in two lines.
pub(crate) fn words(before: &State, after: &State) -> Result<String> {
    let cores = std::thread::available_parallelism()?;
    let cpu = fs::read_to_string("/proc/cpuinfo")?;
    let cpu = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cpu = cpu.map_or("unknown processor", |(_, name)| name.trim());
    Ok(format!(
        "{}: {cores} × {cpu}; load {} before, {} after; fdatasync {} ms before, {} ms after.\n\
         Profile dev, opt-level as Cargo.toml says; peers with opt-level 2. Times are median / p99; \
         ratios are medians over rounds of ours, peer, peer, ours, with their 95 % interval.",
        domain::calendar::legal_date(machine_now()),
        before.load,
        after.load,
        short(before.sync),
        short(after.sync),
    ))
}
