//! Projections 投影: rows for lists, made from a stream's state alone, replaced with it.

use domain::application::{Application, Case, Stream};
use domain::counter_day::CounterDay;
use domain::wire::StreamId;
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteConnection;

use super::as_stored::AsText;
use super::lists::{ApplicationRow, CaseRow, DayRow, TaskRow};
use super::{Batch, StoreError};

/// All rows that one stream makes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rows {
    pub applications: Vec<ApplicationRow>,
    pub cases: Vec<CaseRow>,
    pub tasks: Vec<TaskRow>,
    pub days: Vec<DayRow>,
}

/// Plain word of a unit variant, as serde writes it.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}

impl Rows {
    /// Rows of a stream; `pending`: part of it is not confirmed.
    pub(crate) fn of(stream: &StreamId, state: &Stream, pending: bool) -> Result<Self, StoreError> {
        match state {
            Stream::Empty => Ok(Self::default()),
            Stream::Application(application) => Self::of_application(stream, application, pending),
            Stream::CounterDay(day) => Ok(Self::of_day(stream, day)),
        }
    }

    fn of_application(
        stream: &StreamId,
        application: &Application,
        pending: bool,
    ) -> Result<Self, StoreError> {
        let cases = application
            .cases
            .values()
            .map(|case| case_row(application, case))
            .collect::<Result<_, _>>()?;
        let tasks: Vec<TaskRow> = application
            .tasks
            .iter()
            .filter(|(_, task)| task.resolved.is_none())
            .map(|(id, task)| task_row(stream, id, task))
            .collect();
        let row = application_row(stream, application, tasks.len(), pending);
        Ok(Self { applications: vec![row], cases, tasks, days: Vec::new() })
    }

    fn of_day(stream: &StreamId, day: &CounterDay) -> Self {
        let tasks = day
            .tasks
            .iter()
            .filter(|(_, task)| task.resolved.is_none())
            .map(|(id, task)| task_row(stream, id, task))
            .collect();
        let date = stream.0.rsplit('/').next().unwrap_or_default();
        Self {
            tasks,
            days: vec![DayRow {
                stream: stream.0.clone(),
                hall: day.hall.to_string(),
                counter: day.counter.to_string(),
                date: date.to_owned(),
            }],
            ..Self::default()
        }
    }
}

fn application_row(
    stream: &StreamId,
    application: &Application,
    open_tasks: usize,
    pending: bool,
) -> ApplicationRow {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let party = application.intake.applicant.as_ref();
    ApplicationRow {
        application: application.id.to_string(),
        stream: stream.0.clone(),
        hall: application.hall.to_string(),
        counter: application.received.counter.as_ref().map(ToString::to_string),
        received_by: application.received.user.to_string(),
        received_on: application.received_on.to_string(),
        received_at: application.received.at.to_string(),
        applicant: party.map(|p| p.name.clone()).unwrap_or_default(),
        applicant_id: party.map(|p| p.id_number.clone()).unwrap_or_default(),
        agent_id: application.intake.agent.as_ref().map(|a| a.id_number.clone()),
        query_code: application.query_code.clone(),
        theme: application.intake.choice.theme.as_ref().map(ToString::to_string),
        incomplete: application.incomplete,
        owed_papers: count(application.owed_papers().count()),
        open_tasks: count(open_tasks),
        rated: application.rating.is_some(),
        pending,
    }
}

fn case_row(application: &Application, case: &Case) -> Result<CaseRow, StoreError> {
    Ok(CaseRow {
        case_no: case.no.to_string(),
        application: application.id.to_string(),
        item: case.item.to_string(),
        department: case.department.to_string(),
        stage: word(&case.stage),
        outcome: case.outcome.as_ref().map(word),
        received_on: case.received_on.to_string(),
        accepted_on: case.acceptance.as_ref().map(|a| a.on.to_string()),
        decided_on: case.decision.as_ref().map(|d| d.on.to_string()),
        claimed_by: case.claimed_by.as_ref().map(|s| s.user.to_string()),
        returned: case.returns.last().is_some_and(|r| r.answered.is_none()),
        body: serde_json::to_string(case)?,
    })
}

fn task_row(stream: &StreamId, id: &str, task: &domain::application::Task) -> TaskRow {
    TaskRow {
        stream: stream.0.clone(),
        task: id.to_owned(),
        case_no: task.case.as_ref().map(ToString::to_string),
        code: task.code.clone(),
        message: task.message.clone(),
        raised_at: task.raised.at.to_string(),
    }
}

/// Replaces the rows of a stream.
pub(crate) fn put(batch: &mut Batch, stream: &StreamId, rows: &Rows) -> Result<(), StoreError> {
    batch.label("projection");
    if stream.is_application() {
        let application = stream.0.trim_start_matches("app/");
        put_cases(batch, application, &rows.cases)?;
        put_applications(batch, application, &rows.applications)?;
    } else {
        put_days(batch, stream, &rows.days)?;
    }
    put_tasks(batch, stream, &rows.tasks)
}

