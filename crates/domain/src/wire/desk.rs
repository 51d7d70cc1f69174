//! What desks share while they are online: drafts, tickets, the catalogue.

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::{ApplicationId, BlobHash, CounterNo, HallId, UserId};

/// A shared draft 草稿: an intake before anything was received or decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Draft {
    /// Application that it may become.
    pub id: ApplicationId,
    /// Grows with every write.
    pub version: u32,
    /// Hall.
    pub hall: HallId,
    /// Who serves it now.
    pub owner: UserId,
    /// Their name.
    pub owner_name: String,
    /// Counter.
    pub counter: Option<CounterNo>,
    /// What a list shows; masked by the station.
    pub summary: String,
    /// The station's JSON, opaque to the platform.
    pub body: String,
    /// Pages that it names.
    pub pages: Vec<BlobHash>,
    /// Last write, by the platform's clock.
    #[schemars(with = "String")]
    pub changed: Timestamp,
}

/// `PUT /v1/drafts/{id}`: written only if nobody wrote in between. The signed-in user becomes the owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DraftPut {
    /// Version that the station changed, 0 for a new draft.
    pub expected: u32,
    /// What a list shows.
    pub summary: String,
    /// The station's JSON.
    pub body: String,
    /// Pages that it names.
    pub pages: Vec<BlobHash>,
}

/// Answer to a draft.
#[expect(clippy::large_enum_variant, reason = "one answer at a time, read and dropped")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DraftAnswer {
    /// Written.
    Stored {
        /// Its version now.
        version: u32,
    },
    /// Somebody else wrote first; the station keeps its copy and shows both.
    Conflict {
        /// What the platform has.
        current: Draft,
    },
    /// It was given up 放弃, has become a submission, or was not touched for too long.
    Gone,
}

/// `GET /v1/drafts`: the hall's, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DraftList {
    /// Drafts.
    pub drafts: Vec<Draft>,
}

/// State of a ticket (排队号).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TicketState {
    /// 等待.
    Waiting,
    /// 已叫.
    Called,
    /// 过号 or withdrawn by the vendor's queue.
    Dropped,
}

/// A ticket of the hall's queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ticket {
    /// Number as called, such as `A018`.
    pub number: String,
    /// Day.
    #[schemars(with = "String")]
    pub date: Date,
    /// What for.
    pub matter: String,
    /// Served before the others 优先 (old, disabled, pregnant…).
    pub priority: bool,
    /// When it was taken.
    #[schemars(with = "String")]
    pub taken: Timestamp,
    /// State.
    pub state: TicketState,
    /// Counter that called it.
    pub counter: Option<CounterNo>,
}

/// `POST /v1/tickets/next`: no two counters ever get the same one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TicketCall {
    /// Random id of the call: the same id gets the same ticket, so a lost answer loses nobody.
    pub request: String,
}

/// Answer to a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TicketAnswer {
    /// Next ticket, none when nobody waits.
    pub ticket: Option<Ticket>,
    /// How many wait after it.
    pub waiting: u32,
}

/// `POST /v1/tickets`: somebody took a ticket at the desk, or the vendor's queue says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TicketAdd {
    /// Number of the vendor's queue; drawn by the platform if none.
    pub number: Option<String>,
    /// What for.
    pub matter: String,
    /// Served before the others.
    pub priority: bool,
    /// The vendor's queue took it back.
    #[serde(default)]
    pub dropped: bool,
    /// Hall; needed only from a vendor's queue, which is no station.
    #[serde(default)]
    pub hall: Option<HallId>,
}

/// `GET /v1/tickets`: today's, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TicketList {
    /// Tickets.
    pub tickets: Vec<Ticket>,
}

/// `GET /v1/catalogue?after=N`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CatalogueAnswer {
    /// Newest edition, none if it is not newer than `after`.
    pub edition: Option<Edition>,
}

/// A published edition of `forms/` (目录版本).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Edition {
    /// Version number of the catalogue; every publication raises it.
    pub number: u32,
    /// JSON text of a [`crate::catalogue::Catalogue`], calendar and texts of papers included.
    pub catalogue: String,
    /// SM3 of that text.
    pub hash: String,
}
