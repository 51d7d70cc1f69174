//! The lists behind the numbers of the duty board 数字点开即清单: drawn from the same facts.

use domain::application::{Application, Case, Stage};
use domain::clocks::Lamp;

use super::draw::{DutyFacts, draw_found};
use super::{Table, Workstation};
use crate::view::{Fault, FoundCase};

impl Workstation {
    /// The cases that a number counts; `id` is what the board calls it, such as `kpi:lamps`.
    pub(super) async fn listed(&self, table: &Table, id: &str) -> Result<Vec<FoundCase>, Fault> {
        let gathered = self.gather(table, None).await?;
        let facts = self.duty_facts(table, &gathered).await?;
        let mut rows = Vec::new();
        for app in &gathered.applications {
            for case in app.cases.values().filter(|case| counted(table, &facts, (app, case), id)) {
                let when = (table.today(), String::new());
                rows.push(draw_found(&table.papers(), app, case, &table.clocks(case), when));
            }
        }
        Ok(rows)
    }
}

fn counted(
    table: &Table,
    facts: &DutyFacts<'_>,
    (app, case): (&Application, &Case),
    id: &str,
) -> bool {
    let today = table.today();
    let lamp = || table.clocks(case).lamp;
    match id.split_once(':') {
        Some(("kpi", "received")) => case.received_on == today,
        Some(("kpi", "instant")) => case.decision.as_ref().is_some_and(|d| d.on == today),
        Some(("kpi", "guidance")) => !case.corrections.is_empty(),
        Some(("kpi", "lamps")) => matches!(lamp(), Lamp::Yellow | Lamp::Red | Lamp::Black),
        Some(("kpi", "ratings")) => app.rating.is_some(),
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
        Some(("check", "handover")) => facts.waits(app, case),
        Some(("check", "unrated")) => app.rating.is_none() && case.stage == Stage::Closed,
        Some(("check", "voided")) => app.papers.values().any(|paper| paper.voided.is_some()),
        Some(("check", "reprints")) => app.papers.values().any(|paper| paper.reprints > 0),
        None if id == "attention" => {
            matches!(lamp(), Lamp::Red | Lamp::Black)
                || app.tasks.values().any(|task| task.resolved.is_none())
        }
        _ => false,
    }
}
