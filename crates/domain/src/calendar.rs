//! The calendar of working days 工作日历 and the counting of terms (domain.md §1.2, §5).
//!
//! The day of the event is not counted (民法典 art. 201). The organ's terms are working days
//! (行政许可法 art. 82), the applicant's are natural days whose last day, if it is a day of rest,
//! moves to the next working day (民法典 art. 203). Past the last year whose arrangement is
//! known a date is provisional 暂算 and is reckoned again when a table arrives.

#[cfg(test)]
pub(crate) mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// The legal date 法定日期 of an instant: the day at +08:00, whatever the machine's time zone says.
#[must_use]
pub fn legal_date(at: jiff::Timestamp) -> Date {
    legal_time(at).date()
}

/// The legal time 北京时间 of an instant, at +08:00.
#[must_use]
pub fn legal_time(at: jiff::Timestamp) -> jiff::civil::DateTime {
    jiff::tz::Offset::constant(8).to_datetime(at)
}

/// Days of rest of one holiday 放假, first and last day included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rest {
    /// Name of the holiday 节日.
    pub name: String,
    /// First day of rest.
    #[specta(type = String)]
    #[schemars(with = "String")]
    pub from: Date,
    /// Last day of rest.
    #[specta(type = String)]
    #[schemars(with = "String")]
    pub to: Date,
}

/// One year's arrangement 节假日安排 as the State Council announced it: `forms/calendar/*.yaml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct YearTable {
    /// The year.
    pub year: i16,
    /// The notice that the table is taken from.
    pub source: String,
    /// Holidays with the weekends they take in.
    pub rest: Vec<Rest>,
    /// Weekend days on which everybody works 调休上班.
    #[specta(type = Vec<String>)]
    #[schemars(with = "Vec<String>")]
    pub working_weekends: Vec<Date>,
}

/// Last day of a term 截止日.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type, JsonSchema,
)]
pub struct Deadline {
    /// The last day on which the act is in time.
    #[specta(type = String)]
    #[schemars(with = "String")]
    pub date: Date,
    /// 暂算: reckoned with plain weekends where no arrangement is known.
    pub provisional: bool,
}

/// Unit of a term 期限单位.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Type,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DayUnit {
    /// 工作日
    Working,
    /// 自然日
    Natural,
}

impl DayUnit {
    /// Chinese name, as papers print it.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Working => "个工作日",
            Self::Natural => "日",
        }
    }
}

/// A length of time 期限.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Type,
    JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Number of days; 0 is "on the spot" 当场.
    pub days: u16,
    /// What is counted.
    pub unit: DayUnit,
}

impl Term {
    /// A term of working days.
    #[must_use]
    pub const fn working(days: u16) -> Self {
        Self { days, unit: DayUnit::Working }
    }

    /// A term of natural days.
    #[must_use]
    pub const fn natural(days: u16) -> Self {
        Self { days, unit: DayUnit::Natural }
    }

    /// The term in words, such as 20 个工作日.
    #[must_use]
    pub fn zh(self) -> String {
        if self.days == 0 {
            "当场".to_owned()
        } else {
            format!("{} {}", self.days, self.unit.zh())
        }
    }
}

/// What is wrong with a set of year tables.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// No table at all.
    #[error("工作日历为空，请至少导入一年的节假日安排")]
    Empty,
    /// Two tables of one year.
    #[error("{0} 年的节假日安排出现了两次，请只保留一份")]
    Twice(i16),
    /// A year is missing between two others.
    #[error("缺少 {0} 年的节假日安排，请补齐中间年份")]
    Gap(i16),
    /// A date outside its table's year, or a span that runs backwards.
    #[error("{year} 年的节假日安排中「{date}」不合规则，请更正")]
    Date {
        /// Year of the table.
        year: i16,
        /// The date at fault.
        date: Date,
    },
}

impl CalendarError {
    /// Stable name for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "calendar_empty",
            Self::Twice(_) => "calendar_year_twice",
            Self::Gap(_) => "calendar_gap",
            Self::Date { .. } => "calendar_date",
        }
    }
}

/// Working days of the years that are known 工作日历.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingCalendar {
    first: i16,
    last: i16,
    /// Days whose nature differs from their weekday's: true = works, false = rests.
    special: BTreeMap<Date, bool>,
}

