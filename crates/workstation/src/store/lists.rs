//! Reading the lists of the desks.

use domain::application::Case;
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use sqlx::sqlite::SqliteConnection;

use super::StoreError;

/// An application as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromRow)]
pub struct ApplicationRow {
    /// Application.
    pub application: String,
    /// Its stream.
    pub stream: String,
    /// Hall.
    pub hall: String,
    /// Counter that received it.
    pub counter: Option<String>,
    /// Who received it.
    pub received_by: String,
    /// Legal date of receipt.
    pub received_on: String,
    /// Time of receipt.
    pub received_at: String,
    /// Applicant's name.
    pub applicant: String,
    /// Applicant's identity number.
    pub applicant_id: String,
    /// Agent's identity number.
    pub agent_id: Option<String>,
    /// 查询码.
    pub query_code: String,
    /// Theme.
    pub theme: Option<String>,
    /// Received although incomplete.
    pub incomplete: bool,
    /// 欠发凭证.
    pub owed_papers: u32,
    /// Open tasks.
    pub open_tasks: u32,
    /// Rated.
    pub rated: bool,
    /// Part of it is not confirmed by the platform.
    pub pending: bool,
}

/// A case as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromRow)]
pub struct CaseRow {
    /// Number.
    pub case_no: String,
    /// Application.
    pub application: String,
    /// Item.
    pub item: String,
    /// Department.
    pub department: String,
    /// Stage, as serde writes it.
    pub stage: String,
    /// Outcome, as serde writes it.
    pub outcome: Option<String>,
    /// Day of receipt.
    pub received_on: String,
    /// Day of acceptance.
    pub accepted_on: Option<String>,
    /// Day of decision.
    pub decided_on: Option<String>,
    /// Examiner.
    pub claimed_by: Option<String>,
    /// Back at the counter, not answered.
    pub returned: bool,
    /// JSON of the case, for its clocks and lamps.
    pub body: String,
}

impl CaseRow {
    /// The case itself.
    ///
    /// # Errors
    /// The row is damaged.
    pub fn case(&self) -> Result<Case, StoreError> {
        Ok(serde_json::from_str(&self.body)?)
    }
}

/// An open task of a stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromRow)]
pub struct TaskRow {
    /// Stream.
    pub stream: String,
    /// Task.
    pub task: String,
    /// Case, if one.
    pub case_no: Option<String>,
    /// Stable code.
    pub code: String,
    /// What happened and the next steps.
    pub message: String,
    /// When.
    pub raised_at: String,
}

/// A counter's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromRow)]
pub struct DayRow {
    /// Stream.
    pub stream: String,
    /// Hall.
    pub hall: String,
    /// Counter.
    pub counter: String,
    /// Date.
    pub date: String,
}

/// Which cases a list wants; every given part narrows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// Of these departments; empty: all.
    pub departments: Vec<String>,
    /// In these stages (`received`, `accepted`, …); empty: all.
    pub stages: Vec<String>,
    /// Received at this counter.
    pub counter: Option<String>,
    /// Received by this user.
    pub received_by: Option<String>,
    /// Received on or after.
    pub from: Option<String>,
    /// Received on or before.
    pub until: Option<String>,
    /// Of this item.
    pub item: Option<String>,
    /// Back at the counter and not answered.
    pub returned: Option<bool>,
    /// At most so many, oldest first; 0: 500.
    pub limit: u32,
    /// Newest first.
    pub newest_first: bool,
}

macro_rules! select_cases {
    () => {
        "select c.* from case_row c join application_row a using (application)
         where (?1 is null or c.department in (select value from json_each(?1)))
           and (?2 is null or c.stage in (select value from json_each(?2)))
           and (?3 is null or a.counter = ?3) and (?4 is null or a.received_by = ?4)
           and (?5 is null or c.received_on >= ?5) and (?6 is null or c.received_on <= ?6)
           and (?7 is null or c.item = ?7) and (?8 is null or c.returned = ?8)"
    };
}

