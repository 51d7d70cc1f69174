//! Finding items and themes 事项检索: by name, short name, colloquial name, code, pinyin and
//! initials, with one wrong character forgiven (design §6).
//!
//! The index is built in memory from the catalogue's search rows; the catalogue is public.
//! Candidates come from tantivy, the order from [`rank`].

mod index;
mod query;
mod rank;
mod text;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use domain::catalogue::{RowKind, SearchRow};
use serde::Serialize;
use specta::Type;

use index::Index;
use query::Unit;
use rank::Row;

/// Candidates that are looked at closely for each way of reading the input.
const CANDIDATES: usize = 128;
/// Longest input that is looked at, in characters.
const LONGEST: usize = 40;

/// One line of the answer 检索结果.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct Hit {
    /// Item code, or theme id.
    pub code: String,
    /// Name 名称.
    pub name: String,
    /// Item or theme.
    pub kind: RowKind,
    /// Implementing organ, or lead organ of a theme.
    pub department: String,
    /// How well it fits, 1000 at best.
    pub score: u32,
}

/// Why the index could not be built.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The index engine failed.
    #[error("事项检索无法建立：请重新启动程序；仍不行时请联系管理员（{0}）")]
    Index(#[from] tantivy::TantivyError),
}

impl SearchError {
    /// Stable name for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Index(_) => "search_index",
        }
    }
}

/// The catalogue, ready to be searched 事项检索.
pub struct Search {
    rows: Vec<Row>,
    index: Index,
    synonyms: Vec<Synonym>,
}

/// A word that applicants say, and the words that the catalogue uses 同义词.
struct Synonym {
    word: Vec<char>,
    meanings: Vec<Vec<char>>,
}

/// One way of reading what was typed, and how much a fit by it counts, in percent.
struct Reading {
    units: Vec<Unit>,
    percent: u32,
}

impl Search {
    /// Builds the index over the rows of a catalogue.
    ///
    /// # Errors
    /// When the index engine fails.
    pub fn build(
        rows: Vec<SearchRow>,
        synonyms: &BTreeMap<String, Vec<String>>,
    ) -> Result<Self, SearchError> {
        let rows: Vec<Row> = rows.into_iter().map(Row::new).collect();
        let index = Index::build(&rows)?;
        let synonyms = synonyms.iter().map(|(word, meanings)| Synonym {
            word: text::normal(word),
            meanings: meanings.iter().map(|meaning| text::normal(meaning)).collect(),
        });
        Ok(Self { rows, index, synonyms: synonyms.collect() })
    }

    /// How many items and themes can be found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Is there nothing to be found?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The best `limit` fits, best first.
    #[must_use]
    pub fn search(&self, typed: &str, limit: usize) -> Vec<Hit> {
        let mut typed = text::normal(typed);
        typed.truncate(LONGEST);
        if typed.is_empty() || limit == 0 {
            return Vec::new();
        }
        let wanted = CANDIDATES.max(limit);
        let mut best: BTreeMap<usize, u32> = BTreeMap::new();
        let mut offer = |row: usize, score: u32| {
            let kept = best.entry(row).or_default();
            *kept = score.max(*kept);
        };
        for reading in self.readings(&typed) {
            for row in self.index.candidates(&reading.units, wanted) {
                if let Some(score) = self.rows[row].score(&reading.units) {
                    offer(row, score * reading.percent / 100);
                }
            }
        }
        for row in self.index.by_code(&typed, wanted) {
            if let Some(score) = self.rows[row].score_code(&typed) {
                offer(row, score);
            }
        }
        self.hits(best, limit)
    }

    fn hits(&self, best: BTreeMap<usize, u32>, limit: usize) -> Vec<Hit> {
        let mut found: Vec<(usize, u32)> = best.into_iter().collect();
        found.sort_by_key(|&(row, score)| {
            let row = &self.rows[row].row;
            let item = row.kind == RowKind::Item;
            (std::cmp::Reverse(score), item, row.name.chars().count(), row.code.as_str())
        });
        let hits = found.into_iter().take(limit).map(|(row, score)| {
            let row = &self.rows[row].row;
            Hit {
                code: row.code.clone(),
                name: row.name.clone(),
                kind: row.kind,
                department: row.department.clone(),
                score,
            }
        });
        hits.collect()
    }

    /// What the input may mean: itself, without the words of asking, and by synonyms.
    fn readings(&self, typed: &[char]) -> Vec<Reading> {
        let mut seen = BTreeSet::new();
        let mut readings = Vec::new();
        let mut add = |letters: &[char], percent: u32| {
            if letters.is_empty() || !seen.insert(letters.to_vec()) {
                return;
            }
            let units = query::parse(letters, self.index.syllables());
            readings.extend(units.into_iter().map(|units| Reading { units, percent }));
        };
        add(typed, 100);
        let asked = text::without_asking(typed);
        add(&asked, 98);
        for synonym in &self.synonyms {
            // The first meaning counts most.
            for (replaced, percent) in synonym.apply(&asked).iter().zip((76..=90).rev()) {
                add(replaced, percent);
            }
        }
        readings
    }
}

impl Synonym {
    /// The input with the word replaced by each of its meanings; nothing when it is not there.
    fn apply(&self, typed: &[char]) -> Vec<Vec<char>> {
        if self.word.is_empty() {
            return Vec::new();
        }
        if let Some(at) = text::find(typed, &self.word) {
            let (before, after) = (&typed[..at], &typed[at + self.word.len()..]);
            let replace = |meaning: &Vec<char>| [before, meaning, after].concat();
            return self.meanings.iter().map(replace).collect();
        }
        let latin = typed.len() >= 2 && typed.iter().all(char::is_ascii_alphabetic);
        if latin && text::spells(&self.word, typed) {
            return self.meanings.clone();
        }
        Vec::new()
    }
}
