//! A counter for tests: its home, its clerk, a catalogue, and a platform's pen.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use domain::action::{Action, Context, Opening, Paper, PrintOutcome, Role};
use domain::authorisation::{Authorisation, Holder, Power, Scope};
use domain::calendar::WorkingCalendar;
use domain::catalogue::Catalogue;
use domain::decide::confirm;
use domain::document::DocumentKind;
use domain::evolve::fold;
use domain::ids::UserId;
use domain::ids::{ApplicationId, BlobHash, CounterNo, DocumentNo, HallId, ItemCode, StationId};
use domain::intake::{IdKind, Intake, Party, ValueSource};
use domain::refusal::Refusal;
use domain::wire::access::{EnrolAnswer, UserProfile};
use domain::wire::desk::Edition;
use domain::wire::{
    CHAIN_START, Envelope, FeedEntry, FeedPage, NumberRange, Partition, RULES_VERSION, RangeKind,
    StoredEvent, StreamId, Verdict, sm3_hex,
};

use crate::clock::{Clock, TestClock, legal_date};
use crate::engine::{Engine, Options, Pen, Session, guard};
use crate::keys::{KeyError, Keyring, PasswordCost, SoftwareCrypto};
use crate::store::{Batch, Lane, submissions, users};

/// A keyring for tests that have no desktop session.
#[derive(Debug, Default)]
pub(crate) struct MemoryKeyring {
    secrets: Mutex<BTreeMap<String, Vec<u8>>>,
    /// What it answers instead.
    pub(crate) fault: Mutex<Option<KeyError>>,
}

impl Keyring for MemoryKeyring {
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, KeyError> {
        match guard(&self.fault).clone() {
            Some(fault) => Err(fault),
            None => Ok(guard(&self.secrets).get(name).cloned()),
        }
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), KeyError> {
        guard(&self.secrets).insert(name.to_owned(), secret.to_vec());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), KeyError> {
        guard(&self.secrets).remove(name);
        Ok(())
    }
}

pub(crate) const PASSWORD: &str = "口令 Correct-1";
pub(crate) const WORD: &str = "穗政务受";
const HALL: &str = "suicheng";

/// One station and what it needs.
pub(crate) struct Bench {
    _folder: tempfile::TempDir,
    pub(crate) home: PathBuf,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) keyring: Arc<MemoryKeyring>,
    pub(crate) engine: Engine,
}

pub(crate) fn catalogue() -> &'static Catalogue {
    static ONCE: OnceLock<Catalogue> = OnceLock::new();
    ONCE.get_or_init(with_authorisations)
}

fn with_authorisations() -> Catalogue {
    let mut catalogue = Catalogue::parse(&crate::forms::compiled_in()).unwrap();
    for (n, department) in catalogue.departments.keys().enumerate() {
        catalogue.authorisations.push(Authorisation {
            id: format!("T{n}"),
            department: department.clone(),
            items: Scope::All,
            acts: BTreeSet::from([Power::Receive, Power::Accept, Power::Deliver]),
            holder: Holder::Post { post: Role::Clerk },
            seal: None,
            from: "2020-01-01".parse().unwrap(),
            until: None,
            basis: "测试授权书".to_owned(),
            short_flow: false,
            one_person: false,
        });
    }
    catalogue
}

impl Bench {
    /// A counter with a signed-in clerk, a catalogue and a range of numbers.
    pub(crate) async fn new() -> Self {
        let bench = Self::founded().await;
        bench.admit("wangxy").await;
        bench.sign_in().await;
        bench
    }

