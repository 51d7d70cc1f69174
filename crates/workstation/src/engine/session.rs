//! Signing in and out, locking the desk (design §9).

use std::sync::Arc;

use domain::action::Actor;
use domain::ids::UserId;
use domain::wire::access::{SignInAnswer, UserProfile};
use jiff::Timestamp;

use super::{Change, Core, Engine, EngineError, Open, guard};
use crate::keys::{
    KeyError, Sealed, Secret, StationFile, StationIdentity, UserSeal, in_keyring, open_with_unlock,
    token_entry, vault_entry,
};
use crate::store::{Batch, Lane, PageFiles, Store, StoreError, users};
use crate::sync::{Caller, SyncFault};

/// Somebody signed in at this station.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Id, named by every submission.
    pub id: String,
    /// Who, with roles.
    pub actor: Actor,
    /// Signed in without the platform.
    pub offline: bool,
    /// Until when that works without it.
    pub offline_until: Timestamp,
    /// The password must be changed.
    pub must_change: bool,
    /// The desk is locked; the intake waits.
    pub locked: bool,
    /// Token of the platform's session, if there is one.
    pub(crate) token: Option<String>,
}

impl Engine {
    /// Signs a user in: with the platform if it can be reached, else without, for a limited time.
    ///
    /// # Errors
    /// Wrong password, locked account, keyring locked or absent, or no offline sign-in possible.
    pub async fn sign_in(&self, user: &UserId, password: &str) -> Result<Session, EngineError> {
        let core = &self.core;
        let file = guard(&core.file).clone().ok_or(KeyError::NotEnrolled)?;
        let now = core.options.clock.now();
        if let Some(seal) = file.users.get(user) {
            seal.check_lock(now)?;
        }
        let secret = core.keyring_secret(&file.identity).await?;
        let answer = core.sign_in_online(&file.identity, user, password).await;
        // the desk that opens now says whether the platform is there, before the first round ends
        core.sync.note_call(now, answer.as_ref().err());
        let session = match answer {
            Ok(answer) => core.enter_online(user, password, &secret, answer).await?,
            Err(fault) if fault.is_transport() => {
                core.enter_offline(user, password, &secret).await?
            }
            Err(SyncFault::WrongPassword) => return Err(core.count_wrong(user)?.into()),
            Err(fault) => {
                if fault == SyncFault::UserRevoked {
                    core.forget_user(user).await?;
                }
                return Err(fault.into());
            }
        };
        *guard(&core.session) = Some(session.clone());
        core.tell(Change::Session);
        core.sync.poke();
        Ok(session)
    }

    /// The signed-in session, locked or not.
    #[must_use]
    pub fn session(&self) -> Option<Session> {
        guard(&self.core.session).clone()
    }

    /// Locks the desk 锁屏: nothing typed is lost, sync goes on.
    pub fn lock(&self) {
        if let Some(session) = guard(&self.core.session).as_mut() {
            session.locked = true;
        }
        self.core.tell(Change::Session);
    }

    /// Unlocks the desk with the password of the one who locked it.
    ///
    /// # Errors
    /// Wrong password, locked account, or nobody is signed in.
    pub async fn unlock(&self, password: &str) -> Result<Session, EngineError> {
        let core = &self.core;
        let session = self.session().ok_or(EngineError::SignedOut)?;
        let file = guard(&core.file).clone().ok_or(KeyError::NotEnrolled)?;
        let user = &session.actor.user;
        let seal = file.users.get(user).ok_or(KeyError::NeverHere)?;
        seal.check_lock(core.options.clock.now())?;
        let secret = core.keyring_secret(&file.identity).await?;
        if core.unseal(seal, &secret, password).await?.is_none() {
            return Err(core.count_wrong(user)?.into());
        }
        core.forgive(user)?;
        let unlocked = Session { locked: false, ..session };
        *guard(&core.session) = Some(unlocked.clone());
        core.tell(Change::Session);
        Ok(unlocked)
    }

    /// Signs out; what is unsent goes on its way.
    pub fn sign_out(&self) {
        *guard(&self.core.session) = None;
        self.core.tell(Change::Session);
    }
}

impl Core {
    /// The session in use: signed in and not locked.
    pub(crate) fn session_in_use(&self) -> Result<Session, EngineError> {
        let session = guard(&self.session).clone().ok_or(EngineError::SignedOut)?;
        if session.locked {
            return Err(EngineError::DeskLocked);
        }
        Ok(session)
    }

    pub(crate) async fn keyring_secret(
        &self,
        identity: &StationIdentity,
    ) -> Result<Secret, KeyError> {
        let name = vault_entry(identity.station.as_str());
        let bytes = in_keyring(&self.options.keyring, move |keyring| keyring.get(&name)).await?;
        let bytes = bytes.ok_or(KeyError::KeyringEmpty)?;
        Secret::from_slice(&bytes).ok_or(KeyError::Damaged { what: "系统密钥环条目" })
    }

