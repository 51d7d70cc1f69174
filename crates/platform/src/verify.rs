//! Checking the whole store: chains, positions, signatures, and that the stored state is what the
//! events add up to.

use std::collections::BTreeMap;

use domain::application::Stream;
use domain::event::Event;
use domain::evolve::evolve;
use domain::ids::StationId;
use domain::wire::{
    CHAIN_START, FeedEntry, PLATFORM_DEVICE, Position, StoredEvent, StreamId, SubmissionKey,
    Verdict, chain_hash,
};
use sqlx::SqliteConnection;

use crate::Platform;
use crate::error::Result;
use crate::keys::verifies;
use crate::store::region::{self, Stored};
use crate::store::{page, station, stream};

/// Something that is not as it was written, and where.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Fault {
    /// `position 12`, `stream app/…`, `submission S0001/1/7`, `blob …`.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

/// What was checked, and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Verification {
    /// Verdicts checked.
    pub verdicts: u64,
    /// Submissions checked.
    pub submissions: u64,
    /// Streams checked.
    pub streams: u64,
    /// Blobs checked.
    pub blobs: u64,
    /// What is wrong; empty if all is well.
    pub faults: Vec<Fault>,
}

impl Verification {
    fn fault(&mut self, place: String, message: &str) {
        self.faults.push(Fault { place, message: message.to_owned() });
    }
}

const PAGE: u32 = 1000;

fn name(key: &SubmissionKey) -> String {
    format!("submission {}/{}/{}", key.device, key.epoch, key.seq)
}

impl Platform {
    /// Checks everything that can be checked.
    ///
    /// # Errors
    /// The store cannot be read at all.
    pub async fn verify(&self) -> Result<Verification> {
        let mut found = Verification::default();
        let mut reader = self.0.store.reader().await?;
        check_integrity(&mut reader, &mut found).await?;
        check_log(&mut reader, &mut found).await?;
        check_streams(&mut reader, &mut found).await?;
        self.check_submissions(&mut reader, &mut found).await?;
        for (hash, size) in page::all_complete(&mut reader).await? {
            found.blobs += 1;
            if !self.0.blobs.is_sound(&hash, size).await {
                found.fault(format!("blob {hash}"), "影像缺失或与哈希不符");
            }
        }
        Ok(found)
    }

    async fn check_submissions(
        &self,
        tx: &mut SqliteConnection,
        found: &mut Verification,
    ) -> Result<()> {
        let mut keys: BTreeMap<StationId, Option<String>> = BTreeMap::new();
        let own = StationId::from(PLATFORM_DEVICE);
        keys.insert(own, Some(self.0.own.public_key()));
        let mut before: Option<Stored> = None;
        let mut ends = BTreeMap::new();
        loop {
            let page = region::submissions_after(tx, before.as_ref().map(|s| &s.key), PAGE).await?;
            let Some(last) = page.last().cloned() else {
                break;
            };
            for stored in page {
                found.submissions += 1;
                let device = stored.key.device.clone();
                if !keys.contains_key(&device) {
                    let row = station::by_id(tx, &device).await?;
                    keys.insert(device.clone(), row.map(|row| row.public_key));
                }
                let key = keys.get(&device).cloned().flatten();
                check_chain(before.as_ref(), &stored, found);
                check_verdict(tx, &stored, key.as_deref(), found).await?;
                ends.insert((device, stored.key.epoch), (stored.key.seq, stored.hash.clone()));
                before = Some(stored);
            }
            before = Some(last);
        }
        for epoch in region::all_epochs(tx).await? {
            let end = ends.get(&(epoch.0.clone(), epoch.1.epoch)).cloned();
            let (seq, head) = end.unwrap_or((0, CHAIN_START.to_owned()));
            if (epoch.1.last_seq, &epoch.1.head) != (seq, &head) {
                let place = format!("submission {}/{}/{}", epoch.0, epoch.1.epoch, seq + 1);
                found.fault(place, "提交缺失：日志末端与登记不符");
            }
        }
        Ok(())
    }
}

/// The file itself.
async fn check_integrity(tx: &mut SqliteConnection, found: &mut Verification) -> Result<()> {
    for line in region::integrity(tx).await? {
        found.fault("store".to_owned(), &line);
    }
    Ok(())
}

