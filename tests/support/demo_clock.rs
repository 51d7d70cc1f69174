//! 演示时钟: the clock of a hall's programs, turned by a test.

use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use workstation::clock::legal_date;

use crate::station::machine_now;

/// The programs believe what they read for a fifth of a second.
const NOTICED: Duration = Duration::from_millis(400);

/// The file that the programs read; it is turned forward only.
#[derive(Debug)]
pub struct DemoClock {
    file: PathBuf,
    ahead: i64,
}

impl DemoClock {
    /// A clock that shows `time` (RFC 3339) now.
    pub(crate) fn at(file: PathBuf, time: &str) -> Self {
        let mut clock = Self { file, ahead: i64::MIN };
        clock.write(time);
        clock
    }

    /// Turns it to `time` (RFC 3339); once this is done, every program goes by it.
    pub async fn turn(&mut self, time: &str) {
        self.write(time);
        tokio::time::sleep(NOTICED).await;
    }

    /// The legal date that it shows.
    #[must_use]
    pub fn today(&self) -> Date {
        let now = machine_now().as_second() + self.ahead;
        legal_date(Timestamp::from_second(now).unwrap())
    }

    fn write(&mut self, time: &str) {
        let wanted: Timestamp = time.parse().unwrap();
        let ahead = wanted.as_second() - machine_now().as_second();
        assert!(ahead >= self.ahead, "the clock is turned forward only, not to {time}");
        self.ahead = ahead;
        // whole or not at all, whoever reads it meanwhile
        let fresh = self.file.with_extension("new");
        std::fs::write(&fresh, ahead.to_string()).unwrap();
        std::fs::rename(&fresh, &self.file).unwrap();
    }

    /// What makes a program go by it.
    pub(crate) fn variable(&self) -> (String, String) {
        ("YICHUANG_DEMO_CLOCK".to_owned(), self.file.to_string_lossy().into_owned())
    }
}
