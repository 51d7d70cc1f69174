//! A life: a station at work in a process of its own, until it is killed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use serde::{Deserialize, Serialize};
use tests::hall::{FileKeyring, StationClock, options};
use tests::seat::until_closed;
use tracing::field::{Field, Visit};
use tracing::subscriber::Interest;
use tracing::{Event, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry;
use workstation::desk::Workstation;
use workstation::sync::HttpsTransport;

use super::journal::{Line, say};
use super::plan::Point;
use super::{enrolment, office, restored, work};

/// The variable that makes this binary a life.
pub(crate) const ORDER: &str = "YICHUANG_TEST_LIFE";
/// Name of the test below, as the harness knows it.
pub(crate) const NAME: &str = "kill::life::kill_one_life";

/// What a life does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Kind {
    /// Applicant after applicant at the counter.
    Desk,
    /// What happens rarely.
    Office,
    /// Signs in and carries.
    Carry,
    /// Enrols the station.
    Enrol,
}

/// What a life is told.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    pub(crate) kind: Kind,
    pub(crate) home: PathBuf,
    /// Who works there.
    pub(crate) user: String,
    pub(crate) url: String,
    /// One-time code, for an enrolment.
    pub(crate) code: String,
    pub(crate) seed: u64,
    /// Where it stops and waits for its end; none: it goes on.
    pub(crate) point: Option<Point>,
}

/// The desk of a home, as a life and whoever comes after it open it, once the one before has let go.
pub(crate) async fn open(home: &Path, seed: u64) -> Workstation {
    let clock = Arc::new(StationClock::of_the_machine(seed));
    let keyring = Arc::new(FileKeyring::beside(home));
    until_closed(home).await.unwrap();
    Workstation::open(home.to_owned(), options(clock, keyring)).unwrap()
}

#[test]
#[ignore = "it is started, and ended, by the kill tests"]
fn kill_one_life() {
    // Whoever asks for all ignored tests has given no order.
    let Ok(order) = std::env::var(ORDER) else { return };
    let order: Order = serde_json::from_str(&order).unwrap();
    if let Some(point) = &order.point {
        let watch = Watch { point: point.clone(), passed: AtomicU32::new(0) };
        tracing::subscriber::set_global_default(registry().with(watch)).unwrap();
    }
    let runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = { runtime }.worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(live(&order));
}

async fn live(order: &Order) {
    let desk = open(&order.home, order.seed).await;
    let wire = HttpsTransport::new(&order.url, None).unwrap();
    desk.engine().set_transport(Arc::new(wire));
    match order.kind {
        Kind::Desk => work::live(desk, order).await,
        Kind::Office => office::live(desk, order).await,
        Kind::Carry => restored::carry(desk, order).await,
        Kind::Enrol => enrolment::live(desk, order).await,
    }
}

/// Stands still at one write point.
struct Watch {
    point: Point,
    passed: AtomicU32,
}

/// The fields of a write point.
#[derive(Default)]
struct Seen {
    label: String,
    at: String,
}

impl Visit for Seen {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.record_str(field, &format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "label" => value.clone_into(&mut self.label),
            "at" => value.clone_into(&mut self.at),
            _ => {}
        }
    }
}

impl<S: Subscriber> Layer<S> for Watch {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        if metadata.target() == "write_point" { Interest::always() } else { Interest::never() }
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut seen = Seen::default();
        event.record(&mut seen);
        let here = seen.label.split('+').any(|label| label == self.point.label);
        if !here || (seen.at == "after") != self.point.after {
            return;
        }
        if self.passed.fetch_add(1, Ordering::SeqCst) + 1 == self.point.nth {
            say(&Line::Here { label: seen.label });
            loop {
                std::thread::park();
            }
        }
    }
}
