//! Action → durable beside one raw commit, and the syncs of the disk that an action costs.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use tokio::time::sleep;

use crate::desk::{ActsDesk, Kind};
use crate::peer::Peer;
use crate::stats::Pairs;
use crate::table::Row;
use crate::{Options, text};

/// Acts before the first that counts.
const WARM: usize = 10;
/// Rounds between two pauses in which both logs are carried over, as in every pause of a clerk: the
/// logs are written over in place, as they are in use.
const BURST: usize = 20;
/// Longer than the store waits before it does so.
const PAUSE: Duration = Duration::from_millis(1500);
/// Acts whose syncs are counted.
const COUNTED: u32 = 50;
/// Where the marks seem to lie: opening a file that is not there shows in the trace and does nothing.
const MARKS: &str = "/yichuang-bench-mark";

pub(crate) async fn measure(options: &Options) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let mut desk = ActsDesk::open(&options.dir).await?;
    let database = options.dir.join("raw.db");
    let mut peer = Peer::start(&options.peers.join("peer-commit"), &[text(&database)?])?;
    for kind in Kind::ALL {
        let mut bytes = 0;
        for _ in 0..WARM {
            bytes = desk.act(kind).await?.bytes;
            peer.ask(&format!("1 {bytes}"))?;
        }
        let mut pairs = Pairs::default();
        for round in 0..options.rounds {
            if round % BURST == 0 {
                sleep(PAUSE).await;
                peer.ask("checkpoint")?;
            }
            let first = desk.act(kind).await?.us;
            let raw = peer.ask(&format!("2 {bytes}"))?.us;
            let second = desk.act(kind).await?.us;
            pairs.round([first, second], [raw[0], raw[1]]);
        }
        rows.push(durable(kind, bytes, &pairs));
    }
    drop(desk);
    for (kind, syncs) in count(&options.dir)? {
        rows.push(Row {
            name: format!("fsyncs: {}", kind.name()),
            ours: format!("{syncs:.2}"),
            beside: "1 (limit)".to_owned(),
            ratio: String::new(),
            target: "1.00".to_owned(),
            met: Some((syncs - 1.0).abs() < 0.005),
        });
    }
    Ok(rows)
}

fn durable(kind: Kind, bytes: usize, pairs: &Pairs) -> Row {
    let milliseconds = |sample: crate::stats::Sample| {
        let (p50, p99) = (sample.median() / 1000.0, sample.at(99) / 1000.0);
        format!("{p50:.2} / {p99:.2} ms")
    };
    Row {
        name: format!("action → durable: {}", kind.name()),
        ours: milliseconds(pairs.ours()),
        beside: format!("{}, raw commit of {bytes} B", milliseconds(pairs.peer())),
        ratio: pairs.ratio_in_words(),
        target: "≤1.15×".to_owned(),
        met: Some(pairs.ratio() <= 1.15),
    }
}

/// Runs [`alone`] under strace and counts between its marks.
fn count(folder: &Path) -> Result<Vec<(Kind, f64)>> {
    let home = folder.join("counted");
    std::fs::create_dir_all(&home)?;
    let trace = folder.join("trace");
    let done = Command::new("strace")
        .args(["-f", "-qq", "-e", "trace=fsync,fdatasync,openat", "-o", text(&trace)?])
        .arg(std::env::current_exe()?)
        .args(["acts", "--dir", text(&home)?])
        .status()
        .context("strace (Debian: strace)")?;
    ensure!(done.success(), "the counted acts failed");
    Ok(between_marks(&std::fs::read_to_string(trace)?))
}

/// Syncs of each kind of act, per act.
fn between_marks(trace: &str) -> Vec<(Kind, f64)> {
    let mut counts = Kind::ALL.map(|kind| (kind, 0.0));
    let mut open = None;
    for line in trace.lines() {
        if line.contains(MARKS) {
            open = Kind::ALL.iter().position(|kind| line.contains(&mark(*kind, "begin")));
        } else if line.contains("sync(")
            && let Some((_, count)) = open.and_then(|at| counts.get_mut(at))
        {
            *count += 1.0 / f64::from(COUNTED);
        }
    }
    counts.to_vec()
}

fn mark(kind: Kind, at: &str) -> String {
    format!("{MARKS}/{kind:?}/{at}")
}

/// The acts alone, between marks that a trace shows.
pub(crate) async fn alone(folder: &Path) -> Result<()> {
    let mut desk = ActsDesk::open(folder).await?;
    for kind in Kind::ALL {
        for _ in 0..WARM {
            desk.act(kind).await?;
        }
        for _ in 0..COUNTED {
            let ready = desk.prepare(kind).await?;
            // Not there: the call itself is the mark.
            let _ = std::fs::File::open(mark(kind, "begin"));
            desk.perform(ready).await?;
            let _ = std::fs::File::open(mark(kind, "end"));
        }
    }
    Ok(())
}
