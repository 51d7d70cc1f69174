//! What the writer knows by heart, so that an action reads nothing from the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::ids::BlobHash;
use domain::wire::{CHAIN_START, StreamId};
use jiff::Timestamp;
use sqlx::sqlite::SqliteConnection;

use super::numbers::Numbers;
use super::stream::StreamView;
use crate::store::{StoreError, events, numbers, settings, submissions};

/// Streams kept by heart.
const STREAMS: usize = 64;

/// Heads, numbers and the streams touched last. Only jobs of the writer change it.
#[derive(Clone, Debug)]
pub(crate) struct Memory {
    /// Epoch of the log.
    pub(crate) epoch: u32,
    /// Last number in it.
    pub(crate) seq: u64,
    /// Hash of the last envelope.
    pub(crate) head: String,
    /// Hash of the last verdict in the local chain.
    pub(crate) verdict_head: String,
    /// Largest confirmed position.
    pub(crate) position: u64,
    /// Largest position of any verdict here.
    pub(crate) seen: u64,
    /// Latest time recorded.
    pub(crate) latest: Timestamp,
    /// Ranges and serials.
    pub(crate) numbers: Numbers,
    /// Pages that somebody named and that are neither here nor at the platform.
    pub(crate) missing_pages: Arc<BTreeSet<BlobHash>>,
    streams: BTreeMap<StreamId, (u64, Arc<StreamView>)>,
    tick: u64,
    /// Grows whenever streams change, so that a slow reader does not put an old state back.
    pub(crate) generation: u64,
}

impl Memory {
    /// Reads what must be known.
    pub(crate) async fn load(connection: &mut SqliteConnection) -> Result<Self, StoreError> {
        let epoch = settings::get(connection, settings::EPOCH).await?;
        let epoch = epoch.and_then(|e| e.parse().ok()).unwrap_or(1);
        let (seq, head) =
            submissions::head(connection, epoch).await?.unwrap_or((0, CHAIN_START.to_owned()));
        let latest = settings::get(connection, settings::LATEST).await?;
        let verdict_head = settings::get(connection, settings::VERDICT_HEAD).await?;
        Ok(Self {
            epoch,
            seq,
            head,
            verdict_head: verdict_head.unwrap_or_else(|| CHAIN_START.to_owned()),
            position: events::position(connection).await?,
            seen: events::seen(connection).await?,
            latest: latest.and_then(|t| t.parse().ok()).unwrap_or(Timestamp::UNIX_EPOCH),
            numbers: Numbers::new(
                numbers::ranges(connection).await?,
                numbers::serials(connection).await?,
            ),
            missing_pages: Arc::default(),
            streams: BTreeMap::new(),
            tick: 0,
            generation: 0,
        })
    }

    /// A stream, if it is known by heart.
    pub(crate) fn stream(&mut self, id: &StreamId) -> Option<Arc<StreamView>> {
        self.tick += 1;
        let tick = self.tick;
        self.streams.get_mut(id).map(|(used, view)| {
            *used = tick;
            Arc::clone(view)
        })
    }

    /// Learns a stream; the one not used for longest is forgotten.
    pub(crate) fn learn(&mut self, view: Arc<StreamView>) {
        self.tick += 1;
        self.generation += 1;
        self.streams.insert(view.id.clone(), (self.tick, view));
        if self.streams.len() > STREAMS {
            let oldest = self.streams.iter().min_by_key(|(_, (used, _))| *used);
            if let Some(id) = oldest.map(|(id, _)| id.clone()) {
                self.streams.remove(&id);
            }
        }
    }

    /// Forgets one stream: it changed on the disk.
    pub(crate) fn forget(&mut self, id: &StreamId) {
        self.generation += 1;
        self.streams.remove(id);
    }

    /// Forgets every stream.
    pub(crate) fn forget_streams(&mut self) {
        self.generation += 1;
        self.streams.clear();
    }
}
