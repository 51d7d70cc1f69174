//! Where a platform keeps its things.

use std::path::PathBuf;

use clap::Args;
use platform::keys::PasswordCost;
use platform::tls::Certificates;
use platform::{BlobPlace, Clock, Options, Outside, Platform};

/// Store, pages, and what stands beside the store: `tls/`, `backups/`, `backup.key`.
#[derive(Args)]
pub(crate) struct Place {
    /// 平台库文件。
    #[arg(long, global = true, default_value = "platform/platform.db")]
    pub(crate) store: PathBuf,
    /// 影像文件夹；默认在平台库旁的 blobs/。
    #[arg(long, global = true)]
    pub(crate) blobs: Option<PathBuf>,
    /// 证书中除 localhost 外的主机名或地址，可多次给出。
    #[arg(long = "name", global = true)]
    pub(crate) names: Vec<String>,
}

impl Place {
    /// A file or folder beside the store.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.store.with_file_name(name)
    }

    /// The platform's certificates, made at first use.
    pub(crate) async fn certificates(&self) -> anyhow::Result<Certificates> {
        Ok(Certificates::open(&self.beside("tls"), &self.names, &Clock::Machine).await?)
    }

    /// Opens the platform.
    pub(crate) async fn open(&self, outside: Outside) -> anyhow::Result<Platform> {
        if let Some(folder) = self.store.parent() {
            tokio::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).await?;
        }
        let certificates = self.certificates().await?;
        let blobs = self.blobs.clone().unwrap_or_else(|| self.beside("blobs"));
        let options = Options {
            place: platform::Place::File(self.store.clone()),
            blobs: BlobPlace::Folder(blobs),
            clock: Clock::System,
            password_cost: PasswordCost::Usual,
            ca: certificates.authority.der()?,
            outside,
        };
        Ok(Platform::open(options).await?)
    }

    /// Opens the platform for a command that asks nothing outside.
    pub(crate) async fn open_alone(&self) -> anyhow::Result<Platform> {
        self.open(Outside::default()).await
    }
}
