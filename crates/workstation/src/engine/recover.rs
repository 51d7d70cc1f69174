//! Recovery 恢复: the keyring or every password was lost, and two administrators opened K.

use domain::ids::UserId;

use super::{Change, Engine, EngineError, guard};
use crate::keys::{
    KeyError, Secret, StationFile, in_keyring, seal_with_unlock, token_entry, vault_entry,
};
use crate::store::{Store, StoreError, settings, users};

impl Engine {
    /// Opens the station with the database key that two administrators recovered (64 hex digits),
    /// makes fresh keyring entries, and seals the key for one user under a new password. Other users
    /// sign in online once.
    ///
    /// # Errors
    /// The key does not open this station's database, or the keyring is locked.
    pub async fn recover(
        &self,
        key: &str,
        user: &UserId,
        password: &str,
    ) -> Result<(), EngineError> {
        let core = &self.core;
        let file = guard(&core.file).clone().ok_or(KeyError::NotEnrolled)?;
        let wrong = KeyError::Damaged { what: "恢复出的密钥" };
        let key = hex::decode(key.trim()).ok();
        let key = key.as_deref().and_then(Secret::from_slice).ok_or(wrong)?;
        let store = Store::open(&core.home, &key).await?;
        let read = async {
            let mut reader = store.reader().await?;
            let token = settings::get(&mut reader, settings::STATION_TOKEN).await?;
            let unlock = settings::get(&mut reader, settings::UNLOCK).await?;
            let known = users::one(&mut reader, user.as_str()).await?;
            Ok::<_, StoreError>((token.unwrap_or_default(), unlock.unwrap_or_default(), known))
        };
        let (token, unlock, known) = read.await?;
        store.close().await;
        let known = known.filter(|row| row.active).ok_or(KeyError::NeverHere)?;
        let secret = Secret::random(core.options.clock.as_ref());
        let (vault, half) = (vault_entry(file.identity.station.as_str()), secret.clone());
        let token_name = token_entry(file.identity.station.as_str());
        in_keyring(&core.options.keyring, move |keyring| {
            keyring.set(&vault, &half.0)?;
            keyring.set(&token_name, token.as_bytes())
        })
        .await?;
        let (crypto, clock) = (core.options.crypto.as_ref(), core.options.clock.as_ref());
        let unlock = hex::decode(unlock).unwrap_or_default();
        let fresh = StationFile {
            unlock_seal: seal_with_unlock(crypto, clock, &secret, &unlock, &key),
            users: std::collections::BTreeMap::new(),
            ..file
        };
        fresh.save(&core.home)?;
        *guard(&core.file) = Some(fresh);
        let seal = core.seal_for(&secret, password, &key).await?;
        let name = serde_json::from_str::<domain::wire::access::UserProfile>(&known.profile)
            .map_err(StoreError::from)?
            .name;
        core.put_user(user, &name, seal)?;
        core.tell(Change::Session);
        Ok(())
    }
}
