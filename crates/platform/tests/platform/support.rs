//! A platform in memory with the catalogue of `forms/`, and stations that speak to it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use domain::action::{Action, Actor, Role};
use domain::catalogue::Catalogue;
use domain::ids::{CounterNo, DepartmentId, HallId, StationId, UserId};
use domain::wire::access::{EnrolAnswer, EnrolRequest, EnrolmentCode, SignIn, UserProfile};
use domain::wire::admin::{StationCodeRequest, UserPut};
use domain::wire::{
    CHAIN_START, Envelope, FeedEntry, Hello, Position, PushAnswer, PushBatch, RULES_VERSION,
    Receipt, SignedSubmission, StreamId,
};
use jiff::Timestamp;
use platform::keys::Signing;
use platform::{Caller, ManualClock, Options, Platform};

pub(crate) use crate::receiving::*;

pub(crate) const HALL: &str = "suicheng";
pub(crate) const PASSWORD: &str = "long-enough-1";
/// 社会保障卡补领 of social-insurance, and 公共场所卫生许可 of disease-control.
pub(crate) const CARD: &str = "11440106MB911500744002014000001";
pub(crate) const HYGIENE: &str = "11440106MB2C44104H4000123020001";

pub(crate) fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../forms");
        let mut files = BTreeMap::new();
        read(&root, &root, &mut files);
        Catalogue::parse(&files).unwrap()
    })
}

fn read(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(root, &path, files);
        } else if path.extension().is_some_and(|e| e == "yaml") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
}

pub(crate) fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Monday morning.
pub(crate) fn monday() -> Timestamp {
    time("2026-11-23T09:00:00+08:00")
}

pub(crate) struct World {
    pub(crate) platform: Platform,
    pub(crate) clock: ManualClock,
}

impl World {
    pub(crate) async fn new() -> Self {
        let clock = ManualClock::at(monday());
        let platform = Platform::open(Options::in_memory(clock.clone())).await.unwrap();
        let world = Self { platform, clock };
        world.furnish().await;
        world
    }

    /// Publishes the catalogue and makes a user of every role.
    pub(crate) async fn furnish(&self) {
        self.platform.publish(catalogue()).await.unwrap();
        for (id, role, department) in [
            ("clerk", Role::Clerk, None),
            ("clerk2", Role::Clerk, None),
            ("supervisor", Role::Supervisor, None),
            ("admin", Role::Administrator, None),
            ("examiner", Role::Examiner, Some("disease-control")),
            ("decider", Role::Decider, Some("disease-control")),
            ("cardman", Role::Examiner, Some("social-insurance")),
        ] {
            self.user(id, role, department, true).await;
        }
    }

    pub(crate) async fn user(&self, id: &str, role: Role, department: Option<&str>, active: bool) {
        let put = put_user(id, role, department, active);
        self.platform.put_user(&UserId::from(id), &put).await.unwrap();
    }

    pub(crate) async fn counter(&self, no: &str) -> Station {
        self.enrol(Some(no), &[]).await
    }

    pub(crate) async fn department(&self, ids: &[&str]) -> Station {
        self.enrol(None, ids).await
    }

    pub(crate) async fn enrol(&self, counter: Option<&str>, departments: &[&str]) -> Station {
        let signing = Signing::draw().unwrap();
        let place = StationCodeRequest {
            hall: HallId::from(HALL),
            counter: counter.map(CounterNo::from),
            departments: departments.iter().map(|d| DepartmentId::from(*d)).collect(),
        };
        let code = self.platform.station_code(&place).await.unwrap().code;
        let request = EnrolRequest {
            secret: EnrolmentCode::parse(&code).unwrap().secret,
            public_key: signing.public_key(),
            machine: "test".to_owned(),
            unlock: "open sesame".to_owned(),
            version: "0.1.0".to_owned(),
        };
        let answer = self.platform.enrol(&request).await.unwrap();
        Station::new(answer, signing)
    }

    pub(crate) async fn sign_in(&self, station: &Station, user: &str) -> Caller {
        let ask = SignIn { user: UserId::from(user), password: PASSWORD.to_owned() };
        let answer = self.platform.sign_in(&station.caller, &ask).await.unwrap();
        station.caller.with_session(&answer.session)
    }

    pub(crate) async fn push(&self, station: &Station, batch: Vec<SignedSubmission>) -> PushAnswer {
        let batch = PushBatch { submissions: batch };
        self.platform.push(&station.caller, &batch).await.unwrap()
    }

    /// Pushes one and returns its receipt.
    pub(crate) async fn push_one(&self, station: &Station, one: SignedSubmission) -> Receipt {
        self.push(station, vec![one]).await.received.remove(0)
    }

