//! Confirmed events and verdicts, as the platform decided them (位点日志).

use domain::wire::{CHAIN_START, FeedEntry, Partition, StoredEvent, Verdict, chain_hash};
use sqlx::FromRow;
use sqlx::sqlite::SqliteConnection;

use super::as_stored::{AsNumber, AsText};
use super::submissions::to_i64;
use super::{Batch, StoreError};

/// A verdict as stored.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct VerdictRow {
    pub id: i64,
    #[sqlx(try_from = "AsNumber")]
    pub position: u64,
    #[sqlx(try_from = "AsText")]
    pub device: String,
    #[sqlx(try_from = "AsNumber")]
    pub epoch: u32,
    #[sqlx(try_from = "AsNumber")]
    pub seq: u64,
    #[sqlx(try_from = "AsText")]
    pub submission_hash: String,
    #[sqlx(try_from = "AsText")]
    pub stream: String,
    #[sqlx(try_from = "AsNumber")]
    pub rules_version: u32,
    #[sqlx(try_from = "AsText")]
    pub outcome: String,
    #[sqlx(try_from = "AsText")]
    pub detail: String,
    #[sqlx(try_from = "AsText")]
    pub chain: String,
}

/// Head of a stream's history.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct StreamHead {
    #[sqlx(try_from = "AsText")]
    pub stream: String,
    #[sqlx(try_from = "AsNumber")]
    pub last_seq: u64,
    #[sqlx(try_from = "AsText")]
    pub head: String,
    pub fault: Option<String>,
}

impl StreamHead {
    /// Before anything happened.
    pub(crate) fn start(stream: &str) -> Self {
        Self { stream: stream.to_owned(), last_seq: 0, head: CHAIN_START.to_owned(), fault: None }
    }
}

/// Word for a verdict in the store.
pub(crate) fn outcome(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted { .. } => "accepted",
        Verdict::Refused { .. } => "refused",
        Verdict::Held { .. } => "held",
        Verdict::Superseded { .. } => "superseded",
    }
}

impl VerdictRow {
    /// The row of a feed entry; the events stand in their own table.
    pub(crate) fn of(entry: &FeedEntry, previous: &str) -> Result<Self, StoreError> {
        let detail = match &entry.verdict {
            Verdict::Accepted { events } => {
                serde_json::to_string(&events.iter().map(|e| e.stream_seq).collect::<Vec<_>>())?
            }
            Verdict::Refused { refusal } => serde_json::to_string(refusal)?,
            Verdict::Held { missing } => serde_json::to_string(missing)?,
            Verdict::Superseded { by } => serde_json::to_string(by)?,
        };
        let mut row = Self {
            id: 0,
            position: entry.position,
            device: entry.key.device.to_string(),
            epoch: entry.key.epoch,
            seq: entry.key.seq,
            submission_hash: entry.submission_hash.clone(),
            stream: entry.stream.0.clone(),
            rules_version: entry.rules_version,
            outcome: outcome(&entry.verdict).to_owned(),
            detail,
            chain: String::new(),
        };
        row.chain = row.link(previous);
        Ok(row)
    }

    /// Numbers of the events that it brought.
    pub(crate) fn events(&self) -> Vec<u64> {
        if self.outcome == "accepted" {
            serde_json::from_str(&self.detail).unwrap_or_default()
        } else {
            Vec::new()
        }
    }

    /// Chain hash over the row and the one before it.
    pub(crate) fn link(&self, previous: &str) -> String {
        let text = [
            &self.position.to_string(),
            &self.device,
            &self.epoch.to_string(),
            &self.seq.to_string(),
            &self.submission_hash,
            &self.stream,
            &self.rules_version.to_string(),
            &self.outcome,
            &self.detail,
        ]
        .map(String::as_str)
        .join("\n");
        chain_hash(previous, &text)
    }
}

/// Appends a verdict to the local chain.
pub(crate) fn append_verdict(batch: &mut Batch, row: &VerdictRow) {
    batch.label("verdict");
    batch.add(
        "insert into verdict (position, device, epoch, seq, submission_hash, stream, rules_version,
           outcome, detail, chain) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            row.position.into(),
            (&row.device).into(),
            row.epoch.into(),
            row.seq.into(),
            (&row.submission_hash).into(),
            (&row.stream).into(),
            row.rules_version.into(),
            (&row.outcome).into(),
            (&row.detail).into(),
            (&row.chain).into(),
        ],
    );
}

/// Appends an event.
pub(crate) fn append(batch: &mut Batch, stream: &str, position: u64, event: &StoredEvent) {
    batch.label("event");
    batch.add(
        "insert into event (stream, stream_seq, stream_prev, position, body) values (?, ?, ?, ?, ?)",
        [
            stream.into(),
            event.stream_seq.into(),
            (&event.stream_prev).into(),
            position.into(),
            (&event.body).into(),
        ],
    );
}

/// Moves the head of a stream.
pub(crate) fn put_head(batch: &mut Batch, head: &StreamHead) {
    batch.label("stream_head");
    batch.add(
        "insert into stream (stream, last_seq, head, fault) values (?, ?, ?, ?)
         on conflict (stream) do update set last_seq = excluded.last_seq,
           head = excluded.head, fault = excluded.fault",
        [
            (&head.stream).into(),
            head.last_seq.into(),
            (&head.head).into(),
            head.fault.as_ref().into(),
        ],
    );
}

/// Moves the cursor of a partition.
pub(crate) fn put_cursor(batch: &mut Batch, partition: &Partition, position: u64) {
    batch.label("cursor");
    batch.add(
        "insert into cursor (partition, position) values (?, ?)
         on conflict (partition) do update set position = excluded.position",
        [partition.to_string().into(), position.into()],
    );
}

