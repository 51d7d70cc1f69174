//! Print log 打印日志: what the printer itself said of every job.

use sqlx::FromRow;
use sqlx::sqlite::SqliteConnection;

use super::{Batch, StoreError};

/// State of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintJobState {
    /// 排队.
    Queued,
    /// 已打印.
    Printed,
    /// 失败: the paper is owed.
    Failed,
}

impl PrintJobState {
    /// The word in [`PrintJob::state`].
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Printed => "printed",
            Self::Failed => "failed",
        }
    }
}

/// A job as stored.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct PrintJob {
    /// Id.
    pub id: String,
    /// Application or day.
    pub stream: String,
    /// Number of the paper.
    pub number: String,
    /// Kind of the paper.
    pub kind: String,
    /// 补打 number, 0 for the first.
    pub reprint: u32,
    /// Printer.
    pub printer: String,
    /// The printer's own number of the job.
    pub job: Option<i64>,
    /// `queued`, `printed`, `failed`.
    pub state: String,
    /// Why it failed, or why it was printed again.
    pub reason: Option<String>,
    /// Who.
    pub user: String,
    /// When.
    pub at: String,
}

/// Writes a job.
pub(crate) fn put(batch: &mut Batch, job: &PrintJob) {
    batch.label("print_job");
    batch.add(
        "insert or replace into print_job (id, stream, number, kind, reprint, printer, job, state,
           reason, user, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (&job.id).into(),
            (&job.stream).into(),
            (&job.number).into(),
            (&job.kind).into(),
            job.reprint.into(),
            (&job.printer).into(),
            job.job.into(),
            (&job.state).into(),
            job.reason.as_ref().into(),
            (&job.user).into(),
            (&job.at).into(),
        ],
    );
}

/// Jobs of a paper, oldest first.
pub(crate) async fn of_paper(
    connection: &mut SqliteConnection,
    stream: &str,
    number: &str,
) -> Result<Vec<PrintJob>, StoreError> {
    let sql = "select * from print_job where stream = ? and number = ? order by at, id";
    Ok(sqlx::query_as(sql).bind(stream).bind(number).fetch_all(connection).await?)
}

/// Jobs whose end is not known.
pub(crate) async fn queued(connection: &mut SqliteConnection) -> Result<Vec<PrintJob>, StoreError> {
    let sql = "select * from print_job where state = 'queued' order by at, id";
    Ok(sqlx::query_as(sql).fetch_all(connection).await?)
}
