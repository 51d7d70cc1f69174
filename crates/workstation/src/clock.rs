//! The only place that reads time, mints ids and draws random bytes.

use std::fmt;
use std::time::{Duration, SystemTime};

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use uuid::{Builder, Uuid};

/// Legal time 法定时间: +08:00, whatever the PC says (design §4).
const LEGAL: Offset = jiff::tz::offset(8);

/// Time, ids and chance, as the rest of the workstation asks for them.
pub trait Clock: Send + Sync + fmt::Debug {
    /// The station's clock: a claim.
    fn now(&self) -> Timestamp;

    /// Random bytes.
    fn fill(&self, bytes: &mut [u8]);

    /// A fresh id: UUIDv7 in text.
    fn new_id(&self) -> String {
        let millis = u64::try_from(self.now().as_millisecond()).unwrap_or_default();
        let mut random = [0; 10];
        self.fill(&mut random);
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid().to_string()
    }

    /// Ends after a while. Sync waits through this alone, so that a simulation can turn the time.
    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(time))
    }

    /// Random text in hexadecimal, two digits a byte.
    fn token(&self) -> String {
        let mut random = [0; 16];
        self.fill(&mut random);
        hex::encode(random)
    }
}

/// The PC's clock and the system's random source.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    fn now(&self) -> Timestamp {
        let now = SystemTime::now();
        #[cfg(all(feature = "demo-clock", debug_assertions))]
        let now = demo_clock::turned(now);
        Timestamp::try_from(now).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    fn fill(&self, bytes: &mut [u8]) {
        // Without the system's random source no key may be made: stopping is the only safe answer.
        #[allow(clippy::expect_used, reason = "no key may be made without randomness")]
        getrandom::fill(bytes).expect("the system gives random bytes");
    }
}

/// Whether this program runs by a demo clock 演示时钟. A release build has none.
#[must_use]
#[cfg(all(feature = "demo-clock", debug_assertions))]
pub fn is_demo() -> bool {
    demo_clock::is_turned()
}

/// Whether this program runs by a demo clock 演示时钟: it has none.
#[must_use]
#[cfg(not(all(feature = "demo-clock", debug_assertions)))]
pub const fn is_demo() -> bool {
    false
}

/// Legal date 法定日期 of an instant.
#[must_use]
pub fn legal_date(at: Timestamp) -> Date {
    TimeZone::fixed(LEGAL).to_datetime(at).date()
}

/// RFC 3339 text of an instant at +08:00.
#[must_use]
pub fn legal_text(at: Timestamp) -> String {
    at.display_with_offset(LEGAL).to_string()
}

/// Whether a text is an id as [`Clock::new_id`] makes them.
#[must_use]
pub fn is_id(text: &str) -> bool {
    Uuid::parse_str(text).is_ok()
}

/// A clock that a test sets, with chance that repeats.
#[cfg(test)]
#[derive(Debug)]
pub(crate) struct TestClock {
    now: std::sync::Mutex<Timestamp>,
    chance: std::sync::atomic::AtomicU64,
}

#[cfg(test)]
impl TestClock {
    /// A clock that stands at a time.
    pub(crate) fn at(text: &str) -> Self {
        Self {
            now: std::sync::Mutex::new(text.parse().unwrap()),
            chance: std::sync::atomic::AtomicU64::new(1),
        }
    }

    /// Moves it.
    pub(crate) fn set(&self, text: &str) {
        *self.now.lock().unwrap() = text.parse().unwrap();
    }
}

#[cfg(test)]
impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let n = self.chance.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let mixed = n.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29) ^ n;
            let mixed = mixed.wrapping_mul(0xBF58_476D_1CE4_E5B9);
            chunk.copy_from_slice(&mixed.to_be_bytes()[..chunk.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_legal_day_begins_at_sixteen_utc() {
        let before: Timestamp = "2026-11-19T15:59:59Z".parse().unwrap();
        let after: Timestamp = "2026-11-19T16:00:00Z".parse().unwrap();
        assert_eq!(legal_date(before).to_string(), "2026-11-19");
        assert_eq!(legal_date(after).to_string(), "2026-11-20");
        assert_eq!(legal_text(after), "2026-11-20T00:00:00+08:00");
    }

    #[test]
    fn ids_differ_and_are_ids() {
        let (one, two) = (SystemClock.new_id(), SystemClock.new_id());
        assert_ne!(one, two);
        assert!(is_id(&one) && is_id(&two));
        assert!(!is_id("A023"));
    }
}
