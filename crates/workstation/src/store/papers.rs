//! Papers as data 文书快照: durable in the very commit of the act that hands them over.

use domain::ids::BlobHash;
use sqlx::FromRow;
use sqlx::sqlite::SqliteConnection;

use super::as_stored::AsText;
use super::{Batch, StoreError};

/// A paper as kept.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct PaperRow {
    #[sqlx(try_from = "AsText")]
    pub hash: String,
    #[sqlx(try_from = "AsText")]
    pub stream: String,
    #[sqlx(try_from = "AsText")]
    pub number: String,
    #[sqlx(try_from = "AsText")]
    pub body: String,
}

/// Keeps the JSON text of a paper's data.
pub(crate) fn put(batch: &mut Batch, hash: &BlobHash, stream: &str, number: &str, body: &str) {
    batch.label("paper");
    batch.add(
        "insert or ignore into paper (hash, stream, number, body) values (?, ?, ?, ?)",
        [hash.as_str().into(), stream.into(), number.into(), body.into()],
    );
}

/// The JSON text of a paper's data.
pub(crate) async fn one(
    connection: &mut SqliteConnection,
    hash: &BlobHash,
) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar("select body from paper where hash = ?")
        .bind(hash.as_str())
        .fetch_optional(connection)
        .await?)
}

/// Papers whose copy for other desks is not among the pages: hash, stream, JSON text.
pub(crate) async fn unshared(
    connection: &mut SqliteConnection,
) -> Result<Vec<PaperRow>, StoreError> {
    let sql = "select hash, stream, number, body from paper
               where hash not in (select hash from blob) order by hash";
    Ok(sqlx::query_as(sql).fetch_all(connection).await?)
}

/// The next paper after a hash, for checking.
pub(crate) async fn next(
    connection: &mut SqliteConnection,
    after: &str,
) -> Result<Option<PaperRow>, StoreError> {
    let sql = "select hash, stream, number, body from paper where hash > ? order by hash limit 1";
    Ok(sqlx::query_as(sql).bind(after).fetch_optional(connection).await?)
}