impl WorkingCalendar {
    /// Puts year tables together; they must follow each other without a gap.
    ///
    /// # Errors
    /// The first fault found, in words for the administrator.
    pub fn new(tables: &[YearTable]) -> Result<Self, CalendarError> {
        let mut years = BTreeSet::new();
        let mut special = BTreeMap::new();
        for table in tables {
            if !years.insert(table.year) {
                return Err(CalendarError::Twice(table.year));
            }
            add_year(table, &mut special)?;
        }
        let (Some(&first), Some(&last)) = (years.first(), years.last()) else {
            return Err(CalendarError::Empty);
        };
        match (first..=last).find(|year| !years.contains(year)) {
            Some(missing) => Err(CalendarError::Gap(missing)),
            None => Ok(Self { first, last, special }),
        }
    }

    /// First and last year whose arrangement is known 覆盖年份.
    #[must_use]
    pub const fn covered_years(&self) -> (i16, i16) {
        (self.first, self.last)
    }

    /// Whether the arrangement of that day is known.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        day.year() >= self.first && day.year() <= self.last
    }

    /// Whether offices work on that day; plain weekends where no arrangement is known.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        self.special.get(&day).copied().unwrap_or(!weekend)
    }

    /// The `n`th working day after `from`, which itself is not counted (民法典 art. 201).
    #[must_use]
    pub fn add_working_days(&self, from: Date, n: u32) -> Deadline {
        let mut day = from;
        let mut provisional = !self.covers(from);
        let mut left = n;
        while left > 0 && day < Date::MAX {
            day = next(day);
            provisional |= !self.covers(day);
            if self.is_working_day(day) {
                left -= 1;
            }
        }
        Deadline { date: day, provisional }
    }

    /// `n` natural days after `from`; a last day of rest moves to the next working day (art. 203).
    #[must_use]
    pub fn add_natural_days(&self, from: Date, n: u32) -> Deadline {
        let mut day = from.saturating_add(i64::from(n).days());
        if n > 0 {
            while !self.is_working_day(day) && day < Date::MAX {
                day = next(day);
            }
        }
        Deadline { date: day, provisional: !self.covers(from) || !self.covers(day) }
    }

    /// Last day of a term that an event on `from` sets going.
    #[must_use]
    pub fn due(&self, from: Date, term: Term) -> Deadline {
        match term.unit {
            DayUnit::Working => self.add_working_days(from, u32::from(term.days)),
            DayUnit::Natural => self.add_natural_days(from, u32::from(term.days)),
        }
    }

    /// Last day of a term of which the days inside `spans` (ends included) do not count, such as
    /// an expert review (行政许可法 art. 45); spans that overlap count once.
    #[must_use]
    pub fn due_without(&self, from: Date, term: Term, spans: &[(Date, Date)]) -> Deadline {
        let excluded = |day: Date| spans.iter().any(|(first, last)| *first <= day && day <= *last);
        let mut due = Deadline { date: from, provisional: !self.covers(from) };
        let mut left = term.days;
        while left > 0 && due.date < Date::MAX {
            due.date = next(due.date);
            due.provisional |= !self.covers(due.date);
            let counts = term.unit == DayUnit::Natural || self.is_working_day(due.date);
            if counts && !excluded(due.date) {
                left -= 1;
            }
        }
        while term.unit == DayUnit::Natural && term.days > 0 && !self.is_working_day(due.date) {
            due.date = next(due.date);
            due.provisional |= !self.covers(due.date);
        }
        due
    }

    /// Days of a unit after `after` up to and with `upto`; 0 if `upto` is not later.
    #[must_use]
    pub fn count(&self, unit: DayUnit, after: Date, upto: Date) -> u32 {
        let mut day = after;
        let mut n = 0;
        while day < upto {
            day = next(day);
            if unit == DayUnit::Natural || self.is_working_day(day) {
                n += 1;
            }
        }
        n
    }
}

fn next(day: Date) -> Date {
    day.tomorrow().unwrap_or(Date::MAX)
}

fn add_year(table: &YearTable, special: &mut BTreeMap<Date, bool>) -> Result<(), CalendarError> {
    let fault = |date| CalendarError::Date { year: table.year, date };
    for rest in &table.rest {
        if rest.from > rest.to || rest.from.year() != table.year || rest.to.year() != table.year {
            return Err(fault(rest.from));
        }
        let mut day = rest.from;
        while day <= rest.to {
            if special.insert(day, false).is_some() {
                return Err(fault(day));
            }
            if day == rest.to {
                break;
            }
            day = next(day);
        }
    }
    for &day in &table.working_weekends {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        if !weekend || day.year() != table.year || special.insert(day, true).is_some() {
            return Err(fault(day));
        }
    }
    Ok(())
}
