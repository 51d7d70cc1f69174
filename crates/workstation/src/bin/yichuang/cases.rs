//! Cases: the list, and one with its clocks, rights, papers and history. Personal data is masked.

use std::fmt::Write as _;

use domain::application::{Application, Case, PaperRecord};
use domain::clocks::{Clocks, Thresholds, clocks};
use domain::identity::{mask_name, mask_number};
use domain::ids::{CaseNo, ItemCode};
use domain::rights::Right;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};
use workstation::clock::{legal_date, legal_text};
use workstation::desk::draw::stage_words;
use workstation::engine::{Engine, EngineError, InForce, StreamView};
use workstation::store::{ApplicationRow, CaseFilter, CaseRow};

use crate::answer::{Answer, Failure};
use crate::home;
use crate::options::{CaseCommand, ListOptions};

pub(crate) async fn run(command: &CaseCommand) -> Result<Answer, Failure> {
    let home = match command {
        CaseCommand::List(options) => &options.home,
        CaseCommand::Show { home, .. } => home,
    };
    let engine = home::sign_in(home).await?;
    let answer = match command {
        CaseCommand::List(options) => list(&engine, options).await,
        CaseCommand::Show { number, .. } => show(&engine, &CaseNo::from(number.as_str())).await,
    };
    engine.close().await;
    answer
}

/// One line of the list.
#[derive(Serialize)]
struct Line {
    case: String,
    item: String,
    name: String,
    department: String,
    applicant: String,
    stage: String,
    /// The stage in words.
    state: String,
    outcome: Option<String>,
    received_on: String,
    accepted_on: Option<String>,
    decided_on: Option<String>,
    returned: bool,
    pending: bool,
    lamp: Option<Value>,
}

async fn list(engine: &Engine, options: &ListOptions) -> Result<Answer, Failure> {
    let rows = match &options.find {
        Some(text) => engine.find(text, options.limit).await?,
        None => engine.cases(&filter(engine, options)).await?,
    };
    let in_force = engine.in_force()?;
    let today = legal_date(engine.clock().now());
    let lines = rows.iter().map(|(case, application)| line(&in_force, today, case, application));
    let lines: Vec<Line> = lines.collect::<Result<_, _>>()?;
    let text = lines.iter().map(|line| {
        format!(
            "{} {} {} {} {}",
            line.case, line.received_on, line.state, line.applicant, line.name
        )
    });
    let text = match text.collect::<Vec<_>>().join("\n") {
        none if none.is_empty() => "没有办件".to_owned(),
        text => text,
    };
    Answer::new(&lines, text)
}

/// A department sees its own cases, the hall sees all.
fn filter(engine: &Engine, options: &ListOptions) -> CaseFilter {
    let own = engine.session().and_then(|session| session.actor.department);
    let stage = |stage| serde_json::to_value(stage).ok()?.as_str().map(str::to_owned);
    CaseFilter {
        departments: own.iter().map(ToString::to_string).collect(),
        stages: options.stages.iter().filter_map(stage).collect(),
        from: options.from.map(|date| date.to_string()),
        until: options.until.map(|date| date.to_string()),
        limit: options.limit,
        newest_first: true,
        ..CaseFilter::default()
    }
}

fn line(
    in_force: &InForce,
    today: Date,
    row: &CaseRow,
    application: &ApplicationRow,
) -> Result<Line, Failure> {
    let case = row.case().map_err(EngineError::from)?;
    let lamp = reckon(in_force, &case, today).map(|clocks| json!(clocks.lamp));
    let item = ItemCode::from(row.item.as_str());
    Ok(Line {
        case: row.case_no.clone(),
        name: in_force.catalogue.item_name(&item).to_owned(),
        item: row.item.clone(),
        department: row.department.clone(),
        applicant: mask_name(&application.applicant),
        stage: row.stage.clone(),
        state: stage_words(case.stage, case.outcome),
        outcome: row.outcome.clone(),
        received_on: row.received_on.clone(),
        accepted_on: row.accepted_on.clone(),
        decided_on: row.decided_on.clone(),
        returned: row.returned,
        pending: application.pending,
        lamp,
    })
}

