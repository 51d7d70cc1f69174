//! Clocks and lamps 时限与红黄灯 (design §4: time never changes state; domain.md §1.2, §5, §8).
//!
//! Everything here is reckoned from the state and a day; nothing is stored.

mod lamp;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

pub use lamp::{Lamp, Thresholds};

use crate::application::{Case, CaseTerms, Stage};
use crate::calendar::{Deadline, Term, WorkingCalendar};
use crate::procedure::{AcceptanceStep, ClockStart, Procedure, Silence};

/// Which term a clock counts 时限种类.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ClockKind {
    /// 收件处理时限: to an outcome of receiving.
    Receive,
    /// 承诺时限: to the decision, as promised.
    Promise,
    /// 法定时限: to the decision, by law.
    Statutory,
    /// 送达时限: from decision to delivery.
    Delivery,
}

impl ClockKind {
    /// Chinese name.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Receive => "收件处理",
            Self::Promise => "承诺时限",
            Self::Statutory => "法定时限",
            Self::Delivery => "送达时限",
        }
    }
}

/// One running or ended clock 时限.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Clock {
    /// Which.
    pub kind: ClockKind,
    /// The event it is counted from; that day itself is not counted.
    #[specta(type = String)]
    pub start: Date,
    /// How long.
    pub limit: Term,
    /// Last day.
    pub due: Deadline,
    /// Days left after today, negative when past; in the unit of the limit.
    pub remaining: i32,
    /// Lamp.
    pub lamp: Lamp,
    /// Day on which it stopped for good.
    #[specta(type = Option<String>)]
    pub ended_on: Option<Date>,
    /// Rule it rests on.
    pub article: String,
}

/// All clocks of a case 办件时限.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Clocks {
    /// From receipt to an outcome.
    pub receive: Option<Clock>,
    /// Decision, as promised.
    pub promise: Option<Clock>,
    /// Decision, by law.
    pub statutory: Option<Clock>,
    /// Delivery of the result.
    pub delivery: Option<Clock>,
    /// Past the receive term without an outcome: 视为受理 as of this day.
    #[specta(type = Option<String>)]
    pub deemed_as_of: Option<Date>,
    /// The worst lamp.
    pub lamp: Lamp,
}

/// The day from which the receive term runs: receipt, the last complete correction, or the day on
/// which the output that the case waited for came (先照后证, clerk-notes E5).
#[must_use]
pub fn receive_start(case: &Case) -> Date {
    let corrected = case.corrections.iter().filter(|c| c.complete).filter_map(|c| c.supplied_on);
    corrected.chain(case.inputs_on).fold(case.received_on, Date::max)
}

/// Whether an answer is owed: received, complete as far as asked, not waiting for another case.
fn awaits_outcome(case: &Case) -> bool {
    let waiting = !case.depends_on.is_empty() && case.inputs_on.is_none();
    case.stage == Stage::Received && !waiting
}

/// Last day to say that something is missing, or to accept.
#[must_use]
pub fn receive_due(case: &Case, procedure: &Procedure, calendar: &WorkingCalendar) -> Deadline {
    calendar.due(receive_start(case), procedure.receive.term)
}

/// The day as of which the case counts as accepted because nothing was said in time 视为受理.
#[must_use]
pub fn deemed_as_of(
    case: &Case,
    procedure: &Procedure,
    calendar: &WorkingCalendar,
    today: Date,
) -> Option<Date> {
    let silent = procedure.acceptance == AcceptanceStep::Formal
        && procedure.receive.silence == Silence::AcceptedAsOfReceipt
        && case.acceptance.is_none()
        && awaits_outcome(case);
    let past = receive_due(case, procedure, calendar).date < today;
    (silent && past).then(|| receive_start(case))
}

/// The promised date that the paper prints 承诺办结日期.
#[must_use]
pub fn promised_by(terms: &CaseTerms, start: Date, calendar: &WorkingCalendar) -> Deadline {
    calendar.due(start, terms.promised)
}

/// The last lawful day for the decision, where a law sets one 法定办结日期.
#[must_use]
pub fn statutory_by(
    terms: &CaseTerms,
    procedure: &Procedure,
    start: Date,
    calendar: &WorkingCalendar,
) -> Option<Deadline> {
    let term = terms.statutory.or(procedure.decision.statutory)?;
    Some(calendar.due(start, term))
}

/// All clocks of a case on a day.
#[must_use]
pub fn clocks(
    case: &Case,
    procedure: &Procedure,
    calendar: &WorkingCalendar,
    today: Date,
    thresholds: Thresholds,
) -> Clocks {
    let reckon = Reckoning { case, procedure, calendar, today, thresholds };
    let receive = Some(reckon.receive());
    let promise = reckon.promise();
    let statutory = reckon.statutory();
    let delivery = reckon.delivery();
    let worst = [&receive, &promise, &statutory, &delivery]
        .into_iter()
        .flatten()
        .map(|clock| clock.lamp)
        .max();
    Clocks {
        deemed_as_of: deemed_as_of(case, procedure, calendar, today),
        lamp: worst.unwrap_or_default(),
        receive,
        promise,
        statutory,
        delivery,
    }
}

