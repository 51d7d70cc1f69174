//! A station: its home, its clock, what guards its keys, and its wire.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use domain::ids::UserId;
use jiff::{SignedDuration, Timestamp};
use platform::ManualClock;
use workstation::clock::{Clock, SystemClock};
use workstation::desk::Workstation;
use workstation::engine::{Engine, Options};
use workstation::keys::{KeyError, Keyring, PasswordCost, SoftwareCrypto};
use workstation::sync::Transport;

use crate::hall::PASSWORD;
use crate::lock;
use crate::wire::Wire;

/// A keyring for stations without a desktop session.
#[derive(Debug, Default)]
pub struct MemoryKeyring(Mutex<BTreeMap<String, Vec<u8>>>);

impl Keyring for MemoryKeyring {
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, KeyError> {
        Ok(lock(&self.0).get(name).cloned())
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), KeyError> {
        lock(&self.0).insert(name.to_owned(), secret.to_vec());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), KeyError> {
        lock(&self.0).remove(name);
        Ok(())
    }
}

/// A keyring in a file beside the home, for a program that is killed and started again.
#[derive(Debug)]
pub struct FileKeyring(PathBuf);

impl FileKeyring {
    /// The keyring of a home.
    #[must_use]
    pub fn beside(home: &Path) -> Self {
        Self(home.with_extension("keyring"))
    }

    fn secrets(&self) -> BTreeMap<String, Vec<u8>> {
        let text = std::fs::read(&self.0).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }
}

impl Keyring for FileKeyring {
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, KeyError> {
        Ok(self.secrets().get(name).cloned())
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), KeyError> {
        let mut secrets = self.secrets();
        secrets.insert(name.to_owned(), secret.to_vec());
        let text = serde_json::to_vec(&secrets).unwrap_or_default();
        // Whole or not at all, as a keyring daemon does it.
        let fresh = self.0.with_extension("new");
        std::fs::write(&fresh, text)
            .and_then(|()| std::fs::rename(&fresh, &self.0))
            .map_err(|error| KeyError::File { reason: error.to_string() })
    }

    fn delete(&self, _: &str) -> Result<(), KeyError> {
        Ok(())
    }
}

/// Options of a station of a test: cheap passwords, everything else as shipped.
#[must_use]
pub fn options(clock: Arc<StationClock>, keyring: Arc<dyn Keyring>) -> Options {
    Options {
        clock,
        crypto: Arc::new(SoftwareCrypto),
        keyring,
        password_cost: PasswordCost { memory: 64, passes: 1, lanes: 1 },
    }
}

/// The machine's time.
#[must_use]
pub fn machine_now() -> Timestamp {
    SystemClock.now()
}

/// A station's clock: the hall's time or the machine's, moved by its own error; chance that repeats
/// with its seed.
#[derive(Debug)]
pub struct StationClock {
    hall: Option<ManualClock>,
    error: Mutex<SignedDuration>,
    chance: Mutex<u64>,
}

impl StationClock {
    /// A clock that goes right, with chance from a seed.
    #[must_use]
    pub fn new(hall: ManualClock, seed: u64) -> Self {
        Self { hall: Some(hall), error: Mutex::new(SignedDuration::ZERO), chance: Mutex::new(seed) }
    }

    /// The machine's clock, with chance that never repeats between two programs.
    #[must_use]
    pub fn of_the_machine(seed: u64) -> Self {
        let now = machine_now().as_nanosecond();
        let mixed = u64::try_from(now & i128::from(u64::MAX)).unwrap_or(seed);
        Self {
            hall: None,
            error: Mutex::new(SignedDuration::ZERO),
            chance: Mutex::new(mixed ^ seed.rotate_left(32)),
        }
    }

    /// Makes it wrong by so much.
    pub fn set_error(&self, error: SignedDuration) {
        *lock(&self.error) = error;
    }
}

/// The next number of a chance that repeats (splitmix64).
pub fn next_random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

impl Clock for StationClock {
    fn now(&self) -> Timestamp {
        let hall = self.hall.clone();
        let now = hall.map_or_else(machine_now, |hall| platform::Clock::Manual(hall).now());
        now.checked_add(*lock(&self.error)).unwrap_or(now)
    }

    fn fill(&self, bytes: &mut [u8]) {
        let mut state = lock(&self.chance);
        for chunk in bytes.chunks_mut(8) {
            let random = next_random(&mut state).to_be_bytes();
            chunk.copy_from_slice(&random[..chunk.len()]);
        }
    }
}

/// One station: its home, what guards its keys, and its wire.
pub struct Station {
    /// Folder of its data.
    pub home: PathBuf,
    /// The engine; none while the program does not run.
    pub engine: Option<Engine>,
    /// Clock.
    pub clock: Arc<StationClock>,
    /// Keyring.
    pub keyring: Arc<MemoryKeyring>,
    /// Wire.
    pub wire: Arc<Wire>,
}

impl Station {
    /// The running engine.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        self.engine.as_ref().unwrap_or_else(|| panic!("runs"))
    }

    fn options(&self) -> Options {
        options(Arc::clone(&self.clock), self.keyring.clone())
    }

    /// The program ends without a word.
    pub fn kill(&mut self) {
        self.engine = None;
    }

    /// The program starts; nobody is signed in.
    pub async fn start(&mut self) {
        self.kill();
        let engine = loop {
            // The old writer lets go of the folder as soon as its task ends.
            match Engine::open(&self.home, self.options()) {
                Ok(engine) => break engine,
                Err(error) if error.code() == "store.in_use" => tokio::task::yield_now().await,
                Err(error) => panic!("{error}"),
            }
        };
        engine.set_transport(Arc::clone(&self.wire) as Arc<dyn Transport>);
        self.engine = Some(engine);
    }

    /// Starts it and signs a user in.
    pub async fn start_as(&mut self, user: &str) {
        self.start().await;
        let user = UserId::from(user);
        self.engine().sign_in(&user, PASSWORD).await.unwrap();
    }

    /// The desk over the station's home in place of the bare engine, with a user signed in.
    pub async fn desk_as(&mut self, user: &str) -> Workstation {
        if let Some(engine) = self.engine.take() {
            engine.close().await;
        }
        let desk = loop {
            match Workstation::open(self.home.clone(), self.options()) {
                Ok(desk) => break desk,
                Err(fault) if fault.code == "store.in_use" => tokio::task::yield_now().await,
                Err(fault) => panic!("{fault:?}"),
            }
        };
        desk.engine().set_transport(Arc::clone(&self.wire) as Arc<dyn Transport>);
        desk.sign_in(user, PASSWORD).await.unwrap();
        desk
    }

    /// Ends the program in good order and copies its data, as a backup of the disk would.
    pub async fn copy_disk(&mut self, to: &Path) {
        if let Some(engine) = self.engine.take() {
            engine.close().await;
        }
        let _ = std::fs::remove_dir_all(to);
        copy_folder(&self.home, to);
    }

    /// The disk becomes what it was.
    pub fn restore_disk(&mut self, from: &Path) {
        self.kill();
        std::fs::remove_dir_all(&self.home).unwrap();
        copy_folder(from, &self.home);
    }
}

/// Copies a folder with everything in it.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
