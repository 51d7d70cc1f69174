//! Tables of the duty board: half hours, departments, returns.

use std::collections::BTreeMap;

use domain::application::Stage;
use domain::calendar::{legal_date, legal_time};
use domain::clocks::Lamp;
use domain::event::Fact;
use domain::ids::DepartmentId;

use super::duty::{DutyFacts, count};
use super::words::return_words;
use crate::view::{DepartmentRow, HalfHour, ReturnCount};

/// Received and accepted per half hour of today, at least the morning.
pub(super) fn half_hours(facts: &DutyFacts<'_>) -> Vec<HalfHour> {
    let mut slots: BTreeMap<i16, (u32, u32)> = BTreeMap::new();
    let entries = facts.applications.iter().flat_map(|app| &app.history);
    for entry in entries.filter(|entry| legal_date(entry.stamp.at) == facts.today()) {
        let at = legal_time(entry.stamp.at);
        let slot = i16::from(at.hour()) * 2 + i16::from(at.minute() >= 30);
        match &entry.fact {
            Fact::ApplicationReceived { .. } => slots.entry(slot).or_default().0 += 1,
            Fact::CaseAccepted { .. } => slots.entry(slot).or_default().1 += 1,
            _ => {}
        }
    }
    let first = slots.keys().next().copied().unwrap_or(17).min(17);
    let last = slots.keys().last().copied().unwrap_or(21).max(21);
    let count = |slot| slots.get(&slot).copied().unwrap_or_default();
    (first..=last)
        .map(|slot| HalfHour {
            from: format!("{}:{:02}", slot / 2, (slot % 2) * 30),
            received: count(slot).0,
            accepted: count(slot).1,
        })
        .collect()
}

pub(super) fn departments(facts: &DutyFacts<'_>) -> Vec<DepartmentRow> {
    let mut rows: BTreeMap<&DepartmentId, (DepartmentRow, Vec<i32>, u32)> = BTreeMap::new();
    for case in facts.cases() {
        let (row, days, late) = rows.entry(&case.department).or_insert_with(|| {
            let name = facts.desk.organ(&case.department).to_owned();
            let row = DepartmentRow {
                name,
                open: 0,
                yellow: 0,
                red: 0,
                average: String::new(),
                on_time: String::new(),
            };
            (row, Vec::new(), 0)
        });
        match facts.lamp(case) {
            Lamp::Yellow => row.yellow += 1,
            Lamp::Red | Lamp::Black => row.red += 1,
            Lamp::Off | Lamp::Paused | Lamp::Green => {}
        }
        match &case.decision {
            Some(decision) => {
                days.push((decision.on - case.received_on).get_days());
                let promised = case.acceptance.as_ref().and_then(|a| a.promised_by);
                *late += u32::from(promised.is_some_and(|by| decision.on > by));
            }
            None if case.stage != Stage::Closed => row.open += 1,
            None => {}
        }
    }
    rows.into_values()
        .map(|(mut row, days, late)| {
            if !days.is_empty() {
                let n = i32::try_from(days.len()).unwrap_or(i32::MAX);
                let tenths = days.iter().sum::<i32>() * 10 / n;
                row.average = format!("{}.{} 日", tenths / 10, tenths % 10);
                let done = count(days.len());
                row.on_time = format!("{}%", (done - late) * 100 / done);
            } else {
                row.average = "—".to_owned();
                row.on_time = "—".to_owned();
            }
            row
        })
        .collect()
}

pub(super) fn returns(facts: &DutyFacts<'_>) -> Vec<ReturnCount> {
    let mut by_reason: BTreeMap<&str, u32> = BTreeMap::new();
    for back in facts.cases().flat_map(|case| &case.returns) {
        *by_reason.entry(return_words(back.reason)).or_default() += 1;
    }
    let mut rows: Vec<_> = by_reason
        .into_iter()
        .map(|(reason, count)| ReturnCount { reason: reason.to_owned(), count })
        .collect();
    rows.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.reason.cmp(&b.reason)));
    rows
}
