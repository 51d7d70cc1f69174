//! Enrolling a station and signing in (design §9).

use std::fmt;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::action::Role;
use crate::ids::{CounterNo, DepartmentId, HallId, StationId, UserId};
use crate::wire::{NumberRange, Partition, sm3_hex};

/// Header that carries the station's token.
pub const STATION_HEADER: &str = "x-station-token";

/// Letters of codes that people read aloud: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SECRET_LEN: usize = 10;
const FINGERPRINT_LEN: usize = 32;

/// A one-time enrolment code 注册码: a secret and the fingerprint of the platform's CA.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolmentCode {
    /// Ten letters, valid once and for ten minutes.
    pub secret: String,
    /// The first 160 bits of the CA certificate's SM3.
    pub fingerprint: String,
}

impl EnrolmentCode {
    /// Makes a code of seven random bytes and the CA certificate (DER).
    #[must_use]
    pub fn new(random: [u8; 7], ca: &[u8]) -> Self {
        let mut secret = base32(&random);
        secret.truncate(SECRET_LEN);
        Self { secret, fingerprint: Self::fingerprint_of(ca) }
    }

    /// The fingerprint 指纹 of a CA certificate (DER).
    #[must_use]
    pub fn fingerprint_of(ca: &[u8]) -> String {
        let digest = hex::decode(&sm3_hex(ca)[..40]).unwrap_or_default();
        base32(&digest)
    }

    /// Reads a typed code; case, spaces and dashes do not matter, O is 0, I and L are 1.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut letters = String::new();
        for letter in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            if !letter.is_ascii() || !ALPHABET.iter().any(|a| char::from(*a) == letter) {
                return None;
            }
            letters.push(letter);
        }
        (letters.len() == SECRET_LEN + FINGERPRINT_LEN).then(|| Self {
            secret: letters[..SECRET_LEN].to_owned(),
            fingerprint: letters[SECRET_LEN..].to_owned(),
        })
    }
}

impl fmt::Display for EnrolmentCode {
    /// Seven groups of six.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = format!("{}{}", self.secret, self.fingerprint);
        for (i, letter) in all.chars().enumerate() {
            if i > 0 && i % 6 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{letter}")?;
        }
        Ok(())
    }
}

/// Five bits a letter, the last one filled with zeros.
fn base32(bytes: &[u8]) -> String {
    let mut text = String::new();
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(ALPHABET[((held >> bits) & 31) as usize]));
        }
    }
    if bits > 0 {
        text.push(char::from(ALPHABET[((held << (5 - bits)) & 31) as usize]));
    }
    text
}

/// `POST /v1/enrol`: a new station with its code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EnrolRequest {
    /// Secret part of the code.
    pub secret: String,
    /// SM2 public key of the station, uncompressed point in hex.
    pub public_key: String,
    /// Name of the machine, for the administrator.
    pub machine: String,
    /// Random secret of the station, given back by every good sign-in: a person new to a locked
    /// station opens it with this and the station's keyring, never with one of them alone.
    #[serde(default)]
    pub unlock: String,
    /// Program version.
    pub version: String,
}

/// Answer to enrol: what the station is from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EnrolAnswer {
    /// Its name.
    pub station: StationId,
    /// Secret that it sends in [`STATION_HEADER`] with every call.
    pub token: String,
    /// Hall.
    pub hall: HallId,
    /// Counter, if it is one.
    pub counter: Option<CounterNo>,
    /// Departments whose reviewers sit there.
    pub departments: Vec<DepartmentId>,
    /// Partitions that it may pull, each with a cursor of its own.
    pub partitions: Vec<Partition>,
    /// Random id of the platform's store.
    pub incarnation: String,
    /// Standing sub-range of the 43-digit case number, if any is left.
    pub ranges: Vec<NumberRange>,
    /// SM2 public key to which the station seals its database key, uncompressed point in hex.
    pub recovery_key: Option<String>,
}

/// `PUT /v1/recovery`: the station's database key, sealed to the recovery key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecoveryDeposit {
    /// Ephemeral point (65 bytes) ‖ nonce (12) ‖ AES-256-GCM of the key, base64.
    pub sealed: String,
}

/// `POST /v1/sign-in`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SignIn {
    /// Account.
    pub user: UserId,
    /// Password.
    pub password: String,
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignIn({})", self.user)
    }
}

/// Who a user is (用户): what an actor is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct UserProfile {
    /// Account.
    pub user: UserId,
    /// Name as printed.
    pub name: String,
    /// Staff number 工号.
    pub staff_no: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// Department of a reviewer; none for hall staff.
    pub department: Option<DepartmentId>,
    /// Hall.
    pub hall: HallId,
}

/// Answer to sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SignInAnswer {
    /// Session token, sent as `Authorization: Bearer …`; good at this station only.
    pub session: String,
    /// When it ends.
    #[schemars(with = "String")]
    pub expires: Timestamp,
    /// Until when the user may sign in here without the platform.
    #[schemars(with = "String")]
    pub offline_until: Timestamp,
    /// The user.
    pub profile: UserProfile,
    /// The password must be changed now.
    pub must_change: bool,
    /// The `unlock` of the station's enrolment.
    #[serde(default)]
    pub unlock: String,
}

/// `POST /v1/password`: the signed-in user's own.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PasswordChange {
    /// Old one.
    pub old: String,
    /// New one, at least ten characters.
    pub new: String,
}

/// Every error answer: a stable code and what a person does next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Failure {
    /// Stable code, such as `user.locked`.
    pub code: String,
    /// Chinese message.
    pub message: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_as_it_prints_and_forgives_typing() {
        let code = EnrolmentCode::new([7, 1, 2, 3, 4, 5, 255], b"certificate");
        let shown = code.to_string();
        assert_eq!(shown.len(), 48);
        assert_eq!(EnrolmentCode::parse(&shown), Some(code.clone()));
        let typed = shown.to_lowercase().replace('0', "o").replace('1', "l");
        assert_eq!(EnrolmentCode::parse(&typed.replace('-', " ")), Some(code));
        for bad in ["", "ABC", &shown[1..], &shown.replace('-', "U")] {
            assert_eq!(EnrolmentCode::parse(bad), None);
        }
    }

    #[test]
    fn another_certificate_has_another_fingerprint() {
        let one = EnrolmentCode::fingerprint_of(b"one");
        assert_eq!(one.len(), FINGERPRINT_LEN);
        assert_ne!(one, EnrolmentCode::fingerprint_of(b"two"));
    }
}
