//! One trait for all cryptography, so that a certified module can take its place (design §9).

use std::fmt;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use hkdf::Hkdf;
use sha2::Sha256;
use sm2::dsa::signature::{Signer, Verifier};
use sm2::dsa::{Signature, SigningKey, VerifyingKey};
use sm2::elliptic_curve::sec1::ToSec1Point;
use sm2::{NonZeroScalar, ProjectivePoint, PublicKey, SecretKey};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::KeyError;
use crate::clock::Clock;

/// Distinguishing id of SM2 signatures (GB/T 35276 default).
const SM2_ID: &str = "1234567812345678";
/// Bytes of an SM2 public key: uncompressed point.
pub const PUBLIC_KEY_LEN: usize = 65;
/// Bytes of an SM2 signature: r ‖ s.
pub const SIGNATURE_LEN: usize = 64;
/// Bytes of a nonce of the AEAD.
const NONCE_LEN: usize = 12;

/// 32 secret bytes that leave no trace when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Secret(pub [u8; 32]);

impl Secret {
    /// Fresh random bytes.
    #[must_use]
    pub fn random(clock: &dyn Clock) -> Self {
        let mut bytes = [0; 32];
        clock.fill(&mut bytes);
        Self(bytes)
    }

    /// From exactly 32 bytes.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What the workstation needs of cryptography.
pub trait Crypto: Send + Sync + fmt::Debug {
    /// SM2 public key of a signing key, uncompressed point (65 bytes).
    ///
    /// # Errors
    /// The bytes are no SM2 key.
    fn public_key(&self, key: &Secret) -> Result<Vec<u8>, KeyError>;

    /// SM2 signature r ‖ s (64 bytes) over a message (GB/T 32918.2).
    ///
    /// # Errors
    /// The bytes are no SM2 key.
    fn sign(&self, key: &Secret, message: &[u8]) -> Result<Vec<u8>, KeyError>;

    /// Whether a signature is true.
    fn verify(&self, public: &[u8], message: &[u8], signature: &[u8]) -> bool;

    /// Seals bytes under a key: nonce ‖ ciphertext with tag, bound to a label.
    fn seal(&self, clock: &dyn Clock, key: &Secret, label: &str, plain: &[u8]) -> Vec<u8>;

    /// Opens what [`Crypto::seal`] sealed; none if key, label or a single bit differ.
    fn open(&self, key: &Secret, label: &str, sealed: &[u8]) -> Option<Vec<u8>>;

    /// A key derived from secrets, bound to a label.
    fn derive(&self, secrets: &[&[u8]], label: &str) -> Secret;

    /// Seals to a public key: ephemeral point (65) ‖ nonce (12) ‖ ciphertext with tag.
    ///
    /// # Errors
    /// The bytes are no SM2 public key.
    fn seal_to(
        &self,
        clock: &dyn Clock,
        public: &[u8],
        label: &str,
        plain: &[u8],
    ) -> Result<Vec<u8>, KeyError>;

    /// Opens what [`Crypto::seal_to`] sealed.
    fn open_from(&self, key: &Secret, label: &str, sealed: &[u8]) -> Option<Vec<u8>>;
}

/// Pure software: for development, tests and halls without a certified module.
#[derive(Clone, Copy, Debug, Default)]
pub struct SoftwareCrypto;

fn signing_key(key: &Secret) -> Result<SigningKey, KeyError> {
    SigningKey::from_slice(SM2_ID, &key.0).map_err(|_| KeyError::Damaged { what: "签名密钥" })
}

/// Key of a sealing to a public key: x coordinate of the shared point through HKDF, salted by the
/// ephemeral point (docs/sync-protocol.md; the platform's recovery does the same).
fn shared_key(scalar: &NonZeroScalar, public: &PublicKey, ephemeral: &[u8], label: &str) -> Secret {
    let point = (ProjectivePoint::from(public.as_affine()) * scalar.as_ref()).to_affine();
    let encoded = point.to_sec1_point(false);
    let x = encoded.as_bytes().get(1..33).unwrap_or_default();
    let mut key = [0; 32];
    // 32 bytes are far below what HKDF can give, so this cannot fail.
    let _ = Hkdf::<Sha256>::new(Some(ephemeral), x).expand(label.as_bytes(), &mut key);
    Secret(key)
}

impl Crypto for SoftwareCrypto {
    fn public_key(&self, key: &Secret) -> Result<Vec<u8>, KeyError> {
        Ok(signing_key(key)?.verifying_key().to_sec1_bytes().to_vec())
    }

    fn sign(&self, key: &Secret, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let signature: Signature = signing_key(key)?
            .try_sign(message)
            .map_err(|_| KeyError::Damaged { what: "签名密钥" })?;
        Ok(signature.to_vec())
    }

    fn verify(&self, public: &[u8], message: &[u8], signature: &[u8]) -> bool {
        let Ok(key) = VerifyingKey::from_sec1_bytes(SM2_ID, public) else {
            return false;
        };
        Signature::from_slice(signature).is_ok_and(|s| key.verify(message, &s).is_ok())
    }

    fn seal(&self, clock: &dyn Clock, key: &Secret, label: &str, plain: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE_LEN];
        clock.fill(&mut nonce);
        let payload = Payload { msg: plain, aad: label.as_bytes() };
        // Fails only for texts of 64 GiB, which no page is.
        let sealed =
            Aes256Gcm::new(&key.0.into()).encrypt(&Nonce::from(nonce), payload).unwrap_or_default();
        [nonce.as_slice(), &sealed].concat()
    }

