//! Restored platforms and restored or copied disks: nothing written is ever lost.

use platform::backup::{BackupKey, restore};
use platform::{BlobPlace, ManualClock, Place, Platform};
use tests::acts::{act, first_case, receive_one, withdraw};
use tests::hall::{Hall, Station};

use super::flow::{hall_and_counter, ready, settled};

async fn platform_on_disk(folder: &std::path::Path, clock: &ManualClock) -> Platform {
    let options = platform::Options {
        place: Place::File(folder.join("platform.db")),
        blobs: BlobPlace::Memory,
        ..platform::Options::in_memory(clock.clone())
    };
    Platform::open(options).await.unwrap()
}

/// Three applications at every counter, carried to the platform.
async fn three_each(counters: &[Station]) -> Vec<domain::wire::StreamId> {
    let mut new = Vec::new();
    for counter in counters {
        for _ in 0..3 {
            new.push(receive_one(counter.engine()).await.unwrap());
        }
        counter.engine().sync_once().await.unwrap();
        settled(counter.engine()).await;
    }
    new
}

#[tokio::test]
async fn sync_a_platform_restored_from_yesterday_gets_everything_back() {
    let folder = tempfile::tempdir().unwrap();
    let clock = ManualClock::at("2026-11-19T10:00:00+08:00".parse().unwrap());
    let platform = platform_on_disk(folder.path(), &clock).await;
    let mut hall = Hall::with(clock.clone(), platform, 20).await;
    let mut counters: Vec<Station> = Vec::new();
    for (number, user) in [("07", "wangxy"), ("08", "lina")] {
        let mut counter = hall.counter(number).await;
        counter.start_as(user).await;
        ready(counter.engine()).await;
        counters.push(counter);
    }
    let old = receive_one(counters[0].engine()).await.unwrap();
    counters[0].engine().sync_once().await.unwrap();
    let key = BackupKey::read_or_draw(&folder.path().join("key")).await.unwrap();
    let backup = hall.platform.backup(&folder.path().join("backups"), &key).await.unwrap();

    // A day of work after the backup, at both counters and on the same case.
    counters[1].engine().sync_once().await.unwrap();
    let case = first_case(counters[1].engine(), &old).await;
    act(counters[1].engine(), &old, withdraw(&case)).await.unwrap();
    let new = three_each(&counters).await;

    let store = folder.path().join("platform.db");
    for counter in &counters {
        counter.wire.cut();
    }
    let old_platform = std::mem::replace(&mut hall.platform, Hall::new(99).await.platform);
    old_platform.close().await.unwrap();
    let machine = platform::Clock::Manual(clock.clone());
    restore(&backup, &key, &store, &machine).await.unwrap();
    hall.platform = platform_on_disk(folder.path(), &clock).await;
    for counter in &mut counters {
        counter.wire.join(&hall.platform);
        counter
            .start_as(if counter.home.ends_with("station-21") { "wangxy" } else { "lina" })
            .await;
    }
    for _ in 0..2 {
        for counter in &counters {
            counter.engine().sync_once().await.unwrap();
        }
    }
    for counter in &counters {
        settled(counter.engine()).await;
        for stream in new.iter().chain([&old]) {
            let view = counter.engine().stream(stream).await.unwrap();
            assert!(view.confirmed.application().is_some());
            let first = counters[0].engine().stream(stream).await.unwrap();
            assert_eq!(view.head, first.head);
        }
    }
    let view = counters[0].engine().stream(&old).await.unwrap();
    assert_eq!(view.last_seq, 2);
    assert_eq!(hall.platform.verify().await.unwrap().faults, []);
}

#[tokio::test]
async fn sync_a_restored_disk_goes_on_in_a_new_epoch_without_reusing_numbers() {
    let (hall, mut counter) = hall_and_counter().await;
    let kept = hall.folder.path().join("backup");
    let before = receive_one(counter.engine()).await.unwrap();
    counter.engine().sync_once().await.unwrap();
    counter.copy_disk(&kept).await;
    counter.start_as("wangxy").await;
    let lost = receive_one(counter.engine()).await.unwrap();
    counter.engine().sync_once().await.unwrap();
    let lost_case = first_case(counter.engine(), &lost).await;

    counter.restore_disk(&kept);
    counter.start_as("wangxy").await;
    // Work goes on before anybody notices: the same keys, other content.
    let fresh = receive_one(counter.engine()).await.unwrap();
    counter.engine().sync_once().await.unwrap();
    counter.engine().sync_once().await.unwrap();
    settled(counter.engine()).await;
    for stream in [&before, &lost, &fresh] {
        let view = counter.engine().stream(stream).await.unwrap();
        assert!(view.confirmed.application().is_some());
    }
    assert_ne!(first_case(counter.engine(), &fresh).await.as_str(), "");
    let items = counter.engine().work_items().await.unwrap();
    assert!(items.iter().any(|item| item.code == "log.forked"));
    // The old range is given up; a new one serves.
    counter.engine().sync_once().await.unwrap();
    let next = receive_one(counter.engine()).await.unwrap();
    let case = first_case(counter.engine(), &next).await;
    assert!(case.as_str() > lost_case.as_str(), "{case} after {lost_case}");
    counter.engine().sync_once().await.unwrap();
    settled(counter.engine()).await;
    assert_eq!(hall.platform.verify().await.unwrap().faults, []);
}

#[tokio::test]
async fn sync_two_copies_of_one_disk_both_keep_their_work() {
    let (hall, mut counter) = hall_and_counter().await;
    let kept = hall.folder.path().join("image");
    counter.copy_disk(&kept).await;
    counter.start_as("wangxy").await;
    let mut clone = Station {
        home: kept,
        engine: None,
        clock: std::sync::Arc::clone(&counter.clock),
        keyring: std::sync::Arc::clone(&counter.keyring),
        wire: tests::hall::Wire::to(&hall.platform),
    };
    clone.start_as("wangxy").await;
    let mut streams = Vec::new();
    for _ in 0..4 {
        for station in [&counter, &clone] {
            // After a fork the numbers of the old ranges are gone; the next round brings others.
            if let Ok(stream) = receive_one(station.engine()).await {
                streams.push(stream);
            }
            station.engine().sync_once().await.unwrap();
        }
    }
    for _ in 0..6 {
        for station in [&counter, &clone] {
            station.engine().sync_once().await.unwrap();
        }
    }
    assert!(streams.len() >= 4);
    for station in [&counter, &clone] {
        settled(station.engine()).await;
        for stream in &streams {
            let view = station.engine().stream(stream).await.unwrap();
            assert!(view.confirmed.application().is_some());
        }
    }
    assert_eq!(hall.platform.verify().await.unwrap().faults, []);
}
