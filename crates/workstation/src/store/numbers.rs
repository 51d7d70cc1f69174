//! Ranges of numbers 号段 and the counter's own serials (design §5, Numbers).

use domain::wire::{NumberRange, RangeKind};
use sqlx::FromRow;
use sqlx::sqlite::SqliteConnection;

use super::{Batch, StoreError};

/// A range as stored.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct RangeRow {
    pub kind: String,
    pub first: u32,
    pub last: u32,
    pub next: u32,
    pub burnt: bool,
}

/// Numbers that were never used and never will be (空号).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedRange {
    /// What they would have numbered.
    pub kind: RangeKind,
    /// First.
    pub first: u32,
    /// Last.
    pub last: u32,
}

/// Key of a kind in the store.
pub(crate) fn key(kind: &RangeKind) -> String {
    serde_json::to_string(kind).unwrap_or_default()
}

/// Kind of a key.
pub(crate) fn kind(key: &str) -> Result<RangeKind, StoreError> {
    Ok(serde_json::from_str(key)?)
}

/// Takes a granted range; one that is here already stays as it is.
pub(crate) fn grant(batch: &mut Batch, range: &NumberRange) {
    batch.label("range");
    batch.add(
        "insert or ignore into number_range (kind, first, last, next) values (?, ?, ?, ?)",
        [key(&range.kind).into(), range.first.into(), range.last.into(), range.first.into()],
    );
}

/// Moves the next number of a range on.
pub(crate) fn draw(batch: &mut Batch, kind: &str, first: u32, next: u32) {
    batch.label("number");
    batch.add(
        "update number_range set next = ? where kind = ? and first = ?",
        [next.into(), kind.into(), first.into()],
    );
}

/// Gives up what is left of every range: the store was restored and may have drawn from it before.
pub(crate) fn burn_all(batch: &mut Batch) {
    batch.label("burn_ranges");
    batch.add("update number_range set burnt = 1 where next <= last", []);
}

/// Every range, in the order they were granted.
pub(crate) async fn ranges(connection: &mut SqliteConnection) -> Result<Vec<RangeRow>, StoreError> {
    let sql = "select * from number_range order by kind, first";
    Ok(sqlx::query_as(sql).fetch_all(connection).await?)
}

/// Moves the serial of a date on, never back.
pub(crate) fn put_serial(batch: &mut Batch, date: &str, last: u32) {
    batch.label("serial");
    batch.add(
        "insert into serial (date, last) values (?, ?)
         on conflict (date) do update set last = max(last, excluded.last)",
        [date.into(), last.into()],
    );
}

/// Serials by date.
pub(crate) async fn serials(
    connection: &mut SqliteConnection,
) -> Result<Vec<(String, u32)>, StoreError> {
    let sql = "select date, last from serial order by date";
    Ok(sqlx::query_as(sql).fetch_all(connection).await?)
}

/// A word of which the station wants to hold numbers.
pub(crate) fn want_word(batch: &mut Batch, word: &str) {
    batch.label("word");
    batch.add("insert or ignore into number_word (word) values (?)", [word.into()]);
}

/// Words wanted.
pub(crate) async fn words(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
    let sql = "select word from number_word order by word";
    Ok(sqlx::query_scalar(sql).fetch_all(connection).await?)
}
