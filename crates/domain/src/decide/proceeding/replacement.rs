//! 事项更正: a case received for the wrong item ends, and a new one of the right item goes on from
//! the same day of receipt (clerk-notes E11; 行政许可法 art. 32: the applicant loses no day).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::judge::{Judge, Verdict, authority, no, not_this, of_hall, paper_for, written};
use super::super::{receive, terms};
use crate::action::Opening;
use crate::application::{Case, CaseTerms, Stage};
use crate::authorisation::Power;
use crate::catalogue::Catalogue;
use crate::catalogue::resolve::{Selection, resolve};
use crate::ids::{ElementId, ItemCode, QuestionId};
use crate::intake::{FieldValue, Intake, ValueSource};
use crate::procedure::PaperAct;
use crate::proceeding::Proceeding;

const REPLACE: &str = "事项更正规则（原办件作废，新办件沿用收件日期；clerk-notes E11）";

/// Whether the item of the case may be put right by this person.
pub(super) fn gate(judge: Judge<'_>, case: &Case) -> Verdict {
    judge.undecided(case)?;
    if !of_hall(judge.ctx.actor) {
        return no("authority.replace", REPLACE, "事项由综合窗口更正，请退回窗口并写明应办的事项");
    }
    let waits = |other: &&Case| other.stage != Stage::Closed && other.depends_on.contains(&case.no);
    let linked = !case.depends_on.is_empty() || judge.app.cases.values().any(|c| waits(&c));
    if linked {
        return no(
            "replace.linked",
            REPLACE,
            format!("办件 {} 与同批办件互为前置，不能单独更正事项；请撤回后重新收件", case.no),
        );
    }
    // what an authorised person accepted only such a person undoes 撤销受理
    let accepted = case.acceptance.as_ref().is_some_and(|a| !a.deemed);
    let power = if accepted { Power::Accept } else { Power::Receive };
    judge.authority(case, power).map(|_| ())
}

/// Judges a replacement.
pub(super) fn judge(judge: Judge<'_>, case: &Case, proceeding: &Proceeding) -> Verdict {
    let Proceeding::Replacement { opening, terms, answers, values, reason, paper } = proceeding
    else {
        return not_this();
    };
    gate(judge, case)?;
    written(opening.case.as_str(), "form.case_no", REPLACE, "新办件没有编号，请重新取号")?;
    if judge.app.cases.contains_key(&opening.case) {
        return no("form.opening_twice", REPLACE, "新办件的编号已经用过，请重新取号");
    }
    if opening.item == case.item {
        return no("replace.same", REPLACE, "更正后的事项与原来相同，不需要更正");
    }
    let item = receive::item(&opening.item, judge.ctx.catalogue)?;
    if judge.app.cases.values().any(|c| c.item == opening.item && c.stage != Stage::Closed) {
        return no("replace.there", REPLACE, format!("本次申办已有「{}」的办件", item.short_name));
    }
    if item.department != opening.department || !opening.depends_on.is_empty() {
        return no("form.department", REPLACE, "新办件的实施机关与目录不符，请重新选择事项");
    }
    receive::received_here(item, judge.ctx)?;
    authority(judge.ctx, Power::Receive, &opening.department, &opening.item)?;
    written(reason, "replace.reason", REPLACE, "请写明选错事项的原因和依据的材料")?;
    right_terms(judge, opening, (answers, values), terms)?;
    paper_for(judge, judge.procedure(case)?, PaperAct::Amend, Some(paper))
}

/// The terms are those of the catalogue.
fn right_terms(
    judge: Judge<'_>,
    opening: &Opening,
    given: (&BTreeMap<QuestionId, String>, &BTreeMap<ElementId, String>),
    terms: &CaseTerms,
) -> Verdict {
    let ctx = judge.ctx;
    let wanted = new_terms(&judge.app.intake, &opening.item, given, (ctx.catalogue, ctx.today))?;
    if wanted == *terms {
        return Ok(());
    }
    no("form.terms", REPLACE, "新办件的办理要求与目录不符，请更新目录后重新选择事项")
}

/// What the right item asks, with the answers and fields that it needs besides those given before.
///
/// # Errors
/// A question is not answered yet, or the catalogue has no such item.
pub fn new_terms(
    intake: &Intake,
    item: &ItemCode,
    (answers, values): (&BTreeMap<QuestionId, String>, &BTreeMap<ElementId, String>),
    (catalogue, today): (&Catalogue, Date),
) -> Verdict<CaseTerms> {
    let mut intake = intake.clone();
    intake.choice = Selection { theme: None, items: vec![item.clone()], removed: Vec::new() };
    intake.answers.extend(answers.clone());
    let typed = |text: &String| FieldValue { text: text.clone(), source: ValueSource::Typed };
    intake.values.extend(values.iter().map(|(id, text)| (id.clone(), typed(text))));
    let resolved = resolve(catalogue, &intake.inquiry(today))
        .or_else(|error| no("form.selection", REPLACE, error.to_string()))?;
    if let Some(open) = resolved.questions.iter().find(|q| q.answer.is_none() && !q.possible) {
        return no("replace.question", REPLACE, format!("还没有回答「{}」", open.text));
    }
    terms::of(&intake, item, &resolved, catalogue)
}
