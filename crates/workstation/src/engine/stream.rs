//! A stream as it stands: confirmed events folded, pending submissions decided again on top.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::action::{Action, Context};
use domain::application::{Application, Stream};
use domain::counter_day::CounterDay;
use domain::decide::confirm;
use domain::event::Event;
use domain::evolve::evolve;
use domain::ids::BlobHash;
use domain::refusal::Refusal;
use domain::wire::{Envelope, StoredEvent, StreamId, SubmissionKey};
use sqlx::sqlite::SqliteConnection;

use super::edition::InForce;
use crate::clock::legal_date;
use crate::store::{StoreError, StreamHead, SubmissionRow, events, submissions};

/// A submission of this station that the platform has not finally decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingAct {
    /// Key.
    pub key: SubmissionKey,
    /// Hash of its envelope.
    pub hash: String,
    /// What was written; none if it cannot be read.
    pub envelope: Option<Envelope>,
    /// It no longer fits: the reason.
    pub refusal: Option<Refusal>,
    /// The platform has it.
    pub delivered: bool,
    /// The platform holds it.
    pub held: bool,
}

/// One stream: what is confirmed, what is pending, and what a screen shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamView {
    /// Which.
    pub id: StreamId,
    /// Confirmed events folded.
    pub confirmed: Stream,
    /// Confirmed and pending together: what the screen shows.
    pub state: Stream,
    /// Pending submissions in order.
    pub pending: Vec<PendingAct>,
    /// Number of confirmed events.
    pub last_seq: u64,
    /// Chain hash of the last confirmed event.
    pub head: String,
    /// History that this program cannot read or that does not fit together, in words.
    pub fault: Option<String>,
}

impl StreamView {
    /// Nothing happened yet.
    #[must_use]
    pub fn empty(id: StreamId) -> Self {
        let head = StreamHead::start(&id.0);
        Self {
            id,
            confirmed: Stream::Empty,
            state: Stream::Empty,
            pending: Vec::new(),
            last_seq: 0,
            head: head.head,
            fault: None,
        }
    }

    /// The application, if the stream is one.
    #[must_use]
    pub fn application(&self) -> Option<&Application> {
        self.state.application()
    }

    /// The counter's day, if the stream is one.
    #[must_use]
    pub fn counter_day(&self) -> Option<&CounterDay> {
        self.state.counter_day()
    }

    pub(crate) fn stream_head(&self) -> StreamHead {
        StreamHead {
            stream: self.id.0.clone(),
            last_seq: self.last_seq,
            head: self.head.clone(),
            fault: self.fault.clone(),
        }
    }

    /// Applies the next confirmed event; answers with it if this program can read it.
    pub(crate) fn confirm_event(&mut self, event: &StoredEvent) -> Option<Event> {
        self.last_seq = event.stream_seq;
        self.head = event.hash();
        match serde_json::from_str::<Event>(&event.body) {
            Ok(parsed) => {
                let before = std::mem::take(&mut self.confirmed);
                self.confirmed = evolve(before, &parsed);
                Some(parsed)
            }
            Err(_) => {
                self.fault.get_or_insert_with(|| {
                    "中心的程序比本机新，部分内容无法显示。请升级本机程序。".to_owned()
                });
                None
            }
        }
    }
}

/// What decides pending submissions again.
pub(crate) struct Rebase<'a> {
    /// Editions that pending submissions were decided under, newest last.
    pub(crate) editions: &'a [Arc<InForce>],
    /// Pages that are nowhere.
    pub(crate) missing_pages: &'a BTreeSet<BlobHash>,
}

impl Rebase<'_> {
    fn edition(&self, number: u32) -> Option<&InForce> {
        let exact = self.editions.iter().find(|e| e.number == number);
        exact.or(self.editions.last()).map(AsRef::as_ref)
    }

    /// Decides the pending submissions of a view again on top of what is confirmed.
    pub(crate) fn run(&self, view: &mut StreamView) {
        let mut state = view.confirmed.clone();
        for pending in &mut view.pending {
            let judged = pending.envelope.as_ref().map(|envelope| self.judge(&state, envelope));
            pending.refusal = match judged {
                None => Some(unreadable()),
                Some(Err(refusal)) => Some(refusal),
                Some(Ok(happened)) => {
                    for event in &happened {
                        state = evolve(state, event);
                    }
                    None
                }
            };
        }
        view.state = state;
    }

    fn judge(&self, state: &Stream, envelope: &Envelope) -> Result<Vec<Event>, Refusal> {
        let action: Action = envelope.parse_action().map_err(|_| unreadable())?;
        let Some(edition) = self.edition(envelope.catalogue_version) else {
            return Err(Refusal::new(
                "catalogue.missing",
                "本机还没有该业务适用的事项目录，联网下载后自动恢复。",
            ));
        };
        let context = Context {
            actor: &envelope.actor,
            at: envelope.claimed_at,
            today: legal_date(envelope.claimed_at),
            catalogue: &edition.catalogue,
            calendar: &edition.calendar,
            offline: envelope.offline,
            missing_pages: self.missing_pages,
        };
        confirm(state, &action, &context)
    }
}

fn unreadable() -> Refusal {
    Refusal::new(
        "action.unknown",
        "该业务由更新版本的程序写入，本机无法显示。请升级本机程序；内容已保存，不会丢失。",
    )
}

impl PendingAct {
    pub(crate) fn of(row: &SubmissionRow) -> Self {
        let envelope: Option<Envelope> = serde_json::from_str(&row.envelope).ok();
        Self {
            key: SubmissionKey {
                device: envelope.as_ref().map(|e| e.device.clone()).unwrap_or_default(),
                epoch: row.epoch,
                seq: row.seq,
            },
            hash: row.hash.clone(),
            envelope,
            refusal: None,
            delivered: row.state != "unsent",
            held: row.outcome.as_deref() == Some("held"),
        }
    }
}

/// Reads a stream's confirmed events and pending submissions; not yet rebased.
pub(crate) async fn read(
    connection: &mut SqliteConnection,
    id: &StreamId,
) -> Result<StreamView, StoreError> {
    let mut view = StreamView::empty(id.clone());
    for event in events::of_stream(connection, &id.0).await? {
        view.confirm_event(&event);
    }
    let head = events::head(connection, &id.0).await?;
    if view.fault.is_none() {
        view.fault = head.fault;
    }
    let rows = submissions::pending(connection, &id.0).await?;
    view.pending = rows.iter().map(PendingAct::of).collect();
    Ok(view)
}
