//! The one write path (design §4): decide, sign, chain, and one durable transaction.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::action::Action;
use domain::calendar::legal_time;
use domain::ids::BlobHash;
use domain::intake::Evidence;
use domain::refusal::Refusal;
use domain::wire::{Envelope, RULES_VERSION, StreamId, SubmissionKey, sm3_hex};
use jiff::{SignedDuration, Timestamp};

use super::memory::Memory;
use super::pen::Pen;
use super::session::Session;
use super::stream::{PendingAct, StreamView};
use super::{Change, Core, Engine, EngineError, Open, guard};
use crate::store::{
    Batch, Lane, StoreError, SubmissionRow, Writer, blobs, drafts, numbers, papers, projections,
    settings, submissions,
};

/// How far the clock may stand before the latest time recorded.
const CLOCK_SLACK: SignedDuration = SignedDuration::from_mins(10);

/// What became of a submit.
#[derive(Clone, Debug)]
pub struct Submitted<T> {
    /// The stream as it stands now.
    pub view: Arc<StreamView>,
    /// Keys of what was written.
    pub keys: Vec<SubmissionKey>,
    /// What the writing closure answered, such as the papers to print.
    pub value: T,
}

/// Everything that a submit needs besides the closure.
struct Order {
    session: Session,
    stream: StreamId,
    draft: Option<String>,
    offline: bool,
}

impl Engine {
    /// Writes actions on a stream: the closure draws numbers and acts with the [`Pen`]; what it wrote
    /// is durable when this answers, together with its numbers and lists, and `draft` is gone.
    ///
    /// # Errors
    /// The refusal, or what the disk said: then nothing was done and no number was used.
    pub async fn submit<T, F>(
        &self,
        stream: &StreamId,
        draft: Option<&str>,
        write: F,
    ) -> Result<Submitted<T>, EngineError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Pen) -> Result<T, Refusal> + Send + 'static,
    {
        let order = Order {
            session: self.core.session_in_use()?,
            stream: stream.clone(),
            draft: draft.map(str::to_owned),
            offline: self.core.sync.offline(),
        };
        let open = self.core.opened()?;
        if open.in_force().number == 0 {
            return Err(EngineError::NoCatalogue);
        }
        let core = Arc::clone(&self.core);
        let store = open.store.clone();
        let submitted = store
            .write(Lane::Action, move |writer| {
                Box::pin(async move { core.write_down(&open, writer, order, write).await })
            })
            .await?;
        self.core.tell(Change::Streams(vec![submitted.view.id.clone()]));
        self.core.sync.poke();
        Ok(submitted)
    }
}

impl Core {
    async fn write_down<T, F>(
        &self,
        open: &Open,
        writer: &mut Writer,
        order: Order,
        write: F,
    ) -> Result<Submitted<T>, EngineError>
    where
        F: FnOnce(&mut Pen) -> Result<T, Refusal>,
    {
        let view = open.stream_for_writer(writer, &order.stream).await?;
        let memory = guard(&open.memory).clone();
        let at = self.options.clock.now();
        check_clock(at, memory.latest)?;
        let mut pen = self.pen(open, &memory, &view, &order, at);
        let value = match write(&mut pen) {
            Ok(value) => value,
            Err(refusal) => {
                if let Some(word) = pen.wanted_word {
                    let mut batch = Batch::new();
                    numbers::want_word(&mut batch, &word);
                    writer.commit(batch).await?;
                    self.sync.poke();
                }
                return Err(refusal.into());
            }
        };
        if pen.actions.is_empty() {
            let keys = Vec::new();
            return Ok(Submitted { view, keys, value });
        }
        let (view, keys) = self.commit_acts(open, writer, &order, &view, pen).await?;
        Ok(Submitted { view, keys, value })
    }

    fn pen(
        &self,
        open: &Open,
        memory: &Memory,
        view: &StreamView,
        order: &Order,
        at: Timestamp,
    ) -> Pen {
        Pen {
            actor: order.session.actor.clone(),
            at,
            in_force: open.in_force(),
            offline: order.offline,
            missing_pages: Arc::clone(&memory.missing_pages),
            clock: Arc::clone(&self.options.clock),
            division: open.division(),
            state: view.state.clone(),
            numbers: memory.numbers.clone(),
            actions: Vec::new(),
            wanted_word: None,
            papers: Vec::new(),
        }
    }

