//! The encrypted store 本机库: one SQLCipher file, one writer, all SQL of the workstation.
//!
//! A [`Batch`] is a whole transaction in one text, because every statement that goes to SQLite's
//! thread alone costs two wake-ups; it commits with exactly one sync of the disk.

mod as_stored;
mod batch;
pub(crate) mod blobs;
pub(crate) mod drafts;
pub(crate) mod editions;
pub(crate) mod events;
mod fault;
pub(crate) mod lists;
pub(crate) mod numbers;
mod open;
mod page_file;
pub(crate) mod papers;
pub(crate) mod prints;
pub(crate) mod projections;
pub(crate) mod settings;
pub(crate) mod submissions;
pub(crate) mod users;
pub(crate) mod work_items;
mod writer;

pub(crate) use batch::Batch;
pub use blobs::{BlobCounts, BlobKind, BlobRow};
pub use drafts::{DraftRow, DraftState};
pub(crate) use events::{StreamHead, VerdictRow};
pub use fault::StoreError;
pub use lists::{ApplicationRow, CaseFilter, CaseRow, DayRow, TaskRow};
pub(crate) use numbers::RangeRow;
pub use numbers::UnusedRange;
#[cfg(test)]
pub(crate) use open::MIGRATOR;
pub(crate) use open::{HomeLock, set_aside};
pub(crate) use page_file::PageFiles;
pub use prints::{PrintJob, PrintJobState};
pub use submissions::LogCounts;
pub(crate) use submissions::SubmissionRow;
pub use work_items::{WorkItem, WorkKind};
pub(crate) use writer::{Lane, Writer};

use std::path::Path;

use futures_util::future::BoxFuture;
use sqlx::Sqlite;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::SqlitePool;

use crate::keys::Secret;

/// Name of the database in a home.
pub(crate) const DATABASE: &str = "store.db";
/// Bytes of a page of SQLCipher.
const PAGE: u64 = 4096;

/// The open store: one writer task, a read-only pool.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    writer: writer::Handle,
    read: SqlitePool,
}

impl Store {
    /// Creates the database of a new station with its key.
    ///
    /// # Errors
    /// The disk does not take it.
    pub(crate) async fn create(home: &Path, key: &Secret) -> Result<Self, StoreError> {
        let (connection, read) = open::open(&home.join(DATABASE), key).await?;
        Ok(Self { writer: writer::Handle::start(connection), read })
    }

    /// Opens the database of a home with its key. SQLite would take one that is not there, or is
    /// empty, for a new one.
    ///
    /// # Errors
    /// It is gone, damaged, of a newer program, or the disk does not take it.
    pub(crate) async fn open(home: &Path, key: &Secret) -> Result<Self, StoreError> {
        match std::fs::metadata(home.join(DATABASE)).map_or(0, |file| file.len()) {
            0 => return Err(StoreError::Gone),
            // Less than its first page.
            1..PAGE => return Err(StoreError::Unreadable),
            _ => {}
        }
        Self::create(home, key).await
    }

    /// Runs work on the one writing connection. Actions go before background work.
    pub(crate) async fn write<T, E, F>(&self, lane: Lane, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'w> FnOnce(&'w mut Writer) -> BoxFuture<'w, Result<T, E>> + Send + 'static,
    {
        self.writer.run(lane, work).await
    }

    /// Commits one batch on its own.
    pub(crate) async fn commit(&self, lane: Lane, batch: Batch) -> Result<(), StoreError> {
        self.write(lane, move |writer| Box::pin(writer.commit(batch))).await
    }

    /// A connection for reading.
    pub(crate) async fn reader(&self) -> Result<PoolConnection<Sqlite>, StoreError> {
        Ok(self.read.acquire().await?)
    }

    /// Closes the readers, then the writer after what it has begun: the last connection carries the
    /// write-ahead log over into the database.
    pub(crate) async fn close(&self) {
        self.read.close().await;
        self.writer.stop().await;
    }
}

#[cfg(test)]
mod tests;
