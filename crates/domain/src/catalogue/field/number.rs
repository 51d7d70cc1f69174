//! Decimals kept as integers of the smallest unit; no floats.

use super::{Limits, Normalised, half_width};

/// Reads a decimal with at most `scale` places into its smallest unit: `46.5`, 2 is 4650.
#[must_use]
pub fn parse_decimal(text: &str, scale: u32) -> Option<i64> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let places = usize::try_from(scale).ok()?;
    let all_digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || part.len() > places || !all_digits(whole) || !all_digits(part) {
        return None;
    }
    if digits.ends_with('.') {
        return None;
    }
    let value: i64 = format!("{whole}{part:0<places$}").parse().ok()?;
    Some(if negative { -value } else { value })
}

/// Writes an integer of the smallest unit as a decimal without needless zeros.
#[must_use]
pub fn format_decimal(value: i64, scale: u32) -> String {
    let places = usize::try_from(scale).unwrap_or(0);
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    let part = part.trim_end_matches('0');
    let sign = if value < 0 { "-" } else { "" };
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

pub(super) fn check(
    limits: &Limits<'_>,
    text: &str,
    unit: &str,
    scale: u32,
) -> Result<Normalised, String> {
    let plain: String = half_width(text).chars().filter(|c| !matches!(c, ' ' | ',')).collect();
    let plain = plain.strip_suffix(unit).unwrap_or(&plain);
    let Some(value) = parse_decimal(plain, scale) else {
        let places = if scale == 0 {
            "整数".to_owned()
        } else {
            format!("最多 {scale} 位小数的数字")
        };
        return Err(format!("{}应是{places}", limits.name));
    };
    if let Some(min) = limits.min.filter(|min| value < *min) {
        let bound = match min {
            1 => "大于 0".to_owned(),
            _ => format!("不小于 {}", format_decimal(min, scale)),
        };
        return Err(format!("{}应{bound}", limits.name));
    }
    if let Some(max) = limits.max.filter(|max| value > *max) {
        return Err(format!("{}应不大于 {}", limits.name, format_decimal(max, scale)));
    }
    let text = format_decimal(value, scale);
    let display = format!("{text} {unit}").trim_end().to_owned();
    Ok(Normalised { text, display })
}
