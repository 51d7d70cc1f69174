//! The duty desk 值班台: counts and the lists behind them come from the same facts.

use std::collections::BTreeMap;

use domain::action::{PrintOutcome, ShiftCounts};
use domain::application::{Application, Case, PaperRecord, Stage, Task};
use domain::calendar::WorkingCalendar;
use domain::calendar::legal_date;
use domain::clocks::{Clocks, Lamp};
use domain::counter_day::CounterDay;
use domain::event::Fact;
use domain::ids::CaseNo;
use domain::wire::StreamId;
use jiff::civil::Date;

use super::board::{departments, half_hours, returns};
use crate::desk::hand_over::papers_kept;
use crate::desk::paper::PaperDesk;
use crate::view::{AttentionTask, CheckRow, CounterTile, DutyView, Kpi, LampColour, TileTone};

/// Everything that the board is drawn from.
#[derive(Clone, Debug)]
pub struct DutyFacts<'a> {
    /// Catalogue and person.
    pub desk: PaperDesk<'a>,
    /// Applications of the hall.
    pub applications: &'a [Application],
    /// Clocks by case.
    pub clocks: &'a BTreeMap<CaseNo, Clocks>,
    /// Working days.
    pub calendar: &'a WorkingCalendar,
    /// Counters' days of today.
    pub days: &'a [CounterDay],
    /// Counters as the platform last heard of them.
    pub counters: Vec<CounterTile>,
    /// People waiting in the queue.
    pub waiting: u32,
    /// Unsent submissions of this station.
    pub unsent: u32,
    /// Work items 需处理 of this station, with id and text.
    pub work_items: Vec<(String, String)>,
    /// Why this person may not sign the shift now.
    pub sign_reason: Option<String>,
}

pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl DutyFacts<'_> {
    pub(super) fn today(&self) -> Date {
        self.desk.today()
    }

    pub(super) fn cases(&self) -> impl Iterator<Item = &Case> {
        self.applications.iter().flat_map(|application| application.cases.values())
    }

    pub(super) fn lamp(&self, case: &Case) -> Lamp {
        self.clocks.get(&case.no).map_or(Lamp::Off, |clocks| clocks.lamp)
    }

    /// Facts of today, of applications.
    pub(super) fn facts(&self) -> impl Iterator<Item = &Fact> {
        let today = self.today();
        self.applications
            .iter()
            .flat_map(|application| &application.history)
            .filter(move |entry| legal_date(entry.stamp.at) == today)
            .map(|entry| &entry.fact)
    }

    fn papers(&self) -> impl Iterator<Item = &PaperRecord> {
        let days = self.days.iter().flat_map(|day| day.papers.values());
        self.applications.iter().flat_map(|a| a.papers.values()).chain(days)
    }

    /// Counted truth of today's shift.
    #[must_use]
    pub fn counts(&self) -> ShiftCounts {
        let mut counts = ShiftCounts { ratings: vec![0; 5], ..ShiftCounts::default() };
        for fact in self.facts() {
            tally(&mut counts, fact);
        }
        let tickets = self.days.iter().map(|day| day.tickets.len()).sum();
        counts.tickets = count(tickets);
        counts.guidance = count(self.days.iter().map(|day| day.guidance.len()).sum());
        counts.instant = count(self.cases().filter(|c| instant_today(c, self.today())).count());
        counts.to_collect = count(self.cases().filter(|c| c.stage == Stage::Ready).count());
        counts.not_handed_over = self.not_handed_over();
        counts.reprints = self.papers().map(|record| record.reprints).sum();
        counts.voided = count(self.papers().filter(|r| r.voided.is_some()).count());
        counts.owed_papers = count(self.papers().filter(|r| owed(r)).count());
        counts.unsent = self.unsent;
        let rated: u32 = counts.ratings.iter().sum();
        counts.unrated = counts.received.saturating_sub(rated);
        counts
    }

    fn not_handed_over(&self) -> u32 {
        let waiting =
            |app: &&Application| app.cases.values().filter(|c| self.waits(app, c)).count();
        count(self.applications.iter().map(|app| waiting(&app)).sum())
    }

    /// Received today, and its papers are still at the counter.
    #[must_use]
    pub fn waits(&self, app: &Application, case: &Case) -> bool {
        let mut lists = self.days.iter().flat_map(|day| day.hand_overs.values());
        case.received_on == self.today()
            && papers_kept(app, case).next().is_some()
            && !lists.any(|list| list.rows.iter().any(|row| row.case == case.no))
    }
}

