//! All clocks and the lamp of each open case 时限与红黄灯, beside one addition of days by `jiff` a
//! deadline: what the due dates would cost if every day were a working day.

use std::hint::black_box;

use anyhow::{Context as _, Result};
use domain::application::Case;
use domain::calendar::WorkingCalendar;
use domain::catalogue::Catalogue;
use domain::clocks::{Clocks, Lamp, Thresholds, clocks};
use domain::procedure::Procedure;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use serde_json::json;
use tokio::time::Instant;
use workstation::forms;

use crate::desk::micros;
use crate::stats::Pairs;
use crate::table::Row;

/// Open cases of a city on one evening (issue B, Done 9).
const CASES: usize = 100_000;
/// Deadlines of an accepted case that are reckoned: receive, promise, statutory.
const DEADLINES: usize = 3;
const ROUNDS: usize = 10;
const TODAY: Date = date(2026, 11, 20);

pub(crate) fn measure() -> Result<Vec<Row>> {
    let catalogue = Catalogue::parse(&forms::compiled_in())
        .map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let calendar = WorkingCalendar::new(&catalogue.calendar)?;
    let procedure = catalogue.procedures.get(&"P1".into()).context("P1")?;
    let cases = (0..CASES).map(accepted).collect::<Result<Vec<_>>>()?;
    let mut pairs = Pairs::default();
    let mut late = 0;
    for _ in 0..ROUNDS {
        let mut ours = || {
            let start = Instant::now();
            late = refresh(&cases, procedure, &calendar);
            micros(start)
        };
        let before = ours();
        let theirs = [additions(&cases), additions(&cases)];
        pairs.round([before, ours()], theirs);
    }
    let (ours, peer) = (pairs.ours(), pairs.peer());
    let each = |us: f64| us / CASES as f64;
    Ok(vec![
        Row {
            name: "all clocks of one case".to_owned(),
            ours: format!("{:.2} / {:.2} µs", each(ours.median()), each(ours.at(99))),
            beside: format!("{:.3} µs, {DEADLINES} additions by jiff", each(peer.median())),
            ratio: pairs.ratio_in_words(),
            target: String::new(),
            met: None,
        },
        Row {
            name: format!("lamps of {CASES} open cases ({late} late)"),
            ours: format!("{:.0} / {:.0} ms", ours.median() / 1000.0, ours.at(99) / 1000.0),
            beside: format!("{:.1} ms, {DEADLINES} additions each", peer.median() / 1000.0),
            ratio: pairs.ratio_in_words(),
            target: String::new(),
            met: None,
        },
    ])
}

/// A permit received and accepted on one of the last hundred days.
fn accepted(n: usize) -> Result<Case> {
    let on = TODAY.checked_sub(i64::try_from(n % 100)?.days())?;
    let stamp = json!({"user": "clerk", "name": "clerk", "counter": "07",
        "at": "2026-11-20T02:00:00Z", "offline": false});
    let case = json!({
        "no": format!("{n:020}"), "item": "drain", "item_version": 1, "department": "water",
        "depends_on": [], "inputs_on": null, "stage": "accepted", "outcome": null,
        "terms": {"procedure": "P1", "route": "ordinary", "instant": false, "statutory": null,
            "promised": {"days": 15, "unit": "working"}, "needs": [], "points": [],
            "reviewed": false, "has_result": true},
        "received_on": on, "acceptance": {"on": on, "promised_by": null, "stamp": stamp,
            "deemed": false},
        "corrections": [], "decline_proposal": null, "declined": null, "claimed_by": null,
        "findings": {}, "opinions": [], "returns": [], "decision": null, "result": null,
        "delivery": null
    });
    serde_json::from_value(case).context("a case")
}

/// How many lamps are red or black.
fn refresh(cases: &[Case], procedure: &Procedure, calendar: &WorkingCalendar) -> usize {
    let lamp =
        |case: &Case| -> Clocks { clocks(case, procedure, calendar, TODAY, Thresholds::default()) };
    cases.iter().filter(|case| matches!(lamp(case).lamp, Lamp::Red | Lamp::Black)).count()
}

fn additions(cases: &[Case]) -> f64 {
    let start = Instant::now();
    for case in cases {
        for days in [5, 15, 20] {
            black_box(case.received_on.checked_add(days.days()).ok());
        }
    }
    micros(start)
}
