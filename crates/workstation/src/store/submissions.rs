//! The submission log 提交日志: signed, chained, never rewritten; the unsent part is the outbox.

use sqlx::FromRow;
use sqlx::sqlite::SqliteConnection;

use super::as_stored::{AsNumber, AsText};
use super::{Batch, StoreError};

/// A submission as stored.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct SubmissionRow {
    #[sqlx(try_from = "AsNumber")]
    pub epoch: u32,
    #[sqlx(try_from = "AsNumber")]
    pub seq: u64,
    #[sqlx(try_from = "AsText")]
    pub prev: String,
    #[sqlx(try_from = "AsText")]
    pub hash: String,
    #[sqlx(try_from = "AsText")]
    pub stream: String,
    #[sqlx(try_from = "AsText")]
    pub kind: String,
    #[sqlx(try_from = "AsText")]
    pub user: String,
    #[sqlx(try_from = "AsText")]
    pub claimed_at: String,
    #[sqlx(try_from = "AsText")]
    pub envelope: String,
    #[sqlx(try_from = "AsText")]
    pub signature: String,
    pub state: String,
    pub outcome: Option<String>,
    pub position: Option<i64>,
}

/// What waits, for the status line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogCounts {
    /// 已存本机, not sent.
    pub unsent: u32,
    /// 已送达, not decided.
    pub received: u32,
    /// Claimed time of the oldest one that is not decided.
    pub oldest: Option<String>,
}

/// Appends a submission.
pub(crate) fn append(batch: &mut Batch, row: &SubmissionRow) {
    batch.label("submission");
    batch.add(
        "insert into submission
           (epoch, seq, prev, hash, stream, kind, user, claimed_at, envelope, signature)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            row.epoch.into(),
            row.seq.into(),
            (&row.prev).into(),
            (&row.hash).into(),
            (&row.stream).into(),
            (&row.kind).into(),
            (&row.user).into(),
            (&row.claimed_at).into(),
            (&row.envelope).into(),
            (&row.signature).into(),
        ],
    );
}

/// Last number and hash of an epoch.
pub(crate) async fn head(
    connection: &mut SqliteConnection,
    epoch: u32,
) -> Result<Option<(u64, String)>, StoreError> {
    let sql = "select seq, hash from submission where epoch = ? order by seq desc limit 1";
    Ok(sqlx::query_as(sql).bind(epoch).fetch_optional(connection).await?)
}

/// Submissions of a stream that are not decided, in order.
pub(crate) async fn pending(
    connection: &mut SqliteConnection,
    stream: &str,
) -> Result<Vec<SubmissionRow>, StoreError> {
    let sql = "select * from submission where stream = ? and state <> 'decided' order by id";
    Ok(sqlx::query_as(sql).bind(stream).fetch_all(connection).await?)
}

/// The next unsent ones, in order.
pub(crate) async fn unsent(
    connection: &mut SqliteConnection,
    limit: u32,
) -> Result<Vec<SubmissionRow>, StoreError> {
    let sql = "select * from submission where state = 'unsent' order by epoch, seq limit ?";
    Ok(sqlx::query_as(sql).bind(limit).fetch_all(connection).await?)
}

/// A page of the log in the order it was written, for checking.
pub(crate) async fn page(
    connection: &mut SqliteConnection,
    after: i64,
    limit: u32,
) -> Result<Vec<(i64, SubmissionRow)>, StoreError> {
    #[derive(FromRow)]
    struct Numbered {
        id: i64,
        #[sqlx(flatten)]
        row: SubmissionRow,
    }
    let sql = "select * from submission where id > ? order by id limit ?";
    let rows: Vec<Numbered> =
        sqlx::query_as(sql).bind(after).bind(limit).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|n| (n.id, n.row)).collect())
}

/// The platform has taken a submission over.
pub(crate) fn mark_received(batch: &mut Batch, epoch: u32, seq: u64) {
    batch.label("received");
    batch.add(
        "update submission set state = 'received'
         where epoch = ? and seq = ? and state = 'unsent'",
        [epoch.into(), seq.into()],
    );
}

