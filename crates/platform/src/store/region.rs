//! Submissions, verdicts and positions: the region log and what it was decided from.

use domain::ids::StationId;
use domain::wire::{CHAIN_START, FeedEntry, Position, SignedSubmission, StreamId, SubmissionKey};
use sqlx::{Row, SqliteConnection};

use super::{int, small, uint};
use crate::error::Result;

/// Head of the region log.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) incarnation: String,
    pub(crate) position: Position,
    pub(crate) hash: String,
}

/// How far an epoch of a station's log has come.
#[derive(Clone, Debug)]
pub(crate) struct Epoch {
    pub(crate) epoch: u32,
    pub(crate) last_seq: u64,
    pub(crate) head: String,
    pub(crate) frozen: bool,
}

/// A stored submission.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    pub(crate) key: SubmissionKey,
    pub(crate) signed: SignedSubmission,
    pub(crate) hash: String,
    pub(crate) stream: StreamId,
    pub(crate) position: Position,
}

/// Gives the store its first incarnation.
pub(crate) async fn begin_region(tx: &mut SqliteConnection, incarnation: &str) -> Result<()> {
    sqlx::query("INSERT INTO region VALUES (1, ?, 0, ?) ON CONFLICT DO NOTHING")
        .bind(incarnation)
        .bind(CHAIN_START)
        .execute(tx)
        .await?;
    Ok(())
}

/// A restored store is another incarnation; it shares its history so far with the one before.
pub(crate) async fn set_incarnation(tx: &mut SqliteConnection, incarnation: &str) -> Result<()> {
    sqlx::query("INSERT INTO incarnation SELECT incarnation, position FROM region")
        .execute(&mut *tx)
        .await?;
    sqlx::query("UPDATE region SET incarnation = ?").bind(incarnation).execute(tx).await?;
    Ok(())
}

/// Last position that an incarnation has in common with this one, 0 if it is not known.
pub(crate) async fn shared(tx: &mut SqliteConnection, incarnation: &str) -> Result<Position> {
    let row = sqlx::query(
        "SELECT position FROM region WHERE incarnation = ?1
         UNION ALL SELECT shared FROM incarnation WHERE id = ?1",
    )
    .bind(incarnation)
    .fetch_optional(tx)
    .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?.map_or(0, uint))
}

pub(crate) async fn head(tx: &mut SqliteConnection) -> Result<Head> {
    let row = sqlx::query("SELECT incarnation, position, head FROM region").fetch_one(tx).await?;
    Ok(Head {
        incarnation: row.try_get(0)?,
        position: uint(row.try_get(1)?),
        hash: row.try_get(2)?,
    })
}

/// The next position: the counter row is locked until the transaction ends, so positions are dense
/// and become visible in order.
pub(crate) async fn next_position(tx: &mut SqliteConnection) -> Result<Position> {
    let row = sqlx::query("UPDATE region SET position = position + 1 RETURNING position")
        .fetch_one(tx)
        .await?;
    Ok(uint(row.try_get(0)?))
}

/// Appends a verdict to the region log; its position was drawn before.
pub(crate) async fn append(tx: &mut SqliteConnection, entry: &FeedEntry, now: i64) -> Result<()> {
    let text = serde_json::to_string(entry)?;
    let hash = domain::wire::chain_hash(&head(tx).await?.hash, &text);
    sqlx::query("INSERT INTO log VALUES (?, ?, ?, ?, ?)")
        .bind(int(entry.position))
        .bind(&entry.stream.0)
        .bind(text)
        .bind(&hash)
        .bind(now)
        .execute(&mut *tx)
        .await?;
    sqlx::query("UPDATE region SET head = ?").bind(hash).execute(tx).await?;
    Ok(())
}

/// The verdict at a position.
pub(crate) async fn entry(tx: &mut SqliteConnection, at: Position) -> Result<Option<FeedEntry>> {
    let row = sqlx::query("SELECT entry FROM log WHERE position = ?")
        .bind(int(at))
        .fetch_optional(tx)
        .await?;
    row.map(|row| Ok(serde_json::from_str(row.try_get(0)?)?)).transpose()
}

fn stored(row: &sqlx::sqlite::SqliteRow) -> Result<Stored> {
    Ok(Stored {
        key: SubmissionKey {
            device: StationId(row.try_get("device")?),
            epoch: small(row.try_get("epoch")?),
            seq: uint(row.try_get("seq")?),
        },
        signed: SignedSubmission {
            envelope: row.try_get("envelope")?,
            signature: row.try_get("signature")?,
        },
        hash: row.try_get("hash")?,
        stream: StreamId(row.try_get("stream")?),
        position: uint(row.try_get("position")?),
    })
}

/// A submission by its key.
pub(crate) async fn submission(
    tx: &mut SqliteConnection,
    key: &SubmissionKey,
) -> Result<Option<Stored>> {
    let row = sqlx::query("SELECT * FROM submission WHERE device = ? AND epoch = ? AND seq = ?")
        .bind(key.device.as_str())
        .bind(key.epoch)
        .bind(int(key.seq))
        .fetch_optional(tx)
        .await?;
    row.as_ref().map(stored).transpose()
}