    /// The token that the station sends with every call.
    pub(crate) async fn station_token(
        &self,
        identity: &StationIdentity,
    ) -> Result<String, KeyError> {
        let name = token_entry(identity.station.as_str());
        let bytes = in_keyring(&self.options.keyring, move |keyring| keyring.get(&name)).await?;
        let bytes = bytes.ok_or(KeyError::KeyringEmpty)?;
        String::from_utf8(bytes).map_err(|_| KeyError::Damaged { what: "系统密钥环条目" })
    }

    async fn sign_in_online(
        &self,
        identity: &StationIdentity,
        user: &UserId,
        password: &str,
    ) -> Result<SignInAnswer, SyncFault> {
        let transport = self.sync.transport().ok_or(SyncFault::Unreachable)?;
        let token = self.station_token(identity).await;
        let token = token.map_err(|_| SyncFault::StationUnknown)?;
        Caller::new(transport, token).sign_in(user, password).await
    }

    /// Opens the seal of a user on a thread that may compute.
    async fn unseal(
        &self,
        seal: &UserSeal,
        secret: &Secret,
        password: &str,
    ) -> Result<Option<Secret>, KeyError> {
        let (seal, secret) = (seal.seal.clone(), secret.clone());
        let (crypto, password) = (Arc::clone(&self.options.crypto), password.to_owned());
        tokio::task::spawn_blocking(move || seal.open(crypto.as_ref(), &secret, &password))
            .await
            .unwrap_or(Err(KeyError::Damaged { what: "用户密钥" }))
    }

    /// Seals K for a user on a thread that may compute.
    pub(crate) async fn seal_for(
        &self,
        secret: &Secret,
        password: &str,
        key: &Secret,
    ) -> Result<Sealed, KeyError> {
        let (secret, key, password) = (secret.clone(), key.clone(), password.to_owned());
        let options = self.options.clone();
        tokio::task::spawn_blocking(move || {
            let (crypto, clock) = (options.crypto.as_ref(), options.clock.as_ref());
            let cost = options.password_cost;
            Sealed::with_password(crypto, clock, cost, &secret, &password, &key)
        })
        .await
        .unwrap_or(Err(KeyError::Damaged { what: "用户密钥" }))
    }

    async fn enter_online(
        self: &Arc<Self>,
        user: &UserId,
        password: &str,
        secret: &Secret,
        answer: SignInAnswer,
    ) -> Result<Session, EngineError> {
        let file = guard(&self.file).clone().ok_or(KeyError::NotEnrolled)?;
        let mut key = None;
        if let Some(seal) = file.users.get(user) {
            key = self.unseal(seal, secret, password).await?;
        }
        let sealed_already = key.is_some();
        if key.is_none() {
            let open = self.opened().ok();
            key = open.map(|open| open.key.clone()).or_else(|| {
                let unlock = hex::decode(&answer.unlock).ok()?;
                let crypto = self.options.crypto.as_ref();
                open_with_unlock(crypto, secret, &unlock, &file.unlock_seal)
            });
        }
        let key = key.ok_or(KeyError::Damaged { what: "工作站密钥" })?;
        if sealed_already {
            self.forgive(user)?;
        } else {
            let seal = self.seal_for(secret, password, &key).await?;
            self.put_user(user, &answer.profile.name, seal)?;
        }
        let open = self.unlock_store(key).await?;
        self.remember_user(&open, &answer).await?;
        Ok(Session {
            id: self.options.clock.new_id(),
            actor: actor(&answer.profile, &open.identity),
            offline: false,
            offline_until: answer.offline_until,
            must_change: answer.must_change,
            locked: false,
            token: Some(answer.session),
        })
    }

    async fn enter_offline(
        self: &Arc<Self>,
        user: &UserId,
        password: &str,
        secret: &Secret,
    ) -> Result<Session, EngineError> {
        let file = guard(&self.file).clone().ok_or(KeyError::NotEnrolled)?;
        let seal = file.users.get(user).ok_or(KeyError::NeverHere)?;
        let Some(key) = self.unseal(seal, secret, password).await? else {
            return Err(self.count_wrong(user)?.into());
        };
        self.forgive(user)?;
        let open = self.unlock_store(key).await?;
        let mut reader = open.store.reader().await?;
        let row = users::one(&mut reader, user.as_str()).await?;
        let row = row.filter(|row| row.active).ok_or(KeyError::NeverHere)?;
        let profile: UserProfile = serde_json::from_str(&row.profile).map_err(StoreError::from)?;
        let until: Timestamp = row.offline_until.parse().unwrap_or(Timestamp::UNIX_EPOCH);
        // A clock that was set back does not lengthen the time.
        let now = self.options.clock.now().max(guard(&open.memory).latest);
        if now >= until {
            return Err(KeyError::OfflineExpired.into());
        }
        Ok(Session {
            id: self.options.clock.new_id(),
            actor: actor(&profile, &open.identity),
            offline: true,
            offline_until: until,
            must_change: false,
            locked: false,
            token: row.session,
        })
    }

