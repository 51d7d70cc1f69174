//! Backup and restore: a consistent copy, encrypted in pieces with a key that is kept elsewhere.

use std::path::{Path, PathBuf};

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use domain::calendar::legal_date;
use tokio::fs;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::Platform;
use crate::admin::LAST_BACKUP;
use crate::clock::{Clock, random, secret};
use crate::error::{PlatformError, Result, said};
use crate::store::trail::{self, By};
use crate::store::{Place, Store, begin, range, region, user};

const MAGIC: &[u8; 8] = b"YICHUANG";
const PIECE: usize = 1 << 20;
const TAG: usize = 16;
/// Backups that are kept.
const KEPT: usize = 14;
const ENDING: &str = ".backup";

/// The key of the backups 备份密钥.
#[derive(Clone, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
pub struct BackupKey([u8; 32]);

impl std::fmt::Debug for BackupKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BackupKey(…)")
    }
}

impl BackupKey {
    /// Reads the key file, 64 hex digits; draws it if there is none.
    ///
    /// # Errors
    /// The file cannot be read or written, or holds no key.
    pub async fn read_or_draw(file: &Path) -> Result<Self> {
        if !fs::try_exists(file).await? {
            write_private(file, hex::encode(random::<32>()?).as_bytes()).await?;
        }
        Self::read(file).await
    }

    /// Reads the key file.
    ///
    /// # Errors
    /// The file cannot be read or holds no key.
    pub async fn read(file: &Path) -> Result<Self> {
        let text = fs::read_to_string(file).await?;
        let bytes = hex::decode(text.trim()).ok().and_then(|b| <[u8; 32]>::try_from(b).ok());
        bytes.map(Self).ok_or_else(|| said(400, "backup.key", "备份密钥文件应为 64 位十六进制"))
    }
}

/// Writes a file that only its owner may read, durably.
pub(crate) async fn write_private(file: &Path, bytes: &[u8]) -> Result<()> {
    let mut out = fs::OpenOptions::new()
        .create(true)
        .truncate(true)
        .write(true)
        .mode(0o600)
        .open(file)
        .await?;
    out.write_all(bytes).await?;
    out.sync_all().await?;
    Ok(())
}

/// What follows the shared part of a nonce: number of the piece, and whether it is the last.
fn nonce(prefix: &[u8; 8], number: u32) -> [u8; 12] {
    let mut nonce = [0; 12];
    nonce[..8].copy_from_slice(prefix);
    nonce[8..].copy_from_slice(&number.to_be_bytes());
    nonce
}

fn broken() -> PlatformError {
    said(422, "backup.broken", "备份文件损坏，或密钥不是它的密钥")
}

/// Reads until the buffer is full or the file ends.
async fn fill(file: &mut fs::File, buffer: &mut [u8]) -> Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match file.read(&mut buffer[length..]).await? {
            0 => break,
            more => length += more,
        }
    }
    Ok(length)
}

/// Works a file through piece by piece; each knows its number and whether it is the last, so that
/// none can be cut off, swapped or repeated.
async fn pieces(
    from: &mut fs::File,
    to: &mut fs::File,
    size: usize,
    mut work: impl FnMut(u32, bool, &[u8]) -> Result<Vec<u8>>,
) -> Result<()> {
    let (mut this, mut next) = (vec![0; size], vec![0; size]);
    let mut length = fill(from, &mut this).await?;
    let mut number = 0;
    loop {
        let following = fill(from, &mut next).await?;
        let last = following == 0;
        to.write_all(&work(number, last, &this[..length])?).await?;
        if last {
            break;
        }
        std::mem::swap(&mut this, &mut next);
        length = following;
        number += 1;
    }
    to.sync_all().await?;
    Ok(())
}

async fn encrypt(plain: &Path, sealed: &Path, key: &BackupKey) -> Result<()> {
    let cipher = Aes256Gcm::new(&key.0.into());
    let prefix = random::<8>()?;
    write_private(sealed, &[&MAGIC[..], &prefix].concat()).await?;
    let mut from = fs::File::open(plain).await?;
    let mut to = fs::OpenOptions::new().append(true).open(sealed).await?;
    pieces(&mut from, &mut to, PIECE, |number, last, msg| {
        let aad = &[u8::from(last)];
        cipher
            .encrypt(&Nonce::from(nonce(&prefix, number)), Payload { msg, aad })
            .map_err(|_| PlatformError::Internal("backup cipher".to_owned()))
    })
    .await
}

