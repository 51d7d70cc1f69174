//! Cases on the desks: review, issuance, find.

use std::collections::{BTreeMap, BTreeSet};

use domain::action::Actor;
use domain::application::{Application, Case, HistoryEntry, PaperRecord, Stage};
use domain::clocks::{Clocks, Thresholds, clocks};
use domain::ids::{ApplicationId, BlobHash, CaseNo};
use domain::rights::sees;
use domain::wire::StreamId;

use super::draw::{
    InboxFacts, draw_found, draw_inbox_row, draw_issuance, draw_ready, draw_review, papers_of,
};
use super::{Table, Workstation};
use crate::engine::StreamView;
use crate::store::{CaseFilter, CaseRow};
use crate::view::{
    Fault, FoundCase, InboxTab, InboxTabCount, InboxView, IssuanceView, PaperRow, ReadyRow,
    ReviewView,
};

/// Rows of a list at once.
const ROWS: u32 = 200;

impl Table {
    /// Clocks of a case today.
    pub(super) fn clocks(&self, case: &Case) -> Clocks {
        let catalogue = &self.in_force.catalogue;
        catalogue.procedures.get(&case.terms.procedure).map_or_else(Clocks::default, |procedure| {
            clocks(case, procedure, &self.in_force.calendar, self.today(), Thresholds::default())
        })
    }
}

/// The word about one application's way to the platform.
fn sync_text(view: &StreamView) -> String {
    let count = view.pending.len();
    if view.pending.iter().any(|act| act.refusal.is_some() || act.held) {
        "需处理".to_owned()
    } else if count == 0 {
        "已生效".to_owned()
    } else if view.pending.iter().all(|act| act.delivered) {
        "已送达".to_owned()
    } else {
        format!("已存本机（待发 {count}）")
    }
}

fn tab_of(case: &Case, me: &str) -> InboxTab {
    match case.stage {
        Stage::Decided | Stage::Ready | Stage::Closed => InboxTab::Done,
        Stage::Correcting => InboxTab::Paused,
        _ if case.returns.iter().any(|back| back.answered.is_none()) => InboxTab::Paused,
        _ if !case.depends_on.is_empty() && case.inputs_on.is_none() => InboxTab::Paused,
        _ if case.claimed_by.as_ref().is_none_or(|stamp| stamp.user.as_str() == me) => {
            InboxTab::Mine
        }
        _ if case.opinions.is_empty() => InboxTab::Section,
        // opinions are in: whoever decides looks for it here
        _ => InboxTab::Mine,
    }
}

