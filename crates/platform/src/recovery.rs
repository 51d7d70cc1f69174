//! The recovery key 恢复密钥: stations seal their database key to it; two administrators together
//! open it, so that a reset password or a lost keyring loses nothing (design §9).

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use argon2::Argon2;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use domain::ids::StationId;
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use sm2::elliptic_curve::group::Group;
use sm2::elliptic_curve::sec1::ToSec1Point;
use sm2::{AffinePoint, ProjectivePoint, PublicKey, SecretKey};
use zeroize::Zeroizing;

use crate::Platform;
use crate::clock::random;
use crate::enrol::RECOVERY_KEY;
use crate::error::{PlatformError, Result, said};
use crate::store::trail::{self, By};
use crate::store::{begin, station};

/// Setting that keeps the administrators' shares.
const SHARES: &str = "recovery.shares";
const POINT: usize = 65;
const NONCE: usize = 12;
const INFO: &[u8] = b"yichuang recovery v1";

/// An administrator's share of the private recovery key, sealed under a passphrase.
#[derive(Serialize, Deserialize)]
struct Share {
    administrator: String,
    /// Where the share lies on the line through the key, from 1.
    x: u8,
    salt: String,
    nonce: String,
    sealed: String,
}

/// An administrator's name and passphrase.
pub type Holder = (String, Zeroizing<String>);

fn failed(what: &'static str) -> PlatformError {
    PlatformError::Internal(format!("recovery: {what}"))
}

/// Key of the sealing: x coordinate of the shared point through HKDF, salted by the ephemeral point.
fn sealing_key(shared: &AffinePoint, ephemeral: &[u8]) -> Result<Zeroizing<[u8; 32]>> {
    let point = shared.to_sec1_point(false);
    let x = point.as_bytes().get(1..33).ok_or_else(|| failed("point"))?;
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(ephemeral), x).expand(INFO, &mut *key).map_err(|_| failed("hkdf"))?;
    Ok(key)
}

fn draw_secret() -> Result<SecretKey> {
    loop {
        // All but one in 2^32 draws are below the order of the curve.
        if let Ok(key) = SecretKey::from_slice(&random::<32>()?) {
            return Ok(key);
        }
    }
}

fn public_hex(secret: &SecretKey) -> String {
    hex::encode(secret.public_key().to_sec1_point(false).as_bytes())
}

/// Seals a database key to a public recovery key; the workstation does the same.
///
/// # Errors
/// The public key is none, or the operating system gives no random bytes.
pub fn seal(public_key: &str, database_key: &[u8; 32]) -> Result<String> {
    let point = hex::decode(public_key).map_err(|_| failed("public key"))?;
    let public = PublicKey::from_sec1_bytes(&point).map_err(|_| failed("public key"))?;
    let ephemeral = draw_secret()?;
    let shared = public.to_projective() * *ephemeral.to_nonzero_scalar();
    let sent = ephemeral.public_key().to_sec1_point(false);
    let key = sealing_key(&shared.to_affine(), sent.as_bytes())?;
    let nonce = random::<NONCE>()?;
    let sealed = Aes256Gcm::new(&(*key).into())
        .encrypt(&Nonce::from(nonce), &database_key[..])
        .map_err(|_| failed("cipher"))?;
    Ok(BASE64_STANDARD.encode([sent.as_bytes(), &nonce, &sealed].concat()))
}

/// Opens what [`seal`] made.
fn unseal(secret: &SecretKey, sealed: &str) -> Result<Zeroizing<Vec<u8>>> {
    let bytes = BASE64_STANDARD.decode(sealed).map_err(|_| failed("base64"))?;
    if bytes.len() < POINT + NONCE {
        return Err(failed("length"));
    }
    let (sent, rest) = bytes.split_at(POINT);
    let (nonce, cipher) = rest.split_at(NONCE);
    let public = PublicKey::from_sec1_bytes(sent).map_err(|_| failed("point"))?;
    let shared: ProjectivePoint = public.to_projective() * *secret.to_nonzero_scalar();
    if bool::from(shared.is_identity()) {
        return Err(failed("point"));
    }
    let key = sealing_key(&shared.to_affine(), sent)?;
    let nonce = <[u8; NONCE]>::try_from(nonce).map_err(|_| failed("nonce"))?;
    Aes256Gcm::new(&(*key).into())
        .decrypt(&Nonce::from(nonce), cipher)
        .map(Zeroizing::new)
        .map_err(|_| failed("cipher"))
}

/// Product in GF(2^8) with the polynomial of AES.
fn times(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b != 0 {
        if b & 1 == 1 {
            product ^= a;
        }
        let carry = a & 0x80 != 0;
        a <<= 1;
        if carry {
            a ^= 0x1b;
        }
        b >>= 1;
    }
    product
}

/// Inverse in GF(2^8): the 254th power.
fn inverse(a: u8) -> u8 {
    (0..253).fold(a, |power, _| times(power, a))
}

/// The key from two points of the line through it (Shamir, two of n).
fn join(one: (u8, &[u8]), two: (u8, &[u8])) -> Zeroizing<Vec<u8>> {
    let ((x1, y1), (x2, y2)) = (one, two);
    let over = inverse(x1 ^ x2);
    let (w1, w2) = (times(x2, over), times(x1, over));
    let joined = y1.iter().zip(y2).map(|(a, b)| times(*a, w1) ^ times(*b, w2));
    Zeroizing::new(joined.collect())
}

fn passphrase_key(passphrase: &str, salt: &[u8]) -> Result<Zeroizing<[u8; 32]>> {
    let mut key = Zeroizing::new([0; 32]);
    Argon2::default()
        .hash_password_into(passphrase.as_bytes(), salt, &mut *key)
        .map_err(|_| failed("argon2"))?;
    Ok(key)
}

