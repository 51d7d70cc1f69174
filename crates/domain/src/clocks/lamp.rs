//! Lamps and the hall's thresholds for them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Lamp 红黄灯; shape and word stand beside the colour on screen. Worse is greater.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    Type,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Lamp {
    /// Ended in time, or nothing runs.
    #[default]
    Off,
    /// 暂停: waits for the applicant or for another case.
    Paused,
    /// 正常
    Green,
    /// 临近
    Yellow,
    /// 超过承诺时限
    Red,
    /// 超过法定时限
    Black,
}

impl Lamp {
    /// The word beside the colour.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Off => "已止",
            Self::Paused => "暂停",
            Self::Green => "正常",
            Self::Yellow => "临近",
            Self::Red => "超承诺",
            Self::Black => "超法定",
        }
    }
}

/// When a lamp turns yellow: a setting of the hall (domain.md §8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// Yellow when so much of the limit is left, in percent.
    pub percent: u8,
    /// Yellow at the latest when so many days are left.
    pub days: u16,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { percent: 20, days: 1 }
    }
}
