//! What the window sees: plain lists, fully resolved; and what it asks for.
//!
//! Numbers and dates arrive as the text to show. Nothing here decides anything.

mod admin;
mod attention;
mod course;
mod duty;
mod hand_over;
mod intake;
mod issuance;
mod papers;
mod request;
mod review;
mod session;
mod slips;

pub use admin::{AdminView, CatalogueRow, StationRow, SyncRow, UserRow};
pub use attention::{AttentionItem, DifferenceRow};
pub use course::{
    AmendableField, CourseRequest, CourseView, DeferredRow, ExtensionOffer, FeeOffer, FeesView,
    KindName, MoneyRow, ReductionOffer, ReplacementView, StepChoice,
};
pub use duty::{
    AttentionTask, CheckRow, CounterTile, DepartmentRow, DutyView, HalfHour, Kpi, ReturnCount,
    TileTone,
};
pub use hand_over::{HandOverLine, HandOverList, HandOverView};
pub use intake::{
    Banner, CertificateOffer, Choice, ChosenItem, DraftEdit, Dropped, FieldKind, FormField,
    FormGroup, IntakeView, Limit, Material, MaterialPage, Missing, Question, SearchHit, Step,
    StepId, WayOut, WayOutAct,
};
pub use issuance::{FoundCase, IssuanceView, OriginalRow, ReadyRow, ResultRow};
pub use papers::{PaperRow, PaperState, Progress};
pub use request::{ActOutcome, ActRequest, ChargeRequest};
pub use review::{
    ActRow, AnswerRow, AskedPoint, FieldName, GroupRows, HistoryRow, InboxRow, InboxTab,
    InboxTabCount, InboxView, LabelValue, MaterialFault, OpinionRow, OtherCase, PointRow,
    PointState, ProposedDecline, ReviewMaterial, ReviewView,
};
pub use session::{
    Desk, DeskCount, DeviceRow, DeviceState, EntryView, NoticeRow, ParkedDraft, QueueView,
    ScanTarget, SessionView, SyncState, SyncWord, Ticket, TicketState, TodayCount,
};

pub use slips::{SlipOffer, SlipRequest};

use serde::{Deserialize, Serialize};
use specta::Type;

/// Colour of a lamp 红黄灯; the window adds shape and word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum LampColour {
    /// In time.
    Green,
    /// Near its limit.
    Yellow,
    /// Past the promise, or failed.
    Red,
    /// Past the statutory limit.
    Black,
    /// The clock stands still.
    Paused,
    /// Nothing to tell.
    #[default]
    None,
}

/// Tone of a tag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Good.
    Ok,
    /// Plain emphasis.
    Brand,
    /// Look here.
    Warn,
    /// Quiet.
    Gray,
    /// No tag.
    #[default]
    None,
}

/// An error as the window gets it: a stable code, what happened, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Fault {
    /// Stable code.
    pub code: String,
    /// In Chinese: what happened and what to do next.
    pub message: String,
    /// Article, when a rule refused.
    pub article: Option<String>,
}
