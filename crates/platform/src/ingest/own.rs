//! The platform's own submissions: the daily sweep acts through the same door as a station.

use std::collections::BTreeSet;

use domain::action::Action;
use domain::ids::{HallId, StationId};
use domain::wire::{
    CHAIN_START, Envelope, FeedEntry, PLATFORM_DEVICE, RULES_VERSION, SignedSubmission, StreamId,
};

use super::contradiction::system_actor;
use super::door::Arrival;
use super::record::Sender;
use crate::Platform;
use crate::error::Result;
use crate::store::{begin, region};

impl Platform {
    /// Submits an action of the system and returns the verdict.
    pub(crate) async fn submit_own(
        &self,
        hall: &HallId,
        stream: &StreamId,
        action: &Action,
    ) -> Result<Option<FeedEntry>> {
        let device = StationId::from(PLATFORM_DEVICE);
        let sender = Sender {
            device: device.clone(),
            public_key: self.0.own.public_key(),
            counter: None,
            partitions: BTreeSet::new(),
        };
        let mut rung = BTreeSet::new();
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let Some((catalogue_version, _)) = self.newest_ruling(&mut tx).await? else {
            return Ok(None);
        };
        let last = region::last_epoch(&mut tx, &device).await?;
        let envelope = Envelope {
            v: 0,
            device,
            epoch: last.as_ref().map_or(1, |e| e.epoch),
            seq: last.as_ref().map_or(1, |e| e.last_seq + 1),
            prev: last.map_or_else(|| CHAIN_START.to_owned(), |e| e.head),
            stream: stream.clone(),
            seen: region::head(&mut tx).await?.position,
            claimed_at: self.0.clock.now(),
            actor: system_actor(hall),
            session: String::new(),
            rules_version: RULES_VERSION,
            catalogue_version,
            offline: false,
            deps: Vec::new(),
            action: serde_json::to_value(action)?,
        };
        let text = serde_json::to_string(&envelope)?;
        let signed = SignedSubmission { signature: self.0.own.sign(&text), envelope: text };
        let arrival = Arrival::read(&signed, &sender.public_key);
        let receipt = self.receive(&mut tx, &sender, &arrival, &mut rung).await?;
        let position = region::head(&mut tx).await?.position;
        tx.commit().await?;
        drop(writer);
        self.0.wake.ring("pull", position, rung);
        Ok(receipt.verdict)
    }
}
