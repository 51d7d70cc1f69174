//! Identifiers of electronic certificates (domain.md §6) and item codes (domain.md §2.4).

use super::organisation::check_uscc;
use super::{IdentityError, IdentityKind, Parsed, all_allowed};

const OID: &str = "1.2.156.3005.2.";
const ALPHABET: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// GB/T 36904: type (21) . issuer . serial . version (3) . check, with or without the OID.
pub(super) fn identifier(number: String) -> Result<Parsed, IdentityError> {
    let kind = IdentityKind::ECertificateId;
    let bare = number.strip_prefix(OID).unwrap_or(&number);
    let parts: Vec<&str> = bare.split('.').collect();
    let [kind_code, issuer, serial, version, check] = parts.as_slice() else {
        let hint = "应为「证照类型代码.颁发机构代码.流水号.版本号.校验位」五段";
        return Err(IdentityError::Form { kind, hint });
    };
    all_allowed(kind, &number, |_, c| c == '.' || c.is_ascii_alphanumeric())?;
    if kind_code.len() != 21 || version.len() != 3 || check.len() != 1 {
        let hint = "证照类型代码 21 位、版本号 3 位、校验位 1 位";
        return Err(IdentityError::Form { kind, hint });
    }
    if issuer.is_empty() || serial.is_empty() {
        return Err(IdentityError::Form {
            kind, hint: "颁发机构代码和流水号不能为空"
        });
    }
    let body = [*kind_code, *issuer, *serial, *version].concat();
    if Some(*check) != mod_37_36(&body).map(|c| c.to_string()).as_deref() {
        return Err(IdentityError::CheckDigit { kind });
    }
    let organ = kind_code[..18].to_owned();
    let mut parsed = Parsed::bare(kind, number);
    parsed.organ = Some(organ);
    Ok(parsed)
}

/// Organ's credit code (18), level (1), base code (12), and the handling item (2) if there is one.
pub(super) fn item_code(number: String) -> Result<Parsed, IdentityError> {
    let kind = IdentityKind::ItemCode;
    let found = super::length(&number);
    if found != 31 && found != 33 {
        return Err(IdentityError::Length { kind, expected: "31（业务办理项 33）", found });
    }
    all_allowed(kind, &number, |i, c| match i {
        0..=17 => c.is_ascii_digit() || c.is_ascii_uppercase(),
        18 => ('1'..='7').contains(&c),
        _ => c.is_ascii_digit(),
    })?;
    check_uscc(kind, &number[..18])?;
    let organ = number[..18].to_owned();
    let mut parsed = Parsed::bare(kind, number);
    parsed.organ = Some(organ);
    Ok(parsed)
}

/// ISO/IEC 7064 MOD 37,36; nothing if a character is outside the alphabet.
#[must_use]
pub fn mod_37_36(text: &str) -> Option<char> {
    let mut p = 36;
    for c in text.chars() {
        let sum = (p + ALPHABET.find(c)?) % 36;
        p = if sum == 0 { 36 } else { sum } * 2 % 37;
    }
    ALPHABET.chars().nth((37 - p) % 36)
}