    /// Signs, chains and commits what a pen wrote; then the writer knows it by heart.
    async fn commit_acts(
        &self,
        open: &Open,
        writer: &mut Writer,
        order: &Order,
        view: &StreamView,
        mut pen: Pen,
    ) -> Result<(Arc<StreamView>, Vec<SubmissionKey>), EngineError> {
        let mut memory = guard(&open.memory).clone();
        let mut batch = Batch::new();
        let mut after = view.clone();
        let mut keys = Vec::new();
        for action in std::mem::take(&mut pen.actions) {
            let (row, envelope) = self.sign(open, &memory, order, &pen, &action)?;
            for page in &envelope.deps {
                blobs::put_use(&mut batch, page, &order.stream.0);
            }
            memory.seq = row.seq;
            memory.head.clone_from(&row.hash);
            submissions::append(&mut batch, &row);
            let pending = PendingAct { envelope: Some(envelope), ..PendingAct::of(&row) };
            keys.push(pending.key.clone());
            after.pending.push(pending);
        }
        after.state = std::mem::take(&mut pen.state);
        memory.latest = memory.latest.max(pen.at);
        memory.numbers = std::mem::take(&mut pen.numbers);
        memory.numbers.flush(&mut batch);
        settings::put(&mut batch, settings::LATEST, &memory.latest.to_string());
        for paper in &pen.papers {
            let body = serde_json::to_string(paper).map_err(StoreError::from)?;
            let number = paper.head.number.clone().unwrap_or_default();
            papers::put(&mut batch, &paper.snapshot(), &after.id.0, number.as_str(), &body);
        }
        let rows = projections::Rows::of(&after.id, &after.state, true)?;
        projections::put(&mut batch, &after.id, &rows)?;
        if let Some(draft) = &order.draft {
            drafts::delete(&mut batch, draft);
            blobs::end_uses(&mut batch, &format!("draft/{draft}"));
        }
        writer.commit(batch).await?;
        let after = Arc::new(after);
        memory.learn(Arc::clone(&after));
        *guard(&open.memory) = memory;
        Ok((after, keys))
    }

    fn sign(
        &self,
        open: &Open,
        memory: &Memory,
        order: &Order,
        pen: &Pen,
        action: &Action,
    ) -> Result<(SubmissionRow, Envelope), EngineError> {
        let value = serde_json::to_value(action).map_err(StoreError::from)?;
        let kind = value.get("type").and_then(|t| t.as_str()).unwrap_or("?");
        let kind = kind.to_owned();
        let envelope = Envelope {
            v: 0,
            device: open.identity.station.clone(),
            epoch: memory.epoch,
            seq: memory.seq + 1,
            prev: memory.head.clone(),
            stream: order.stream.clone(),
            seen: memory.position,
            claimed_at: pen.at,
            actor: pen.actor.clone(),
            session: order.session.id.clone(),
            rules_version: RULES_VERSION,
            catalogue_version: pen.in_force.number,
            offline: pen.offline,
            deps: deps(action),
            action: value,
        };
        let text = serde_json::to_string(&envelope).map_err(StoreError::from)?;
        let crypto = &self.options.crypto;
        let signature = crypto.sign(&open.signing_key, text.as_bytes())?;
        let row = SubmissionRow {
            epoch: envelope.epoch,
            seq: envelope.seq,
            prev: envelope.prev.clone(),
            hash: sm3_hex(text.as_bytes()),
            stream: envelope.stream.0.clone(),
            kind,
            user: envelope.actor.user.to_string(),
            claimed_at: envelope.claimed_at.to_string(),
            envelope: text,
            signature: STANDARD.encode(signature),
            state: "unsent".to_owned(),
            outcome: None,
            position: None,
        };
        Ok((row, envelope))
    }
}

impl Engine {
    /// What is wrong with the PC's clock, told before an act is refused for it or a paper bears a
    /// wrong date: it stands before what was recorded last, or far from the platform's.
    #[must_use]
    pub fn clock_fault(&self) -> Option<EngineError> {
        let open = self.core.opened().ok()?;
        let latest = guard(&open.memory).latest;
        if let Err(fault) = check_clock(self.core.options.clock.now(), latest) {
            return Some(fault);
        }
        let skew = self.core.sync.skew();
        let way = if skew.is_positive() { "快" } else { "慢" };
        let minutes = skew.abs().as_mins();
        (skew.abs() > CLOCK_SLACK).then_some(EngineError::ClockWrong { way, minutes })
    }
}

/// A time as a person reads it.
fn spoken(time: Timestamp) -> String {
    legal_time(time).strftime("%Y-%m-%d %H:%M").to_string()
}

fn check_clock(now: Timestamp, latest: Timestamp) -> Result<(), EngineError> {
    if now.checked_add(CLOCK_SLACK).unwrap_or(Timestamp::MAX) >= latest {
        return Ok(());
    }
    Err(EngineError::ClockSetBack { now: spoken(now), latest: spoken(latest) })
}

/// Every blob that an action names: pages, thumbnails, certificate files.
pub(crate) fn deps(action: &Action) -> Vec<BlobHash> {
    let mut evidence: Vec<&Evidence> = Vec::new();
    let mut found = Vec::new();
    if let Action::Receive { intake, .. } = action {
        evidence.extend(intake.materials.values());
    }
    if let Action::SupplyCorrection { materials, .. } = action {
        evidence.extend(materials.values());
    }
    if let Action::AttachMaterial { evidence: one, .. } = action {
        evidence.push(one);
    }
    if let Action::MakeResult { result, .. } = action {
        evidence.push(&result.evidence);
    }
    if let Action::RecordPage { page, .. } = action {
        found.push(page.clone());
    }
    for one in evidence {
        found.extend(one.pages.iter().flat_map(|p| [p.blob.clone(), p.thumbnail.clone()]));
        found.extend(one.certificate.iter().map(|c| c.file.clone()));
    }
    found.retain(|hash| !hash.as_str().is_empty());
    found.sort();
    found.dedup();
    found
}
