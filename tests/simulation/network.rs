//! The network in one process: it loses, doubles, delays and reorders what stations say.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http;
use domain::wire::{PushAnswer, ReceiptState};
use futures_util::future::BoxFuture;
use tower::ServiceExt as _;
use workstation::sync::{ByteStream, Method, Request, Response, SyncFault, Transport};

use super::agenda::Agenda;
use super::chance::Chance;
use super::counts::Counts;

const PUSH: &str = "/v1/submissions";
/// Longest answer that a simulated platform gives.
const ANSWER_BYTES: usize = 64 << 20;

/// What becomes of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// Delivered and answered at once.
    Fine,
    /// It never arrives.
    Lost,
    /// It arrives, and its answer is lost.
    AnswerLost,
    /// It arrives after its sender gave up.
    Late,
    /// It arrives, and a copy of it later.
    Doubled,
    /// It takes its time.
    Slow,
    /// Something on the way answers instead.
    Rubbish,
    /// The station goes down while it waits; whether it arrived is left to chance.
    Crash,
}

/// How many of a thousand requests meet each fate.
const FATES: [(u64, Fate); 7] = [
    (40, Fate::Lost),
    (40, Fate::AnswerLost),
    (30, Fate::Late),
    (50, Fate::Doubled),
    (100, Fate::Slow),
    (15, Fate::Rubbish),
    (40, Fate::Crash),
];

/// A request that is still on its way although nobody waits for it.
struct Mail {
    request: Request,
    desk: usize,
    number: u64,
}

/// The network of one world.
pub(super) struct Network {
    agenda: Arc<Agenda>,
    chance: Mutex<Chance>,
    platform: Mutex<Option<Router>>,
    mail: Mutex<BTreeMap<(i64, u64), Mail>>,
    sent: AtomicU64,
    faulty: AtomicBool,
    counts: Arc<Mutex<Counts>>,
    /// Number of the last push that arrived, by desk.
    arrived: Mutex<BTreeMap<usize, u64>>,
}

impl Network {
    pub(super) fn new(
        agenda: &Arc<Agenda>,
        chance: Chance,
        counts: &Arc<Mutex<Counts>>,
    ) -> Arc<Self> {
        Arc::new(Self {
            agenda: Arc::clone(agenda),
            chance: Mutex::new(chance),
            platform: Mutex::default(),
            mail: Mutex::default(),
            sent: AtomicU64::new(0),
            faulty: AtomicBool::new(false),
            counts: Arc::clone(counts),
            arrived: Mutex::default(),
        })
    }

    /// The platform that answers; none while it is down.
    pub(super) fn put_platform(&self, platform: Option<Router>) {
        *self.platform.lock().unwrap() = platform;
    }

    /// Whether requests meet bad fates.
    pub(super) fn set_faulty(&self, faulty: bool) {
        self.faulty.store(faulty, Ordering::SeqCst);
    }

    /// When the next late request arrives.
    pub(super) fn next(&self) -> Option<i64> {
        self.mail.lock().unwrap().keys().next().map(|(at, _)| *at)
    }

    /// Delivers the request that comes next.
    pub(super) async fn deliver_next(&self) {
        let mail = self.mail.lock().unwrap().pop_first();
        let Some((_, mail)) = mail else { return };
        let push = mail.request.path == PUSH;
        let newer = self.arrived.lock().unwrap().get(&mail.desk).copied();
        let answer = self.deliver(&mail.request, mail.desk, mail.number).await;
        if !push {
            return;
        }
        let mut counts = self.counts.lock().unwrap();
        counts.reordered += u64::from(newer > Some(mail.number));
        let replayed = answer.is_ok_and(|response| has_replay(&response.body));
        counts.duplicates += u64::from(replayed);
    }

    fn post(&self, after: i64, request: Request, desk: usize, number: u64) {
        let at = self.agenda.now() + after;
        let mail = Mail { request, desk, number };
        self.mail.lock().unwrap().insert((at, number), mail);
    }

    fn fate(&self, push: bool) -> Fate {
        if !self.faulty.load(Ordering::SeqCst) {
            return Fate::Fine;
        }
        let mut left = self.chance.lock().unwrap().below(1000);
        for (share, fate) in FATES {
            if left < share {
                return if fate == Fate::Crash && !push { Fate::Fine } else { fate };
            }
            left -= share;
        }
        Fate::Fine
    }

    fn count(&self, fate: Fate) {
        let mut counts = self.counts.lock().unwrap();
        match fate {
            Fate::Lost | Fate::AnswerLost => counts.messages_lost += 1,
            Fate::Doubled => counts.messages_doubled += 1,
            Fate::Late | Fate::Slow => counts.messages_late += 1,
            Fate::Fine | Fate::Rubbish | Fate::Crash => {}
        }
    }

