//! Lists for the desks; each is filtered by what the signed-in user may see.

use std::sync::Arc;

use domain::document::DocumentData;
use domain::ids::{ApplicationId, BlobHash, CaseNo, ItemCode};
use domain::wire::StreamId;
use jiff::civil::Date;
use sqlx::Sqlite;
use sqlx::pool::PoolConnection;

use super::numbers::HeldRange;
use super::stream::StreamView;
use super::{Change, Engine, EngineError};
use crate::store::{
    ApplicationRow, Batch, CaseFilter, CaseRow, DayRow, Lane, LogCounts, PrintJob, TaskRow,
    UnusedRange, WorkItem, lists, papers, prints, settings, submissions, work_items,
};

impl Engine {
    async fn reader(&self) -> Result<PoolConnection<Sqlite>, EngineError> {
        Ok(self.core.opened()?.store.reader().await?)
    }

    /// A stream as it stands: confirmed, pending, and both together.
    ///
    /// # Errors
    /// The store is not open, or damaged.
    pub async fn stream(&self, id: &StreamId) -> Result<Arc<StreamView>, EngineError> {
        Ok(self.core.opened()?.stream(id).await?)
    }

    /// An application as it stands.
    ///
    /// # Errors
    /// It is not known here.
    pub async fn application(&self, id: &ApplicationId) -> Result<Arc<StreamView>, EngineError> {
        let view = self.stream(&StreamId::application(id)).await?;
        if view.application().is_none() {
            return Err(EngineError::NotFound { what: "申办" });
        }
        Ok(view)
    }

    /// The application of a case as it stands.
    ///
    /// # Errors
    /// The case is not known here.
    pub async fn case(&self, case: &CaseNo) -> Result<Arc<StreamView>, EngineError> {
        let row = lists::application_of(&mut *self.reader().await?, case.as_str()).await?;
        let row = row.ok_or(EngineError::NotFound { what: "办件" })?;
        self.application(&ApplicationId(row.application)).await
    }

    /// Cases of a filter, with their applications.
    ///
    /// # Errors
    /// The store is not open, or damaged.
    pub async fn cases(
        &self,
        filter: &CaseFilter,
    ) -> Result<Vec<(CaseRow, ApplicationRow)>, EngineError> {
        Ok(lists::cases(&mut *self.reader().await?, filter).await?)
    }

    /// Cases of one application, by number.
    ///
    /// # Errors
    /// The store is not open, or damaged.
    pub async fn cases_of(&self, id: &ApplicationId) -> Result<Vec<CaseRow>, EngineError> {
        Ok(lists::cases_of(&mut *self.reader().await?, id.as_str()).await?)
    }

    /// Cases that a text finds: number, 查询码, identity number, or the beginning of a name.
    ///
    /// # Errors
    /// The store is not open, or damaged.
    pub async fn find(
        &self,
        text: &str,
        limit: u32,
    ) -> Result<Vec<(CaseRow, ApplicationRow)>, EngineError> {
        Ok(lists::find(&mut *self.reader().await?, text.trim(), limit).await?)
    }

    /// Open cases of a person for an item, to warn while typing.
    ///
    /// # Errors
    /// The store is not open, or damaged.
    pub async fn open_of_person(
        &self,
        applicant_id: &str,
        item: &ItemCode,
    ) -> Result<Vec<CaseRow>, EngineError> {
        Ok(lists::open_of_person(&mut *self.reader().await?, applicant_id, item.as_str()).await?)
    }

    /// A paper's data, as it was handed over: from here, else from the platform.
    ///
    /// # Errors
    /// It is neither here nor there.
    pub async fn paper(&self, hash: &BlobHash) -> Result<DocumentData, EngineError> {
        let here = papers::one(&mut *self.reader().await?, hash).await?;
        let body = match here {
            Some(body) => body.into_bytes(),
            None => self.blob(hash).await?,
        };
        Ok(serde_json::from_slice(&body).map_err(crate::store::StoreError::from)?)
    }

    /// Papers whose copy for other desks a crash kept from becoming a page: stream and bytes.
    ///
    /// # Errors
    /// The store is not open, or damaged.
    pub async fn unshared_papers(&self) -> Result<Vec<(StreamId, Vec<u8>)>, EngineError> {
        let rows = papers::unshared(&mut *self.reader().await?).await?;
        Ok(rows.into_iter().map(|row| (StreamId(row.stream), row.body.into_bytes())).collect())
    }

