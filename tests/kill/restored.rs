//! Kills while a station learns that the platform, or its own disk, was restored from a backup.

use std::path::Path;

use domain::action::Role;
use platform::backup::{BackupKey, restore};
use platform::{BlobPlace, ManualClock, Place, Platform};
use tests::acts::{ALLOWANCE, act, intake, printed, receive_one, receive_with};
use tests::hall::{Hall, PASSWORD, Station as Counter, WORD, copy_folder, machine_now};
use workstation::desk::Workstation;
use workstation::engine::Engine;

use super::life::{Kind, Order};
use super::model::Model;
use super::plan::{self, Point};
use super::station::{Station, serve};
use super::work::{done, other};

/// 社会保障卡补领, of another department.
const CARD: &str = "11440106MB911500744002014000001";
/// Number of a paper that the department printed.
const PRINTED: &str = "穗民受〔2026〕7号";

/// Signs in and carries until it is killed.
pub(super) async fn carry(desk: Workstation, order: &Order) {
    other("carry");
    desk.sign_in(&order.user, PASSWORD).await.unwrap();
    for _ in 0..3 {
        desk.engine().sync_once().await.unwrap();
    }
    done("carry");
}

async fn on_disk(folder: &Path, clock: &ManualClock) -> Platform {
    let options = platform::Options {
        place: Place::File(folder.join("platform.db")),
        blobs: BlobPlace::Memory,
        ..platform::Options::in_memory(clock.clone())
    };
    Platform::open(options).await.unwrap()
}

async fn ready(engine: &Engine) {
    engine.sync_once().await.unwrap();
    engine.need_words(&[WORD.to_owned()]).await.unwrap();
    engine.sync_once().await.unwrap();
}

/// Two departments' station has pulled what the backup does not know before what it knows, and has
/// acted on it; then the platform is restored.
async fn after_a_restored_platform(seed: u64, point: &Point) {
    let folder = tests::hall::memory_folder();
    let clock = ManualClock::at(machine_now());
    let platform = on_disk(folder.path(), &clock).await;
    let mut hall = Hall::with(clock.clone(), platform, seed).await;
    hall.add_user("ouyang", "欧阳静", Role::Examiner, Some("civil-affairs")).await;
    let mut counter: Counter = hall.counter("07").await;
    counter.start_as("wangxy").await;
    ready(counter.engine()).await;
    let known = receive_with(counter.engine(), intake(CARD)).await.unwrap();
    counter.engine().sync_once().await.unwrap();
    let mut station = Station::bare(hall, seed).await;
    station.user = "ouyang";
    station.enrol_departments(&["civil-affairs", "social-insurance"]).await;
    let key = BackupKey::read_or_draw(&folder.path().join("key")).await.unwrap();
    let backup = station.hall.platform.backup(&folder.path().join("backups"), &key).await.unwrap();
    let lost = receive_with(counter.engine(), intake(ALLOWANCE)).await.unwrap();
    counter.engine().sync_once().await.unwrap();

    let desk = station.open().await;
    let engine = desk.engine();
    engine.sign_in(&"ouyang".into(), PASSWORD).await.unwrap();
    engine.sync_once().await.unwrap();
    act(engine, &lost, printed(PRINTED)).await.unwrap();
    engine.sync_once().await.unwrap();
    station.model = Model::of(engine).await;
    engine.close().await;
    drop(desk);

    let elsewhere = Hall::new(1).await.platform;
    let old = std::mem::replace(&mut station.hall.platform, elsewhere);
    let gone = std::mem::replace(&mut station.server, serve(&station.hall).await);
    gone.kill();
    counter.wire.cut();
    old.close().await.unwrap();
    let machine = platform::Clock::Manual(clock.clone());
    restore(&backup, &key, &folder.path().join("platform.db"), &machine).await.unwrap();
    station.hall.platform = on_disk(folder.path(), &clock).await;
    station.server = serve(&station.hall).await;
    counter.wire.join(&station.hall.platform);
    counter.engine().sync_once().await.unwrap();

    station.lists_lag = true;
    station.killed_at(Kind::Carry, point).await;
    counter.engine().sync_once().await.unwrap();
    for stream in [&known, &lost] {
        let view = counter.engine().stream(stream).await.unwrap();
        assert!(view.pending.is_empty() && view.confirmed.application().is_some());
    }
    let view = counter.engine().stream(&lost).await.unwrap();
    let papers = &view.application().unwrap().papers;
    assert!(papers.contains_key(PRINTED), "the department's own act, {point:?}");
    assert_eq!(station.hall.platform.verify().await.unwrap().faults, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_after_the_platform_was_restored() {
    for (seed, point) in (0..).zip(plan::restored_platform()) {
        after_a_restored_platform(2_000_000 + seed * 1_000, &point).await;
    }
}

/// An old copy of the disk works on, and meets a platform that knows better.
async fn after_a_restored_disk(seed: u64, point: &Point) {
    let mut station = Station::found(seed).await;
    let kept = station.hall.folder.path().join("kept");
    let desk = station.open().await;
    let engine = desk.engine();
    engine.sign_in(&"wangxy".into(), PASSWORD).await.unwrap();
    ready(engine).await;
    receive_one(engine).await.unwrap();
    engine.sync_once().await.unwrap();
    engine.close().await;
    drop(desk);
    copy_folder(&station.home, &kept);

    let mut lost = None;
    for copy in [false, true] {
        if copy {
            std::fs::remove_dir_all(&station.home).unwrap();
            copy_folder(&kept, &station.home);
        }
        let desk = station.open().await;
        let engine = desk.engine();
        engine.sign_in(&"wangxy".into(), PASSWORD).await.unwrap();
        let stream = receive_one(engine).await.unwrap();
        if copy {
            station.model = Model::of(engine).await;
        } else {
            engine.sync_once().await.unwrap();
            lost = Some(stream);
        }
        engine.close().await;
    }
    station.has_work_items = true;
    station.disk_was_restored = true;
    station.killed_at(Kind::Carry, point).await;
    let desk = station.open().await;
    desk.engine().sign_in(&"wangxy".into(), PASSWORD).await.unwrap();
    let view = desk.engine().stream(&lost.unwrap()).await.unwrap();
    assert!(view.confirmed.application().is_some(), "what was lost here came back");
    let items = desk.engine().work_items().await.unwrap();
    assert!(items.iter().any(|item| item.code == "log.forked"));
    desk.engine().close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_after_the_disk_was_restored() {
    for (seed, point) in (0..).zip(plan::restored_disk()) {
        after_a_restored_disk(3_000_000 + seed * 1_000, &point).await;
    }
}
