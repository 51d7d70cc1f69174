//! `yichuang verify` and `yichuang-platform verify` as programs: clean, and after a change they fail
//! and name the place (issue A, Done 7; every byte and kind: `engine/tests/tampering.rs`).

use std::fs::File;
use std::os::unix::fs::FileExt as _;

use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection as _};
use tests::session::program;

use super::{Halls, a_theme_received};

/// What the platform's program says of its store, and whether it was content.
fn platform_verify(hall: &Halls) -> (bool, Value) {
    let store = hall.text("platform/platform.db");
    let platform = program("yichuang-platform").unwrap();
    let output = hall.session.run(&platform, &["--store", &store, "verify"]).unwrap();
    (output.status.success(), serde_json::from_slice(&output.stdout).unwrap())
}

async fn change(hall: &Halls, sql: &str) {
    let options = SqliteConnectOptions::new().filename(hall.path("platform/platform.db"));
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let done = sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    assert_eq!(done.rows_affected(), 1, "{sql}");
    connection.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn headless_the_platforms_verify_names_what_was_changed() {
    let mut hall = Halls::open();
    a_theme_received(&hall);
    hall.stop_platform();
    let (content, found) = platform_verify(&hall);
    assert!(content, "{found}");
    for part in ["verdicts", "submissions", "streams", "blobs"] {
        assert!(found[part].as_u64() > Some(0), "{part}: {found}");
    }
    for (table, column, key, place) in [
        ("submission", "envelope", "(device, epoch, seq)", "submission "),
        ("log", "entry", "position", "position "),
        ("stream", "state", "stream", "stream app/"),
    ] {
        let rename = |from: &str, to: &str| {
            format!(
                "update {table} set {column} = replace({column}, '{from}', '{to}') where {key} = \
                 (select {} from {table} where {column} like '%{from}%' limit 1)",
                key.trim_matches(['(', ')'])
            )
        };
        change(&hall, &rename("李建国", "李建军")).await;
        let (content, found) = platform_verify(&hall);
        let faults = found["faults"].as_array().unwrap();
        let named = |fault: &Value| fault["place"].as_str().unwrap().starts_with(place);
        assert!(!content && faults.iter().any(named), "{table}: {found}");
        change(&hall, &rename("李建军", "李建国")).await;
    }
    let (content, found) = platform_verify(&hall);
    assert!(content, "{found}");
}

#[test]
fn headless_a_byte_changed_in_the_raw_store_is_refused() {
    let hall = Halls::open();
    a_theme_received(&hall);
    let store = hall.path("counter/store.db");
    let file = File::options().read(true).write(true).open(&store).unwrap();
    let length = file.metadata().unwrap().len();
    let flip = |at: u64| {
        let mut byte = [0];
        file.read_exact_at(&mut byte, at).unwrap();
        file.write_all_at(&[byte[0] ^ 4], at).unwrap();
    };
    for part in 0..12 {
        let at = length * (2 * part + 1) / 24;
        flip(at);
        let (code, message) = hall.complaint("counter", "chenjing", &["verify"]);
        let damage = ["store.damaged", "store.unreadable", "verify_failed"];
        assert!(damage.contains(&code.as_str()), "{at}: {code} {message}");
        assert!(message.contains("损坏") || message.contains("第"), "{at}: {message}");
        flip(at);
    }
    assert_eq!(hall.at("counter", "chenjing", &["verify"])["bad"], json!(null));
}
