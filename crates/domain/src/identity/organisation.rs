//! Numbers of enterprises and other organisations (domain.md §3.2, §3.3).

use super::{IdentityError, IdentityKind, Parsed, all_allowed, of_length};

/// 31 characters: no I, O, S, V, Z.
const CHARSET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const USCC_WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const CODE_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
/// Registering bodies 登记管理部门 of GB 32100.
const BODIES: &str = "123456789ANY";

/// GB 32100-2015.
pub(super) fn uscc(number: String) -> Result<Parsed, IdentityError> {
    let kind = IdentityKind::Uscc;
    check_uscc(kind, &number)?;
    let division = number[2..8].to_owned();
    Ok(Parsed::bare(kind, number).with_division(&division))
}

/// The rules of GB 32100 under the name of the kind that contains the code.
pub(super) fn check_uscc(kind: IdentityKind, code: &str) -> Result<(), IdentityError> {
    of_length(kind, code, 18, "18")?;
    all_allowed(kind, code, |i, c| match i {
        0 => BODIES.contains(c),
        2..=7 => c.is_ascii_digit(),
        _ => CHARSET.contains(c),
    })?;
    if code_check(&code[8..16]) != code.chars().nth(16) {
        return Err(IdentityError::InnerCode { kind });
    }
    let sum: u32 = code
        .chars()
        .zip(USCC_WEIGHTS)
        .filter_map(|(c, w)| Some(u32::try_from(CHARSET.find(c)?).ok()? * w))
        .sum();
    let wanted = CHARSET.chars().nth(((31 - sum % 31) % 31) as usize);
    if code.chars().nth(17) == wanted { Ok(()) } else { Err(IdentityError::CheckDigit { kind }) }
}

/// GB 11714-1997, with or without the hyphen before the check digit.
pub(super) fn organisation_code(number: &str) -> Result<Parsed, IdentityError> {
    let kind = IdentityKind::OrganisationCode;
    let code = number.replace('-', "");
    of_length(kind, &code, 9, "9")?;
    all_allowed(kind, &code, |i, c| match i {
        0..=7 => c.is_ascii_digit() || c.is_ascii_uppercase(),
        _ => c.is_ascii_digit() || c == 'X',
    })?;
    if code_check(&code[..8]) != code.chars().nth(8) {
        return Err(IdentityError::CheckDigit { kind });
    }
    Ok(Parsed::bare(kind, code))
}

/// GS15-2006: six digits of the registrar, eight of sequence, MOD 11,10.
pub(super) fn registration_number(number: String) -> Result<Parsed, IdentityError> {
    let kind = IdentityKind::RegistrationNumber;
    of_length(kind, &number, 15, "15")?;
    all_allowed(kind, &number, |_, c| c.is_ascii_digit())?;
    let mut p = 10;
    for digit in number.chars().take(14).filter_map(|c| c.to_digit(10)) {
        let t = match (p + digit) % 10 {
            0 => 10,
            t => t,
        };
        p = t * 2 % 11;
    }
    if number.chars().nth(14).and_then(|c| c.to_digit(10)) != Some((11 - p) % 10) {
        return Err(IdentityError::CheckDigit { kind });
    }
    let division = number[..6].to_owned();
    let mut parsed = Parsed::bare(kind, number);
    parsed.division = Some(division);
    Ok(parsed)
}

/// Check digit of an organisation code of eight characters.
fn code_check(eight: &str) -> Option<char> {
    let sum: u32 =
        eight.chars().zip(CODE_WEIGHTS).filter_map(|(c, w)| Some(c.to_digit(36)? * w)).sum();
    match 11 - sum % 11 {
        10 => Some('X'),
        11 => Some('0'),
        digit => char::from_digit(digit, 10),
    }
}
