//! What a station does once a day: old drafts expire, pages that nobody uses go.

use jiff::{SignedDuration, Timestamp};

use super::{Engine, EngineError};
use crate::store::{Batch, DraftRow, Lane, blobs, drafts};

/// Days after which an untouched draft is given up (a hall may ask for others).
const DRAFT_DAYS: i64 = 7;
/// Hours for which a page may stand without a user: it may be on its way into a draft.
const PAGE_HOURS: i64 = 24;

impl Engine {
    /// Expires old drafts and takes unused pages away; answers how many drafts went.
    ///
    /// # Errors
    /// The store is not open, or the disk does not take it.
    pub async fn tidy_up(&self) -> Result<u32, EngineError> {
        let open = self.core.opened()?;
        let now = self.core.options.clock.now();
        let before = now - SignedDuration::from_hours(24 * DRAFT_DAYS);
        let mut reader = open.store.reader().await?;
        let rows = drafts::all(&mut reader).await?;
        let page_age = now - SignedDuration::from_hours(PAGE_HOURS);
        drop(reader);
        let old = |row: &&DraftRow| {
            row.touched_at.parse::<Timestamp>().is_ok_and(|touched| touched < before)
        };
        let mut batch = Batch::new();
        let mut expired = 0;
        for row in rows.iter().filter(old) {
            drafts::delete(&mut batch, &row.id);
            blobs::end_uses(&mut batch, &format!("draft/{}", row.id));
            expired += 1;
        }
        open.store.commit(Lane::Background, batch).await?;
        let mut reader = open.store.reader().await?;
        let unused = blobs::unused(&mut reader, &page_age.to_string()).await?;
        drop(reader);
        let mut batch = Batch::new();
        for hash in &unused {
            blobs::delete(&mut batch, hash);
        }
        open.store.commit(Lane::Background, batch).await?;
        self.core.delete_pages(&open, unused).await;
        self.core.sweep_pages(&open, page_age).await?;
        Ok(expired)
    }
}
