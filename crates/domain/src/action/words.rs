//! The small words of acts of the day and of the printer.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The side that signs a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ShiftSide {
    /// 交班人.
    Leaving,
    /// 接班人.
    Arriving,
    /// 监交人.
    Witness,
}

/// What the printer said of a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum PrintOutcome {
    /// 已打印.
    Printed,
    /// 欠发: failed, with the printer's reason.
    Failed {
        /// Reason in Chinese.
        reason: String,
    },
}
