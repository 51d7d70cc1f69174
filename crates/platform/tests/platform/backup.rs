//! Backup, restore, and what the stations send again.

use std::path::Path;

use domain::wire::{Partition, ReceiptState, SignedSubmission};
use platform::backup::{BackupKey, restore};
use platform::{BlobPlace, Clock, ManualClock, Options, Place, Platform};

use crate::support::*;

async fn open(folder: &Path, clock: &ManualClock) -> World {
    let options = Options {
        place: Place::File(folder.join("platform.db")),
        blobs: BlobPlace::Folder(folder.join("blobs")),
        ..Options::in_memory(clock.clone())
    };
    World { platform: Platform::open(options).await.unwrap(), clock: clock.clone() }
}

async fn key(folder: &Path) -> BackupKey {
    BackupKey::read_or_draw(&folder.join("backup.key")).await.unwrap()
}

#[tokio::test]
async fn a_platform_restored_from_yesterday_gets_back_what_it_lost() {
    let folder = tempfile::tempdir().unwrap();
    let clock = ManualClock::at(monday());
    let key = key(folder.path()).await;
    let world = open(folder.path(), &clock).await;
    world.furnish().await;
    let mut station = world.counter("01").await;
    let mut log: Vec<SignedSubmission> = Vec::new();
    let send = |station: &mut Station, log: &mut Vec<SignedSubmission>, i: u32| {
        log.push(station.ticket(&clerk(), &format!("A{i}")));
    };
    send(&mut station, &mut log, 1);
    world.push(&station, log.clone()).await;
    let backup = world.platform.backup(&folder.path().join("backups"), &key).await.unwrap();
    for i in 2..=4 {
        send(&mut station, &mut log, i);
    }
    world.push(&station, log[1..].to_vec()).await;
    station.seen = 4;
    world.platform.close().await.unwrap();

    let store = folder.path().join("platform.db");
    restore(&backup, &key, &store, &Clock::Manual(clock.clone())).await.unwrap();
    let world = open(folder.path(), &clock).await;
    let hello = world.platform.hello(&station.caller, &station.hello(monday())).await.unwrap();
    assert_ne!(hello.incarnation, station.enrolled.incarnation);
    assert_eq!((hello.position, hello.shared), (1, 1));
    assert_eq!((hello.last_seq, hello.epoch), (1, 1));
    let answer = world.push(&station, log).await;
    let states: Vec<_> = answer.received.iter().map(|r| r.state.clone()).collect();
    use ReceiptState::{Replayed, Stored};
    assert_eq!(states, [Replayed, Stored, Stored, Stored]);
    let hall = Partition::Hall(HALL.into());
    let page = world.platform.feed(&station.caller, &hall, hello.shared).await.unwrap();
    assert_eq!(page.entries.len(), 3);
    assert!(world.platform.verify().await.unwrap().faults.is_empty());
    // The old store was moved aside, not thrown away.
    let kept = std::fs::read_dir(folder.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains(".before-"));
    assert_eq!(kept.count(), 1);
}

#[tokio::test]
async fn numbers_granted_since_the_backup_are_not_granted_again() {
    use domain::wire::RangeKind;
    use domain::wire::number::{LeaseAsk, LeaseRequest};
    let folder = tempfile::tempdir().unwrap();
    let clock = ManualClock::at(monday());
    let key = key(folder.path()).await;
    let world = open(folder.path(), &clock).await;
    world.furnish().await;
    let (one, two) = (world.counter("01").await, world.counter("02").await);
    let ask = LeaseRequest {
        asks: vec![LeaseAsk {
            kind: RangeKind::Document { word: "字".to_owned(), year: 2026 },
            held_through: 0,
        }],
    };
    world.platform.lease(&one.caller, &ask).await.unwrap();
    let backup = world.platform.backup(folder.path(), &key).await.unwrap();
    let lost = world.platform.lease(&two.caller, &ask).await.unwrap().ranges[0].clone();
    world.platform.close().await.unwrap();
    let store = folder.path().join("platform.db");
    restore(&backup, &key, &store, &Clock::Manual(clock.clone())).await.unwrap();
    let world = open(folder.path(), &clock).await;
    let fresh = world.platform.lease(&two.caller, &ask).await.unwrap().ranges[0].clone();
    assert!(fresh.first > lost.last, "{fresh:?} {lost:?}");
}

#[tokio::test]
async fn a_backup_that_was_touched_or_cut_is_not_restored() {
    let folder = tempfile::tempdir().unwrap();
    let clock = ManualClock::at(monday());
    let key = key(folder.path()).await;
    let world = open(folder.path(), &clock).await;
    let backup = world.platform.backup(folder.path(), &key).await.unwrap();
    let good = std::fs::read(&backup).unwrap();
    let flipped = |at: usize| {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        bytes
    };
    let bad = [flipped(0), flipped(9), flipped(good.len() / 2), good[..good.len() - 1].to_vec()];
    let other = BackupKey::read_or_draw(&folder.path().join("other.key")).await.unwrap();
    let store = folder.path().join("new.db");
    let clock = Clock::Manual(clock);
    for bytes in bad {
        std::fs::write(&backup, bytes).unwrap();
        let error = restore(&backup, &key, &store, &clock).await.unwrap_err();
        assert_eq!(error.code(), "backup.broken");
        assert!(!store.exists());
    }
    std::fs::write(&backup, &good).unwrap();
    let error = restore(&backup, &other, &store, &clock).await.unwrap_err();
    assert_eq!(error.code(), "backup.broken");
    restore(&backup, &key, &store, &clock).await.unwrap();
    assert!(store.exists());
}

#[tokio::test]
async fn fourteen_backups_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let clock = ManualClock::at(monday());
    let key = key(folder.path()).await;
    let world = open(folder.path(), &clock).await;
    let backups = folder.path().join("backups");
    let mut names = Vec::new();
    for _ in 0..16 {
        assert!(world.platform.backup_is_due().await.unwrap());
        names.push(world.platform.backup(&backups, &key).await.unwrap());
        assert!(!world.platform.backup_is_due().await.unwrap());
        clock.advance(24 * 60 * 60_000);
    }
    let mut kept: Vec<_> =
        std::fs::read_dir(&backups).unwrap().map(|entry| entry.unwrap().path()).collect();
    kept.sort();
    assert_eq!(kept, names[2..]);
}
