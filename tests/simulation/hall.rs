//! The hall that every world begins with: founded once, then copied.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use domain::action::Role;
use domain::catalogue::Catalogue;
use domain::ids::{CounterNo, DepartmentId, HallId, UserId};
use domain::wire::StreamId;
use domain::wire::access::EnrolmentCode;
use domain::wire::admin::{StationCodeRequest, UserPut};
use jiff::Timestamp;
use platform::{BlobPlace, Clock, ManualClock, Options, Outside, Place, Platform};
use tempfile::TempDir;
use workstation::engine::Enrolment;

use super::acts;
use super::agenda::{Agenda, DeskClock};
use super::chance::Chance;
use super::counts::Counts;
use super::desk::{Desk, MemoryKeyring, PASSWORD, Parts, copy_home};
use super::network::{Network, Wire};
use super::world::{Failed, World};

pub(super) const HALL: &str = "hall";
/// Words of papers, and who draws numbers of them.
pub(super) const HALL_WORD: &str = "模政务";

const FILES: [(&str, &str); 7] = [
    ("elements/all.yaml", include_str!("hall/elements/all.yaml")),
    ("catalogue.yaml", include_str!("hall/catalogue.yaml")),
    ("departments.yaml", include_str!("hall/departments.yaml")),
    ("authorisations.yaml", include_str!("hall/authorisations.yaml")),
    ("materials/all.yaml", include_str!("hall/materials/all.yaml")),
    ("items/drain.yaml", include_str!("hall/items/drain.yaml")),
    ("items/sign.yaml", include_str!("hall/items/sign.yaml")),
];

/// Where a station stands, and who works there.
struct Seat {
    counter: Option<&'static str>,
    department: Option<&'static str>,
    people: &'static [&'static str],
}

const SEATS: [Seat; 4] = [
    Seat { counter: Some("01"), department: None, people: &["clerk-1"] },
    Seat { counter: Some("02"), department: None, people: &["clerk-2"] },
    Seat { counter: None, department: Some("water"), people: &["water-examiner", "water-decider"] },
    Seat { counter: None, department: Some("city"), people: &["city-examiner", "city-decider"] },
];

/// When every world begins.
pub(super) fn beginning() -> Timestamp {
    "2026-11-20T01:00:00Z".parse().unwrap()
}

/// The hall's catalogue under a number.
pub(super) fn catalogue(number: u32) -> Catalogue {
    let mut files: BTreeMap<String, String> =
        FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let shipped = workstation::forms::compiled_in();
    files.extend(
        shipped
            .into_iter()
            .filter(|(path, _)| path == "procedures.yaml" || path.starts_with("calendar/")),
    );
    let mut catalogue = Catalogue::parse(&files).unwrap();
    let used = ["P1"];
    catalogue.procedures.retain(|id, _| used.contains(&id.as_str()));
    catalogue.version.number = number;
    catalogue
}

/// A founded hall at rest, to be copied.
pub(super) struct Hall {
    folder: TempDir,
    keyrings: Vec<MemoryKeyring>,
    pub(super) shared: Vec<StreamId>,
    pub(super) catalogue: Catalogue,
}

/// A folder in memory, if there is such a place.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.unwrap()
}

pub(super) fn platform_options(home: &Path, clock: &ManualClock) -> Options {
    Options {
        place: Place::File(home.join("platform.db")),
        blobs: BlobPlace::Folder(home.join("blobs")),
        clock: Clock::Manual(clock.clone()),
        outside: Outside::default(),
        ..Options::in_memory(clock.clone())
    }
}

fn home(folder: &Path, desk: usize) -> PathBuf {
    folder.join(format!("desk{desk}"))
}

fn role(user: &str) -> (Role, Option<&str>) {
    match user.split_once('-') {
        Some((department, "examiner")) => (Role::Examiner, Some(department)),
        Some((department, "decider")) => (Role::Decider, Some(department)),
        _ => (Role::Clerk, None),
    }
}

