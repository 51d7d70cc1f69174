//! Sealing K under a password and the keyring's secret.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use super::{Crypto, KeyError, Secret};
use crate::clock::Clock;

const LABEL: &str = "yichuang database key, password v1";
const UNLOCK_LABEL: &str = "yichuang database key, unlock v1";

/// How dear a guess at a password is (Argon2id, RFC 9106).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordCost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for PasswordCost {
    /// RFC 9106 §4, second recommended option.
    fn default() -> Self {
        Self { memory: 64 * 1024, passes: 3, lanes: 4 }
    }
}

impl PasswordCost {
    fn stretch(self, password: &str, salt: &[u8]) -> Result<Secret, KeyError> {
        let damaged = |_| KeyError::Damaged { what: "密码参数" };
        let params =
            Params::new(self.memory, self.passes, self.lanes, Some(32)).map_err(damaged)?;
        let mut key = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(password.as_bytes(), salt, &mut key)
            .map_err(damaged)?;
        Ok(Secret(key))
    }
}

/// K as one user can open it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// Salt, hex.
    salt: String,
    /// Cost of a guess.
    cost: PasswordCost,
    /// K, sealed, base64.
    key: String,
}

impl Sealed {
    /// Seals K under the keyring's secret and a password. Slow on purpose: call it off the runtime.
    ///
    /// # Errors
    /// The cost is out of range.
    pub fn with_password(
        crypto: &dyn Crypto,
        clock: &dyn Clock,
        cost: PasswordCost,
        keyring: &Secret,
        password: &str,
        key: &Secret,
    ) -> Result<Self, KeyError> {
        let mut salt = [0; 16];
        clock.fill(&mut salt);
        let mut stretched = cost.stretch(password, &salt)?;
        let wrap = crypto.derive(&[&keyring.0, &stretched.0], LABEL);
        stretched.zeroize();
        Ok(Self {
            salt: hex::encode(salt),
            cost,
            key: STANDARD.encode(crypto.seal(clock, &wrap, LABEL, &key.0)),
        })
    }

    /// Opens K; none if the password or the keyring's secret is another. Slow on purpose.
    ///
    /// # Errors
    /// The seal is damaged.
    pub fn open(
        &self,
        crypto: &dyn Crypto,
        keyring: &Secret,
        password: &str,
    ) -> Result<Option<Secret>, KeyError> {
        let damaged = KeyError::Damaged { what: "用户密钥" };
        let salt = hex::decode(&self.salt).map_err(|_| damaged.clone())?;
        let sealed = STANDARD.decode(&self.key).map_err(|_| damaged.clone())?;
        let mut stretched = self.cost.stretch(password, &salt)?;
        let wrap = crypto.derive(&[&keyring.0, &stretched.0], LABEL);
        stretched.zeroize();
        match crypto.open(&wrap, LABEL, &sealed) {
            None => Ok(None),
            Some(plain) => Secret::from_slice(&plain).map(Some).ok_or(damaged),
        }
    }
}

/// K sealed under the keyring's secret and the unlock secret that the platform keeps, base64.
pub(crate) fn seal_with_unlock(
    crypto: &dyn Crypto,
    clock: &dyn Clock,
    keyring: &Secret,
    unlock: &[u8],
    key: &Secret,
) -> String {
    let wrap = crypto.derive(&[&keyring.0, unlock], UNLOCK_LABEL);
    STANDARD.encode(crypto.seal(clock, &wrap, UNLOCK_LABEL, &key.0))
}

/// Opens what [`seal_with_unlock`] sealed.
pub(crate) fn open_with_unlock(
    crypto: &dyn Crypto,
    keyring: &Secret,
    unlock: &[u8],
    sealed: &str,
) -> Option<Secret> {
    let wrap = crypto.derive(&[&keyring.0, unlock], UNLOCK_LABEL);
    let plain = crypto.open(&wrap, UNLOCK_LABEL, &STANDARD.decode(sealed).ok()?)?;
    Secret::from_slice(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;
    use crate::keys::SoftwareCrypto;

    const CHEAP: PasswordCost = PasswordCost { memory: 64, passes: 1, lanes: 1 };

    #[test]
    fn both_the_password_and_the_keyring_are_needed() {
        let [key, keyring, other] = [(); 3].map(|()| Secret::random(&SystemClock));
        let sealed =
            Sealed::with_password(&SoftwareCrypto, &SystemClock, CHEAP, &keyring, "口令 one", &key)
                .unwrap();
        let open = |secret: &Secret, password: &str| {
            sealed.open(&SoftwareCrypto, secret, password).unwrap()
        };
        assert_eq!(open(&keyring, "口令 one"), Some(key));
        assert_eq!(open(&keyring, "口令 two"), None);
        assert_eq!(open(&other, "口令 one"), None);
    }

    #[test]
    fn the_unlock_secret_needs_the_keyring_too() {
        let [key, keyring, other] = [(); 3].map(|()| Secret::random(&SystemClock));
        let sealed = seal_with_unlock(&SoftwareCrypto, &SystemClock, &keyring, b"unlock", &key);
        let open = |secret: &Secret, unlock: &[u8]| {
            open_with_unlock(&SoftwareCrypto, secret, unlock, &sealed)
        };
        assert_eq!(open(&keyring, b"unlock"), Some(key));
        assert_eq!(open(&keyring, b"other"), None);
        assert_eq!(open(&other, b"unlock"), None);
    }
}
