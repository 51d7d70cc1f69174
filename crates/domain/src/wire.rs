//! What travels between a station and the platform (design §5).
//!
//! A submission and an event are kept as the text that was signed or chained; nobody re-serialises
//! them. `docs/sync-protocol.md` is the normative text.

pub mod access;
pub mod admin;
pub mod desk;
pub mod number;
pub mod outside;
pub mod page;
pub mod partition;

pub use number::{NumberRange, RangeKind};
pub use partition::Partition;

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};

use crate::action::{Action, Actor};
use crate::ids::{BlobHash, CounterNo, HallId, StationId, UserId};
use crate::refusal::Refusal;

/// Version of the rules that `decide` and `evolve` follow; a verdict names it.
pub const RULES_VERSION: u32 = 1;

/// Device of the platform's own submissions (the daily sweep).
pub const PLATFORM_DEVICE: &str = "platform";

/// Hash that begins every chain: 64 zeros.
pub const CHAIN_START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// SM3 of bytes as 64 hex digits (GB/T 32905).
#[must_use]
pub fn sm3_hex(bytes: &[u8]) -> String {
    hex::encode(Sm3::digest(bytes))
}

/// Hash of a link in a chain: SM3(previous ‖ body).
#[must_use]
pub fn chain_hash(previous: &str, body: &str) -> String {
    let mut hasher = Sm3::new();
    hasher.update(previous.as_bytes());
    hasher.update(body.as_bytes());
    hex::encode(hasher.finalize())
}

/// The platform's dense order in a region (位点).
pub type Position = u64;

/// Name of a stream: one application, or one counter on one date.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct StreamId(pub String);

impl StreamId {
    /// The stream of an application: `app/<id>`.
    #[must_use]
    pub fn application(id: &crate::ids::ApplicationId) -> Self {
        Self(format!("app/{id}"))
    }

    /// The stream of a counter's day: `day/<hall>/<counter>/<date>`.
    #[must_use]
    pub fn counter_day(hall: &HallId, counter: &CounterNo, date: Date) -> Self {
        Self(format!("day/{hall}/{counter}/{date}"))
    }

    /// Whether the stream is an application.
    #[must_use]
    pub fn is_application(&self) -> bool {
        self.0.starts_with("app/")
    }
}

/// An action as it left a station (提交): the text of this envelope is what the station signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// Wire version of the envelope, 0 for ever.
    pub v: u8,
    /// Station that wrote it.
    pub device: StationId,
    /// Life of the station's log; a restored log opens the next one.
    pub epoch: u32,
    /// Dense number in the epoch, from 1.
    pub seq: u64,
    /// SM3 of the envelope text before it in the epoch (`CHAIN_START` first).
    pub prev: String,
    /// Stream that the action is about.
    pub stream: StreamId,
    /// The station's last confirmed position when it decided.
    pub seen: Position,
    /// The station's clock, a claim.
    pub claimed_at: Timestamp,
    /// Person and rights as the station knew them; the platform checks them.
    pub actor: Actor,
    /// Sign-in session.
    pub session: String,
    /// Version of the rules that decided on the station.
    pub rules_version: u32,
    /// Catalogue version in force at the station.
    pub catalogue_version: u32,
    /// Whether the station was offline (离线) when it decided.
    pub offline: bool,
    /// Pages that the action names.
    pub deps: Vec<BlobHash>,
    /// The action, kept as raw JSON so that an unknown type can be held.
    pub action: serde_json::Value,
}

impl Envelope {
    /// The action, if this version of the rules knows its type.
    ///
    /// # Errors
    /// The JSON is not an action that this version knows.
    pub fn parse_action(&self) -> Result<Action, serde_json::Error> {
        serde_json::from_value(self.action.clone())
    }
}

/// An envelope's text with the station's SM2 signature over it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SignedSubmission {
    /// JSON text of an [`Envelope`], exactly as signed.
    pub envelope: String,
    /// SM2 signature (GB/T 32918) over the text, base64.
    pub signature: String,
}

impl SignedSubmission {
    /// Hash that the next submission names as `prev` and that makes a replay recognisable.
    #[must_use]
    pub fn hash(&self) -> String {
        sm3_hex(self.envelope.as_bytes())
    }
}

/// Key of a submission in the region: (device, epoch, seq).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct SubmissionKey {
    /// Station.
    pub device: StationId,
    /// Epoch of its log.
    pub epoch: u32,
    /// Number in the epoch.
    pub seq: u64,
}

/// What the platform decided (裁定).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Verdict {
    /// The events stand.
    Accepted {
        /// Events in the stream's order, as chained text.
        events: Vec<StoredEvent>,
    },
    /// Only for a false signature or actor, or a transition that no paper binds.
    Refused {
        /// Why, for a person.
        refusal: Refusal,
    },
    /// Waits for something; the submission stays stored.
    Held {
        /// What is missing.
        missing: HeldFor,
    },
    /// A later submission of the same station replaced it.
    Superseded {
        /// Which one.
        by: SubmissionKey,
    },
}