    /// Open tasks of streams (contradictions), oldest first.
    ///
    /// # Errors
    /// The store is not open, or damaged.
    pub async fn tasks(&self) -> Result<Vec<TaskRow>, EngineError> {
        Ok(lists::tasks(&mut *self.reader().await?).await?)
    }

    /// Counters' days from a date to another, both included.
    ///
    /// # Errors
    /// The store is not open, or damaged.
    pub async fn days(&self, from: Date, until: Date) -> Result<Vec<DayRow>, EngineError> {
        let (from, until) = (from.to_string(), until.to_string());
        Ok(lists::days(&mut *self.reader().await?, &from, &until).await?)
    }

    /// Open work items 需处理, oldest first.
    ///
    /// # Errors
    /// The store is not open, or damaged.
    pub async fn work_items(&self) -> Result<Vec<WorkItem>, EngineError> {
        Ok(work_items::open(&mut *self.reader().await?).await?)
    }

    /// A work item was dealt with.
    ///
    /// # Errors
    /// The disk does not take it.
    pub async fn resolve_work_item(&self, id: &str, text: &str) -> Result<(), EngineError> {
        self.core.session_in_use()?;
        let now = self.core.options.clock.now().to_string();
        let mut batch = Batch::new();
        work_items::resolve_one(&mut batch, id, &now, text);
        self.core.opened()?.store.commit(Lane::Action, batch).await?;
        self.core.tell(Change::Sync);
        Ok(())
    }

    /// What waits in the outbox.
    ///
    /// # Errors
    /// The store is not open, or damaged.
    pub async fn outbox(&self) -> Result<LogCounts, EngineError> {
        Ok(submissions::counts(&mut *self.reader().await?).await?)
    }

    /// Writes what the printer said of a job; the same id again replaces it.
    ///
    /// # Errors
    /// The disk does not take it.
    pub async fn log_print(&self, job: &PrintJob) -> Result<(), EngineError> {
        let mut batch = Batch::new();
        prints::put(&mut batch, job);
        Ok(self.core.opened()?.store.commit(Lane::Action, batch).await?)
    }

    /// Jobs of a paper, oldest first.
    ///
    /// # Errors
    /// The store is not open, or damaged.
    pub async fn print_jobs(
        &self,
        stream: &StreamId,
        number: &str,
    ) -> Result<Vec<PrintJob>, EngineError> {
        Ok(prints::of_paper(&mut *self.reader().await?, &stream.0, number).await?)
    }

    /// Jobs whose end is not known, to be asked about after a start.
    ///
    /// # Errors
    /// The store is not open, or damaged.
    pub async fn queued_prints(&self) -> Result<Vec<PrintJob>, EngineError> {
        Ok(prints::queued(&mut *self.reader().await?).await?)
    }

    /// Numbers that will never be used 空号.
    ///
    /// # Errors
    /// The store is not open.
    pub fn unused_numbers(&self) -> Result<Vec<UnusedRange>, EngineError> {
        let open = self.core.opened()?;
        let memory = super::guard(&open.memory);
        Ok(memory.numbers.unused()?)
    }

    /// Ranges in hand 号段, with how many numbers are used.
    ///
    /// # Errors
    /// The store is not open.
    pub fn held_ranges(&self) -> Result<Vec<HeldRange>, EngineError> {
        let open = self.core.opened()?;
        let memory = super::guard(&open.memory);
        Ok(memory.numbers.held()?)
    }

    /// A small durable fact of the desk, such as whether the tour was seen.
    ///
    /// # Errors
    /// The store is not open, or damaged.
    pub async fn note(&self, name: &str) -> Result<Option<String>, EngineError> {
        Ok(settings::get(&mut *self.reader().await?, &format!("note/{name}")).await?)
    }

    /// Writes a small durable fact of the desk.
    ///
    /// # Errors
    /// The disk does not take it.
    pub async fn put_note(&self, name: &str, value: &str) -> Result<(), EngineError> {
        let mut batch = Batch::new();
        settings::put(&mut batch, &format!("note/{name}"), value);
        Ok(self.core.opened()?.store.commit(Lane::Action, batch).await?)
    }
}