    /// Opens the database with its key, once while the program runs.
    pub(super) async fn unlock_store(
        self: &Arc<Self>,
        key: Secret,
    ) -> Result<Arc<Open>, EngineError> {
        if let Ok(open) = self.opened() {
            return Ok(open);
        }
        let identity = self.identity().ok_or(KeyError::NotEnrolled)?;
        let store = Store::open(&self.home, &key).await?;
        let (crypto, clock) = (&self.options.crypto, &self.options.clock);
        let pages = PageFiles::new(&self.home, &key, Arc::clone(crypto), Arc::clone(clock));
        let open = Arc::new(Open::load(store, pages, identity, key).await?);
        self.finish_interrupted(&open).await?;
        if let Ok(mut slot) = self.open.write() {
            *slot = Some(Arc::clone(&open));
        }
        Ok(open)
    }

    async fn remember_user(&self, open: &Open, answer: &SignInAnswer) -> Result<(), EngineError> {
        let now = self.options.clock.now();
        let row = users::UserRow {
            user: answer.profile.user.to_string(),
            profile: serde_json::to_string(&answer.profile).map_err(StoreError::from)?,
            session: Some(answer.session.clone()),
            offline_until: answer.offline_until.to_string(),
            active: true,
            seen_at: now.to_string(),
        };
        let mut batch = Batch::new();
        users::put(&mut batch, &row);
        open.store.commit(Lane::Action, batch).await?;
        Ok(())
    }

    /// Seals K for the signed-in person under a new password.
    pub(crate) async fn seal_anew(&self, password: &str) -> Result<(), EngineError> {
        let session = guard(&self.session).clone().ok_or(EngineError::SignedOut)?;
        let open = self.opened()?;
        let secret = self.keyring_secret(&open.identity).await?;
        let seal = self.seal_for(&secret, password, &open.key).await?;
        self.put_user(&session.actor.user, &session.actor.name, seal)?;
        if let Some(session) = guard(&self.session).as_mut() {
            session.must_change = false;
        }
        Ok(())
    }

    fn change_file(&self, change: impl FnOnce(&mut StationFile) -> bool) -> Result<(), KeyError> {
        let mut slot = guard(&self.file);
        let mut file = slot.clone().ok_or(KeyError::NotEnrolled)?;
        if change(&mut file) {
            file.save(&self.home)?;
            *slot = Some(file);
        }
        Ok(())
    }

    /// Counts a wrong password durably before anybody hears of it.
    fn count_wrong(&self, user: &UserId) -> Result<KeyError, KeyError> {
        let now = self.options.clock.now();
        let mut error = KeyError::WrongPassword { left: 0 };
        let mut known = false;
        self.change_file(|file| {
            if let Some(seal) = file.users.get_mut(user) {
                error = seal.count_wrong(now);
                known = true;
            }
            known
        })?;
        // Somebody unknown here is counted by the platform.
        Ok(if known { error } else { KeyError::WrongUnknown })
    }

    fn forgive(&self, user: &UserId) -> Result<(), KeyError> {
        self.change_file(|file| file.users.get_mut(user).is_some_and(UserSeal::forgive))
    }

    pub(crate) fn put_user(&self, user: &UserId, name: &str, seal: Sealed) -> Result<(), KeyError> {
        let fresh = UserSeal { name: name.to_owned(), seal, wrong: 0, locked_until: None };
        self.change_file(|file| {
            file.users.insert(user.clone(), fresh);
            true
        })
    }

    /// A revoked user can no longer open anything here, with or without the platform.
    pub(crate) async fn forget_user(&self, user: &UserId) -> Result<(), EngineError> {
        let mut known = false;
        self.change_file(|file| {
            known = file.users.remove(user).is_some();
            known
        })?;
        if !known {
            return Ok(());
        }
        if let Ok(open) = self.opened() {
            let mut batch = Batch::new();
            users::revoke(&mut batch, user.as_str());
            open.store.commit(Lane::Action, batch).await?;
        }
        Ok(())
    }
}

/// Who acts, from where.
pub(super) fn actor(profile: &UserProfile, identity: &StationIdentity) -> Actor {
    Actor {
        user: profile.user.clone(),
        name: profile.name.clone(),
        staff_no: profile.staff_no.clone(),
        roles: profile.roles.clone(),
        department: profile.department.clone(),
        hall: identity.hall.clone(),
        station: identity.station.clone(),
        counter: identity.counter.clone(),
    }
}
