//! Opening the database: key, discipline, schema, and the folder's lock.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _};

use super::{DATABASE, StoreError};
use crate::clock::Clock;
use crate::keys::Secret;

pub(crate) static MIGRATOR: Migrator = sqlx::migrate!("../../migrations/workstation");

/// Reads that may run at once.
const READERS: u32 = 4;

fn options(path: &Path, key: &Secret) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        // A raw key: a passphrase would cost 256,000 rounds of PBKDF2 a connection. The library writes
        // nothing to stderr by itself, which belongs to our own errors; said before the first read.
        .pragma("key", format!("\"x'{}'\"; PRAGMA cipher_log_level = NONE", hex::encode(key.0)))
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        // Statements may hold personal data in their values; none is ever logged.
        .disable_statement_logging()
}

/// The writing connection and the pool of readers.
pub(super) async fn open(
    path: &Path,
    key: &Secret,
) -> Result<(SqliteConnection, SqlitePool), StoreError> {
    let mut writer = options(path, key)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        // Checkpoints are made when nothing waits (writer.rs).
        .pragma("wal_autocheckpoint", "0")
        .connect()
        .await?;
    tracing::trace!(target: "write_point", label = "migrate", at = "before");
    migrate(&mut writer).await?;
    tracing::trace!(target: "write_point", label = "migrate", at = "after");
    let readers = SqlitePoolOptions::new()
        .max_connections(READERS)
        .connect_with(options(path, key).read_only(true))
        .await?;
    Ok((writer, readers))
}

async fn migrate(writer: &mut SqliteConnection) -> Result<(), StoreError> {
    let known = MIGRATOR.iter().map(|m| m.version).max().unwrap_or_default();
    // `run` is generic over lifetimes in a way that no task of a window may be
    match MIGRATOR.run_direct(None, writer, false).await {
        Ok(()) => Ok(()),
        Err(MigrateError::VersionMissing(found)) => Err(StoreError::Newer { found, known }),
        Err(MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)) => {
            Err(error.into())
        }
        Err(error) => Err(StoreError::Internal { reason: error.to_string() }),
    }
}

/// Sets a database aside that stands in a home without a key file: an enrolment was cut off, or the
/// file was lost. No key here opens it, so it is in the way; it is never deleted.
pub(crate) fn set_aside(home: &Path, clock: &dyn Clock) -> Result<(), StoreError> {
    if !home.join(DATABASE).exists() {
        return Ok(());
    }
    let token = clock.token();
    for tail in ["", "-wal", "-shm"] {
        let from = home.join(format!("{DATABASE}{tail}"));
        match std::fs::rename(from, home.join(format!("{DATABASE}.{token}{tail}"))) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::from_io(&error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Keeps a second program out of the folder, and lets go when dropped.
#[derive(Debug)]
pub(crate) struct HomeLock {
    _file: File,
}

impl HomeLock {
    /// Takes the folder.
    ///
    /// # Errors
    /// Another program has it.
    pub(crate) fn take(home: &Path) -> Result<Self, StoreError> {
        let fault = |error: std::io::Error| StoreError::from_io(&error);
        std::fs::create_dir_all(home).map_err(fault)?;
        let file = File::create(home.join("lock")).map_err(fault)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
            Err(TryLockError::Error(error)) => Err(fault(error)),
        }
    }
}

/// Closes the writer, which empties the write-ahead log into the database.
pub(super) async fn close(writer: SqliteConnection) {
    let _ = writer.close().await;
}
