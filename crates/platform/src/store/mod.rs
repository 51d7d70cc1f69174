//! The platform's store: one file, one writer, plain functions that take the transaction.

pub(crate) mod desk;
pub(crate) mod page;
pub(crate) mod range;
pub(crate) mod region;
pub(crate) mod station;
pub(crate) mod stream;
pub(crate) mod trail;
pub(crate) mod user;

use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection, Sqlite, Transaction};
use tokio::sync::{Mutex, MutexGuard};

use crate::error::Result;

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/platform");

/// Where the store is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file; its write-ahead log stands beside it.
    File(PathBuf),
    /// In memory, for tests and simulation.
    Memory,
}

/// The store 平台库: one write connection and, for a file, a pool of readers.
#[derive(Debug)]
pub(crate) struct Store {
    writer: Mutex<SqliteConnection>,
    readers: Option<SqlitePool>,
}

/// A connection to read from.
pub(crate) enum Reader<'a> {
    Pooled(PoolConnection<Sqlite>),
    Writer(MutexGuard<'a, SqliteConnection>),
}

impl Deref for Reader<'_> {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        match self {
            Self::Pooled(connection) => connection,
            Self::Writer(connection) => connection,
        }
    }
}

impl DerefMut for Reader<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        match self {
            Self::Pooled(connection) => connection,
            Self::Writer(connection) => connection,
        }
    }
}

fn options(place: &Place) -> SqliteConnectOptions {
    let options = match place {
        Place::File(path) => {
            SqliteConnectOptions::new().filename(path).journal_mode(SqliteJournalMode::Wal)
        }
        Place::Memory => SqliteConnectOptions::new().in_memory(true),
    };
    options
        .create_if_missing(true)
        .foreign_keys(true)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(5))
}

impl Store {
    /// Opens the store and brings it to this program's version.
    pub(crate) async fn open(place: &Place) -> Result<Self> {
        let mut writer = options(place).connect().await?;
        MIGRATIONS.run(&mut writer).await?;
        let readers = match place {
            Place::File(_) => Some(
                SqlitePoolOptions::new()
                    .max_connections(4)
                    .connect_with(options(place).create_if_missing(false).read_only(true))
                    .await?,
            ),
            Place::Memory => None,
        };
        Ok(Self { writer: Mutex::new(writer), readers })
    }

    /// The one write connection; the caller begins and commits on it.
    pub(crate) async fn writer(&self) -> MutexGuard<'_, SqliteConnection> {
        self.writer.lock().await
    }

    /// A connection to read from.
    pub(crate) async fn reader(&self) -> Result<Reader<'_>> {
        Ok(match &self.readers {
            Some(pool) => Reader::Pooled(pool.acquire().await?),
            None => Reader::Writer(self.writer.lock().await),
        })
    }

    /// Writes a consistent copy of the whole store to a new file.
    pub(crate) async fn copy_to(&self, file: &Path) -> Result<()> {
        let name = file.to_string_lossy().into_owned();
        sqlx::query("VACUUM INTO ?").bind(name).execute(&mut *self.reader().await?).await?;
        Ok(())
    }

    /// Closes all connections.
    pub(crate) async fn close(self) -> Result<()> {
        if let Some(pool) = self.readers {
            pool.close().await;
        }
        self.writer.into_inner().close().await?;
        Ok(())
    }
}

/// Begins a write transaction; dropping it without commit rolls it back.
pub(crate) async fn begin(connection: &mut SqliteConnection) -> Result<Transaction<'_, Sqlite>> {
    Ok(connection.begin_with("BEGIN IMMEDIATE").await?)
}

/// Positions and sequence numbers are kept as signed integers.
pub(crate) fn int(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The other way.
pub(crate) fn uint(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// A small number that was stored as one.
pub(crate) fn small(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

/// A length that is known to be small.
pub(crate) fn small_count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
