//! `verify` names the place of every change made behind the platform's back.

use std::path::Path;

use domain::action::{Action, Role};
use platform::{ManualClock, Options, Place, Platform};
use sqlx::{ConnectOptions, Connection};

use crate::support::*;

async fn open(store: &Path) -> World {
    let clock = ManualClock::at(monday());
    let options =
        Options { place: Place::File(store.to_owned()), ..Options::in_memory(clock.clone()) };
    World { platform: Platform::open(options).await.unwrap(), clock }
}

/// Two stations, an application with an act on it, and a refused act.
async fn fill(store: &Path) {
    let world = open(store).await;
    world.furnish().await;
    let mut counter = world.counter("01").await;
    let receiving = receive("0001", &[HYGIENE]);
    let stream = receiving.stream();
    let examiner = profile("examiner", Role::Examiner, Some("disease-control"));
    let claim = Action::Claim { case: "0001-0".into() };
    let batch = vec![
        counter.ticket(&clerk(), "A1"),
        counter.act(&clerk(), &stream, &receiving.action, monday()),
    ];
    world.push(&counter, batch).await;
    let mut office = world.department(&["disease-control"]).await;
    let one = office.act(&examiner, &stream, &claim, monday());
    world.decide(&office, one).await;
    assert_eq!(world.platform.verify().await.unwrap().faults, []);
    world.platform.close().await.unwrap();
}

async fn change(store: &Path, sql: &'static str) {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(store);
    let mut connection = options.connect().await.unwrap();
    let done = sqlx::query(sql).execute(&mut connection).await.unwrap();
    assert!(done.rows_affected() > 0, "{sql}");
    connection.close().await.unwrap();
}

async fn places(store: &Path) -> Vec<String> {
    let world = open(store).await;
    let found = world.platform.verify().await.unwrap();
    world.platform.close().await.unwrap();
    found.faults.into_iter().map(|fault| fault.place).collect()
}

#[tokio::test]
async fn every_change_is_found_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good.db");
    fill(&good).await;
    let cases = [
        (
            "UPDATE log SET entry = replace(entry, '李建国', '李建圆') WHERE position = 2",
            "position 2",
        ),
        ("UPDATE log SET hash = substr(hash, 2) || 'x' WHERE position = 1", "position 1"),
        ("DELETE FROM log WHERE position = 2", "position 3"),
        ("DELETE FROM log WHERE position = 3", "position 3"),
        ("UPDATE log SET stream = 'app/0002' WHERE position = 3", "position 3"),
        ("UPDATE region SET position = 4", "position 4"),
        ("UPDATE submission SET envelope = replace(envelope, 'A1', 'A2') WHERE seq = 1", "/1/1"),
        ("UPDATE submission SET hash = substr(hash, 2) || 'x' WHERE seq = 2", "/1/2"),
        ("UPDATE submission SET signature = substr(signature, 2) || 'x' WHERE seq = 2", "/1/2"),
        ("DELETE FROM submission WHERE seq = 2", "/1/2"),
        ("UPDATE stream SET state = replace(state, '李建国', '李建圆')", "stream app/0001"),
        ("UPDATE stream SET seq = seq + 1 WHERE stream LIKE 'day/%'", "stream day/"),
        ("UPDATE stream SET state = 'gone' WHERE stream LIKE 'day/%'", "stream day/"),
    ];
    for (sql, place) in cases {
        let store = folder.path().join("changed.db");
        std::fs::copy(&good, &store).unwrap();
        change(&store, sql).await;
        let places = places(&store).await;
        assert!(places.iter().any(|found| found.contains(place)), "{sql}: {places:?}");
    }
}