    /// A founded station in which nobody has signed in.
    pub(crate) async fn founded() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        let clock = Arc::new(TestClock::at("2026-11-20T02:00:00Z"));
        let keyring = Arc::new(MemoryKeyring::default());
        let engine = Engine::open(&home, options(&clock, &keyring)).unwrap();
        engine.found_alone(&answer()).await.unwrap();
        let open = engine.core.opened().unwrap();
        let text = catalogue().to_json().unwrap();
        let edition = Edition { number: 1, hash: sm3_hex(text.as_bytes()), catalogue: text };
        engine.core.take_edition(&open, edition).await.unwrap();
        Self { _folder: folder, home, clock, keyring, engine }
    }

    /// Lets a clerk sign in here without a platform.
    pub(crate) async fn admit(&self, user: &str) {
        let core = &self.engine.core;
        let open = core.opened().unwrap();
        let profile = profile(user);
        let secret = core.keyring_secret(&open.identity).await.unwrap();
        let seal = core.seal_for(&secret, PASSWORD, &open.key).await.unwrap();
        core.put_user(&profile.user, &profile.name, seal).unwrap();
        let row = users::UserRow {
            user: user.to_owned(),
            profile: serde_json::to_string(&profile).unwrap(),
            session: None,
            offline_until: "2026-11-27T02:00:00Z".to_owned(),
            active: true,
            seen_at: "2026-11-20T02:00:00Z".to_owned(),
        };
        let mut batch = Batch::new();
        users::put(&mut batch, &row);
        open.store.commit(Lane::Action, batch).await.unwrap();
    }

    pub(crate) async fn sign_in(&self) -> Session {
        let user = UserId::from("wangxy");
        self.engine.sign_in(&user, PASSWORD).await.unwrap()
    }

    /// The program ends without a word and is started again.
    pub(crate) async fn restart(&mut self) {
        let spare = self.home.with_extension("spare");
        let nowhere = Engine::open(&spare, options(&self.clock, &self.keyring)).unwrap();
        let old = std::mem::replace(&mut self.engine, nowhere);
        drop(old);
        self.engine = loop {
            // The old writer lets go of the folder as soon as its task ends.
            match Engine::open(&self.home, options(&self.clock, &self.keyring)) {
                Ok(engine) => break engine,
                Err(_) => tokio::task::yield_now().await,
            }
        };
    }

    /// Receives one application for the allowance of old people, incomplete as it is.
    pub(crate) async fn receive(&self) -> StreamId {
        let id = ApplicationId(self.clock.new_id());
        let stream = StreamId::application(&id);
        self.engine.submit(&stream, None, move |pen| receive(pen, &id)).await.unwrap();
        stream
    }

    /// A print that went through: a fact, which is never refused.
    pub(crate) async fn record_print(&self, stream: &StreamId) {
        self.engine
            .submit(stream, None, |pen| {
                let paper = pen.state().application().map(|a| {
                    let record = a.papers.values().next().unwrap();
                    record.paper.clone()
                });
                pen.act(Action::RecordPrint {
                    paper: paper.unwrap(),
                    reprint: 0,
                    reason: None,
                    outcome: PrintOutcome::Printed,
                })
                .map(|_| ())
            })
            .await
            .unwrap();
    }

    /// Everything that the store holds in its lists, as text.
    pub(crate) async fn lists(&self) -> String {
        let open = self.engine.core.opened().unwrap();
        let mut reader = open.store.reader().await.unwrap();
        let mut all = String::new();
        for stream in crate::store::projections::streams(&mut reader).await.unwrap() {
            let rows = crate::store::projections::stored(&mut reader, &StreamId(stream)).await;
            all.push_str(&serde_json::to_string(&rows.unwrap()).unwrap());
            all.push('\n');
        }
        all
    }

    /// The unsent submissions, as a platform would get them.
    pub(crate) async fn unsent(&self) -> Vec<(Envelope, String)> {
        let open = self.engine.core.opened().unwrap();
        let mut reader = open.store.reader().await.unwrap();
        let rows = submissions::unsent(&mut reader, 1000).await.unwrap();
        let read = |row: crate::store::SubmissionRow| {
            (serde_json::from_str(&row.envelope).unwrap(), row.hash)
        };
        rows.into_iter().map(read).collect()
    }

    pub(crate) async fn apply(&self, page: FeedPage) {
        let core = &self.engine.core;
        let open = core.opened().unwrap();
        let hall = Partition::Hall(HallId::from(HALL));
        core.apply_page(&open, &hall, page).await.unwrap();
    }
}

pub(crate) fn options(clock: &Arc<TestClock>, keyring: &Arc<MemoryKeyring>) -> Options {
    Options {
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        crypto: Arc::new(SoftwareCrypto),
        keyring: Arc::clone(keyring) as Arc<dyn Keyring>,
        password_cost: PasswordCost { memory: 64, passes: 1, lanes: 1 },
    }
}

fn answer() -> EnrolAnswer {
    EnrolAnswer {
        station: StationId::from("S0007"),
        token: "token".to_owned(),
        hall: HallId::from(HALL),
        counter: Some(CounterNo::from("07")),
        departments: Vec::new(),
        partitions: vec![Partition::Hall(HallId::from(HALL))],
        incarnation: "one".to_owned(),
        ranges: vec![NumberRange {
            kind: RangeKind::Document { word: WORD.to_owned(), year: 2026 },
            first: 101,
            last: 150,
        }],
        recovery_key: None,
    }
}