    fn millis(&self, from: i64, to: i64) -> i64 {
        self.chance.lock().unwrap().between(from, to)
    }

    /// Hands a request to the platform.
    async fn deliver(
        &self,
        request: &Request,
        desk: usize,
        number: u64,
    ) -> Result<Response, SyncFault> {
        let Some(platform) = self.platform.lock().unwrap().clone() else {
            return Err(SyncFault::Unreachable);
        };
        if request.path == PUSH {
            let mut arrived = self.arrived.lock().unwrap();
            let newest = arrived.entry(desk).or_default();
            *newest = number.max(*newest);
        }
        let answer = platform.oneshot(plain(request)).await.unwrap();
        let status = answer.status().as_u16();
        let body = to_bytes(answer.into_body(), ANSWER_BYTES).await.unwrap();
        Ok(Response { status, body: body.to_vec() })
    }
}

fn plain(request: &Request) -> http::Request<Body> {
    let method = match request.method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Delete => http::Method::DELETE,
    };
    let mut builder = http::Request::builder().method(method).uri(&request.path);
    for (name, value) in &request.headers {
        builder = builder.header(*name, value);
    }
    builder.body(Body::from(request.body.clone())).unwrap()
}

fn has_replay(body: &[u8]) -> bool {
    serde_json::from_slice::<PushAnswer>(body).is_ok_and(|answer| {
        let replayed = |receipt: &domain::wire::Receipt| receipt.state == ReceiptState::Replayed;
        answer.received.iter().any(replayed)
    })
}

/// One station's line into the network.
pub(super) struct Wire {
    network: Arc<Network>,
    desk: usize,
    up: AtomicBool,
    crashed: AtomicBool,
}

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wire")
    }
}

impl Wire {
    pub(super) fn new(network: &Arc<Network>, desk: usize) -> Arc<Self> {
        Arc::new(Self {
            network: Arc::clone(network),
            desk,
            up: AtomicBool::new(true),
            crashed: AtomicBool::new(false),
        })
    }

    /// Plugs it in or out.
    pub(super) fn set_up(&self, up: bool) {
        self.up.store(up, Ordering::SeqCst);
    }

    /// Whether it is plugged in.
    pub(super) fn is_up(&self) -> bool {
        self.up.load(Ordering::SeqCst)
    }

    /// Whether the station went down while it pushed; asked once.
    pub(super) fn take_crash(&self) -> bool {
        self.crashed.swap(false, Ordering::SeqCst)
    }

    async fn carry(&self, request: Request) -> Result<Response, SyncFault> {
        let network = &self.network;
        if !self.is_up() {
            return Err(SyncFault::Unreachable);
        }
        let number = network.sent.fetch_add(1, Ordering::SeqCst) + 1;
        let desk = self.desk;
        let patience = i64::try_from(request.within.as_millis()).unwrap();
        let fate = network.fate(request.path == PUSH);
        network.count(fate);
        match fate {
            Fate::Fine => network.deliver(&request, desk, number).await,
            Fate::Lost => {
                network.agenda.sleep(patience).await;
                Err(SyncFault::Slow)
            }
            Fate::AnswerLost => {
                let _ = network.deliver(&request, desk, number).await;
                network.agenda.sleep(patience).await;
                Err(SyncFault::Slow)
            }
            Fate::Late => {
                let after = patience + network.millis(1, 60_000);
                network.post(after, request, desk, number);
                network.agenda.sleep(patience).await;
                Err(SyncFault::Slow)
            }
            Fate::Doubled => {
                let after = network.millis(1, 60_000);
                network.post(after, request.clone(), desk, number);
                network.deliver(&request, desk, number).await
            }
            Fate::Slow => {
                network.agenda.sleep(network.millis(50, 3_000)).await;
                let answer = network.deliver(&request, desk, number).await;
                network.agenda.sleep(network.millis(50, 3_000)).await;
                answer
            }
            Fate::Rubbish => Ok(Response { status: 502, body: b"<html>".to_vec() }),
            Fate::Crash => {
                if network.millis(0, 1) == 1 {
                    let _ = network.deliver(&request, desk, number).await;
                }
                self.crashed.store(true, Ordering::SeqCst);
                network.agenda.park().await;
                Err(SyncFault::Unreachable)
            }
        }
    }
}

impl Transport for Wire {
    fn call(&self, request: Request) -> BoxFuture<'_, Result<Response, SyncFault>> {
        Box::pin(self.carry(request))
    }

    /// The wake call does not come through here; stations find out by their timers.
    fn listen(&self, _: Request) -> BoxFuture<'_, Result<ByteStream, SyncFault>> {
        Box::pin(async { Err(SyncFault::Unreachable) })
    }
}