/// Cases of a filter, with their applications.
pub(crate) async fn cases(
    connection: &mut SqliteConnection,
    filter: &CaseFilter,
) -> Result<Vec<(CaseRow, ApplicationRow)>, StoreError> {
    let list =
        |words: &[String]| (!words.is_empty()).then(|| serde_json::to_string(words)).transpose();
    let sql = if filter.newest_first {
        concat!(select_cases!(), " order by a.received_at desc, c.case_no desc limit ?9")
    } else {
        concat!(select_cases!(), " order by a.received_at, c.case_no limit ?9")
    };
    let limit = if filter.limit == 0 { 500 } else { filter.limit };
    let rows: Vec<CaseRow> = sqlx::query_as(sql)
        .bind(list(&filter.departments)?)
        .bind(list(&filter.stages)?)
        .bind(&filter.counter)
        .bind(&filter.received_by)
        .bind(&filter.from)
        .bind(&filter.until)
        .bind(&filter.item)
        .bind(filter.returned)
        .bind(limit)
        .fetch_all(&mut *connection)
        .await?;
    with_applications(connection, rows).await
}

async fn with_applications(
    connection: &mut SqliteConnection,
    cases: Vec<CaseRow>,
) -> Result<Vec<(CaseRow, ApplicationRow)>, StoreError> {
    let ids: Vec<&str> = cases.iter().map(|c| c.application.as_str()).collect();
    let sql = "select * from application_row where application in
                 (select value from json_each(?)) order by application";
    let applications: Vec<ApplicationRow> =
        sqlx::query_as(sql).bind(serde_json::to_string(&ids)?).fetch_all(connection).await?;
    let find = |id: &str| {
        let at = applications.binary_search_by(|a| a.application.as_str().cmp(id));
        at.ok().and_then(|at| applications.get(at)).cloned()
    };
    Ok(cases
        .into_iter()
        .filter_map(|case| find(&case.application).map(|application| (case, application)))
        .collect())
}

/// Cases that a text finds: number, 查询码, identity number, or the beginning of a name.
pub(crate) async fn find(
    connection: &mut SqliteConnection,
    text: &str,
    limit: u32,
) -> Result<Vec<(CaseRow, ApplicationRow)>, StoreError> {
    let sql = "select c.* from case_row c join application_row a using (application)
               where c.case_no = ?1 or a.query_code = ?1 or a.applicant_id = ?1 or a.agent_id = ?1
                  or a.application = ?1
                  or (length(?1) >= 2 and substr(a.applicant, 1, length(?1)) = ?1)
               order by a.received_at desc, c.case_no limit ?2";
    let rows: Vec<CaseRow> =
        sqlx::query_as(sql).bind(text).bind(limit).fetch_all(&mut *connection).await?;
    with_applications(connection, rows).await
}

/// Cases of an application, by number.
pub(crate) async fn cases_of(
    connection: &mut SqliteConnection,
    application: &str,
) -> Result<Vec<CaseRow>, StoreError> {
    let sql = "select * from case_row where application = ? order by case_no";
    Ok(sqlx::query_as(sql).bind(application).fetch_all(connection).await?)
}

/// The application of a case.
pub(crate) async fn application_of(
    connection: &mut SqliteConnection,
    case_no: &str,
) -> Result<Option<ApplicationRow>, StoreError> {
    let sql = "select a.* from case_row c join application_row a using (application)
               where c.case_no = ?";
    Ok(sqlx::query_as(sql).bind(case_no).fetch_optional(connection).await?)
}

/// Open cases of a person for an item: the same matter must not be opened twice unnoticed.
pub(crate) async fn open_of_person(
    connection: &mut SqliteConnection,
    applicant_id: &str,
    item: &str,
) -> Result<Vec<CaseRow>, StoreError> {
    let sql = "select c.* from case_row c join application_row a using (application)
               where a.applicant_id = ? and c.item = ? and c.stage <> 'closed' order by c.case_no";
    Ok(sqlx::query_as(sql).bind(applicant_id).bind(item).fetch_all(connection).await?)
}

/// Open tasks, oldest first.
pub(crate) async fn tasks(connection: &mut SqliteConnection) -> Result<Vec<TaskRow>, StoreError> {
    let sql = "select * from task_row order by raised_at, stream, task";
    Ok(sqlx::query_as(sql).fetch_all(connection).await?)
}

/// Counters' days from a date to another, both included.
pub(crate) async fn days(
    connection: &mut SqliteConnection,
    from: &str,
    until: &str,
) -> Result<Vec<DayRow>, StoreError> {
    let sql = "select * from day_row where date between ? and ? order by date, counter";
    Ok(sqlx::query_as(sql).bind(from).bind(until).fetch_all(connection).await?)
}
