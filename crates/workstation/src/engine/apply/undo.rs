//! The platform was restored: what it no longer knows is decided anew.

use std::sync::Arc;

use domain::wire::{CHAIN_START, StreamId};

use super::project;
use crate::engine::{Change, Core, EngineError, Open, guard};
use crate::store::{
    Batch, Lane, StoreError, StreamHead, Writer, blobs, events, settings, submissions,
};

impl Core {
    /// Forgets verdicts and events beyond a position and takes a new incarnation over. Submissions of
    /// this station that they decided are open again.
    pub(crate) async fn undo_after(
        self: &Arc<Self>,
        open: &Arc<Open>,
        position: u64,
        incarnation: &str,
    ) -> Result<(), EngineError> {
        let (core, here, name) = (Arc::clone(self), Arc::clone(open), incarnation.to_owned());
        let touched = open
            .store
            .write(Lane::Background, move |writer| {
                Box::pin(async move { core.undo(&here, writer, position, &name).await })
            })
            .await?;
        self.tell(Change::Streams(touched));
        Ok(())
    }

    async fn undo(
        &self,
        open: &Open,
        writer: &mut Writer,
        position: u64,
        incarnation: &str,
    ) -> Result<Vec<StreamId>, EngineError> {
        let touched = events::streams_after(writer.reader(), position).await?;
        let mut batch = Batch::new();
        events::forget_after(&mut batch, position);
        for stream in &touched {
            let head = head_until(writer, stream, position).await?;
            if head.last_seq > 0 {
                events::put_head(&mut batch, &head);
            }
        }
        let chain = rechain(writer, &mut batch, position).await?;
        submissions::reopen_after(&mut batch, position);
        blobs::offer_again(&mut batch);
        settings::put(&mut batch, settings::VERDICT_HEAD, &chain);
        settings::put(&mut batch, settings::INCARNATION, incarnation);
        // Rows of these streams are stale until the next job; a crash in between finds this note.
        let note = serde_json::to_string(&touched).map_err(StoreError::from)?;
        settings::put(&mut batch, settings::REPROJECT, &note);
        writer.commit(batch).await?;
        {
            let mut memory = guard(&open.memory);
            memory.forget_streams();
            memory.verdict_head = chain;
            memory.position = memory.position.min(position);
            memory.seen = memory.seen.min(position);
        }
        self.reproject(open, writer).await
    }

    /// Makes the rows of the noted streams anew.
    pub(crate) async fn reproject(
        &self,
        open: &Open,
        writer: &mut Writer,
    ) -> Result<Vec<StreamId>, EngineError> {
        let Some(note) = settings::get(writer.reader(), settings::REPROJECT).await? else {
            return Ok(Vec::new());
        };
        let streams: Vec<StreamId> = serde_json::from_str(&note).map_err(StoreError::from)?;
        let mut batch = Batch::new();
        batch.label("reproject");
        for id in &streams {
            let view = open.stream_for_writer(writer, id).await?;
            project(&mut batch, &view)?;
        }
        settings::drop(&mut batch, settings::REPROJECT);
        writer.commit(batch).await?;
        Ok(streams)
    }

    /// The platform lacks this station's submissions after a number: they are sent again.
    pub(crate) async fn send_again(
        self: &Arc<Self>,
        open: &Arc<Open>,
        epoch: u32,
        after: u64,
    ) -> Result<(), EngineError> {
        let (core, here) = (Arc::clone(self), Arc::clone(open));
        let touched = open
            .store
            .write(Lane::Background, move |writer| {
                Box::pin(async move { core.take_back(&here, writer, epoch, after).await })
            })
            .await?;
        self.tell(Change::Streams(touched));
        Ok(())
    }

    async fn take_back(
        &self,
        open: &Open,
        writer: &mut Writer,
        epoch: u32,
        after: u64,
    ) -> Result<Vec<StreamId>, EngineError> {
        let touched = submissions::sent_streams(writer.reader(), epoch, after).await?;
        let mut batch = Batch::new();
        submissions::send_again(&mut batch, epoch, after);
        let note = serde_json::to_string(&touched).map_err(StoreError::from)?;
        settings::put(&mut batch, settings::REPROJECT, &note);
        writer.commit(batch).await?;
        guard(&open.memory).forget_streams();
        self.reproject(open, writer).await
    }
}

/// Head of a stream's history up to a position.
async fn head_until(
    writer: &mut Writer,
    stream: &str,
    position: u64,
) -> Result<StreamHead, StoreError> {
    let positions = events::positions(writer.reader(), stream).await?;
    let history = events::of_stream(writer.reader(), stream).await?;
    let mut head = StreamHead::start(stream);
    for (event, at) in history.iter().zip(positions) {
        if at <= position {
            head.last_seq = event.stream_seq;
            head.head = event.hash();
        }
    }
    Ok(head)
}

/// Chains the verdicts that stay anew, from the first that goes; answers with the last hash.
async fn rechain(
    writer: &mut Writer,
    batch: &mut Batch,
    position: u64,
) -> Result<String, StoreError> {
    const PAGE: u32 = 500;
    let (mut head, mut after, mut changed) = (CHAIN_START.to_owned(), 0, false);
    loop {
        let rows = events::verdicts(writer.reader(), after, PAGE).await?;
        let Some(last) = rows.last() else {
            return Ok(head);
        };
        after = last.id;
        for row in rows {
            if row.position > position {
                changed = true;
                continue;
            }
            let chain = row.link(&head);
            if changed {
                events::put_chain(batch, row.id, &chain);
            }
            head = chain;
        }
    }
}
