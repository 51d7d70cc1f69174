//! 移交 and its confirmation: papers go from the counter to the departments, every row counted.

use std::collections::BTreeSet;

use domain::action::{Action, HandOverRow};
use domain::application::{Application, Case};
use domain::counter_day::{CounterDay, HandOverRecord};
use domain::decide::counter::rows_lacking;
use domain::document::DocumentKind;
use domain::ids::{CaseNo, CounterNo, DepartmentId, DocumentNo, KindId};
use domain::intake::{Evidence, OriginalState};
use domain::wire::StreamId;
use jiff::ToSpan as _;

use super::duty::Gathered;
use super::receive::{hall_word, paper_desk};
use super::{Table, Workstation};
use crate::clock::legal_text;
use crate::view::{ActOutcome, Fault, HandOverLine, HandOverList, HandOverView};

/// How long ago papers may have been handed over for the desk to remember it.
const REMEMBERED: i32 = 31;

/// Rows that went over and were not missing there: case and material.
pub(super) type HandedRows = BTreeSet<(CaseNo, String)>;

impl Workstation {
    /// What waits to be handed over here, and what waits to be confirmed.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub async fn hand_overs(&self) -> Result<HandOverView, Fault> {
        let table = self.table()?;
        let actor = &table.session.actor;
        let mut view = HandOverView::default();
        if actor.department.is_none() && actor.counter.is_some() {
            let rows = self.waiting_rows(&table).await?;
            view.to_hand = lists_by_department(&table, rows);
        }
        for (_, day) in self.recent_days(&table, None).await? {
            let open = day.hand_overs.iter().filter(|(_, list)| list.confirmed.is_none());
            let mine = open.filter(|(_, list)| actor.department.as_ref() == Some(&list.to));
            view.to_confirm.extend(mine.map(|(no, list)| to_confirm(&table, &day, no, list)));
        }
        Ok(view)
    }

    /// 移交 of everything that waits for a department.
    pub(super) async fn hand_over(
        &self,
        table: &Table,
        to: DepartmentId,
    ) -> Result<ActOutcome, Fault> {
        let Some(stream) = self.day_stream()? else {
            return Err(Fault::new("authority.counter", "材料由窗口移交，请在窗口办理"));
        };
        let waiting = self.waiting_rows(table).await?;
        let rows: Vec<HandOverRow> =
            waiting.into_iter().filter(|(department, _)| *department == to).map(|r| r.1).collect();
        let training = table.training;
        let submitted = self
            .engine
            .submit(&stream, None, move |pen| {
                let word = hall_word(pen, DocumentKind::HandoverList);
                let list = pen.document_no(&word)?;
                let data = paper_desk(pen, training).hand_over(&to, &rows, list.clone());
                let paper = pen.keep_paper(&data);
                pen.act(Action::HandOver { list, to, rows, paper })?;
                Ok(data)
            })
            .await;
        self.printed(&stream, submitted, "已移交，请双方在清单上签字").await
    }

    /// 确认移交 by the receiving department.
    pub(super) async fn confirm_hand_over(
        &self,
        table: &Table,
        list: DocumentNo,
        missing: Vec<u32>,
    ) -> Result<ActOutcome, Fault> {
        let days = self.recent_days(table, None).await?;
        let found = days.into_iter().find(|(_, day)| day.hand_overs.contains_key(list.as_str()));
        let Some((stream, _)) = found else {
            let message = format!("近日没有移交清单 {list}，请核对单号");
            return Err(Fault::new("hand_over.unknown", message));
        };
        let message = if missing.is_empty() {
            "已确认移交"
        } else {
            "已确认移交，缺件已告知窗口"
        };
        self.plain(&stream, Action::ConfirmHandOver { list, missing }, message).await
    }

    /// Days in which papers that matter now may have gone over; a list of yesterday is confirmed
    /// today.
    async fn recent_days(
        &self,
        table: &Table,
        counter: Option<&CounterNo>,
    ) -> Result<Vec<(StreamId, CounterDay)>, Fault> {
        let today = table.today();
        let mut days = Vec::new();
        for row in self.engine.days(today.saturating_sub(REMEMBERED.days()), today).await? {
            if counter.is_some_and(|counter| counter.as_str() != row.counter) {
                continue;
            }
            let stream = StreamId(row.stream);
            let view = self.engine.stream(&stream).await?;
            days.extend(view.counter_day().cloned().map(|day| (stream, day)));
        }
        Ok(days)
    }

    /// What a counter, or the whole hall, has handed over.
    pub(super) async fn handed_rows(
        &self,
        table: &Table,
        counter: Option<&CounterNo>,
    ) -> Result<HandedRows, Fault> {
        let mut handed = HandedRows::new();
        for (_, day) in self.recent_days(table, counter).await? {
            let key = |row: &HandOverRow| (row.case.clone(), row.material.clone());
            handed.extend(day.hand_overs.values().flat_map(|list| &list.rows).map(key));
            for row in rows_lacking(&day) {
                handed.remove(&key(row));
            }
        }
        Ok(handed)
    }

    async fn waiting_rows(&self, table: &Table) -> Result<Vec<(DepartmentId, HandOverRow)>, Fault> {
        let counter = table.session.actor.counter.as_ref();
        let gathered = self.gather(table, counter).await?;
        let handed = self.handed_rows(table, counter).await?;
        Ok(rows_here(table, &gathered, &handed))
    }
}

