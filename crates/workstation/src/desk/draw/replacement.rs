//! What the right item of a 事项更正 asks besides what was handed in.

use domain::catalogue::field::{Missing, missing};
use domain::catalogue::resolve::Resolved;
use domain::decide::evidence::fault;
use domain::ids::{ElementId, ItemCode};
use domain::intake::Intake;

use super::field::draw_field;
use super::intake::draw_question;
use crate::desk::paper::{PaperDesk, limit_words};
use crate::view::ReplacementView;

/// The right item, with the content before and with its own answers.
#[must_use]
pub fn draw_replacement(
    desk: &PaperDesk<'_>,
    item: &ItemCode,
    (before, intake): (&Intake, &Intake),
    resolved: &Resolved,
) -> ReplacementView {
    let (catalogue, today) = (desk.catalogue, desk.today());
    let values = intake.inquiry(today).values;
    let faults = |material: &_| fault(intake, material, today);
    let (mut empty, mut words): (Vec<ElementId>, Vec<String>) = Default::default();
    for line in missing(catalogue, resolved, &values, today, &faults) {
        match line {
            Missing::Field { element, .. } => empty.push(element),
            Missing::Material { message, .. } => words.push(message),
            Missing::Question { .. } => {}
        }
    }
    let fields = resolved.groups.iter().flat_map(|group| &group.fields);
    let fields = fields.filter(|field| empty.contains(&field.element));
    let asked = |id| !before.answers.contains_key(id);
    let questions = resolved.questions.iter().filter(|q| !q.derived && asked(&q.id));
    let case = resolved.cases.first();
    ReplacementView {
        item: item.clone(),
        name: catalogue.item_name(item).to_owned(),
        organ: case.map_or_else(String::new, |case| desk.organ(&case.department).to_owned()),
        limit: case.map_or_else(String::new, |case| limit_words(&case.promised)),
        questions: questions.map(draw_question).collect(),
        fields: fields.map(|field| draw_field(catalogue, field, intake, today)).collect(),
        missing: words,
    }
}
