//! Runs the neighbours until it is told to stop; prints their addresses as one line of JSON.

use std::io::Write as _;

use anyhow::Result;
use clap::Parser;
use neighbours::{Neighbours, Ports};

/// 外部系统仿真：电子证照共享服务、身份证阅读器、短信、评价器、收款。
#[derive(Parser)]
#[command(version)]
struct Options {
    /// Port of the certificate sharing service (0: any).
    #[arg(long, default_value_t = 0)]
    certificates: u16,
    /// Port of the ID-card reader (0: any).
    #[arg(long, default_value_t = 0)]
    card_reader: u16,
    /// Port of the SMS gateway (0: any).
    #[arg(long, default_value_t = 0)]
    sms: u16,
    /// Port of the rating device (0: any).
    #[arg(long, default_value_t = 0)]
    rating_terminal: u16,
    /// Port of the program that collects payments (0: any).
    #[arg(long, default_value_t = 0)]
    payment: u16,
    /// Port of the control calls (0: any).
    #[arg(long, default_value_t = 0)]
    control: u16,
}

#[tokio::main]
async fn main() -> Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    let options = Options::parse();
    let ports = Ports {
        certificates: options.certificates,
        card_reader: options.card_reader,
        sms: options.sms,
        rating_terminal: options.rating_terminal,
        payment: options.payment,
        control: options.control,
    };
    let neighbours = Neighbours::start(ports).await?;
    writeln!(std::io::stdout(), "{}", serde_json::to_string(neighbours.addresses())?)?;
    tokio::signal::ctrl_c().await?;
    Ok(())
}