/// Cases whose papers are still at the counter.
pub(super) fn cases_with_papers_here(
    table: &Table,
    gathered: &Gathered,
    handed: &HandedRows,
) -> BTreeSet<CaseNo> {
    rows_here(table, gathered, handed).into_iter().map(|(_, row)| row.case).collect()
}

/// Paper materials that the counter holds for departments.
fn rows_here(
    table: &Table,
    gathered: &Gathered,
    handed: &HandedRows,
) -> Vec<(DepartmentId, HandOverRow)> {
    let oldest = table.today().saturating_sub(REMEMBERED.days());
    let mut rows = Vec::new();
    for app in gathered.applications.iter().filter(|app| app.received_on >= oldest) {
        for case in app.cases.values() {
            let kept = rows_of_case(table, app, case);
            let waiting = kept.filter(|r| !handed.contains(&(r.case.clone(), r.material.clone())));
            rows.extend(waiting.map(|row| (case.department.clone(), row)));
        }
    }
    rows
}

fn rows_of_case<'a>(
    table: &'a Table,
    app: &'a Application,
    case: &'a Case,
) -> impl Iterator<Item = HandOverRow> + 'a {
    let catalogue = &table.in_force.catalogue;
    papers_kept(app, case).map(move |(kind, evidence)| HandOverRow {
        application: app.id.clone(),
        case: case.no.clone(),
        applicant: app.intake.applicant.as_ref().map_or_else(String::new, |a| a.name.clone()),
        item: catalogue.item_name(&case.item).to_owned(),
        material: catalogue.materials.get(kind).map_or_else(String::new, |k| k.name.clone()),
        copies: 1,
        pages: u32::try_from(evidence.pages.len()).unwrap_or(u32::MAX),
        original: evidence.original == OriginalState::Kept,
    })
}

/// Evidence of a case that lies at the counter on paper: what was seen and given back does not.
pub(super) fn papers_kept<'a>(
    app: &'a Application,
    case: &'a Case,
) -> impl Iterator<Item = (&'a KindId, &'a Evidence)> {
    case.terms.needs.iter().filter_map(|kind| {
        let evidence = app.evidence(kind)?;
        let on_paper = evidence.certificate.is_none() && evidence.output_of.is_none();
        let here = evidence.original != OriginalState::SeenReturned;
        (on_paper && here && !evidence.pages.is_empty()).then_some((kind, evidence))
    })
}

fn lists_by_department(table: &Table, rows: Vec<(DepartmentId, HandOverRow)>) -> Vec<HandOverList> {
    let mut lists: Vec<HandOverList> = Vec::new();
    for (department, row) in rows {
        let at = lists.iter().position(|list| list.department == department);
        let at = at.unwrap_or_else(|| {
            lists.push(HandOverList {
                name: table.papers().organ(&department).to_owned(),
                organ: table.papers().organ(&department).to_owned(),
                department: department.clone(),
                ..HandOverList::default()
            });
            lists.len() - 1
        });
        lists[at].rows.push(line(&row));
    }
    lists
}

fn to_confirm(
    table: &Table,
    day: &CounterDay,
    number: &str,
    list: &HandOverRecord,
) -> HandOverList {
    HandOverList {
        list: Some(DocumentNo::from(number)),
        name: format!("{} 号窗 {}", day.counter, list.handed.name),
        department: list.to.clone(),
        at: legal_text(list.handed.at),
        rows: list.rows.iter().map(line).collect(),
        organ: table.papers().organ(&list.to).to_owned(),
    }
}

fn line(row: &HandOverRow) -> HandOverLine {
    HandOverLine {
        case_no: row.case.to_string(),
        applicant: row.applicant.clone(),
        item: row.item.clone(),
        material: row.material.clone(),
        pages: row.pages,
        original: row.original,
    }
}
