//! Published editions of the catalogue 目录版本.

use domain::wire::sm3_hex;
use sqlx::sqlite::SqliteConnection;

use super::{Batch, StoreError};

/// Takes an edition.
pub(crate) fn put(batch: &mut Batch, number: u32, hash: &str, catalogue: &str) {
    batch.label("edition");
    batch.add(
        "insert or ignore into edition (number, hash, catalogue) values (?, ?, ?)",
        [number.into(), hash.into(), catalogue.into()],
    );
}

/// Number of the newest one.
pub(crate) async fn newest(connection: &mut SqliteConnection) -> Result<Option<u32>, StoreError> {
    let sql = "select max(number) from edition";
    Ok(sqlx::query_scalar(sql).fetch_one(connection).await?)
}

/// JSON text of an edition; the one whose hash was taken with it, or the store is damaged.
pub(crate) async fn one(
    connection: &mut SqliteConnection,
    number: u32,
) -> Result<Option<String>, StoreError> {
    let sql = "select hash, catalogue from edition where number = ?";
    let row: Option<(String, String)> =
        sqlx::query_as(sql).bind(number).fetch_optional(connection).await?;
    match row {
        Some((hash, text)) if sm3_hex(text.as_bytes()) == hash => Ok(Some(text)),
        Some(_) => Err(StoreError::Damaged),
        None => Ok(None),
    }
}
