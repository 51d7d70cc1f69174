//! The inverted index: one field of marked tokens, so that one query mixes ways of writing.

use std::collections::BTreeSet;

use tantivy::collector::TopDocs;
use tantivy::columnar::Column;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term};

use super::query::Unit;
use super::rank::Row;
use super::text;

/// Memory of the one indexing thread.
const WRITER_BYTES: usize = 64_000_000;
/// Longest beginning of a name that is indexed as such.
const BEGINNING: usize = 8;

/// The index and what is needed to ask it.
pub(super) struct Index {
    searcher: Searcher,
    tokens: Field,
    rows: Vec<Column<u64>>,
    syllables: BTreeSet<&'static str>,
    /// Codes with their rows, in order, and the same written backwards.
    codes: Vec<(String, usize)>,
    codes_backwards: Vec<(String, usize)>,
}

impl Index {
    pub(super) fn build(catalogue: &[Row]) -> Result<Self, TantivyError> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::WithFreqs);
        let tokens =
            schema.add_text_field("tokens", TextOptions::default().set_indexing_options(indexing));
        let number = schema.add_u64_field("row", FAST);
        let index = tantivy::Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, WRITER_BYTES)?;
        let mut syllables = BTreeSet::new();
        for (place, row) in (0_u64..).zip(catalogue) {
            let mut document = TantivyDocument::default();
            document.add_u64(number, place);
            document.add_pre_tokenized_text(tokens, stream(&row_tokens(row, &mut syllables)));
            writer.add_document(document)?;
        }
        writer.commit()?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let searcher = reader.searcher();
        let columns = searcher.segment_readers().iter().map(|part| part.fast_fields().u64("row"));
        let rows = columns.collect::<Result<_, _>>()?;
        let codes = catalogue.iter().map(|row| row.code().to_owned());
        let backwards = catalogue.iter().map(|row| row.code().chars().rev().collect());
        Ok(Self {
            searcher,
            tokens,
            rows,
            syllables,
            codes: in_order(codes),
            codes_backwards: in_order(backwards),
        })
    }

    /// Every syllable that occurs.
    pub(super) fn syllables(&self) -> &BTreeSet<&'static str> {
        &self.syllables
    }

    /// Rows that may fit this reading of the input.
    pub(super) fn candidates(&self, units: &[Unit], wanted: usize) -> Vec<usize> {
        let letters: Option<Vec<char>> = units.iter().map(plain).collect();
        match letters {
            Some(letters) => self.ask(&self.by_letters(&letters), wanted),
            None => self.ask(&self.by_sound(units), wanted),
        }
    }

    /// Rows whose code begins or ends so.
    pub(super) fn by_code(&self, typed: &[char], wanted: usize) -> Vec<usize> {
        let typed: String = typed.iter().collect();
        let backwards: String = typed.chars().rev().collect();
        let mut found = beginning(&self.codes, &typed, wanted);
        found.extend(beginning(&self.codes_backwards, &backwards, wanted));
        found
    }

    /// Characters: the more of them and of their neighbours, the better; same sound counts too.
    fn by_letters(&self, letters: &[char]) -> BooleanQuery {
        let whole: String = letters.iter().collect();
        let beginning: String = letters.iter().take(BEGINNING).collect();
        let mut any = vec![
            (Occur::Should, self.weighted(&format!("={whole}"), 8.0)),
            (Occur::Should, self.weighted(&format!("^{beginning}"), 4.0)),
        ];
        for letter in letters {
            any.push((Occur::Should, self.weighted(&format!("c{letter}"), 0.5)));
        }
        let usual = |letter: char| text::readings(letter).first().copied();
        for pair in letters.windows(2) {
            any.push((Occur::Should, self.weighted(&format!("b{}{}", pair[0], pair[1]), 2.0)));
            if let (Some(one), Some(two)) = (usual(pair[0]), usual(pair[1])) {
                any.push((Occur::Should, self.weighted(&format!("z{one} {two}"), 0.8)));
            }
        }
        BooleanQuery::new(any)
    }

    /// Sounds: every pair of neighbours must be there.
    fn by_sound(&self, units: &[Unit]) -> BooleanQuery {
        let mut all: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        if let [unit] = units {
            all.push((Occur::Must, self.any(&self.single(unit))));
        }
        for pair in units.windows(2) {
            let tokens = self.pair(&pair[0], &pair[1]);
            if tokens.is_empty() {
                all.extend(pair.iter().map(|unit| (Occur::Must, self.any(&self.single(unit)))));
            } else {
                all.push((Occur::Must, self.any(&tokens)));
            }
        }
        BooleanQuery::new(all)
    }

    fn single(&self, unit: &Unit) -> Vec<String> {
        match unit {
            Unit::Letter(letter) => vec![format!("c{letter}")],
            Unit::Initial(letter) => vec![format!("i{letter}")],
            Unit::Syllable(syllable) => vec![format!("y{syllable}")],
            Unit::Begun(begun) => self.beginning(begun).map(|one| format!("y{one}")).collect(),
        }
    }

    fn pair(&self, one: &Unit, two: &Unit) -> Vec<String> {
        match (one, two) {
            (Unit::Letter(one), Unit::Letter(two)) => vec![format!("b{one}{two}")],
            (Unit::Syllable(one), Unit::Syllable(two)) => vec![format!("z{one} {two}")],
            (Unit::Syllable(one), Unit::Begun(two)) => {
                self.beginning(two).map(|two| format!("z{one} {two}")).collect()
            }
            (Unit::Initial(one), Unit::Initial(two)) => vec![format!("i{one}{two}")],
            _ => Vec::new(),
        }
    }

    fn beginning<'a>(&'a self, begun: &'a str) -> impl Iterator<Item = &'a str> {
        super::query::beginning_with(&self.syllables, begun)
    }

    fn any(&self, tokens: &[String]) -> Box<dyn Query> {
        match tokens {
            [token] => self.term(token),
            tokens => {
                let any = tokens.iter().map(|token| (Occur::Should, self.term(token)));
                Box::new(BooleanQuery::new(any.collect()))
            }
        }
    }

    fn term(&self, token: &str) -> Box<dyn Query> {
        let term = Term::from_field_text(self.tokens, token);
        Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
    }

    fn weighted(&self, token: &str, weight: f32) -> Box<dyn Query> {
        Box::new(BoostQuery::new(self.term(token), weight))
    }

    fn ask(&self, query: &BooleanQuery, wanted: usize) -> Vec<usize> {
        let found = self.searcher.search(query, &TopDocs::with_limit(wanted).order_by_score());
        let found = found.unwrap_or_else(|error| {
            tracing::error!(%error, "the search index does not answer");
            Vec::new()
        });
        let row = |address: tantivy::DocAddress| {
            let part = usize::try_from(address.segment_ord).ok()?;
            let row = self.rows.get(part)?.first(address.doc_id)?;
            usize::try_from(row).ok()
        };
        found.into_iter().filter_map(|(_, address)| row(address)).collect()
    }
}

