//! What was typed, taken apart: characters, whole syllables, a syllable begun, initials.

use std::collections::BTreeSet;
use std::ops::Bound;

/// Ways of reading Latin letters that are followed.
const PARSES: usize = 5;
/// Steps taken to find them, so that a long run of letters cannot take long.
const STEPS: usize = 400;

/// One part of the input, standing for one character of a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    /// The character itself.
    Letter(char),
    /// A character with this reading.
    Syllable(String),
    /// A character whose reading begins so.
    Begun(String),
    /// A character whose reading begins with this letter.
    Initial(char),
}

/// The ways in which the input can be read, likeliest first.
pub(super) fn parse(typed: &[char], syllables: &BTreeSet<&'static str>) -> Vec<Vec<Unit>> {
    let mut readings: Vec<Vec<Unit>> = vec![Vec::new()];
    let mut rest = typed;
    while let Some(first) = rest.first() {
        let latin = first.is_ascii_lowercase();
        let run = rest.iter().take_while(|letter| letter.is_ascii_lowercase() == latin).count();
        let (part, after) = rest.split_at(run);
        let parts = if latin {
            spell(part, after.is_empty(), syllables)
        } else {
            vec![part.iter().copied().map(Unit::Letter).collect()]
        };
        readings = readings
            .iter()
            .flat_map(|head| parts.iter().map(|part| [head.as_slice(), part].concat()))
            .take(2 * PARSES)
            .collect();
        rest = after;
    }
    // A name may hold Latin letters as they are.
    let plain: Vec<Unit> = typed.iter().copied().map(Unit::Letter).collect();
    if !readings.contains(&plain) {
        readings.push(plain);
    }
    readings
}

/// Reads a run of Latin letters as syllables and initials.
fn spell(letters: &[char], at_end: bool, syllables: &BTreeSet<&'static str>) -> Vec<Vec<Unit>> {
    let text: String = letters.iter().collect();
    let mut speller = Speller { syllables, at_end, steps: STEPS, found: Vec::new() };
    speller.follow(&text, &mut Vec::new());
    let mut found = speller.found;
    let initials: Vec<Unit> = letters.iter().copied().map(Unit::Initial).collect();
    if !found.contains(&initials) {
        found.push(initials);
    }
    found
}

struct Speller<'a> {
    syllables: &'a BTreeSet<&'static str>,
    at_end: bool,
    steps: usize,
    found: Vec<Vec<Unit>>,
}

impl Speller<'_> {
    /// Longest syllable first: 「xian」 is 线 before it is 西安.
    fn follow(&mut self, rest: &str, taken: &mut Vec<Unit>) {
        if rest.is_empty() {
            self.found.push(taken.clone());
            return;
        }
        if self.at_end && rest.len() > 1 && self.begins_a_syllable(rest) {
            self.step(Unit::Begun(rest.to_owned()), "", taken);
        }
        for length in (1..=rest.len().min(6)).rev() {
            let (syllable, after) = rest.split_at(length);
            if self.syllables.contains(syllable) {
                self.step(Unit::Syllable(syllable.to_owned()), after, taken);
            }
        }
        let mut letters = rest.chars();
        if let Some(initial) = letters.next() {
            self.step(Unit::Initial(initial), letters.as_str(), taken);
        }
    }

    fn step(&mut self, unit: Unit, after: &str, taken: &mut Vec<Unit>) {
        if self.found.len() >= PARSES || self.steps == 0 {
            return;
        }
        self.steps -= 1;
        taken.push(unit);
        self.follow(after, taken);
        taken.pop();
    }

    fn begins_a_syllable(&self, text: &str) -> bool {
        beginning_with(self.syllables, text).next().is_some()
    }
}

/// The syllables that begin so.
pub(super) fn beginning_with<'a>(
    syllables: &'a BTreeSet<&'static str>,
    begun: &'a str,
) -> impl Iterator<Item = &'a str> {
    let range = (Bound::Included(begun), Bound::Unbounded);
    let from = syllables.range::<str, _>(range).copied();
    from.take_while(move |syllable| syllable.starts_with(begun))
}
