//! One station: its home, its PC's clock, its keyring, its people.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use domain::ids::UserId;
use workstation::clock::Clock;
use workstation::engine::{Engine, Options};
use workstation::keys::{Crypto, KeyError, Keyring, PasswordCost, Secret, SoftwareCrypto};
use workstation::sync::{self, SyncTask};

use super::agenda::{Agenda, DeskClock};
use super::network::Wire;

/// Tasks that a running station has: rounds, pages, wake call, tidying.
pub(super) const TASKS: usize = 4;
pub(super) const PASSWORD: &str = "模拟口令 sim-1";

/// A keyring for stations without a desktop session.
#[derive(Debug, Default)]
pub(super) struct MemoryKeyring(Mutex<BTreeMap<String, Vec<u8>>>);

impl Clone for MemoryKeyring {
    fn clone(&self) -> Self {
        Self(Mutex::new(self.0.lock().unwrap().clone()))
    }
}

impl Keyring for MemoryKeyring {
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, KeyError> {
        Ok(self.0.lock().unwrap().get(name).cloned())
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), KeyError> {
        self.0.lock().unwrap().insert(name.to_owned(), secret.to_vec());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), KeyError> {
        self.0.lock().unwrap().remove(name);
        Ok(())
    }
}

/// The program's own cryptography, and what passes through it: the key of the database and the key
/// that signs, for those who write into the log behind the program's back.
#[derive(Debug, Default)]
pub(super) struct OpenCrypto {
    database: Mutex<Option<Secret>>,
    signing: Mutex<Option<Secret>>,
}

impl OpenCrypto {
    /// Both keys, once they were used.
    pub(super) fn keys(&self) -> Option<(Secret, Secret)> {
        let database = self.database.lock().unwrap().clone()?;
        Some((database, self.signing.lock().unwrap().clone()?))
    }
}

impl Crypto for OpenCrypto {
    fn public_key(&self, key: &Secret) -> Result<Vec<u8>, KeyError> {
        SoftwareCrypto.public_key(key)
    }

    fn sign(&self, key: &Secret, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        *self.signing.lock().unwrap() = Some(key.clone());
        SoftwareCrypto.sign(key, message)
    }

    fn verify(&self, public: &[u8], message: &[u8], signature: &[u8]) -> bool {
        SoftwareCrypto.verify(public, message, signature)
    }

    fn seal(&self, clock: &dyn Clock, key: &Secret, label: &str, plain: &[u8]) -> Vec<u8> {
        SoftwareCrypto.seal(clock, key, label, plain)
    }

    fn open(&self, key: &Secret, label: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let plain = SoftwareCrypto.open(key, label, sealed);
        if label.contains("database key") {
            let key = plain.as_deref().and_then(Secret::from_slice);
            *self.database.lock().unwrap() = key;
        }
        plain
    }

    fn derive(&self, secrets: &[&[u8]], label: &str) -> Secret {
        SoftwareCrypto.derive(secrets, label)
    }

    fn seal_to(
        &self,
        clock: &dyn Clock,
        public: &[u8],
        label: &str,
        plain: &[u8],
    ) -> Result<Vec<u8>, KeyError> {
        SoftwareCrypto.seal_to(clock, public, label, plain)
    }

    fn open_from(&self, key: &Secret, label: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        SoftwareCrypto.open_from(key, label, sealed)
    }
}

/// A station of the world.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) home: PathBuf,
    engine: Option<Engine>,
    task: Option<SyncTask>,
    pub(super) clock: Arc<DeskClock>,
    pub(super) keyring: Arc<MemoryKeyring>,
    pub(super) crypto: Arc<OpenCrypto>,
    pub(super) wire: Arc<Wire>,
    pub(super) people: &'static [&'static str],
    pub(super) person: usize,
    /// Another disk of the same station runs elsewhere.
    pub(super) cloned: bool,
    agenda: Arc<Agenda>,
}

/// What a station is made of besides its program.
pub(super) struct Parts {
    pub(super) clock: Arc<DeskClock>,
    pub(super) keyring: Arc<MemoryKeyring>,
    pub(super) wire: Arc<Wire>,
    pub(super) people: &'static [&'static str],
}

