//! `yichuang-bench`: figures of the program, each beside a peer or limit in the same run.
//! `scripts/bench.sh` builds the peers and runs it; `docs/bench.md` says how to read it.

#![allow(clippy::needless_pass_by_value, reason = "a fault is turned into an error as it comes")]

mod acts;
mod answer;
mod clocks;
mod desk;
mod forms;
mod hall;
mod inbox;
mod machine;
mod paper;
mod peer;
mod processes;
mod stats;
mod table;
mod window;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};

/// 性能测试.
#[derive(Parser)]
#[command(name = "yichuang-bench", version)]
struct Arguments {
    #[command(subcommand)]
    call: Call,
}

#[derive(Subcommand)]
enum Call {
    /// Measures and prints the table.
    Run(Options),
    /// Only the acts, for a trace of their system calls.
    Acts {
        /// Folder of the station.
        #[arg(long)]
        dir: PathBuf,
    },
}

/// What a run needs.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// An empty folder on a real disk.
    #[arg(long)]
    dir: PathBuf,
    /// The hall's forms.
    #[arg(long)]
    forms: PathBuf,
    /// Folder of the peers' programs.
    #[arg(long)]
    peers: PathBuf,
    /// Rounds of each comparison.
    #[arg(long, default_value_t = 100)]
    rounds: usize,
    /// Only these parts: acts, clocks, paper, inbox, window.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
}

impl Options {
    fn wants(&self, part: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|one| one == part)
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    match Arguments::parse().call {
        Call::Run(options) => run(&options).await,
        Call::Acts { dir } => acts::alone(&dir).await,
    }
}

async fn run(options: &Options) -> Result<()> {
    let before = machine::state(&options.dir)?;
    let mut rows = Vec::new();
    if options.wants("acts") {
        tell("acts")?;
        rows.extend(acts::measure(options).await?);
    }
    if options.wants("clocks") {
        tell("clocks")?;
        rows.extend(clocks::measure()?);
    }
    if options.wants("paper") {
        tell("paper")?;
        rows.extend(paper::measure(options)?);
    }
    if options.wants("inbox") || options.wants("window") {
        let hall = hall::Hall::open(options)?;
        if options.wants("inbox") {
            tell("inbox")?;
            rows.extend(inbox::measure(options, &hall).await?);
        }
        if options.wants("window") {
            tell("window")?;
            rows.extend(window::measure(options, &hall).await?);
        }
    }
    let after = machine::state(&options.dir)?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}\n\n{}", machine::words(&before, &after)?, table::table(&rows))?;
    Ok(())
}

/// Says which part is under way.
fn tell(part: &str) -> Result<()> {
    Ok(writeln!(std::io::stderr(), "bench: {part}…")?)
}

/// A path as text, for an argument.
pub(crate) fn text(path: &Path) -> Result<&str> {
    path.to_str().context("a path in UTF-8")
}
