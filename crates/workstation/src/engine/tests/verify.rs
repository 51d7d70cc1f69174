//! `verify` names the place of every change.

use std::fs;
use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection as _, Row as _};

use super::bench::{Bench, Judge};
use crate::keys::Secret;

/// A connection with the key, as a thief with everything would have it.
pub(super) async fn thief(bench: &Bench) -> SqliteConnection {
    let key = &bench.engine.core.opened().unwrap().key;
    with_key(&bench.home.join("store.db"), key).await
}

pub(super) async fn with_key(path: &Path, key: &Secret) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .pragma("key", format!("\"x'{}'\"", hex::encode(key.0)))
        .pragma("cipher_log_level", "none");
    SqliteConnection::connect_with(&options).await.unwrap()
}

pub(super) async fn bench_with_history() -> Bench {
    let bench = Bench::new().await;
    let mut judge = Judge::default();
    for _ in 0..2 {
        let stream = bench.receive().await;
        bench.record_print(&stream).await;
    }
    bench.apply(judge.judge(&bench.unsent().await)).await;
    let stream = bench.receive().await;
    bench.record_print(&stream).await;
    assert_eq!(bench.engine.verify().await.unwrap().bad, None);
    bench
}

/// Changes every byte of a text column of one row, one at a time.
async fn every_byte(bench: &Bench, table: &str, column: &str, row: i64) -> Vec<(usize, String)> {
    let mut thief = thief(bench).await;
    let read = format!("select {column} from {table} where rowid = {row}");
    let text: String = sqlx::query(AssertSqlSafe(read)).fetch_one(&mut thief).await.unwrap().get(0);
    let write = format!("update {table} set {column} = ? where rowid = {row}");
    let mut unseen = Vec::new();
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] = if bytes[at] == b'1' { b'2' } else { b'1' };
        let Ok(changed) = String::from_utf8(bytes) else {
            continue;
        };
        put(&mut thief, &write, &changed).await;
        if bench.engine.verify().await.unwrap().bad.is_none() {
            unseen.push((at, changed));
        }
    }
    put(&mut thief, &write, &text).await;
    assert_eq!(bench.engine.verify().await.unwrap().bad, None);
    unseen
}

async fn put(thief: &mut SqliteConnection, sql: &str, text: &str) {
    let done = sqlx::query(AssertSqlSafe(sql.to_owned())).bind(text).execute(thief).await;
    done.unwrap();
}

#[tokio::test]
async fn a_changed_byte_of_a_submission_is_seen() {
    let bench = bench_with_history().await;
    for column in ["signature", "hash", "prev", "stream", "kind", "user", "claimed_at"] {
        assert_eq!(every_byte(&bench, "submission", column, 5).await, [], "{column}");
    }
}

#[tokio::test]
async fn a_changed_byte_of_an_event_or_verdict_is_seen() {
    let bench = bench_with_history().await;
    for column in ["stream_prev", "stream"] {
        assert_eq!(every_byte(&bench, "event", column, 2).await, [], "{column}");
    }
    for column in ["device", "submission_hash", "stream", "detail", "chain"] {
        assert_eq!(every_byte(&bench, "verdict", column, 2).await, [], "{column}");
    }
}

#[tokio::test]
async fn the_bad_place_is_named_by_stream_and_number() {
    let bench = bench_with_history().await;
    let mut thief = thief(&bench).await;
    let streams: Vec<String> = sqlx::query_scalar("select stream from submission order by id")
        .fetch_all(&mut thief)
        .await
        .unwrap();
    let change = "update event set body = replace(body, '刘德明', '刘德民') where stream = ?";
    put(&mut thief, change, &streams[2]).await;
    let bad = bench.engine.verify().await.unwrap().bad.unwrap();
    assert_eq!((bad.part, bad.stream.as_str(), bad.seq), ("event", streams[2].as_str(), 1));
    let back = "update event set body = replace(body, '刘德民', '刘德明') where stream = ?";
    put(&mut thief, back, &streams[2]).await;
    let change = "update submission set envelope = replace(envelope, '刘德明', '刘德民')
                  where stream = ? and seq = 5";
    put(&mut thief, change, &streams[4]).await;
    let bad = bench.engine.verify().await.unwrap().bad.unwrap();
    assert_eq!((bad.part, bad.stream.as_str(), bad.seq), ("submission", streams[4].as_str(), 5));
}

#[tokio::test]
async fn taken_away_hidden_or_invented_rows_are_seen() {
    for crime in [
        "delete from submission where seq = 3",
        "delete from submission where seq = 6",
        "delete from event where rowid = 2",
        "delete from verdict where id = 4",
        "update submission set state = 'decided', outcome = 'accepted' where seq = 6",
        "update submission set state = 'unsent', outcome = null where seq = 1",
        "update submission set outcome = 'refused' where seq = 1",
        "update submission set outcome = 'held' where seq = 6",
        "update submission set position = 3 where seq = 6",
        "update submission set state = 'decided', outcome = 'refused' where seq = 6",
        "update submission set state = 'received', outcome = 'held' where seq = 6",
        "delete from case_row where rowid in (select min(rowid) from case_row)",
        "update case_row set department = 'other'",
        "update application_row set applicant = '他人'",
        "insert into day_row values ('day/x/07/2026-01-01', 'x', '07', '2026-01-01')",
        "update stream set last_seq = last_seq - 1",
        "update event set position = position + 1 where rowid = 1",
    ] {
        let bench = bench_with_history().await;
        let mut thief = thief(&bench).await;
        sqlx::query(AssertSqlSafe(crime.to_owned())).execute(&mut thief).await.unwrap();
        let bad = bench.engine.verify().await.unwrap().bad;
        assert!(bad.is_some(), "{crime}");
    }
}

#[tokio::test]
async fn a_flipped_byte_or_a_truncated_file_is_refused_with_clear_words() {
    let mut bench = bench_with_history().await;
    bench.engine.close().await;
    let file = bench.home.join("store.db");
    assert!(!bench.home.join("store.db-wal").exists());
    let good = fs::read(&file).unwrap();
    for at in (0..good.len()).step_by(good.len() / 25) {
        let mut wrong = good.clone();
        wrong[at] ^= 0x20;
        fs::write(&file, &wrong).unwrap();
        bench.restart().await;
        let user = domain::ids::UserId::from("wangxy");
        let opened = bench.engine.sign_in(&user, super::bench::PASSWORD).await;
        let seen = match opened {
            Err(error) => Err(error),
            Ok(_) => bench.engine.verify().await.map(|report| report.bad),
        };
        let code = match seen {
            Err(error) => error.code().to_owned(),
            Ok(bad) => format!("{bad:?}"),
        };
        assert!(code.starts_with("store."), "byte {at}: {code}");
        bench.engine.close().await;
    }
    for length in [0, 1, 100, 4096, good.len() / 2, good.len() - 1] {
        fs::write(&file, &good[..length]).unwrap();
        bench.restart().await;
        let user = domain::ids::UserId::from("wangxy");
        let opened = bench.engine.sign_in(&user, super::bench::PASSWORD).await;
        let fine = opened.is_ok() && bench.engine.verify().await.is_ok_and(|r| r.bad.is_none());
        assert!(!fine, "truncated to {length}");
        bench.engine.close().await;
    }
}
