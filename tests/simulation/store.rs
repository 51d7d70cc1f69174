//! Looking into the databases behind the programs' backs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::ids::StationId;
use domain::wire::{Envelope, FeedEntry, StreamId, SubmissionKey, Verdict, sm3_hex};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection as _, Row as _};
use workstation::keys::{Crypto as _, Secret, SoftwareCrypto};

use super::ledger::content;

/// The platform's database, for reading.
pub(super) async fn platform(home: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(home.join("platform.db")).read_only(true);
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// What the platform's submissions say.
pub(super) async fn contents(home: &Path) -> BTreeSet<String> {
    let mut platform = platform(home).await;
    let rows =
        sqlx::query("select envelope from submission").fetch_all(&mut platform).await.unwrap();
    platform.close().await.unwrap();
    let envelopes = rows.iter().map(|row| serde_json::from_str(row.get(0)).unwrap());
    envelopes.map(|envelope: Envelope| content(&envelope)).collect()
}

fn raw_key(key: &Secret) -> String {
    let hex: String = key.0.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("\"x'{hex}'\"")
}

/// A station's database, opened with its key while the station is off.
async fn station(file: &Path, key: &Secret) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .pragma("key", raw_key(key));
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// Puts a station's database back to the first schema with all that this schema can hold: what a
/// program of that time would have left.
pub(super) async fn put_first_schema(home: &Path, key: &Secret) {
    let (file, old) = (home.join("store.db"), home.join("store.first"));
    let mut first = station(&old, key).await;
    run(&mut first, include_str!("../../migrations/workstation/0001_store.sql")).await;
    let now = file.to_str().unwrap();
    run(&mut first, &format!("attach '{now}' as now key {}", raw_key(key))).await;
    let migrations = "select sql from now.sqlite_schema where name = '_sqlx_migrations'";
    let migrations = texts(&mut first, migrations).await;
    run(&mut first, &migrations[0]).await;
    let tables =
        texts(&mut first, "select name from main.sqlite_schema where type = 'table'").await;
    for table in tables {
        let columns = format!("select name from pragma_table_info('{table}', 'main')");
        let columns = texts(&mut first, &columns).await.join(", ");
        let only = if table == "_sqlx_migrations" { "where version = 1" } else { "" };
        let copy = format!(
            "insert into main.{table} ({columns}) select {columns} from now.{table} {only}"
        );
        run(&mut first, &copy).await;
    }
    first.close().await.unwrap();
    fs::rename(&old, &file).unwrap();
}

async fn run(db: &mut SqliteConnection, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(db).await.unwrap();
}

/// Appends an act of a type that nobody knows to a station's log, as a newer program would.
pub(super) async fn append_unknown(
    home: &Path,
    (database, signing): &(Secret, Secret),
    stream: StreamId,
) -> Option<Envelope> {
    let mut log = station(&home.join("store.db"), database).await;
    let last = "select envelope from submission where epoch =
                  (select cast(value as integer) from setting where name = 'epoch')
                order by seq desc limit 1";
    let last = sqlx::query(last).fetch_optional(&mut log).await.unwrap()?;
    let text: String = last.get(0);
    let last: Envelope = serde_json::from_str(&text).unwrap();
    let envelope = Envelope {
        seq: last.seq + 1,
        prev: sm3_hex(text.as_bytes()),
        stream,
        deps: Vec::new(),
        action: serde_json::json!({ "type": "foresee", "case": "1" }),
        ..last
    };
    let text = serde_json::to_string(&envelope).unwrap();
    let signature = SoftwareCrypto.sign(signing, text.as_bytes()).unwrap();
    let insert = "insert into submission (epoch, seq, prev, hash, stream, kind, user, claimed_at,
                    envelope, signature) values (?, ?, ?, ?, ?, 'foresee', ?, ?, ?, ?)";
    sqlx::query(insert)
        .bind(envelope.epoch)
        .bind(i64::try_from(envelope.seq).unwrap())
        .bind(&envelope.prev)
        .bind(sm3_hex(text.as_bytes()))
        .bind(&envelope.stream.0)
        .bind(envelope.actor.user.as_str())
        .bind(envelope.claimed_at.to_string())
        .bind(&text)
        .bind(STANDARD.encode(signature))
        .execute(&mut log)
        .await
        .unwrap();
    log.close().await.unwrap();
    Some(envelope)
}