    /// Pushes one that is decided now and returns the verdict.
    pub(crate) async fn decide(&self, station: &Station, one: SignedSubmission) -> FeedEntry {
        self.push_one(station, one).await.verdict.unwrap()
    }
}

pub(crate) fn put_user(id: &str, role: Role, department: Option<&str>, active: bool) -> UserPut {
    UserPut {
        name: format!("name of {id}"),
        staff_no: format!("no {id}"),
        id_number: "440106199203120025".to_owned(),
        roles: vec![role],
        department: department.map(DepartmentId::from),
        hall: HallId::from(HALL),
        active,
        password: Some(PASSWORD.to_owned()),
    }
}

pub(crate) fn profile(id: &str, role: Role, department: Option<&str>) -> UserProfile {
    let put = put_user(id, role, department, true);
    UserProfile {
        user: UserId::from(id),
        name: put.name,
        staff_no: put.staff_no,
        roles: put.roles,
        department: put.department,
        hall: put.hall,
    }
}

pub(crate) fn clerk() -> UserProfile {
    profile("clerk", Role::Clerk, None)
}

/// A station with its log.
pub(crate) struct Station {
    pub(crate) id: StationId,
    pub(crate) caller: Caller,
    pub(crate) enrolled: EnrolAnswer,
    pub(crate) signing: Signing,
    pub(crate) epoch: u32,
    pub(crate) seq: u64,
    pub(crate) prev: String,
    pub(crate) seen: Position,
    pub(crate) offline: bool,
}

impl Station {
    pub(crate) fn new(enrolled: EnrolAnswer, signing: Signing) -> Self {
        Self {
            id: enrolled.station.clone(),
            caller: Caller::station(&enrolled.token),
            enrolled,
            signing,
            epoch: 1,
            seq: 0,
            prev: CHAIN_START.to_owned(),
            seen: 0,
            offline: false,
        }
    }

    pub(crate) fn actor(&self, who: &UserProfile) -> Actor {
        Actor {
            user: who.user.clone(),
            name: who.name.clone(),
            staff_no: who.staff_no.clone(),
            roles: who.roles.clone(),
            department: who.department.clone(),
            hall: who.hall.clone(),
            station: self.id.clone(),
            counter: self.enrolled.counter.clone(),
        }
    }

    /// The envelope that comes next; nothing is written to the log yet.
    pub(crate) fn envelope(
        &self,
        who: &UserProfile,
        stream: &StreamId,
        action: serde_json::Value,
        at: Timestamp,
    ) -> Envelope {
        Envelope {
            v: 0,
            device: self.id.clone(),
            epoch: self.epoch,
            seq: self.seq + 1,
            prev: self.prev.clone(),
            stream: stream.clone(),
            seen: self.seen,
            claimed_at: at,
            actor: self.actor(who),
            session: String::new(),
            rules_version: RULES_VERSION,
            catalogue_version: 1,
            offline: self.offline,
            deps: Vec::new(),
            action,
        }
    }

    /// Signs an envelope and appends it to the log.
    pub(crate) fn write(&mut self, envelope: &Envelope) -> SignedSubmission {
        self.write_text(serde_json::to_string(envelope).unwrap())
    }

    pub(crate) fn write_text(&mut self, envelope: String) -> SignedSubmission {
        let signature = self.signing.sign(&envelope);
        let signed = SignedSubmission { envelope, signature };
        self.seq += 1;
        self.prev = signed.hash();
        signed
    }

    pub(crate) fn act(
        &mut self,
        who: &UserProfile,
        stream: &StreamId,
        action: &Action,
        at: Timestamp,
    ) -> SignedSubmission {
        let action = serde_json::to_value(action).unwrap();
        let envelope = self.envelope(who, stream, action, at);
        self.write(&envelope)
    }

    /// A fact that is always taken: somebody was called.
    pub(crate) fn ticket(&mut self, who: &UserProfile, ticket: &str) -> SignedSubmission {
        let day = self.day();
        let action = Action::CallTicket { ticket: ticket.to_owned(), matter: String::new() };
        self.act(who, &day, &action, monday())
    }

    pub(crate) fn day(&self) -> StreamId {
        let counter = self.enrolled.counter.clone().unwrap_or_else(|| CounterNo::from("00"));
        StreamId::counter_day(&self.enrolled.hall, &counter, "2026-11-23".parse().unwrap())
    }

    pub(crate) fn hello(&self, clock: Timestamp) -> Hello {
        Hello {
            device: self.id.clone(),
            epoch: self.epoch,
            last_seq: self.seq,
            head: self.prev.clone(),
            position: self.seen,
            incarnation: Some(self.enrolled.incarnation.clone()),
            version: "0.1.0".to_owned(),
            clock,
            outbox: 0,
            oldest: None,
            counter: None,
        }
    }
}
