//! Dates as papers write them.

use jiff::civil::{Date, DateTime};

/// `2026年11月20日`; a blank to fill by hand when there is none.
pub(super) fn day(date: Option<Date>) -> String {
    date.map_or_else(
        || "　　　　年　　月　　日".to_owned(),
        |date| format!("{}年{}月{}日", date.year(), date.month(), date.day()),
    )
}

/// `2026年11月20日10时42分`; a blank when there is none.
pub(super) fn moment(at: Option<DateTime>) -> String {
    at.map_or_else(
        || "　　　　年　　月　　日　　时　　分".to_owned(),
        |at| format!("{}{}时{:02}分", day(Some(at.date())), at.hour(), at.minute()),
    )
}
