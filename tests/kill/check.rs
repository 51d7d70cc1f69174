//! What must hold after every kill.

use tests::hall::PASSWORD;
use workstation::engine::Engine;
use workstation::view::DraftEdit;

use super::life::Kind;
use super::model::Model;
use super::plan::{self, Point};
use super::station::Station;
use super::supervise::End;

/// Opens the station again: all that was said is there, all of it is sound, the clerk stands where
/// the clerk stood, and what waits goes through.
pub(crate) async fn after(station: &mut Station, when: &str) {
    let desk = station.open().await;
    let engine = desk.engine();
    let signed_in = engine.sign_in(&station.user.into(), PASSWORD).await;
    signed_in.unwrap_or_else(|e| panic!("{when}: {e}"));
    assert_sound(engine, when).await;
    let mut found = Model::of(engine).await;
    if station.lists_lag {
        found.with_set_aside(&station.model);
    }
    station.model.assert_holds(&found, when);
    if !station.disk_was_restored {
        found.assert_numbers_differ();
    }
    desk.sign_in(station.user, PASSWORD).await.unwrap();
    let shown = desk.current().await.unwrap();
    let shown = shown.map(|page| (page.id, page.focus.unwrap_or_default()));
    assert_eq!(shown, found.focus(), "{when}");
    assert_eq!(engine.queued_prints().await.unwrap(), [], "{when}");
    // The clerk types on before the first round.
    if let Some((draft, _)) = found.focus() {
        let element = "benefit.bank".into();
        let edit = DraftEdit::Field { element, text: when.to_owned() };
        desk.edit(&draft, edit, None).await.unwrap();
        found = Model::of(engine).await;
    }
    drained(station.has_work_items, engine, when).await;
    assert_sound(engine, when).await;
    station.model = Model::of(engine).await;
    found.assert_kept_in(&station.model, when);
    engine.close().await;
}

/// What waits reaches the platform and comes back decided.
async fn drained(has_work_items: bool, engine: &Engine, when: &str) {
    for _ in 0..4 {
        engine.sync_once().await.unwrap_or_else(|e| panic!("{when}: {e}"));
    }
    let status = engine.sync_status().await.unwrap();
    assert_eq!((status.log.unsent, status.log.received), (0, 0), "{when}");
    assert_eq!(status.pages.done, status.pages.total, "{when}");
    assert!(has_work_items || status.attention == 0, "{when}: {:?}", engine.work_items().await);
}

async fn assert_sound(engine: &Engine, when: &str) {
    let report = engine.verify().await.unwrap_or_else(|e| panic!("{when}: {e}"));
    assert_eq!(report.bad, None, "{when}");
}

async fn at_write_points(points: &[Point], seed: u64) {
    let mut station = Station::found(seed).await;
    for point in points {
        station.killed_at(Kind::Desk, point).await;
    }
    assert_eq!(station.hall.platform.verify().await.unwrap().faults, []);
}

/// The points of the desk, by halves, so that two processors share them.
async fn half(which: usize) {
    let points = plan::desk();
    for (part, points) in points.chunks(11).enumerate().skip(which).step_by(2) {
        at_write_points(points, u64::try_from(part).unwrap() * 1_000).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_at_write_points_of_the_desk() {
    half(0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_at_the_other_write_points_of_the_desk() {
    half(1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_on_the_first_day() {
    for (seed, point) in (0..).zip(plan::first_day()) {
        at_write_points(&[point], 300_000 + seed * 1_000).await;
    }
}

/// Kills a station at instants that a die chooses.
async fn at_any_instant(number: usize) {
    let mut chance = u64::try_from(number).unwrap() + 77;
    let mut station = Station::found(50_000 + chance * 1_000).await;
    for round in 0..plan::RANDOM_KILLS {
        let mut random = |below| tests::hall::next_random(&mut chance) % below;
        // Some die while the program starts.
        let lines = usize::try_from(random(120)).unwrap();
        let millis = if lines == 0 { random(150) } else { 0 };
        let then = std::time::Duration::from_micros(millis * 1_000 + random(4_000));
        let end = End::After { lines, then };
        let order = station.order(Kind::Desk, None);
        station.live(order, end).await;
        after(&mut station, &format!("station {number}, kill {round}, {end:?}")).await;
    }
    assert_eq!(station.hall.platform.verify().await.unwrap().faults, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_at_any_instant() {
    for number in 0..plan::RANDOM_STATIONS / 2 {
        at_any_instant(number).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_at_any_other_instant() {
    for number in plan::RANDOM_STATIONS / 2..plan::RANDOM_STATIONS {
        at_any_instant(number).await;
    }
}
