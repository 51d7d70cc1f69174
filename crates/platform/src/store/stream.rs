//! Streams, who gets them, and what is projected from them.

use std::collections::BTreeSet;

use domain::application::Stream;
use domain::ids::{BlobHash, StationId};
use domain::wire::{CHAIN_START, FeedEntry, Partition, Position, StreamId};
use sqlx::{Row, SqliteConnection};

use super::{int, uint};
use crate::error::Result;

/// A stream with the end of its chain.
#[derive(Clone, Debug)]
pub(crate) struct StreamRow {
    pub(crate) seq: u64,
    pub(crate) head: String,
    /// Station that began it.
    pub(crate) device: StationId,
    pub(crate) state: Stream,
}

impl StreamRow {
    /// A stream that a station begins.
    pub(crate) fn begun_by(device: &StationId) -> Self {
        Self { seq: 0, head: CHAIN_START.to_owned(), device: device.clone(), state: Stream::Empty }
    }
}

pub(crate) async fn load(
    tx: &mut SqliteConnection,
    stream: &StreamId,
) -> Result<Option<StreamRow>> {
    let row = sqlx::query("SELECT seq, head, device, state FROM stream WHERE stream = ?")
        .bind(&stream.0)
        .fetch_optional(tx)
        .await?;
    row.map(|row| {
        Ok(StreamRow {
            seq: uint(row.try_get(0)?),
            head: row.try_get(1)?,
            device: StationId(row.try_get(2)?),
            state: serde_json::from_str(row.try_get(3)?)?,
        })
    })
    .transpose()
}

pub(crate) async fn save(
    tx: &mut SqliteConnection,
    stream: &StreamId,
    row: &StreamRow,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO stream VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (stream) DO UPDATE SET seq = ?2, head = ?3, state = ?5",
    )
    .bind(&stream.0)
    .bind(int(row.seq))
    .bind(&row.head)
    .bind(row.device.as_str())
    .bind(serde_json::to_string(&row.state)?)
    .execute(tx)
    .await?;
    Ok(())
}

/// Names of all streams.
pub(crate) async fn names(tx: &mut SqliteConnection) -> Result<Vec<StreamId>> {
    let rows = sqlx::query("SELECT stream FROM stream ORDER BY stream").fetch_all(tx).await?;
    rows.iter().map(|row| Ok(StreamId(row.try_get(0)?))).collect()
}

/// Partitions that have the stream.
pub(crate) async fn members(
    tx: &mut SqliteConnection,
    stream: &StreamId,
) -> Result<BTreeSet<String>> {
    let rows = sqlx::query("SELECT partition FROM member WHERE stream = ?")
        .bind(&stream.0)
        .fetch_all(tx)
        .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

/// Adds the stream to a partition: its whole history so far becomes visible there at `at`.
pub(crate) async fn join(
    tx: &mut SqliteConnection,
    stream: &StreamId,
    partition: &str,
    at: Position,
) -> Result<()> {
    sqlx::query("INSERT INTO member VALUES (?, ?, ?)")
        .bind(&stream.0)
        .bind(partition)
        .bind(int(at))
        .execute(&mut *tx)
        .await?;
    sqlx::query(
        "INSERT INTO feed SELECT ?2, ?3, position FROM log WHERE stream = ?1 AND position < ?3
         ON CONFLICT DO NOTHING",
    )
    .bind(&stream.0)
    .bind(partition)
    .bind(int(at))
    .execute(tx)
    .await?;
    Ok(())
}

/// Makes the verdict at a position visible in a partition.
pub(crate) async fn show(tx: &mut SqliteConnection, partition: &str, at: Position) -> Result<()> {
    sqlx::query("INSERT INTO feed VALUES (?1, ?2, ?2) ON CONFLICT DO NOTHING")
        .bind(partition)
        .bind(int(at))
        .execute(tx)
        .await?;
    Ok(())
}

/// Verdicts of a partition after a cursor and up to the head, with the cursor that each belongs to; never splits what
/// became visible at one position.
pub(crate) async fn page(
    tx: &mut SqliteConnection,
    partition: &Partition,
    (after, through): (Position, Position),
    limit: u32,
) -> Result<Vec<(Position, FeedEntry)>> {
    let rows = sqlx::query(
        "SELECT feed.at, log.entry FROM feed JOIN log USING (position)
         WHERE feed.partition = ?1 AND feed.at > ?2 AND feed.at <= coalesce(
             (SELECT at FROM feed WHERE partition = ?1 AND at > ?2
              ORDER BY at, position LIMIT 1 OFFSET ?3), ?4)
         ORDER BY feed.at, feed.position",
    )
    .bind(partition.to_string())
    .bind(int(after))
    .bind(limit.saturating_sub(1))
    .bind(int(through))
    .fetch_all(tx)
    .await?;
    rows.iter()
        .map(|row| Ok((uint(row.try_get(0)?), serde_json::from_str(row.try_get(1)?)?)))
        .collect()
}

/// A case as the projection keeps it.
#[derive(Clone, Debug)]
pub(crate) struct CaseRow {
    pub(crate) case_no: String,
    pub(crate) hall: String,
    pub(crate) department: String,
    pub(crate) item: String,
    pub(crate) applicant: String,
    pub(crate) stage: String,
    pub(crate) received_on: String,
}

/// Writes the cases of a stream as they are after its last event.
pub(crate) async fn project_case(
    tx: &mut SqliteConnection,
    stream: &StreamId,
    case: &CaseRow,
    at: Position,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO case_row VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (stream, case_no) DO UPDATE SET stage = ?7",
    )
    .bind(&stream.0)
    .bind(&case.case_no)
    .bind(&case.hall)
    .bind(&case.department)
    .bind(&case.item)
    .bind(&case.applicant)
    .bind(&case.stage)
    .bind(&case.received_on)
    .bind(int(at))
    .execute(tx)
    .await?;
    Ok(())
}

