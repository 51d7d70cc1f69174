//! Sign-in, top bar, queue.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Tone;

/// A desk 工作台.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Desk {
    /// 受理台.
    Intake,
    /// 审批台.
    Review,
    /// 出件台.
    Issuance,
    /// 值班台.
    Duty,
    /// 管理台.
    Admin,
    /// 查询.
    Find,
}

/// A desk with the number beside its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DeskCount {
    /// Desk.
    pub id: Desk,
    /// Things waiting there.
    pub count: Option<u32>,
}

/// What the window needs before anyone signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EntryView {
    /// The station is enrolled at a platform.
    pub enrolled: bool,
    /// Hall or department name.
    pub place: String,
    /// Counter number, if the station is one.
    pub counter: Option<String>,
    /// Accounts that signed in here before.
    pub users: Vec<String>,
    /// Locked session that waits for its password.
    pub locked: Option<SessionView>,
    /// Signed-in session.
    pub session: Option<SessionView>,
    /// The first-run tour was not seen yet.
    pub show_tour: bool,
    /// Demo data: the accounts and their shared password may be shown.
    pub demo: Option<String>,
    /// 演示时钟: the time is turned, and stands in the window's frame; RFC 3339 at +08:00.
    pub demo_clock: Option<String>,
}

/// The signed-in person and the truth about devices and sync.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SessionView {
    /// Account.
    pub user: String,
    /// Name.
    pub user_name: String,
    /// 岗位 and counter in words.
    pub post: String,
    /// Hall or department.
    pub hall: String,
    /// Desks of the roles.
    pub desks: Vec<DeskCount>,
    /// Training mode 练习.
    pub training: bool,
    /// Offline sign-in ends then.
    pub offline_until: Option<String>,
    /// Devices.
    pub devices: Vec<DeviceRow>,
    /// Sync.
    pub sync: SyncState,
    /// Station time, RFC 3339 at +08:00.
    pub now: String,
}

/// A device in the top bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DeviceRow {
    /// Id: `scanner`, `printer`, `card_reader`.
    pub id: String,
    /// 「打印机 · 2 纸盒」.
    pub text: String,
    /// State.
    pub state: DeviceState,
}

/// State of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DeviceState {
    /// Ready.
    Ok,
    /// By hand, or virtual 虚拟.
    Warn,
    /// Failed.
    Bad,
    /// Not set up.
    Off,
}

/// The truth about sync (design §4: 已存本机 · 已送达 · 已生效 · 材料传输中 · 需处理).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SyncState {
    /// The one word.
    pub word: SyncWord,
    /// Submissions not yet decided.
    pub pending: u32,
    /// Age of the oldest one, minutes.
    pub oldest_minutes: Option<u32>,
    /// Pages sent.
    pub blobs_done: u32,
    /// Pages to send.
    pub blobs_total: u32,
    /// Work items 需处理.
    pub attention: u32,
    /// Why the platform is not reached, and what to do.
    pub problem: Option<String>,
}

/// The one word about sync.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SyncWord {
    /// 已存本机.
    Saved,
    /// 已送达.
    Delivered,
    /// 已生效: nothing pending.
    #[default]
    Effective,
    /// 材料传输中.
    Transferring,
    /// 需处理.
    Attention,
    /// 离线.
    Offline,
}

/// The left column of the intake desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct QueueView {
    /// People waiting.
    pub waiting: u32,
    /// Tickets.
    pub tickets: Vec<Ticket>,
    /// Parked applicants 暂存 and drafts.
    pub parked: Vec<ParkedDraft>,
    /// Counts of today.
    pub today: Vec<TodayCount>,
    /// The queue is reached; else tickets are typed.
    pub online: bool,
}

/// A ticket 排队号.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Ticket {
    /// Number.
    pub no: String,
    /// What for, or the booked time.
    pub text: String,
    /// State.
    pub state: TicketState,
}

/// State of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TicketState {
    /// 办理中.
    Serving,
    /// 等候.
    Waiting,
    /// 预约.
    Booked,
    /// 已叫号.
    Called,
}

/// A parked draft 暂存.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ParkedDraft {
    /// Draft.
    pub id: String,
    /// Ticket.
    pub ticket: Option<String>,
    /// Applicant.
    pub name: String,
    /// 「12 分」.
    pub text: String,
    /// Tone.
    pub tone: Tone,
}

/// A count of today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TodayCount {
    /// `received`, `papers`, `deferred`, `notices`.
    pub id: String,
    /// Text.
    pub value: String,
}

/// Where a scanned code leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ScanTarget {
    /// A receipt: open its application.
    Application {
        /// Application.
        application: String,
        /// First case.
        case: String,
    },
    /// A 一次性告知单: call its draft back.
    Visit {
        /// Draft.
        draft: String,
    },
    /// An identity number was filled in.
    Draft {
        /// The fresh page.
        view: Box<super::IntakeView>,
    },
    /// Not known.
    Unknown {
        /// What to do.
        message: String,
    },
}

/// A notice that was given 一次性告知单.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NoticeRow {
    /// 文号.
    pub number: String,
    /// Ticket and name.
    pub who: String,
    /// For what.
    pub matter: String,
    /// When.
    pub at: String,
    /// The draft with all that was entered, while it is kept.
    pub draft: Option<String>,
}