fn open(home: &Path, parts: &Parts, crypto: &Arc<OpenCrypto>) -> Engine {
    let options = Options {
        clock: parts.clock.clone(),
        crypto: crypto.clone(),
        keyring: parts.keyring.clone(),
        password_cost: PasswordCost { memory: 64, passes: 1, lanes: 1 },
    };
    let engine = Engine::open(home, options).unwrap();
    engine.set_transport(parts.wire.clone());
    engine
}

impl Desk {
    /// Switches a station on.
    pub(super) fn start(home: PathBuf, parts: &Parts, agenda: &Arc<Agenda>) -> Self {
        let crypto = Arc::new(OpenCrypto::default());
        let engine = open(&home, parts, &crypto);
        agenda.more_tasks(TASKS);
        Self {
            home,
            task: Some(sync::start(&engine)),
            engine: Some(engine),
            clock: parts.clock.clone(),
            keyring: parts.keyring.clone(),
            crypto,
            wire: parts.wire.clone(),
            people: parts.people,
            person: 0,
            cloned: false,
            agenda: Arc::clone(agenda),
        }
    }

    fn parts(&self) -> Parts {
        Parts {
            clock: self.clock.clone(),
            keyring: self.keyring.clone(),
            wire: self.wire.clone(),
            people: self.people,
        }
    }

    /// The program.
    pub(super) fn engine(&self) -> &Engine {
        self.engine.as_ref().unwrap()
    }

    /// Who sits here.
    pub(super) fn user(&self) -> UserId {
        UserId::from(self.people[self.person])
    }

    /// Whether somebody is signed in.
    pub(super) fn at_work(&self) -> bool {
        self.engine().session().is_some()
    }

    /// Stops sync at once.
    pub(super) fn stop_sync(&mut self) {
        if self.task.take().is_some() {
            self.agenda.fewer_tasks(TASKS);
        }
    }

    /// Shuts the program in good order.
    pub(super) async fn shut(&mut self) {
        self.stop_sync();
        self.engine().close().await;
        // The folder's lock goes with the last clone of the engine, which the stopped tasks hold.
        self.engine = None;
        tokio::task::yield_now().await;
    }

    /// Opens the program on a home.
    pub(super) fn switch_on(&mut self, home: PathBuf) {
        let engine = open(&home, &self.parts(), &self.crypto);
        self.home = home;
        self.agenda.more_tasks(TASKS);
        self.task = Some(sync::start(&engine));
        self.engine = Some(engine);
    }

    /// Shuts the program in good order and opens it again.
    pub(super) async fn reopen(&mut self) {
        self.shut().await;
        self.switch_on(self.home.clone());
    }

    /// The power fails: only what was durable at this instant is there afterwards.
    pub(super) async fn cut_power(&mut self) {
        let after = next_home(&self.home);
        copy_home(&self.home, &after);
        self.shut().await;
        self.switch_on(after);
    }

    /// The disk is put back to an earlier copy.
    pub(super) async fn put_disk(&mut self, copy: &Path) {
        let after = next_home(&self.home);
        copy_home(copy, &after);
        self.shut().await;
        self.switch_on(after);
    }
}

/// Homes of one station are numbered.
fn next_home(home: &Path) -> PathBuf {
    let name = home.file_name().unwrap().to_str().unwrap();
    let (desk, life) = name.split_once('.').unwrap_or((name, "0"));
    let life: u32 = life.parse().unwrap();
    home.with_file_name(format!("{desk}.{}", life + 1))
}

/// Copies a home as it stands on the disk: the log before the database, so that the copy never has
/// a newer database than log. What lives in memory (the lock, the shared index) is left out.
pub(super) fn copy_home(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    let mut names: Vec<_> = fs::read_dir(from)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "lock" && !name.ends_with("-shm"))
        .collect();
    names.sort_by_key(|name| (!name.ends_with("-wal"), name.clone()));
    for name in names {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() {
            copy_home(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}
