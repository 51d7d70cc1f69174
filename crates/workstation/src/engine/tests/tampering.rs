//! Every byte of every kind of submission and event, and what stands around them.

use domain::action::Action;
use domain::event::{Event, Fact};
use domain::ids::StationId;
use domain::wire::{
    CHAIN_START, FeedEntry, RULES_VERSION, StoredEvent, StreamId, SubmissionKey, Verdict,
};
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, Row as _};

use super::bench::{Bench, Judge};
use super::kinds;
use super::verify::thief;
use crate::engine::verify::{BadPlace, VerifyReport};
use crate::engine::{Core, Open};

const MINE: &str = "app/mine";
const DAY: &str = "day/suicheng/07/2026-11-20";
const THEIRS: &str = "app/theirs";

/// A log with one submission of every kind.
pub(super) async fn write_all_kinds(bench: &Bench) {
    for action in kinds::actions("mine") {
        let stream = StreamId(MINE.to_owned());
        let written = bench.engine.submit(&stream, None, |pen| {
            pen.actions.push(action);
            Ok(())
        });
        written.await.unwrap();
    }
    bench.engine.rebuild().await.unwrap();
}

/// A stream of another station with one event of every kind.
pub(super) async fn hear_all_kinds(bench: &Bench) {
    hear(bench, THEIRS, 1, kinds::facts("theirs")).await;
}

/// Another station's act at a position, with what happened by it.
async fn hear(bench: &Bench, stream: &str, position: u64, facts: Vec<Fact>) {
    let actor = serde_json::json!({"user": "lina", "name": "李娜", "staff_no": "1", "roles": ["clerk"],
        "department": null, "hall": "suicheng", "station": "S0008", "counter": "08"});
    let mut last = CHAIN_START.to_owned();
    let mut events = Vec::new();
    for (seq, fact) in (1..).zip(facts) {
        let event = Event {
            by: serde_json::from_value(actor.clone()).unwrap(),
            at: "2026-11-20T02:00:00Z".parse().unwrap(),
            offline: false,
            fact,
        };
        let body = serde_json::to_string(&event).unwrap();
        let next = StoredEvent { stream_seq: seq, stream_prev: last, body };
        last = next.hash();
        events.push(next);
    }
    let told = FeedEntry {
        position,
        key: SubmissionKey { device: StationId::from("S0008"), epoch: 1, seq: position },
        submission_hash: "cd".repeat(32),
        stream: StreamId(stream.to_owned()),
        rules_version: RULES_VERSION,
        verdict: Verdict::Accepted { events },
    };
    bench.apply(Judge::default().page(vec![told])).await;
}

/// A value with one byte changed, or one bit of each byte of a number.
#[derive(Clone, Debug)]
enum Changed {
    Text(Vec<u8>),
    Number(i64),
}

fn changes(row: &SqliteRow) -> Vec<Changed> {
    if let Ok(Some(number)) = row.try_get::<Option<i64>, _>(0) {
        return match number {
            // Stored without a byte of its own; nothing but 0 is false.
            0 | 1 => vec![Changed::Number(number ^ 1)],
            _ => (0..8).map(|byte| Changed::Number(number ^ (1 << (9 * byte)))).collect(),
        };
    }
    let text = row.try_get::<Option<Vec<u8>>, _>(0).unwrap().unwrap_or_default();
    (0..text.len()).map(|at| flipped(&text, at, at % 7)).collect()
}

fn flipped(text: &[u8], at: usize, bit: usize) -> Changed {
    let mut bytes = text.to_vec();
    bytes[at] ^= 1 << bit;
    Changed::Text(bytes)
}

/// Somebody with the key and all time, who looks at what `verify` says of every crime.
struct Thief<'a> {
    connection: SqliteConnection,
    core: &'a Core,
    open: &'a Open,
}

