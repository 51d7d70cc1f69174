//! Number ranges: granted while online, drawn offline, never twice (design §5, Numbers).

use domain::calendar::legal_date;
use domain::ids::StationId;
use domain::wire::number::{LeaseAnswer, LeaseAsk, LeaseRequest};
use domain::wire::{NumberRange, RangeKind};
use sqlx::SqliteConnection;

use crate::error::{Result, said};
use crate::store::trail::{self, By};
use crate::store::{begin, range};
use crate::{Caller, Platform};

/// Document numbers in one range.
const DOCUMENT_SIZE: u32 = 50;
/// Document numbers have at most six digits.
const DOCUMENT_LAST: u32 = 999_999;
/// Serials of the 43-digit case number that a counter holds for good, for every item and day.
pub(crate) const PROVINCIAL_SIZE: u32 = 100;
/// The last serial of four digits.
pub(crate) const PROVINCIAL_LAST: u32 = 9_999;
/// Kinds that a station may ask for at once.
const ASKS: usize = 200;

impl Platform {
    /// `POST /v1/leases`: what the station asks for, and in December the first range of the next
    /// year beside this year's.
    ///
    /// # Errors
    /// The caller is no station that may go on, a word or year is impossible, or the store fails.
    pub async fn lease(&self, caller: &Caller, request: &LeaseRequest) -> Result<LeaseAnswer> {
        let today = legal_date(self.0.clock.now());
        if request.asks.len() > ASKS {
            return Err(said(413, "range.too_many", "一次申请的号段过多，请分批申请"));
        }
        let now = self.0.clock.millis();
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let id = self.station(&mut tx, caller).await?.row.station;
        let mut ranges = Vec::new();
        for ask in &request.asks {
            check(ask, today)?;
            give(&mut tx, &id, ask, now, &mut ranges).await?;
            if let Some(next) = next_year(&ask.kind, today)
                && !range::has_any(&mut tx, &id, &next).await?
            {
                let ask = LeaseAsk { kind: next, held_through: 0 };
                give(&mut tx, &id, &ask, now, &mut ranges).await?;
            }
        }
        tx.commit().await?;
        Ok(LeaseAnswer { ranges })
    }
}

/// Ranges of one kind: those whose answer was lost, else a new one.
async fn give(
    tx: &mut SqliteConnection,
    station: &StationId,
    ask: &LeaseAsk,
    now: i64,
    ranges: &mut Vec<NumberRange>,
) -> Result<()> {
    let known = range::granted_after(tx, station, &ask.kind, ask.held_through).await?;
    if !known.is_empty() {
        ranges.extend(known);
        return Ok(());
    }
    let limits = match ask.kind {
        RangeKind::Document { .. } => (DOCUMENT_SIZE, DOCUMENT_LAST),
        RangeKind::Provincial { .. } => (PROVINCIAL_SIZE, PROVINCIAL_LAST),
    };
    let Some(range) = range::grant(tx, station, &ask.kind, limits, ask.held_through, now).await?
    else {
        let message = "平台号段已用完，无法再发放；请联系管理员核查停用窗口的号段";
        return Err(said(409, "range.exhausted", message));
    };
    let by = By { user: None, station: Some(station) };
    let about = serde_json::to_string(&range.kind)?;
    let detail = format!("{}-{}", range.first, range.last);
    trail::audit(tx, by, "range.granted", &about, &detail, now).await?;
    ranges.push(range);
    Ok(())
}

/// This year's numbers, and in December the next year's.
fn check(ask: &LeaseAsk, today: jiff::civil::Date) -> Result<()> {
    let RangeKind::Document { word, year } = &ask.kind else {
        return Ok(());
    };
    if word.is_empty() || word.chars().count() > 40 {
        return Err(said(400, "range.word", "机关代字不能为空，且不超过 40 字"));
    }
    let next = today.month() == 12 && *year == today.year() + 1;
    // The first days of January still finish what was begun in the old year.
    let old = today.month() == 1 && *year == today.year() - 1;
    if *year == today.year() || next || old {
        return Ok(());
    }
    Err(said(400, "range.year", "只发放本年度文号；下一年度文号自十二月起发放"))
}

fn next_year(kind: &RangeKind, today: jiff::civil::Date) -> Option<RangeKind> {
    match kind {
        RangeKind::Document { word, year } if today.month() == 12 && *year == today.year() => {
            Some(RangeKind::Document { word: word.clone(), year: year + 1 })
        }
        RangeKind::Document { .. } | RangeKind::Provincial { .. } => None,
    }
}