pub(crate) fn profile(user: &str) -> UserProfile {
    UserProfile {
        user: UserId::from(user),
        name: "王晓雨".to_owned(),
        staff_no: "0107".to_owned(),
        roles: vec![Role::Clerk],
        department: None,
        hall: HallId::from(HALL),
    }
}

pub(crate) fn intake(item: &str) -> Intake {
    let mut intake = Intake {
        ticket: "A018".to_owned(),
        applicant: Some(Party {
            kind: domain::catalogue::item::ApplicantKind::Person,
            name: "刘德明".to_owned(),
            id_kind: IdKind::CitizenId,
            id_number: "440104193602050010".to_owned(),
            phone: "13800002210".to_owned(),
            address: "穗城区建设二马路12号".to_owned(),
            legal_representative: None,
            source: ValueSource::Typed,
        }),
        ..Intake::default()
    };
    intake.choice.items = vec![ItemCode::from(item)];
    intake
}

/// 高龄津贴
pub(crate) const ALLOWANCE: &str = "11440106007492036J4000511007001";

pub(crate) fn receive(pen: &mut Pen, id: &ApplicationId) -> Result<(), Refusal> {
    let case = pen.case_no()?;
    let item = pen.in_force().catalogue.items.get(&ItemCode::from(ALLOWANCE));
    let department = item.unwrap().department.clone();
    let number: DocumentNo = pen.document_no(WORD)?;
    let query_code = pen.query_code();
    pen.act(Action::Receive {
        application: id.clone(),
        intake: Box::new(intake(ALLOWANCE)),
        openings: vec![Opening {
            case,
            item: ItemCode::from(ALLOWANCE),
            item_version: 1,
            department,
            depends_on: Vec::new(),
        }],
        query_code,
        paper: Paper { kind: DocumentKind::Receipt, number, hash: BlobHash("ab".repeat(32)) },
        incomplete: true,
    })
    .map(|_| ())
}

/// A platform's pen: decides what stations sent, at dense positions, in chained streams.
#[derive(Default)]
pub(crate) struct Judge {
    position: u64,
    streams: BTreeMap<StreamId, Vec<StoredEvent>>,
}

impl Judge {
    /// One that decides after what others brought up to a position.
    pub(crate) fn after(position: u64) -> Self {
        Self { position, ..Self::default() }
    }

    /// Decides submissions and makes the feed page that tells of it.
    pub(crate) fn judge(&mut self, sent: &[(Envelope, String)]) -> FeedPage {
        let catalogue = catalogue();
        let calendar = WorkingCalendar::new(&catalogue.calendar).unwrap();
        let missing = BTreeSet::new();
        let mut entries = Vec::new();
        for (envelope, hash) in sent {
            let history = self.streams.entry(envelope.stream.clone()).or_default();
            let events: Vec<_> =
                history.iter().map(|e| serde_json::from_str(&e.body).unwrap()).collect();
            let context = Context {
                actor: &envelope.actor,
                at: envelope.claimed_at,
                today: legal_date(envelope.claimed_at),
                catalogue,
                calendar: &calendar,
                offline: envelope.offline,
                missing_pages: &missing,
            };
            let action = envelope.parse_action().unwrap();
            let verdict = match confirm(&fold(&events), &action, &context) {
                Ok(happened) => Verdict::Accepted {
                    events: happened.iter().map(|e| chain(history, e)).collect(),
                },
                Err(refusal) => Verdict::Refused { refusal },
            };
            self.position += 1;
            entries.push(FeedEntry {
                position: self.position,
                key: domain::wire::SubmissionKey {
                    device: envelope.device.clone(),
                    epoch: envelope.epoch,
                    seq: envelope.seq,
                },
                submission_hash: hash.clone(),
                stream: envelope.stream.clone(),
                rules_version: RULES_VERSION,
                verdict,
            });
        }
        self.page(entries)
    }

    pub(crate) fn page(&self, entries: Vec<FeedEntry>) -> FeedPage {
        FeedPage { incarnation: "one".to_owned(), entries, through: self.position, more: false }
    }
}

fn chain(history: &mut Vec<StoredEvent>, event: &domain::event::Event) -> StoredEvent {
    let prev = history.last().map_or(CHAIN_START.to_owned(), StoredEvent::hash);
    let stored = StoredEvent {
        stream_seq: history.len() as u64 + 1,
        stream_prev: prev,
        body: serde_json::to_string(event).unwrap(),
    };
    history.push(stored.clone());
    stored
}
