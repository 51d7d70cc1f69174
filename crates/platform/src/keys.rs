//! Signatures of stations (SM2), the platform's own key, passwords and tokens.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use sm2::SecretKey;
use sm2::dsa::signature::{Signer, Verifier};
use sm2::dsa::{Signature, SigningKey, VerifyingKey};

use crate::clock::random;
use crate::error::{PlatformError, Result};

/// Distinguishing identifier of SM2 signatures (GM/T 0009, default user).
pub const DIST_ID: &str = "1234567812345678";

/// Whether `signature` (base64) is a station's SM2 signature over a text.
#[must_use]
pub fn verifies(public_key: &str, text: &str, signature: &str) -> bool {
    let check = || -> Option<()> {
        let point = hex::decode(public_key).ok()?;
        let key = VerifyingKey::from_sec1_bytes(DIST_ID, &point).ok()?;
        let bytes = BASE64_STANDARD.decode(signature).ok()?;
        let signature = Signature::from_slice(&bytes).ok()?;
        key.verify(text.as_bytes(), &signature).ok()
    };
    check().is_some()
}

/// Whether a text is an SM2 public key: an uncompressed point in hex.
#[must_use]
pub fn is_public_key(text: &str) -> bool {
    hex::decode(text).is_ok_and(|point| {
        point.len() == 65 && VerifyingKey::from_sec1_bytes(DIST_ID, &point).is_ok()
    })
}

/// A signing key: the platform's own, or a station's in tests.
#[derive(Clone)]
pub struct Signing(SigningKey);

impl std::fmt::Debug for Signing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signing(…)")
    }
}

impl Signing {
    /// Draws a new key.
    ///
    /// # Errors
    /// The operating system gives no random bytes.
    pub fn draw() -> Result<Self> {
        loop {
            // All but one in 2^32 draws are below the order of the curve.
            if let Ok(key) = Self::from_bytes(&random::<32>()?) {
                return Ok(key);
            }
        }
    }

    /// Reads a key of 32 bytes.
    ///
    /// # Errors
    /// The bytes are no key.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let bad = || PlatformError::Internal("signing key".to_owned());
        let secret = SecretKey::from_slice(bytes).map_err(|_| bad())?;
        Ok(Self(SigningKey::new(DIST_ID, &secret).map_err(|_| bad())?))
    }

    /// The key's bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes().to_vec()
    }

    /// Public key, uncompressed point in hex.
    #[must_use]
    pub fn public_key(&self) -> String {
        hex::encode(self.0.verifying_key().to_sec1_bytes())
    }

    /// Signature over a text, base64.
    #[must_use]
    pub fn sign(&self, text: &str) -> String {
        let signature: Signature = self.0.sign(text.as_bytes());
        BASE64_STANDARD.encode(signature.to_bytes())
    }
}

/// How dear it is to try a password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PasswordCost {
    /// 19 MiB, two passes (OWASP's first choice).
    #[default]
    Usual,
    /// 64 KiB, one pass: simulations enrol thousands of users.
    Least,
}

impl PasswordCost {
    fn argon2(self) -> Result<Argon2<'static>> {
        let params = match self {
            Self::Usual => Params::new(19 * 1024, 2, 1, None),
            Self::Least => Params::new(64, 1, 1, None),
        };
        let params = params.map_err(|e| PlatformError::Internal(format!("argon2: {e}")))?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }

    /// Argon2id of a password as a PHC string.
    ///
    /// # Errors
    /// The operating system gives no random bytes.
    pub fn hash(self, password: &str) -> Result<String> {
        let salt = random::<16>()?;
        let hash = self
            .argon2()?
            .hash_password_with_salt(password.as_bytes(), &salt)
            .map_err(|e| PlatformError::Internal(format!("argon2: {e}")))?;
        Ok(hash.to_string())
    }
}

/// Whether a password is the one of a PHC string.
#[must_use]
pub fn password_fits(phc: &str, password: &str) -> bool {
    PasswordHash::new(phc)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// What is stored of a token or code.
#[must_use]
pub(crate) fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_fits_its_key_and_text_only() {
        let key = Signing::draw().unwrap();
        let signature = key.sign("受理");
        assert!(is_public_key(&key.public_key()));
        assert!(verifies(&key.public_key(), "受理", &signature));
        assert!(!verifies(&key.public_key(), "不予受理", &signature));
        assert!(!verifies(&Signing::draw().unwrap().public_key(), "受理", &signature));
        assert!(!verifies("04ab", "受理", "no base64!"));
        let again = Signing::from_bytes(&key.to_bytes()).unwrap();
        assert_eq!(again.public_key(), key.public_key());
    }

    #[test]
    fn a_password_fits_its_hash_only() {
        let hash = PasswordCost::Least.hash("一窗-demo-2026").unwrap();
        assert!(password_fits(&hash, "一窗-demo-2026"));
        assert!(!password_fits(&hash, "一窗-demo-2025"));
        assert!(!password_fits("no hash", "一窗-demo-2026"));
    }
}
