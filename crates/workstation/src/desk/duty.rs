//! Duty and admin desks 值班台、管理台; hand-over and shift of the counter's day.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::action::{Action, HandOverRow, ShiftCounts, ShiftSide};
use domain::application::Application;
use domain::clocks::Clocks;
use domain::counter_day::CounterDay;
use domain::document::{DeviceLine, DocumentData, DocumentKind};
use domain::ids::{ApplicationId, CaseNo, CounterNo, DepartmentId, DocumentNo};
use domain::intake::OriginalState;
use domain::refusal::Refusal;
use domain::wire::StreamId;
use domain::wire::admin::{StationList, StationRow as WireStation, UserList};

use super::acts::refused;
use super::draw::{DutyFacts, draw_duty};
use super::paper::ShiftFacts;
use super::receive::{hall_word, paper_desk};
use super::session::role_name;
use super::{Table, Workstation};
use crate::clock::legal_text;
use crate::engine::{Pen, StreamView};
use crate::store::CaseFilter;
use crate::view::{
    ActOutcome, ActRequest, AdminView, CatalogueRow, CounterTile, DutyView, Fault, LampColour,
    StationRow, SyncRow, TileTone, UserRow,
};

/// A counter that was silent so long is offline.
const SILENT_MINUTES: i64 = 2;

/// What the day is drawn from, owned.
pub(super) struct Gathered {
    applications: Vec<Application>,
    clocks: BTreeMap<CaseNo, Clocks>,
    days: Vec<CounterDay>,
}

impl Workstation {
    pub(super) async fn gather(&self, table: &Table, counter: Option<&CounterNo>) -> Result<Gathered, Fault> {
        let filter = CaseFilter {
            counter: counter.map(ToString::to_string),
            limit: 2_000,
            newest_first: true,
            ..CaseFilter::default()
        };
        let mut views: BTreeMap<String, Arc<StreamView>> = BTreeMap::new();
        for (row, _) in self.engine.cases(&filter).await? {
            if !views.contains_key(&row.application) {
                let id = ApplicationId(row.application.clone());
                views.insert(row.application, self.engine.application(&id).await?);
            }
        }
        let applications: Vec<Application> = views
            .values()
            .filter_map(|view| view.application().cloned())
            .collect();
        let cases = applications.iter().flat_map(|app| app.cases.values());
        let clocks = cases
            .map(|case| (case.no.clone(), table.clocks(case)))
            .collect();
        let mut days = Vec::new();
        for row in self.engine.days(table.today()).await? {
            if counter.is_none_or(|counter| counter.as_str() == row.counter) {
                let view = self.engine.stream(&StreamId(row.stream)).await?;
                days.extend(view.counter_day().cloned());
            }
        }
        Ok(Gathered {
            applications,
            clocks,
            days,
        })
    }

