//! The audit table, incidents and settings.

use domain::ids::{StationId, UserId};
use domain::wire::admin::{AuditRow, Incident};
use sqlx::{Row, SqliteConnection};

use super::{int, uint};
use crate::clock::from_millis;
use crate::error::Result;

/// Who did something, for the audit table.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct By<'a> {
    pub(crate) user: Option<&'a UserId>,
    pub(crate) station: Option<&'a StationId>,
}

/// Records an act of administration or a query outside; no personal data.
pub(crate) async fn audit(
    tx: &mut SqliteConnection,
    by: By<'_>,
    act: &str,
    about: &str,
    detail: &str,
    now: i64,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO audit (at, user, station, act, about, detail) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(now)
    .bind(by.user.map(UserId::as_str))
    .bind(by.station.map(StationId::as_str))
    .bind(act)
    .bind(about)
    .bind(detail)
    .execute(tx)
    .await?;
    Ok(())
}

pub(crate) async fn audit_after(tx: &mut SqliteConnection, after: u64) -> Result<Vec<AuditRow>> {
    let rows = sqlx::query("SELECT * FROM audit WHERE id > ? ORDER BY id LIMIT 500")
        .bind(int(after))
        .fetch_all(tx)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(AuditRow {
                id: uint(row.try_get("id")?),
                at: from_millis(row.try_get("at")?),
                user: row.try_get::<Option<String>, _>("user")?.map(UserId),
                station: row.try_get::<Option<String>, _>("station")?.map(StationId),
                act: row.try_get("act")?,
                about: row.try_get("about")?,
                detail: row.try_get("detail")?,
            })
        })
        .collect()
}

/// Something a person must look at.
pub(crate) async fn incident(
    tx: &mut SqliteConnection,
    code: &str,
    station: Option<&StationId>,
    message: &str,
    now: i64,
) -> Result<()> {
    sqlx::query("INSERT INTO incident (at, code, station, message) VALUES (?, ?, ?, ?)")
        .bind(now)
        .bind(code)
        .bind(station.map(StationId::as_str))
        .bind(message)
        .execute(tx)
        .await?;
    Ok(())
}

/// Whether an incident of a kind is open for a station.
pub(crate) async fn is_open(
    tx: &mut SqliteConnection,
    code: &str,
    station: &StationId,
) -> Result<bool> {
    let row = sqlx::query(
        "SELECT EXISTS (SELECT 1 FROM incident WHERE code = ? AND station = ? AND closed = 0)",
    )
    .bind(code)
    .bind(station.as_str())
    .fetch_one(tx)
    .await?;
    Ok(row.try_get(0)?)
}

pub(crate) async fn incidents(tx: &mut SqliteConnection) -> Result<Vec<Incident>> {
    let rows = sqlx::query("SELECT * FROM incident ORDER BY closed, id DESC LIMIT 200")
        .fetch_all(tx)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Incident {
                id: uint(row.try_get("id")?),
                at: from_millis(row.try_get("at")?),
                code: row.try_get("code")?,
                station: row.try_get::<Option<String>, _>("station")?.map(StationId),
                message: row.try_get("message")?,
                closed: row.try_get("closed")?,
            })
        })
        .collect()
}

pub(crate) async fn close_incident(tx: &mut SqliteConnection, id: u64) -> Result<bool> {
    let done = sqlx::query("UPDATE incident SET closed = 1 WHERE id = ?")
        .bind(int(id))
        .execute(tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn setting(tx: &mut SqliteConnection, name: &str) -> Result<Option<String>> {
    let row = sqlx::query("SELECT value FROM setting WHERE name = ?")
        .bind(name)
        .fetch_optional(tx)
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

pub(crate) async fn set(tx: &mut SqliteConnection, name: &str, value: &str) -> Result<()> {
    sqlx::query("INSERT INTO setting VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2")
        .bind(name)
        .bind(value)
        .execute(tx)
        .await?;
    Ok(())
}
