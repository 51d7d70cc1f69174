//! A hall in one process: the real platform behind its real router, and real stations with their
//! encrypted stores, joined by wires that a test can disturb.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use domain::action::Role;
use domain::authorisation::{Authorisation, Holder, Power, Scope};
use domain::catalogue::Catalogue;
use domain::ids::{CounterNo, DepartmentId, HallId, UserId};
use domain::wire::access::EnrolmentCode;
use domain::wire::admin::{StationCodeRequest, UserPut};
use platform::{ManualClock, Platform};
use workstation::engine::{Engine, Enrolment};
use workstation::sync::Transport;

pub use crate::station::{
    FileKeyring, MemoryKeyring, Station, StationClock, copy_folder, machine_now, next_random,
    options,
};
pub use crate::wire::{Trouble, Wire};

/// Password of everybody.
pub const PASSWORD: &str = "Correct-Horse-7";
/// The hall.
pub const HALL: &str = "suicheng";
/// Word of the document numbers that tests draw.
pub const WORD: &str = "穗政务受";

/// The demo catalogue, in which clerks may receive and accept and departments decide.
#[must_use]
pub fn catalogue() -> &'static Catalogue {
    static ONCE: OnceLock<Catalogue> = OnceLock::new();
    ONCE.get_or_init(with_authorisations)
}

fn with_authorisations() -> Catalogue {
    let mut catalogue = Catalogue::parse(&workstation::forms::compiled_in()).unwrap();
    let row = |department: &DepartmentId, post: Role, acts: &[Power]| Authorisation {
        id: format!("T-{department}-{post:?}"),
        department: department.clone(),
        items: Scope::All,
        acts: acts.iter().copied().collect::<BTreeSet<_>>(),
        holder: Holder::Post { post },
        seal: None,
        from: "2020-01-01".parse().unwrap(),
        until: None,
        basis: "测试授权书".to_owned(),
        short_flow: false,
        one_person: false,
    };
    let mut rows = Vec::new();
    for department in catalogue.departments.keys() {
        let counter = [
            Power::Receive,
            Power::Accept,
            Power::NotifyCorrection,
            Power::Decline,
            Power::Deliver,
        ];
        rows.push(row(department, Role::Clerk, &counter));
        rows.push(row(department, Role::Examiner, &[Power::Examine, Power::Accept]));
        rows.push(row(department, Role::Decider, &[Power::Decide, Power::Register]));
    }
    catalogue.authorisations = rows;
    catalogue
}

/// A folder in memory where the machine has one: the files are real, their disk is fast.
#[must_use]
pub fn memory_folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// The hall: a platform, its clock, and a folder for homes.
pub struct Hall {
    /// Where homes are.
    pub folder: tempfile::TempDir,
    /// Its clock.
    pub clock: ManualClock,
    /// The platform.
    pub platform: Platform,
    seed: u64,
}

impl Hall {
    /// A platform in memory with the catalogue and some users, at ten o'clock of a working day.
    pub async fn new(seed: u64) -> Self {
        let clock = ManualClock::at("2026-11-20T10:00:00+08:00".parse().unwrap());
        let options = platform::Options::in_memory(clock.clone());
        let platform = Platform::open(options).await.unwrap();
        Self::with(clock, platform, seed).await
    }

    /// The same at the machine's time, for stations that are programs of their own.
    pub async fn of_today(seed: u64) -> Self {
        let clock = ManualClock::at(machine_now());
        let options = platform::Options::in_memory(clock.clone());
        let platform = Platform::open(options).await.unwrap();
        Self::with(clock, platform, seed).await
    }

    /// Enrols a home as a counter, for a station that is a program of its own.
    pub async fn enrol_home(&self, home: &Path, counter: &str, transport: Arc<dyn Transport>) {
        let clock = Arc::new(StationClock::of_the_machine(self.seed));
        let engine = Engine::open(home, options(clock, Arc::new(FileKeyring::beside(home))));
        let engine = engine.unwrap();
        let place = StationCodeRequest {
            hall: HallId::from(HALL),
            counter: Some(CounterNo::from(counter)),
            departments: Vec::new(),
        };
        let code = self.platform.station_code(&place).await.unwrap().code;
        let code = EnrolmentCode::parse(&code).unwrap();
        let done =
            engine.enrol_through(transport, &code.secret, "测试机", Enrolment::default()).await;
        done.unwrap();
        engine.close().await;
    }

    /// The same over a platform that is open already.
    pub async fn with(clock: ManualClock, platform: Platform, seed: u64) -> Self {
        platform.publish(catalogue()).await.unwrap();
        let hall = Self { folder: memory_folder(), clock, platform, seed };
        for (user, name, role) in [
            ("wangxy", "王晓雨", Role::Clerk),
            ("lina", "李娜", Role::Clerk),
            ("super", "赵值班", Role::Supervisor),
            ("admin", "孙管理", Role::Administrator),
        ] {
            hall.add_user(user, name, role, None).await;
        }
        hall
    }

    /// Adds a user.
    pub async fn add_user(&self, user: &str, name: &str, role: Role, department: Option<&str>) {
        let put = UserPut {
            name: name.to_owned(),
            staff_no: format!("N-{user}"),
            id_number: "440106198002290016".to_owned(),
            roles: vec![role],
            department: department.map(DepartmentId::from),
            hall: HallId::from(HALL),
            active: true,
            password: Some(PASSWORD.to_owned()),
        };
        self.platform.put_user(&UserId::from(user), &put).await.unwrap();
    }

    /// Enrols a counter.
    pub async fn counter(&mut self, number: &str) -> Station {
        self.enrol(Some(number), &[]).await
    }

    /// Enrols a department's station.
    pub async fn department(&mut self, departments: &[&str]) -> Station {
        self.enrol(None, departments).await
    }

    async fn enrol(&mut self, counter: Option<&str>, departments: &[&str]) -> Station {
        self.seed += 1;
        let mut station = Station {
            home: self.folder.path().join(format!("station-{}", self.seed)),
            engine: None,
            clock: Arc::new(StationClock::new(self.clock.clone(), self.seed)),
            keyring: Arc::default(),
            wire: Wire::to(&self.platform),
        };
        station.start().await;
        let place = StationCodeRequest {
            hall: HallId::from(HALL),
            counter: counter.map(CounterNo::from),
            departments: departments.iter().map(|d| DepartmentId::from(*d)).collect(),
        };
        let code = self.platform.station_code(&place).await.unwrap().code;
        let code = EnrolmentCode::parse(&code).unwrap();
        let wire = Arc::clone(&station.wire) as Arc<dyn Transport>;
        station
            .engine()
            .enrol_through(wire, &code.secret, "测试机", Enrolment::default())
            .await
            .unwrap();
        station
    }
}
