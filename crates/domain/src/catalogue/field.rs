//! Checking what was typed into a field 字段校验, and what is still missing 还差.

use super::element::{Check, Choice, Element, ElementKind};
use super::resolve::{MaterialState, Resolved, ResolvedField, ResolvedMaterial, Values};
use crate::identity::IdentityKind;
use crate::ids::{ElementId, KindId, QuestionId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

mod number;
#[cfg(test)]
mod tests;

pub use number::{format_decimal, parse_decimal};

/// A value in its normal form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Normalised {
    /// What is stored: trimmed, half-width where that is the rule, numbers without grouping.
    pub text: String,
    /// What is shown and printed, with its unit or the label of the choice.
    pub display: String,
}

/// Why a value does not do: says what to type instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, thiserror::Error)]
#[error("{message}")]
pub struct FieldError {
    pub element: ElementId,
    pub message: String,
}

/// One line of the list of what is missing 还差, each a jump.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Missing {
    Question { id: QuestionId, text: String },
    Field { element: ElementId, name: String, message: String },
    Material { kind: KindId, name: String, message: String, deferrable: bool },
}

/// The limits a value is held to: the element's own, narrowed by the items that ask.
struct Limits<'a> {
    id: &'a ElementId,
    name: &'a str,
    kind: &'a ElementKind,
    max_len: u32,
    min: Option<i64>,
    max: Option<i64>,
    checks: &'a [Check],
}

/// Checks one value against its element; an empty text is valid here and caught by [`missing`].
pub fn validate_field(
    element: &Element,
    text: &str,
    today: Date,
) -> Result<Normalised, FieldError> {
    check(
        &Limits {
            id: &element.id,
            name: &element.name,
            kind: &element.kind,
            max_len: element.max_len,
            min: element.min,
            max: element.max,
            checks: &element.checks,
        },
        text,
        today,
    )
}

/// Checks one value against the merged field, whose limits are the narrowest of all items.
pub fn validate_resolved(
    element: &Element,
    field: &ResolvedField,
    text: &str,
    today: Date,
) -> Result<Normalised, FieldError> {
    let bound = |text: &Option<String>| match (&element.kind, text) {
        (ElementKind::Number { scale, .. }, Some(text)) => parse_decimal(text, *scale),
        _ => None,
    };
    check(
        &Limits {
            id: &element.id,
            name: &element.name,
            kind: &field.kind,
            max_len: field.max_len,
            min: bound(&field.min),
            max: bound(&field.max),
            checks: &element.checks,
        },
        text,
        today,
    )
}

/// What still has to be done before the intake is complete 还差.
///
/// `fault` says what is wrong with a material that has to be brought; none means it is in order.
pub fn missing(
    catalogue: &super::Catalogue,
    resolved: &Resolved,
    values: &Values,
    today: Date,
    fault: &dyn Fn(&ResolvedMaterial) -> Option<String>,
) -> Vec<Missing> {
    let questions = resolved.questions.iter().filter(|q| q.answer.is_none() && !q.possible);
    let mut lines: Vec<Missing> =
        questions.map(|q| Missing::Question { id: q.id.clone(), text: q.text.clone() }).collect();
    for field in resolved.groups.iter().flat_map(|group| &group.fields) {
        let text = values.get(&field.element).map_or("", |text| text.trim());
        let message = if text.is_empty() {
            field.required.then(|| format!("请填写{}", field.name))
        } else {
            let element = catalogue.elements.get(&field.element);
            element.and_then(|e| validate_resolved(e, field, text, today).err()).map(|e| e.message)
        };
        if let Some(message) = message {
            let (element, name) = (field.element.clone(), field.name.clone());
            lines.push(Missing::Field { element, name, message });
        }
    }
    for material in resolved.materials.iter().filter(|m| m.state == MaterialState::Needed) {
        if material.weight == super::item::Weight::Optional {
            continue;
        }
        if let Some(message) = fault(material) {
            lines.push(Missing::Material {
                kind: material.kind.clone(),
                name: material.name.clone(),
                message,
                deferrable: material.deferrable,
            });
        }
    }
    lines
}

