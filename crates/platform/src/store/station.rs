//! Stations, their codes and what they said last.

use domain::ids::{CounterNo, DepartmentId, HallId, StationId, UserId};
use domain::wire::Partition;
use domain::wire::admin::{StationCodeRequest, StationHealth, StationRow};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::clock::from_millis;
use crate::error::Result;

/// An enrolled station with its key.
#[derive(Clone, Debug)]
pub(crate) struct Station {
    pub(crate) row: StationRow,
    /// SM2 public key, uncompressed point in hex.
    pub(crate) public_key: String,
    /// Secret that opens the station for a person new to it.
    pub(crate) unlock: String,
}

impl Station {
    /// Partitions that the station may pull: its departments', or its hall's if it has none.
    pub(crate) fn partitions(&self) -> Vec<Partition> {
        if self.row.departments.is_empty() {
            return vec![Partition::Hall(self.row.hall.clone())];
        }
        self.row.departments.iter().cloned().map(Partition::Department).collect()
    }

    /// Whether it may pull a partition.
    pub(crate) fn has(&self, partition: &Partition) -> bool {
        self.partitions().contains(partition)
    }
}

/// What a new station is made of.
pub(crate) struct NewStation<'a> {
    pub(crate) id: &'a StationId,
    pub(crate) token_hash: &'a str,
    pub(crate) public_key: &'a str,
    pub(crate) unlock: &'a str,
    pub(crate) place: &'a StationCodeRequest,
    pub(crate) machine: &'a str,
    pub(crate) now: i64,
}

fn read(row: &SqliteRow) -> Result<Station> {
    let health: Option<String> = row.try_get("health")?;
    let departments: Vec<DepartmentId> = serde_json::from_str(row.try_get("departments")?)?;
    Ok(Station {
        public_key: row.try_get("public_key")?,
        unlock: row.try_get("unlock")?,
        row: StationRow {
            station: StationId(row.try_get("id")?),
            hall: HallId(row.try_get("hall")?),
            counter: row.try_get::<Option<String>, _>("counter")?.map(CounterNo),
            departments,
            machine: row.try_get("machine")?,
            active: row.try_get("active")?,
            enrolled: from_millis(row.try_get("enrolled_at")?),
            health: health.map(|text| serde_json::from_str::<StationHealth>(&text)).transpose()?,
        },
    })
}

pub(crate) async fn add(tx: &mut SqliteConnection, new: &NewStation<'_>) -> Result<()> {
    sqlx::query(
        "INSERT INTO station
         (id, token, public_key, hall, counter, departments, machine, active, enrolled_at, unlock)
         VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?)",
    )
    .bind(new.id.as_str())
    .bind(new.token_hash)
    .bind(new.public_key)
    .bind(new.place.hall.as_str())
    .bind(new.place.counter.as_ref().map(CounterNo::as_str))
    .bind(serde_json::to_string(&new.place.departments)?)
    .bind(new.machine)
    .bind(new.now)
    .bind(new.unlock)
    .execute(tx)
    .await?;
    Ok(())
}

pub(crate) async fn count(tx: &mut SqliteConnection) -> Result<i64> {
    let row = sqlx::query("SELECT count(*) FROM station").fetch_one(tx).await?;
    Ok(row.try_get(0)?)
}

pub(crate) async fn by_token(
    tx: &mut SqliteConnection,
    token_hash: &str,
) -> Result<Option<Station>> {
    let row = sqlx::query("SELECT * FROM station WHERE token = ?")
        .bind(token_hash)
        .fetch_optional(tx)
        .await?;
    row.as_ref().map(read).transpose()
}

pub(crate) async fn by_id(tx: &mut SqliteConnection, id: &StationId) -> Result<Option<Station>> {
    let row = sqlx::query("SELECT * FROM station WHERE id = ?")
        .bind(id.as_str())
        .fetch_optional(tx)
        .await?;
    row.as_ref().map(read).transpose()
}

pub(crate) async fn all(tx: &mut SqliteConnection) -> Result<Vec<StationRow>> {
    let rows = sqlx::query("SELECT * FROM station ORDER BY id").fetch_all(tx).await?;
    rows.iter().map(|row| Ok(read(row)?.row)).collect()
}

/// Lets a station go on, or stops it; false if there is none.
pub(crate) async fn set_active(
    tx: &mut SqliteConnection,
    id: &StationId,
    active: bool,
) -> Result<bool> {
    let done = sqlx::query("UPDATE station SET active = ? WHERE id = ?")
        .bind(active)
        .bind(id.as_str())
        .execute(tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn set_health(
    tx: &mut SqliteConnection,
    id: &StationId,
    health: &StationHealth,
) -> Result<()> {
    sqlx::query("UPDATE station SET health = ?, seen_at = ? WHERE id = ?")
        .bind(serde_json::to_string(health)?)
        .bind(health.seen.as_millisecond())
        .bind(id.as_str())
        .execute(tx)
        .await?;
    Ok(())
}

/// When a station was heard last, with an empty outbox or not.
pub(crate) async fn seen_at(tx: &mut SqliteConnection, id: &StationId) -> Result<Option<i64>> {
    let row = sqlx::query("SELECT seen_at FROM station WHERE id = ?")
        .bind(id.as_str())
        .fetch_optional(tx)
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?.flatten())
}

pub(crate) async fn set_recovery(
    tx: &mut SqliteConnection,
    id: &StationId,
    sealed: &str,
) -> Result<()> {
    sqlx::query("UPDATE station SET recovery = ? WHERE id = ?")
        .bind(sealed)
        .bind(id.as_str())
        .execute(tx)
        .await?;
    Ok(())
}

pub(crate) async fn recovery(tx: &mut SqliteConnection, id: &StationId) -> Result<Option<String>> {
    let row = sqlx::query("SELECT recovery FROM station WHERE id = ?")
        .bind(id.as_str())
        .fetch_optional(tx)
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?.flatten())
}

pub(crate) async fn add_code(
    tx: &mut SqliteConnection,
    secret_hash: &str,
    place: &StationCodeRequest,
    expires: i64,
) -> Result<()> {
    sqlx::query("INSERT INTO station_code (secret, place, expires) VALUES (?, ?, ?)")
        .bind(secret_hash)
        .bind(serde_json::to_string(place)?)
        .bind(expires)
        .execute(tx)
        .await?;
    Ok(())
}

/// Takes an unused code that is still good; it is used from then on.
pub(crate) async fn take_code(
    tx: &mut SqliteConnection,
    secret_hash: &str,
    now: i64,
) -> Result<Option<StationCodeRequest>> {
    let row = sqlx::query(
        "UPDATE station_code SET used = 1 WHERE secret = ? AND used = 0 AND expires > ?
         RETURNING place",
    )
    .bind(secret_hash)
    .bind(now)
    .fetch_optional(tx)
    .await?;
    row.map(|row| Ok(serde_json::from_str(row.try_get(0)?)?)).transpose()
}

/// Users of a hall who may not sign in.
pub(crate) async fn revoked_users(tx: &mut SqliteConnection, hall: &HallId) -> Result<Vec<UserId>> {
    let rows = sqlx::query(
        "SELECT id FROM user WHERE active = 0 AND json_extract(profile, '$.hall') = ? ORDER BY id",
    )
    .bind(hall.as_str())
    .fetch_all(tx)
    .await?;
    rows.iter().map(|row| Ok(UserId(row.try_get(0)?))).collect()
}