/// What a held submission waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum HeldFor {
    /// This platform does not know the action's type yet.
    Rules,
    /// A fork of the station's log waits for a person.
    Fork,
    /// An earlier submission of the same station about the stream is held.
    Earlier,
    /// The platform has not published the catalogue version that decided on the station.
    Catalogue,
}

/// An event as stored and chained per stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StoredEvent {
    /// Dense number in the stream, from 1.
    pub stream_seq: u64,
    /// Chain hash of the event before it.
    pub stream_prev: String,
    /// JSON text of an [`crate::event::Event`], exactly as chained.
    pub body: String,
}

impl StoredEvent {
    /// Chain hash that the next event of the stream names.
    #[must_use]
    pub fn hash(&self) -> String {
        chain_hash(&self.stream_prev, &self.body)
    }
}

/// One entry of the region log: a verdict at a position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FeedEntry {
    /// Dense position.
    pub position: Position,
    /// Submission that was decided.
    pub key: SubmissionKey,
    /// Its envelope hash.
    pub submission_hash: String,
    /// Stream.
    pub stream: StreamId,
    /// Rules that decided.
    pub rules_version: u32,
    /// Outcome.
    pub verdict: Verdict,
}

/// A page of the feed for one partition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FeedPage {
    /// Random id of the platform's store, new after a restore.
    pub incarnation: String,
    /// Entries in order of position (earlier ones first when a stream joins the partition late).
    pub entries: Vec<FeedEntry>,
    /// Everything of the partition up to here is in this page or an earlier one.
    pub through: Position,
    /// Whether another page waits.
    pub more: bool,
}

/// `POST /v1/submissions`: a batch, compressed on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PushBatch {
    /// In order of (epoch, seq).
    pub submissions: Vec<SignedSubmission>,
}

/// Answer to a push: transport level first, then what is decided already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PushAnswer {
    /// Random id of the platform's store.
    pub incarnation: String,
    /// One per submission of the batch, in its order.
    pub received: Vec<Receipt>,
    /// Positions up to here are durable.
    pub durable: Position,
    /// Hash of the region's last verdict.
    pub head: String,
}

/// Transport-level answer for one submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Receipt {
    /// Which submission, if its envelope could be read.
    pub key: Option<SubmissionKey>,
    /// Hash of its envelope.
    pub hash: String,
    /// What happened to it.
    pub state: ReceiptState,
    /// The verdict, when there is one already.
    pub verdict: Option<FeedEntry>,
}

/// Fate of one submission at the door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptState {
    /// Stored now.
    Stored,
    /// Same key, same hash: known already.
    Replayed,
    /// Same key, other hash: both kept, the epoch is frozen.
    Forked,
    /// The platform lacks the submissions before it.
    Gap,
    /// It cannot be read, or names another device; stored for inspection, not in the chain.
    Rejected,
}

/// `POST /v1/hello`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Hello {
    /// Station.
    pub device: StationId,
    /// Epoch of its log.
    pub epoch: u32,
    /// Last number in it.
    pub last_seq: u64,
    /// Hash of the last envelope.
    pub head: String,
    /// Position that the station has pulled to.
    pub position: Position,
    /// Incarnation that the position belongs to.
    pub incarnation: Option<String>,
    /// Program version.
    pub version: String,
    /// The station's clock; a large difference is told to a person.
    #[schemars(with = "String")]
    pub clock: Timestamp,
    /// Unsent submissions.
    pub outbox: u32,
    /// Claimed time of the oldest unsent one.
    #[schemars(with = "Option<String>")]
    pub oldest: Option<Timestamp>,
    /// 空闲 / 办理 … of the counter, for the duty board.
    pub counter: Option<CounterStatus>,
}

/// What a counter tells the duty board (窗口状态).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CounterStatus {
    /// Counter number.
    pub counter: CounterNo,
    /// Signed-in user.
    pub user: Option<UserId>,
    /// Ticket being served.
    pub ticket: Option<String>,
    /// What for.
    pub matter: Option<String>,
    /// Since when.
    #[schemars(with = "Option<String>")]
    pub since: Option<Timestamp>,
}

/// Answer to hello.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HelloAnswer {
    /// Random id of the platform's store.
    pub incarnation: String,
    /// Region head position.
    pub position: Position,
    /// What the platform has of this station's epoch: last number…
    pub last_seq: u64,
    /// …and its hash. A platform restored from a backup has less: the station pushes again.
    pub head: Option<String>,
    /// Epoch that the platform expects; larger than the station's after a fork or restore.
    pub epoch: u32,
    /// Durable position: submissions decided up to here may leave the outbox.
    pub durable: Position,
    /// Last position that the station's incarnation has in common with this one; 0 when the
    /// platform does not know that incarnation. What the station holds beyond is decided anew.
    #[serde(default)]
    pub shared: Position,
    /// Platform time.
    #[schemars(with = "String")]
    pub now: Timestamp,
    /// Catalogue version published.
    pub catalogue_version: u32,
    /// Submissions that the platform will take in one batch.
    pub credits: u32,
    /// Whether the station may go on.
    pub station_active: bool,
    /// Users of the hall who may not sign in any more, offline neither.
    pub revoked_users: Vec<UserId>,
}
