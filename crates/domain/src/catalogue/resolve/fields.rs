//! Merging fields by element (design §6): required = or, constraints = intersection.

use super::situation::Situation;
use super::{ResolvedField, ResolvedGroup};
use crate::catalogue::Catalogue;
use crate::catalogue::condition::Truth;
use crate::catalogue::element::{Element, ElementKind};
use crate::catalogue::field::format_decimal;
use crate::catalogue::item::{FieldUse, Item};

/// One field one item asks for.
struct Asked<'a> {
    item: &'a Item,
    field: &'a FieldUse,
    certain: bool,
}

/// Fields of the items, which stand in the order of the cases; also the count before the merge.
pub(super) fn merge(
    catalogue: &Catalogue,
    items: &[(&Item, bool)],
    situation: &Situation<'_>,
) -> (Vec<ResolvedGroup>, usize) {
    let mut asked: Vec<Asked<'_>> = Vec::new();
    for (item, possible) in items {
        for field in &item.fields {
            match situation.holds(field.when.as_ref()) {
                Truth::False => {}
                Truth::True => asked.push(Asked { item, field, certain: !possible }),
                Truth::Unknown => asked.push(Asked { item, field, certain: false }),
            }
        }
    }
    let groups = catalogue
        .groups
        .iter()
        .map(|group| ResolvedGroup {
            id: group.id.clone(),
            name: group.name.clone(),
            fields: group_fields(catalogue, &group.id, &asked),
        })
        .filter(|group| !group.fields.is_empty())
        .collect();
    (groups, asked.len())
}

fn group_fields(catalogue: &Catalogue, group: &str, asked: &[Asked<'_>]) -> Vec<ResolvedField> {
    let mut elements: Vec<&Element> = Vec::new();
    for entry in asked {
        if let Some(element) = catalogue.elements.get(&entry.field.element)
            && element.group() == group
            && !elements.iter().any(|known| known.id == element.id)
        {
            elements.push(element);
        }
    }
    elements.into_iter().map(|element| merge_field(element, asked)).collect()
}

fn merge_field(element: &Element, asked: &[Asked<'_>]) -> ResolvedField {
    let uses: Vec<&Asked<'_>> = asked.iter().filter(|a| a.field.element == element.id).collect();
    let certain = uses.iter().any(|a| a.certain);
    let min = uses.iter().filter_map(|a| a.field.min).chain(element.min).max();
    let max = uses.iter().filter_map(|a| a.field.max).chain(element.max).min();
    let max_len = uses.iter().filter_map(|a| a.field.max_len).chain([element.max_len]).min();
    let show = |number: i64| match &element.kind {
        ElementKind::Number { scale, .. } => format_decimal(number, *scale),
        ElementKind::Text
        | ElementKind::LongText
        | ElementKind::Date
        | ElementKind::Choice { .. }
        | ElementKind::Identity { .. }
        | ElementKind::Phone
        | ElementKind::Address => number.to_string(),
    };
    ResolvedField {
        element: element.id.clone(),
        name: element.name.clone(),
        kind: narrow(&element.kind, &uses),
        max_len: max_len.unwrap_or(element.max_len),
        min: min.map(show),
        max: max.map(show),
        required: uses.iter().any(|a| a.certain && a.field.required),
        possible: !certain,
        personal: element.personal,
        hint: element.hint.clone(),
        items: uses.iter().map(|a| a.item.code.clone()).collect(),
    }
}

fn narrow(kind: &ElementKind, uses: &[&Asked<'_>]) -> ElementKind {
    match kind {
        ElementKind::Choice { options } => {
            let allowed = |id: &String| {
                uses.iter().all(|a| a.field.options.is_empty() || a.field.options.contains(id))
            };
            ElementKind::Choice {
                options: options.iter().filter(|option| allowed(&option.id)).cloned().collect(),
            }
        }
        ElementKind::Text
        | ElementKind::LongText
        | ElementKind::Number { .. }
        | ElementKind::Date
        | ElementKind::Identity { .. }
        | ElementKind::Phone
        | ElementKind::Address => kind.clone(),
    }
}