/// Positions dense, chain unbroken, head as stored.
async fn check_log(tx: &mut SqliteConnection, found: &mut Verification) -> Result<()> {
    let head = region::head(tx).await?;
    let (mut at, mut hash): (Position, String) = (0, CHAIN_START.to_owned());
    loop {
        let rows = stream::log_after(tx, at, PAGE).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            found.verdicts += 1;
            let place = format!("position {}", row.position);
            if row.position != at + 1 {
                found.fault(place.clone(), "位点不连续");
            }
            let expected = chain_hash(&hash, &row.entry);
            if expected != row.hash {
                found.fault(place.clone(), "裁定内容与链不符");
            }
            match serde_json::from_str::<FeedEntry>(&row.entry) {
                Ok(entry) if entry.position == row.position && entry.stream == row.stream => {}
                Ok(_) => found.fault(place, "裁定的位点或业务流与登记不符"),
                Err(_) => found.fault(place, "裁定内容无法读取"),
            }
            at = row.position;
            hash = row.hash;
        }
    }
    if (at, &hash) != (head.position, &head.hash) {
        found.fault(format!("position {}", at + 1), "区域日志末端与登记不符");
    }
    Ok(())
}

/// Events dense and chained in each stream; their fold is the stored state.
async fn check_streams(tx: &mut SqliteConnection, found: &mut Verification) -> Result<()> {
    for id in stream::names(tx).await? {
        found.streams += 1;
        let Ok(Some(row)) = stream::load(tx, &id).await else {
            found.fault(format!("stream {}", id.0), "状态无法读取");
            continue;
        };
        let Ok(entries) = stream::history(tx, &id).await else {
            continue; // told by its position already
        };
        let mut folded = Folded::default();
        for entry in &entries {
            if let Verdict::Accepted { events } = &entry.verdict {
                for event in events {
                    folded.add(&id, entry.position, event, found);
                }
            }
        }
        if (folded.seq, &folded.head) != (row.seq, &row.head) {
            found.fault(format!("stream {}", id.0), "事件链末端与登记不符");
        } else if folded.state != row.state {
            found.fault(format!("stream {}", id.0), "重算状态与登记不符");
        }
    }
    Ok(())
}

struct Folded {
    seq: u64,
    head: String,
    state: Stream,
}

impl Default for Folded {
    fn default() -> Self {
        Self { seq: 0, head: CHAIN_START.to_owned(), state: Stream::Empty }
    }
}

impl Folded {
    fn add(
        &mut self,
        id: &StreamId,
        position: Position,
        event: &StoredEvent,
        found: &mut Verification,
    ) {
        let place = format!("stream {} seq {} position {position}", id.0, event.stream_seq);
        if event.stream_seq != self.seq + 1 || event.stream_prev != self.head {
            found.fault(place.clone(), "事件序号或链不连续");
        }
        self.seq = event.stream_seq;
        self.head = event.hash();
        match serde_json::from_str::<Event>(&event.body) {
            Ok(event) => self.state = evolve(std::mem::take(&mut self.state), &event),
            Err(_) => found.fault(place, "事件内容无法读取"),
        }
    }
}

/// Dense and chained in its epoch, hash as stored.
fn check_chain(before: Option<&Stored>, stored: &Stored, found: &mut Verification) {
    #[derive(serde::Deserialize)]
    struct Link {
        #[serde(flatten)]
        key: SubmissionKey,
        prev: String,
    }
    let same_log =
        |b: &&Stored| b.key.device == stored.key.device && b.key.epoch == stored.key.epoch;
    let (seq, prev) = before
        .filter(same_log)
        .map_or((0, CHAIN_START), |before| (before.key.seq, before.hash.as_str()));
    if stored.key.seq != seq + 1 {
        found.fault(name(&stored.key), "提交序号不连续");
    }
    if stored.signed.hash() != stored.hash {
        found.fault(name(&stored.key), "提交内容与哈希不符");
    }
    match serde_json::from_str::<Link>(&stored.signed.envelope) {
        Ok(link) if link.key == stored.key && link.prev == prev => {}
        Ok(_) | Err(_) => found.fault(name(&stored.key), "提交与其在日志中的位置不符"),
    }
}

/// Signed by its station, or refused for that; its verdict names it.
async fn check_verdict(
    tx: &mut SqliteConnection,
    stored: &Stored,
    public_key: Option<&str>,
    found: &mut Verification,
) -> Result<()> {
    let Ok(entry) = region::entry(tx, stored.position).await else {
        return Ok(()); // told by its position already
    };
    let Some(entry) = entry else {
        found.fault(name(&stored.key), "提交没有裁定");
        return Ok(());
    };
    if entry.key != stored.key || entry.submission_hash != stored.hash {
        found.fault(name(&stored.key), "裁定所指的提交与登记不符");
    }
    let signed = public_key
        .is_some_and(|key| verifies(key, &stored.signed.envelope, &stored.signed.signature));
    let refused = matches!(
        &entry.verdict,
        Verdict::Refused { refusal } if refusal.code == "submission.signature"
    );
    if signed == refused {
        found.fault(name(&stored.key), "签名与裁定不符");
    }
    Ok(())
}
