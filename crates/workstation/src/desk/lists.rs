//! The lists behind the numbers of the duty board 数字点开即清单: drawn from the same facts.

use domain::application::{Application, Case, Rating, Stage};
use domain::calendar::legal_date;
use domain::clocks::Lamp;
use domain::event::Fact;

use super::draw::{DutyFacts, draw_found};
use super::{Table, Workstation};
use crate::view::{Fault, FoundCase};

impl Workstation {
    /// The cases that a number counts; `id` is what the board calls it, such as `kpi:lamps`.
    pub(super) async fn listed(&self, table: &Table, id: &str) -> Result<Vec<FoundCase>, Fault> {
        let gathered = self.gather(table, None).await?;
        let board = self.duty_facts(table, &gathered).await?;
        let mut rows = Vec::new();
        for app in &gathered.applications {
            for case in app.cases.values().filter(|case| counted(table, &board, (app, case), id)) {
                let when = (table.today(), String::new());
                rows.push(draw_found(&table.papers(), app, case, &table.clocks(case), when));
            }
        }
        Ok(rows)
    }
}

/// Whether a case is behind a number: the same question that [`super::draw::DutyFacts`] counts.
fn counted(
    table: &Table,
    board: &DutyFacts<'_>,
    (app, case): (&Application, &Case),
    id: &str,
) -> bool {
    let today = table.today();
    let mut facts =
        app.history.iter().filter(|e| legal_date(e.stamp.at) == today).map(|entry| &entry.fact);
    let lamp = || table.clocks(case).lamp;
    match id.split_once(':') {
        Some(("kpi", "received")) => case.received_on == today,
        Some(("kpi", "instant")) => {
            case.received_on == today && case.decision.as_ref().is_some_and(|d| d.on == today)
        }
        Some(("kpi", "guidance")) => case.corrections.iter().any(|c| c.notified_on == today),
        Some(("kpi", "lamps")) => matches!(lamp(), Lamp::Yellow | Lamp::Red | Lamp::Black),
        Some(("kpi", "ratings")) => facts.any(|fact| matches!(fact, Fact::VisitRated { .. })),
        Some(("department", name)) => {
            table.papers().organ(&case.department) == name && case.stage != Stage::Closed
        }
        Some(("counter", no)) => {
            app.received.counter.as_ref().is_some_and(|counter| counter.as_str() == no)
        }
        Some(("check", "collect")) => case.stage == Stage::Ready,
        Some(("check", "owed")) => app.owed_papers().next().is_some(),
        Some(("today", "received")) => {
            let here = table.session.actor.counter.as_ref();
            case.received_on == today && app.received.counter.as_ref() == here
        }
        Some(("today", "deferred")) => {
            let here = table.session.actor.counter.as_ref();
            waits_for_deferred(case) && app.received.counter.as_ref() == here
        }
        Some(("check", "handover")) => board.waits(app, case),
        Some(("check", "repair")) => app.rating.as_ref().is_some_and(Rating::open),
        Some(("check", "unrated")) => app.rating.is_none() && app.received_on == today,
        Some(("check", "voided")) => app.papers.values().any(|paper| paper.voided.is_some()),
        Some(("check", "reprints")) => app.papers.values().any(|paper| paper.reprints > 0),
        _ => false,
    }
}

/// Materials were put off and are not in yet: somebody reminds the applicant 容缺待补.
pub(super) fn waits_for_deferred(case: &Case) -> bool {
    let out = case.course.deferral.as_ref().is_some_and(|deferral| !deferral.open.is_empty());
    out && case.stage != Stage::Closed
}
