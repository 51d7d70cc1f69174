//! One round of sync: hello, push, pull, leases, catalogue, drafts.

use std::sync::Arc;

use domain::wire::{Hello, HelloAnswer};
use jiff::Timestamp;

use super::{Caller, SyncFault};
use crate::engine::{Change, Core, Engine, EngineError, Open, guard};
use crate::store::{events, settings, submissions};

/// What a round did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Submissions that the platform took over.
    pub pushed: u32,
    /// Verdicts that came.
    pub applied: u32,
    /// Pages that the platform took over.
    pub pages: u32,
    /// Ranges that were granted.
    pub ranges: u32,
    /// A newer edition of the catalogue came.
    pub edition: bool,
}

impl Engine {
    /// One whole round: submissions, feed, numbers, catalogue, drafts, then all pages.
    ///
    /// # Errors
    /// Why the platform was not reached or said no; what was done until then stands.
    pub async fn sync_once(&self) -> Result<Round, EngineError> {
        let mut round = self.sync_round().await?;
        round.pages = self.sync_pages().await?;
        Ok(round)
    }

    /// A round without pages.
    ///
    /// # Errors
    /// As [`Engine::sync_once`].
    pub async fn sync_round(&self) -> Result<Round, EngineError> {
        let core = &self.core;
        let _one = core.sync.round.lock().await;
        core.sync.begin();
        let done = core.round().await;
        core.sync.end(core.options.clock.now(), done.as_ref().err());
        core.tell(Change::Sync);
        done
    }
}

impl Core {
    /// A caller with the station's token.
    pub(crate) async fn caller(&self) -> Result<Caller, EngineError> {
        let identity = self.identity().ok_or(SyncFault::StationUnknown)?;
        let transport = self.sync.transport().ok_or(SyncFault::Unreachable)?;
        let token = match self.sync.token() {
            Some(token) => token,
            None => {
                let token = self.station_token(&identity).await?;
                self.sync.keep_token(&token);
                token
            }
        };
        Ok(Caller::new(transport, token))
    }

    /// A caller for the signed-in person.
    pub(crate) async fn caller_for_person(&self) -> Result<Caller, EngineError> {
        let token = guard(&self.session).as_ref().and_then(|s| s.token.clone());
        Ok(self.caller().await?.for_session(token))
    }

    async fn round(self: &Arc<Self>) -> Result<Round, EngineError> {
        let open = self.opened()?;
        let caller = self.caller().await?;
        let mut round = Round::default();
        let answer = self.greet(&open, &caller).await?;
        round.pushed += self.push_all(&open, &caller, answer.credits).await?;
        if answer.epoch > guard(&open.memory).epoch {
            self.open_epoch(&open, answer.epoch).await?;
            round.pushed += self.push_all(&open, &caller, answer.credits).await?;
        }
        round.applied = self.pull_all(&open, &caller).await?;
        round.ranges = self.lease(&open, &caller).await?;
        if answer.catalogue_version > open.in_force().number {
            let newest = caller.catalogue(open.in_force().number).await?;
            if let Some(edition) = newest.edition {
                round.edition = self.take_edition(&open, edition).await?;
            }
        }
        self.share_drafts(&open).await?;
        Ok(round)
    }

    /// Says hello and settles what a restored platform or disk means.
    async fn greet(
        self: &Arc<Self>,
        open: &Arc<Open>,
        caller: &Caller,
    ) -> Result<HelloAnswer, EngineError> {
        let now = self.options.clock.now();
        let (hello, known) = self.hello(open, now).await?;
        let answer = caller.hello(&hello).await?;
        let skew = now.duration_since(answer.now).as_secs();
        self.sync.note_skew(skew);
        heal_clock(open, answer.now);
        if !answer.station_active {
            return Err(SyncFault::StationRevoked.into());
        }
        for user in &answer.revoked_users {
            self.forget_user(user).await?;
        }
        let other = known.is_some_and(|known| known != answer.incarnation);
        let lost = answer.position < hello.position;
        if other || lost {
            let shared = answer.shared.min(answer.position);
            self.undo_after(open, shared, &answer.incarnation).await?;
        }
        let mut reader = open.store.reader().await?;
        let lacks = submissions::sent_after(&mut reader, hello.epoch, answer.last_seq).await?;
        drop(reader);
        if lacks {
            self.send_again(open, hello.epoch, answer.last_seq).await?;
        }
        Ok(answer)
    }

    async fn hello(
        &self,
        open: &Open,
        now: Timestamp,
    ) -> Result<(Hello, Option<String>), EngineError> {
        let mut reader = open.store.reader().await?;
        let counts = submissions::counts(&mut reader).await?;
        let incarnation = settings::get(&mut reader, settings::INCARNATION).await?;
        let position = events::position(&mut reader).await?;
        drop(reader);
        let memory = guard(&open.memory);
        let hello = Hello {
            device: open.identity.station.clone(),
            epoch: memory.epoch,
            last_seq: memory.seq,
            head: memory.head.clone(),
            position,
            incarnation: incarnation.clone(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            clock: now,
            outbox: counts.unsent,
            oldest: counts.oldest.and_then(|text| text.parse().ok()),
            counter: self.sync.counter(),
        };
        Ok((hello, incarnation))
    }

    /// Pulls every partition to its end.
    async fn pull_all(
        self: &Arc<Self>,
        open: &Arc<Open>,
        caller: &Caller,
    ) -> Result<u32, EngineError> {
        let mut applied = 0;
        let mut reader = open.store.reader().await?;
        let known = settings::get(&mut reader, settings::INCARNATION).await?;
        drop(reader);
        for partition in &open.identity.partitions {
            loop {
                let mut reader = open.store.reader().await?;
                let after = events::cursor(&mut reader, partition).await?;
                drop(reader);
                let page = caller.feed(partition, after).await?;
                // Restored in between: the next round begins with hello and settles it.
                if known.as_ref().is_some_and(|known| *known != page.incarnation) {
                    return Ok(applied);
                }
                if page.through < after {
                    return Err(SyncFault::Rubbish.into());
                }
                let more = page.more && page.through > after;
                applied += u32::try_from(page.entries.len()).unwrap_or(u32::MAX);
                if !page.entries.is_empty() || page.through > after {
                    self.apply_page(open, partition, page).await?;
                }
                if !more {
                    break;
                }
            }
        }
        Ok(applied)
    }
}

/// A clock that once stood far ahead must not stop the desk for ever: the platform's time heals
/// it. It never moves the mark forward, or a wrong platform would stop every desk.
fn heal_clock(open: &Open, platform: Timestamp) {
    let mut memory = guard(&open.memory);
    memory.latest = memory.latest.min(platform);
}
