//! Pages 材料传输: a lane of their own, after the submissions that name them, thumbnails first.

use std::sync::Arc;

use domain::ids::BlobHash;
use domain::wire::page::{BlobQuestion, CHUNK};

use super::{Caller, SyncFault};
use crate::engine::{Change, Core, Engine, EngineError, Open};
use crate::store::{Batch, BlobRow, Lane, StoreError, blobs};

/// Blobs asked about at once.
const AT_ONCE: u32 = 64;
/// Chunks of one blob that are fetched at most: 64 MiB.
const CHUNKS: usize = 64;

impl Engine {
    /// Sends every page that waits; answers how many the platform took over.
    ///
    /// # Errors
    /// Why the platform was not reached or said no; what it has stands.
    pub async fn sync_pages(&self) -> Result<u32, EngineError> {
        let core = &self.core;
        let _one = core.sync.lane.lock().await;
        let open = core.opened()?;
        let caller = core.caller().await?;
        let mut sent = 0;
        loop {
            let mut reader = open.store.reader().await?;
            let rows = blobs::to_send(&mut reader, AT_ONCE).await?;
            drop(reader);
            if rows.is_empty() {
                return Ok(sent);
            }
            let done = core.send_pages(&open, &caller, rows).await?;
            if done == 0 {
                return Ok(sent);
            }
            sent += done;
            core.tell(Change::Sync);
        }
    }
}

impl Core {
    async fn send_pages(
        &self,
        open: &Arc<Open>,
        caller: &Caller,
        rows: Vec<BlobRow>,
    ) -> Result<u32, EngineError> {
        let hashes = rows.iter().map(|row| BlobHash(row.hash.clone())).collect();
        let answer = caller.have(&BlobQuestion { hashes }).await?;
        if answer.blobs.len() != rows.len() {
            return Err(SyncFault::Rubbish.into());
        }
        let mut sent = 0;
        for (row, there) in rows.iter().zip(&answer.blobs) {
            let whole = there.complete || self.send_page(open, caller, row, &there.chunks).await?;
            if whole {
                let mut batch = Batch::new();
                blobs::mark_sent(&mut batch, &row.hash, true);
                open.store.commit(Lane::Background, batch).await?;
                sent += 1;
            }
        }
        Ok(sent)
    }

    /// Sends the chunks that are missing; answers whether the blob is whole there.
    async fn send_page(
        &self,
        open: &Open,
        caller: &Caller,
        row: &BlobRow,
        there: &[u32],
    ) -> Result<bool, EngineError> {
        let hash = BlobHash(row.hash.clone());
        let bytes = match self.read_page(open, &hash).await {
            Ok(bytes) => bytes,
            // A damaged page must not hold up the others; `verify` and the desk show it.
            Err(EngineError::Store(StoreError::PageDamaged { .. })) => return Ok(false),
            Err(error) => return Err(error),
        };
        let mut whole = false;
        let size = bytes.len();
        let empty: &[u8] = &[];
        let chunks: Vec<&[u8]> =
            if bytes.is_empty() { vec![empty] } else { bytes.chunks(CHUNK).collect() };
        for (number, chunk) in chunks.into_iter().enumerate() {
            let known = there.iter().any(|n| usize::try_from(*n).ok() == Some(number));
            if !known {
                let answer = caller.put_chunk(&row.hash, number, size, chunk.to_vec()).await?;
                whole |= answer.complete;
            }
        }
        Ok(whole)
    }

    /// Fetches a page from the platform; none if it is not there, or not for this station.
    pub(crate) async fn fetch_blob(
        &self,
        open: &Open,
        hash: &BlobHash,
    ) -> Result<Option<Vec<u8>>, EngineError> {
        let caller = self.caller_for_person().await?;
        let mut bytes = Vec::new();
        for number in 0..CHUNKS {
            let Some(chunk) = caller.chunk(hash, number).await? else {
                break;
            };
            let last = chunk.len() < CHUNK;
            bytes.extend_from_slice(&chunk);
            if last {
                break;
            }
        }
        let found = domain::wire::sm3_hex(&bytes) == hash.as_str();
        self.note_page(open, hash, found);
        Ok(found.then_some(bytes))
    }

    /// Remembers which pages are nowhere: no approval before they have arrived.
    fn note_page(&self, open: &Open, hash: &BlobHash, found: bool) {
        let mut memory = crate::engine::guard(&open.memory);
        let known = memory.missing_pages.contains(hash);
        if known == found {
            let mut pages = (*memory.missing_pages).clone();
            if found {
                pages.remove(hash);
            } else {
                pages.insert(hash.clone());
            }
            memory.missing_pages = Arc::new(pages);
            memory.forget_streams();
            drop(memory);
            self.tell(Change::Sync);
        }
    }
}
