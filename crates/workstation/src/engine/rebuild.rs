//! Dropping and rebuilding the projections: they hold nothing that the history does not.

use std::sync::Arc;

use domain::wire::StreamId;

use super::apply::project;
use super::{Change, Core, Engine, EngineError, Open, guard};
use crate::store::{Batch, Lane, Writer, events, projections};

impl Engine {
    /// Drops every projection and makes it anew from events and pending submissions.
    ///
    /// # Errors
    /// The history cannot be read, or the disk does not take it.
    pub async fn rebuild(&self) -> Result<(), EngineError> {
        let open = self.core.opened()?;
        let here = Arc::clone(&open);
        let streams = open
            .store
            .write(Lane::Background, move |writer| {
                Box::pin(async move { rebuild(&here, writer).await })
            })
            .await?;
        self.core.tell(Change::Streams(streams));
        Ok(())
    }
}

async fn rebuild(open: &Open, writer: &mut Writer) -> Result<Vec<StreamId>, EngineError> {
    guard(&open.memory).forget_streams();
    let mut batch = Batch::new();
    projections::clear(&mut batch);
    let names = events::streams(writer.reader()).await?;
    let streams: Vec<StreamId> = names.into_iter().map(StreamId).collect();
    for id in &streams {
        let view = open.read_stream(writer.reader(), id).await?;
        project(&mut batch, &view)?;
    }
    writer.commit(batch).await?;
    Ok(streams)
}

impl Core {
    /// After a start: finishes what a crash left between two transactions.
    pub(crate) async fn finish_interrupted(
        self: &Arc<Self>,
        open: &Arc<Open>,
    ) -> Result<(), EngineError> {
        let (core, here) = (Arc::clone(self), Arc::clone(open));
        open.store
            .write(Lane::Action, move |writer| {
                Box::pin(async move { core.reproject(&here, writer).await.map(|_| ()) })
            })
            .await
    }
}