    fn open(&self, key: &Secret, label: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, body) = sealed.split_at_checked(NONCE_LEN)?;
        let nonce: [u8; NONCE_LEN] = nonce.try_into().ok()?;
        let payload = Payload { msg: body, aad: label.as_bytes() };
        Aes256Gcm::new(&key.0.into()).decrypt(&Nonce::from(nonce), payload).ok()
    }

    fn derive(&self, secrets: &[&[u8]], label: &str) -> Secret {
        let mut input = Vec::new();
        for secret in secrets {
            // Lengths first, so that two secrets cannot be cut differently into the same bytes.
            input.extend_from_slice(&(secret.len() as u64).to_be_bytes());
            input.extend_from_slice(secret);
        }
        let mut key = [0; 32];
        // 32 bytes are far below what HKDF can give, so this cannot fail.
        let _ = Hkdf::<Sha256>::new(None, &input).expand(label.as_bytes(), &mut key);
        input.zeroize();
        Secret(key)
    }

    fn seal_to(
        &self,
        clock: &dyn Clock,
        public: &[u8],
        label: &str,
        plain: &[u8],
    ) -> Result<Vec<u8>, KeyError> {
        let damaged = KeyError::Damaged { what: "恢复公钥" };
        let public_key = PublicKey::from_sec1_bytes(public).map_err(|_| damaged.clone())?;
        let ephemeral = new_signing_key(clock);
        let scalar = NonZeroScalar::try_from(ephemeral.0.as_slice()).map_err(|_| damaged)?;
        let point = self.public_key(&ephemeral)?;
        let key = shared_key(&scalar, &public_key, &point, label);
        Ok([point.as_slice(), &self.seal(clock, &key, "", plain)].concat())
    }

    fn open_from(&self, key: &Secret, label: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (point, body) = sealed.split_at_checked(PUBLIC_KEY_LEN)?;
        let scalar = NonZeroScalar::try_from(key.0.as_slice()).ok()?;
        let ephemeral = PublicKey::from_sec1_bytes(point).ok()?;
        self.open(&shared_key(&scalar, &ephemeral, point, label), "", body)
    }
}

/// A fresh SM2 secret key.
pub(crate) fn new_signing_key(clock: &dyn Clock) -> Secret {
    loop {
        // All but a vanishing part of the 32-byte numbers are keys.
        let secret = Secret::random(clock);
        if SecretKey::from_slice(&secret.0).is_ok() && signing_key(&secret).is_ok() {
            return secret;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;

    #[test]
    fn a_signature_holds_and_one_flipped_bit_breaks_it() {
        let crypto = SoftwareCrypto;
        let key = new_signing_key(&SystemClock);
        let public = crypto.public_key(&key).unwrap();
        assert_eq!(public.len(), PUBLIC_KEY_LEN);
        let signature = crypto.sign(&key, "收件".as_bytes()).unwrap();
        assert_eq!(signature.len(), SIGNATURE_LEN);
        assert!(crypto.verify(&public, "收件".as_bytes(), &signature));
        assert!(!crypto.verify(&public, "受理".as_bytes(), &signature));
        for at in 0..SIGNATURE_LEN {
            let mut wrong = signature.clone();
            wrong[at] ^= 1;
            assert!(!crypto.verify(&public, "收件".as_bytes(), &wrong));
        }
    }

    #[test]
    fn sealed_bytes_open_with_their_key_and_label_only() {
        let crypto = SoftwareCrypto;
        let (key, other) = (Secret::random(&SystemClock), Secret::random(&SystemClock));
        let sealed = crypto.seal(&SystemClock, &key, "page", b"bytes");
        assert_eq!(crypto.open(&key, "page", &sealed).as_deref(), Some(&b"bytes"[..]));
        assert_eq!(crypto.open(&other, "page", &sealed), None);
        assert_eq!(crypto.open(&key, "thumbnail", &sealed), None);
        for at in 0..sealed.len() {
            let mut wrong = sealed.clone();
            wrong[at] ^= 1;
            assert_eq!(crypto.open(&key, "page", &wrong), None);
        }
        assert_eq!(crypto.open(&key, "page", &sealed[..5]), None);
    }

    #[test]
    fn what_is_sealed_to_a_public_key_opens_with_its_secret() {
        let crypto = SoftwareCrypto;
        let key = new_signing_key(&SystemClock);
        let public = crypto.public_key(&key).unwrap();
        let sealed = crypto.seal_to(&SystemClock, &public, "recovery", b"database key").unwrap();
        let opened = crypto.open_from(&key, "recovery", &sealed);
        assert_eq!(opened.as_deref(), Some(&b"database key"[..]));
        let other = new_signing_key(&SystemClock);
        assert_eq!(crypto.open_from(&other, "recovery", &sealed), None);
        assert!(crypto.seal_to(&SystemClock, b"no key", "recovery", b"x").is_err());
    }

    #[test]
    fn secrets_cannot_be_cut_differently() {
        let crypto = SoftwareCrypto;
        let one = crypto.derive(&[b"ab", b"c"], "x");
        assert_ne!(one, crypto.derive(&[b"a", b"bc"], "x"));
        assert_ne!(one, crypto.derive(&[b"ab", b"c"], "y"));
        assert_eq!(one, crypto.derive(&[b"ab", b"c"], "x"));
    }
}