fn reckon(in_force: &InForce, case: &Case, today: Date) -> Option<Clocks> {
    let procedure = in_force.catalogue.procedures.get(&case.terms.procedure)?;
    Some(clocks(case, procedure, &in_force.calendar, today, Thresholds::default()))
}

/// One case, in full.
#[derive(Serialize)]
struct Shown<'a> {
    application: Value,
    case: &'a Case,
    clocks: Option<Clocks>,
    rights: Vec<Right>,
    papers: Vec<&'a PaperRecord>,
    history: Vec<Value>,
    /// Submissions that the platform has not decided.
    pending: usize,
}

async fn show(engine: &Engine, number: &CaseNo) -> Result<Answer, Failure> {
    let view = engine.case(number).await?;
    let unknown = || Failure::from(EngineError::NotFound { what: "办件" });
    let application = view.application().ok_or_else(unknown)?;
    let case = application.cases.get(number).ok_or_else(unknown)?;
    let rights = engine.rights(&view)?;
    if !rights.visible {
        return Err(unknown());
    }
    let in_force = engine.in_force()?;
    let today = legal_date(engine.clock().now());
    let of_case = |right: &Right| right.case.as_ref().is_none_or(|case| case == number);
    let shown = Shown {
        application: summary(application),
        case,
        clocks: reckon(&in_force, case, today),
        rights: rights.rows.into_iter().filter(of_case).collect(),
        papers: application.papers.values().collect(),
        history: history(&view, application, number),
        pending: view.pending.len(),
    };
    let words = words(&shown, in_force.catalogue.item_name(&case.item));
    Answer::new(&shown, words)
}

fn summary(application: &Application) -> Value {
    let applicant = application.intake.applicant.as_ref();
    json!({
        "id": application.id,
        "received_on": application.received_on,
        "received_by": application.received.name,
        "counter": application.received.counter,
        "query_code": application.query_code,
        "theme": application.intake.choice.theme,
        "incomplete": application.incomplete,
        "applicant": applicant.map(|party| mask_name(&party.name)),
        "applicant_id": applicant.map(|party| mask_number(&party.id_number)),
        "cases": application.cases.keys().collect::<Vec<_>>(),
        "tasks": application.tasks.values().filter(|task| task.resolved.is_none()).count(),
    })
}

/// Who did what and when; what the facts carry stays inside.
fn history(view: &StreamView, application: &Application, number: &CaseNo) -> Vec<Value> {
    let confirmed = view.confirmed.application().map_or(0, |confirmed| confirmed.history.len());
    let entries = application.history.iter().enumerate().filter_map(|(place, entry)| {
        let fact = serde_json::to_value(&entry.fact).ok()?;
        let case = fact.get("case").and_then(Value::as_str);
        if case.is_some_and(|case| case != number.as_str()) {
            return None;
        }
        Some(json!({
            "at": legal_text(entry.stamp.at),
            "by": entry.stamp.name,
            "counter": entry.stamp.counter,
            "offline": entry.stamp.offline,
            "fact": fact.get("type"),
            "confirmed": place < confirmed,
        }))
    });
    entries.collect()
}

fn words(shown: &Shown<'_>, name: &str) -> String {
    let mut text = format!("{} {name}\n", shown.case.no);
    let _ = writeln!(text, "阶段 {}", stage_words(shown.case.stage, shown.case.outcome));
    let all = shown.clocks.iter();
    let clocks = all.flat_map(|all| [&all.receive, &all.promise, &all.statutory, &all.delivery]);
    for clock in clocks.flatten() {
        let _ = writeln!(text, "{} 至 {} {}", clock.kind.zh(), clock.due.date, clock.lamp.zh());
    }
    for entry in &shown.history {
        let part = |name: &str| entry[name].as_str().unwrap_or_default();
        let _ = writeln!(text, "{} {} {}", part("at"), part("by"), part("fact"));
    }
    text
}
