//! Virtual time: whoever sleeps stands in the agenda; time passes when everybody sleeps.

use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use tokio::sync::Notify;
use workstation::clock::Clock;

use super::chance::Chance;

/// How long the machine may take until everybody sleeps. Only a sleep that was lost takes longer.
const STUCK: Duration = Duration::from_secs(30);
/// Looks at the agenda, with all tasks polled in between, after which nobody moves any more.
const LOOKS: u32 = 3;

#[derive(Debug, Default)]
struct Entries {
    now: i64,
    next: u64,
    sleepers: BTreeMap<(i64, u64), Waker>,
    /// Waiting for nothing, such as an answer that never comes.
    parked: usize,
    /// Tasks that sooner or later sleep.
    awake_or_asleep: usize,
    /// Grows with every change.
    generation: u64,
}

/// Who sleeps until when, in milliseconds.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    entries: Mutex<Entries>,
    changed: Notify,
}

impl Agenda {
    fn lock(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap()
    }

    fn change<T>(&self, change: impl FnOnce(&mut Entries) -> T) -> T {
        let mut entries = self.lock();
        entries.generation += 1;
        let done = change(&mut entries);
        drop(entries);
        self.changed.notify_one();
        done
    }

    /// Virtual milliseconds since the beginning.
    pub(super) fn now(&self) -> i64 {
        self.lock().now
    }

    /// So many more tasks will sleep.
    pub(super) fn more_tasks(&self, tasks: usize) {
        self.change(|entries| entries.awake_or_asleep += tasks);
    }

    /// So many tasks ended.
    pub(super) fn fewer_tasks(&self, tasks: usize) {
        self.change(|entries| entries.awake_or_asleep -= tasks);
    }

    /// Ends at a time.
    pub(super) fn sleep(self: &Arc<Self>, millis: i64) -> Nap {
        let until = self.now() + millis.max(0);
        let agenda = Arc::clone(self);
        Nap { agenda, until, id: None }
    }

    /// Never ends; counts as sleeping.
    pub(super) fn park(self: &Arc<Self>) -> Parked {
        let agenda = Arc::clone(self);
        Parked { agenda, counted: false }
    }

    /// Waits until every task sleeps.
    ///
    /// # Errors
    /// One does not: it lost its timer, or waits for what never comes.
    pub(super) async fn settle(&self) -> Result<(), String> {
        let (mut looks, mut seen) = (0, u64::MAX);
        loop {
            let (generation, quiet, tasks, asleep) = {
                let entries = self.lock();
                let asleep = entries.sleepers.len() + entries.parked;
                let tasks = entries.awake_or_asleep;
                (entries.generation, asleep == tasks, tasks, asleep)
            };
            looks = if quiet && generation == seen { looks + 1 } else { 0 };
            seen = generation;
            if looks == LOOKS {
                return Ok(());
            }
            if quiet {
                tokio::task::yield_now().await;
            } else {
                let change = tokio::time::timeout(STUCK, self.changed.notified()).await;
                change.map_err(|_| format!("{asleep} of {tasks} tasks sleep: a timer was lost"))?;
            }
        }
    }

    /// When the next sleeper wakes.
    pub(super) fn next(&self) -> Option<i64> {
        self.lock().sleepers.keys().next().map(|(at, _)| *at)
    }

    /// Turns the time forward.
    pub(super) fn turn(&self, to: i64) {
        self.change(|entries| entries.now = entries.now.max(to));
    }

    /// Wakes the sleeper whose time comes first.
    pub(super) fn wake(&self) {
        let first = self.change(|entries| entries.sleepers.pop_first());
        if let Some((_, waker)) = first {
            waker.wake();
        }
    }
}

/// Sleeps in the agenda; dropped, it is forgotten.
pub(super) struct Nap {
    agenda: Arc<Agenda>,
    until: i64,
    id: Option<u64>,
}

impl Future for Nap {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let until = self.until;
        let waker = context.waker().clone();
        let Some(id) = self.id else {
            let id = self.agenda.change(|entries| {
                entries.next += 1;
                entries.sleepers.insert((until, entries.next), waker);
                entries.next
            });
            self.id = Some(id);
            return Poll::Pending;
        };
        let mut entries = self.agenda.lock();
        match entries.sleepers.get_mut(&(until, id)) {
            Some(kept) => {
                kept.clone_from(&waker);
                Poll::Pending
            }
            None => Poll::Ready(()),
        }
    }
}

impl Drop for Nap {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            let until = self.until;
            self.agenda.change(|entries| entries.sleepers.remove(&(until, id)));
        }
    }
}

/// Waits for ever.
pub(super) struct Parked {
    agenda: Arc<Agenda>,
    counted: bool,
}

impl Future for Parked {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if !self.counted {
            self.agenda.change(|entries| entries.parked += 1);
            self.counted = true;
        }
        Poll::Pending
    }
}

impl Drop for Parked {
    fn drop(&mut self) {
        if self.counted {
            self.agenda.change(|entries| entries.parked -= 1);
        }
    }
}

/// The clock of one PC: the agenda's time, moved by what its user did to it.
pub(super) struct DeskClock {
    agenda: Arc<Agenda>,
    begin: i64,
    skew: AtomicI64,
    chance: Mutex<Chance>,
}

impl fmt::Debug for DeskClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeskClock")
    }
}

impl DeskClock {
    /// A clock that shows `begin` when the agenda begins.
    pub(super) fn new(agenda: &Arc<Agenda>, begin: Timestamp, chance: Chance) -> Arc<Self> {
        Arc::new(Self {
            agenda: Arc::clone(agenda),
            begin: begin.as_millisecond(),
            skew: AtomicI64::new(0),
            chance: Mutex::new(chance),
        })
    }

    /// Sets it so far before or behind the true time, in milliseconds.
    pub(super) fn set_skew(&self, millis: i64) {
        self.skew.store(millis, Ordering::SeqCst);
    }
}

impl Clock for DeskClock {
    fn now(&self) -> Timestamp {
        let millis = self.begin + self.agenda.now() + self.skew.load(Ordering::SeqCst);
        Timestamp::from_millisecond(millis).unwrap()
    }

    fn fill(&self, bytes: &mut [u8]) {
        self.chance.lock().unwrap().fill(bytes);
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        let millis = i64::try_from(time.as_millis()).unwrap_or(i64::MAX / 2);
        Box::pin(self.agenda.sleep(millis))
    }
}