impl Thief<'_> {
    /// What `verify` names after a change; none: the store itself did not take the change.
    async fn tries(&mut self, sql: &str, value: &Changed) -> Option<Option<BadPlace>> {
        let query = sqlx::query(AssertSqlSafe(sql.to_owned()));
        let done = match value {
            Changed::Text(bytes) => query.bind(bytes).execute(&mut self.connection).await,
            Changed::Number(number) => query.bind(number).execute(&mut self.connection).await,
        };
        assert_eq!(done.ok()?.rows_affected(), 1, "{sql}");
        let mut report = VerifyReport::default();
        let said = self.core.check_records(self.open, &mut self.connection, &mut report).await;
        Some(said.unwrap_or_else(|error| panic!("{sql} {value:?}: {error}")))
    }

    async fn run(&mut self, sql: &'static str) {
        sqlx::query(sql).execute(&mut self.connection).await.unwrap();
    }

    /// Every byte of every column of one row; answers with how many changes were named.
    async fn every_byte(&mut self, table: &str, row: u64, place: (&'static str, &str, u64)) -> u32 {
        let mut named = 0;
        for column in self.columns(table).await {
            let sql = format!("select {column} from {table} where rowid = {row}");
            let value = sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut self.connection).await;
            // Each change replaces the one before it; none is kept.
            self.run("begin").await;
            for value in changes(&value.unwrap()) {
                let new = if matches!(value, Changed::Text(_)) { "cast(? as text)" } else { "?" };
                let sql = format!("update {table} set {column} = {new} where rowid = {row}");
                let Some(bad) = self.tries(&sql, &value).await else { continue };
                let bad = bad.unwrap_or_else(|| panic!("unseen: {sql} {value:?}"));
                let (part, stream, seq) = place;
                assert_eq!((bad.part, bad.stream.as_str(), bad.seq), (part, stream, seq), "{sql}");
                named += 1;
            }
            self.run("rollback").await;
        }
        named
    }

    /// Columns that are content: `id` only says in which order rows came.
    async fn columns(&mut self, table: &str) -> Vec<String> {
        let sql = "select name from pragma_table_info(?) where name <> 'id'";
        sqlx::query_scalar(sql).bind(table).fetch_all(&mut self.connection).await.unwrap()
    }
}

#[tokio::test]
async fn every_byte_of_a_submission_of_every_kind_is_named() {
    let mut named = 0;
    for (n, action) in kinds::actions("mine").into_iter().enumerate() {
        let bench = Bench::new().await;
        // Each alone in its log: an application begins with the receipt, which is the first.
        let stream = StreamId(if n == 0 { MINE } else { DAY }.to_owned());
        let written = bench.engine.submit(&stream, None, |pen| {
            pen.actions.push(action);
            Ok(())
        });
        written.await.unwrap();
        bench.engine.rebuild().await.unwrap();
        assert_eq!(bench.engine.verify().await.unwrap().bad, None);
        let core = &bench.engine.core;
        let open = core.opened().unwrap();
        let mut thief = Thief { connection: thief(&bench).await, core, open: &open };
        named += thief.every_byte("submission", 1, ("submission", &stream.0, 1)).await;
    }
    assert!(named > 25_000, "{named}");
}

#[tokio::test]
async fn every_byte_of_an_event_of_every_kind_is_named() {
    let bench = Bench::new().await;
    hear_all_kinds(&bench).await;
    assert_eq!(bench.engine.verify().await.unwrap().bad, None);
    let core = &bench.engine.core;
    let open = core.opened().unwrap();
    let mut thief = Thief { connection: thief(&bench).await, core, open: &open };
    let mut named = 0;
    for (seq, _) in (1..).zip(kinds::facts("theirs")) {
        named += thief.every_byte("event", seq, ("event", THEIRS, seq)).await;
    }
    assert!(named > 15_000, "{named}");
}

/// Durably, and asked of the whole `verify`: one byte of every kind.
#[tokio::test]
async fn verify_names_a_changed_byte_of_every_kind_and_is_clean_without_it() {
    let bench = Bench::new().await;
    write_all_kinds(&bench).await;
    hear_all_kinds(&bench).await;
    let report = bench.engine.verify().await.unwrap();
    assert_eq!(report.bad, None);
    let kinds = (kinds::actions("mine").len() as u64, kinds::facts("theirs").len() as u64);
    assert_eq!((report.submissions, report.events), kinds);
    let mut thief = thief(&bench).await;
    let submissions = (1..=kinds.0).map(|row| ("submission", "envelope", MINE, row));
    let events = (1..=kinds.1).map(|row| ("event", "body", THEIRS, row));
    for (table, column, stream, row) in submissions.chain(events) {
        let at = 40 + 3 * row;
        for (by, clean) in [(1, false), (-1, true)] {
            let sql = format!(
                "update {table} set {column} = substr({column}, 1, {at} - 1)
                 || char(unicode(substr({column}, {at}, 1)) + {by}) || substr({column}, {at} + 1)
                 where rowid = {row}"
            );
            let done = sqlx::query(AssertSqlSafe(sql)).execute(&mut thief).await.unwrap();
            assert_eq!(done.rows_affected(), 1);
            let bad = bench.engine.verify().await.unwrap().bad;
            let place = bad.map(|bad| (bad.part, bad.stream, bad.seq));
            assert_eq!(place, (!clean).then_some((table, stream.to_owned(), row)));
        }
    }
}