async fn decrypt(sealed: &Path, plain: &Path, key: &BackupKey) -> Result<()> {
    let cipher = Aes256Gcm::new(&key.0.into());
    let mut from = fs::File::open(sealed).await?;
    let mut head = [0; 16];
    let length = fill(&mut from, &mut head).await?;
    if length < head.len() || head[..8] != MAGIC[..] {
        return Err(broken());
    }
    let mut prefix = [0; 8];
    prefix.copy_from_slice(&head[8..]);
    write_private(plain, &[]).await?;
    let mut to = fs::OpenOptions::new().append(true).open(plain).await?;
    pieces(&mut from, &mut to, PIECE + TAG, |number, last, msg| {
        let aad = &[u8::from(last)];
        cipher
            .decrypt(&Nonce::from(nonce(&prefix, number)), Payload { msg, aad })
            .map_err(|_| broken())
    })
    .await
}

impl Platform {
    /// Writes an encrypted copy of the store into a folder and keeps the newest fourteen.
    ///
    /// # Errors
    /// Disk or store fail.
    pub async fn backup(&self, folder: &Path, key: &BackupKey) -> Result<PathBuf> {
        fs::create_dir_all(folder).await?;
        let now = self.0.clock.now();
        let time = jiff::tz::Offset::constant(8).to_datetime(now);
        let stamp = time.strftime("%Y%m%d-%H%M%S").to_string();
        let plain = folder.join(format!(".{stamp}.copy"));
        let unfinished = folder.join(format!(".{stamp}.unfinished"));
        let file = folder.join(format!("platform-{stamp}{ENDING}"));
        // A copy that was interrupted would be in the way.
        let _ = fs::remove_file(&plain).await;
        self.0.store.copy_to(&plain).await?;
        let sealed = encrypt(&plain, &unfinished, key).await;
        fs::remove_file(&plain).await?;
        sealed?;
        fs::rename(&unfinished, &file).await?;
        fs::File::open(folder).await?.sync_all().await?;
        prune(folder).await?;
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let millis = now.as_millisecond();
        trail::set(&mut tx, LAST_BACKUP, &millis.to_string()).await?;
        trail::audit(&mut tx, By::default(), "platform.backup", "", "", millis).await?;
        tx.commit().await?;
        Ok(file)
    }

    /// Whether today's backup is still to be made.
    ///
    /// # Errors
    /// The store fails.
    pub async fn backup_is_due(&self) -> Result<bool> {
        let mut reader = self.0.store.reader().await?;
        let last = trail::setting(&mut reader, LAST_BACKUP).await?;
        let last = last.and_then(|text| text.parse().ok()).map(crate::clock::from_millis);
        let today = legal_date(self.0.clock.now());
        Ok(last.is_none_or(|last| legal_date(last) < today))
    }
}

/// Throws away all but the newest backups.
async fn prune(folder: &Path) -> Result<()> {
    let mut names = Vec::new();
    let mut entries = fs::read_dir(folder).await?;
    while let Some(entry) = entries.next_entry().await? {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("platform-") && name.ends_with(ENDING) {
            names.push(name);
        }
    }
    names.sort();
    for name in names.iter().rev().skip(KEPT) {
        fs::remove_file(folder.join(name)).await?;
    }
    Ok(())
}

/// Puts a store back from a backup as a new incarnation: stations find out at their next hello and
/// send again what the backup did not have. An old store is moved aside, never overwritten.
///
/// # Errors
/// The backup is broken, the key is another, or the disk fails.
pub async fn restore(backup: &Path, key: &BackupKey, store: &Path, clock: &Clock) -> Result<()> {
    let fresh = store.with_extension("restoring");
    let _ = fs::remove_file(&fresh).await;
    decrypt(backup, &fresh, key).await?;
    let opened = Store::open(&Place::File(fresh.clone())).await?;
    {
        let mut writer = opened.writer().await;
        let mut tx = begin(&mut writer).await?;
        let now = clock.millis();
        region::set_incarnation(&mut tx, &secret()?[..32]).await?;
        range::leap(&mut tx).await?;
        user::end_all_sessions(&mut tx).await?;
        trail::audit(&mut tx, By::default(), "platform.restored", "", "", now).await?;
        let message = "平台库已由备份恢复；恢复点之后注册的工作站和用户需重新登记";
        trail::incident(&mut tx, "platform.restored", None, message, now).await?;
        tx.commit().await?;
    }
    opened.close().await?;
    move_aside(store, clock).await?;
    fs::rename(&fresh, store).await?;
    if let Some(folder) = store.parent().filter(|f| !f.as_os_str().is_empty()) {
        fs::File::open(folder).await?.sync_all().await?;
    }
    Ok(())
}

/// Keeps the store that was there, with its write-ahead log.
async fn move_aside(store: &Path, clock: &Clock) -> Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let old = PathBuf::from(format!("{}{ending}", store.display()));
        if fs::try_exists(&old).await? {
            let stamp = clock.millis();
            let aside = format!("{}.before-{stamp}{ending}", store.display());
            fs::rename(&old, aside).await?;
        }
    }
    Ok(())
}
