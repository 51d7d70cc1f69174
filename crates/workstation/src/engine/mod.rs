//! The engine 工作站引擎: the whole application without a window, behind one door.
//!
//! [`Engine::open`] takes a home; [`Engine::sign_in`] opens the store; [`Engine::submit`] is the one
//! write path. Everything that happens is told by [`Engine::changes`].

mod apply;
mod drafts;
mod edition;
mod enrol;
mod error;
mod housekeeping;
mod keep;
mod lists;
mod memory;
mod numbers;
mod pages;
mod pen;
mod rebuild;
mod recover;
mod rights;
mod session;
mod stream;
mod submit;
mod verify;

pub use drafts::Draft;
pub use edition::InForce;
pub use enrol::Enrolment;
pub use error::EngineError;
pub use numbers::HeldRange;
pub use pen::Pen;
pub use session::Session;
pub use stream::{PendingAct, StreamView};
pub use submit::Submitted;
pub use verify::{BadPlace, VerifyReport};

pub(crate) use apply::signed;
pub(crate) use keep::Open;
pub(crate) use numbers::LEASE;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use domain::ids::UserId;
use domain::wire::StreamId;
use tokio::sync::broadcast;

use crate::clock::{Clock, SystemClock};
use crate::keys::{
    Crypto, Keyring, PasswordCost, SoftwareCrypto, StationFile, StationIdentity, SystemKeyring,
};
use crate::store::HomeLock;
use crate::sync::SyncState;

/// Parts that a module, a hall or a test may replace.
#[derive(Clone, Debug)]
pub struct Options {
    /// Time, ids, chance.
    pub clock: Arc<dyn Clock>,
    /// Cryptography.
    pub crypto: Arc<dyn Crypto>,
    /// Keyring.
    pub keyring: Arc<dyn Keyring>,
    /// How dear a guess at a password is.
    pub password_cost: PasswordCost,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            crypto: Arc::new(SoftwareCrypto),
            keyring: Arc::new(SystemKeyring),
            password_cost: PasswordCost::default(),
        }
    }
}

/// What changed; a screen that shows it asks again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// These streams have another state.
    Streams(Vec<StreamId>),
    /// Drafts came, went or were taken over.
    Drafts,
    /// Sync moved on, or met something.
    Sync,
    /// Another edition of the catalogue is in force.
    Catalogue,
    /// Somebody signed in or out, or the desk was locked.
    Session,
    /// The queue of tickets moved.
    Queue,
}

/// The application without a window.
#[derive(Clone, Debug)]
pub struct Engine {
    pub(crate) core: Arc<Core>,
}

/// What all parts share.
#[derive(Debug)]
pub(crate) struct Core {
    pub(crate) home: PathBuf,
    pub(crate) options: Options,
    pub(crate) file: Mutex<Option<StationFile>>,
    pub(crate) open: RwLock<Option<Arc<Open>>>,
    pub(crate) session: Mutex<Option<Session>>,
    pub(crate) changes: broadcast::Sender<Change>,
    pub(crate) sync: SyncState,
    _lock: HomeLock,
}

/// Screens that may lag behind before they are told to ask for everything.
const CHANGES: usize = 256;

impl Engine {
    /// Opens a home; its database stays shut until somebody signs in.
    ///
    /// # Errors
    /// Another program has the folder open, or the key file is damaged.
    pub fn open(home: &Path, options: Options) -> Result<Self, EngineError> {
        let lock = HomeLock::take(home)?;
        let file = StationFile::load(home)?;
        let core = Core {
            home: home.to_owned(),
            options,
            file: Mutex::new(file),
            open: RwLock::new(None),
            session: Mutex::new(None),
            changes: broadcast::channel(CHANGES).0,
            sync: SyncState::default(),
            _lock: lock,
        };
        Ok(Self { core: Arc::new(core) })
    }

    /// Who the station is; none before it is enrolled.
    #[must_use]
    pub fn identity(&self) -> Option<StationIdentity> {
        self.core.identity()
    }

    /// Accounts that signed in here before, with their names.
    #[must_use]
    pub fn accounts(&self) -> Vec<(UserId, String)> {
        let file = guard(&self.core.file);
        file.iter()
            .flat_map(|file| &file.users)
            .map(|(user, seal)| (user.clone(), seal.name.clone()))
            .collect()
    }

    /// Told whenever something changes.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.core.changes.subscribe()
    }

    /// The clock, for whoever needs the time.
    #[must_use]
    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.core.options.clock)
    }

    /// The catalogue and calendar in force.
    ///
    /// # Errors
    /// The store is not open.
    pub fn in_force(&self) -> Result<Arc<InForce>, EngineError> {
        Ok(self.core.opened()?.in_force())
    }

    /// Shuts the database; what was begun is finished.
    pub async fn close(&self) {
        let open = self.core.open.write().ok().and_then(|mut open| open.take());
        if let Some(open) = open {
            open.store.close().await;
        }
    }
}

impl Core {
    pub(crate) fn identity(&self) -> Option<StationIdentity> {
        guard(&self.file).as_ref().map(|file| file.identity.clone())
    }

    /// The open store.
    pub(crate) fn opened(&self) -> Result<Arc<Open>, EngineError> {
        let open = self.open.read().unwrap_or_else(PoisonError::into_inner);
        open.clone().ok_or(EngineError::SignedOut)
    }

    pub(crate) fn tell(&self, change: Change) {
        // Nobody listening is no fault.
        let _ = self.changes.send(change);
    }
}

/// A lock that outlives a panic of its holder: what it guards is replaced whole.
pub(crate) fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
pub(crate) mod tests;
