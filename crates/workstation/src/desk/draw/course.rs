//! What the dialogs of the steps on the way have to know, and these steps in words.

use domain::application::{Application, Case, Stage};
use domain::calendar::WorkingCalendar;
use domain::clocks::{deferrable_until, statutory_due};
use domain::ids::KindId;
use domain::procedure::Procedure;
use domain::proceeding::{Proceeding, TerminationGround};
use jiff::civil::Date;

use super::fee::draw_fees;
use super::words::short_date;
use crate::desk::paper::PaperDesk;
use crate::desk::supplement::came_since_deferral;
use crate::view::{AmendableField, CourseView, DeferredRow, ExtensionOffer, KindName, StepChoice};

/// What may happen on the way of a case.
#[must_use]
pub(super) fn draw_course(
    desk: &PaperDesk<'_>,
    application: &Application,
    case: &Case,
    calendar: &WorkingCalendar,
) -> CourseView {
    let today = desk.today();
    let Some(procedure) = desk.catalogue.procedures.get(&case.terms.procedure) else {
        return CourseView::default();
    };
    let until = procedure
        .deferral
        .as_ref()
        .map(|rule| deferrable_until(&case.terms, rule, calendar, today));
    CourseView {
        today: today.to_string(),
        steps: steps(procedure),
        open_step: case
            .course
            .open_step()
            .map(|step| format!("{} 至 {}", step.kind.zh(), short_date(step.ends_by))),
        extension: extension(case, procedure, calendar, today),
        deferrable: deferrable(desk, application, case),
        defer_until: until.map(|day| day.to_string()).unwrap_or_default(),
        deferred: deferred(desk, application, case),
        lapsed: lapsed(case, today),
        site_due: case.site_check_due(),
        place: place(application),
        fields: fields(desk, application, case),
        fees: draw_fees(desk, case),
    }
}

fn steps(procedure: &Procedure) -> Vec<StepChoice> {
    let choice = |rule: &domain::procedure::StepRule| StepChoice {
        kind: rule.kind,
        name: rule.kind.zh().to_owned(),
        stops: rule.stops,
        article: rule.article.clone(),
    };
    procedure.steps.iter().map(choice).collect()
}

fn extension(
    case: &Case,
    procedure: &Procedure,
    calendar: &WorkingCalendar,
    today: Date,
) -> Option<ExtensionOffer> {
    let rule = procedure.extension(case.terms.joint)?;
    let due = |extended| statutory_due(case, procedure, calendar, today, extended);
    let ((_, before), (_, after)) = (due(false)?, due(true)?);
    Some(ExtensionOffer {
        term: rule.term.zh(),
        level: rule.approver.zh().to_owned(),
        before: before.date.to_string(),
        due: after.date.to_string(),
        article: rule.article.clone(),
    })
}

fn name(desk: &PaperDesk<'_>, kind: &KindId) -> String {
    let known = desk.catalogue.materials.get(kind);
    known.map_or_else(|| kind.to_string(), |known| known.name.clone())
}

fn deferrable(desk: &PaperDesk<'_>, application: &Application, case: &Case) -> Vec<KindName> {
    let out = |kind: &&KindId| application.evidence(kind).is_none_or(|e| e.pages.is_empty());
    let row = |kind: &KindId| KindName { kind: kind.clone(), name: name(desk, kind) };
    case.terms.deferrable.iter().filter(out).map(row).collect()
}

fn deferred(desk: &PaperDesk<'_>, application: &Application, case: &Case) -> Vec<DeferredRow> {
    let Some(deferral) = &case.course.deferral else {
        return Vec::new();
    };
    let came = came_since_deferral(application, &case.no);
    let row = |kind: &KindId| DeferredRow {
        kind: kind.clone(),
        name: name(desk, kind),
        came: came.contains(&kind),
        due: deferral.due.to_string(),
    };
    deferral.open.iter().map(row).collect()
}

/// A term of the applicant that ran out: 补正, 容缺.
pub(super) fn lapsed(case: &Case, today: Date) -> Option<TerminationGround> {
    let correcting = case.corrections.last().filter(|_| case.stage == Stage::Correcting);
    if correcting.and_then(|last| last.correct_by).is_some_and(|by| by < today) {
        return Some(TerminationGround::CorrectionLapsed);
    }
    let out = case.course.deferral.as_ref().filter(|deferral| !deferral.open.is_empty());
    out.filter(|deferral| deferral.due < today).map(|_| TerminationGround::DeferralLapsed)
}

/// The premises as the form has them, for the record of a site check.
fn place(application: &Application) -> String {
    let value =
        |id: &str| application.intake.values.get(&id.into()).map(|field| field.text.clone());
    value("premises.address").unwrap_or_default()
}

fn fields(desk: &PaperDesk<'_>, application: &Application, case: &Case) -> Vec<AmendableField> {
    let Some((share, _)) = desk.share(application, case) else {
        return Vec::new();
    };
    share
        .groups
        .iter()
        .flat_map(|group| &group.fields)
        .filter_map(|field| {
            let value = application.intake.values.get(&field.element)?;
            Some(AmendableField {
                element: field.element.clone(),
                label: field.name.clone(),
                value: value.text.clone(),
            })
        })
        .collect()
}

/// A step on the way in words, with a note.
pub(super) fn words(proceeding: &Proceeding) -> (String, Option<String>) {
    match proceeding {
        Proceeding::Step { kind, stops, starts_on, ends_by, reason, .. } => {
            let counted = if *stops { "不计入期限" } else { "计入期限" };
            let span = format!("{} 至 {}", short_date(*starts_on), short_date(*ends_by));
            (format!("{}（{span}，{counted}）", kind.zh()), Some(reason.clone()))
        }
        Proceeding::StepEnd { result } => ("程序结束，恢复计时".to_owned(), Some(result.clone())),
        Proceeding::Extension { due, approval, .. } => (
            format!("延长期限至 {}", short_date(*due)),
            Some(format!("{} {}", approval.name, approval.document)),
        ),
        Proceeding::Deferral { materials, due, .. } => {
            (format!("容缺 {} 项，{} 前补齐", materials.len(), short_date(*due)), None)
        }
        Proceeding::DeferredSupply { materials, .. } => {
            (format!("容缺材料补交 {} 项", materials.len()), None)
        }
        Proceeding::Termination { ground, reason, .. } => {
            (format!("终止办理：{}", ground.zh()), Some(reason.clone()))
        }
        Proceeding::SiteCheck { officers, findings, .. } => {
            let names: Vec<&str> = officers.iter().map(|o| o.name.as_str()).collect();
            (format!("现场核查：{}", names.join("、")), Some(findings.clone()))
        }
        Proceeding::Transfer { name, reason, .. } => {
            (format!("转办给 {name}"), Some(reason.clone()))
        }
        Proceeding::Replacement { opening, reason, .. } => {
            (format!("事项更正，转为办件 {}", opening.case), Some(reason.clone()))
        }
        Proceeding::Amendment { values, reason, .. } => {
            (format!("更正 {} 项", values.len()), Some(reason.clone()))
        }
    }
}
