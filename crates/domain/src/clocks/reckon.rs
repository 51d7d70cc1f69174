//! One clock after the other, from the state of a case and a day.

use jiff::civil::Date;

use super::{
    Clock, ClockKind, Lamp, Thresholds, awaits_outcome, decision_start, receive_due, receive_start,
    statutory_due,
};
use crate::application::{Case, Stage};
use crate::calendar::{Deadline, Term, WorkingCalendar, legal_date};
use crate::procedure::Procedure;

/// What a case's clocks are reckoned from.
pub(super) struct Reckoning<'a> {
    pub(super) case: &'a Case,
    pub(super) procedure: &'a Procedure,
    pub(super) calendar: &'a WorkingCalendar,
    pub(super) today: Date,
    pub(super) thresholds: Thresholds,
}

/// Whether a clock runs.
#[derive(Clone, Copy)]
enum Run {
    Going,
    Waiting,
    Ended(Option<Date>),
}

impl Reckoning<'_> {
    pub(super) fn receive(&self) -> Clock {
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

    fn decision_run(&self) -> Run {
        match self.case.stage {
            Stage::Correcting => Run::Waiting,
            Stage::Received if !awaits_outcome(self.case) => Run::Waiting,
            Stage::Received | Stage::Accepted | Stage::Reviewing => {
                let held = self.case.course.open_step().is_some_and(|step| step.holds(self.today));
                if held { Run::Waiting } else { Run::Going }
            }
            Stage::Decided | Stage::Ready | Stage::Closed => {
                Run::Ended(self.case.decision.as_ref().map(|d| d.on))
            }
        }
    }

    pub(super) fn promise(&self) -> Option<Clock> {
        let start = decision_start(self.case, self.procedure)?;
        let limit = self.case.terms.promised;
        let spans = self.case.course.excluded(self.today);
        // the date on the paper binds, whatever a later table says; days not counted move it on
        let printed = self.case.acceptance.as_ref().and_then(|a| a.promised_by);
        let counted = printed.map_or(limit, |date| self.term_to(start, date, limit));
        let due = match (&self.case.course.extension, printed) {
            (Some(extension), _) => self.dated(extension.due),
            (None, Some(date)) if spans.is_empty() => self.dated(date),
            (None, _) => self.calendar.due_without(start, counted, &spans),
        };
        let run = self.decision_run();
        Some(self.clock(ClockKind::Promise, start, limit, due, run, "承诺时限"))
    }

    /// The days of a unit from a start to a printed date.
    fn term_to(&self, start: Date, date: Date, like: Term) -> Term {
        let days = self.calendar.count(like.unit, start, date);
        Term { days: u16::try_from(days).unwrap_or(u16::MAX), unit: like.unit }
    }

    fn dated(&self, date: Date) -> Deadline {
        Deadline { date, provisional: !self.calendar.covers(date) }
    }

    pub(super) fn statutory(&self) -> Option<Clock> {
        let (case, procedure) = (self.case, self.procedure);
        let start = decision_start(case, procedure)?;
        let extended = case.course.extension.is_some();
        let (limit, due) = statutory_due(case, procedure, self.calendar, self.today, extended)?;
        let article = &procedure.decision.article;
        Some(self.clock(ClockKind::Statutory, start, limit, due, self.decision_run(), article))
    }

    /// The applicant's term to correct, while it runs.
    pub(super) fn correction(&self) -> Option<Clock> {
        let last = self.case.corrections.last()?;
        let (rule, by) = (self.procedure.correction.as_ref()?, last.correct_by?);
        let waiting = self.case.stage == Stage::Correcting;
        let run = if waiting { Run::Going } else { Run::Ended(last.supplied_on) };
        let (start, due) = (last.notified_on, self.dated(by));
        Some(self.clock(ClockKind::Correction, start, rule.term, due, run, &rule.article))
    }

    /// The applicant's term for what was put off.
    pub(super) fn deferral(&self) -> Option<Clock> {
        let deferral = self.case.course.deferral.as_ref()?;
        let rule = self.procedure.deferral.as_ref()?;
        let start = legal_date(deferral.stamp.at);
        let limit = self.term_to(start, deferral.due, Term::working(0));
        let open = !deferral.open.is_empty() && self.case.stage != Stage::Closed;
        let run = if open { Run::Going } else { Run::Ended(None) };
        let due = self.dated(deferral.due);
        Some(self.clock(ClockKind::Deferral, start, limit, due, run, &rule.article))
    }

    /// The step under way: past its announced end it is late.
    pub(super) fn step(&self) -> Option<Clock> {
        let step = self.case.course.open_step()?;
        if self.case.stage == Stage::Closed || self.case.decision.is_some() {
            return None;
        }
        let rule = self.procedure.step(step.kind)?;
        let limit = self.term_to(step.starts_on, step.ends_by, Term::working(0));
        let due = self.dated(step.ends_by);
        let run = if step.holds(self.today) { Run::Waiting } else { Run::Going };
        Some(self.clock(ClockKind::Step, step.starts_on, limit, due, run, &rule.article))
    }

    pub(super) fn delivery(&self) -> Option<Clock> {
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
