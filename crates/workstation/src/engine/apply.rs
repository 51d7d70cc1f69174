//! Applying what the platform decided, in short transactions that give way to waiting actions.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::ids::StationId;
use domain::wire::{FeedEntry, FeedPage, Partition, StoredEvent, StreamId, Verdict};

use super::memory::Memory;
use super::stream::StreamView;
use super::{Change, Core, EngineError, Open, guard};
use crate::store::{
    Batch, Lane, StoreError, VerdictRow, WorkKind, Writer, events, projections, settings,
    submissions, work_items,
};

mod epoch;
mod items;
mod undo;

pub(crate) use epoch::signed;
use items::Items;

/// Entries of one transaction: far below 10 ms on a counter's PC.
const ENTRIES: usize = 24;

/// What one transaction is made of.
struct Round<'a> {
    station: &'a StationId,
    memory: Memory,
    batch: Batch,
    views: BTreeMap<StreamId, StreamView>,
    items: Items,
}

impl Core {
    /// Applies a page of a partition's feed; what is here already is skipped.
    pub(crate) async fn apply_page(
        self: &Arc<Self>,
        open: &Arc<Open>,
        partition: &Partition,
        page: FeedPage,
    ) -> Result<(), EngineError> {
        let through = (partition.clone(), page.through);
        let mut rest = page.entries;
        loop {
            let later = rest.split_off(rest.len().min(ENTRIES));
            let last = later.is_empty();
            let cursor = last.then(|| through.clone());
            let (core, here) = (Arc::clone(self), Arc::clone(open));
            let touched = open
                .store
                .write(Lane::Background, move |writer| {
                    Box::pin(async move { core.apply(&here, writer, rest, cursor).await })
                })
                .await?;
            if !touched.is_empty() {
                self.tell(Change::Streams(touched));
            }
            if last {
                return Ok(());
            }
            rest = later;
        }
    }

    /// One transaction of the feed.
    async fn apply(
        &self,
        open: &Open,
        writer: &mut Writer,
        entries: Vec<FeedEntry>,
        cursor: Option<(Partition, u64)>,
    ) -> Result<Vec<StreamId>, EngineError> {
        let mut round = Round {
            station: &open.identity.station,
            memory: guard(&open.memory).clone(),
            batch: Batch::new(),
            views: BTreeMap::new(),
            items: Items::new(&self.options.clock),
        };
        round.batch.label("feed");
        for entry in &entries {
            let known = entry.position <= round.memory.seen
                && events::at_position(writer.reader(), entry.position).await?.is_some();
            if known {
                continue;
            }
            if !round.views.contains_key(&entry.stream) {
                let view = open.stream_for_writer(writer, &entry.stream).await?;
                round.views.insert(entry.stream.clone(), (*view).clone());
            }
            round.entry(open, entry)?;
        }
        let mut views = std::mem::take(&mut round.views);
        for view in views.values_mut() {
            open.rebase(writer.reader(), view).await?;
            round.items.pending(writer.reader(), view).await?;
            project(&mut round.batch, view)?;
            events::put_head(&mut round.batch, &view.stream_head());
        }
        round.finish(cursor);
        let Round { mut batch, mut memory, items, .. } = round;
        items.flush(&mut batch);
        writer.commit(batch).await?;
        let touched = views.keys().cloned().collect();
        for view in views.into_values() {
            memory.learn(Arc::new(view));
        }
        *guard(&open.memory) = memory;
        Ok(touched)
    }
}

/// Puts the rows of a view.
pub(super) fn project(batch: &mut Batch, view: &StreamView) -> Result<(), StoreError> {
    let rows = projections::Rows::of(&view.id, &view.state, !view.pending.is_empty())?;
    projections::put(batch, &view.id, &rows)
}

impl Round<'_> {
    fn entry(&mut self, open: &Open, entry: &FeedEntry) -> Result<(), StoreError> {
        let row = VerdictRow::of(entry, &self.memory.verdict_head)?;
        events::append_verdict(&mut self.batch, &row);
        self.memory.verdict_head = row.chain;
        self.memory.seen = self.memory.seen.max(entry.position);
        let Some(mut view) = self.views.remove(&entry.stream) else {
            return Ok(());
        };
        if entry.key.device == *self.station {
            self.own(&mut view, entry);
        }
        if let Verdict::Accepted { events } = &entry.verdict {
            for event in events {
                self.event(open, &mut view, entry, event);
            }
        }
        self.views.insert(entry.stream.clone(), view);
        Ok(())
    }

    /// The verdict on a submission of this station.
    fn own(&mut self, view: &mut StreamView, entry: &FeedEntry) {
        let at = view.pending.iter().position(|p| {
            p.key.epoch == entry.key.epoch
                && p.key.seq == entry.key.seq
                && p.hash == entry.submission_hash
        });
        let Some(at) = at else { return };
        let outcome = events::outcome(&entry.verdict);
        submissions::mark_decided(
            &mut self.batch,
            entry.key.epoch,
            entry.key.seq,
            outcome,
            Some(entry.position),
        );
        match &entry.verdict {
            Verdict::Held { missing } => {
                if let Some(pending) = view.pending.get_mut(at) {
                    pending.held = true;
                    pending.delivered = true;
                    self.items.held(pending, &view.id, missing);
                }
            }
            Verdict::Refused { refusal } => {
                let pending = view.pending.remove(at);
                self.items.refused(&pending, &view.id, refusal);
            }
            Verdict::Accepted { .. } | Verdict::Superseded { .. } => {
                let pending = view.pending.remove(at);
                self.items.settled(&pending);
            }
        }
    }

    fn event(
        &mut self,
        open: &Open,
        view: &mut StreamView,
        entry: &FeedEntry,
        event: &StoredEvent,
    ) {
        if event.stream_seq <= view.last_seq {
            return;
        }
        let fits = event.stream_seq == view.last_seq + 1 && event.stream_prev == view.head;
        if !fits {
            let fault = format!("第 {} 条记录与前文不衔接", event.stream_seq);
            self.items.history(&view.id, entry.position, &fault);
            view.fault.get_or_insert(fault);
            return;
        }
        events::append(&mut self.batch, &view.id.0, entry.position, event);
        let Some(happened) = view.confirm_event(event) else {
            return;
        };
        // A restored station must not count serials again that its papers bear already.
        if let (Some(counter), Some(division)) = (&open.identity.counter, open.division()) {
            for opening in happened.fact.openings() {
                let numbers = &mut self.memory.numbers;
                numbers.see_case(&division, counter.as_str(), &opening.case);
            }
        }
    }

    fn finish(&mut self, cursor: Option<(Partition, u64)>) {
        if let Some((partition, position)) = cursor {
            events::put_cursor(&mut self.batch, &partition, position);
            self.memory.position = self.memory.position.max(position);
        }
        self.memory.numbers.flush(&mut self.batch);
        let head = self.memory.verdict_head.clone();
        settings::put(&mut self.batch, settings::VERDICT_HEAD, &head);
    }
}

/// Kinds of work items that a settled submission closes.
pub(super) const OF_SUBMISSION: [WorkKind; 3] =
    [WorkKind::NoLongerFits, WorkKind::Refused, WorkKind::Held];

/// Subject of a submission's work items.
pub(crate) fn subject(epoch: u32, seq: u64) -> String {
    format!("{epoch}/{seq}")
}

/// Closes every work item of a submission.
pub(super) fn settle(batch: &mut Batch, subject: &str, now: &str, text: &str) {
    for kind in OF_SUBMISSION {
        work_items::resolve(batch, kind, subject, now, text);
    }
}
