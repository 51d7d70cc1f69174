//! Numbers of natural persons (domain.md §3.1, §3.4).

use jiff::civil::Date;

use super::division::is_province;
use super::{IdentityError, IdentityKind, IdentityWarning, Parsed, Sex, all_allowed, of_length};

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// GB 11643-1999.
pub(super) fn citizen(number: String, today: Date) -> Result<Parsed, IdentityError> {
    let kind = IdentityKind::CitizenId;
    eighteen(kind, &number)?;
    if matches!(&number[..6], "810000" | "820000" | "830000") {
        let hint = "这是港澳台居民居住证号码，请把证件种类改为「港澳台居民居住证」";
        return Err(IdentityError::Form { kind, hint });
    }
    with_birth(kind, number, today)
}

/// Residence permit of Hong Kong, Macao and Taiwan residents: 81, 82 or 83 and the same check.
pub(super) fn residence_permit(number: String, today: Date) -> Result<Parsed, IdentityError> {
    let kind = IdentityKind::ResidencePermit;
    eighteen(kind, &number)?;
    if !matches!(&number[..6], "810000" | "820000" | "830000") {
        let hint = "应以 810000（香港）、820000（澳门）或 830000（台湾）开头";
        return Err(IdentityError::Form { kind, hint });
    }
    with_birth(kind, number, today)
}

/// The form without century and check digit, in use until 1999.
pub(super) fn historic(number: String, today: Date) -> Result<Parsed, IdentityError> {
    let kind = IdentityKind::HistoricCitizenId;
    of_length(kind, &number, 15, "15")?;
    all_allowed(kind, &number, |_, c| c.is_ascii_digit())?;
    province(kind, &number)?;
    let birth = birth(kind, &format!("19{}", &number[6..12]), today)?;
    let (division, sex) = (number[..6].to_owned(), sex(&number[12..15]));
    let mut parsed = Parsed::bare(kind, number).with_division(&division);
    parsed.birth = Some(birth);
    parsed.sex = Some(sex);
    parsed.warnings.push(IdentityWarning::OldForm);
    Ok(parsed)
}

/// New form (2023-12-01): 9 and 17 more; the middle is not published, so no birth is read from it.
pub(super) fn permanent_resident(number: String) -> Result<Parsed, IdentityError> {
    let kind = IdentityKind::PermanentResidentId;
    if super::length(&number) == 15 {
        all_allowed(kind, &number, |i, c| {
            if i < 3 { c.is_ascii_uppercase() } else { c.is_ascii_digit() }
        })?;
        let mut parsed = Parsed::bare(kind, number);
        parsed.warnings.push(IdentityWarning::OldForm);
        return Ok(parsed);
    }
    of_length(kind, &number, 18, "18（旧版 15）")?;
    all_allowed(kind, &number, digits_then_check)?;
    if !number.starts_with('9') {
        let hint = "18 位的永久居留身份证号码以 9 开头";
        return Err(IdentityError::Form { kind, hint });
    }
    check_digit(kind, &number)?;
    Ok(Parsed::bare(kind, number))
}

fn eighteen(kind: IdentityKind, number: &str) -> Result<(), IdentityError> {
    if kind == IdentityKind::CitizenId && super::length(number) == 15 {
        let hint = "15 位旧号码已停用，请读取或抄录 18 位号码";
        return Err(IdentityError::Form { kind, hint });
    }
    of_length(kind, number, 18, "18")?;
    all_allowed(kind, number, digits_then_check)
}

fn digits_then_check(place: usize, c: char) -> bool {
    c.is_ascii_digit() || (place == 17 && c == 'X')
}

fn with_birth(kind: IdentityKind, number: String, today: Date) -> Result<Parsed, IdentityError> {
    province(kind, &number)?;
    let birth = birth(kind, &number[6..14], today)?;
    check_digit(kind, &number)?;
    let (division, sex) = (number[..6].to_owned(), sex(&number[14..17]));
    let mut parsed = Parsed::bare(kind, number);
    if kind == IdentityKind::CitizenId {
        parsed = parsed.with_division(&division);
    } else {
        parsed.division = Some(division);
    }
    parsed.birth = Some(birth);
    parsed.sex = Some(sex);
    Ok(parsed)
}

fn province(kind: IdentityKind, number: &str) -> Result<(), IdentityError> {
    let two = &number[..2];
    if is_province(two) || kind == IdentityKind::ResidencePermit {
        Ok(())
    } else {
        Err(IdentityError::Division { kind, found: two.to_owned() })
    }
}

fn birth(kind: IdentityKind, digits: &str, today: Date) -> Result<Date, IdentityError> {
    let wrong = || IdentityError::BirthDate { kind, found: digits.to_owned() };
    let year: i16 = digits[..4].parse().map_err(|_| wrong())?;
    let month: i8 = digits[4..6].parse().map_err(|_| wrong())?;
    let day: i8 = digits[6..8].parse().map_err(|_| wrong())?;
    if year < 1800 {
        return Err(wrong());
    }
    let date = Date::new(year, month, day).map_err(|_| wrong())?;
    if date > today {
        return Err(IdentityError::FutureBirth { kind, found: digits.to_owned() });
    }
    Ok(date)
}

fn sex(sequence: &str) -> Sex {
    let odd = sequence.ends_with(['1', '3', '5', '7', '9']);
    if odd { Sex::Male } else { Sex::Female }
}

fn check_digit(kind: IdentityKind, number: &str) -> Result<(), IdentityError> {
    let sum: u32 = number.chars().zip(WEIGHTS).filter_map(|(c, w)| Some(c.to_digit(10)? * w)).sum();
    let wanted = CHECKS.get(sum as usize % 11);
    if number.chars().nth(17).as_ref() == wanted {
        Ok(())
    } else {
        Err(IdentityError::CheckDigit { kind })
    }
}
