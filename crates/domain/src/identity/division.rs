//! Administrative divisions 行政区划 (GB/T 2260), those of the past included.

use std::collections::BTreeMap;
use std::sync::OnceLock;

const TABLE: &str = include_str!("divisions.tsv");

/// First two digits that a citizen id can have: mainland provinces, Taiwan, Hong Kong, Macao.
pub(super) fn is_province(two: &str) -> bool {
    matches!(
        two.parse::<u8>(),
        Ok(11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81 | 82)
    )
}

/// Name of a six-digit division, as it was last called.
#[must_use]
pub fn division_name(code: &str) -> Option<&'static str> {
    static NAMES: OnceLock<BTreeMap<&str, &str>> = OnceLock::new();
    NAMES
        .get_or_init(|| TABLE.lines().filter_map(|line| line.split_once('\t')).collect())
        .get(code)
        .copied()
}
