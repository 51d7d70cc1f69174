//! The central platform 中心平台: takes what stations did, decides it, and tells all others.
//!
//! [`Platform`] is the whole of it without a network; `http` puts it on the wire. One store, one
//! writer; every answer is given after the commit.

mod admin;
pub mod backup;
mod blobs;
mod caller;
pub mod clock;
mod desk;
mod editions;
mod enrol;
mod error;
mod feed;
mod gateway;
pub mod http;
mod ingest;
pub mod keys;
mod leases;
pub mod recovery;
mod store;
mod sweep;
pub mod tls;
mod users;
mod verify;
mod wake;

use std::sync::Arc;

use tokio::sync::Mutex;

pub use blobs::BlobPlace;
pub use caller::Caller;
pub use clock::{Clock, ManualClock};
pub use error::{PlatformError, Result};
pub use gateway::{CertificateService, Credentials, Outside};
pub use store::Place;
pub use sweep::Swept;
pub use verify::{Fault, Verification};
pub use wake::Wake;

use blobs::Blobs;
use editions::Editions;
use keys::{PasswordCost, Signing};
use store::{Store, begin, region, trail};

/// How a platform is opened.
#[derive(Debug)]
pub struct Options {
    /// Where the store is.
    pub place: Place,
    /// Where pages are.
    pub blobs: BlobPlace,
    /// Clock.
    pub clock: Clock,
    /// How dear passwords are.
    pub password_cost: PasswordCost,
    /// The platform's CA certificate (DER), for enrolment codes.
    pub ca: Vec<u8>,
    /// Outside systems.
    pub outside: Outside,
}

impl Options {
    /// Everything in memory, under a clock that is turned by hand.
    #[must_use]
    pub fn in_memory(clock: ManualClock) -> Self {
        Self {
            place: Place::Memory,
            blobs: BlobPlace::Memory,
            clock: Clock::Manual(clock),
            password_cost: PasswordCost::Least,
            ca: Vec::new(),
            outside: Outside::default(),
        }
    }
}

/// The platform 平台; clones share one store.
#[derive(Clone, Debug)]
pub struct Platform(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    store: Store,
    blobs: Blobs,
    clock: Clock,
    password_cost: PasswordCost,
    ca: Vec<u8>,
    editions: Editions,
    wake: wake::Bell,
    own: Signing,
    sweeping: Mutex<()>,
    outside: Outside,
}

/// Setting that keeps the platform's own signing key.
const OWN_KEY: &str = "platform.key";

impl Platform {
    /// Opens the store, brings it to this program's version and decides what was held for it.
    ///
    /// # Errors
    /// The store cannot be opened or is newer than this program.
    pub async fn open(options: Options) -> Result<Self> {
        let store = Store::open(&options.place).await?;
        let blobs = Blobs::open(&options.blobs).await?;
        let own = prepare(&store).await?;
        let platform = Self(Arc::new(Inner {
            store,
            blobs,
            clock: options.clock,
            password_cost: options.password_cost,
            ca: options.ca,
            editions: Editions::default(),
            wake: wake::Bell::default(),
            own,
            sweeping: Mutex::new(()),
            outside: options.outside,
        }));
        platform.release_held().await?;
        Ok(platform)
    }

    /// Closes the store, if no clone is left.
    ///
    /// # Errors
    /// The last write could not be finished.
    pub async fn close(self) -> Result<()> {
        match Arc::try_unwrap(self.0) {
            Ok(inner) => inner.store.close().await,
            Err(_) => Ok(()),
        }
    }

    /// The clock that the platform goes by.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }
}

/// First start: an incarnation and a signing key.
async fn prepare(store: &Store) -> Result<Signing> {
    let mut writer = store.writer().await;
    let mut tx = begin(&mut writer).await?;
    region::begin_region(&mut tx, &clock::secret()?[..32]).await?;
    let own = match trail::setting(&mut tx, OWN_KEY).await? {
        Some(text) => {
            let bytes = hex::decode(text)
                .map_err(|_| PlatformError::Internal("platform key".to_owned()))?;
            Signing::from_bytes(&bytes)?
        }
        None => {
            let key = Signing::draw()?;
            trail::set(&mut tx, OWN_KEY, &hex::encode(key.to_bytes())).await?;
            key
        }
    };
    tx.commit().await?;
    Ok(own)
}
