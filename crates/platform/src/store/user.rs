//! Users, their versions and sessions.

use domain::ids::{StationId, UserId};
use domain::wire::Position;
use domain::wire::access::UserProfile;
use domain::wire::admin::UserRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::int;
use crate::clock::from_millis;
use crate::error::Result;

/// A user with the secrets of sign-in.
#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) profile: UserProfile,
    pub(crate) id_number: String,
    pub(crate) active: bool,
    pub(crate) password: String,
    pub(crate) must_change: bool,
    pub(crate) failures: u32,
    pub(crate) locked_until: Option<i64>,
    pub(crate) last_sign_in: Option<i64>,
}

/// What a user was allowed from a position on.
#[derive(Clone, Debug)]
pub(crate) struct UserVersion {
    pub(crate) profile: UserProfile,
    pub(crate) active: bool,
}

fn read(row: &SqliteRow) -> Result<User> {
    Ok(User {
        profile: serde_json::from_str(row.try_get("profile")?)?,
        id_number: row.try_get("id_number")?,
        active: row.try_get("active")?,
        password: row.try_get("password")?,
        must_change: row.try_get("must_change")?,
        failures: row.try_get("failures")?,
        locked_until: row.try_get("locked_until")?,
        last_sign_in: row.try_get("last_sign_in")?,
    })
}

pub(crate) async fn load(tx: &mut SqliteConnection, id: &UserId) -> Result<Option<User>> {
    let row =
        sqlx::query("SELECT * FROM user WHERE id = ?").bind(id.as_str()).fetch_optional(tx).await?;
    row.as_ref().map(read).transpose()
}

pub(crate) async fn all(tx: &mut SqliteConnection) -> Result<Vec<UserRow>> {
    let rows = sqlx::query("SELECT * FROM user ORDER BY id").fetch_all(tx).await?;
    rows.iter()
        .map(|row| {
            let user = read(row)?;
            Ok(UserRow {
                profile: user.profile,
                active: user.active,
                locked_until: user.locked_until.map(from_millis),
                last_sign_in: user.last_sign_in.map(from_millis),
            })
        })
        .collect()
}

/// Writes a user and, for what its acts are judged by, a new version from `since` on.
pub(crate) async fn save(tx: &mut SqliteConnection, user: &User, since: Position) -> Result<()> {
    let profile = serde_json::to_string(&user.profile)?;
    let id = user.profile.user.as_str();
    sqlx::query(
        "INSERT INTO user (id, profile, id_number, active, password, must_change)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET profile = ?2, id_number = ?3, active = ?4, password = ?5,
             must_change = ?6, failures = 0, locked_until = NULL",
    )
    .bind(id)
    .bind(&profile)
    .bind(&user.id_number)
    .bind(user.active)
    .bind(&user.password)
    .bind(user.must_change)
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "INSERT INTO user_version SELECT ?1, count(*) + 1, ?2, ?3, ?4
         FROM user_version WHERE id = ?1",
    )
    .bind(id)
    .bind(int(since))
    .bind(profile)
    .bind(user.active)
    .execute(tx)
    .await?;
    Ok(())
}

/// What a user was allowed at a position, and all that changed since.
pub(crate) async fn versions_from(
    tx: &mut SqliteConnection,
    id: &UserId,
    seen: Position,
) -> Result<Vec<UserVersion>> {
    let rows = sqlx::query(
        "SELECT profile, active FROM user_version WHERE id = ?1 AND version >= coalesce(
             (SELECT max(version) FROM user_version WHERE id = ?1 AND since <= ?2), 1)
         ORDER BY version",
    )
    .bind(id.as_str())
    .bind(int(seen))
    .fetch_all(tx)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(UserVersion {
                profile: serde_json::from_str(row.try_get(0)?)?,
                active: row.try_get(1)?,
            })
        })
        .collect()
}

pub(crate) async fn set_failures(
    tx: &mut SqliteConnection,
    id: &UserId,
    failures: u32,
    locked_until: Option<i64>,
) -> Result<()> {
    sqlx::query("UPDATE user SET failures = ?, locked_until = ? WHERE id = ?")
        .bind(failures)
        .bind(locked_until)
        .bind(id.as_str())
        .execute(tx)
        .await?;
    Ok(())
}

pub(crate) async fn signed_in(tx: &mut SqliteConnection, id: &UserId, now: i64) -> Result<()> {
    sqlx::query("UPDATE user SET failures = 0, locked_until = NULL, last_sign_in = ? WHERE id = ?")
        .bind(now)
        .bind(id.as_str())
        .execute(tx)
        .await?;
    Ok(())
}

pub(crate) async fn set_password(
    tx: &mut SqliteConnection,
    id: &UserId,
    password: &str,
) -> Result<()> {
    sqlx::query("UPDATE user SET password = ?, must_change = 0 WHERE id = ?")
        .bind(password)
        .bind(id.as_str())
        .execute(tx)
        .await?;
    Ok(())
}

pub(crate) async fn add_session(
    tx: &mut SqliteConnection,
    token_hash: &str,
    user: &UserId,
    station: &StationId,
    expires: i64,
) -> Result<()> {
    sqlx::query("INSERT INTO session VALUES (?, ?, ?, ?)")
        .bind(token_hash)
        .bind(user.as_str())
        .bind(station.as_str())
        .bind(expires)
        .execute(tx)
        .await?;
    Ok(())
}

/// The user of a session that is good at a station now.
pub(crate) async fn session_user(
    tx: &mut SqliteConnection,
    token_hash: &str,
    station: &StationId,
    now: i64,
) -> Result<Option<User>> {
    let row = sqlx::query(
        "SELECT user.* FROM session JOIN user ON user.id = session.user
         WHERE session.token = ? AND session.station = ? AND session.expires > ?
         AND user.active = 1",
    )
    .bind(token_hash)
    .bind(station.as_str())
    .bind(now)
    .fetch_optional(tx)
    .await?;
    row.as_ref().map(read).transpose()
}

pub(crate) async fn end_session(tx: &mut SqliteConnection, token_hash: &str) -> Result<()> {
    sqlx::query("DELETE FROM session WHERE token = ?").bind(token_hash).execute(tx).await?;
    Ok(())
}

/// Ends all sessions of a user, and whatever has run out.
pub(crate) async fn end_sessions(
    tx: &mut SqliteConnection,
    user: Option<&UserId>,
    now: i64,
) -> Result<()> {
    sqlx::query("DELETE FROM session WHERE user = ? OR expires <= ?")
        .bind(user.map(UserId::as_str))
        .bind(now)
        .execute(tx)
        .await?;
    Ok(())
}

/// After a restore everybody signs in again.
pub(crate) async fn end_all_sessions(tx: &mut SqliteConnection) -> Result<()> {
    sqlx::query("DELETE FROM session").execute(tx).await?;
    Ok(())
}
