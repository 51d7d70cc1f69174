//! The verdict: the domain's rules on the state of the stream, and what only the platform can see.

use std::collections::BTreeSet;

use domain::action::{Action, Actor, Context};
use domain::calendar::legal_date;
use domain::decide::confirm;
use domain::event::Event;
use domain::evolve::evolve;
use domain::ids::BlobHash;
use domain::refusal::Refusal;
use domain::wire::{Envelope, HeldFor, Partition, StoredEvent, StreamId, Verdict};
use sqlx::SqliteConnection;

use super::door::Arrival;
use super::record::Sender;
use super::{actor, contradiction, pages};
use crate::Platform;
use crate::editions::Ruling;
use crate::error::Result;
use crate::store::stream::{self, StreamRow};

/// A verdict, and the stream as it stands after it.
#[derive(Debug)]
pub(super) struct Judgement {
    pub(super) verdict: Verdict,
    pub(super) after: Option<After>,
}

/// What accepted events lead to.
#[derive(Debug)]
pub(super) struct After {
    pub(super) row: StreamRow,
    pub(super) events: Vec<Event>,
    pub(super) ruling: std::sync::Arc<Ruling>,
}

impl Judgement {
    pub(super) fn held(missing: HeldFor) -> Self {
        Self { verdict: Verdict::Held { missing }, after: None }
    }

    fn refused(refusal: Refusal) -> Self {
        Self { verdict: Verdict::Refused { refusal }, after: None }
    }
}

impl Platform {
    /// Judges an arrival; only reads.
    pub(super) async fn try_judge(
        &self,
        tx: &mut SqliteConnection,
        sender: &Sender,
        arrival: &Arrival,
        stream: &StreamId,
        blocked: bool,
    ) -> Result<Judgement> {
        if !arrival.signature_fits {
            return Ok(Judgement::refused(Refusal::new(
                "submission.signature",
                "提交的签名与本机登记的密钥不符，内容已保存待查；请联系管理员",
            )));
        }
        let Some(envelope) = &arrival.envelope else {
            return Ok(Judgement::held(HeldFor::Rules));
        };
        if let Some(refusal) = actor::false_actor(tx, sender, envelope).await? {
            return Ok(Judgement::refused(refusal));
        }
        if blocked {
            return Ok(Judgement::held(HeldFor::Earlier));
        }
        let Ok(action) = envelope.parse_action() else {
            return Ok(Judgement::held(HeldFor::Rules));
        };
        let own = names_its_stream(&action, &envelope.actor, stream)
            && may_write(tx, sender, &envelope.actor, stream).await?;
        if !own {
            return Ok(Judgement::refused(Refusal::new(
                "submission.stream",
                "提交与其业务流不符，内容已保存待查；请联系管理员",
            )));
        }
        let Some(ruling) = self.ruling(tx, envelope.catalogue_version).await? else {
            return Ok(Judgement::held(HeldFor::Catalogue));
        };
        let before = match stream::load(tx, stream).await? {
            Some(row) => row,
            None => StreamRow::begun_by(&envelope.device),
        };
        let missing = match (&action, before.state.application()) {
            (Action::Approve { .. }, Some(application)) => pages::missing(tx, application).await?,
            _ => BTreeSet::new(),
        };
        let context = Context { missing_pages: &missing, ..context(envelope, &ruling) };
        let mut events = match confirm(&before.state, &action, &context) {
            Ok(events) => events,
            Err(refusal) => return Ok(Judgement::refused(refusal)),
        };
        let seen = contradiction::Seen { stream, envelope, now: self.0.clock.now() };
        let raised = contradiction::find(tx, &seen, &events).await?;
        events.extend(raised);
        Ok(accept(before, events, ruling))
    }
}

/// What `decide` may know: the submission's own claims, so that station and platform agree.
fn context<'a>(envelope: &'a Envelope, ruling: &'a Ruling) -> Context<'a> {
    static NONE: BTreeSet<BlobHash> = BTreeSet::new();
    Context {
        actor: &envelope.actor,
        at: envelope.claimed_at,
        today: legal_date(envelope.claimed_at),
        catalogue: &ruling.catalogue,
        calendar: &ruling.calendar,
        offline: envelope.offline,
        missing_pages: &NONE,
    }
}

/// Chains the events onto the stream and folds them.
fn accept(mut row: StreamRow, events: Vec<Event>, ruling: std::sync::Arc<Ruling>) -> Judgement {
    let mut stored = Vec::with_capacity(events.len());
    for event in &events {
        let link = StoredEvent {
            stream_seq: row.seq + 1,
            stream_prev: row.head.clone(),
            body: serde_json::to_string(event).unwrap_or_default(),
        };
        row.seq = link.stream_seq;
        row.head = link.hash();
        row.state = evolve(row.state, event);
        stored.push(link);
    }
    Judgement {
        verdict: Verdict::Accepted { events: stored },
        after: Some(After { row, events, ruling }),
    }
}

/// Whether an action may stand in a stream: an application's first in its own, a counter's day in
/// the hall of the actor.
fn names_its_stream(action: &Action, actor: &Actor, stream: &StreamId) -> bool {
    if let Action::Receive { application, .. } = action {
        return *stream == StreamId::application(application);
    }
    stream.is_application() || stream.0.starts_with(&format!("day/{}/", actor.hall))
}

/// A counter's day is the hall's; a department writes in it once it was handed papers from it.
async fn may_write(
    tx: &mut SqliteConnection,
    sender: &Sender,
    actor: &Actor,
    stream: &StreamId,
) -> Result<bool> {
    let hall = Partition::Hall(actor.hall.clone()).to_string();
    let platform = sender.partitions.is_empty();
    if stream.is_application() || platform || sender.partitions.contains(&hall) {
        return Ok(true);
    }
    Ok(!stream::members(tx, stream).await?.is_disjoint(&sender.partitions))
}
