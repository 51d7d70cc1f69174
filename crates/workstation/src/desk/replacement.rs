//! 事项更正: what the right item asks, and the case that goes on.

use std::collections::BTreeMap;

use domain::action::Opening;
use domain::application::{Application, Case};
use domain::catalogue::resolve::{Selection, resolve};
use domain::decide::new_terms;
use domain::document::{AmendedRow, DocumentData, DocumentKind};
use domain::ids::{CaseNo, ElementId, ItemCode, QuestionId};
use domain::intake::Intake;
use domain::proceeding::Proceeding;
use domain::refusal::Refusal;

use super::Workstation;
use super::acts::no_paper;
use super::draw::draw_replacement;
use super::receive::{organ_number, paper_desk};
use crate::engine::Pen;
use crate::view::{Fault, ReplacementView};

type Answers = BTreeMap<QuestionId, String>;
type Values = BTreeMap<ElementId, String>;

/// Writes the replacement: a new number, the terms of the right item, the notice.
pub(super) fn write(
    pen: &mut Pen,
    (app, case): (&Application, &Case),
    item: ItemCode,
    (answers, values): (Answers, Values),
    reason: String,
    training: bool,
) -> Result<(Proceeding, DocumentData), Refusal> {
    let today = pen.today();
    let version = pen.in_force().number;
    let catalogue = &pen.in_force().catalogue;
    let terms = new_terms(&app.intake, &item, (&answers, &values), (catalogue, today))?;
    let department = catalogue.items.get(&item).map(|item| item.department.clone());
    let department = department.unwrap_or_else(|| case.department.clone());
    let new = pen.case_no()?;
    let catalogue = &pen.in_force().catalogue;
    let row = |label: &str, before: &str, after: &str| AmendedRow {
        label: label.to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
    };
    let rows = vec![
        row("办理事项", catalogue.item_name(&case.item), catalogue.item_name(&item)),
        row("办件编号", case.no.as_str(), new.as_str()),
    ];
    let reason_given = format!("{reason}（收件日期仍为 {}）", case.received_on);
    let draw = |pen: &Pen, number| {
        paper_desk(pen, training).amended((app, case), rows.clone(), &reason_given, number)
    };
    draw(pen, Default::default()).ok_or_else(no_paper)?;
    let number = organ_number(pen, case, DocumentKind::AmendmentNotice)?;
    let data = draw(pen, number).ok_or_else(no_paper)?;
    let paper = pen.keep_paper(&data);
    let opening =
        Opening { case: new, item, item_version: version, department, depends_on: Vec::new() };
    let terms = Box::new(terms);
    Ok((Proceeding::Replacement { opening, terms, answers, values, reason, paper }, data))
}

impl Workstation {
    /// What the right item asks besides what was handed in.
    ///
    /// # Errors
    /// No such case or item.
    pub async fn replacement(
        &self,
        case: &CaseNo,
        item: &ItemCode,
        answers: Answers,
    ) -> Result<ReplacementView, Fault> {
        let table = self.table()?;
        let view = self.engine.case(case).await?;
        let app = view.application().ok_or_else(|| Fault::new("case.unknown", "找不到办件"))?;
        let intake = with(&app.intake, item, answers);
        let resolved = resolve(&table.in_force.catalogue, &intake.inquiry(table.today()))
            .map_err(|error| Fault::new(error.code(), error.to_string()))?;
        Ok(draw_replacement(&table.papers(), item, (&app.intake, &intake), &resolved))
    }
}

/// The content as the right item sees it.
fn with(intake: &Intake, item: &ItemCode, answers: Answers) -> Intake {
    let mut intake = intake.clone();
    intake.choice = Selection { theme: None, items: vec![item.clone()], removed: Vec::new() };
    intake.answers.extend(answers);
    intake
}
