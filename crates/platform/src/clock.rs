//! The only place that reads the time, mints ids or draws random bytes.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::SystemTime;

use jiff::Timestamp;

use crate::error::{PlatformError, Result};

/// The platform's clock: the hall's, the machine's, or one that a test turns.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The hall's: the machine's, unless a demo clock 演示时钟 is turned.
    #[default]
    System,
    /// The machine's, by which the other end of a TLS connection judges a certificate.
    Machine,
    /// Stands still until somebody turns it.
    Manual(ManualClock),
}

/// A clock that is turned by hand, shared by its clones.
#[derive(Clone, Debug)]
pub struct ManualClock(Arc<AtomicI64>);

impl ManualClock {
    /// A clock that shows a time.
    #[must_use]
    pub fn at(time: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(time.as_millisecond())))
    }

    /// Turns it to a time.
    pub fn set(&self, time: Timestamp) {
        self.0.store(time.as_millisecond(), Ordering::SeqCst);
    }

    /// Turns it forward.
    pub fn advance(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock {
    /// Now.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => {
                let now = SystemTime::now();
                #[cfg(all(feature = "demo-clock", debug_assertions))]
                let now = demo_clock::turned(now);
                Timestamp::try_from(now).unwrap_or(Timestamp::UNIX_EPOCH)
            }
            Self::Machine => Timestamp::now(),
            Self::Manual(clock) => from_millis(clock.0.load(Ordering::SeqCst)),
        }
    }

    /// Now, in milliseconds since 1970 as the store keeps it.
    #[must_use]
    pub fn millis(&self) -> i64 {
        self.now().as_millisecond()
    }
}

/// A stored time.
#[must_use]
pub fn from_millis(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap_or_default()
}

/// Random bytes of the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(|e| PlatformError::Internal(format!("random: {e}")))?;
    Ok(bytes)
}

/// A random secret as 64 hex digits.
pub(crate) fn secret() -> Result<String> {
    Ok(hex::encode(random::<32>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_moves_only_by_hand() {
        let start: Timestamp = "2026-11-22T08:00:00+08:00".parse().unwrap();
        let hand = ManualClock::at(start);
        let clock = Clock::Manual(hand.clone());
        assert_eq!(clock.now(), start);
        hand.advance(1500);
        assert_eq!(clock.millis(), start.as_millisecond() + 1500);
    }
}