/// Cursor of a partition; 0 at the start.
pub(crate) async fn cursor(
    connection: &mut SqliteConnection,
    partition: &Partition,
) -> Result<u64, StoreError> {
    let sql = "select position from cursor where partition = ?";
    let position: Option<u64> =
        sqlx::query_scalar(sql).bind(partition.to_string()).fetch_optional(connection).await?;
    Ok(position.unwrap_or_default())
}

/// Largest cursor.
pub(crate) async fn position(connection: &mut SqliteConnection) -> Result<u64, StoreError> {
    let sql = "select coalesce(max(position), 0) from cursor";
    Ok(sqlx::query_scalar(sql).fetch_one(connection).await?)
}

/// Largest position of any verdict.
pub(crate) async fn seen(connection: &mut SqliteConnection) -> Result<u64, StoreError> {
    let sql = "select coalesce(max(position), 0) from verdict";
    Ok(sqlx::query_scalar(sql).fetch_one(connection).await?)
}

/// Events of a stream in order.
pub(crate) async fn of_stream(
    connection: &mut SqliteConnection,
    stream: &str,
) -> Result<Vec<StoredEvent>, StoreError> {
    let sql =
        "select stream_seq, stream_prev, body from event where stream = ? order by stream_seq";
    let rows: Vec<(AsNumber, AsText, AsText)> =
        sqlx::query_as(sql).bind(stream).fetch_all(connection).await?;
    let read = |(seq, prev, body): (AsNumber, AsText, AsText)| StoredEvent {
        stream_seq: seq.into(),
        stream_prev: prev.into(),
        body: body.into(),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Positions under which a stream's events are stored, in the stream's order.
pub(crate) async fn positions(
    connection: &mut SqliteConnection,
    stream: &str,
) -> Result<Vec<u64>, StoreError> {
    let sql = "select position from event where stream = ? order by stream_seq";
    Ok(sqlx::query_scalar(sql).bind(stream).fetch_all(connection).await?)
}

/// Numbers of the events that stand in a stream under a position.
pub(crate) async fn seqs_at(
    connection: &mut SqliteConnection,
    stream: &str,
    position: u64,
) -> Result<Vec<u64>, StoreError> {
    let sql = "select stream_seq from event where position = ? and stream = ?";
    let seqs: Vec<AsNumber> =
        sqlx::query_scalar(sql).bind(to_i64(position)).bind(stream).fetch_all(connection).await?;
    Ok(seqs.into_iter().map(u64::from).collect())
}

/// Head of a stream.
pub(crate) async fn head(
    connection: &mut SqliteConnection,
    stream: &str,
) -> Result<StreamHead, StoreError> {
    let sql = "select * from stream where stream = ?";
    let row: Option<StreamHead> =
        sqlx::query_as(sql).bind(stream).fetch_optional(connection).await?;
    Ok(row.unwrap_or_else(|| StreamHead::start(stream)))
}

/// Every stream with history or open submissions.
pub(crate) async fn streams(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
    let sql = "select stream from stream union select stream from event
               union select stream from submission where state <> 'decided' order by 1";
    let names: Vec<AsText> = sqlx::query_scalar(sql).fetch_all(connection).await?;
    Ok(names.into_iter().map(String::from).collect())
}

/// The verdict at a position, if it is here already.
pub(crate) async fn at_position(
    connection: &mut SqliteConnection,
    position: u64,
) -> Result<Option<VerdictRow>, StoreError> {
    let sql = "select * from verdict where position = ?";
    Ok(sqlx::query_as(sql).bind(to_i64(position)).fetch_optional(connection).await?)
}

/// Verdicts on a submission, in the order they came.
pub(crate) async fn of_submission(
    connection: &mut SqliteConnection,
    device: &str,
    epoch: u32,
    seq: u64,
) -> Result<Vec<VerdictRow>, StoreError> {
    let sql = "select * from verdict where device = ? and epoch = ? and seq = ? order by id";
    Ok(sqlx::query_as(sql).bind(device).bind(epoch).bind(to_i64(seq)).fetch_all(connection).await?)
}

/// A page of the local verdict chain.
pub(crate) async fn verdicts(
    connection: &mut SqliteConnection,
    after: i64,
    limit: u32,
) -> Result<Vec<VerdictRow>, StoreError> {
    let sql = "select * from verdict where id > ? order by id limit ?";
    Ok(sqlx::query_as(sql).bind(after).bind(limit).fetch_all(connection).await?)
}

/// Chains a verdict anew.
pub(crate) fn put_chain(batch: &mut Batch, id: i64, chain: &str) {
    batch.label("verdict_chain");
    batch.add("update verdict set chain = ? where id = ?", [chain.into(), id.into()]);
}

/// Streams with events beyond a position.
pub(crate) async fn streams_after(
    connection: &mut SqliteConnection,
    position: u64,
) -> Result<Vec<String>, StoreError> {
    let sql = "select distinct stream from verdict where position > ?";
    Ok(sqlx::query_scalar(sql).bind(to_i64(position)).fetch_all(connection).await?)
}

/// Forgets what was decided beyond a position: the platform was restored and decides anew.
pub(crate) fn forget_after(batch: &mut Batch, position: u64) {
    batch.label("forget_after");
    batch.add("delete from event where position > ?", [position.into()]);
    batch.add("delete from verdict where position > ?", [position.into()]);
    batch.add("update cursor set position = min(position, ?)", [position.into()]);
    batch.add("delete from stream where stream not in (select stream from event)", []);
}
