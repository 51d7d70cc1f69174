//! The counter's own day 本窗今日: papers that wait for their departments, notices that were given.

use std::collections::{BTreeMap, BTreeSet};

use domain::application::{Application, Case};
use domain::ids::{CaseNo, CounterNo, DepartmentId};
use domain::intake::{Evidence, OriginalState};
use domain::wire::StreamId;
use jiff::ToSpan as _;

use super::draw::short_time;
use super::duty::Gathered;
use super::{Table, Workstation};
use crate::engine::Draft;
use crate::view::{CounterDayView, Fault, NoticeRow, PaperPile};

/// Papers go to the departments the same or the next morning: older lists need no look.
const REMEMBERED: i64 = 31;

impl Workstation {
    /// What this counter still has to hand over, and the 一次性告知单 that it gave today.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub async fn counter_day(&self) -> Result<CounterDayView, Fault> {
        let table = self.table()?;
        let counter = table.session.actor.counter.as_ref();
        let gathered = self.gather(&table, counter).await?;
        let drafts = self.engine.drafts().await?;
        let given = gathered.days.iter().flat_map(|day| &day.guidance);
        let notices = given
            .map(|notice| NoticeRow {
                number: notice.number.clone(),
                who: [notice.ticket.as_str(), notice.applicant.as_str()]
                    .join(" ")
                    .trim()
                    .to_owned(),
                matter: notice.matter.clone(),
                at: short_time(notice.stamp.at, table.today()),
                draft: same_visit(&drafts, &notice.ticket, &notice.applicant),
            })
            .collect();
        let piles = self.piles(&table, &gathered).await?;
        Ok(CounterDayView { piles, notices })
    }

    /// Papers that wait at this counter, by department.
    pub(super) async fn piles(
        &self,
        table: &Table,
        gathered: &Gathered,
    ) -> Result<Vec<PaperPile>, Fault> {
        let handed = self.handed_over(table.session.actor.counter.as_ref(), table).await?;
        let mut counts: BTreeMap<&DepartmentId, (u32, u32)> = BTreeMap::new();
        for app in &gathered.applications {
            for case in app.cases.values().filter(|case| !handed.contains(&case.no)) {
                let papers = u32::try_from(kept(app, case).count()).unwrap_or(u32::MAX);
                if papers > 0 {
                    let (cases, all) = counts.entry(&case.department).or_default();
                    *cases += 1;
                    *all += papers;
                }
            }
        }
        let piles = counts.into_iter().map(|(id, (cases, papers))| PaperPile {
            department: id.clone(),
            name: table.papers().organ(id).to_owned(),
            cases,
            papers,
        });
        Ok(piles.collect())
    }

    /// Cases whose papers this counter handed over lately.
    pub(super) async fn handed_over(
        &self,
        counter: Option<&CounterNo>,
        table: &Table,
    ) -> Result<BTreeSet<CaseNo>, Fault> {
        let Some(counter) = counter else {
            return Ok(BTreeSet::new());
        };
        let since = table.today().checked_sub(REMEMBERED.days()).unwrap_or(table.today());
        let mut handed = BTreeSet::new();
        for row in self.engine.days_since(counter, since).await? {
            let view = self.engine.stream(&StreamId(row.stream)).await?;
            let lists = view.counter_day().into_iter().flat_map(|day| day.hand_overs.values());
            handed.extend(lists.flat_map(|list| &list.rows).map(|row| row.case.clone()));
        }
        Ok(handed)
    }
}

/// Evidence of a case that lies at the counter on paper: what was seen and given back does not.
pub(super) fn kept<'a>(
    app: &'a Application,
    case: &'a Case,
) -> impl Iterator<Item = (&'a domain::ids::KindId, &'a Evidence)> {
    case.terms.needs.iter().filter_map(|kind| {
        let evidence = app.evidence(kind)?;
        let on_paper = evidence.certificate.is_none() && evidence.output_of.is_none();
        let here = evidence.original != OriginalState::SeenReturned;
        (on_paper && here && !evidence.pages.is_empty()).then_some((kind, evidence))
    })
}

/// The draft that the applicant of a notice left behind.
fn same_visit(drafts: &[Draft], ticket: &str, applicant: &str) -> Option<String> {
    let same = |draft: &&Draft| {
        let name = draft.intake.applicant.as_ref().map_or("", |a| a.name.as_str());
        draft.intake.ticket == ticket && name == applicant
    };
    drafts.iter().find(same).map(|draft| draft.id.clone())
}