struct Reckoning<'a> {
    case: &'a Case,
    procedure: &'a Procedure,
    calendar: &'a WorkingCalendar,
    today: Date,
    thresholds: Thresholds,
}

/// Whether a clock runs.
#[derive(Clone, Copy)]
enum Run {
    Going,
    Waiting,
    Ended(Option<Date>),
}

impl Reckoning<'_> {
    fn receive(&self) -> Clock {
        let case = self.case;
        let start = receive_start(case);
        let due = receive_due(case, self.procedure, self.calendar);
        let run = match case.stage {
            Stage::Correcting => Run::Waiting,
            Stage::Received if awaits_outcome(case) => Run::Going,
            Stage::Received => Run::Waiting,
            Stage::Accepted | Stage::Reviewing | Stage::Decided | Stage::Ready | Stage::Closed => {
                let outcome = case.acceptance.as_ref().map(|a| a.on);
                Run::Ended(outcome.or(case.decision.as_ref().map(|d| d.on)))
            }
        };
        let (limit, article) = (self.procedure.receive.term, &self.procedure.receive.article);
        self.clock(ClockKind::Receive, start, limit, due, run, article)
    }

    /// Start of the decision clocks, once there is one.
    fn decision_start(&self) -> Option<Date> {
        match self.procedure.decision.start {
            ClockStart::Acceptance => self.case.acceptance.as_ref().map(|a| a.on),
            ClockStart::Receipt => Some(receive_start(self.case)),
        }
    }

    fn decision_run(&self) -> Run {
        match self.case.stage {
            Stage::Correcting => Run::Waiting,
            Stage::Received if !awaits_outcome(self.case) => Run::Waiting,
            Stage::Received | Stage::Accepted | Stage::Reviewing => Run::Going,
            Stage::Decided | Stage::Ready | Stage::Closed => {
                Run::Ended(self.case.decision.as_ref().map(|d| d.on))
            }
        }
    }

    fn promise(&self) -> Option<Clock> {
        let start = self.decision_start()?;
        let reckoned = promised_by(&self.case.terms, start, self.calendar);
        // the date on the paper binds, whatever a later table says
        let printed = self.case.acceptance.as_ref().and_then(|a| a.promised_by);
        let due = printed
            .map_or(reckoned, |date| Deadline { date, provisional: !self.calendar.covers(date) });
        let limit = self.case.terms.promised;
        let run = self.decision_run();
        Some(self.clock(ClockKind::Promise, start, limit, due, run, "承诺时限"))
    }

    fn statutory(&self) -> Option<Clock> {
        let start = self.decision_start()?;
        let limit = self.case.terms.statutory.or(self.procedure.decision.statutory)?;
        let due = self.calendar.due(start, limit);
        let article = &self.procedure.decision.article;
        Some(self.clock(ClockKind::Statutory, start, limit, due, self.decision_run(), article))
    }

    fn delivery(&self) -> Option<Clock> {
        let limit = self.procedure.delivery?;
        let start = self.case.decision.as_ref()?.on;
        let run = match &self.case.delivery {
            Some(delivery) => Run::Ended(Some(delivery.on)),
            None => Run::Going,
        };
        let due = self.calendar.due(start, limit);
        let article = &self.procedure.articles.deliver;
        Some(self.clock(ClockKind::Delivery, start, limit, due, run, article))
    }

    fn clock(
        &self,
        kind: ClockKind,
        start: Date,
        limit: Term,
        due: Deadline,
        run: Run,
        article: &str,
    ) -> Clock {
        let day = match run {
            Run::Ended(Some(day)) => day,
            Run::Ended(None) | Run::Going | Run::Waiting => self.today,
        };
        let remaining = self.remaining(limit, day, due.date);
        let lamp = match run {
            Run::Waiting => Lamp::Paused,
            Run::Ended(_) => Lamp::Off,
            Run::Going => self.lamp(kind, limit, remaining),
        };
        let ended_on = match run {
            Run::Ended(day) => day,
            Run::Going | Run::Waiting => None,
        };
        let article = article.to_owned();
        Clock { kind, start, limit, due, remaining, lamp, ended_on, article }
    }

    fn remaining(&self, limit: Term, day: Date, due: Date) -> i32 {
        let count = |after, upto| {
            i32::try_from(self.calendar.count(limit.unit, after, upto)).unwrap_or(i32::MAX)
        };
        if day <= due { count(day, due) } else { -count(due, day).max(1) }
    }

    fn lamp(&self, kind: ClockKind, limit: Term, remaining: i32) -> Lamp {
        if remaining < 0 {
            return if kind == ClockKind::Statutory { Lamp::Black } else { Lamp::Red };
        }
        let share = i32::from(limit.days) * i32::from(self.thresholds.percent) / 100;
        let near = share.max(i32::from(self.thresholds.days));
        // a term that ends on the day it starts is never "near"
        if remaining <= near && limit.days > 1 { Lamp::Yellow } else { Lamp::Green }
    }
}
