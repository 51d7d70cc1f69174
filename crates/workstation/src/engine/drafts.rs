//! Drafts 草稿: begun, edited by one durable commit each, parked and called back, given up.

use domain::action::Actor;
use domain::intake::Intake;

use super::{Change, Engine, EngineError};
use crate::store::{Batch, DraftRow, DraftState, Lane, StoreError, Writer, blobs, drafts};

/// A draft as a screen works on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Id: the application that it may become.
    pub id: String,
    /// Account that works on it.
    pub owner: String,
    /// Its name.
    pub owner_name: String,
    /// Open, parked, or a losing copy.
    pub state: DraftState,
    /// Content.
    pub intake: Intake,
    /// Field in focus.
    pub focus: String,
    /// Grows with every edit.
    pub version: u32,
    /// The platform and so the other counters have this version.
    pub shared: bool,
    /// When it was begun, RFC 3339.
    pub created_at: String,
    /// When it was touched last, RFC 3339.
    pub touched_at: String,
}

impl Draft {
    fn of(row: DraftRow) -> Result<Self, StoreError> {
        Ok(Self {
            state: row.state(),
            intake: serde_json::from_str(&row.content)?,
            shared: row.sent == row.version,
            id: row.id,
            owner: row.owner,
            owner_name: row.owner_name,
            focus: row.focus,
            version: row.version,
            created_at: row.created_at,
            touched_at: row.touched_at,
        })
    }
}

const MISSING: EngineError = EngineError::NotFound { what: "草稿" };

impl Engine {
    /// Begins a draft and answers with it.
    ///
    /// # Errors
    /// Nobody is signed in, or the disk does not take it.
    pub async fn begin_draft(&self, intake: &Intake) -> Result<Draft, EngineError> {
        let session = self.core.session_in_use()?;
        let clock = &self.core.options.clock;
        let owner = (session.actor.user.to_string(), session.actor.name.clone());
        let content = serde_json::to_string(intake).map_err(StoreError::from)?;
        let row = DraftRow::new(clock.new_id(), owner, content, clock.now().to_string());
        let mut batch = Batch::new();
        drafts::put(&mut batch, &row);
        self.core.opened()?.store.commit(Lane::Action, batch).await?;
        self.core.tell(Change::Drafts);
        Ok(Draft::of(row)?)
    }

    /// Writes an edit durably: the whole content and the field in focus.
    ///
    /// # Errors
    /// A colleague took the draft over meanwhile (what was typed is kept as a copy), it is gone, or the
    /// disk does not take it.
    pub async fn edit_draft(
        &self,
        id: &str,
        intake: &Intake,
        focus: &str,
    ) -> Result<u32, EngineError> {
        let session = self.core.session_in_use()?;
        let content = serde_json::to_string(intake).map_err(StoreError::from)?;
        let (mine, focus) = (session.actor.user.to_string(), focus.to_owned());
        let text = content.clone();
        let done = self
            .change_draft(id, move |row| {
                if row.owner != mine || row.state() == DraftState::Losing {
                    let by = row.owner_name.clone();
                    return Err(EngineError::DraftTaken { by });
                }
                row.content = text;
                row.focus = focus;
                row.set_state(DraftState::Open);
                Ok(())
            })
            .await;
        if let Err(EngineError::DraftTaken { .. }) = &done {
            self.keep_copy(&session.actor, content).await?;
        }
        done
    }

    /// Keeps what was typed into a draft that somebody else has now.
    async fn keep_copy(&self, actor: &Actor, content: String) -> Result<(), EngineError> {
        let clock = &self.core.options.clock;
        let owner = (actor.user.to_string(), actor.name.clone());
        let mut row = DraftRow::new(clock.new_id(), owner, content, clock.now().to_string());
        row.set_state(DraftState::Losing);
        let mut batch = Batch::new();
        drafts::put(&mut batch, &row);
        Ok(self.core.opened()?.store.commit(Lane::Action, batch).await?)
    }

    /// Writes only the field in focus.
    ///
    /// # Errors
    /// As [`Engine::edit_draft`].
    pub async fn focus_draft(&self, id: &str, focus: &str) -> Result<u32, EngineError> {
        let focus = focus.to_owned();
        self.change_draft(id, move |row| {
            row.focus = focus;
            Ok(())
        })
        .await
    }

