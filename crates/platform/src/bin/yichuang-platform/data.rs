//! `migrate`, `publish`, `backup`, `restore`, `verify`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::bail;
use clap::Args;
use domain::catalogue::Catalogue;
use platform::Clock;
use platform::backup::{self, BackupKey};

use crate::place::Place;
use crate::say;

pub(crate) async fn migrate(place: &Place) -> anyhow::Result<()> {
    Ok(place.open_alone().await?.close().await?)
}

/// 发布 forms/ 目录。
#[derive(Args)]
pub(crate) struct Publish {
    /// forms/ 文件夹。
    folder: PathBuf,
}

/// Text of every file below a folder, by its path there.
fn read_folder(
    root: &Path,
    folder: &Path,
    files: &mut BTreeMap<String, String>,
) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_folder(root, &path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            let name = path.strip_prefix(root)?.to_string_lossy().into_owned();
            files.insert(name, std::fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

/// Reads and checks `forms/`.
pub(crate) fn read_catalogue(folder: &Path) -> anyhow::Result<Catalogue> {
    let mut files = BTreeMap::new();
    read_folder(folder, folder, &mut files)?;
    match Catalogue::parse(&files) {
        Ok(catalogue) => Ok(catalogue),
        Err(problems) => {
            let lines: Vec<String> =
                problems.iter().map(|p| format!("{}:{} {}", p.file, p.line, p.message)).collect();
            bail!("目录有误，未发布：\n{}", lines.join("\n"))
        }
    }
}

impl Publish {
    pub(crate) async fn run(&self, place: &Place) -> anyhow::Result<()> {
        let catalogue = read_catalogue(&self.folder)?;
        let platform = place.open_alone().await?;
        let number = platform.publish(&catalogue).await?;
        say(serde_json::json!({ "edition": number, "items": catalogue.items.len() }))?;
        Ok(platform.close().await?)
    }
}

/// 立即备份。
#[derive(Args)]
pub(crate) struct Backup {
    /// 备份文件夹；默认在平台库旁的 backups/。
    #[arg(long)]
    folder: Option<PathBuf>,
    /// 备份密钥文件；默认在平台库旁的 backup.key。
    #[arg(long)]
    key: Option<PathBuf>,
}

impl Backup {
    pub(crate) async fn run(&self, place: &Place) -> anyhow::Result<()> {
        let key = self.key.clone().unwrap_or_else(|| place.beside("backup.key"));
        let folder = self.folder.clone().unwrap_or_else(|| place.beside("backups"));
        let platform = place.open_alone().await?;
        let file = platform.backup(&folder, &BackupKey::read_or_draw(&key).await?).await?;
        say(serde_json::json!({ "backup": file }))?;
        Ok(platform.close().await?)
    }
}

/// 由备份恢复。
#[derive(Args)]
pub(crate) struct Restore {
    /// 备份文件。
    backup: PathBuf,
    /// 备份密钥文件；默认在平台库旁的 backup.key。
    #[arg(long)]
    key: Option<PathBuf>,
}

impl Restore {
    pub(crate) async fn run(&self, place: &Place) -> anyhow::Result<()> {
        let key = self.key.clone().unwrap_or_else(|| place.beside("backup.key"));
        let key = BackupKey::read(&key).await?;
        backup::restore(&self.backup, &key, &place.store, &Clock::System).await?;
        say(serde_json::json!({ "restored": place.store }))
    }
}

pub(crate) async fn verify(place: &Place) -> anyhow::Result<ExitCode> {
    let platform = place.open_alone().await?;
    let found = platform.verify().await?;
    platform.close().await?;
    say(serde_json::to_string(&found)?)?;
    Ok(if found.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