/// Another application that bears the same case number.
pub(crate) async fn same_number(
    tx: &mut SqliteConnection,
    stream: &StreamId,
    case_no: &str,
) -> Result<Option<StreamId>> {
    let row = sqlx::query("SELECT stream FROM case_row WHERE case_no = ? AND stream <> ? LIMIT 1")
        .bind(case_no)
        .bind(&stream.0)
        .fetch_optional(tx)
        .await?;
    row.map(|row| Ok(StreamId(row.try_get(0)?))).transpose()
}

/// An open case of the same applicant for the same item that a station could not know of.
pub(crate) async fn same_matter(
    tx: &mut SqliteConnection,
    stream: &StreamId,
    applicant: &str,
    item: &str,
    seen: Position,
) -> Result<Option<String>> {
    let row = sqlx::query(
        "SELECT case_no FROM case_row WHERE applicant = ? AND item = ? AND stream <> ?
         AND stage <> 'closed' AND opened_at > ? LIMIT 1",
    )
    .bind(applicant)
    .bind(item)
    .bind(&stream.0)
    .bind(int(seen))
    .fetch_optional(tx)
    .await?;
    row.map(|row| Ok(row.try_get(0)?)).transpose()
}

/// Cases in a stage that were received on or before a day: stream, case number, hall.
pub(crate) async fn in_stage(
    tx: &mut SqliteConnection,
    stage: &str,
    received_by: &str,
) -> Result<Vec<(StreamId, String)>> {
    let rows = sqlx::query(
        "SELECT stream, case_no FROM case_row WHERE stage = ? AND received_on <= ?
         ORDER BY opened_at, case_no",
    )
    .bind(stage)
    .bind(received_by)
    .fetch_all(tx)
    .await?;
    rows.iter().map(|row| Ok((StreamId(row.try_get(0)?), row.try_get(1)?))).collect()
}

/// Whether another paper bears the number already.
pub(crate) async fn number_taken(
    tx: &mut SqliteConnection,
    number: &str,
    stream: &StreamId,
    hash: &BlobHash,
) -> Result<bool> {
    let row = sqlx::query(
        "SELECT EXISTS (SELECT 1 FROM paper_number WHERE number = ? AND (stream <> ? OR hash <> ?))",
    )
    .bind(number)
    .bind(&stream.0)
    .bind(hash.as_str())
    .fetch_one(tx)
    .await?;
    Ok(row.try_get(0)?)
}

/// Notes the number of a paper.
pub(crate) async fn note_number(
    tx: &mut SqliteConnection,
    number: &str,
    stream: &StreamId,
    hash: &BlobHash,
) -> Result<()> {
    sqlx::query("INSERT INTO paper_number VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        .bind(number)
        .bind(&stream.0)
        .bind(hash.as_str())
        .execute(tx)
        .await?;
    Ok(())
}

/// Lets a partition see a page.
pub(crate) async fn allow_page(
    tx: &mut SqliteConnection,
    blob: &BlobHash,
    partition: &str,
) -> Result<()> {
    sqlx::query("INSERT INTO page VALUES (?, ?) ON CONFLICT DO NOTHING")
        .bind(blob.as_str())
        .bind(partition)
        .execute(tx)
        .await?;
    Ok(())
}

/// A row of the region log.
pub(crate) struct LogRow {
    pub(crate) position: Position,
    pub(crate) stream: StreamId,
    pub(crate) entry: String,
    pub(crate) hash: String,
}

/// Every log row in order, from a position on.
pub(crate) async fn log_after(
    tx: &mut SqliteConnection,
    after: Position,
    limit: u32,
) -> Result<Vec<LogRow>> {
    let rows = sqlx::query(
        "SELECT position, stream, entry, hash FROM log WHERE position > ?
         ORDER BY position LIMIT ?",
    )
    .bind(int(after))
    .bind(limit)
    .fetch_all(tx)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(LogRow {
                position: uint(row.try_get(0)?),
                stream: StreamId(row.try_get(1)?),
                entry: row.try_get(2)?,
                hash: row.try_get(3)?,
            })
        })
        .collect()
}

/// The verdicts of one stream in order.
pub(crate) async fn history(
    tx: &mut SqliteConnection,
    stream: &StreamId,
) -> Result<Vec<FeedEntry>> {
    let rows = sqlx::query("SELECT entry FROM log WHERE stream = ? ORDER BY position")
        .bind(&stream.0)
        .fetch_all(tx)
        .await?;
    rows.iter().map(|row| Ok(serde_json::from_str(row.try_get(0)?)?)).collect()
}
