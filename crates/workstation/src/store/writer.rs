//! The one writer: a task that owns the only writing connection (design §4).

use std::fmt;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, Row as _};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use super::{Batch, StoreError, open};

/// Work that may wait in a lane before its sender waits.
const LANE: usize = 64;
/// Quiet time after which the write-ahead log is carried over.
const IDLE: Duration = Duration::from_millis(750);
/// Batches after which it is carried over between two jobs at the latest.
const BUSY_BATCHES: u32 = 2_000;

/// Which work goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    /// A person waits for it.
    Action,
    /// Sync and housekeeping: in short transactions that give way.
    Background,
}

type Job = Box<dyn for<'w> FnOnce(&'w mut Writer) -> BoxFuture<'w, ()> + Send>;

/// The writing connection, as a job sees it.
pub(crate) struct Writer {
    connection: SqliteConnection,
    batches: u32,
}

impl Writer {
    /// Makes a batch durable: all of it or nothing, with one sync of the disk.
    pub(crate) async fn commit(&mut self, batch: Batch) -> Result<(), StoreError> {
        if batch.is_empty() {
            return Ok(());
        }
        let label = batch.labels().join("+");
        debug_assert!(!label.is_empty(), "a write without a name");
        let (sql, arguments) = batch.finish();
        tracing::trace!(target: "write_point", %label, at = "before");
        let done =
            sqlx::query_with(AssertSqlSafe(sql), arguments).execute(&mut self.connection).await;
        if let Err(error) = done {
            self.roll_back().await;
            return Err(error.into());
        }
        tracing::trace!(target: "write_point", %label, at = "after");
        self.batches += 1;
        Ok(())
    }

    /// The connection, for reading what the job needs.
    pub(crate) fn reader(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }

    async fn roll_back(&mut self) {
        // Without an open transaction this fails, which is what is wanted.
        let _ = sqlx::query("rollback").execute(&mut self.connection).await;
    }

    /// Carries the write-ahead log over into the database while nobody waits.
    async fn checkpoint(&mut self) {
        if self.batches == 0 {
            return;
        }
        tracing::trace!(target: "write_point", label = "checkpoint", at = "before");
        let done =
            sqlx::query("pragma wal_checkpoint(passive)").fetch_one(&mut self.connection).await;
        let all_carried = done.is_ok_and(|row| row.get::<i64, _>(1) == row.get::<i64, _>(2));
        if all_carried {
            // The first write after a full carry begins the log anew and syncs its head as well:
            // this one takes that second sync, so that an action has exactly one.
            let sql = "insert into setting (name, value) values ('checkpoint', '') \
                       on conflict (name) do update set value = excluded.value";
            let _ = sqlx::query(sql).execute(&mut self.connection).await;
        }
        tracing::trace!(target: "write_point", label = "checkpoint", at = "after");
        self.batches = 0;
    }
}

/// The sender's side.
#[derive(Clone)]
pub(super) struct Handle {
    actions: mpsc::Sender<Job>,
    background: mpsc::Sender<Job>,
    stop: mpsc::Sender<oneshot::Sender<()>>,
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Handle")
    }
}

struct Inbox {
    actions: mpsc::Receiver<Job>,
    background: mpsc::Receiver<Job>,
    stop: mpsc::Receiver<oneshot::Sender<()>>,
}

impl Handle {
    /// Starts the task.
    pub(super) fn start(connection: SqliteConnection) -> Self {
        let (actions, actions_in) = mpsc::channel(LANE);
        let (background, background_in) = mpsc::channel(LANE);
        let (stop, stop_in) = mpsc::channel(1);
        let inbox = Inbox { actions: actions_in, background: background_in, stop: stop_in };
        tokio::spawn(serve(connection, inbox));
        Self { actions, background, stop }
    }

    pub(super) async fn run<T, E, F>(&self, lane: Lane, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'w> FnOnce(&'w mut Writer) -> BoxFuture<'w, Result<T, E>> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |writer| {
            async move {
                let done = AssertUnwindSafe(work(writer)).catch_unwind().await;
                // Whoever asked may have gone; the work stands nevertheless.
                let _ = answer.send(done.unwrap_or_else(|_| Err(stopped("程序内部错误").into())));
            }
            .boxed()
        });
        let sender = match lane {
            Lane::Action => &self.actions,
            Lane::Background => &self.background,
        };
        let sent = sender.send(job).await;
        let done = match sent {
            Ok(()) => answered.await.ok(),
            Err(_) => None,
        };
        done.unwrap_or_else(|| Err(stopped("本机库已关闭").into()))
    }

    pub(super) async fn stop(&self) {
        let (answer, stopped) = oneshot::channel();
        if self.stop.send(answer).await.is_ok() {
            let _ = stopped.await;
        }
    }
}

fn stopped(reason: &str) -> StoreError {
    StoreError::Internal { reason: reason.to_owned() }
}

async fn serve(connection: SqliteConnection, mut inbox: Inbox) {
    let mut writer = Writer { connection, batches: 0 };
    let mut stop = None;
    loop {
        let next = tokio::select! {
            biased;
            job = inbox.actions.recv() => job,
            job = inbox.background.recv() => job,
            answer = inbox.stop.recv() => { stop = answer; None }
            () = idle(&writer) => { writer.checkpoint().await; continue; }
        };
        let Some(job) = next else { break };
        job(&mut writer).await;
        if writer.batches >= BUSY_BATCHES {
            writer.checkpoint().await;
        }
    }
    open::close(writer.connection).await;
    if let Some(answer) = stop {
        let _ = answer.send(());
    }
}

/// Ends when it is quiet and there is something to carry over; else never.
async fn idle(writer: &Writer) {
    if writer.batches == 0 {
        std::future::pending::<()>().await;
    }
    let _ = timeout(IDLE, std::future::pending::<()>()).await;
}
