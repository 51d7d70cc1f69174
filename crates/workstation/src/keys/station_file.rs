//! `station.json`: who the station is, and sealed keys. It holds no secret in plain text.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use domain::ids::{CounterNo, DepartmentId, HallId, StationId, UserId};
use domain::wire::Partition;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{KeyError, Sealed};
use crate::clock::legal_text;

/// Wrong passwords after which an account is locked at this station.
pub const LOCK_AFTER: u32 = 5;
/// Minutes for which it is locked.
pub const LOCK_MINUTES: i64 = 15;

const NAME: &str = "station.json";

/// Who the station is, and where its platform stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationIdentity {
    /// Station.
    pub station: StationId,
    /// Hall.
    pub hall: HallId,
    /// Counter, if it is one.
    pub counter: Option<CounterNo>,
    /// Departments whose reviewers sit there.
    pub departments: Vec<DepartmentId>,
    /// Partitions that it pulls.
    pub partitions: Vec<Partition>,
    /// Address of the platform; none for a station of a test without one.
    pub platform: Option<String>,
    /// Certificate of the platform's CA, PEM.
    pub ca: Option<String>,
    /// SM2 public key of the station, hex.
    pub public_key: String,
}

/// K as a user opens it, and that user's wrong passwords.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserSeal {
    /// Name, for the list of accounts.
    pub name: String,
    /// K.
    pub seal: Sealed,
    /// Wrong passwords in a row.
    #[serde(default)]
    pub wrong: u32,
    /// Locked until then.
    #[serde(default)]
    pub locked_until: Option<Timestamp>,
}

/// The file beside the database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationFile {
    /// Who the station is.
    pub identity: StationIdentity,
    /// K under keyring and unlock secret.
    pub unlock_seal: String,
    /// K to the platform's recovery key, base64; none if the platform has none yet.
    pub recovery_seal: Option<String>,
    /// Users who signed in here.
    pub users: BTreeMap<UserId, UserSeal>,
}

fn fault(error: &io::Error) -> KeyError {
    KeyError::File { reason: error.to_string() }
}

impl StationFile {
    fn path(home: &Path) -> PathBuf {
        home.join(NAME)
    }

    /// Reads the file of a home; none if the station is not enrolled.
    ///
    /// # Errors
    /// The file cannot be read, or is damaged.
    pub fn load(home: &Path) -> Result<Option<Self>, KeyError> {
        let text = match fs::read(Self::path(home)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(fault(&error)),
        };
        serde_json::from_slice(&text).map(Some).map_err(|_| KeyError::Damaged { what: NAME })
    }

    /// Writes the file durably: the old one stands until the new one is on the disk.
    ///
    /// # Errors
    /// The disk does not take it.
    pub fn save(&self, home: &Path) -> Result<(), KeyError> {
        let text = serde_json::to_vec_pretty(self)
            .map_err(|error| KeyError::File { reason: error.to_string() })?;
        let fresh = home.join("station.json.new");
        let write = || -> io::Result<()> {
            let mut file = File::create(&fresh)?;
            file.write_all(&text)?;
            file.sync_all()?;
            fs::rename(&fresh, Self::path(home))?;
            File::open(home)?.sync_all()
        };
        tracing::trace!(target: "write_point", label = "station_file", at = "before");
        write().map_err(|error| fault(&error))?;
        tracing::trace!(target: "write_point", label = "station_file", at = "after");
        Ok(())
    }
}

impl UserSeal {
    /// Refuses while the account is locked.
    ///
    /// # Errors
    /// It is locked.
    pub fn check_lock(&self, now: Timestamp) -> Result<(), KeyError> {
        match self.locked_until {
            // A clock that was set back must not lock anybody for longer than the lock lasts.
            Some(until) if now < until && until.duration_since(now) <= lock_time() => {
                Err(locked(until))
            }
            _ => Ok(()),
        }
    }

    /// Counts a wrong password.
    pub fn count_wrong(&mut self, now: Timestamp) -> KeyError {
        self.wrong += 1;
        if self.wrong < LOCK_AFTER {
            return KeyError::WrongPassword { left: LOCK_AFTER - self.wrong };
        }
        let until = now.checked_add(lock_time()).unwrap_or(Timestamp::MAX);
        self.wrong = 0;
        self.locked_until = Some(until);
        locked(until)
    }

    /// Forgets wrong passwords after a good one; says whether there was anything to forget.
    pub fn forgive(&mut self) -> bool {
        let had = self.wrong > 0 || self.locked_until.is_some();
        self.wrong = 0;
        self.locked_until = None;
        had
    }
}

fn lock_time() -> SignedDuration {
    SignedDuration::from_mins(LOCK_MINUTES)
}

fn locked(until: Timestamp) -> KeyError {
    let text = legal_text(until);
    KeyError::Locked { until: text.get(11..16).unwrap_or(&text).to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;
    use crate::keys::{PasswordCost, Secret, SoftwareCrypto};

    fn user() -> UserSeal {
        let cost = PasswordCost { memory: 64, passes: 1, lanes: 1 };
        let secret = Secret([7; 32]);
        let seal =
            Sealed::with_password(&SoftwareCrypto, &SystemClock, cost, &secret, "x", &secret);
        UserSeal { name: "王晓雨".to_owned(), seal: seal.unwrap(), wrong: 0, locked_until: None }
    }

    #[test]
    fn the_fifth_wrong_password_locks_for_a_quarter_of_an_hour() {
        let now: Timestamp = "2026-11-20T01:00:00Z".parse().unwrap();
        let mut user = user();
        for left in [4, 3, 2, 1] {
            assert_eq!(user.count_wrong(now), KeyError::WrongPassword { left });
            assert_eq!(user.check_lock(now), Ok(()));
        }
        let until = "09:15".to_owned();
        assert_eq!(user.count_wrong(now), KeyError::Locked { until: until.clone() });
        assert_eq!(user.check_lock(now), Err(KeyError::Locked { until }));
        let later: Timestamp = "2026-11-20T01:15:00Z".parse().unwrap();
        assert_eq!(user.check_lock(later), Ok(()));
        let set_back: Timestamp = "2020-01-01T00:00:00Z".parse().unwrap();
        assert_eq!(user.check_lock(set_back), Ok(()));
    }

    #[test]
    fn the_file_reads_as_it_was_written_and_damage_is_named() {
        let home = tempfile::tempdir().unwrap();
        assert_eq!(StationFile::load(home.path()), Ok(None));
        let file = StationFile {
            identity: StationIdentity {
                station: StationId::from("S1"),
                hall: HallId::from("suicheng"),
                counter: Some(CounterNo::from("07")),
                departments: Vec::new(),
                partitions: vec![Partition::Hall(HallId::from("suicheng"))],
                platform: None,
                ca: None,
                public_key: String::new(),
            },
            unlock_seal: String::new(),
            recovery_seal: None,
            users: BTreeMap::from([(UserId::from("wangxy"), user())]),
        };
        file.save(home.path()).unwrap();
        assert_eq!(StationFile::load(home.path()), Ok(Some(file)));
        fs::write(home.path().join(NAME), b"{").unwrap();
        assert_eq!(StationFile::load(home.path()), Err(KeyError::Damaged { what: NAME }));
    }
}
