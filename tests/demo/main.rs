//! `yichuang-demo`: fills a demo hall with thirty made-up applications, through the same desks that
//! people use, and takes the pictures of its windows.

#![allow(clippy::needless_pass_by_value, reason = "a fault is turned into an error as it comes")]

mod acts;
mod fill;
mod hall;
mod pictures;
mod plan;
mod scans;
mod walk;

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// 演示大厅.
#[derive(Parser)]
#[command(name = "yichuang-demo", version)]
struct Options {
    #[command(subcommand)]
    call: Call,
}

#[derive(Subcommand)]
enum Call {
    /// Enrols the demo stations and plays the days before today.
    Seed(Seed),
    /// Takes pictures of every desk.
    Pictures(pictures::Pictures),
}

/// What `seed` needs.
#[derive(clap::Args)]
pub(crate) struct Seed {
    /// Folder of the demo: `platform/platform.db` is there, the stations' homes are made.
    #[arg(long)]
    dir: PathBuf,
    /// Address at which the stations will find the platform.
    #[arg(long)]
    address: String,
    /// Answer of `yichuang-platform demo`: accounts and enrolment codes.
    #[arg(long)]
    codes: PathBuf,
    /// Password of every demo account.
    #[arg(long)]
    password: String,
}

#[tokio::main]
async fn main() -> Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    // The client of the control calls wants a TLS provider even for plain HTTP.
    let _ = rustls::crypto::ring::default_provider().install_default();
    match Options::parse().call {
        Call::Seed(seed) => {
            let told = walk::play(&seed).await?;
            Ok(writeln!(std::io::stdout(), "{told}")?)
        }
        Call::Pictures(wanted) => {
            let taken = pictures::take(&wanted).await?;
            Ok(writeln!(std::io::stdout(), "{taken} pictures")?)
        }
    }
}
