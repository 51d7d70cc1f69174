//! The open store with everything that belongs to it while the program runs.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use domain::wire::StreamId;
use sqlx::sqlite::SqliteConnection;

use super::edition::{self, InForce};
use super::memory::Memory;
use super::stream::{self, Rebase, StreamView};
use super::{EngineError, guard};
use crate::keys::{KeyError, Secret, StationIdentity};
use crate::store::{PageFiles, Store, StoreError, Writer, editions, settings};

/// What exists from the first sign-in until the program ends.
#[derive(Debug)]
pub(crate) struct Open {
    /// Database.
    pub(crate) store: Store,
    /// Pages.
    pub(crate) pages: PageFiles,
    /// Who the station is.
    pub(crate) identity: StationIdentity,
    /// The database key, to seal it for another user.
    pub(crate) key: Secret,
    /// The station's signing key.
    pub(crate) signing_key: Secret,
    /// What the writer knows by heart.
    pub(crate) memory: Mutex<Memory>,
    /// Pages come and go one after the other: nobody names a file that is just being taken away.
    pub(crate) pages_gate: tokio::sync::RwLock<()>,
    in_force: RwLock<Arc<InForce>>,
    /// Older editions that pending submissions were decided under.
    older: Mutex<BTreeMap<u32, Arc<InForce>>>,
}

impl Open {
    /// Reads what must be known before the first action.
    pub(crate) async fn load(
        store: Store,
        pages: PageFiles,
        identity: StationIdentity,
        key: Secret,
    ) -> Result<Self, EngineError> {
        let mut connection = store.reader().await?;
        let signing_key = settings::get(&mut connection, settings::SIGNING_KEY).await?;
        let signing_key = signing_key
            .and_then(|text| hex::decode(text).ok())
            .and_then(|bytes| Secret::from_slice(&bytes))
            .ok_or(KeyError::Damaged { what: "签名密钥" })?;
        let memory = Memory::load(&mut connection).await?;
        let in_force = edition::newest(&mut connection).await?;
        drop(connection);
        Ok(Self {
            store,
            pages,
            identity,
            key,
            signing_key,
            memory: Mutex::new(memory),
            pages_gate: tokio::sync::RwLock::default(),
            in_force: RwLock::new(Arc::new(in_force)),
            older: Mutex::default(),
        })
    }

    /// The edition in force.
    pub(crate) fn in_force(&self) -> Arc<InForce> {
        let in_force = self.in_force.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&in_force)
    }

    pub(crate) fn put_in_force(&self, edition: Arc<InForce>) {
        let before = {
            let mut now = self.in_force.write().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *now, edition)
        };
        guard(&self.older).insert(before.number, before);
        // What is pending may be judged differently; it is judged again when asked for.
        guard(&self.memory).forget_streams();
    }

    /// Six digits of the division 区划 for case numbers.
    pub(crate) fn division(&self) -> Option<String> {
        let in_force = self.in_force();
        let hall = in_force.catalogue.halls.get(&self.identity.hall)?;
        Some(hall.division.clone())
    }

    /// A stream as it stands, for the writer.
    pub(crate) async fn stream_for_writer(
        &self,
        writer: &mut Writer,
        id: &StreamId,
    ) -> Result<Arc<StreamView>, StoreError> {
        if let Some(view) = guard(&self.memory).stream(id) {
            return Ok(view);
        }
        let view = Arc::new(self.read_stream(writer.reader(), id).await?);
        guard(&self.memory).learn(Arc::clone(&view));
        Ok(view)
    }

    /// A stream as it stands, for a screen.
    pub(crate) async fn stream(&self, id: &StreamId) -> Result<Arc<StreamView>, StoreError> {
        let generation = {
            let mut memory = guard(&self.memory);
            if let Some(view) = memory.stream(id) {
                return Ok(view);
            }
            memory.generation
        };
        let mut connection = self.store.reader().await?;
        let view = Arc::new(self.read_stream(&mut connection, id).await?);
        let mut memory = guard(&self.memory);
        if memory.generation == generation {
            memory.learn(Arc::clone(&view));
        }
        Ok(view)
    }

    /// Reads and rebases a stream from the database.
    pub(crate) async fn read_stream(
        &self,
        connection: &mut SqliteConnection,
        id: &StreamId,
    ) -> Result<StreamView, StoreError> {
        let mut view = stream::read(connection, id).await?;
        self.rebase(connection, &mut view).await?;
        Ok(view)
    }

    /// Decides a view's pending submissions again.
    pub(crate) async fn rebase(
        &self,
        connection: &mut SqliteConnection,
        view: &mut StreamView,
    ) -> Result<(), StoreError> {
        let mut editions = Vec::new();
        for pending in &view.pending {
            let number = pending.envelope.as_ref().map(|e| e.catalogue_version);
            if let Some(number) = number {
                editions.extend(self.edition(connection, number).await?);
            }
        }
        editions.push(self.in_force());
        let missing_pages = Arc::clone(&guard(&self.memory).missing_pages);
        Rebase { editions: &editions, missing_pages: &missing_pages }.run(view);
        Ok(())
    }

    async fn edition(
        &self,
        connection: &mut SqliteConnection,
        number: u32,
    ) -> Result<Option<Arc<InForce>>, StoreError> {
        let now = self.in_force();
        if now.number == number {
            return Ok(Some(now));
        }
        if let Some(older) = guard(&self.older).get(&number) {
            return Ok(Some(Arc::clone(older)));
        }
        let Some(text) = editions::one(connection, number).await? else {
            return Ok(None);
        };
        let older = Arc::new(InForce::parse(number, &text)?);
        guard(&self.older).insert(number, Arc::clone(&older));
        Ok(Some(older))
    }
}
