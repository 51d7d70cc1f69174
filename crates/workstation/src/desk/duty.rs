//! The duty desk 值班台.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use domain::application::Application;
use domain::clocks::Clocks;
use domain::counter_day::CounterDay;
use domain::ids::{ApplicationId, CaseNo, CounterNo};
use domain::wire::StreamId;
use domain::wire::admin::{StationList, StationRow as WireStation};

use super::draw::{DutyFacts, draw_duty};
use super::{Table, Workstation};
use crate::engine::StreamView;
use crate::store::CaseFilter;
use crate::view::{CounterTile, DutyView, Fault, LampColour, TileTone};

/// A counter that was silent so long is offline.
pub(super) const SILENT_MINUTES: i64 = 2;

/// What the day is drawn from, owned.
pub(super) struct Gathered {
    pub(super) applications: Vec<Application>,
    pub(super) clocks: BTreeMap<CaseNo, Clocks>,
    pub(super) days: Vec<CounterDay>,
}

impl Workstation {
    pub(super) async fn gather(
        &self,
        table: &Table,
        counter: Option<&CounterNo>,
    ) -> Result<Gathered, Fault> {
        let filter = CaseFilter {
            counter: counter.map(ToString::to_string),
            limit: 2_000,
            newest_first: true,
            ..CaseFilter::default()
        };
        let mut views: BTreeMap<String, Arc<StreamView>> = BTreeMap::new();
        for (row, _) in self.engine.cases(&filter).await? {
            if let Entry::Vacant(place) = views.entry(row.application) {
                let id = ApplicationId(place.key().clone());
                place.insert(self.engine.application(&id).await?);
            }
        }
        let applications: Vec<Application> =
            views.values().filter_map(|view| view.application().cloned()).collect();
        let cases = applications.iter().flat_map(|app| app.cases.values());
        let clocks = cases.map(|case| (case.no.clone(), table.clocks(case))).collect();
        let mut days = Vec::new();
        for row in self.engine.days(table.today(), table.today()).await? {
            if counter.is_none_or(|counter| counter.as_str() == row.counter) {
                let view = self.engine.stream(&StreamId(row.stream)).await?;
                days.extend(view.counter_day().cloned());
            }
        }
        Ok(Gathered { applications, clocks, days })
    }

    pub(super) async fn duty_facts<'a>(
        &self,
        table: &'a Table,
        gathered: &'a Gathered,
    ) -> Result<DutyFacts<'a>, Fault> {
        let work_items = self.engine.work_items().await?;
        Ok(DutyFacts {
            desk: table.papers(),
            applications: &gathered.applications,
            clocks: &gathered.clocks,
            calendar: &table.in_force.calendar,
            days: &gathered.days,
            counters: Vec::new(),
            waiting: 0,
            unsent: self.engine.outbox().await?.unsent,
            work_items: work_items.into_iter().map(|item| (item.id, item.message)).collect(),
            sign_reason: None,
        })
    }

    /// The duty board.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub async fn duty(&self) -> Result<DutyView, Fault> {
        let table = self.table()?;
        let gathered = self.gather(&table, None).await?;
        let mut facts = self.duty_facts(&table, &gathered).await?;
        if let Ok(list) = self.engine.tickets().await {
            let waiting =
                list.tickets.iter().filter(|t| t.state == domain::wire::desk::TicketState::Waiting);
            facts.waiting = u32::try_from(waiting.count()).unwrap_or(u32::MAX);
        }
        if let Ok(list) = self.engine.fetch::<StationList>("/v1/admin/stations").await {
            facts.counters = list.stations.iter().filter_map(|s| tile(s, table.at)).collect();
            facts.counters.sort_by(|a, b| a.no.cmp(&b.no));
        }
        Ok(draw_duty(facts))
    }
}

pub(super) fn silent_minutes(station: &WireStation, now: jiff::Timestamp) -> Option<i64> {
    station.health.as_ref().map(|health| now.duration_since(health.seen).as_secs().max(0) / 60)
}

fn tile(station: &WireStation, now: jiff::Timestamp) -> Option<CounterTile> {
    let no = station.counter.as_ref()?.to_string();
    let silent = silent_minutes(station, now);
    let status = station.health.as_ref().and_then(|health| health.counter.as_ref());
    let (state, tone, lamp) = match (silent, status) {
        (None, _) => ("未上岗".to_owned(), TileTone::Off, LampColour::None),
        (Some(minutes), _) if minutes >= SILENT_MINUTES => {
            (format!("离线 {minutes} 分"), TileTone::Warn, LampColour::Yellow)
        }
        (_, Some(status)) => {
            let seconds =
                status.since.map_or(0, |since| now.duration_since(since).as_secs().max(0));
            let long = seconds > 15 * 60;
            let tone = if long { TileTone::Warn } else { TileTone::Plain };
            let lamp = if long { LampColour::Yellow } else { LampColour::Green };
            (format!("办理 {:02}:{:02}", seconds / 60, seconds % 60), tone, lamp)
        }
        (_, None) => ("空闲".to_owned(), TileTone::Plain, LampColour::Green),
    };
    let detail = status.and_then(|status| status.matter.clone()).unwrap_or_default();
    Some(CounterTile { no, lamp, state, detail, tone })
}
