//! `yichuang-platform`: serves the central platform and administers its store.

mod data;
mod demo;
mod people;
mod place;
mod secret;
mod serve;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use place::Place;

/// 一窗中心平台.
#[derive(Parser)]
#[command(name = "yichuang-platform", version)]
struct Options {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    call: Call,
}

#[derive(Subcommand)]
enum Call {
    /// 启动平台服务。
    Serve(serve::Serve),
    /// 建立平台库，或升级到本程序的版本。
    Migrate,
    /// 用户管理。
    #[command(subcommand)]
    User(people::UserCall),
    /// 工作站管理。
    #[command(subcommand)]
    Station(people::StationCall),
    /// 恢复密钥：由两名管理员共同保管。
    #[command(subcommand)]
    Recovery(people::RecoveryCall),
    /// 排队机：设置其密钥。
    Queue(people::Queue),
    /// 发布 forms/ 目录为新版本。
    Publish(data::Publish),
    /// 立即备份。
    Backup(data::Backup),
    /// 由备份恢复；原有平台库改名保留。
    Restore(data::Restore),
    /// 核验日志、链、签名、状态和影像。
    Verify,
    /// 写入演示用户、工作站注册码和排队号。
    Demo(demo::Demo),
}

async fn run(options: Options) -> anyhow::Result<ExitCode> {
    let place = &options.place;
    match options.call {
        Call::Serve(serve) => serve.run(place).await?,
        Call::Migrate => data::migrate(place).await?,
        Call::User(call) => call.run(place).await?,
        Call::Station(call) => call.run(place).await?,
        Call::Recovery(call) => call.run(place).await?,
        Call::Queue(queue) => queue.run(place).await?,
        Call::Publish(publish) => publish.run(place).await?,
        Call::Backup(backup) => backup.run(place).await?,
        Call::Restore(restore) => restore.run(place).await?,
        Call::Verify => return data::verify(place).await,
        Call::Demo(demo) => demo.run(place).await?,
    }
    Ok(ExitCode::SUCCESS)
}

/// One line on stdout.
fn say(line: impl std::fmt::Display) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

/// What went wrong, for a person and for a script.
fn failure(error: &anyhow::Error) -> serde_json::Value {
    let (code, message) = match error.downcast_ref::<platform::PlatformError>() {
        Some(error @ platform::PlatformError::Said { .. }) => {
            (error.code(), error.failure().message)
        }
        // On this machine the administrator may see the cause.
        Some(error) => (error.code(), error.to_string()),
        None => ("command.failed", format!("{error:#}")),
    };
    serde_json::json!({ "error": { "code": code, "message": message } })
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    match run(Options::parse()).await {
        Ok(code) => code,
        Err(error) => {
            // There is nowhere else to say it.
            let _ = writeln!(std::io::stderr(), "{}", failure(&error));
            ExitCode::FAILURE
        }
    }
}
