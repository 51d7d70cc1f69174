//! The wall clock of the outside world; the only place of this crate that reads time.

use jiff::{Timestamp, civil, tz};

/// Now, as an instant and on the clock of +08:00.
#[expect(clippy::disallowed_methods, reason = "this is the place where time is read")]
pub(crate) fn now() -> (Timestamp, civil::DateTime) {
    let at = Timestamp::now();
    (at, tz::offset(8).to_datetime(at))
}
