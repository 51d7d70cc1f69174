//! What of a person's data stands on a screen or paper by default 脱敏.

/// Number: the first six and last four of a long one, less of a short one.
#[must_use]
pub fn mask_number(number: &str) -> String {
    let length = number.chars().count();
    match length {
        15.. => keep(number, 6, 4),
        8..=14 => keep(number, 3, 2),
        4..=7 => keep(number, 1, 1),
        _ => keep(number, 0, 0),
    }
}

/// Phone: the first three and last four.
#[must_use]
pub fn mask_phone(phone: &str) -> String {
    match phone.chars().count() {
        10.. => keep(phone, 3, 4),
        _ => keep(phone, 0, 2),
    }
}

/// Name of a person: the family name, and the last character of a longer one.
#[must_use]
pub fn mask_name(name: &str) -> String {
    match name.chars().count() {
        0 | 1 => name.to_owned(),
        2 | 3 => keep(name, 1, 0),
        _ => keep(name, 1, 1),
    }
}

fn keep(text: &str, first: usize, last: usize) -> String {
    let length = text.chars().count();
    text.chars()
        .enumerate()
        .map(|(i, c)| if i < first || i + last >= length { c } else { '*' })
        .collect()
}
