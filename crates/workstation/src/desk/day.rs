//! The day as papers of the duty desk: 当日办件日报, 用印登记簿, and the uses of seals that the shift
//! report counts too.

use domain::action::{PrintOutcome, ShiftCounts};
use domain::application::HistoryEntry;
use domain::calendar::{legal_date, legal_time};
use domain::document::{CaseCount, DayCase, DocumentData, SealMode, SealUse};
use domain::event::Fact;
use domain::ids::CounterNo;

use super::draw::kind_title;
use super::duty::Gathered;
use super::paper::days_counts;
use super::{Table, Workstation};
use crate::view::Fault;

/// Seals put on paper on the day of the table.
#[derive(Debug, Default)]
pub(super) struct SealUses {
    /// One row a paper that left the printer.
    pub(super) rows: Vec<SealUse>,
    /// Papers whose data is not at hand, so that nobody can say whether they bear a seal.
    pub(super) absent: usize,
}

/// A day, counted.
pub(super) struct Day {
    pub(super) counts: ShiftCounts,
    pub(super) rows: Vec<CaseCount>,
    pub(super) ratings: Vec<CaseCount>,
    pub(super) cases: Vec<DayCase>,
}

impl Workstation {
    /// The day of the table, from the facts that the board and the shift report count.
    pub(super) async fn day(
        &self,
        table: &Table,
        counter: Option<&CounterNo>,
    ) -> Result<Day, Fault> {
        let gathered = self.gather(table, counter).await?;
        let facts = self.duty_facts(table, &gathered).await?;
        let counts = facts.counts();
        let (rows, ratings) = days_counts(&counts, &facts.day_counts());
        Ok(Day { counts, rows, ratings, cases: facts.day_cases() })
    }

    /// 当日办件日报 of this counter, or of the hall.
    pub(super) async fn day_paper(&self) -> Result<DocumentData, Fault> {
        let table = self.table()?;
        let counter = table.session.actor.counter.clone();
        let day = self.day(&table, counter.as_ref()).await?;
        let scope = counter.as_ref().map(CounterNo::as_str);
        Ok(table.papers().day_report(scope, (day.rows, day.ratings), day.cases))
    }

    /// 用印登记簿 of this counter, or of the hall.
    pub(super) async fn seal_paper(&self) -> Result<DocumentData, Fault> {
        let table = self.table()?;
        let counter = table.session.actor.counter.clone();
        let gathered = self.gather(&table, counter.as_ref()).await?;
        let uses = self.seal_uses(&table, &gathered).await;
        if uses.absent > 0 {
            let message = format!(
                "有 {} 份文书的内容还没有传到本机，登记簿会缺行。请联网同步后再打印",
                uses.absent
            );
            return Err(Fault::new("seals.absent", message));
        }
        let scope = counter.as_ref().map(CounterNo::as_str);
        Ok(table.papers().seal_register(scope, uses.rows))
    }

    /// Each paper that left the printer on the day and is stamped by hand.
    pub(super) async fn seal_uses(&self, table: &Table, gathered: &Gathered) -> SealUses {
        let today = table.today();
        let applications = gathered.applications.iter().map(|app| &app.history);
        let days = gathered.days.iter().map(|day| &day.history);
        let mut uses = SealUses::default();
        for history in applications.chain(days) {
            for entry in history.iter().filter(|entry| legal_date(entry.stamp.at) == today) {
                let Fact::PaperPrinted { paper, reprint, outcome: PrintOutcome::Printed, .. } =
                    &entry.fact
                else {
                    continue;
                };
                let Ok(data) = self.engine.paper(&paper.hash).await else {
                    uses.absent += 1;
                    continue;
                };
                if let Some(seal) = data.head.seal.filter(|seal| seal.mode == SealMode::Wet) {
                    let title =
                        data.head.title.unwrap_or_else(|| kind_title(paper.kind).to_owned());
                    uses.rows.push(SealUse {
                        at: Some(legal_time(entry.stamp.at)),
                        seal: seal.name,
                        paper: again(title, *reprint),
                        number: paper.number.to_string(),
                        copies: 1,
                        asked_by: asked_by(history, paper.number.as_str(), entry),
                        sealed_by: entry.stamp.name.clone(),
                    });
                }
            }
        }
        uses.rows.sort_by_key(|used| used.at);
        uses
    }
}

fn again(title: String, reprint: u32) -> String {
    if reprint == 0 { title } else { format!("{title}（补打第{reprint}次）") }
}

/// Who made the act whose paper it is; who printed it, if no act here says.
fn asked_by(history: &[HistoryEntry], number: &str, printed: &HistoryEntry) -> String {
    let made = history
        .iter()
        .find(|entry| entry.fact.paper().is_some_and(|paper| paper.number.as_str() == number));
    made.unwrap_or(printed).stamp.name.clone()
}
