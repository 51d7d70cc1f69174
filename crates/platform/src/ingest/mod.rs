//! What stations did comes in here: taken at the door, judged by the domain's rules, recorded at a
//! dense position. One transaction a batch; the answer is given after its commit.

mod actor;
mod contradiction;
mod door;
mod judge;
mod own;
mod pages;
mod record;

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::StationId;
use domain::wire::{
    FeedEntry, HeldFor, PushAnswer, PushBatch, Receipt, ReceiptState, StreamId, Verdict,
};
use sqlx::SqliteConnection;

use crate::error::{Result, said};
use crate::store::region::{self, Stored};
use crate::store::{begin, station, trail};
use crate::{Caller, Platform};
use door::{Arrival, Fate};
use judge::Judgement;
use record::Sender;

/// Submissions that are taken in one batch.
pub(crate) const BATCH: usize = 500;

impl Platform {
    /// `POST /v1/submissions`: takes a batch. No member refuses the others.
    ///
    /// # Errors
    /// The caller is no station that may go on, the batch is too long, or the store fails.
    pub async fn push(&self, caller: &Caller, batch: &PushBatch) -> Result<PushAnswer> {
        let station = {
            let mut reader = self.0.store.reader().await?;
            self.station(&mut reader, caller).await?
        };
        if batch.submissions.len() > BATCH {
            let message = format!("一次最多接收 {BATCH} 条提交，请分批发送");
            return Err(said(413, "submissions.too_many", message));
        }
        let sender = Sender::of(&station);
        let arrivals: Vec<Arrival> = batch
            .submissions
            .iter()
            .map(|signed| Arrival::read(signed, &station.public_key))
            .collect();

        let mut rung = BTreeSet::new();
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let mut received = Vec::with_capacity(arrivals.len());
        for arrival in &arrivals {
            received.push(self.receive(&mut tx, &sender, arrival, &mut rung).await?);
        }
        let head = region::head(&mut tx).await?;
        tx.commit().await?;
        drop(writer);

        if !rung.is_empty() {
            self.0.wake.ring("pull", head.position, rung);
        }
        Ok(PushAnswer {
            incarnation: head.incarnation,
            received,
            durable: head.position,
            head: head.hash,
        })
    }

    /// Takes one submission and decides it.
    async fn receive(
        &self,
        tx: &mut SqliteConnection,
        sender: &Sender,
        arrival: &Arrival,
        rung: &mut BTreeSet<String>,
    ) -> Result<Receipt> {
        let now = self.0.clock.millis();
        let (state, verdict) = match door::open(tx, sender, arrival, now).await? {
            Fate::Rejected => (ReceiptState::Rejected, None),
            Fate::Forked => (ReceiptState::Forked, None),
            Fate::Gap => (ReceiptState::Gap, None),
            Fate::Replayed(entry) => (ReceiptState::Replayed, entry),
            Fate::Next(key) => {
                let stream = arrival.stream(&key);
                let blocked = region::is_held(tx, &key.device, &stream).await?;
                let judgement = self.judge(tx, sender, arrival, &stream, blocked).await?;
                let stored = Stored {
                    key,
                    signed: arrival.signed.clone(),
                    hash: arrival.hash.clone(),
                    stream,
                    position: region::next_position(tx).await?,
                };
                let held = matches!(judgement.verdict, Verdict::Held { .. });
                region::store_submission(tx, &stored, held, now).await?;
                let entry = self.record(tx, sender, &stored, judgement, rung).await?;
                (ReceiptState::Stored, Some(entry))
            }
        };
        Ok(Receipt { key: arrival.key.clone(), hash: arrival.hash.clone(), state, verdict })
    }

    /// Decides again what was held, in the order in which it came; what still waits stays as it is.
    pub(crate) async fn release_held(&self) -> Result<()> {
        let mut rung = BTreeSet::new();
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let mut waiting: BTreeSet<(StationId, StreamId)> = BTreeSet::new();
        let mut senders = BTreeMap::new();
        for mut stored in region::held(&mut tx).await? {
            let device = stored.key.device.clone();
            let sender = match senders.get(&device) {
                Some(sender) => sender,
                None => {
                    let Some(found) = station::by_id(&mut tx, &device).await? else {
                        continue;
                    };
                    senders.entry(device.clone()).or_insert(Sender::of(&found))
                }
            };
            let arrival = Arrival::read(&stored.signed, &sender.public_key);
            let place = (device, stored.stream.clone());
            let blocked = waiting.contains(&place);
            let judgement = self.judge(&mut tx, sender, &arrival, &stored.stream, blocked).await?;
            if matches!(judgement.verdict, Verdict::Held { .. }) {
                waiting.insert(place);
                continue;
            }
            stored.position = region::next_position(&mut tx).await?;
            region::redecided(&mut tx, &stored.key, stored.position, false).await?;
            self.record(&mut tx, sender, &stored, judgement, &mut rung).await?;
        }
        let position = region::head(&mut tx).await?.position;
        tx.commit().await?;
        drop(writer);
        if !rung.is_empty() {
            self.0.wake.ring("pull", position, rung);
        }
        Ok(())
    }

    /// Judges an arrival; what cannot be judged is held and shown to a person, so that it holds up
    /// nobody else.
    async fn judge(
        &self,
        tx: &mut SqliteConnection,
        sender: &Sender,
        arrival: &Arrival,
        stream: &StreamId,
        blocked: bool,
    ) -> Result<Judgement> {
        use crate::PlatformError as E;
        match self.try_judge(tx, sender, arrival, stream, blocked).await {
            Err(E::Text(error)) => {
                let error = E::Text(error);
                tracing::error!(stream = stream.0, %error, "a stream cannot be read");
                let now = self.0.clock.millis();
                let message =
                    "一条业务流的存储内容无法读取，相关提交暂缓裁定；请联系管理员核验平台库";
                let (code, device) = ("stream.unreadable", &sender.device);
                if !trail::is_open(tx, code, device).await? {
                    trail::incident(tx, code, Some(device), message, now).await?;
                }
                Ok(Judgement::held(HeldFor::Rules))
            }
            other => other,
        }
    }
}

/// What a person is told of an entry in a log line: never its content.
fn kind(entry: &FeedEntry) -> &'static str {
    match &entry.verdict {
        Verdict::Accepted { .. } => "accepted",
        Verdict::Refused { .. } => "refused",
        Verdict::Held { .. } => "held",
        Verdict::Superseded { .. } => "superseded",
    }
}
