//! 办理环节 aside from the main course, each with the paper that belongs to it.

use domain::action::Action;
use domain::application::{Application, Case};
use domain::clocks::statutory_due;
use domain::document::{DocumentData, DocumentKind};
use domain::ids::{CaseNo, DocumentNo};
use domain::procedure::Procedure;
use domain::proceeding::{Approval, Proceeding};
use domain::refusal::Refusal;

use super::acts::no_paper;
use super::paper::{PaperDesk, SiteVisit};
use super::receive::{case_of, organ_number, paper_desk};
use super::replacement;
use super::supplement::supply_deferred;
use crate::engine::Pen;
use crate::view::CourseRequest;

/// A case at hand, and the pen.
struct Hand<'a> {
    pen: &'a mut Pen,
    app: Application,
    case: Case,
    training: bool,
}

/// Writes a step; answers with its paper, if it has one.
pub(super) fn proceed(
    pen: &mut Pen,
    no: &CaseNo,
    request: CourseRequest,
    training: bool,
) -> Result<Option<DocumentData>, Refusal> {
    if matches!(request, CourseRequest::DeferredSupply) {
        return supply_deferred(pen, no, training).map(Some);
    }
    let (app, case) = case_of(pen, no)?;
    let mut hand = Hand { pen, app, case, training };
    let (proceeding, data) = match request {
        CourseRequest::StepEnd { result } => (Proceeding::StepEnd { result }, None),
        CourseRequest::Transfer { to, name, reason } => {
            (Proceeding::Transfer { to, name, reason }, None)
        }
        papered => {
            let (proceeding, data) = hand.papered(papered)?;
            (proceeding, Some(data))
        }
    };
    pen.act(Action::Proceed { case: no.clone(), proceeding })?;
    Ok(data)
}

impl Hand<'_> {
    fn papered(&mut self, request: CourseRequest) -> Result<(Proceeding, DocumentData), Refusal> {
        match request {
            CourseRequest::Step { .. } => self.step(request),
            CourseRequest::Extension { reason, name, document } => {
                self.extension(reason, name, document)
            }
            CourseRequest::Deferral { materials, due } => {
                let data = self.paper(DocumentKind::DeferralNotice, |desk, of, number, _| {
                    desk.deferral(of, &materials, due, number)
                })?;
                let paper = self.pen.keep_paper(&data);
                Ok((Proceeding::Deferral { materials, due, paper }, data))
            }
            CourseRequest::Termination { ground, reason } => {
                let data = self.paper(DocumentKind::TerminationNotice, |desk, of, number, _| {
                    desk.termination(of, &ground, &reason, number)
                })?;
                let paper = self.pen.keep_paper(&data);
                Ok((Proceeding::Termination { ground, reason, paper }, data))
            }
            CourseRequest::Replacement { item, answers, values, reason } => replacement::write(
                self.pen,
                (&self.app, &self.case),
                item,
                (answers, values),
                reason,
                self.training,
            ),
            CourseRequest::Amendment { values, reason } => {
                let data = self.paper(DocumentKind::AmendmentNotice, |desk, of, number, _| {
                    desk.amendment(of, &values, &reason, number)
                })?;
                let paper = self.pen.keep_paper(&data);
                Ok((Proceeding::Amendment { values, reason, paper }, data))
            }
            CourseRequest::SiteCheck { officers, checked_on, place, findings, party } => {
                let data = self.paper(DocumentKind::SiteCheckRecord, |desk, of, number, _| {
                    let (officers, party) = (&officers, &party);
                    let (place, findings) = (place.as_str(), findings.as_str());
                    let visit = SiteVisit { officers, on: checked_on, place, findings, party };
                    desk.site_check(of, visit, number)
                })?;
                let paper = self.pen.keep_paper(&data);
                Ok((Proceeding::SiteCheck { officers, checked_on, findings, party, paper }, data))
            }
            CourseRequest::StepEnd { .. }
            | CourseRequest::Transfer { .. }
            | CourseRequest::DeferredSupply => Err(no_paper()),
        }
    }

    /// Draws a number and lays the paper out.
    fn paper(
        &mut self,
        kind: DocumentKind,
        draw: impl Fn(
            &PaperDesk<'_>,
            (&Application, &Case),
            DocumentNo,
            &domain::calendar::WorkingCalendar,
        ) -> Option<DocumentData>,
    ) -> Result<DocumentData, Refusal> {
        let calendar = self.pen.in_force().calendar.clone();
        let of = (&self.app, &self.case);
        // a procedure without the paper draws no number for it
        draw(&paper_desk(self.pen, self.training), of, DocumentNo::default(), &calendar)
            .ok_or_else(no_paper)?;
        let number = organ_number(self.pen, &self.case, kind)?;
        draw(&paper_desk(self.pen, self.training), of, number, &calendar).ok_or_else(no_paper)
    }

    fn procedure(&self) -> Result<Procedure, Refusal> {
        let procedures = &self.pen.in_force().catalogue.procedures;
        procedures.get(&self.case.terms.procedure).cloned().ok_or_else(no_paper)
    }

    fn step(&mut self, request: CourseRequest) -> Result<(Proceeding, DocumentData), Refusal> {
        let CourseRequest::Step { kind, starts_on, ends_by, reason } = request else {
            return Err(no_paper());
        };
        let stops = self.procedure()?.step(kind).is_some_and(|rule| rule.stops);
        let data = self.paper(DocumentKind::StepNotice, |desk, of, number, calendar| {
            desk.step(of, (kind, starts_on, ends_by), &reason, (number, calendar))
        })?;
        let paper = self.pen.keep_paper(&data);
        Ok((Proceeding::Step { kind, stops, starts_on, ends_by, reason, paper }, data))
    }

    fn extension(
        &mut self,
        reason: String,
        name: String,
        document: String,
    ) -> Result<(Proceeding, DocumentData), Refusal> {
        let procedure = self.procedure()?;
        let Some(rule) = procedure.extension(self.case.terms.joint) else {
            return Err(no_paper());
        };
        let (calendar, today) = (self.pen.in_force().calendar.clone(), self.pen.today());
        let due = |extended| {
            let due = statutory_due(&self.case, &procedure, &calendar, today, extended);
            due.map(|(_, due)| due.date).ok_or_else(no_paper)
        };
        let (before, due) = (due(false)?, due(true)?);
        let approval = format!("{name}，{document}");
        let data = self.paper(DocumentKind::ExtensionNotice, |desk, of, number, _| {
            desk.extension(of, rule, (before, due), (&reason, &approval), number)
        })?;
        let paper = self.pen.keep_paper(&data);
        let approval = Approval { by: rule.approver, name, document };
        Ok((Proceeding::Extension { reason, approval, due, paper }, data))
    }
}
