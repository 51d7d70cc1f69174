//! 办理时限 on the intake page.

use domain::calendar::{DayUnit, Term, WorkingCalendar};
use domain::catalogue::item::{Limit as ItemLimit, LimitUnit};
use domain::catalogue::resolve::{Resolved, ResolvedCase};
use jiff::civil::Date;

use crate::desk::paper::{fee_words, limit_words};
use crate::view::Limit;

/// The term of an item's limit.
#[must_use]
pub(super) fn term(limit: &ItemLimit) -> Term {
    Term {
        days: u16::try_from(limit.days).unwrap_or(u16::MAX),
        unit: match limit.unit {
            LimitUnit::WorkingDays => DayUnit::Working,
            LimitUnit::NaturalDays => DayUnit::Natural,
        },
    }
}

/// Limits of every case, the fee and how the result is handed out.
pub(super) fn draw_limits(
    resolved: &Resolved,
    calendar: &WorkingCalendar,
    today: Date,
    delivery: String,
) -> Vec<Limit> {
    let numbers = ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"];
    let mut lines: Vec<Limit> = resolved
        .cases
        .iter()
        .zip(numbers)
        .map(|(case, number)| draw_case(resolved, case, number, calendar, today))
        .collect();
    lines.push(plain("领取", delivery));
    lines.push(plain("费用", fee_words(resolved.fee_total)));
    lines
}

fn draw_case(
    resolved: &Resolved,
    case: &ResolvedCase,
    number: &str,
    calendar: &WorkingCalendar,
    today: Date,
) -> Limit {
    let mut line = format!("{} · {}", short_organ(&case.organ), limit_words(&case.promised));
    let waits: Vec<&str> = case
        .depends_on
        .iter()
        .filter_map(|item| resolved.cases.iter().find(|c| c.item == *item))
        .map(|c| c.short_name.as_str())
        .collect();
    if !waits.is_empty() {
        line = format!("{line}（{}办结后受理）", waits.join("、"));
    }
    let due = calendar.due(today, term(&case.promised));
    let strong = (case.promised.days > 0 && waits.is_empty()).then(|| {
        let mark = if due.provisional { "（暂算）" } else { "" };
        format!("{} 月 {} 日{mark}", due.date.month(), due.date.day())
    });
    let small = case.statutory.as_ref().map(|limit| format!("法定 {}", limit_words(limit)));
    Limit { label: format!("{number} {}", case.short_name), lines: vec![line], strong, small }
}

/// The organ as people of the hall call it: the district is known, the column narrow.
fn short_organ(organ: &str) -> &str {
    organ.split_once('区').map_or(organ, |(_, rest)| if rest.is_empty() { organ } else { rest })
}

fn plain(label: &str, text: String) -> Limit {
    Limit { label: label.to_owned(), lines: vec![text], strong: None, small: None }
}
