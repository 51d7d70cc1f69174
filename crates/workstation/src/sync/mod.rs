//! Sync 同步: carries what the station did to the platform and brings back what was decided.
//!
//! `docs/sync-protocol.md` is the normative text. [`Engine::sync_once`](crate::engine::Engine) is one
//! round; [`start`] runs it on a timer that always re-arms and can be poked.

mod blobs;
mod caller;
mod connect;
mod desk;
mod drafts;
mod fault;
mod https;
mod leases;
mod outside;
mod push;
mod round;
mod state;
mod task;
mod transport;
mod trust;

pub use caller::Caller;
pub use fault::SyncFault;
pub use https::{HttpsTransport, fetch_ca};
pub use round::Round;
pub(crate) use state::SyncState;
pub use state::SyncStatus;
pub use task::{SyncTask, start};
pub use transport::{ByteStream, Method, Request, Response, Transport};
pub(crate) use trust::trusting;

#[cfg(test)]
mod tests;
