//! Which blobs are here, and who may see them.

use domain::ids::{BlobHash, HallId};
use sqlx::{Row, SqliteConnection};

use super::{int, small, uint};
use crate::error::Result;

/// A blob that is here, whole or in part.
#[derive(Clone, Debug)]
pub(crate) struct BlobRow {
    pub(crate) size: u64,
    pub(crate) complete: bool,
    pub(crate) hall: HallId,
}

pub(crate) async fn blob(tx: &mut SqliteConnection, hash: &BlobHash) -> Result<Option<BlobRow>> {
    let row = sqlx::query("SELECT size, complete, hall FROM blob WHERE hash = ?")
        .bind(hash.as_str())
        .fetch_optional(tx)
        .await?;
    row.map(|row| {
        Ok(BlobRow {
            size: uint(row.try_get(0)?),
            complete: row.try_get(1)?,
            hall: HallId(row.try_get(2)?),
        })
    })
    .transpose()
}

pub(crate) async fn begin_blob(
    tx: &mut SqliteConnection,
    hash: &BlobHash,
    size: u64,
    hall: &HallId,
    now: i64,
) -> Result<()> {
    sqlx::query("INSERT INTO blob VALUES (?, ?, 0, ?, ?) ON CONFLICT DO NOTHING")
        .bind(hash.as_str())
        .bind(int(size))
        .bind(hall.as_str())
        .bind(now)
        .execute(tx)
        .await?;
    Ok(())
}

pub(crate) async fn add_chunk(
    tx: &mut SqliteConnection,
    hash: &BlobHash,
    chunk: u32,
) -> Result<()> {
    sqlx::query("INSERT INTO blob_chunk VALUES (?, ?) ON CONFLICT DO NOTHING")
        .bind(hash.as_str())
        .bind(chunk)
        .execute(tx)
        .await?;
    Ok(())
}

pub(crate) async fn chunks(tx: &mut SqliteConnection, hash: &BlobHash) -> Result<Vec<u32>> {
    let rows = sqlx::query("SELECT chunk FROM blob_chunk WHERE hash = ? ORDER BY chunk")
        .bind(hash.as_str())
        .fetch_all(tx)
        .await?;
    rows.iter().map(|row| Ok(small(row.try_get(0)?))).collect()
}

/// All chunks are here and their hash is right.
pub(crate) async fn complete(tx: &mut SqliteConnection, hash: &BlobHash) -> Result<()> {
    sqlx::query("UPDATE blob SET complete = 1 WHERE hash = ?")
        .bind(hash.as_str())
        .execute(&mut *tx)
        .await?;
    sqlx::query("DELETE FROM blob_chunk WHERE hash = ?").bind(hash.as_str()).execute(tx).await?;
    Ok(())
}

/// The content was not what its hash says: begin again.
pub(crate) async fn forget(tx: &mut SqliteConnection, hash: &BlobHash) -> Result<()> {
    sqlx::query("DELETE FROM blob_chunk WHERE hash = ?")
        .bind(hash.as_str())
        .execute(&mut *tx)
        .await?;
    sqlx::query("DELETE FROM blob WHERE hash = ?").bind(hash.as_str()).execute(tx).await?;
    Ok(())
}

/// Hashes of all complete blobs, with their sizes.
pub(crate) async fn all_complete(tx: &mut SqliteConnection) -> Result<Vec<(BlobHash, u64)>> {
    let rows = sqlx::query("SELECT hash, size FROM blob WHERE complete = 1 ORDER BY hash")
        .fetch_all(tx)
        .await?;
    rows.iter().map(|row| Ok((BlobHash(row.try_get(0)?), uint(row.try_get(1)?)))).collect()
}

/// Whether a partition may see a page.
pub(crate) async fn allows(
    tx: &mut SqliteConnection,
    hash: &BlobHash,
    partition: &str,
) -> Result<bool> {
    let row = sqlx::query("SELECT EXISTS (SELECT 1 FROM page WHERE blob = ? AND partition = ?)")
        .bind(hash.as_str())
        .bind(partition)
        .fetch_one(tx)
        .await?;
    Ok(row.try_get(0)?)
}
