//! Number ranges and who got which.

use domain::ids::StationId;
use domain::wire::{NumberRange, RangeKind};
use sqlx::{Row, SqliteConnection};

use crate::error::Result;

/// Ranges of a kind that a station was granted and does not know of yet.
pub(crate) async fn granted_after(
    tx: &mut SqliteConnection,
    station: &StationId,
    kind: &RangeKind,
    held_through: u32,
) -> Result<Vec<NumberRange>> {
    let rows = sqlx::query(
        "SELECT first, last FROM range_grant WHERE station = ? AND kind = ? AND first > ?
         ORDER BY first",
    )
    .bind(station.as_str())
    .bind(serde_json::to_string(kind)?)
    .bind(held_through)
    .fetch_all(tx)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(NumberRange { kind: kind.clone(), first: row.try_get(0)?, last: row.try_get(1)? })
        })
        .collect()
}

/// Draws the next `size` numbers of a kind, beyond `held_through` in any case; none past `limit`.
pub(crate) async fn grant(
    tx: &mut SqliteConnection,
    station: &StationId,
    kind: &RangeKind,
    (size, limit): (u32, u32),
    held_through: u32,
    now: i64,
) -> Result<Option<NumberRange>> {
    let name = serde_json::to_string(kind)?;
    let row = sqlx::query("SELECT next FROM range_counter WHERE kind = ?")
        .bind(&name)
        .fetch_optional(&mut *tx)
        .await?;
    let next: u32 = row.map(|row| row.try_get(0)).transpose()?.unwrap_or(1);
    let first = next.max(held_through.saturating_add(1));
    let Some(last) = first.checked_add(size - 1).filter(|last| *last <= limit) else {
        return Ok(None);
    };
    sqlx::query(
        "INSERT INTO range_counter VALUES (?1, ?2) ON CONFLICT (kind) DO UPDATE SET next = ?2",
    )
    .bind(&name)
    .bind(last + 1)
    .execute(&mut *tx)
    .await?;
    sqlx::query("INSERT INTO range_grant VALUES (?, ?, ?, ?, ?)")
        .bind(&name)
        .bind(first)
        .bind(last)
        .bind(station.as_str())
        .bind(now)
        .execute(tx)
        .await?;
    Ok(Some(NumberRange { kind: kind.clone(), first, last }))
}

/// Whether a station was ever granted a range of a kind.
pub(crate) async fn has_any(
    tx: &mut SqliteConnection,
    station: &StationId,
    kind: &RangeKind,
) -> Result<bool> {
    Ok(!granted_after(tx, station, kind, 0).await?.is_empty())
}

/// After a restore: numbers granted since the backup are not known, so leave a gap.
pub(crate) async fn leap(tx: &mut SqliteConnection) -> Result<()> {
    sqlx::query(
        "UPDATE range_counter SET next = next
         + CASE json_extract(kind, '$.type') WHEN 'document' THEN 1000 ELSE 500 END",
    )
    .execute(tx)
    .await?;
    Ok(())
}