impl Workstation {
    /// Inbox of the department 待审.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub async fn inbox(&self, tab: InboxTab) -> Result<InboxView, Fault> {
        let table = self.table()?;
        let actor = &table.session.actor;
        let departments = actor.department.iter().map(ToString::to_string).collect();
        let filter = CaseFilter { departments, limit: ROWS, ..CaseFilter::default() };
        let mut counts = [InboxTab::Mine, InboxTab::Section, InboxTab::Paused, InboxTab::Done]
            .map(|id| InboxTabCount { id, count: 0 });
        let mut rows = Vec::new();
        for (row, _) in self.engine.cases(&filter).await? {
            let view = self.engine.application(&ApplicationId(row.application.clone())).await?;
            let Some((app, case)) = found(&view, &row) else {
                continue;
            };
            let place = tab_of(case, actor.user.as_str());
            // 本科室 holds everything that is not done
            for count in &mut counts {
                let section = count.id == InboxTab::Section && place != InboxTab::Done;
                count.count += u32::from(count.id == place || section);
            }
            if place == tab || (tab == InboxTab::Section && place != InboxTab::Done) {
                let facts = self.facts(&table, &view, case)?;
                let drawn = draw_inbox_row(&facts, app, case, table.today());
                rows.push((facts.clocks.lamp, app.received.at, drawn));
            }
        }
        rows.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.cmp(&a.1)));
        Ok(InboxView { tabs: counts.to_vec(), rows: rows.into_iter().map(|row| row.2).collect() })
    }

    /// One case on the review desk.
    ///
    /// # Errors
    /// It is not here.
    pub async fn review(&self, case: CaseNo) -> Result<ReviewView, Fault> {
        let table = self.table()?;
        let view = self.engine.case(&case).await?;
        let found = view.application().and_then(|app| Some((app, app.cases.get(&case)?)));
        let (app, row) = found.ok_or_else(|| Fault::new("case.unknown", "找不到办件，请刷新"))?;
        self.own_case(row)?;
        let mut facts = self.facts(&table, &view, row)?;
        facts.absent = self.absent(app).await?;
        facts.others = app.cases.values().map(|o| (o.no.clone(), table.clocks(o))).collect();
        Ok(draw_review(&facts, app, row, table.today()))
    }

    /// An organ sees its own cases only (clerk-notes E12b), also at a station that it shares.
    pub(super) fn own_case(&self, case: &Case) -> Result<(), Fault> {
        if sees(&self.session_in_use()?.actor, case) {
            return Ok(());
        }
        let mut fault =
            Fault::new("case.not_yours", "这是其他部门的办件，请在本部门的收件箱中选择");
        fault.article =
            Some("《国务院关于在线政务服务的若干规定》（国令第716号）第七条".to_owned());
        Err(fault)
    }

    fn facts<'a>(
        &self,
        table: &'a Table,
        view: &StreamView,
        case: &Case,
    ) -> Result<InboxFacts<'a>, Fault> {
        Ok(InboxFacts {
            desk: table.papers(),
            clocks: table.clocks(case),
            others: BTreeMap::new(),
            calendar: &table.in_force.calendar,
            rights: self.engine.rights(view)?,
            absent: Vec::new(),
            sync_text: sync_text(view),
        })
    }

    /// Pages that are not on this station yet.
    async fn absent(&self, app: &Application) -> Result<Vec<BlobHash>, Fault> {
        let mut absent = Vec::new();
        for page in app.pages() {
            if !self.engine.has_blob(page).await? {
                absent.push(page.clone());
            }
        }
        Ok(absent)
    }

    /// Applications with results to hand out.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub async fn issuance_list(&self) -> Result<Vec<ReadyRow>, Fault> {
        let table = self.table()?;
        let filter =
            CaseFilter { stages: vec!["ready".to_owned()], limit: ROWS, ..CaseFilter::default() };
        let mut rows: Vec<ReadyRow> = Vec::new();
        for (row, _) in self.engine.cases(&filter).await? {
            if rows.iter().any(|kept| kept.application == row.application) {
                continue;
            }
            let view = self.engine.application(&ApplicationId(row.application)).await?;
            if let Some(app) = view.application() {
                rows.push(draw_ready(&table.papers(), app, table.today()));
            }
        }
        Ok(rows)
    }

    /// Everything to hand out for one application.
    ///
    /// # Errors
    /// It is not here.
    pub async fn issuance(&self, application: ApplicationId) -> Result<IssuanceView, Fault> {
        let table = self.table()?;
        let view = self.engine.application(&application).await?;
        let app = view
            .application()
            .ok_or_else(|| Fault::new("application.unknown", "找不到这次申办"))?;
        Ok(draw_issuance(&table.papers(), app, &self.engine.rights(&view)?))
    }

    /// Finds cases by card, code, number, name 查询.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub async fn find(&self, text: &str) -> Result<Vec<FoundCase>, Fault> {
        let table = self.table()?;
        if let Some(id) = text.strip_prefix("list:") {
            return self.listed(&table, id).await;
        }
        let text = match domain::document::parse_receipt_code(text) {
            Some(code) => code.case_no.to_string(),
            None => text.trim().to_owned(),
        };
        if text.is_empty() {
            return Ok(Vec::new());
        }
        let mut found_cases = Vec::new();
        for (row, _) in self.engine.find(&text, ROWS).await? {
            let view = self.engine.application(&ApplicationId(row.application.clone())).await?;
            if let Some((app, case)) = found(&view, &row)
                && sees(&table.session.actor, case)
            {
                let when = (table.today(), sync_text(&view));
                found_cases.push(draw_found(&table.papers(), app, case, &table.clocks(case), when));
            }
        }
        Ok(found_cases)
    }

    /// Papers of an application or of the day.
    ///
    /// # Errors
    /// It is not here.
    pub async fn papers(&self, stream: &str) -> Result<Vec<PaperRow>, Fault> {
        let stream = StreamId(stream.to_owned());
        let view = self.engine.stream(&stream).await?;
        Ok(match &view.state {
            domain::application::Stream::Application(app) => {
                papers_of(&stream, concern(app, &self.session_in_use()?.actor))
            }
            domain::application::Stream::CounterDay(day) => papers_of(&stream, day.papers.values()),
            domain::application::Stream::Empty => Vec::new(),
        })
    }
}

fn found<'a>(view: &'a StreamView, row: &CaseRow) -> Option<(&'a Application, &'a Case)> {
    let app = view.application()?;
    Some((app, app.cases.get(&CaseNo(row.case_no.clone()))?))
}

/// Papers that concern an organ's own cases, or all of them together.
fn concern<'a>(app: &'a Application, who: &Actor) -> impl Iterator<Item = &'a PaperRecord> {
    let foreign = |entry: &HistoryEntry| {
        let case = entry.fact.case().and_then(|no| app.cases.get(no));
        case.is_some_and(|case| !sees(who, case))
    };
    let theirs: BTreeSet<&str> = app
        .history
        .iter()
        .filter(|entry| foreign(entry))
        .filter_map(|entry| entry.fact.paper())
        .map(|paper| paper.number.as_str())
        .collect();
    app.papers.iter().filter(move |(no, _)| !theirs.contains(no.as_str())).map(|(_, record)| record)
}