impl Share {
    fn seal(holder: &Holder, x: u8, y: &[u8]) -> Result<Self> {
        let (salt, nonce) = (random::<16>()?, random::<NONCE>()?);
        let key = passphrase_key(&holder.1, &salt)?;
        let sealed = Aes256Gcm::new(&(*key).into())
            .encrypt(&Nonce::from(nonce), y)
            .map_err(|_| failed("cipher"))?;
        Ok(Self {
            administrator: holder.0.clone(),
            x,
            salt: hex::encode(salt),
            nonce: hex::encode(nonce),
            sealed: hex::encode(sealed),
        })
    }

    fn open(&self, passphrase: &str) -> Result<Zeroizing<Vec<u8>>> {
        let bytes = |text: &str| hex::decode(text).map_err(|_| failed("share"));
        let key = passphrase_key(passphrase, &bytes(&self.salt)?)?;
        let nonce = <[u8; NONCE]>::try_from(bytes(&self.nonce)?).map_err(|_| failed("share"))?;
        Aes256Gcm::new(&(*key).into())
            .decrypt(&Nonce::from(nonce), bytes(&self.sealed)?.as_slice())
            .map(Zeroizing::new)
            .map_err(|_| said(403, "recovery.passphrase", "恢复口令不正确"))
    }
}

impl Platform {
    /// Draws the recovery key and shares it among administrators, any two of whom can open it.
    ///
    /// # Errors
    /// There is one already, fewer than two holders are named, or the store fails.
    pub async fn init_recovery(&self, holders: &[Holder]) -> Result<()> {
        if holders.len() < 2 || holders.len() > 200 {
            return Err(said(400, "recovery.holders", "恢复密钥至少由两名管理员分别保管"));
        }
        let secret = draw_secret()?;
        let key = Zeroizing::new(secret.to_bytes().to_vec());
        let slope = Zeroizing::new(random::<32>()?);
        let mut shares = Vec::new();
        for (x, holder) in (1_u8..).zip(holders) {
            let y: Vec<u8> = key.iter().zip(slope.iter()).map(|(k, a)| k ^ times(*a, x)).collect();
            shares.push(Share::seal(holder, x, &Zeroizing::new(y))?);
        }
        let now = self.0.clock.millis();
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        if trail::setting(&mut tx, RECOVERY_KEY).await?.is_some() {
            return Err(said(409, "recovery.exists", "恢复密钥已存在，不能重新生成"));
        }
        trail::set(&mut tx, RECOVERY_KEY, &public_hex(&secret)).await?;
        trail::set(&mut tx, SHARES, &serde_json::to_string(&shares)?).await?;
        trail::audit(&mut tx, By::default(), "recovery.made", "", "", now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Opens a station's database key with the passphrases of two administrators.
    ///
    /// # Errors
    /// A passphrase is wrong, the station left no key, or the store fails.
    pub async fn open_recovery(
        &self,
        id: &StationId,
        holders: [&Holder; 2],
    ) -> Result<Zeroizing<Vec<u8>>> {
        let now = self.0.clock.millis();
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let shares = trail::setting(&mut tx, SHARES).await?.unwrap_or_else(|| "[]".to_owned());
        let shares: Vec<Share> = serde_json::from_str(&shares)?;
        let open = |holder: &Holder| -> Result<(u8, Zeroizing<Vec<u8>>)> {
            let share = shares.iter().find(|share| share.administrator == holder.0);
            let none = || said(404, "recovery.holder", format!("{} 不保管恢复密钥", holder.0));
            let share = share.ok_or_else(none)?;
            Ok((share.x, share.open(&holder.1)?))
        };
        let (one, two) = (open(holders[0])?, open(holders[1])?);
        if one.0 == two.0 {
            return Err(said(400, "recovery.holders", "须由两名不同的管理员共同开启"));
        }
        let joined = join((one.0, &one.1), (two.0, &two.1));
        let secret = SecretKey::from_slice(&joined).map_err(|_| failed("shares"))?;
        let sealed = station::recovery(&mut tx, id)
            .await?
            .ok_or_else(|| said(404, "recovery.none", "该工作站没有封存数据库密钥"))?;
        let key = unseal(&secret, &sealed)?;
        let detail = format!("{} {}", holders[0].0, holders[1].0);
        trail::audit(&mut tx, By::default(), "recovery.opened", id.as_str(), &detail, now).await?;
        tx.commit().await?;
        Ok(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_key_opens_with_its_secret_only() {
        let secret = draw_secret().unwrap();
        let sealed = seal(&public_hex(&secret), &[7; 32]).unwrap();
        assert_eq!(unseal(&secret, &sealed).unwrap().as_slice(), &[7; 32]);
        assert!(unseal(&draw_secret().unwrap(), &sealed).is_err());
        assert!(unseal(&secret, "AAAA").is_err());
    }

    #[test]
    fn every_number_but_zero_has_an_inverse() {
        for a in 1..=255 {
            assert_eq!(times(a, inverse(a)), 1, "{a}");
        }
    }

    #[test]
    fn any_two_points_of_the_line_give_the_key() {
        let (key, slope) = ([0_u8, 1, 200], [9_u8, 77, 255]);
        let y =
            |x: u8| -> Vec<u8> { key.iter().zip(slope).map(|(k, a)| k ^ times(a, x)).collect() };
        for (a, b) in [(1, 2), (1, 3), (3, 2)] {
            assert_eq!(join((a, &y(a)), (b, &y(b))).as_slice(), key, "{a} {b}");
        }
    }
}
