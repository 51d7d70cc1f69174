//! Asking for number ranges in time (design §5, Numbers).

use domain::wire::RangeKind;
use domain::wire::number::{LeaseAsk, LeaseRequest};

use super::Caller;
use crate::clock::legal_date;
use crate::engine::{Core, Engine, EngineError, LEASE, Open, guard};
use crate::store::{Batch, Lane, RangeRow, numbers};

impl Engine {
    /// The station will draw document numbers of these words: ranges are asked for in time.
    ///
    /// # Errors
    /// The store is not open, or the disk does not take it.
    pub async fn need_words(&self, words: &[String]) -> Result<(), EngineError> {
        let open = self.core.opened()?;
        let mut reader = open.store.reader().await?;
        let known = numbers::words(&mut reader).await?;
        drop(reader);
        let mut batch = Batch::new();
        for word in words.iter().filter(|word| !known.contains(word)) {
            numbers::want_word(&mut batch, word);
        }
        if !batch.is_empty() {
            open.store.commit(Lane::Action, batch).await?;
            self.core.sync.poke();
        }
        Ok(())
    }

    /// Numbers still in hand of a word in the current year.
    ///
    /// # Errors
    /// The store is not open.
    pub fn numbers_left(&self, word: &str) -> Result<u32, EngineError> {
        let open = self.core.opened()?;
        let kind = RangeKind::Document {
            word: word.to_owned(),
            year: legal_date(self.core.options.clock.now()).year(),
        };
        let left = guard(&open.memory).numbers.remaining(&kind);
        Ok(left)
    }
}

impl Core {
    /// Asks for what runs low; answers how many ranges came.
    pub(super) async fn lease(&self, open: &Open, caller: &Caller) -> Result<u32, EngineError> {
        let mut reader = open.store.reader().await?;
        let words = numbers::words(&mut reader).await?;
        drop(reader);
        let year = legal_date(self.options.clock.now()).year();
        let asks: Vec<LeaseAsk> = {
            let memory = guard(&open.memory);
            words
                .into_iter()
                .map(|word| RangeKind::Document { word, year })
                .filter(|kind| memory.numbers.remaining(kind) <= LEASE / 2)
                .map(|kind| LeaseAsk { held_through: memory.numbers.held_through(&kind), kind })
                .collect()
        };
        if asks.is_empty() {
            return Ok(0);
        }
        let answer = caller.lease(&LeaseRequest { asks }).await?;
        let mut batch = Batch::new();
        for range in &answer.ranges {
            numbers::grant(&mut batch, range);
        }
        open.store.commit(Lane::Background, batch).await?;
        let mut memory = guard(&open.memory);
        for range in &answer.ranges {
            memory.numbers.grant(RangeRow {
                kind: numbers::key(&range.kind),
                first: range.first,
                last: range.last,
                next: range.first,
                burnt: false,
            });
        }
        Ok(u32::try_from(answer.ranges.len()).unwrap_or(u32::MAX))
    }
}
