//! Pushing the outbox, in order and in batches; no member holds up the others.

use std::sync::Arc;

use domain::wire::{PushBatch, ReceiptState};

use super::{Caller, SyncFault};
use crate::engine::{Core, EngineError, Open, signed};
use crate::store::{SubmissionRow, submissions};

/// Submissions of one batch.
const BATCH: u32 = 500;
/// Bytes of one batch before compression.
const BYTES: usize = 256 * 1024;

impl Core {
    /// Sends all that is unsent; answers how many the platform took over.
    pub(super) async fn push_all(
        self: &Arc<Self>,
        open: &Arc<Open>,
        caller: &Caller,
        credits: u32,
    ) -> Result<u32, EngineError> {
        let mut taken = 0;
        loop {
            let mut reader = open.store.reader().await?;
            let limit = credits.clamp(1, BATCH);
            let mut rows = submissions::unsent(&mut reader, limit).await?;
            drop(reader);
            cut(&mut rows);
            if rows.is_empty() {
                return Ok(taken);
            }
            let sent = self.push_batch(open, caller, rows).await?;
            if sent == 0 {
                return Ok(taken);
            }
            taken += sent;
        }
    }

    /// Sends one batch and notes what became of each member; answers how many are off the outbox.
    async fn push_batch(
        self: &Arc<Self>,
        open: &Arc<Open>,
        caller: &Caller,
        rows: Vec<SubmissionRow>,
    ) -> Result<u32, EngineError> {
        let batch = PushBatch { submissions: rows.iter().map(signed).collect() };
        let answer = caller.push(&batch).await?;
        let fits = answer.received.len() == rows.len()
            && answer.received.iter().zip(&rows).all(|(r, row)| r.hash == row.hash);
        if !fits {
            return Err(SyncFault::Rubbish.into());
        }
        let (mut received, mut forked, mut rejected) = (Vec::new(), Vec::new(), Vec::new());
        for (receipt, row) in answer.received.iter().zip(rows) {
            match receipt.state {
                ReceiptState::Stored | ReceiptState::Replayed => received.push(row),
                ReceiptState::Forked => forked.push(row),
                ReceiptState::Rejected => rejected.push(row),
                // What comes before is missing there: hello tells from where to send again.
                ReceiptState::Gap => {}
            }
        }
        let off = received.len() + forked.len() + rejected.len();
        if !received.is_empty() {
            self.note_received(open, &received).await?;
        }
        if !forked.is_empty() {
            self.note_forked(open, &forked).await?;
        }
        if !rejected.is_empty() {
            self.note_rejected(open, rejected).await?;
        }
        Ok(u32::try_from(off).unwrap_or(u32::MAX))
    }
}

/// Keeps a batch within its bytes; one large member goes alone.
fn cut(rows: &mut Vec<SubmissionRow>) {
    let mut bytes = 0;
    let fitting = rows.iter().take_while(|row| {
        bytes += row.envelope.len() + row.signature.len();
        bytes <= BYTES
    });
    let keep = fitting.count().max(1);
    rows.truncate(keep);
}
