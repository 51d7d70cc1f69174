//! Drafts shared between the counters of a hall: compare-and-swap, and no copy is ever lost.

use std::sync::Arc;

use domain::ids::BlobHash;
use domain::intake::Intake;
use domain::wire::desk::{Draft, DraftAnswer, DraftPut};
use serde::{Deserialize, Serialize};

use super::{Caller, SyncFault};
use crate::engine::{Change, Core, EngineError, Open, guard};
use crate::store::{Batch, DraftRow, DraftState, Lane, StoreError, Writer, blobs, drafts};

/// The station's part of a shared draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Body {
    intake: Intake,
    focus: String,
    parked: bool,
}

impl Core {
    /// Sends own edits and takes in what colleagues did, while somebody is signed in at a counter.
    pub(super) async fn share_drafts(
        self: &Arc<Self>,
        open: &Arc<Open>,
    ) -> Result<(), EngineError> {
        let person = guard(&self.session).clone();
        let Some(session) = person.filter(|s| s.token.is_some()) else {
            return Ok(());
        };
        if open.identity.counter.is_none() {
            return Ok(());
        }
        let caller = self.caller_for_person().await?;
        let done = self.exchange(open, &caller, session.actor.user.as_str()).await;
        match done {
            // Sharing drafts is a convenience: an ended session or another role does not stop sync.
            Err(EngineError::Sync(SyncFault::SessionEnded | SyncFault::Said { .. })) => Ok(()),
            other => other,
        }
    }

    async fn exchange(
        self: &Arc<Self>,
        open: &Arc<Open>,
        caller: &Caller,
        user: &str,
    ) -> Result<(), EngineError> {
        let mut reader = open.store.reader().await?;
        let gone = drafts::gone(&mut reader).await?;
        let unshared = drafts::unshared(&mut reader).await?;
        drop(reader);
        for (id, shared) in gone {
            let answer = caller.drop_draft(&id, shared).await?;
            if let DraftAnswer::Conflict { current } = answer
                && is_own(open, user, &current)
            {
                caller.drop_draft(&id, current.version).await?;
            }
            let mut batch = Batch::new();
            drafts::forget_gone(&mut batch, &id);
            open.store.commit(Lane::Background, batch).await?;
        }
        for row in unshared.iter().filter(|row| row.owner == user) {
            self.send_draft(open, caller, row).await?;
        }
        let list = caller.drafts().await?.drafts;
        let now = self.options.clock.now().to_string();
        let fresh = self.options.clock.new_id();
        let here = Arc::clone(open);
        let changed = open
            .store
            .write(Lane::Background, move |writer| {
                Box::pin(async move { take_in(&here, writer, list, &now, &fresh).await })
            })
            .await?;
        if changed {
            self.tell(Change::Drafts);
        }
        Ok(())
    }

    async fn send_draft(
        &self,
        open: &Open,
        caller: &Caller,
        row: &DraftRow,
    ) -> Result<(), EngineError> {
        let intake: Intake = serde_json::from_str(&row.content).map_err(StoreError::from)?;
        let mut put = DraftPut {
            expected: row.shared,
            summary: summary(&intake),
            pages: pages(&intake),
            body: body(row, intake)?,
        };
        let mut answer = caller.put_draft(&row.id, &put).await?;
        if let DraftAnswer::Conflict { current } = &answer
            && is_own(open, &row.owner, current)
        {
            put.expected = current.version;
            answer = caller.put_draft(&row.id, &put).await?;
        }
        let mut batch = Batch::new();
        match answer {
            DraftAnswer::Stored { version } => {
                drafts::mark_shared(&mut batch, &row.id, version, row.version);
            }
            // What the platform has comes with the list; the copy here is kept then.
            DraftAnswer::Conflict { .. } => {}
            DraftAnswer::Gone => drafts::mark_shared(&mut batch, &row.id, 0, row.version),
        }
        if !batch.is_empty() {
            open.store.commit(Lane::Background, batch).await?;
        }
        Ok(())
    }
}

