//! Drafts 草稿: an intake before 收件, one row, one durable commit an edit (design §4).

use sqlx::FromRow;
use sqlx::sqlite::SqliteConnection;

use super::{Batch, StoreError};

/// Where a draft stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftState {
    /// 正在办理.
    Open,
    /// 暂存.
    Parked,
    /// A copy that lost against a colleague's; kept to be seen.
    Losing,
}

impl DraftState {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Parked => "parked",
            Self::Losing => "losing",
        }
    }

    fn of(word: &str) -> Self {
        match word {
            "parked" => Self::Parked,
            "losing" => Self::Losing,
            _ => Self::Open,
        }
    }
}

/// A draft as stored.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct DraftRow {
    /// Id: the application that it may become.
    pub id: String,
    /// Account that works on it.
    pub owner: String,
    /// Its name.
    pub owner_name: String,
    /// `open`, `parked`, `losing`.
    state: String,
    /// JSON of the intake.
    pub content: String,
    /// Field in focus.
    pub focus: String,
    /// Grows with every edit.
    pub version: u32,
    /// Version on the platform, 0 none.
    pub shared: u32,
    /// Our version that the platform has.
    pub sent: u32,
    /// When it was begun.
    pub created_at: String,
    /// When it was touched last.
    pub touched_at: String,
}

impl DraftRow {
    /// A draft of content and owner.
    pub(crate) fn new(id: String, owner: (String, String), content: String, now: String) -> Self {
        Self {
            id,
            owner: owner.0,
            owner_name: owner.1,
            state: DraftState::Open.word().to_owned(),
            content,
            focus: String::new(),
            version: 1,
            shared: 0,
            sent: 0,
            created_at: now.clone(),
            touched_at: now,
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> DraftState {
        DraftState::of(&self.state)
    }

    pub(crate) fn set_state(&mut self, state: DraftState) {
        state.word().clone_into(&mut self.state);
    }
}

/// Writes a draft.
pub(crate) fn put(batch: &mut Batch, row: &DraftRow) {
    batch.label("draft");
    batch.add(
        "insert into draft (id, owner, owner_name, state, content, focus, version, shared, sent,
           created_at, touched_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (id) do update set owner = excluded.owner, owner_name = excluded.owner_name,
           state = excluded.state, content = excluded.content, focus = excluded.focus,
           version = excluded.version, shared = excluded.shared, sent = excluded.sent,
           touched_at = excluded.touched_at",
        [
            (&row.id).into(),
            (&row.owner).into(),
            (&row.owner_name).into(),
            (&row.state).into(),
            (&row.content).into(),
            (&row.focus).into(),
            row.version.into(),
            row.shared.into(),
            row.sent.into(),
            (&row.created_at).into(),
            (&row.touched_at).into(),
        ],
    );
}

/// The platform has a version of ours.
pub(crate) fn mark_shared(batch: &mut Batch, id: &str, shared: u32, sent: u32) {
    batch.label("draft_shared");
    batch.add(
        "update draft set shared = ?, sent = ? where id = ?",
        [shared.into(), sent.into(), id.into()],
    );
}

/// Takes a draft away; the platform hears of it, for it may know it though its answer never came.
pub(crate) fn delete(batch: &mut Batch, id: &str) {
    batch.label("draft_gone");
    batch.add(
        "insert or replace into draft_gone (id, shared)
         select id, shared from draft where id = ? and state <> 'losing'",
        [id.into()],
    );
    batch.add("delete from draft where id = ?", [id.into()]);
}

/// The platform knows that a draft is gone.
pub(crate) fn forget_gone(batch: &mut Batch, id: &str) {
    batch.label("draft_gone_known");
    batch.add("delete from draft_gone where id = ?", [id.into()]);
}

/// Drafts that are gone and that the platform still has, with the version it had.
pub(crate) async fn gone(
    connection: &mut SqliteConnection,
) -> Result<Vec<(String, u32)>, StoreError> {
    let sql = "select id, shared from draft_gone order by id";
    Ok(sqlx::query_as(sql).fetch_all(connection).await?)
}

/// One draft.
pub(crate) async fn one(
    connection: &mut SqliteConnection,
    id: &str,
) -> Result<Option<DraftRow>, StoreError> {
    let sql = "select * from draft where id = ?";
    Ok(sqlx::query_as(sql).bind(id).fetch_optional(connection).await?)
}

/// All drafts, last touched first.
pub(crate) async fn all(connection: &mut SqliteConnection) -> Result<Vec<DraftRow>, StoreError> {
    let sql = "select * from draft order by touched_at desc, id";
    Ok(sqlx::query_as(sql).fetch_all(connection).await?)
}

/// Drafts with edits that the platform has not.
pub(crate) async fn unshared(
    connection: &mut SqliteConnection,
) -> Result<Vec<DraftRow>, StoreError> {
    let sql = "select * from draft where state <> 'losing' and sent < version order by id";
    Ok(sqlx::query_as(sql).fetch_all(connection).await?)
}
