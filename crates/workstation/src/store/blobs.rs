//! What is known of pages and files 材料页; their bytes stand in [`super::PageFiles`].

use domain::ids::BlobHash;
use sqlx::FromRow;
use sqlx::sqlite::SqliteConnection;

use super::{Batch, StoreError};

/// What a blob is, which is also the order of its transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlobKind {
    /// 缩略图, sent first.
    Thumbnail,
    /// A page.
    Page,
    /// A certificate's file or another document.
    File,
}

impl BlobKind {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Thumbnail => "thumbnail",
            Self::Page => "page",
            Self::File => "file",
        }
    }
}

/// A blob as stored.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct BlobRow {
    /// SM3 of its bytes.
    pub hash: String,
    /// Bytes.
    pub size: u32,
    /// `page`, `thumbnail`, `file`.
    pub kind: String,
    /// Its bytes are here.
    pub stored: bool,
    /// The platform has it.
    pub sent: bool,
}

/// Pages in transport 材料传输中.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BlobCounts {
    /// Sent.
    pub done: u32,
    /// Of how many that submissions not long decided name.
    pub total: u32,
}

/// Records a blob whose bytes are durable already.
pub(crate) fn put(
    batch: &mut Batch,
    hash: &BlobHash,
    kind: BlobKind,
    size: usize,
    sent: bool,
    now: &str,
) {
    batch.label("blob");
    batch.add(
        "insert into blob (hash, size, kind, stored, sent, added_at) values (?, ?, ?, 1, ?, ?)
         on conflict (hash) do update set stored = 1, size = excluded.size,
           sent = max(sent, excluded.sent)",
        [
            hash.as_str().into(),
            u32::try_from(size).unwrap_or(u32::MAX).into(),
            kind.word().into(),
            sent.into(),
            now.into(),
        ],
    );
}

/// Somebody uses a blob: a draft (`draft/<id>`) or a stream.
pub(crate) fn put_use(batch: &mut Batch, hash: &BlobHash, owner: &str) {
    batch.label("blob_use");
    batch.add(
        "insert or ignore into blob_use (hash, owner) values (?, ?)",
        [hash.as_str().into(), owner.into()],
    );
}

/// A use ends.
pub(crate) fn end_uses(batch: &mut Batch, owner: &str) {
    batch.label("blob_use_ended");
    batch.add("delete from blob_use where owner = ?", [owner.into()]);
}

/// One use ends.
pub(crate) fn end_use(batch: &mut Batch, hash: &BlobHash, owner: &str) {
    batch.label("blob_use_ended");
    batch.add(
        "delete from blob_use where hash = ? and owner = ?",
        [hash.as_str().into(), owner.into()],
    );
}

/// The platform has a blob.
pub(crate) fn mark_sent(batch: &mut Batch, hash: &str, sent: bool) {
    batch.label("blob_sent");
    batch.add("update blob set sent = ? where hash = ?", [sent.into(), hash.into()]);
}

/// The platform lost its blobs (restored): all are offered again.
pub(crate) fn offer_again(batch: &mut Batch) {
    batch.label("blobs_offered");
    batch.add("update blob set sent = 0 where stored = 1", []);
}

/// Takes the row of a blob away that nobody uses.
pub(crate) fn delete(batch: &mut Batch, hash: &str) {
    batch.label("blob_gone");
    batch.add("delete from blob where hash = ?", [hash.into()]);
}

/// Blobs of an owner that nobody else uses.
pub(crate) async fn only_of(
    connection: &mut SqliteConnection,
    owner: &str,
) -> Result<Vec<String>, StoreError> {
    let sql = "select hash from blob_use where owner = ?1 and hash not in
                 (select hash from blob_use where owner <> ?1) order by hash";
    Ok(sqlx::query_scalar(sql).bind(owner).fetch_all(connection).await?)
}

/// Blobs that nobody uses, older than a time.
pub(crate) async fn unused(
    connection: &mut SqliteConnection,
    before: &str,
) -> Result<Vec<String>, StoreError> {
    let sql = "select hash from blob where added_at < ? and hash not in
                 (select hash from blob_use) order by hash";
    Ok(sqlx::query_scalar(sql).bind(before).fetch_all(connection).await?)
}

/// One blob.
pub(crate) async fn one(
    connection: &mut SqliteConnection,
    hash: &BlobHash,
) -> Result<Option<BlobRow>, StoreError> {
    let sql = "select hash, size, kind, stored, sent from blob where hash = ?";
    Ok(sqlx::query_as(sql).bind(hash.as_str()).fetch_optional(connection).await?)
}

/// Blobs to send, thumbnails first: those of submissions before those of drafts.
pub(crate) async fn to_send(
    connection: &mut SqliteConnection,
    limit: u32,
) -> Result<Vec<BlobRow>, StoreError> {
    let sql = "select b.hash, b.size, b.kind, b.stored, b.sent from blob b
               join blob_use u on u.hash = b.hash
               where b.stored = 1 and b.sent = 0
                 and (u.owner like 'draft/%' or not exists
                   (select 1 from submission s where s.stream = u.owner and s.state = 'unsent'))
               group by b.hash
               order by min(u.owner like 'draft/%'), b.kind <> 'thumbnail', b.added_at, b.hash
               limit ?";
    Ok(sqlx::query_as(sql).bind(limit).fetch_all(connection).await?)
}

/// Every blob whose bytes should be here.
pub(crate) async fn stored(connection: &mut SqliteConnection) -> Result<Vec<BlobRow>, StoreError> {
    let sql = "select hash, size, kind, stored, sent from blob where stored = 1 order by hash";
    Ok(sqlx::query_as(sql).fetch_all(connection).await?)
}

/// Streams that use a blob.
pub(crate) async fn owners(
    connection: &mut SqliteConnection,
    hash: &BlobHash,
) -> Result<Vec<String>, StoreError> {
    let sql = "select owner from blob_use where hash = ? order by owner";
    Ok(sqlx::query_scalar(sql).bind(hash.as_str()).fetch_all(connection).await?)
}

/// How far the pages of received applications have come.
pub(crate) async fn counts(connection: &mut SqliteConnection) -> Result<BlobCounts, StoreError> {
    let sql = "select count(distinct b.hash) filter (where b.sent = 1), count(distinct b.hash)
               from blob b join blob_use u on u.hash = b.hash
               where b.stored = 1 and u.owner not like 'draft/%' and u.owner in
                 (select distinct o.owner from blob_use o join blob p on p.hash = o.hash
                  where p.stored = 1 and p.sent = 0)";
    let (done, total) = sqlx::query_as(sql).fetch_one(connection).await?;
    Ok(BlobCounts { done, total })
}
