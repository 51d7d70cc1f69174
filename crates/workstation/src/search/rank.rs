//! How well a row fits what was typed, from 1 to 1000.

use domain::catalogue::{RowKind, SearchRow};

use super::query::Unit;
use super::text;

/// The whole name.
const WHOLE: u32 = 1000;
/// The name begins so.
const BEGINS: u32 = 880;
/// The name holds it.
const HOLDS: u32 = 800;
/// The name holds it, with characters of the same sound.
const SAME_SOUND: u32 = 720;
/// One character is wrong, missing or too many.
const ONE_WRONG: u32 = 660;
/// All characters, in this order, with others between.
const IN_ORDER: u32 = 620;
/// The input holds the name.
const HELD: u32 = 600;
/// All characters in another order.
const SCATTERED: u32 = 520;
/// A part of the characters.
const PARTLY: u32 = 100;

/// A theme goes before an item that fits as well: it is the wider offer.
const THEME: u32 = 15;

/// A search row with its names ready to be compared.
pub(super) struct Row {
    pub(super) row: SearchRow,
    /// Names in normal writing, with how much each counts, in percent.
    names: Vec<(Vec<char>, u32)>,
    code: String,
}

impl Row {
    pub(super) fn new(row: SearchRow) -> Self {
        let own = [&row.name, &row.short_name].into_iter().map(|name| (name, 100));
        let aliases = row.aliases.iter().map(|alias| (alias, 97));
        let names = own
            .chain(aliases)
            .map(|(name, percent)| (text::normal(name), percent))
            .filter(|(name, _)| !name.is_empty())
            .collect();
        let code = text::normal(&row.code).into_iter().collect();
        Self { row, names, code }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &[char]> {
        self.names.iter().map(|(name, _)| name.as_slice())
    }

    pub(super) fn code(&self) -> &str {
        &self.code
    }

    /// The best fit of any of its names.
    pub(super) fn score(&self, units: &[Unit]) -> Option<u32> {
        let fits = self.names.iter().filter_map(|(name, percent)| {
            fit(units, name).map(|score| (score * percent / 100).max(1))
        });
        let best = fits.max()?;
        Some(match self.row.kind {
            RowKind::Theme if best < WHOLE - THEME => best + THEME,
            RowKind::Theme | RowKind::Item => best,
        })
    }

    /// The fit of its code: the whole, its beginning, or three characters and more of its end.
    pub(super) fn score_code(&self, typed: &[char]) -> Option<u32> {
        let typed: String = typed.iter().collect();
        if self.code == typed {
            Some(WHOLE)
        } else if self.code.starts_with(&typed) {
            Some(BEGINS + share(typed.len(), self.code.len(), 80))
        } else if typed.len() >= 3 && self.code.ends_with(&typed) {
            Some(HOLDS - 60 + share(typed.len(), self.code.len(), 60))
        } else {
            None
        }
    }
}

/// `most` times `part` of `whole`.
fn share(part: usize, whole: usize, most: u32) -> u32 {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    u32::try_from(most * part.min(whole) / whole.max(1)).unwrap_or_default()
}

fn fit(units: &[Unit], name: &[char]) -> Option<u32> {
    if let Some(at) = place(units, name, fits) {
        let closeness = share(units.len(), name.len(), 60);
        return Some(match (at, units.len() == name.len()) {
            (0, true) => WHOLE - loose(units),
            (0, false) => BEGINS + closeness - loose(units),
            _ => HOLDS + closeness - loose(units),
        });
    }
    let letters: Option<Vec<char>> = units
        .iter()
        .map(|unit| match unit {
            Unit::Letter(letter) => Some(*letter),
            Unit::Syllable(_) | Unit::Begun(_) | Unit::Initial(_) => None,
        })
        .collect();
    nearly(units, &letters?, name)
}

/// Typed sounds say less than typed characters, initials less than syllables.
fn loose(units: &[Unit]) -> u32 {
    let looseness = units.iter().map(|unit| match unit {
        Unit::Letter(_) => 0,
        Unit::Syllable(_) => 10,
        Unit::Begun(_) => 15,
        Unit::Initial(_) => 20,
    });
    looseness.max().unwrap_or_default()
}

/// Characters that do not stand in the name as they were typed.
fn nearly(units: &[Unit], typed: &[char], name: &[char]) -> Option<u32> {
    let closeness = share(typed.len(), name.len(), 40);
    if typed.len() >= 2 && place(units, name, sounds_alike).is_some() {
        return Some(SAME_SOUND + closeness);
    }
    if typed.len() >= 3 && one_wrong(typed, name) {
        return Some(ONE_WRONG + closeness);
    }
    if typed.len() >= 2 && in_order(typed, name) {
        return Some(IN_ORDER + closeness);
    }
    if name.len() >= 2 && text::find(typed, name).is_some() {
        return Some(HELD + share(name.len(), typed.len(), 100));
    }
    let known = typed.iter().filter(|letter| name.contains(letter)).count();
    if typed.len() >= 2 && known == typed.len() {
        return Some(SCATTERED + closeness);
    }
    let pairs = typed.windows(2).filter(|pair| text::find(name, pair).is_some()).count();
    let enough = typed.len() >= 3 && pairs >= 1 && 2 * known >= typed.len();
    enough.then(|| PARTLY + share(known, typed.len(), 150) + share(pairs, typed.len() - 1, 200))
}

/// Where the units stand in the name, one after the other.
fn place(units: &[Unit], name: &[char], same: fn(&Unit, char) -> bool) -> Option<usize> {
    if units.is_empty() || units.len() > name.len() {
        return None;
    }
    name.windows(units.len())
        .position(|window| units.iter().zip(window).all(|(unit, letter)| same(unit, *letter)))
}

fn fits(unit: &Unit, letter: char) -> bool {
    match unit {
        Unit::Letter(typed) => *typed == letter,
        Unit::Syllable(syllable) => text::readings(letter).contains(&syllable.as_str()),
        Unit::Begun(begun) => {
            text::readings(letter).iter().any(|reading| reading.starts_with(begun.as_str()))
        }
        Unit::Initial(initial) => text::initials(letter).contains(initial),
    }
}

fn sounds_alike(unit: &Unit, letter: char) -> bool {
    match unit {
        Unit::Letter(typed) if *typed != letter => {
            let typed = text::readings(*typed);
            text::readings(letter).iter().any(|reading| typed.contains(reading))
        }
        _ => fits(unit, letter),
    }
}

/// One character replaced, left out or put in too many.
fn one_wrong(typed: &[char], name: &[char]) -> bool {
    let length = typed.len();
    let replaced = name
        .windows(length)
        .any(|window| window.iter().zip(typed).filter(|(one, two)| one != two).count() <= 1);
    let left_out = name.windows(length + 1).any(|window| misses_one(typed, window));
    let too_many = length >= 4 && name.windows(length - 1).any(|window| misses_one(window, typed));
    replaced || left_out || too_many
}

/// Is `short` what is left of `long` when one inner character is taken away?
fn misses_one(short: &[char], long: &[char]) -> bool {
    let same = short.iter().zip(long).take_while(|(one, two)| one == two).count();
    short[same..] == long[same + 1..]
}

fn in_order(typed: &[char], name: &[char]) -> bool {
    let mut rest = name.iter();
    typed.iter().all(|letter| rest.any(|other| other == letter))
}