fn put_applications(
    batch: &mut Batch,
    application: &str,
    rows: &[ApplicationRow],
) -> Result<(), StoreError> {
    if rows.is_empty() {
        batch.add("delete from application_row where application = ?", [application.into()]);
        return Ok(());
    }
    batch.add(
        "insert or replace into application_row
           (application, stream, hall, counter, received_by, received_on, received_at, applicant,
            applicant_id, agent_id, query_code, theme, incomplete, owed_papers, open_tasks, rated,
            pending)
         select value ->> 'application', value ->> 'stream', value ->> 'hall', value ->> 'counter',
           value ->> 'received_by', value ->> 'received_on', value ->> 'received_at',
           value ->> 'applicant', value ->> 'applicant_id', value ->> 'agent_id',
           value ->> 'query_code', value ->> 'theme', value ->> 'incomplete',
           value ->> 'owed_papers', value ->> 'open_tasks', value ->> 'rated', value ->> 'pending'
         from json_each(?)",
        [serde_json::to_string(rows)?.into()],
    );
    Ok(())
}

fn put_cases(batch: &mut Batch, application: &str, rows: &[CaseRow]) -> Result<(), StoreError> {
    // A case goes away only when a provisional receipt is taken back.
    if rows.is_empty() {
        batch.add("delete from case_row where application = ?", [application.into()]);
        return Ok(());
    }
    batch.add(
        "insert or replace into case_row
           (case_no, application, item, department, stage, outcome, received_on, accepted_on,
            decided_on, claimed_by, returned, body)
         select value ->> 'case_no', value ->> 'application', value ->> 'item',
           value ->> 'department', value ->> 'stage', value ->> 'outcome',
           value ->> 'received_on', value ->> 'accepted_on', value ->> 'decided_on',
           value ->> 'claimed_by', value ->> 'returned', value ->> 'body'
         from json_each(?)",
        [serde_json::to_string(rows)?.into()],
    );
    Ok(())
}

fn put_tasks(batch: &mut Batch, stream: &StreamId, rows: &[TaskRow]) -> Result<(), StoreError> {
    batch.add("delete from task_row where stream = ?", [(&stream.0).into()]);
    if !rows.is_empty() {
        batch.add(
            "insert into task_row (stream, task, case_no, code, message, raised_at)
             select value ->> 'stream', value ->> 'task', value ->> 'case_no', value ->> 'code',
               value ->> 'message', value ->> 'raised_at' from json_each(?)",
            [serde_json::to_string(rows)?.into()],
        );
    }
    Ok(())
}

fn put_days(batch: &mut Batch, stream: &StreamId, rows: &[DayRow]) -> Result<(), StoreError> {
    if rows.is_empty() {
        batch.add("delete from day_row where stream = ?", [(&stream.0).into()]);
        return Ok(());
    }
    batch.add(
        "insert or replace into day_row (stream, hall, counter, date)
         select value ->> 'stream', value ->> 'hall', value ->> 'counter', value ->> 'date'
         from json_each(?)",
        [serde_json::to_string(rows)?.into()],
    );
    Ok(())
}

/// Drops every projection.
pub(crate) fn clear(batch: &mut Batch) {
    batch.label("clear_projections");
    for sql in [
        "delete from application_row",
        "delete from case_row",
        "delete from task_row",
        "delete from day_row",
    ] {
        batch.add(sql, []);
    }
}

/// The rows of a stream as they are stored.
pub(crate) async fn stored(
    connection: &mut SqliteConnection,
    stream: &StreamId,
) -> Result<Rows, StoreError> {
    let application = stream.0.trim_start_matches("app/");
    let applications =
        sqlx::query_as("select * from application_row where stream = ? order by application")
            .bind(&stream.0)
            .fetch_all(&mut *connection)
            .await?;
    let cases = sqlx::query_as("select * from case_row where application = ? order by case_no")
        .bind(application)
        .fetch_all(&mut *connection)
        .await?;
    let tasks = sqlx::query_as("select * from task_row where stream = ? order by task")
        .bind(&stream.0)
        .fetch_all(&mut *connection)
        .await?;
    let days = sqlx::query_as("select * from day_row where stream = ?")
        .bind(&stream.0)
        .fetch_all(&mut *connection)
        .await?;
    Ok(Rows { applications, cases, tasks, days })
}

/// Every stream that has stored rows.
pub(crate) async fn streams(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
    let sql = "select stream from application_row union select 'app/' || application from case_row
               union select stream from task_row union select stream from day_row order by 1";
    let names: Vec<AsText> = sqlx::query_scalar(sql).fetch_all(connection).await?;
    Ok(names.into_iter().map(String::from).collect())
}