async fn add_user(platform: &Platform, user: &str) {
    let (role, department) = role(user);
    let put = UserPut {
        name: user.to_owned(),
        staff_no: user.to_owned(),
        id_number: String::new(),
        roles: vec![role],
        department: department.map(DepartmentId::from),
        hall: HallId::from(HALL),
        active: true,
        password: Some(PASSWORD.to_owned()),
    };
    platform.put_user(&UserId::from(user), &put).await.unwrap();
}

impl Hall {
    /// Founds a hall: platform, people, stations, and the shared applications.
    pub(super) async fn found() -> Result<Self, Failed> {
        let folder = folder();
        let catalogue = catalogue(1);
        let mut world = World::empty(folder.path(), 0, catalogue.clone()).await;
        world.platform().publish(&catalogue).await.unwrap();
        for seat in &SEATS {
            for user in seat.people {
                add_user(world.platform(), user).await;
            }
        }
        for (n, seat) in SEATS.iter().enumerate() {
            found_desk(&mut world, folder.path(), n, seat).await?;
        }
        world.run_for(90_000).await?;
        for desk in 0..world.desks.len() {
            let word = acts::word(&world.desks[desk]);
            world.desks[desk].engine().need_words(&[word.to_owned()]).await.unwrap();
        }
        world.run_for(90_000).await?;
        let mut shared = Vec::new();
        for n in 0..3 {
            shared.push(acts::receive(&mut world, n % 2, &["drain", "sign"]).await.unwrap());
        }
        world.run_for(90_000).await?;
        let keyrings = world.desks.iter().map(|desk| (*desk.keyring).clone()).collect();
        world.shut().await;
        Ok(Self { folder, keyrings, shared, catalogue })
    }

    /// A world of a seed, at the hall's first hour.
    pub(super) async fn world(&self, seed: u64) -> Result<(World, TempDir), Failed> {
        let folder = folder();
        copy_home(self.folder.path(), folder.path());
        let mut world = World::empty(folder.path(), seed, self.catalogue.clone()).await;
        world.shared.clone_from(&self.shared);
        for (n, seat) in SEATS.iter().enumerate() {
            let parts = parts(&world, n, seat, self.keyrings[n].clone());
            let desk = Desk::start(home(folder.path(), n), &parts, &world.agenda);
            world.desks.push(desk);
            world.sign_in(n).await?;
        }
        Ok((world, folder))
    }
}

fn parts(world: &World, n: usize, seat: &Seat, keyring: MemoryKeyring) -> Parts {
    let part = 10 + u64::try_from(n).unwrap();
    let chance = Chance::new(world.seed, part);
    Parts {
        clock: DeskClock::new(&world.agenda, beginning(), chance),
        keyring: Arc::new(keyring),
        wire: Wire::new(&world.network, n),
        people: seat.people,
    }
}

async fn found_desk(world: &mut World, folder: &Path, n: usize, seat: &Seat) -> Result<(), Failed> {
    let place = StationCodeRequest {
        hall: HallId::from(HALL),
        counter: seat.counter.map(CounterNo::from),
        departments: seat.department.map(DepartmentId::from).into_iter().collect(),
    };
    let code = world.platform().station_code(&place).await.unwrap().code;
    let secret = EnrolmentCode::parse(&code).unwrap().secret;
    let parts = parts(world, n, seat, MemoryKeyring::default());
    let wire = parts.wire.clone();
    fs::create_dir_all(home(folder, n)).unwrap();
    let desk = Desk::start(home(folder, n), &parts, &world.agenda);
    let engine = desk.engine().clone();
    world.desks.push(desk);
    let enrolled = world
        .call(
            async move { engine.enrol_through(wire, &secret, "模拟", Enrolment::default()).await },
        )
        .await?;
    enrolled.unwrap();
    for person in 0..seat.people.len() {
        world.desks[n].person = person;
        world.sign_in(n).await?;
    }
    Ok(())
}

/// What network, agenda and counters a world begins with.
pub(super) fn beginnings(seed: u64) -> (Arc<Agenda>, Arc<Network>, Arc<Mutex<Counts>>) {
    let agenda = Arc::new(Agenda::default());
    let counts = Arc::new(Mutex::new(Counts::default()));
    let network = Network::new(&agenda, Chance::new(seed, 1), &counts);
    (agenda, network, counts)
}