    /// Counted truth of this counter's day.
    pub(super) async fn counts_of_counter(&self, table: &Table) -> Result<ShiftCounts, Fault> {
        let counter = table.session.actor.counter.clone();
        let gathered = self.gather(table, counter.as_ref()).await?;
        Ok(self.duty_facts(table, &gathered).await?.counts())
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
            days: &gathered.days,
            counters: Vec::new(),
            waiting: 0,
            unsent: self.engine.outbox().await?.unsent,
            work_items: work_items
                .into_iter()
                .map(|item| (item.id, item.message))
                .collect(),
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
            let waiting = list
                .tickets
                .iter()
                .filter(|t| t.state == domain::wire::desk::TicketState::Waiting);
            facts.waiting = u32::try_from(waiting.count()).unwrap_or(u32::MAX);
        }
        if let Ok(list) = self.engine.fetch::<StationList>("/v1/admin/stations").await {
            facts.counters = list
                .stations
                .iter()
                .filter_map(|s| tile(s, table.at))
                .collect();
            facts.counters.sort_by(|a, b| a.no.cmp(&b.no));
        }
        Ok(draw_duty(facts))
    }

    /// 移交, 确认移交, 交接班.
    pub(super) async fn of_the_day(&self, request: ActRequest) -> Result<ActOutcome, Fault> {
        let table = self.table()?;
        match request {
            ActRequest::HandOver { to } => self.hand_over(&table, to).await,
            ActRequest::ConfirmHandOver { list, missing } => {
                let stream = self.stream_of_list(&table, &list).await?;
                let action = Action::ConfirmHandOver { list, missing };
                self.plain(&stream, action, "已确认移交").await
            }
            ActRequest::SignShift { side, remarks } => self.sign_shift(&table, side, remarks).await,
            _ => Err(Fault::new(
                "act.unknown",
                "此操作尚不支持，请联系管理员升级程序",
            )),
        }
    }

    async fn stream_of_list(&self, table: &Table, list: &DocumentNo) -> Result<StreamId, Fault> {
        for row in self.engine.days(table.today()).await? {
            let stream = StreamId(row.stream);
            let view = self.engine.stream(&stream).await?;
            if view
                .counter_day()
                .is_some_and(|day| day.hand_overs.contains_key(list.as_str()))
            {
                return Ok(stream);
            }
        }
        Err(Fault::new(
            "hand_over.unknown",
            format!("今天没有移交清单 {list}，请核对单号"),
        ))
    }

    async fn hand_over(&self, table: &Table, to: DepartmentId) -> Result<ActOutcome, Fault> {
        let Some(stream) = self.day_stream()? else {
            return Err(Fault::new(
                "authority.counter",
                "材料由窗口移交，请在窗口办理",
            ));
        };
        let counter = table.session.actor.counter.clone();
        let gathered = self.gather(table, counter.as_ref()).await?;
        let rows = hand_over_rows(table, &gathered, &to);
        let training = table.training;
        let submitted = self
            .engine
            .submit(&stream, None, move |pen| {
                let word = hall_word(pen, DocumentKind::HandoverList);
                let list = pen.document_no(&word)?;
                let data = paper_desk(pen, training).hand_over(&to, &rows, list.clone());
                let paper = pen.keep_paper(&data);
                pen.act(Action::HandOver {
                    list,
                    to,
                    rows,
                    paper,
                })?;
                Ok(data)
            })
            .await;
        self.printed(&stream, submitted, "已移交，请双方在清单上签字")
            .await
    }

    async fn printed(
        &self,
        stream: &StreamId,
        submitted: Result<crate::engine::Submitted<DocumentData>, crate::engine::EngineError>,
        message: &str,
    ) -> Result<ActOutcome, Fault> {
        match submitted {
            Ok(submitted) => Ok(ActOutcome {
                papers: self.print_all(stream, vec![submitted.value]).await?,
                message: message.to_owned(),
                ..ActOutcome::default()
            }),
            Err(error) => refused(error),
        }
    }

    /// 交接班: the supervisor's day, or the counter's own.
    async fn sign_shift(
        &self,
        table: &Table,
        side: ShiftSide,
        remarks: String,
    ) -> Result<ActOutcome, Fault> {
        let actor = &table.session.actor;
        let counter = actor.counter.clone();
        let gathered = self.gather(table, counter.as_ref()).await?;
        let facts = self.duty_facts(table, &gathered).await?;
        let stream = match self.day_stream()? {
            Some(stream) => stream,
            None => StreamId::counter_day(&actor.hall, &"00".into(), table.today()),
        };
        let signed = self.engine.stream(&stream).await?;
        let leaving = signed
            .counter_day()
            .and_then(|day| day.signatures.get(&ShiftSide::Leaving))
            .map(|signature| (signature.counts.clone(), signature.stamp.name.clone()));
        let counts = leaving
            .as_ref()
            .map_or_else(|| facts.counts(), |(counts, _)| counts.clone());
        let shift = shift_facts(actor.name.clone(), side, leaving.map(|l| l.1), &remarks);
        let training = table.training;
        let submitted = self
            .engine
            .submit(&stream, None, move |pen| {
                sign(pen, side, counts, (remarks, shift), training)
            })
            .await;
        self.printed(&stream, submitted, "交接班表已签").await
    }

    /// The admin desk.
    ///
    /// # Errors
    /// The platform is out of reach, or the person is no administrator.
    pub async fn admin(&self) -> Result<AdminView, Fault> {
        let table = self.table()?;
        let catalogue = &table.in_force.catalogue;
        let users = self.engine.fetch::<UserList>("/v1/admin/users").await?;
        let stations = self
            .engine
            .fetch::<StationList>("/v1/admin/stations")
            .await?;
        let sync = self.sync_state().await?;
        let row = |id: &str, name: &str, value: String| SyncRow {
            id: id.to_owned(),
            name: name.to_owned(),
            value,
            lamp: LampColour::None,
        };
        let fact = |id: &str, name: &str, value: String| CatalogueRow {
            id: id.to_owned(),
            name: name.to_owned(),
            value,
        };
        Ok(AdminView {
            users: users
                .users
                .into_iter()
                .map(|user| user_row(&table, user))
                .collect(),
            stations: stations
                .stations
                .iter()
                .map(|s| station_row(s, table.at))
                .collect(),
            sync: vec![
                row("pending", "本机待送达", sync.pending.to_string()),
                row(
                    "pages",
                    "材料影像",
                    format!("{} / {}", sync.blobs_done, sync.blobs_total),
                ),
                row("attention", "需处理", sync.attention.to_string()),
                row(
                    "problem",
                    "平台",
                    sync.problem.unwrap_or_else(|| "正常".to_owned()),
                ),
            ],
            catalogue: vec![
                fact("edition", "目录版本", table.in_force.number.to_string()),
                fact("items", "事项", catalogue.items.len().to_string()),
                fact("themes", "一件事", catalogue.themes.len().to_string()),
                fact("materials", "材料", catalogue.materials.len().to_string()),
                fact("elements", "数据元", catalogue.elements.len().to_string()),
            ],
        })
    }
}