/// What the platform has was sent from here: the program ended, or the wire broke, before the answer.
fn is_own(open: &Open, user: &str, theirs: &Draft) -> bool {
    theirs.owner.as_str() == user && theirs.counter == open.identity.counter
}

fn body(row: &DraftRow, intake: Intake) -> Result<String, StoreError> {
    Ok(serde_json::to_string(&Body {
        intake,
        focus: row.focus.clone(),
        parked: row.state() == DraftState::Parked,
    })?)
}

/// What a list shows: the name masked but for its last character, and the ticket.
fn summary(intake: &Intake) -> String {
    let name = intake.applicant.as_ref().map_or("", |p| p.name.as_str());
    let hidden = name.chars().count().saturating_sub(1);
    let last = name.chars().last().map(String::from).unwrap_or_default();
    format!("{} {}{last}", intake.ticket, "＊".repeat(hidden))
}

fn pages(intake: &Intake) -> Vec<BlobHash> {
    let mut pages: Vec<BlobHash> = intake
        .materials
        .values()
        .flat_map(|evidence| &evidence.pages)
        .flat_map(|page| [page.blob.clone(), page.thumbnail.clone()])
        .collect();
    pages.sort();
    pages.dedup();
    pages
}

/// Takes in the hall's drafts: new ones, newer ones, and those that are gone.
async fn take_in(
    open: &Open,
    writer: &mut Writer,
    list: Vec<Draft>,
    now: &str,
    fresh: &str,
) -> Result<bool, EngineError> {
    let mut batch = Batch::new();
    let mine = drafts::all(writer.reader()).await?;
    let gone = drafts::gone(writer.reader()).await?;
    for theirs in &list {
        let known = mine.iter().find(|row| row.id == theirs.id.as_str());
        if known.is_some_and(|row| row.shared >= theirs.version) {
            continue;
        }
        let Ok(body) = serde_json::from_str::<Body>(&theirs.body) else {
            continue;
        };
        if gone.iter().any(|(id, _)| id == theirs.id.as_str()) {
            continue;
        }
        if let Some(row) = known.filter(|row| row.sent < row.version) {
            if is_own(open, &row.owner, theirs) {
                continue;
            }
            keep_losing(&mut batch, row, fresh, now);
        }
        take_over(&mut batch, known, theirs, &body, now)?;
    }
    let there = |row: &&DraftRow| list.iter().all(|d| d.id.as_str() != row.id);
    let shared = |row: &&DraftRow| row.shared > 0 && row.state() != DraftState::Losing;
    for row in mine.iter().filter(shared).filter(there) {
        if row.sent < row.version {
            keep_losing(&mut batch, row, fresh, now);
        }
        drafts::delete(&mut batch, &row.id);
        drafts::forget_gone(&mut batch, &row.id);
        blobs::end_uses(&mut batch, &format!("draft/{}", row.id));
    }
    let changed = !batch.is_empty();
    writer.commit(batch).await?;
    Ok(changed)
}

/// The copy that lost stays to be seen.
fn keep_losing(batch: &mut Batch, row: &DraftRow, fresh: &str, now: &str) {
    let mut copy = row.clone();
    copy.id = format!("{fresh}-{}", row.version);
    copy.shared = 0;
    now.clone_into(&mut copy.touched_at);
    copy.set_state(DraftState::Losing);
    drafts::put(batch, &copy);
}

fn take_over(
    batch: &mut Batch,
    known: Option<&DraftRow>,
    theirs: &Draft,
    body: &Body,
    now: &str,
) -> Result<(), StoreError> {
    let content = serde_json::to_string(&body.intake)?;
    let owner = (theirs.owner.to_string(), theirs.owner_name.clone());
    let mut row = DraftRow::new(theirs.id.to_string(), owner, content, now.to_owned());
    row.focus.clone_from(&body.focus);
    if body.parked {
        row.set_state(DraftState::Parked);
    }
    row.version = known.map_or(1, |known| known.version + 1);
    row.sent = row.version;
    row.shared = theirs.version;
    row.touched_at = theirs.changed.to_string();
    drafts::put(batch, &row);
    Ok(())
}
