//! 需处理: work items of this station and tasks of its streams.

use domain::ids::CaseNo;
use domain::rights::sees;
use domain::wire::{Envelope, StreamId};
use jiff::Timestamp;

use super::draw::{Unfit, draw_task, draw_unfit};
use super::{Table, Workstation};
use crate::store::{TaskRow, WorkItem};
use crate::view::{AttentionItem, Fault};

impl Workstation {
    /// Everything that waits for a person here, oldest first.
    ///
    /// # Errors
    /// Nobody is signed in, or the store is damaged.
    pub async fn attention(&self) -> Result<Vec<AttentionItem>, Fault> {
        let table = self.table()?;
        let mut items = Vec::new();
        for item in self.engine.work_items().await? {
            items.extend(self.work_item(&table, &item).await?);
        }
        for task in self.engine.tasks().await? {
            items.extend(self.task(&table, &task).await?);
        }
        Ok(items)
    }

    /// A work item of this station was dealt with.
    ///
    /// # Errors
    /// Nothing was said of what was done, or the disk does not take it.
    pub async fn dismiss(&self, id: &str, text: &str) -> Result<Vec<AttentionItem>, Fault> {
        if text.trim().is_empty() {
            return Err(Fault::new("attention.text", "请写明怎样处理的，再办结这一条"));
        }
        self.engine.resolve_work_item(id, text.trim()).await?;
        self.attention().await
    }

    async fn work_item(
        &self,
        table: &Table,
        item: &WorkItem,
    ) -> Result<Option<AttentionItem>, Fault> {
        let view = match &item.stream {
            Some(stream) => Some(self.engine.stream(&StreamId(stream.clone())).await?),
            None => None,
        };
        let app = view.as_ref().and_then(|view| view.application());
        let actor = &table.session.actor;
        let theirs = app.is_some_and(|app| !app.cases.values().any(|case| sees(actor, case)));
        let envelope: Option<Envelope> = serde_json::from_str(&item.content).ok();
        Ok((!theirs).then(|| {
            let unfit = Unfit { item, envelope: envelope.as_ref(), app };
            draw_unfit(&table.papers(), &unfit, when(&item.raised_at, table))
        }))
    }

    async fn task(&self, table: &Table, task: &TaskRow) -> Result<Option<AttentionItem>, Fault> {
        let view = self.engine.stream(&StreamId(task.stream.clone())).await?;
        let app = view.application();
        let actor = &table.session.actor;
        let case = task.case_no.as_ref().map(|no| CaseNo(no.clone()));
        let case = case.as_ref().and_then(|no| app.and_then(|app| app.cases.get(no)));
        let mine = match (case, app) {
            (Some(case), _) => sees(actor, case),
            (None, Some(app)) => app.cases.values().any(|case| sees(actor, case)),
            (None, None) => true,
        };
        let at = when(&task.raised_at, table);
        Ok(mine.then(|| draw_task(&table.papers(), task, app, at)))
    }
}

fn when(at: &str, table: &Table) -> String {
    let at = at.parse::<Timestamp>().unwrap_or(table.at);
    super::draw::short_time(at, table.today())
}
