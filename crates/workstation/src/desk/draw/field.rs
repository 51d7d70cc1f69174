//! Inputs, fully resolved.

use domain::catalogue::Catalogue;
use domain::catalogue::element::ElementKind;
use domain::catalogue::field::validate_resolved;
use domain::catalogue::resolve::{ResolvedField, ResolvedGroup};
use domain::identity::{mask_number, mask_phone};
use domain::intake::{Intake, ValueSource};
use jiff::civil::Date;

use crate::view::{Choice, FieldKind, FormField, FormGroup};

/// A group of inputs as the page shows it.
pub(super) fn draw_group(
    catalogue: &Catalogue,
    group: &ResolvedGroup,
    intake: &Intake,
    today: Date,
) -> FormGroup {
    FormGroup {
        id: group.id.clone(),
        title: group.name.clone(),
        fields: group.fields.iter().map(|f| draw_field(catalogue, f, intake, today)).collect(),
    }
}

/// One input.
pub(super) fn draw_field(
    catalogue: &Catalogue,
    field: &ResolvedField,
    intake: &Intake,
    today: Date,
) -> FormField {
    let typed = intake.values.get(&field.element);
    let value = typed.map_or_else(String::new, |value| value.text.clone());
    let element = catalogue.elements.get(&field.element);
    let error = if value.trim().is_empty() {
        None
    } else {
        element
            .and_then(|e| validate_resolved(e, field, &value, today).err())
            .map(|error| error.message)
    };
    let source = typed.map_or(ValueSource::Typed, |value| value.source);
    let (kind, unit, options) = shape(&field.kind);
    FormField {
        element: field.element.clone(),
        label: field.name.clone(),
        kind,
        unit,
        options,
        masked: (field.personal && error.is_none()).then(|| masked(&field.kind, &value)).flatten(),
        value,
        source,
        source_text: source_text(source),
        required: field.required,
        error,
        note: field.hint.clone(),
        wide: matches!(field.kind, ElementKind::Address) || field.max_len > 100,
    }
}

fn masked(kind: &ElementKind, value: &str) -> Option<String> {
    match kind {
        ElementKind::Identity { .. } if value.len() >= 8 => Some(mask_number(value)),
        ElementKind::Phone if value.len() >= 8 => Some(mask_phone(value)),
        _ => None,
    }
}

fn shape(kind: &ElementKind) -> (FieldKind, Option<String>, Vec<Choice>) {
    match kind {
        ElementKind::Number { unit, .. } => (FieldKind::Number, Some(unit.clone()), Vec::new()),
        ElementKind::Date => (FieldKind::Date, None, Vec::new()),
        ElementKind::Choice { options } => {
            let options = options.iter();
            let options = options.map(|o| Choice { value: o.id.clone(), label: o.label.clone() });
            (FieldKind::Choice, None, options.collect())
        }
        _ => (FieldKind::Text, None, Vec::new()),
    }
}

fn source_text(source: ValueSource) -> Option<String> {
    match source {
        ValueSource::Typed => None,
        ValueSource::Card => Some("读卡带入".to_owned()),
        ValueSource::Certificate => Some("电子证照带入".to_owned()),
        ValueSource::Earlier => Some("历史数据带入".to_owned()),
        ValueSource::Derived => Some("自动计算".to_owned()),
    }
}
