//! The duty desk 值班台.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::LampColour;

/// A figure at the top; opens the list that it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Kpi {
    /// Id.
    pub id: String,
    /// Label.
    pub label: String,
    /// Value.
    pub value: String,
    /// Note.
    pub note: Option<String>,
    /// Lamp.
    pub lamp: LampColour,
}

/// Tone of a counter tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TileTone {
    /// Works.
    Plain,
    /// Look here.
    Warn,
    /// Not at work.
    Off,
}

/// A counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CounterTile {
    /// Number.
    pub no: String,
    /// Lamp.
    pub lamp: LampColour,
    /// 办理 06:12 / 空闲 / 离线 18 分.
    pub state: String,
    /// What for.
    pub detail: String,
    /// Tone.
    pub tone: TileTone,
}

/// Limits of a department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DepartmentRow {
    /// Name.
    pub name: String,
    /// 在办.
    pub open: u32,
    /// 黄.
    pub yellow: u32,
    /// 红.
    pub red: u32,
    /// 平均用时.
    pub average: String,
    /// 按时办结率.
    pub on_time: String,
}

/// A line of the shift check 交接班核对.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CheckRow {
    /// Id.
    pub id: String,
    /// Label.
    pub name: String,
    /// Value.
    pub value: String,
    /// Lamp.
    pub lamp: LampColour,
}

/// Something that needs a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AttentionTask {
    /// Task.
    pub id: String,
    /// Stream that it can be dealt with in: an application or a counter's day.
    pub stream: Option<String>,
    /// Lamp.
    pub lamp: LampColour,
    /// What.
    pub text: String,
    /// Detail.
    pub detail: String,
}

/// Received and accepted in half an hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HalfHour {
    /// HH:MM.
    pub from: String,
    /// 收件.
    pub received: u32,
    /// 受理.
    pub accepted: u32,
}

/// Returns to the counter by reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ReturnCount {
    /// Reason.
    pub reason: String,
    /// Count.
    pub count: u32,
}

/// The duty board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DutyView {
    /// 「今日 11 月 20 日 · 上午班」.
    pub title: String,
    /// 「12 个综合窗口 · 10 在岗」.
    pub subtitle: String,
    /// Figures.
    pub kpis: Vec<Kpi>,
    /// Counters.
    pub counters: Vec<CounterTile>,
    /// Half hours.
    pub half_hours: Vec<HalfHour>,
    /// Departments.
    pub departments: Vec<DepartmentRow>,
    /// Returns.
    pub returns: Vec<ReturnCount>,
    /// Shift check.
    pub checks: Vec<CheckRow>,
    /// Tasks.
    pub tasks: Vec<AttentionTask>,
    /// Who signed the shift so far.
    pub signed: Vec<String>,
    /// Whether this person may sign now, and why not.
    pub sign_reason: Option<String>,
}