fn sign(
    pen: &mut Pen,
    side: ShiftSide,
    counts: ShiftCounts,
    (remarks, facts): (String, ShiftFacts),
    training: bool,
) -> Result<DocumentData, Refusal> {
    let word = hall_word(pen, DocumentKind::ShiftReport);
    let number = pen.document_no(&word)?;
    let data = paper_desk(pen, training).shift_report(&counts, facts, number);
    let paper = Some(pen.keep_paper(&data));
    pen.act(Action::SignShift {
        side,
        counts,
        remarks,
        paper,
    })?;
    Ok(data)
}

fn shift_facts(
    name: String,
    side: ShiftSide,
    leaving: Option<String>,
    remarks: &str,
) -> ShiftFacts {
    let mut facts = ShiftFacts {
        from: leaving.unwrap_or_default(),
        notes: remarks.to_owned(),
        devices: vec![DeviceLine {
            name: "本机".to_owned(),
            state: "正常".to_owned(),
        }],
        ..ShiftFacts::default()
    };
    match side {
        ShiftSide::Leaving => facts.from = name,
        ShiftSide::Arriving => facts.to = name,
        ShiftSide::Witness => facts.witness = name,
    }
    facts
}

/// Paper materials of a department's cases that were kept and not handed over yet.
fn hand_over_rows(table: &Table, gathered: &Gathered, to: &DepartmentId) -> Vec<HandOverRow> {
    let catalogue = &table.in_force.catalogue;
    let handed = |case: &CaseNo| {
        let lists = gathered.days.iter().flat_map(|day| day.hand_overs.values());
        lists
            .flat_map(|list| &list.rows)
            .any(|row| row.case == *case)
    };
    let mut rows = Vec::new();
    for app in &gathered.applications {
        for case in app
            .cases
            .values()
            .filter(|c| c.department == *to && !handed(&c.no))
        {
            let kept = case.terms.needs.iter().filter_map(|kind| {
                let evidence = app.evidence(kind)?;
                let on_paper = evidence.certificate.is_none() && evidence.output_of.is_none();
                (on_paper && !evidence.pages.is_empty()).then_some((kind, evidence))
            });
            rows.extend(kept.map(|(kind, evidence)| {
                HandOverRow {
                    application: app.id.clone(),
                    case: case.no.clone(),
                    applicant: app
                        .intake
                        .applicant
                        .as_ref()
                        .map_or_else(String::new, |a| a.name.clone()),
                    item: catalogue.item_name(&case.item).to_owned(),
                    material: catalogue
                        .materials
                        .get(kind)
                        .map_or_else(String::new, |k| k.name.clone()),
                    copies: 1,
                    pages: u32::try_from(evidence.pages.len()).unwrap_or(u32::MAX),
                    original: evidence.original == OriginalState::Kept,
                }
            }));
        }
    }
    rows
}

