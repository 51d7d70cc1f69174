//! Clocks and lamps 时限与红黄灯 (design §4: time never changes state; domain.md §1.2, §5, §8).
//!
//! Everything here is reckoned from the state and a day; nothing is stored.

mod lamp;
mod reckon;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

pub use lamp::{Lamp, Thresholds};
use reckon::Reckoning;

use crate::application::{Case, CaseTerms, Stage};
use crate::calendar::{Deadline, Term, WorkingCalendar};
use crate::procedure::{AcceptanceStep, ClockStart, DeferralRule, Procedure, Silence};

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
    /// 补正期限: the applicant's.
    Correction,
    /// 容缺补交期限: the applicant's.
    Deferral,
    /// 特别程序: as announced.
    Step,
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
            Self::Correction => "补正期限",
            Self::Deferral => "容缺补交",
            Self::Step => "特别程序",
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
    /// The applicant's term to correct; its lamp is nobody's fault here.
    pub correction: Option<Clock>,
    /// The applicant's term for what was put off.
    pub deferral: Option<Clock>,
    /// The step under way.
    pub step: Option<Clock>,
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

/// The latest day for what was put off: so many working days before the promised date that it can
/// still be reviewed (clerk-notes E16).
#[must_use]
pub fn deferrable_until(
    terms: &CaseTerms,
    rule: &DeferralRule,
    calendar: &WorkingCalendar,
    today: Date,
) -> Date {
    let promise = promised_by(terms, today, calendar).date;
    let mut day = promise;
    let mut left = rule.review_days;
    while left > 0 && day > today {
        day = day.yesterday().unwrap_or(day);
        if calendar.is_working_day(day) {
            left -= 1;
        }
    }
    day
}

/// The last lawful day for the decision, where a law sets one 法定办结日期.
#[must_use]
pub fn statutory_by(
    terms: &CaseTerms,
    procedure: &Procedure,
    start: Date,
    calendar: &WorkingCalendar,
) -> Option<Deadline> {
    Some(calendar.due(start, statutory_term(terms, procedure)?))
}

/// The statutory term of a case 法定期限: of its own law, of the joint act, or of the procedure.
/// A joint term never lengthens a shorter one (clerk-notes E6).
#[must_use]
pub fn statutory_term(terms: &CaseTerms, procedure: &Procedure) -> Option<Term> {
    let own = terms.statutory.or(procedure.decision.statutory);
    let joint = procedure.joint.as_ref().filter(|_| terms.joint).map(|rule| rule.statutory);
    match (own, joint) {
        (Some(_), Some(joint)) if terms.statutory.is_none() => Some(joint),
        _ => own,
    }
}

/// The last lawful day for the decision with the days that are not counted, and with an extension:
/// each adds its days once (行政许可法 arts. 42, 45).
#[must_use]
pub fn statutory_due(
    case: &Case,
    procedure: &Procedure,
    calendar: &WorkingCalendar,
    today: Date,
    extended: bool,
) -> Option<(Term, Deadline)> {
    let start = decision_start(case, procedure)?;
    let mut term = statutory_term(&case.terms, procedure)?;
    if extended && let Some(rule) = procedure.extension(case.terms.joint) {
        term.days = term.days.saturating_add(rule.term.days);
    }
    Some((term, calendar.due_without(start, term, &case.course.excluded(today))))
}

/// The day that starts the decision clocks, once there is one.
#[must_use]
pub fn decision_start(case: &Case, procedure: &Procedure) -> Option<Date> {
    match procedure.decision.start {
        ClockStart::Acceptance => case.acceptance.as_ref().map(|a| a.on),
        ClockStart::Receipt => Some(receive_start(case)),
    }
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
    let step = reckon.step();
    let worst = [&receive, &promise, &statutory, &delivery, &step]
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
        correction: reckon.correction(),
        deferral: reckon.deferral(),
        step,
    }
}
