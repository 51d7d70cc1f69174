//! The store's discipline over real SQLCipher files.

use std::fs;
use std::path::Path;

use sqlx::AssertSqlSafe;

use super::{Batch, DATABASE, Lane, Store, StoreError, settings};
use crate::keys::Secret;

const KEY: Secret = Secret([7; 32]);

async fn store(home: &Path) -> Store {
    if home.join(DATABASE).exists() {
        Store::open(home, &KEY).await.unwrap()
    } else {
        Store::create(home, &KEY).await.unwrap()
    }
}

fn note(text: &str) -> Batch {
    let mut batch = Batch::new();
    settings::put(&mut batch, "note", text);
    batch
}

async fn noted(store: &Store) -> Option<String> {
    let mut reader = store.reader().await.unwrap();
    settings::get(&mut reader, "note").await.unwrap()
}

#[tokio::test]
async fn nothing_of_the_content_is_plain_on_the_disk() {
    let home = tempfile::tempdir().unwrap();
    let store = store(home.path()).await;
    let secret = "刘德明 440104193602050010";
    store.commit(Lane::Action, note(secret)).await.unwrap();
    for kept in ["store.db", "store.db-wal"] {
        let bytes = fs::read(home.path().join(kept)).unwrap();
        let seen = |text: &[u8]| bytes.windows(text.len()).any(|w| w == text);
        assert!(!seen(secret.as_bytes()) && !seen(b"SQLite format"), "{kept}");
    }
    store.close().await;
    let other = Store::open(home.path(), &Secret([8; 32])).await;
    assert_eq!(other.unwrap_err(), StoreError::Unreadable);
}

#[tokio::test]
async fn a_batch_is_whole_or_not_at_all() {
    let home = tempfile::tempdir().unwrap();
    let store = store(home.path()).await;
    store.commit(Lane::Action, note("one")).await.unwrap();
    let mut batch = note("two");
    batch.add("insert into setting (name, value) values (?, ?)", ["note".into(), "x".into()]);
    assert!(store.commit(Lane::Action, batch).await.is_err());
    assert_eq!(noted(&store).await.as_deref(), Some("one"));
    // The writer goes on.
    store.commit(Lane::Action, note("three")).await.unwrap();
    assert_eq!(noted(&store).await.as_deref(), Some("three"));
}

#[tokio::test]
async fn a_waiting_action_goes_before_waiting_background_work() {
    let home = tempfile::tempdir().unwrap();
    let store = store(home.path()).await;
    let order = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let (hold, held) = tokio::sync::oneshot::channel::<()>();
    let first = store.write(Lane::Background, move |_| {
        Box::pin(async move {
            let _ = held.await;
            Ok::<_, StoreError>(())
        })
    });
    let work = |lane, name: &'static str| {
        let order = std::sync::Arc::clone(&order);
        store.write(lane, move |_| {
            Box::pin(async move {
                order.lock().unwrap().push(name);
                Ok::<_, StoreError>(())
            })
        })
    };
    let release = async {
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
        hold.send(()).unwrap();
    };
    let (a, b, c, ()) = tokio::join!(
        first,
        work(Lane::Background, "background"),
        work(Lane::Action, "action"),
        release
    );
    for done in [a, b] {
        done.unwrap();
    }
    c.unwrap();
    assert_eq!(*order.lock().unwrap(), ["action", "background"]);
}

#[tokio::test]
async fn a_store_of_a_newer_program_is_refused_by_name_and_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let store = store(home.path()).await;
    let mut batch = note("kept");
    batch.add(
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
         values (9999, 'later', 1, x'00', 0)",
        [],
    );
    store.commit(Lane::Action, batch).await.unwrap();
    store.close().await;
    let before = fs::read(home.path().join("store.db")).unwrap();
    let refused = Store::open(home.path(), &KEY).await.unwrap_err();
    assert_eq!(refused.code(), "store.newer");
    assert!(refused.to_string().contains("9999"));
    assert_eq!(fs::read(home.path().join("store.db")).unwrap(), before);
}

#[tokio::test]
async fn a_full_disk_is_said_and_nothing_half_written_stays() {
    let home = tempfile::tempdir().unwrap();
    let store = store(home.path()).await;
    store.commit(Lane::Action, note("small")).await.unwrap();
    let pages = "select page_count from pragma_page_count";
    let full: Result<(), StoreError> = store
        .write(Lane::Action, move |writer| {
            Box::pin(async move {
                let count: i64 = sqlx::query_scalar(pages).fetch_one(writer.reader()).await?;
                let limit = format!("pragma max_page_count = {count}");
                sqlx::query(AssertSqlSafe(limit)).execute(writer.reader()).await?;
                writer.commit(note(&"满".repeat(200_000))).await
            })
        })
        .await;
    assert_eq!(full, Err(StoreError::DiskFull));
    assert_eq!(noted(&store).await.as_deref(), Some("small"));
    store.commit(Lane::Action, note("again")).await.unwrap();
    assert_eq!(noted(&store).await.as_deref(), Some("again"));
}

#[test]
fn every_fault_says_what_to_do_next() {
    let hash = "ab".repeat(6);
    let reason = "disk I/O error".to_owned();
    for fault in [
        StoreError::Unreadable,
        StoreError::Damaged,
        StoreError::Newer { found: 2, known: 1 },
        StoreError::InUse,
        StoreError::DiskFull,
        StoreError::Io { reason: reason.clone() },
        StoreError::PageDamaged { hash },
        StoreError::Internal { reason },
    ] {
        let text = fault.to_string();
        assert!(text.contains('请'), "{text}");
        assert!(fault.code().starts_with("store."));
    }
    let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
    assert_eq!(StoreError::from_io(&full), StoreError::DiskFull);
}
