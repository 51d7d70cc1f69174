//! The door: is it readable, from whom it says, new, next in its chain?

use domain::wire::{CHAIN_START, Envelope, FeedEntry, SignedSubmission, StreamId, SubmissionKey};
use serde::Deserialize;
use sqlx::SqliteConnection;

use super::record::Sender;
use crate::error::Result;
use crate::keys::verifies;
use crate::store::region;
use crate::store::trail;

/// The part of an envelope that every version has.
#[derive(Deserialize)]
struct Stamp {
    #[serde(flatten)]
    key: SubmissionKey,
    prev: String,
    #[serde(default)]
    stream: Option<StreamId>,
}

/// A submission with what could be read of it.
#[derive(Debug)]
pub(super) struct Arrival {
    pub(super) signed: SignedSubmission,
    pub(super) hash: String,
    pub(super) key: Option<SubmissionKey>,
    pub(super) prev: String,
    pub(super) signature_fits: bool,
    /// None if this version cannot read all of it.
    pub(super) envelope: Option<Envelope>,
    stream: Option<StreamId>,
}

impl Arrival {
    /// Reads a submission as far as it goes.
    pub(super) fn read(signed: &SignedSubmission, public_key: &str) -> Self {
        let stamp = serde_json::from_str::<Stamp>(&signed.envelope).ok();
        let envelope = serde_json::from_str::<Envelope>(&signed.envelope).ok();
        let (key, prev, stream) = match stamp {
            Some(stamp) => (Some(stamp.key), stamp.prev, stamp.stream),
            None => (None, String::new(), None),
        };
        Self {
            hash: signed.hash(),
            signature_fits: verifies(public_key, &signed.envelope, &signed.signature),
            signed: signed.clone(),
            key,
            prev,
            envelope: envelope.filter(|e| e.v == 0),
            stream,
        }
    }

    /// The stream that it is about; one of its own if that cannot be read.
    pub(super) fn stream(&self, key: &SubmissionKey) -> StreamId {
        self.stream
            .clone()
            .unwrap_or_else(|| StreamId(format!("unread/{}/{}/{}", key.device, key.epoch, key.seq)))
    }
}

/// What becomes of an arrival at the door.
pub(super) enum Fate {
    /// It cannot be read or names another device.
    Rejected,
    /// The same key with another body, or a chain that does not fit.
    Forked,
    /// Submissions before it are missing.
    Gap,
    /// Known, with the verdict it has.
    Replayed(Option<FeedEntry>),
    /// The next one of its chain.
    Next(SubmissionKey),
}

/// Looks at an arrival; what does not belong into the chain is kept aside.
pub(super) async fn open(
    tx: &mut SqliteConnection,
    sender: &Sender,
    arrival: &Arrival,
    now: i64,
) -> Result<Fate> {
    let Some(key) = arrival.key.clone().filter(|key| key.device == sender.device) else {
        keep_aside(tx, sender, arrival, "rejected", now).await?;
        return Ok(Fate::Rejected);
    };
    if let Some(known) = region::submission(tx, &key).await? {
        if known.hash == arrival.hash {
            return Ok(Fate::Replayed(region::entry(tx, known.position).await?));
        }
        return fork(tx, sender, arrival, &key, now).await;
    }
    let epoch = region::epoch(tx, &key.device, key.epoch).await?;
    let (last, head, frozen) = match &epoch {
        Some(epoch) => (epoch.last_seq, epoch.head.as_str(), epoch.frozen),
        None => (0, CHAIN_START, false),
    };
    if frozen {
        return fork(tx, sender, arrival, &key, now).await;
    }
    if key.seq > last + 1 {
        return Ok(Fate::Gap);
    }
    if key.seq <= last || arrival.prev != head {
        return fork(tx, sender, arrival, &key, now).await;
    }
    Ok(Fate::Next(key))
}

/// Two histories under one key: keep both, take nothing more in this epoch, tell a person.
async fn fork(
    tx: &mut SqliteConnection,
    sender: &Sender,
    arrival: &Arrival,
    key: &SubmissionKey,
    now: i64,
) -> Result<Fate> {
    region::freeze(tx, key).await?;
    keep_aside(tx, sender, arrival, "forked", now).await?;
    Ok(Fate::Forked)
}

/// Keeps the bytes outside of the chain and tells a person once.
async fn keep_aside(
    tx: &mut SqliteConnection,
    sender: &Sender,
    arrival: &Arrival,
    reason: &str,
    now: i64,
) -> Result<()> {
    let key = arrival.key.as_ref();
    if !region::keep_stray(tx, &sender.device, key, &arrival.signed, reason, now).await? {
        return Ok(());
    }
    let (code, message) = match reason {
        "forked" => (
            "log.forked",
            "工作站日志出现分叉（磁盘被还原或克隆），两份内容均已保存，本期日志已冻结；请核对并重新注册后来的一台",
        ),
        _ => ("submission.rejected", "收到无法读取或署名不符的提交，原文已另存；请核查该工作站"),
    };
    tracing::warn!(device = %sender.device, code, "kept aside");
    trail::incident(tx, code, Some(&sender.device), message, now).await
}
