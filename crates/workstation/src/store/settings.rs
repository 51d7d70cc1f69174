//! Small facts about the station, by name.

use sqlx::sqlite::SqliteConnection;

use super::{Batch, StoreError};

/// The station's signing key, hex.
pub(crate) const SIGNING_KEY: &str = "signing_key";
/// The station's token of the platform, so that a lost keyring can be made again.
pub(crate) const STATION_TOKEN: &str = "station_token";
/// The station's unlock secret, hex, for the same reason.
pub(crate) const UNLOCK: &str = "unlock";
/// Epoch of the station's log.
pub(crate) const EPOCH: &str = "epoch";
/// Incarnation of the platform that the cursors belong to.
pub(crate) const INCARNATION: &str = "incarnation";
/// Latest time that the station has seen, its own or the platform's.
pub(crate) const LATEST: &str = "latest";
/// Streams whose rows must be made anew, as JSON.
pub(crate) const REPROJECT: &str = "reproject";
/// Hash of the last verdict in the local chain.
pub(crate) const VERDICT_HEAD: &str = "verdict_head";

/// Reads a setting.
pub(crate) async fn get(
    connection: &mut SqliteConnection,
    name: &str,
) -> Result<Option<String>, StoreError> {
    let sql = "select value from setting where name = ?";
    Ok(sqlx::query_scalar(sql).bind(name).fetch_optional(connection).await?)
}

/// Writes a setting.
pub(crate) fn put(batch: &mut Batch, name: &str, value: &str) {
    batch.label("setting");
    batch.add(
        "insert into setting (name, value) values (?, ?)
         on conflict (name) do update set value = excluded.value",
        [name.into(), value.into()],
    );
}

/// Takes a setting away.
pub(crate) fn drop(batch: &mut Batch, name: &str) {
    batch.label("setting_gone");
    batch.add("delete from setting where name = ?", [name.into()]);
}

/// Checks the seal of every page of the database file, read or not.
pub(crate) async fn check_seals(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let broken: Vec<String> =
        sqlx::query_scalar("pragma cipher_integrity_check").fetch_all(connection).await?;
    if broken.is_empty() { Ok(()) } else { Err(StoreError::Damaged) }
}