fn plain(unit: &Unit) -> Option<char> {
    match unit {
        Unit::Letter(letter) => Some(*letter),
        Unit::Syllable(_) | Unit::Begun(_) | Unit::Initial(_) => None,
    }
}

/// The tokens under which a row is found, each marked with its kind: `=` a whole name, `^` how
/// it begins, `c` a character, `b` two, `y` a syllable, `z` two, `i` one or two initials.
fn row_tokens(row: &Row, syllables: &mut BTreeSet<&'static str>) -> BTreeSet<String> {
    let mut tokens = BTreeSet::new();
    for name in row.names() {
        let whole: String = name.iter().collect();
        for length in 1..=name.len().min(BEGINNING) {
            tokens.insert(format!("^{}", name[..length].iter().collect::<String>()));
        }
        tokens.insert(format!("={whole}"));
        let sounds: Vec<_> = name.iter().map(|letter| text::readings(*letter)).collect();
        let firsts: Vec<_> = name.iter().map(|letter| text::initials(*letter)).collect();
        for (place, letter) in name.iter().enumerate() {
            tokens.insert(format!("c{letter}"));
            syllables.extend(&sounds[place]);
            tokens.extend(sounds[place].iter().map(|one| format!("y{one}")));
            tokens.extend(firsts[place].iter().map(|one| format!("i{one}")));
            let Some(next) = name.get(place + 1) else {
                continue;
            };
            tokens.insert(format!("b{letter}{next}"));
            tokens.extend(pairs(&sounds[place], &sounds[place + 1], |a, b| format!("z{a} {b}")));
            tokens.extend(pairs(&firsts[place], &firsts[place + 1], |a, b| format!("i{a}{b}")));
        }
    }
    tokens
}

fn pairs<T>(one: &[T], two: &[T], join: impl Fn(&T, &T) -> String) -> Vec<String> {
    one.iter().flat_map(|a| two.iter().map(|b| join(a, b)).collect::<Vec<_>>()).collect()
}

fn stream(tokens: &BTreeSet<String>) -> PreTokenizedString {
    let token = |(position, text): (usize, &String)| Token {
        text: text.clone(),
        position,
        ..Token::default()
    };
    let tokens = tokens.iter().enumerate().map(token).collect();
    PreTokenizedString { text: String::new(), tokens }
}

fn in_order(codes: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut codes: Vec<(String, usize)> = codes.zip(0..).collect();
    codes.sort();
    codes
}

/// Rows of the codes that begin so.
fn beginning(codes: &[(String, usize)], begun: &str, wanted: usize) -> Vec<usize> {
    let from = codes.partition_point(|(code, _)| code.as_str() < begun);
    let fitting = codes[from..].iter().take_while(|(code, _)| code.starts_with(begun));
    fitting.take(wanted).map(|(_, row)| *row).collect()
}
