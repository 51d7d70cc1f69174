//! What the window may know of sync at any time.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use domain::wire::CounterStatus;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;

use super::{SyncFault, Transport};
use crate::engine::{Engine, EngineError};
use crate::store::{BlobCounts, LogCounts, blobs, submissions, work_items};

/// The truth about sync (design §4): 已存本机 · 已送达 · 已生效 · 材料传输中 n/m · 需处理.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncStatus {
    /// Unsent and undecided submissions, and the oldest one's time.
    pub log: LogCounts,
    /// Pages of applications in transport.
    pub pages: BlobCounts,
    /// Work items and tasks that wait for a person.
    pub attention: u32,
    /// Why the platform is not reached or says no; none while all is well.
    pub fault: Option<SyncFault>,
    /// What stopped the last round on this machine: its disk, its database or its keyring.
    pub local: Option<EngineError>,
    /// The last round that went through.
    pub last_good: Option<Timestamp>,
    /// The station's clock stands so many seconds before (+) or behind (−) the platform's.
    pub clock_skew: i64,
    /// A round runs now.
    pub running: bool,
}

impl SyncStatus {
    /// The platform is out of reach 离线.
    #[must_use]
    pub fn offline(&self) -> bool {
        self.last_good.is_none() || self.fault.as_ref().is_some_and(SyncFault::is_transport)
    }
}

#[derive(Debug, Default)]
struct Health {
    fault: Option<SyncFault>,
    local: Option<EngineError>,
    last_good: Option<Timestamp>,
    clock_skew: i64,
    running: bool,
}

/// What sync and desk share.
#[derive(Debug, Default)]
pub(crate) struct SyncState {
    transport: RwLock<Option<Arc<dyn Transport>>>,
    health: Mutex<Health>,
    counter: Mutex<Option<CounterStatus>>,
    token: Mutex<Option<String>>,
    poke: Notify,
    /// One round at a time.
    pub(super) round: tokio::sync::Mutex<()>,
    /// Pages have a lane of their own.
    pub(super) lane: tokio::sync::Mutex<()>,
}

impl SyncState {
    pub(crate) fn transport(&self) -> Option<Arc<dyn Transport>> {
        let transport = self.transport.read().unwrap_or_else(PoisonError::into_inner);
        transport.clone()
    }

    pub(crate) fn set_transport(&self, transport: Arc<dyn Transport>) {
        let mut slot = self.transport.write().unwrap_or_else(PoisonError::into_inner);
        *slot = Some(transport);
    }

    /// The station's token, once the keyring gave it.
    pub(super) fn token(&self) -> Option<String> {
        let token = self.token.lock();
        token.unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn keep_token(&self, token: &str) {
        let slot = self.token.lock();
        *slot.unwrap_or_else(PoisonError::into_inner) = Some(token.to_owned());
    }

    fn health(&self) -> std::sync::MutexGuard<'_, Health> {
        self.health.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The platform is out of reach: acts say 离线.
    pub(crate) fn offline(&self) -> bool {
        let health = self.health();
        health.last_good.is_none() || health.fault.as_ref().is_some_and(SyncFault::is_transport)
    }

    /// A round begins soon.
    pub(crate) fn poke(&self) {
        self.poke.notify_one();
    }

    pub(super) async fn poked(&self) {
        self.poke.notified().await;
    }

    pub(super) fn begin(&self) {
        self.health().running = true;
    }

    pub(super) fn end(&self, now: Timestamp, failed: Option<&EngineError>) {
        let mut health = self.health();
        health.running = false;
        health.local = None;
        health.fault = None;
        match failed {
            Some(EngineError::Sync(fault)) => health.fault = Some(fault.clone()),
            Some(error @ (EngineError::Store(_) | EngineError::Key(_))) => {
                health.local = Some(error.clone());
            }
            // Nobody has signed in yet: nothing was asked.
            Some(_) => {}
            None => health.last_good = Some(now),
        }
    }

    /// A call for a person went through or not: the desk knows before the next round.
    pub(crate) fn note_call(&self, now: Timestamp, fault: Option<&SyncFault>) {
        let mut health = self.health();
        match fault {
            None => {
                health.last_good = Some(now);
                if health.fault.as_ref().is_some_and(SyncFault::is_transport) {
                    health.fault = None;
                }
            }
            Some(fault) if fault.is_transport() => health.fault = Some(fault.clone()),
            Some(_) => {}
        }
    }

    pub(super) fn note_skew(&self, seconds: i64) {
        self.health().clock_skew = seconds;
    }

    /// How far the station's clock stood before the platform's when they last spoke.
    pub(crate) fn skew(&self) -> SignedDuration {
        SignedDuration::from_secs(self.health().clock_skew)
    }

    pub(super) fn counter(&self) -> Option<CounterStatus> {
        let counter = self.counter.lock();
        counter.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Engine {
    /// The truth about sync, for the status line.
    ///
    /// # Errors
    /// The store is not open, or damaged.
    pub async fn sync_status(&self) -> Result<SyncStatus, EngineError> {
        let open = self.core.opened()?;
        let mut reader = open.store.reader().await?;
        let log = submissions::counts(&mut reader).await?;
        let pages = blobs::counts(&mut reader).await?;
        let attention = work_items::attention(&mut reader).await?;
        drop(reader);
        let health = self.core.sync.health();
        Ok(SyncStatus {
            log,
            pages,
            attention,
            fault: health.fault.clone(),
            local: health.local.clone(),
            last_good: health.last_good,
            clock_skew: health.clock_skew,
            running: health.running,
        })
    }

    /// The platform is out of reach 离线.
    #[must_use]
    pub fn offline(&self) -> bool {
        self.core.sync.offline()
    }

    /// Retry now 立即重试.
    pub fn sync_now(&self) {
        self.core.sync.poke();
    }

    /// What the counter is doing, for the duty board.
    pub fn set_counter_status(&self, status: Option<CounterStatus>) {
        let counter = &self.core.sync.counter;
        *counter.lock().unwrap_or_else(PoisonError::into_inner) = status;
        self.core.sync.poke();
    }

    /// Uses another way to the platform than the one of the enrolment.
    pub fn set_transport(&self, transport: Arc<dyn Transport>) {
        self.core.sync.set_transport(transport);
        self.core.sync.poke();
    }
}