fn check(limits: &Limits<'_>, text: &str, today: Date) -> Result<Normalised, FieldError> {
    let text = text.trim();
    let fail = |message: String| Err(FieldError { element: limits.id.clone(), message });
    if text.is_empty() {
        return Ok(Normalised { text: String::new(), display: String::new() });
    }
    if text.chars().any(char::is_control) && *limits.kind != ElementKind::LongText {
        return fail(format!("{}里有看不见的控制字符，请重新输入", limits.name));
    }
    let length = text.chars().count();
    if length > usize::try_from(limits.max_len).unwrap_or(usize::MAX) {
        return fail(format!("{}最多 {} 个字，现有 {length} 个", limits.name, limits.max_len));
    }
    let result = match limits.kind {
        ElementKind::Text | ElementKind::LongText => plain(limits, text),
        ElementKind::Address => address(limits, text),
        ElementKind::Number { unit, scale } => number::check(limits, text, unit, *scale),
        ElementKind::Date => date(limits, text, today),
        ElementKind::Choice { options } => choice(limits, text, options),
        ElementKind::Identity { accepts } => identity(text, accepts, today),
        ElementKind::Phone => phone(limits, text),
    };
    result.or_else(fail)
}

fn same(text: &str) -> Normalised {
    Normalised { text: text.to_owned(), display: text.to_owned() }
}

fn plain(limits: &Limits<'_>, text: &str) -> Result<Normalised, String> {
    let chinese = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    if limits.checks.contains(&Check::Chinese) && !text.chars().any(chinese) {
        return Err(format!("{}应含汉字", limits.name));
    }
    Ok(same(text))
}

fn address(limits: &Limits<'_>, text: &str) -> Result<Normalised, String> {
    if text.chars().count() < 4 {
        return Err(format!("{}要写到门牌号，如「穗城区建设二马路 12 号」", limits.name));
    }
    Ok(same(text))
}

fn date(limits: &Limits<'_>, text: &str, today: Date) -> Result<Normalised, String> {
    let half: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = half.replace(['年', '月', '/', '.'], "-").replace('日', "");
    let mut parts = plain.split('-');
    let parsed = (|| {
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        let day = parts.next()?.parse().ok()?;
        if parts.next().is_some() {
            return None;
        }
        Date::new(year, month, day).ok()
    })();
    let Some(day) = parsed else {
        return Err(format!("{}请写成 2026-11-22 这样的日期", limits.name));
    };
    if limits.checks.contains(&Check::NotFuture) && day > today {
        return Err(format!("{}不能晚于今天", limits.name));
    }
    if limits.checks.contains(&Check::NotPast) && day < today {
        return Err(format!("{}不能早于今天", limits.name));
    }
    let display = format!("{}年{}月{}日", day.year(), day.month(), day.day());
    Ok(Normalised { text: day.to_string(), display })
}

fn choice(limits: &Limits<'_>, text: &str, options: &[Choice]) -> Result<Normalised, String> {
    let found = options.iter().find(|option| option.id == text || option.label == text);
    found
        .map(|option| Normalised { text: option.id.clone(), display: option.label.clone() })
        .ok_or_else(|| format!("{}请从列表中选择", limits.name))
}

fn phone(limits: &Limits<'_>, text: &str) -> Result<Normalised, String> {
    let digits: String = half_width(text).chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let mobile = digits.len() == 11 && digits.starts_with('1') && !digits.starts_with("10");
    let landline = (digits.len() == 11 || digits.len() == 12) && digits.starts_with('0');
    if !digits.chars().all(|c| c.is_ascii_digit()) || !(mobile || landline) {
        return Err(format!("{}应是 11 位手机号，或带区号的固定电话", limits.name));
    }
    Ok(same(&digits))
}

fn identity(text: &str, accepts: &[IdentityKind], today: Date) -> Result<Normalised, String> {
    let mut reason = String::new();
    for kind in accepts {
        match crate::identity::check(*kind, text, today) {
            Ok(parsed) => return Ok(same(&parsed.number)),
            Err(error) if reason.is_empty() => reason = error.reason(),
            Err(_) => {}
        }
    }
    Err(reason)
}

/// Full-width digits, letters and punctuation as half-width ones, as an input method leaves them.
fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            _ => c,
        })
        .collect()
}
