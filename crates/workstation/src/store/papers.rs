//! Papers as data 文书快照: durable in the very commit of the act that hands them over.

use domain::ids::BlobHash;
use sqlx::sqlite::SqliteConnection;

use super::{Batch, StoreError};

/// Keeps the JSON text of a paper's data.
pub(crate) fn put(batch: &mut Batch, hash: &BlobHash, stream: &str, number: &str, body: &str) {
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
