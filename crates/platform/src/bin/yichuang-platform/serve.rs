//! `serve`: listen, sweep, back up, until told to stop.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use platform::backup::BackupKey;
use platform::http::{Listen, Server};
use platform::{CertificateService, Outside, Platform};
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::place::Place;
use crate::say;

/// How often it is looked whether the sweep or the backup is due.
const ROUND: Duration = Duration::from_secs(10 * 60);

/// 启动平台服务。
#[derive(Args)]
pub(crate) struct Serve {
    /// 监听地址。
    #[arg(long, default_value = "127.0.0.1:8443")]
    listen: SocketAddr,
    /// 不加密，仅限本机回环地址。
    #[arg(long)]
    plain: bool,
    /// 电子证照共享服务的地址。
    #[arg(long)]
    neighbours: Option<String>,
    /// 电子证照共享服务的账号（JSON 文件）；默认在平台库旁的 neighbours.json。
    #[arg(long)]
    neighbours_account: Option<PathBuf>,
    /// 备份文件夹；默认在平台库旁的 backups/。
    #[arg(long)]
    backups: Option<PathBuf>,
    /// 备份密钥文件；默认在平台库旁的 backup.key，请另存一份到别处。
    #[arg(long)]
    backup_key: Option<PathBuf>,
}

impl Serve {
    pub(crate) async fn run(&self, place: &Place) -> anyhow::Result<()> {
        let mut told = Told::listen()?;
        let platform = place.open(self.outside(place)?).await?;
        let certificates = place.certificates().await?;
        let listen = if self.plain {
            Listen::plain(self.listen)?
        } else {
            Listen::tls(self.listen, &certificates)?
        };
        let server = Server::start(platform.clone(), listen).await?;
        let scheme = if self.plain { "http" } else { "https" };
        say(serde_json::json!({
            "address": format!("{scheme}://{}", server.address()),
            "ca": place.beside("tls").join("ca.pem"),
        }))?;
        let folder = self.backups.clone().unwrap_or_else(|| place.beside("backups"));
        let key_file = self.backup_key.clone().unwrap_or_else(|| place.beside("backup.key"));
        let key = BackupKey::read_or_draw(&key_file).await?;
        let rounds = tokio::spawn(rounds(platform, folder, key));
        told.wait().await;
        rounds.abort();
        server.stop().await?;
        Ok(())
    }

    fn outside(&self, place: &Place) -> anyhow::Result<Outside> {
        let Some(url) = &self.neighbours else {
            return Ok(Outside::default());
        };
        let beside = place.beside("neighbours.json");
        let file = self.neighbours_account.as_ref().unwrap_or(&beside);
        let text = std::fs::read_to_string(file)
            .with_context(|| format!("电子证照共享服务的账号文件 {} 无法读取", file.display()))?;
        let credentials = serde_json::from_str(&text).context("账号文件格式不对")?;
        Ok(Outside { certificates: Some(CertificateService::new(url, credentials)?) })
    }
}

/// The sweep and the backup of every day; a failure is logged and tried again at the next round.
async fn rounds(platform: Platform, folder: PathBuf, key: BackupKey) {
    loop {
        if let Err(error) = round(&platform, &folder, &key).await {
            tracing::error!(%error, "the daily round failed");
        }
        tokio::time::sleep(ROUND).await;
    }
}

async fn round(platform: &Platform, folder: &Path, key: &BackupKey) -> platform::Result<()> {
    let swept = platform.sweep().await?;
    tracing::info!(?swept, "swept");
    if platform.backup_is_due().await? {
        platform.backup(folder, key).await?;
    }
    Ok(())
}

/// What tells a server to stop.
struct Told {
    ended: Signal,
    interrupted: Signal,
}

impl Told {
    /// Listens from now on: whoever knows that the server runs may stop it.
    fn listen() -> std::io::Result<Self> {
        Ok(Self {
            ended: signal(SignalKind::terminate())?,
            interrupted: signal(SignalKind::interrupt())?,
        })
    }

    async fn wait(&mut self) {
        tokio::select! {
            _ = self.ended.recv() => {}
            _ = self.interrupted.recv() => {}
        }
    }
}