/// A submission as the platform keeps it.
pub(super) struct Submission {
    pub(super) hash: String,
    pub(super) content: String,
    pub(super) kind: String,
    pub(super) stream: StreamId,
}

/// What the platform's database holds.
pub(super) struct Kept {
    /// Verdicts by position.
    pub(super) log: Vec<FeedEntry>,
    /// Submissions in the chains.
    pub(super) submissions: BTreeMap<SubmissionKey, Submission>,
    /// Submissions kept aside because their key was taken.
    pub(super) forks: u64,
    /// Epochs by station.
    pub(super) epochs: BTreeMap<StationId, u64>,
    /// Pages that are whole.
    pub(super) pages: BTreeSet<String>,
    /// Numbers on two papers or cases, and whether a contradiction names them.
    pub(super) number_twice: Vec<(String, bool)>,
}

impl Kept {
    /// Whether an act of a type that nobody knows, by the same station, stands before this one in the
    /// stream.
    pub(super) fn behind_unknown(&self, key: &SubmissionKey, submission: &Submission) -> bool {
        self.submissions.iter().any(|(other, unknown)| {
            other.device == key.device
                && unknown.kind == "foresee"
                && unknown.stream == submission.stream
        })
    }
}

/// Reads the platform's database.
pub(super) async fn kept(home: &Path) -> Kept {
    let mut db = platform(home).await;
    let log = texts(&mut db, "select entry from log order by position").await;
    let log: Vec<FeedEntry> = log.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
    let mut submissions = BTreeMap::new();
    let mut epochs: BTreeMap<StationId, u64> = BTreeMap::new();
    for text in texts(&mut db, "select envelope from submission").await {
        let envelope: Envelope = serde_json::from_str(&text).unwrap();
        let newest = epochs.entry(envelope.device.clone()).or_default();
        *newest = u64::from(envelope.epoch).max(*newest);
        let submission = Submission {
            hash: sm3_hex(text.as_bytes()),
            content: content(&envelope),
            kind: envelope.action["type"].as_str().unwrap_or_default().to_owned(),
            stream: envelope.stream,
        };
        let (device, epoch, seq) = (envelope.device, envelope.epoch, envelope.seq);
        submissions.insert(SubmissionKey { device, epoch, seq }, submission);
    }
    let forked = texts(&mut db, "select hash from stray where reason = 'forked'").await;
    let pages = texts(&mut db, "select hash from blob where complete = 1").await;
    let papers = "select number from paper_number group by number having count(*) > 1";
    let cases = "select case_no from case_row group by case_no having count(*) > 1";
    let mut twice = texts(&mut db, papers).await;
    twice.extend(texts(&mut db, cases).await);
    let names = |number: &String| {
        let raised = |entry: &FeedEntry| match &entry.verdict {
            Verdict::Accepted { events } => {
                events.iter().any(|e| e.body.contains("_twice") && e.body.contains(number))
            }
            Verdict::Refused { .. } | Verdict::Held { .. } | Verdict::Superseded { .. } => false,
        };
        log.iter().any(raised)
    };
    let number_twice = twice.into_iter().map(|number| (number.clone(), names(&number))).collect();
    db.close().await.unwrap();
    Kept {
        forks: u64::try_from(forked.len()).unwrap(),
        pages: pages.into_iter().collect(),
        log,
        submissions,
        epochs,
        number_twice,
    }
}

async fn texts(db: &mut SqliteConnection, sql: &str) -> Vec<String> {
    sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_all(db).await.unwrap()
}