fn instant_today(case: &Case, today: Date) -> bool {
    case.received_on == today && case.decision.as_ref().is_some_and(|d| d.on == today)
}

pub(super) fn owed(record: &PaperRecord) -> bool {
    record.voided.is_none() && !matches!(record.outcome, Some(PrintOutcome::Printed))
}

fn tally(counts: &mut ShiftCounts, fact: &Fact) {
    match fact {
        Fact::ApplicationReceived { .. } => counts.received += 1,
        Fact::CaseAccepted { .. } => counts.accepted += 1,
        Fact::CorrectionNotified { .. } => counts.corrections += 1,
        Fact::CaseDeclined { .. } => counts.declined += 1,
        Fact::ResultsDelivered { cases, .. } => counts.delivered += count(cases.len()),
        Fact::VisitRated(rated) => {
            let at = usize::from(rated.grade.national()) - 1;
            counts.ratings[at] += 1;
        }
        _ => {}
    }
}

/// The board.
#[must_use]
pub fn draw_duty(facts: DutyFacts<'_>) -> DutyView {
    let today = facts.today();
    let counts = facts.counts();
    let half = if facts.desk.now.hour() < 13 { "上午班" } else { "下午班" };
    let on_duty = facts.counters.iter().filter(|tile| tile.tone != TileTone::Off).count();
    DutyView {
        title: format!("今日 {} 月 {} 日 · {half}", today.month(), today.day()),
        subtitle: format!("{} 个综合窗口 · {on_duty} 在岗", facts.counters.len()),
        kpis: kpis(&facts, &counts),
        half_hours: half_hours(&facts),
        departments: departments(&facts),
        returns: returns(&facts),
        checks: checks(&counts),
        tasks: tasks(&facts),
        signed: signed(&facts),
        sign_reason: facts.sign_reason.clone(),
        counters: facts.counters,
    }
}

fn kpis(facts: &DutyFacts<'_>, counts: &ShiftCounts) -> Vec<Kpi> {
    let rated: u32 = counts.ratings.iter().sum();
    let bad: u32 = counts.ratings.iter().skip(3).sum();
    let pair = |a: u32, b: u32| format!("{a} / {b}");
    let mut rows = vec![
        kpi("tickets", "取号 / 在等", pair(counts.tickets, facts.waiting)),
        kpi("received", "收件 / 受理", pair(counts.received, counts.accepted)),
        kpi("time", "平均现场用时", average_time(facts)),
        kpi("instant", "当日办结", counts.instant.to_string()),
        kpi("guidance", "今日 一次性告知 / 补正", pair(counts.guidance, counts.corrections)),
        lamps(facts),
        kpi("ratings", "评价 / 差评", pair(rated, bad)),
    ];
    rows[2].note = Some("目标 ≤15 分".to_owned());
    rows
}

fn kpi(id: &str, label: &str, value: String) -> Kpi {
    Kpi { id: id.to_owned(), label: label.to_owned(), value, note: None, lamp: LampColour::None }
}

fn lamps(facts: &DutyFacts<'_>) -> Kpi {
    let lit = |wanted: &[Lamp]| facts.cases().filter(|c| wanted.contains(&facts.lamp(c))).count();
    let (yellow, red) = (lit(&[Lamp::Yellow]), lit(&[Lamp::Red, Lamp::Black]));
    let lamp = match (yellow, red) {
        (_, red) if red > 0 => LampColour::Red,
        (yellow, _) if yellow > 0 => LampColour::Yellow,
        _ => LampColour::Green,
    };
    Kpi { lamp, ..kpi("lamps", "黄 / 红", format!("{yellow} / {red}")) }
}

fn average_time(facts: &DutyFacts<'_>) -> String {
    let seconds: Vec<u32> = facts
        .days
        .iter()
        .flat_map(|day| &day.tickets)
        .filter_map(|ticket| ticket.ended.as_ref().map(|(_, _, seconds)| *seconds))
        .collect();
    if seconds.is_empty() {
        return "—".to_owned();
    }
    let mean = seconds.iter().sum::<u32>() / count(seconds.len());
    format!("{}:{:02}", mean / 60, mean % 60)
}

