//! Work items 需处理: what did not go through, with its full content, until a person has dealt with it.

use sqlx::FromRow;
use sqlx::sqlite::SqliteConnection;

use super::{Batch, StoreError};

/// Why a work item exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkKind {
    /// A pending act no longer fits what others have done meanwhile.
    NoLongerFits,
    /// The platform refused it.
    Refused,
    /// The platform keeps it until something is resolved.
    Held,
    /// The station's log forked: a restored or copied disk.
    Fork,
    /// History that does not fit together.
    History,
    /// A draft that lost against a colleague's.
    Draft,
}

impl WorkKind {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::NoLongerFits => "no_longer_fits",
            Self::Refused => "refused",
            Self::Held => "held",
            Self::Fork => "fork",
            Self::History => "history",
            Self::Draft => "draft",
        }
    }
}

/// A work item.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct WorkItem {
    /// Id.
    pub id: String,
    /// Word of its [`WorkKind`].
    pub kind: String,
    /// What it is about, unique in its kind.
    pub subject: String,
    /// Stream.
    pub stream: Option<String>,
    /// Epoch of the submission.
    pub epoch: Option<u32>,
    /// Number of the submission.
    pub seq: Option<u64>,
    /// Stable code.
    pub code: String,
    /// What happened and the lawful next steps.
    pub message: String,
    /// Article.
    pub article: Option<String>,
    /// Full content: the envelope, or what else was kept.
    pub content: String,
    /// When.
    pub raised_at: String,
    /// Dealt with.
    pub resolved_at: Option<String>,
    /// What was done.
    pub resolution: Option<String>,
}

/// Raises an item, or says anew what it is about; a resolved one opens again.
pub(crate) fn raise(batch: &mut Batch, item: &WorkItem) {
    batch.label("work_item");
    batch.add(
        "insert into work_item (id, kind, subject, stream, epoch, seq, code, message, article,
           content, raised_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (kind, subject) do update set code = excluded.code,
           message = excluded.message, article = excluded.article, content = excluded.content,
           resolved_at = null, resolution = null",
        [
            (&item.id).into(),
            (&item.kind).into(),
            (&item.subject).into(),
            item.stream.as_ref().into(),
            item.epoch.into(),
            item.seq.into(),
            (&item.code).into(),
            (&item.message).into(),
            item.article.as_ref().into(),
            (&item.content).into(),
            (&item.raised_at).into(),
        ],
    );
}

/// Closes the items of a subject and some kinds.
pub(crate) fn resolve(
    batch: &mut Batch,
    kind: WorkKind,
    subject: &str,
    now: &str,
    resolution: &str,
) {
    batch.label("work_items_settled");
    batch.add(
        "update work_item set resolved_at = ?, resolution = ?
         where kind = ? and subject = ? and resolved_at is null",
        [now.into(), resolution.into(), kind.word().into(), subject.into()],
    );
}

/// Closes one item.
pub(crate) fn resolve_one(batch: &mut Batch, id: &str, now: &str, resolution: &str) {
    batch.label("work_item_resolved");
    batch.add(
        "update work_item set resolved_at = ?, resolution = ? where id = ? and resolved_at is null",
        [now.into(), resolution.into(), id.into()],
    );
}

/// Open items, oldest first.
pub(crate) async fn open(connection: &mut SqliteConnection) -> Result<Vec<WorkItem>, StoreError> {
    let sql = "select * from work_item where resolved_at is null order by raised_at, id";
    Ok(sqlx::query_as(sql).fetch_all(connection).await?)
}

/// How many open items and open tasks of streams there are.
pub(crate) async fn attention(connection: &mut SqliteConnection) -> Result<u32, StoreError> {
    let sql = "select (select count(*) from work_item where resolved_at is null)
                      + (select count(*) from task_row)";
    Ok(sqlx::query_scalar(sql).fetch_one(connection).await?)
}

/// Open items of a kind, by subject.
pub(crate) async fn subjects(
    connection: &mut SqliteConnection,
    kind: WorkKind,
    stream: &str,
) -> Result<Vec<String>, StoreError> {
    let sql = "select subject from work_item
               where kind = ? and stream = ? and resolved_at is null order by subject";
    Ok(sqlx::query_scalar(sql).bind(kind.word()).bind(stream).fetch_all(connection).await?)
}

/// Whether anything was ever raised about a subject.
pub(crate) async fn is_known(
    connection: &mut SqliteConnection,
    subject: &str,
) -> Result<bool, StoreError> {
    let sql = "select exists (select 1 from work_item where subject = ?)";
    Ok(sqlx::query_scalar(sql).bind(subject).fetch_one(connection).await?)
}
