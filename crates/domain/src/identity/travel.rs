//! Travel documents (domain.md §3.4): loosely, because their rules are only partly published.

use super::{IdentityError, IdentityKind, IdentityWarning, Parsed, all_allowed, length};

/// H or M and eight lifelong digits; the form of 1999 adds two of the renewal count.
pub(super) fn hk_macao_permit(number: String) -> Result<Parsed, IdentityError> {
    let kind = IdentityKind::HkMacaoPermit;
    let found = length(&number);
    if number.starts_with('C') {
        let hint = "C 开头的是往来港澳通行证，不能证明港澳居民身份，请改用来往内地通行证（回乡证）";
        return Err(IdentityError::Form { kind, hint });
    }
    if found != 9 && found != 11 {
        return Err(IdentityError::Length { kind, expected: "9（旧版 11）", found });
    }
    all_allowed(kind, &number, |i, c| match i {
        0 => matches!(c, 'H' | 'M'),
        _ => c.is_ascii_digit(),
    })?;
    let mut parsed = Parsed::bare(kind, number);
    if found == 11 {
        parsed.warnings.push(IdentityWarning::OldForm);
    }
    Ok(parsed)
}

/// C and eight digits; since 2018 also C, a letter (no I, no O) and seven digits.
pub(super) fn exit_permit(number: String) -> Result<Parsed, IdentityError> {
    let kind = IdentityKind::ExitPermit;
    super::of_length(kind, &number, 9, "9")?;
    all_allowed(kind, &number, |i, c| match i {
        0 => c == 'C',
        1 => c.is_ascii_digit() || (c.is_ascii_uppercase() && c != 'I' && c != 'O'),
        _ => c.is_ascii_digit(),
    })?;
    Ok(Parsed::bare(kind, number))
}

/// Eight digits; older ones ten and a letter.
pub(super) fn taiwan_permit(number: String) -> Result<Parsed, IdentityError> {
    let kind = IdentityKind::TaiwanPermit;
    let found = length(&number);
    if found != 8 && found != 11 {
        return Err(IdentityError::Length { kind, expected: "8（旧版 11）", found });
    }
    all_allowed(kind, &number, |i, c| match i {
        10 => c.is_ascii_uppercase(),
        _ => c.is_ascii_digit(),
    })?;
    let mut parsed = Parsed::bare(kind, number);
    if found == 11 {
        parsed.warnings.push(IdentityWarning::OldForm);
    }
    Ok(parsed)
}

/// Letters and digits, 5 to 15: what all countries keep to.
pub(super) fn passport(number: String) -> Result<Parsed, IdentityError> {
    let kind = IdentityKind::Passport;
    all_allowed(kind, &number, |_, c| c.is_ascii_digit() || c.is_ascii_uppercase())?;
    let found = length(&number);
    if !(5..=15).contains(&found) {
        return Err(IdentityError::Length { kind, expected: "5 至 15", found });
    }
    Ok(Parsed::bare(kind, number))
}

/// Any other document: not longer than 30, no control characters.
pub(super) fn other(number: String) -> Result<Parsed, IdentityError> {
    let kind = IdentityKind::Other;
    all_allowed(kind, &number, |_, c| !c.is_control())?;
    let found = length(&number);
    if found > 30 {
        return Err(IdentityError::Length { kind, expected: "30 以内", found });
    }
    Ok(Parsed::bare(kind, number))
}

/// Whether two numbers of the Mainland permit name one person: the first nine are lifelong.
#[must_use]
pub fn same_hk_macao_holder(one: &str, other: &str) -> bool {
    match (one.get(..9), other.get(..9)) {
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        _ => false,
    }
}