/// Stores a submission with its verdict's position and moves its epoch forward.
pub(crate) async fn store_submission(
    tx: &mut SqliteConnection,
    submission: &Stored,
    held: bool,
    now: i64,
) -> Result<()> {
    let key = &submission.key;
    sqlx::query("INSERT INTO submission VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(key.device.as_str())
        .bind(key.epoch)
        .bind(int(key.seq))
        .bind(&submission.hash)
        .bind(&submission.signed.envelope)
        .bind(&submission.signed.signature)
        .bind(&submission.stream.0)
        .bind(now)
        .bind(int(submission.position))
        .bind(held)
        .execute(&mut *tx)
        .await?;
    sqlx::query(
        "INSERT INTO epoch (device, epoch, last_seq, head) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (device, epoch) DO UPDATE SET last_seq = ?3, head = ?4",
    )
    .bind(key.device.as_str())
    .bind(key.epoch)
    .bind(int(key.seq))
    .bind(&submission.hash)
    .execute(tx)
    .await?;
    Ok(())
}

/// A held submission got another verdict.
pub(crate) async fn redecided(
    tx: &mut SqliteConnection,
    key: &SubmissionKey,
    at: Position,
    held: bool,
) -> Result<()> {
    sqlx::query(
        "UPDATE submission SET position = ?, held = ? WHERE device = ? AND epoch = ? AND seq = ?",
    )
    .bind(int(at))
    .bind(held)
    .bind(key.device.as_str())
    .bind(key.epoch)
    .bind(int(key.seq))
    .execute(tx)
    .await?;
    Ok(())
}

/// Submissions that wait, in the order in which they came.
pub(crate) async fn held(tx: &mut SqliteConnection) -> Result<Vec<Stored>> {
    let rows = sqlx::query("SELECT * FROM submission WHERE held = 1 ORDER BY position")
        .fetch_all(tx)
        .await?;
    rows.iter().map(stored).collect()
}

/// Whether a station has a held submission about a stream.
pub(crate) async fn is_held(
    tx: &mut SqliteConnection,
    device: &StationId,
    stream: &StreamId,
) -> Result<bool> {
    let row = sqlx::query(
        "SELECT EXISTS (SELECT 1 FROM submission WHERE held = 1 AND device = ? AND stream = ?)",
    )
    .bind(device.as_str())
    .bind(&stream.0)
    .fetch_one(tx)
    .await?;
    Ok(row.try_get(0)?)
}

/// How far an epoch has come.
pub(crate) async fn epoch(
    tx: &mut SqliteConnection,
    device: &StationId,
    epoch: u32,
) -> Result<Option<Epoch>> {
    let row = sqlx::query("SELECT * FROM epoch WHERE device = ? AND epoch = ?")
        .bind(device.as_str())
        .bind(epoch)
        .fetch_optional(tx)
        .await?;
    row.map(|row| read_epoch(&row)).transpose()
}

/// The newest epoch of a station.
pub(crate) async fn last_epoch(
    tx: &mut SqliteConnection,
    device: &StationId,
) -> Result<Option<Epoch>> {
    let row = sqlx::query("SELECT * FROM epoch WHERE device = ? ORDER BY epoch DESC LIMIT 1")
        .bind(device.as_str())
        .fetch_optional(tx)
        .await?;
    row.map(|row| read_epoch(&row)).transpose()
}

fn read_epoch(row: &sqlx::sqlite::SqliteRow) -> Result<Epoch> {
    Ok(Epoch {
        epoch: small(row.try_get("epoch")?),
        last_seq: uint(row.try_get("last_seq")?),
        head: row.try_get("head")?,
        frozen: row.try_get("frozen")?,
    })
}

/// After a fork nothing more is taken in the epoch.
pub(crate) async fn freeze(tx: &mut SqliteConnection, key: &SubmissionKey) -> Result<()> {
    sqlx::query(
        "INSERT INTO epoch (device, epoch, last_seq, head, frozen) VALUES (?, ?, 0, ?, 1)
         ON CONFLICT (device, epoch) DO UPDATE SET frozen = 1",
    )
    .bind(key.device.as_str())
    .bind(key.epoch)
    .bind(CHAIN_START)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps what does not belong into the chain; true if it is new.
pub(crate) async fn keep_stray(
    tx: &mut SqliteConnection,
    sender: &StationId,
    key: Option<&SubmissionKey>,
    signed: &SignedSubmission,
    reason: &str,
    now: i64,
) -> Result<bool> {
    let done = sqlx::query(
        "INSERT INTO stray (device, epoch, seq, hash, envelope, signature, reason, received_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    )
    .bind(sender.as_str())
    .bind(key.map(|k| k.epoch))
    .bind(key.map(|k| int(k.seq)))
    .bind(signed.hash())
    .bind(&signed.envelope)
    .bind(&signed.signature)
    .bind(reason)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Submissions in the order of their keys.
pub(crate) async fn submissions_after(
    tx: &mut SqliteConnection,
    after: Option<&SubmissionKey>,
    limit: u32,
) -> Result<Vec<Stored>> {
    let (device, epoch, seq) =
        after.map_or(("", 0, 0), |key| (key.device.as_str(), key.epoch, int(key.seq)));
    let rows = sqlx::query(
        "SELECT * FROM submission WHERE (device, epoch, seq) > (?, ?, ?)
         ORDER BY device, epoch, seq LIMIT ?",
    )
    .bind(device)
    .bind(epoch)
    .bind(seq)
    .bind(limit)
    .fetch_all(tx)
    .await?;
    rows.iter().map(stored).collect()
}

/// Every epoch of every station.
pub(crate) async fn all_epochs(tx: &mut SqliteConnection) -> Result<Vec<(StationId, Epoch)>> {
    let rows = sqlx::query("SELECT * FROM epoch ORDER BY device, epoch").fetch_all(tx).await?;
    rows.iter().map(|row| Ok((StationId(row.try_get("device")?), read_epoch(row)?))).collect()
}

/// What the database finds wrong with the file.
pub(crate) async fn integrity(tx: &mut SqliteConnection) -> Result<Vec<String>> {
    let rows = sqlx::query("PRAGMA integrity_check(20)").fetch_all(tx).await?;
    let lines: Vec<String> = rows.iter().map(|row| Ok(row.try_get(0)?)).collect::<Result<_>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}