/// A verdict has come. A held one stays open until a person or an upgrade frees it.
pub(crate) fn mark_decided(
    batch: &mut Batch,
    epoch: u32,
    seq: u64,
    outcome: &str,
    position: Option<u64>,
) {
    batch.label("decided");
    batch.add(
        "update submission set state = iif(? = 'held', 'received', 'decided'),
           outcome = ?, position = ? where epoch = ? and seq = ?",
        [outcome.into(), outcome.into(), position.into(), epoch.into(), seq.into()],
    );
}

/// The platform lacks everything of an epoch after a number: it is sent again.
pub(crate) fn send_again(batch: &mut Batch, epoch: u32, after: u64) {
    batch.label("send_again");
    batch.add(
        "update submission set state = 'unsent', outcome = null, position = null
         where epoch = ? and seq > ? and state <> 'unsent'
           and not (outcome is 'superseded' and position is null)",
        [epoch.into(), after.into()],
    );
}

/// Verdicts beyond a position no longer stand: their submissions, and all that were only received,
/// are sent again, but for those that a verdict before it holds 挂起.
pub(crate) fn reopen_after(batch: &mut Batch, position: u64) {
    batch.label("reopened");
    batch.add(
        "update submission set state = 'unsent', outcome = null, position = null
         where position > ? or state = 'received'",
        [position.into()],
    );
    batch.add(
        "with held as (
           select submission_hash, max(position) as at from verdict
           where outcome = 'held' and position <= ? group by submission_hash)
         update submission set state = 'received', outcome = 'held', position = held.at
         from held where held.submission_hash = submission.hash and state = 'unsent'",
        [position.into()],
    );
}

/// The platform keeps a submission aside: its key is taken by another body.
pub(crate) fn mark_forked(batch: &mut Batch, epoch: u32, seq: u64) {
    batch.label("forked");
    batch.add(
        "update submission set state = 'received', outcome = 'held'
         where epoch = ? and seq = ? and state <> 'decided'",
        [epoch.into(), seq.into()],
    );
}

/// Submissions of earlier epochs that the platform will never take under their keys.
pub(crate) async fn stranded(
    connection: &mut SqliteConnection,
    epoch: u32,
) -> Result<Vec<SubmissionRow>, StoreError> {
    let sql = "select * from submission where epoch < ? and (state = 'unsent'
                 or (state = 'received' and outcome = 'held' and position is null)) order by id";
    Ok(sqlx::query_as(sql).bind(epoch).fetch_all(connection).await?)
}

/// Whether anything after a number of an epoch counts as sent.
pub(crate) async fn sent_after(
    connection: &mut SqliteConnection,
    epoch: u32,
    after: u64,
) -> Result<bool, StoreError> {
    let sql = "select exists (select 1 from submission where epoch = ? and seq > ?
                 and state <> 'unsent' and not (outcome is 'superseded' and position is null))";
    Ok(sqlx::query_scalar(sql).bind(epoch).bind(to_i64(after)).fetch_one(connection).await?)
}

/// Streams of what counts as sent after a number of an epoch.
pub(crate) async fn sent_streams(
    connection: &mut SqliteConnection,
    epoch: u32,
    after: u64,
) -> Result<Vec<String>, StoreError> {
    let sql = "select distinct stream from submission where epoch = ? and seq > ?
                 and state <> 'unsent' and not (outcome is 'superseded' and position is null)
               order by stream";
    Ok(sqlx::query_scalar(sql).bind(epoch).bind(to_i64(after)).fetch_all(connection).await?)
}

/// What waits.
pub(crate) async fn counts(connection: &mut SqliteConnection) -> Result<LogCounts, StoreError> {
    let sql = "select count(*) filter (where state = 'unsent'),
                      count(*) filter (where state = 'received'), min(claimed_at)
               from submission where state <> 'decided'";
    let (unsent, received, oldest) = sqlx::query_as(sql).fetch_one(connection).await?;
    Ok(LogCounts { unsent, received, oldest })
}

/// Numbers and positions never reach 2^63.
pub(super) fn to_i64(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