/// Streams of this station and of another, decided and waiting, with a task, a day and a paper.
async fn bench_with_everything() -> Bench {
    let receipt = include_str!("../../../../../tests/fixtures/documents/receipt.json");
    let bench = Bench::new().await;
    hear_all_kinds(&bench).await;
    let mut doubtful = kinds::facts("doubtful");
    doubtful.retain(|fact| {
        matches!(fact, Fact::ApplicationReceived { .. } | Fact::ContradictionRaised { .. })
    });
    hear(&bench, "app/doubtful", 2, doubtful).await;
    let mut judge = Judge::after(2);
    for decided in [true, false] {
        let stream = bench.receive().await;
        bench.record_print(&stream).await;
        let day = StreamId(DAY.to_owned());
        let written = bench.engine.submit(&day, None, |pen| {
            pen.keep_paper(&serde_json::from_str(receipt).unwrap());
            let (ticket, matter) = ("A018".to_owned(), "高龄津贴".to_owned());
            pen.act(Action::CallTicket { ticket, matter }).map(|_| ())
        });
        written.await.unwrap();
        if decided {
            bench.apply(judge.judge(&bench.unsent().await)).await;
        }
    }
    assert_eq!(bench.engine.verify().await.unwrap().bad, None);
    bench
}

/// Somebody changed a value: where, and what `verify` must name.
struct Crime {
    table: &'static str,
    column: String,
    filter: String,
    value: Changed,
    stream: String,
    seq: u64,
}

/// Tables whose content follows from signed and chained history: what tells a row of theirs from the
/// others, its stream, and its number there.
const HISTORY: [(&str, &str, &str, &str); 9] = [
    ("submission", "id", "stream", "seq"),
    ("event", "rowid", "stream", "stream_seq"),
    ("verdict", "id", "stream", "position"),
    ("stream", "stream", "stream", "last_seq"),
    ("application_row", "application", "stream", "0"),
    ("case_row", "rowid", "'app/' || application", "0"),
    ("task_row", "stream || task", "stream", "0"),
    ("day_row", "stream", "stream", "0"),
    ("paper", "hash", "stream", "0"),
];

impl Crime {
    fn sql(&self) -> String {
        let new = if matches!(self.value, Changed::Text(_)) { "cast(? as text)" } else { "?" };
        format!("update {} set {} = {new} {}", self.table, self.column, self.filter)
    }

    /// Signed and chained rows are named by stream and number; what is made from them by its stream,
    /// unless that is what was changed.
    fn is_named_by(&self, bad: &BadPlace) -> bool {
        let here = bad.stream == self.stream;
        match self.table {
            "submission" | "event" => here && (bad.part, bad.seq) == (self.table, self.seq),
            "paper" => bad.part == "paper" && here,
            _ => here || ["stream", "application"].contains(&self.column.as_str()),
        }
    }
}

impl Thief<'_> {
    async fn crimes(&mut self) -> Vec<Crime> {
        let mut crimes = Vec::new();
        for (table, key, stream, seq) in HISTORY {
            let sql =
                format!("select cast({key} as text), {stream}, {seq} from {table} order by 1");
            let rows: Vec<(String, String, i64)> =
                sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut self.connection).await.unwrap();
            assert!(!rows.is_empty(), "{table}");
            for (row, stream, seq) in rows {
                let filter = format!("where cast({key} as text) = '{row}'");
                for column in self.columns(table).await {
                    // Where a paper lies is no part of what was handed over.
                    if (table, column.as_str()) == ("paper", "stream") {
                        continue;
                    }
                    let sql = format!("select {column} from {table} {filter}");
                    let value =
                        sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut self.connection).await;
                    crimes.extend(changes(&value.unwrap()).into_iter().map(|value| Crime {
                        table,
                        column: column.clone(),
                        filter: filter.clone(),
                        value,
                        stream: stream.clone(),
                        seq: u64::try_from(seq).unwrap(),
                    }));
                }
            }
        }
        crimes
    }
}

#[tokio::test]
async fn five_hundred_random_places_changed_through_sql_are_named() {
    let bench = bench_with_everything().await;
    let core = &bench.engine.core;
    let open = core.opened().unwrap();
    let mut thief = Thief { connection: thief(&bench).await, core, open: &open };
    let crimes = thief.crimes().await;
    let mut seed = 500_u64;
    let mut named = 0;
    while named < 500 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // Every table has its share, however long its texts are.
        let table = HISTORY[named % HISTORY.len()].0;
        let of_table: Vec<&Crime> = crimes.iter().filter(|crime| crime.table == table).collect();
        let crime = of_table[usize::try_from(seed >> 33).unwrap() % of_table.len()];
        let sql = crime.sql();
        thief.run("begin").await;
        let tried = thief.tries(&sql, &crime.value).await;
        thief.run("rollback").await;
        let Some(bad) = tried else { continue };
        let bad = bad.unwrap_or_else(|| panic!("unseen: {sql} {:?}", crime.value));
        assert!(crime.is_named_by(&bad), "{sql} {:?}: {bad:?}", crime.value);
        named += 1;
    }
}