    /// Parks a draft 暂存.
    ///
    /// # Errors
    /// As [`Engine::edit_draft`].
    pub async fn park_draft(&self, id: &str) -> Result<(), EngineError> {
        self.change_draft(id, |row| {
            row.set_state(DraftState::Parked);
            Ok(())
        })
        .await?;
        self.core.tell(Change::Drafts);
        self.core.sync.poke();
        Ok(())
    }

    /// Calls a parked draft back 叫回, or takes a colleague's over: the signed-in user owns it now.
    ///
    /// # Errors
    /// As [`Engine::edit_draft`].
    pub async fn recall_draft(&self, id: &str) -> Result<Draft, EngineError> {
        let session = self.core.session_in_use()?;
        let (owner, name) = (session.actor.user.to_string(), session.actor.name);
        self.change_draft(id, move |row| {
            row.set_state(DraftState::Open);
            row.owner = owner;
            row.owner_name = name;
            Ok(())
        })
        .await?;
        self.core.tell(Change::Drafts);
        self.core.sync.poke();
        self.draft(id).await
    }

    /// Gives a draft up 放弃: the row, its pages and their thumbnails go.
    ///
    /// # Errors
    /// The disk does not take it.
    pub async fn discard_draft(&self, id: &str) -> Result<(), EngineError> {
        self.core.session_in_use()?;
        let open = self.core.opened()?;
        let owner = format!("draft/{id}");
        let mut reader = open.store.reader().await?;
        let only = blobs::only_of(&mut reader, &owner).await?;
        drop(reader);
        let mut batch = Batch::new();
        drafts::delete(&mut batch, id);
        blobs::end_uses(&mut batch, &owner);
        for hash in &only {
            blobs::delete(&mut batch, hash);
        }
        open.store.commit(Lane::Action, batch).await?;
        self.core.delete_pages(&open, only).await;
        self.core.tell(Change::Drafts);
        self.core.sync.poke();
        Ok(())
    }

    /// One draft.
    ///
    /// # Errors
    /// It is gone.
    pub async fn draft(&self, id: &str) -> Result<Draft, EngineError> {
        let open = self.core.opened()?;
        let mut reader = open.store.reader().await?;
        let row = drafts::one(&mut reader, id).await?.ok_or(MISSING)?;
        Ok(Draft::of(row)?)
    }

    /// All drafts of the hall that are known here, last touched first.
    ///
    /// # Errors
    /// The store is not open.
    pub async fn drafts(&self) -> Result<Vec<Draft>, EngineError> {
        let open = self.core.opened()?;
        let mut reader = open.store.reader().await?;
        let rows = drafts::all(&mut reader).await?;
        Ok(rows.into_iter().map(Draft::of).collect::<Result<_, _>>()?)
    }

    /// The draft that a user had open last: after a crash the desk continues there.
    ///
    /// # Errors
    /// The store is not open.
    pub async fn last_open_draft(&self) -> Result<Option<Draft>, EngineError> {
        let session = self.core.session_in_use()?;
        let mine = session.actor.user.to_string();
        let drafts = self.drafts().await?;
        let open = |d: &Draft| d.state == DraftState::Open && d.owner == mine;
        Ok(drafts.into_iter().find(open))
    }

    async fn change_draft<F>(&self, id: &str, change: F) -> Result<u32, EngineError>
    where
        F: FnOnce(&mut DraftRow) -> Result<(), EngineError> + Send + 'static,
    {
        let open = self.core.opened()?;
        let now = self.core.options.clock.now().to_string();
        let id = id.to_owned();
        open.store
            .write(Lane::Action, move |writer| {
                Box::pin(async move { change_row(writer, &id, now, change).await })
            })
            .await
    }
}

async fn change_row<F>(
    writer: &mut Writer,
    id: &str,
    now: String,
    change: F,
) -> Result<u32, EngineError>
where
    F: FnOnce(&mut DraftRow) -> Result<(), EngineError>,
{
    let mut row = drafts::one(writer.reader(), id).await?.ok_or(MISSING)?;
    change(&mut row)?;
    row.version += 1;
    row.touched_at = now;
    let mut batch = Batch::new();
    drafts::put(&mut batch, &row);
    writer.commit(batch).await?;
    Ok(row.version)
}
