//! A byte changed in the raw file: refused at open or on read, wherever it is.

use std::collections::BTreeSet;
use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::PathBuf;

use sqlx::sqlite::SqliteConnection;

use super::bench::Bench;
use super::tampering::{hear_all_kinds, write_all_kinds};
use super::verify::with_key;
use crate::keys::Secret;
use crate::store::{Store, settings};

/// Bytes of a page of SQLCipher.
const PAGE: u64 = 4096;

/// A closed home with one submission and one event of every kind.
struct Closed {
    bench: Bench,
    key: Secret,
    path: PathBuf,
    file: File,
    length: u64,
}

impl Closed {
    async fn new() -> Self {
        let bench = Bench::new().await;
        write_all_kinds(&bench).await;
        hear_all_kinds(&bench).await;
        assert_eq!(bench.engine.verify().await.unwrap().bad, None);
        let key = bench.engine.core.opened().unwrap().key.clone();
        bench.engine.close().await;
        let path = bench.home.join("store.db");
        let file = File::options().read(true).write(true).open(&path).unwrap();
        let length = file.metadata().unwrap().len();
        Self { bench, key, path, file, length }
    }

    /// Turns one bit of a byte over; a second time it is as it was.
    fn flip(&self, at: u64) {
        let mut byte = [0];
        self.file.read_exact_at(&mut byte, at).unwrap();
        self.file.write_all_at(&[byte[0] ^ (1 << (at % 8))], at).unwrap();
    }

    /// Opened as a start opens it, and asked as `verify` asks first.
    async fn holds(&self) -> bool {
        let Ok(store) = Store::open(&self.bench.home, &self.key).await else { return false };
        let mut reader = store.reader().await.unwrap();
        let holds = settings::check_seals(&mut reader).await.is_ok();
        drop(reader);
        store.close().await;
        holds
    }
}

#[tokio::test]
async fn a_byte_flipped_in_the_raw_file_is_refused_at_five_hundred_places() {
    let closed = Closed::new().await;
    let mut seed = 17_u64;
    for _ in 0..500 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = (seed >> 16) % closed.length;
        closed.flip(at);
        assert!(!closed.holds().await, "byte {at}");
        closed.flip(at);
    }
    assert!(closed.holds().await);
}

/// Pages of the file whose seal does not hold, as `verify` asks for them.
async fn broken(connection: &mut SqliteConnection) -> BTreeSet<u64> {
    let said: Vec<String> =
        sqlx::query_scalar("pragma cipher_integrity_check").fetch_all(connection).await.unwrap();
    said.iter().map(|line| line.rsplit(' ').next().unwrap().parse().unwrap()).collect()
}

#[tokio::test]
async fn every_raw_byte_under_submissions_and_events_breaks_the_seal_of_its_page() {
    let closed = Closed::new().await;
    let mut connection = with_key(&closed.path, &closed.key).await;
    let sql = "select pageno from dbstat where name in ('submission', 'event')";
    let pages: Vec<i64> = sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap();
    let pages: BTreeSet<u64> = pages.into_iter().map(|page| u64::try_from(page).unwrap()).collect();
    assert!(pages.len() > 10, "{pages:?}");
    assert_eq!(broken(&mut connection).await, BTreeSet::new());
    // The same byte of each page at a time: every page is told apart.
    for at in 0..PAGE {
        let flip_all = || pages.iter().for_each(|page| closed.flip((page - 1) * PAGE + at));
        flip_all();
        assert_eq!(broken(&mut connection).await, pages, "byte {at}");
        flip_all();
    }
    drop(connection);
    assert!(closed.holds().await);
}
