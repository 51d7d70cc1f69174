//! A hall in one process: the real platform behind its real router, and real stations with their
//! encrypted stores, joined by wires that a test can disturb.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use domain::action::Role;
use domain::authorisation::{Authorisation, Holder, Power, Scope};
use domain::catalogue::Catalogue;
use domain::ids::{CounterNo, DepartmentId, HallId, UserId};
use domain::wire::admin::{StationCodeRequest, UserPut};
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use platform::{ManualClock, Platform};
use tower::ServiceExt as _;
use workstation::clock::Clock;
use workstation::engine::{Engine, Enrolment, Options};
use workstation::keys::{KeyError, Keyring, PasswordCost, SoftwareCrypto};
use workstation::sync::{ByteStream, Method, Request, Response, SyncFault, Transport};

/// Password of everybody.
pub const PASSWORD: &str = "Correct-Horse-7";
/// The hall.
pub const HALL: &str = "suicheng";
/// Word of the document numbers that tests draw.
pub const WORD: &str = "穗政务受";

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What happens to the next call on a wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It goes through.
    None,
    /// It never arrives.
    Lost,
    /// It arrives; its answer does not.
    AnswerLost,
    /// It arrives twice; the second answer comes back.
    Twice,
    /// No answer in time, and it never arrived.
    Slow,
    /// An answer with this status and no words.
    Status(u16),
    /// An answer that is none.
    Rubbish,
}

/// A wire between a station and the platform.
pub struct Wire {
    router: Mutex<Option<Router>>,
    troubles: Mutex<VecDeque<Trouble>>,
    /// Calls that arrived: method and path.
    pub log: Mutex<Vec<String>>,
}

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wire")
    }
}

impl Wire {
    /// A wire to a platform.
    #[must_use]
    pub fn to(platform: &Platform) -> Arc<Self> {
        Arc::new(Self {
            router: Mutex::new(Some(router(platform))),
            troubles: Mutex::default(),
            log: Mutex::default(),
        })
    }

    /// The platform is down.
    pub fn cut(&self) {
        *lock(&self.router) = None;
    }

    /// The platform is there, again or another one.
    pub fn join(&self, platform: &Platform) {
        *lock(&self.router) = Some(router(platform));
    }

    /// What happens to the next calls, one each.
    pub fn disturb(&self, troubles: impl IntoIterator<Item = Trouble>) {
        lock(&self.troubles).extend(troubles);
    }

    /// No more troubles.
    pub fn calm(&self) {
        lock(&self.troubles).clear();
    }

    async fn arrive(&self, request: &Request) -> Result<Response, SyncFault> {
        let router = lock(&self.router).clone();
        let router = router.ok_or(SyncFault::Unreachable)?;
        lock(&self.log).push(format!("{:?} {}", request.method, request.path));
        let mut builder = axum::http::Request::builder()
            .method(match request.method {
                Method::Get => "GET",
                Method::Post => "POST",
                Method::Put => "PUT",
                Method::Delete => "DELETE",
            })
            .uri(&request.path);
        for (name, value) in &request.headers {
            builder = builder.header(*name, value);
        }
        let request = builder.body(Body::from(request.body.clone()));
        let request = request.map_err(|_| SyncFault::Rubbish)?;
        let answer = router.oneshot(request).await;
        let answer = answer.map_err(|never| match never {})?;
        let status = answer.status().as_u16();
        let body = to_bytes(answer.into_body(), usize::MAX).await;
        Ok(Response {
            status,
            body: body.map_err(|_| SyncFault::Rubbish)?.to_vec(),
        })
    }
}

fn router(platform: &Platform) -> Router {
    platform::http::router(platform.clone(), String::new())
}

impl Transport for Wire {
    fn call(&self, request: Request) -> BoxFuture<'_, Result<Response, SyncFault>> {
        Box::pin(async move {
            let trouble = lock(&self.troubles).pop_front().unwrap_or(Trouble::None);
            let plain = |status, text: &str| {
                Ok(Response {
                    status,
                    body: text.as_bytes().to_vec(),
                })
            };
            match trouble {
                Trouble::None => self.arrive(&request).await,
                Trouble::Lost => Err(SyncFault::Unreachable),
                Trouble::Slow => Err(SyncFault::Slow),
                Trouble::AnswerLost => {
                    let _ = self.arrive(&request).await;
                    Err(SyncFault::Unreachable)
                }
                Trouble::Twice => {
                    let _ = self.arrive(&request).await;
                    self.arrive(&request).await
                }
                Trouble::Status(status) => plain(status, ""),
                Trouble::Rubbish => plain(200, "<html>请登录无线网络</html>"),
            }
        })
    }

    fn listen(&self, _: Request) -> BoxFuture<'_, Result<ByteStream, SyncFault>> {
        Box::pin(async { Err(SyncFault::Unreachable) })
    }
}

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

/// A station's clock: the hall's time, moved by its own error; chance that repeats with its seed.
#[derive(Debug)]
pub struct StationClock {
    hall: ManualClock,
    error: Mutex<SignedDuration>,
    chance: Mutex<u64>,
}

impl StationClock {
    /// A clock that goes right, with chance from a seed.
    #[must_use]
    pub fn new(hall: ManualClock, seed: u64) -> Self {
        Self {
            hall,
            error: Mutex::new(SignedDuration::ZERO),
            chance: Mutex::new(seed),
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
        let now = platform::Clock::Manual(self.hall.clone()).now();
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
        Options {
            clock: Arc::clone(&self.clock) as Arc<dyn Clock>,
            crypto: Arc::new(SoftwareCrypto),
            keyring: Arc::clone(&self.keyring) as Arc<dyn Keyring>,
            password_cost: PasswordCost {
                memory: 64,
                passes: 1,
                lanes: 1,
            },
        }
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

fn copy_folder(from: &Path, to: &Path) {
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
        rows.push(row(
            department,
            Role::Examiner,
            &[Power::Examine, Power::Accept],
        ));
        rows.push(row(
            department,
            Role::Decider,
            &[Power::Decide, Power::Register],
        ));
    }
    catalogue.authorisations = rows;
    catalogue
}

/// A folder in memory where the machine has one: the files are real, their disk is fast.
#[must_use]
pub fn memory_folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap()
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

    /// The same over a platform that is open already.
    pub async fn with(clock: ManualClock, platform: Platform, seed: u64) -> Self {
        platform.publish(catalogue()).await.unwrap();
        let hall = Self {
            folder: memory_folder(),
            clock,
            platform,
            seed,
        };
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
        self.platform
            .put_user(&UserId::from(user), &put)
            .await
            .unwrap();
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
        let code = domain::wire::access::EnrolmentCode::parse(&code).unwrap();
        let wire = Arc::clone(&station.wire) as Arc<dyn Transport>;
        station
            .engine()
            .enrol_through(wire, &code.secret, "测试机", Enrolment::default())
            .await
            .unwrap();
        station
    }
}