fn checks(counts: &ShiftCounts) -> Vec<CheckRow> {
    let row = |id: &str, name: &str, n: u32, alarm: bool| CheckRow {
        id: id.to_owned(),
        name: name.to_owned(),
        value: n.to_string(),
        lamp: if alarm && n > 0 { LampColour::Yellow } else { LampColour::None },
    };
    vec![
        row("handover", "已收未移交", counts.not_handed_over, true),
        row("collect", "待领证件", counts.to_collect, false),
        row("owed", "欠发凭证", counts.owed_papers, true),
        row("reprints", "补打", counts.reprints, false),
        row("voided", "作废", counts.voided, false),
        row("unsent", "未同步", counts.unsent, true),
        row("unrated", "未评价", counts.unrated, false),
    ]
}

fn tasks(facts: &DutyFacts<'_>) -> Vec<AttentionTask> {
    let mut rows: Vec<AttentionTask> = Vec::new();
    for case in facts.cases().filter(|c| matches!(facts.lamp(c), Lamp::Red | Lamp::Black)) {
        rows.push(AttentionTask {
            id: format!("late:{}", case.no),
            stream: None,
            lamp: LampColour::Red,
            text: facts.desk.catalogue.item_name(&case.item).to_owned(),
            detail: format!(
                "{} {} · {}",
                facts.desk.organ(&case.department),
                case.no,
                facts.lamp(case).zh()
            ),
        });
    }
    rows.extend(repairs(facts));
    for application in facts.applications {
        let open = application.tasks.iter().filter(|(_, task)| task.resolved.is_none());
        let stream = StreamId::application(&application.id);
        rows.extend(open.map(|(id, task)| task_row(id, task, &stream)));
    }
    for day in facts.days {
        let open = day.tasks.iter().filter(|(_, task)| task.resolved.is_none());
        let stream = StreamId::counter_day(&day.hall, &day.counter, facts.today());
        rows.extend(open.map(|(id, task)| task_row(id, task, &stream)));
    }
    rows.extend(facts.work_items.iter().map(|(id, text)| AttentionTask {
        id: id.clone(),
        stream: None,
        lamp: LampColour::Yellow,
        text: "本机有提交未被采纳".to_owned(),
        detail: text.clone(),
    }));
    rows
}

/// Bad ratings that nobody has put right 差评待整改; contents are shown where they are dealt with.
fn repairs(facts: &DutyFacts<'_>) -> Option<AttentionTask> {
    let hall = facts.desk.catalogue.halls.get(&facts.desk.actor.hall);
    let terms = hall.map(|hall| hall.repair).unwrap_or_default();
    let ratings = facts.applications.iter().filter_map(|app| app.rating.as_ref());
    let due: Vec<Date> = ratings
        .filter(|rating| rating.open())
        .map(|rating| {
            let (contact, repair) = rating.due(terms, facts.calendar);
            if rating.contacts.is_empty() { contact.date } else { repair.date }
        })
        .collect();
    let first = *due.iter().min()?;
    let today = facts.today();
    Some(AttentionTask {
        id: "repair".to_owned(),
        stream: None,
        lamp: if first < today { LampColour::Red } else { LampColour::Yellow },
        text: format!("差评待整改 {} 件", due.len()),
        detail: format!("最早 {} 月 {} 日前联系核实或者整改回访", first.month(), first.day()),
    })
}

fn task_row(id: &str, task: &Task, stream: &StreamId) -> AttentionTask {
    AttentionTask {
        id: id.to_owned(),
        stream: Some(stream.0.clone()),
        lamp: LampColour::Yellow,
        text: task.message.clone(),
        detail: task.case.as_ref().map_or_else(String::new, ToString::to_string),
    }
}

fn signed(facts: &DutyFacts<'_>) -> Vec<String> {
    use domain::action::ShiftSide;
    facts
        .days
        .iter()
        .flat_map(|day| &day.signatures)
        .map(|(side, signature)| {
            let side = match side {
                ShiftSide::Leaving => "交班人",
                ShiftSide::Arriving => "接班人",
                ShiftSide::Witness => "监交人",
            };
            format!("{side} {}", signature.stamp.name)
        })
        .collect()
}