fn silent_minutes(station: &WireStation, now: jiff::Timestamp) -> Option<i64> {
    station
        .health
        .as_ref()
        .map(|health| now.duration_since(health.seen).as_secs().max(0) / 60)
}

fn tile(station: &WireStation, now: jiff::Timestamp) -> Option<CounterTile> {
    let no = station.counter.as_ref()?.to_string();
    let silent = silent_minutes(station, now);
    let status = station
        .health
        .as_ref()
        .and_then(|health| health.counter.as_ref());
    let (state, tone, lamp) = match (silent, status) {
        (None, _) => ("未上岗".to_owned(), TileTone::Off, LampColour::None),
        (Some(minutes), _) if minutes >= SILENT_MINUTES => (
            format!("离线 {minutes} 分"),
            TileTone::Warn,
            LampColour::Yellow,
        ),
        (_, Some(status)) => {
            let seconds = status
                .since
                .map_or(0, |since| now.duration_since(since).as_secs().max(0));
            let long = seconds > 15 * 60;
            let tone = if long {
                TileTone::Warn
            } else {
                TileTone::Plain
            };
            let lamp = if long {
                LampColour::Yellow
            } else {
                LampColour::Green
            };
            (
                format!("办理 {:02}:{:02}", seconds / 60, seconds % 60),
                tone,
                lamp,
            )
        }
        (_, None) => ("空闲".to_owned(), TileTone::Plain, LampColour::Green),
    };
    let detail = status
        .and_then(|status| status.matter.clone())
        .unwrap_or_default();
    Some(CounterTile {
        no,
        lamp,
        state,
        detail,
        tone,
    })
}

fn user_row(table: &Table, user: domain::wire::admin::UserRow) -> UserRow {
    let catalogue = &table.in_force.catalogue;
    let profile = user.profile;
    let department = profile
        .department
        .as_ref()
        .and_then(|id| catalogue.departments.get(id));
    let roles: Vec<&str> = profile.roles.iter().map(|role| role_name(*role)).collect();
    UserRow {
        id: profile.user.to_string(),
        name: profile.name,
        role: roles.join("、"),
        department: department.map_or_else(|| "大厅".to_owned(), |d| d.short_name.clone()),
        staff_no: profile.staff_no,
        active: user.active,
        last_sign_in: user.last_sign_in.map(legal_text).unwrap_or_default(),
    }
}

fn station_row(station: &WireStation, now: jiff::Timestamp) -> StationRow {
    let health = station.health.as_ref();
    let silent = silent_minutes(station, now);
    let (lamp, text) = match silent {
        _ if !station.active => (LampColour::Red, "已停用".to_owned()),
        None => (LampColour::None, "未上线".to_owned()),
        Some(minutes) if minutes >= SILENT_MINUTES => {
            (LampColour::Yellow, format!("离线 {minutes} 分"))
        }
        Some(_) => (LampColour::Green, "正常".to_owned()),
    };
    StationRow {
        id: station.station.to_string(),
        name: station.machine.clone(),
        counter: station
            .counter
            .as_ref()
            .map_or_else(|| "—".to_owned(), ToString::to_string),
        version: health.map_or_else(String::new, |h| h.version.clone()),
        last_seen: health.map_or_else(String::new, |h| legal_text(h.seen)),
        pending: health.map_or(0, |h| h.outbox),
        oldest: health
            .and_then(|h| h.oldest)
            .map(legal_text)
            .unwrap_or_default(),
        lamp,
        text,
    }
}
