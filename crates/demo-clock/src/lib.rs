//! 演示时钟: a clock that is turned forward for a demonstration or a test, by one small file that every
//! program of the hall reads, so that all stand at the same time.
//!
//! The file holds how many seconds the demo is ahead of the machine. Its time therefore goes on by
//! itself, and two programs that read the file agree to the moment. Without debug assertions this crate
//! is empty: no release build has a clock that can be turned (docs/adr/0011-demo-clock.md).

#![cfg(debug_assertions)]

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

/// Names the file; without it the machine's time is the hall's.
pub const VARIABLE: &str = "YICHUANG_DEMO_CLOCK";

/// How long what was read is believed: a program that asks often must not read at every time.
const FRESH: Duration = Duration::from_millis(200);

/// A file that turns the clock, and what it said last.
#[derive(Debug)]
struct Turned {
    file: PathBuf,
    last: Mutex<Last>,
}

#[derive(Clone, Copy, Debug)]
struct Last {
    read_at: Option<SystemTime>,
    ahead: i64,
}

impl Turned {
    fn by(file: PathBuf) -> Self {
        Self { file, last: Mutex::new(Last { read_at: None, ahead: i64::MIN }) }
    }

    /// The demo's time when the machine's is `now`. It never goes back: a file that says less than
    /// before, or nothing readable, changes nothing.
    fn at(&self, now: SystemTime) -> SystemTime {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = |at: SystemTime| now.duration_since(at).is_ok_and(|age| age < FRESH);
        if !last.read_at.is_some_and(fresh) {
            let text = std::fs::read_to_string(&self.file).unwrap_or_default();
            let ahead = text.trim().parse().unwrap_or(i64::MIN);
            *last = Last { read_at: Some(now), ahead: last.ahead.max(ahead) };
        }
        let ahead = if last.ahead == i64::MIN { 0 } else { last.ahead };
        let by = Duration::from_secs(ahead.unsigned_abs());
        let turned = if ahead < 0 { now.checked_sub(by) } else { now.checked_add(by) };
        turned.unwrap_or(now)
    }
}

/// The clock of this program, if its environment names one.
fn clock() -> Option<&'static Turned> {
    static CLOCK: OnceLock<Option<Turned>> = OnceLock::new();
    let named = || std::env::var_os(VARIABLE).filter(|file: &OsString| !file.is_empty());
    CLOCK.get_or_init(|| named().map(|file| Turned::by(PathBuf::from(file)))).as_ref()
}

/// The hall's time when the machine's is `now`.
#[must_use]
pub fn turned(now: SystemTime) -> SystemTime {
    clock().map_or(now, |clock| clock.at(now))
}

/// Whether this program runs by a demo clock 演示时钟; the window must say so.
#[must_use]
pub fn is_turned() -> bool {
    clock().is_some()
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    fn seconds(at: SystemTime) -> u64 {
        at.duration_since(UNIX_EPOCH).unwrap().as_secs()
    }

    #[test]
    fn time_runs_on_from_where_it_was_turned_and_never_back() {
        let file = std::env::temp_dir().join(format!("demo-clock-{}", std::process::id()));
        let clock = Turned::by(file.clone());
        let at = |second: u64| seconds(clock.at(UNIX_EPOCH + Duration::from_secs(second)));
        assert_eq!(at(1000), 1000, "no file yet");
        std::fs::write(&file, "-500\n").unwrap();
        assert_eq!((at(2000), at(2010)), (1500, 1510));
        std::fs::write(&file, "86400").unwrap();
        assert_eq!(at(3000), 89_400);
        for less in ["0", "soon", ""] {
            std::fs::write(&file, less).unwrap();
            assert_eq!(at(4000), 90_400, "{less:?}");
        }
        std::fs::remove_file(&file).unwrap();
        assert_eq!(at(5000), 91_400);
    }

    #[test]
    fn what_was_read_is_believed_for_a_moment() {
        let file = std::env::temp_dir().join(format!("demo-clock-fresh-{}", std::process::id()));
        std::fs::write(&file, "10").unwrap();
        let clock = Turned::by(file.clone());
        let start = UNIX_EPOCH + Duration::from_secs(1000);
        assert_eq!(seconds(clock.at(start)), 1010);
        std::fs::write(&file, "20").unwrap();
        assert_eq!(seconds(clock.at(start + FRESH / 2)), 1010);
        assert_eq!(seconds(clock.at(start + FRESH)), 1020);
        std::fs::remove_file(&file).unwrap();
    }
}
