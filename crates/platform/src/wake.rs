//! The bell that tells waiting stations to pull; it says what, never what is in it.

use std::collections::BTreeSet;

use domain::wire::Position;
use tokio::sync::broadcast;

use crate::error::Result;
use crate::{Caller, Platform};

/// One ring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wake {
    /// `pull`, `drafts`, `tickets` or `catalogue`.
    pub what: &'static str,
    /// Region head at the time.
    pub position: Position,
    /// Partitions that it concerns, as text; all if empty.
    partitions: BTreeSet<String>,
}

/// Sends rings to whoever listens.
#[derive(Debug)]
pub(crate) struct Bell(broadcast::Sender<Wake>);

impl Default for Bell {
    fn default() -> Self {
        Self(broadcast::channel(256).0)
    }
}

impl Bell {
    /// Rings, if there is anything to say and anybody to hear it.
    pub(crate) fn ring(
        &self,
        what: &'static str,
        position: Position,
        partitions: BTreeSet<String>,
    ) {
        // Without a listener there is nobody to wake.
        let _ = self.0.send(Wake { what, position, partitions });
    }
}

/// Rings that concern one station.
#[derive(Debug)]
pub(crate) struct Listener {
    rings: broadcast::Receiver<Wake>,
    partitions: BTreeSet<String>,
}

impl Listener {
    /// The next ring; after a flood that was missed, a plain `pull`. None when the platform closes.
    pub(crate) async fn next(&mut self) -> Option<Wake> {
        loop {
            match self.rings.recv().await {
                Ok(wake)
                    if wake.partitions.is_empty()
                        || !wake.partitions.is_disjoint(&self.partitions) =>
                {
                    return Some(wake);
                }
                Ok(_) => {}
                Err(broadcast::error::RecvError::Lagged(_)) => {
                    return Some(Wake { what: "pull", position: 0, partitions: BTreeSet::new() });
                }
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    }
}

impl Platform {
    /// Listens for what concerns the calling station.
    pub(crate) async fn listen(&self, caller: &Caller) -> Result<Listener> {
        let mut reader = self.0.store.reader().await?;
        let station = self.station(&mut reader, caller).await?;
        let hall = domain::wire::Partition::Hall(station.row.hall.clone());
        let mut partitions: BTreeSet<String> =
            station.partitions().iter().map(ToString::to_string).collect();
        partitions.insert(format!("desk/{hall}"));
        Ok(Listener { rings: self.0.wake.0.subscribe(), partitions })
    }
}
