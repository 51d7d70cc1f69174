//! The daily sweep: what the law says happened because a term ran out, and what is thrown away.

use domain::action::Action;
use domain::calendar::{WorkingCalendar, legal_date};
use domain::clocks::{deemed_as_of, receive_due};
use domain::ids::{CaseNo, HallId};
use domain::wire::{StreamId, Verdict};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::Platform;
use crate::error::Result;
use crate::store::{begin, desk, station, stream, user};

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// Untouched drafts are emptied after a week.
const DRAFT_MILLIS: i64 = 7 * DAY_MILLIS;

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Cases recorded as deemed accepted 视为受理.
    pub deemed: u32,
    /// Cases that wait because their station has been silent 待确认.
    pub unconfirmed: u32,
    /// Drafts emptied.
    pub drafts: u64,
}

/// A case that nobody answered in time.
struct Overdue {
    hall: HallId,
    stream: StreamId,
    case: CaseNo,
    as_of: Date,
}

impl Platform {
    /// Runs the sweep; a second run on the same day does nothing new.
    ///
    /// # Errors
    /// The store fails.
    pub async fn sweep(&self) -> Result<Swept> {
        let _one = self.0.sweeping.lock().await;
        let mut swept = Swept::default();
        let overdue = self.overdue(&mut swept).await?;
        for late in overdue {
            let action = Action::DeemAccepted { case: late.case, as_of: late.as_of };
            let entry = self.submit_own(&late.hall, &late.stream, &action).await?;
            let done = entry.is_some_and(|e| matches!(e.verdict, Verdict::Accepted { .. }));
            swept.deemed += u32::from(done);
        }
        let now = self.0.clock.millis();
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        swept.drafts = desk::expire_drafts(&mut tx, now - DRAFT_MILLIS, now).await?;
        user::end_sessions(&mut tx, None, now).await?;
        tx.commit().await?;
        Ok(swept)
    }

    /// Cases past the receive term without an answer, whose station would have said so.
    async fn overdue(&self, swept: &mut Swept) -> Result<Vec<Overdue>> {
        let today = legal_date(self.0.clock.now());
        let mut reader = self.0.store.reader().await?;
        let Some((_, ruling)) = self.newest_ruling(&mut reader).await? else {
            return Ok(Vec::new());
        };
        let mut overdue = Vec::new();
        for (id, case) in stream::in_stage(&mut reader, "received", &today.to_string()).await? {
            let Some(row) = stream::load(&mut reader, &id).await? else {
                continue;
            };
            let Some(application) = row.state.application() else {
                continue;
            };
            let Some(case) = application.cases.get(&CaseNo(case)) else {
                continue;
            };
            let Some(procedure) = ruling.catalogue.procedures.get(&case.terms.procedure) else {
                continue;
            };
            let calendar: &WorkingCalendar = &ruling.calendar;
            let Some(as_of) = deemed_as_of(case, procedure, calendar, today) else {
                continue;
            };
            let due = receive_due(case, procedure, calendar).date;
            let seen = station::seen_at(&mut reader, &row.device).await?;
            if seen.is_none_or(|seen| seen < end_of(due)) {
                swept.unconfirmed += 1;
                continue;
            }
            overdue.push(Overdue {
                hall: application.hall.clone(),
                stream: id,
                case: case.no.clone(),
                as_of,
            });
        }
        Ok(overdue)
    }
}

/// The instant at which a legal day ends, in milliseconds.
fn end_of(day: Date) -> i64 {
    let midnight = day.saturating_add(1.day()).at(0, 0, 0, 0);
    jiff::tz::Offset::constant(8)
        .to_timestamp(midnight)
        .map_or(i64::MAX, jiff::Timestamp::as_millisecond)
}
