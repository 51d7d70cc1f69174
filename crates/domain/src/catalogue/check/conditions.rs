//! Conditions: only declared names, only values those names can take, no circles.

use super::{Findings, Subject};
use crate::catalogue::Catalogue;
use crate::catalogue::condition::{Condition, Literal};
use crate::catalogue::element::ElementKind;
use crate::catalogue::item::Item;
use crate::ids::{ElementId, QuestionId};
use std::collections::BTreeSet;

pub(super) fn check(catalogue: &Catalogue, findings: &mut Findings) {
    for item in catalogue.items.values() {
        of_item(catalogue, item, findings);
    }
    for theme in catalogue.themes.values() {
        let subject = Subject::Theme(theme.id.clone());
        let declared =
            Declared { questions: theme.questions.iter().collect(), elements: BTreeSet::new() };
        for condition in theme.members.iter().filter_map(|m| m.when.as_ref()) {
            of_condition(catalogue, &subject, condition, &declared, findings);
        }
        question_conditions(catalogue, &subject, &declared, findings);
    }
    circles(catalogue, findings);
}

/// The names that conditions of one item or theme may use.
struct Declared<'a> {
    questions: BTreeSet<&'a QuestionId>,
    elements: BTreeSet<&'a ElementId>,
}

/// Every condition inside an item.
pub(super) fn conditions(item: &Item) -> Vec<&Condition> {
    let materials = item.materials.iter().filter_map(|m| m.when.as_ref());
    let fields = item.fields.iter().filter_map(|f| f.when.as_ref());
    let routes = item.routes.iter().filter_map(|r| r.when.as_ref());
    let results = item.results.iter().filter_map(|r| r.when.as_ref());
    let fees = item.fees.iter().filter_map(|f| f.when.as_ref());
    materials.chain(fields).chain(routes).chain(results).chain(fees).collect()
}

fn of_item(catalogue: &Catalogue, item: &Item, findings: &mut Findings) {
    let subject = Subject::Item(item.code.clone());
    let declared = Declared {
        questions: item.questions.iter().collect(),
        elements: item.fields.iter().map(|field| &field.element).collect(),
    };
    for condition in conditions(item) {
        of_condition(catalogue, &subject, condition, &declared, findings);
    }
    question_conditions(catalogue, &subject, &declared, findings);
    changes_something(catalogue, item, &subject, findings);
}

/// A question may depend only on what its asker also asks.
fn question_conditions(
    catalogue: &Catalogue,
    subject: &Subject,
    declared: &Declared<'_>,
    findings: &mut Findings,
) {
    for id in &declared.questions {
        let Some(question) = catalogue.questions.get(*id) else {
            continue;
        };
        let Some(condition) = &question.when else {
            continue;
        };
        for name in condition.names() {
            let asked = declared.questions.contains(&QuestionId::from(name));
            let filled = declared.elements.contains(&ElementId::from(name));
            // A theme asks a question of its items; their fields are there too.
            let of_theme = matches!(subject, Subject::Theme(_)) && name.contains('.');
            if !(asked || filled || of_theme) {
                let message = format!("问题 {id} 取决于 {name}，这里也要列出 {name}");
                findings.error(subject, id.as_str(), message);
            }
        }
        let own = Subject::Question((*id).clone());
        for (name, values) in condition.comparisons() {
            values_fit(catalogue, &own, condition, name, &values, findings);
        }
    }
}

fn of_condition(
    catalogue: &Catalogue,
    subject: &Subject,
    condition: &Condition,
    declared: &Declared<'_>,
    findings: &mut Findings,
) {
    for (name, values) in condition.comparisons() {
        let known = if name.contains('.') {
            declared.elements.contains(&ElementId::from(name))
        } else {
            declared.questions.contains(&QuestionId::from(name))
        };
        if !known {
            let list = if name.contains('.') { "fields" } else { "questions" };
            let message = format!("条件「{condition}」用了没有列在 {list} 里的 {name}");
            findings.error(subject, condition.source(), message);
        }
        values_fit(catalogue, subject, condition, name, &values, findings);
    }
}

/// The values a name is compared with must be values it can take.
fn values_fit(
    catalogue: &Catalogue,
    subject: &Subject,
    condition: &Condition,
    name: &str,
    values: &[Literal],
    findings: &mut Findings,
) {
    let wrong = values.iter().find(|value| !can_be(catalogue, name, value));
    if let Some(wrong) = wrong {
        let shown = match wrong {
            Literal::Int(number) => number.to_string(),
            Literal::Text(text) => format!("\"{text}\""),
            Literal::Bool(truth) => truth.to_string(),
        };
        let message = format!("条件「{condition}」里 {name} 不可能是 {shown}");
        findings.error(subject, condition.source(), message);
    }
}

fn can_be(catalogue: &Catalogue, name: &str, value: &Literal) -> bool {
    if !name.contains('.') {
        // A dangling name is reported on its own.
        let Some(question) = catalogue.questions.get(&QuestionId::from(name)) else {
            return true;
        };
        return match value {
            Literal::Text(text) => question.options.iter().any(|option| option.id == *text),
            Literal::Int(_) | Literal::Bool(_) => false,
        };
    }
    let Some(element) = catalogue.elements.get(&ElementId::from(name)) else {
        return true;
    };
    match (&element.kind, value) {
        (ElementKind::Number { .. }, Literal::Int(_)) => true,
        (ElementKind::Choice { options }, Literal::Text(text)) => {
            options.iter().any(|option| option.id == *text)
        }
        (
            ElementKind::Text
            | ElementKind::LongText
            | ElementKind::Date
            | ElementKind::Identity { .. }
            | ElementKind::Phone
            | ElementKind::Address,
            Literal::Text(_),
        ) => true,
        (
            ElementKind::Number { .. }
            | ElementKind::Choice { .. }
            | ElementKind::Text
            | ElementKind::LongText
            | ElementKind::Date
            | ElementKind::Identity { .. }
            | ElementKind::Phone
            | ElementKind::Address,
            Literal::Int(_) | Literal::Text(_) | Literal::Bool(_),
        ) => false,
    }
}

/// A question that changes nothing only costs the applicant time.
fn changes_something(
    catalogue: &Catalogue,
    item: &Item,
    subject: &Subject,
    findings: &mut Findings,
) {
    let mut used: BTreeSet<&str> = conditions(item).iter().flat_map(|c| c.names()).collect();
    let asked = item.questions.iter().filter_map(|id| catalogue.questions.get(id));
    used.extend(asked.filter_map(|q| q.when.as_ref()).flat_map(|c| c.names()));
    for id in &item.questions {
        let Some(question) = catalogue.questions.get(id) else {
            continue;
        };
        let warns = question.options.iter().any(|option| option.notice.is_some());
        if !used.contains(id.as_str()) && !warns {
            findings.warning(subject, id.as_str(), format!("问题 {id} 的答案不改变任何东西"));
        }
    }
}

fn circles(catalogue: &Catalogue, findings: &mut Findings) {
    for (id, question) in &catalogue.questions {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&str> = question.when.iter().flat_map(|c| c.names()).collect();
        while let Some(name) = open.pop() {
            if !reached.insert(name) {
                continue;
            }
            let next = catalogue.questions.get(&QuestionId::from(name));
            open.extend(next.and_then(|q| q.when.as_ref()).iter().flat_map(|c| c.names()));
        }
        if reached.contains(id.as_str()) {
            let subject = Subject::Question(id.clone());
            findings.error(&subject, id.as_str(), format!("问题 {id} 绕了一圈又取决于自己"));
        }
    }
}
