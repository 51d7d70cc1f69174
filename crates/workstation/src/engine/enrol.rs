//! Enrolling the station 入网: keys are made here, the platform says who the station is.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::wire::access::{EnrolAnswer, EnrolRequest, EnrolmentCode};

use super::{Change, Core, Engine, EngineError, guard};
use crate::keys::{
    KeyError, Secret, StationFile, StationIdentity, in_keyring, new_signing_key, seal_with_unlock,
    token_entry, vault_entry,
};
use crate::store::{Batch, Lane, Store, numbers, set_aside, settings};
use crate::sync::{Caller, HttpsTransport, SyncFault, Transport, fetch_ca};

/// Label under which K is sealed to the platform's recovery key.
const RECOVERY_LABEL: &str = "yichuang recovery v1";

/// Where the station was enrolled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Enrolment {
    /// Address of the platform, `https://host:port`.
    pub platform: Option<String>,
    /// Certificate of its CA, PEM.
    pub ca: Option<String>,
}

/// Secrets made for a new station.
struct Fresh {
    key: Secret,
    signing_key: Secret,
    keyring: Secret,
    unlock: Secret,
}

impl Engine {
    /// Enrols the station at a platform with a one-time code, and trusts nothing but the CA whose
    /// fingerprint the code carries.
    ///
    /// # Errors
    /// The code is wrong or used, the platform is another or out of reach, the keyring is locked.
    pub async fn enrol(
        &self,
        platform: &str,
        code: &str,
        machine: &str,
    ) -> Result<StationIdentity, EngineError> {
        let code = EnrolmentCode::parse(code).ok_or(SyncFault::CodeInvalid)?;
        let ca = fetch_ca(platform, &code.fingerprint).await?;
        let transport = Arc::new(HttpsTransport::new(platform, ca.as_deref())?);
        let place = Enrolment { platform: Some(platform.to_owned()), ca };
        self.enrol_through(transport, &code.secret, machine, place).await
    }

    /// Enrols the station through a transport that is trusted already.
    ///
    /// # Errors
    /// As [`Engine::enrol`].
    pub async fn enrol_through(
        &self,
        transport: Arc<dyn Transport>,
        secret: &str,
        machine: &str,
        place: Enrolment,
    ) -> Result<StationIdentity, EngineError> {
        if let Some(identity) = self.identity() {
            return Err(EngineError::Enrolled { station: identity.station.to_string() });
        }
        let core = &self.core;
        let fresh = core.fresh_keys();
        let public_key = core.options.crypto.public_key(&fresh.signing_key)?;
        let request = EnrolRequest {
            secret: secret.to_owned(),
            public_key: hex::encode(public_key),
            machine: machine.to_owned(),
            unlock: hex::encode(fresh.unlock.0),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        let caller = Caller::new(Arc::clone(&transport), String::new());
        let answer = caller.enrol(&request).await?;
        let identity = core.found(&fresh, &answer, place, request.public_key).await?;
        core.deposit(Arc::clone(&transport), &answer.token).await;
        core.sync.set_transport(transport);
        core.tell(Change::Session);
        Ok(identity)
    }
}

impl Core {
    fn fresh_keys(&self) -> Fresh {
        let clock = self.options.clock.as_ref();
        Fresh {
            key: Secret::random(clock),
            signing_key: new_signing_key(clock),
            keyring: Secret::random(clock),
            unlock: Secret::random(clock),
        }
    }

    /// Makes keyring entries, database and key file of a new station.
    async fn found(
        self: &Arc<Self>,
        fresh: &Fresh,
        answer: &EnrolAnswer,
        place: Enrolment,
        public_key: String,
    ) -> Result<StationIdentity, EngineError> {
        let identity = StationIdentity {
            station: answer.station.clone(),
            hall: answer.hall.clone(),
            counter: answer.counter.clone(),
            departments: answer.departments.clone(),
            partitions: answer.partitions.clone(),
            platform: place.platform,
            ca: place.ca,
            public_key,
        };
        let vault = vault_entry(identity.station.as_str());
        let token = (token_entry(identity.station.as_str()), answer.token.clone());
        let secret = fresh.keyring.clone();
        in_keyring(&self.options.keyring, move |keyring| {
            keyring.set(&vault, &secret.0)?;
            keyring.set(&token.0, token.1.as_bytes())
        })
        .await?;
        self.found_store(fresh, answer).await?;
        let (crypto, clock) = (self.options.crypto.as_ref(), self.options.clock.as_ref());
        let recovery = answer.recovery_key.as_deref().map(|key| {
            let key = hex::decode(key).map_err(|_| KeyError::Damaged { what: "恢复公钥" })?;
            let sealed = crypto.seal_to(clock, &key, RECOVERY_LABEL, &fresh.key.0)?;
            Ok::<_, KeyError>(STANDARD.encode(sealed))
        });
        let file = StationFile {
            identity: identity.clone(),
            unlock_seal: seal_with_unlock(
                crypto,
                clock,
                &fresh.keyring,
                &fresh.unlock.0,
                &fresh.key,
            ),
            recovery_seal: recovery.transpose()?,
            users: BTreeMap::new(),
        };
        file.save(&self.home)?;
        *guard(&self.file) = Some(file);
        self.unlock_store(fresh.key.clone()).await?;
        Ok(identity)
    }

    async fn found_store(&self, fresh: &Fresh, answer: &EnrolAnswer) -> Result<(), EngineError> {
        set_aside(&self.home, self.options.clock.as_ref())?;
        let store = Store::create(&self.home, &fresh.key).await?;
        let mut batch = Batch::new();
        let key = hex::encode(fresh.signing_key.0);
        settings::put(&mut batch, settings::SIGNING_KEY, &key);
        settings::put(&mut batch, settings::STATION_TOKEN, &answer.token);
        settings::put(&mut batch, settings::UNLOCK, &hex::encode(fresh.unlock.0));
        settings::put(&mut batch, settings::EPOCH, "1");
        settings::put(&mut batch, settings::INCARNATION, &answer.incarnation);
        for range in &answer.ranges {
            numbers::grant(&mut batch, range);
        }
        let done = store.commit(Lane::Action, batch).await;
        store.close().await;
        Ok(done?)
    }

    /// Gives the sealed K to the platform; what fails is tried again by sync.
    async fn deposit(&self, transport: Arc<dyn Transport>, token: &str) {
        let sealed = guard(&self.file).as_ref().and_then(|file| file.recovery_seal.clone());
        if let Some(sealed) = sealed {
            let caller = Caller::new(transport, token.to_owned());
            let done = caller.deposit(&sealed).await;
            tracing::debug!(ok = done.is_ok(), "recovery deposit");
        }
    }
}

#[cfg(test)]
impl Engine {
    /// A station without a platform, for tests of the engine alone.
    pub(crate) async fn found_alone(&self, answer: &EnrolAnswer) -> Result<(), EngineError> {
        let fresh = self.core.fresh_keys();
        let public_key = self.core.options.crypto.public_key(&fresh.signing_key)?;
        let place = Enrolment::default();
        let public_key = hex::encode(public_key);
        self.core.found(&fresh, answer, place, public_key).await?;
        Ok(())
    }
}
