//! What a station writes rarely: another edition, a rebuild, a wrong password, a revoked user, a
//! submission that the platform could not read and that is sent again.

use std::fmt;
use std::io::Read as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::action::Role;
use domain::wire::admin::UserPut;
use domain::wire::{PushAnswer, PushBatch, Receipt, ReceiptState, SignedSubmission};
use flate2::read::GzDecoder;
use futures_util::future::BoxFuture;
use tests::hall::{HALL, PASSWORD, Wire, catalogue};
use workstation::desk::Workstation;
use workstation::sync::{ByteStream, HttpsTransport, Request, Response, SyncFault, Transport};

use super::life::{Kind, Order};
use super::plan;
use super::station::Station;
use super::work::{Clerk, done, other};

/// A wire to a platform that once cannot read what it is sent.
struct Misread {
    wire: HttpsTransport,
    armed: AtomicBool,
}

impl fmt::Debug for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Misread")
    }
}

impl Transport for Misread {
    fn call(&self, request: Request) -> BoxFuture<'_, Result<Response, SyncFault>> {
        let push = request.path == "/v1/submissions";
        if push && self.armed.swap(false, Ordering::SeqCst) {
            let body = rejected(&request.body);
            return Box::pin(async { Ok(Response { status: 200, body }) });
        }
        self.wire.call(request)
    }

    fn listen(&self, request: Request) -> BoxFuture<'_, Result<ByteStream, SyncFault>> {
        self.wire.listen(request)
    }
}

fn rejected(body: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    GzDecoder::new(body).read_to_end(&mut text).unwrap();
    let batch: PushBatch = serde_json::from_slice(&text).unwrap();
    let receipt = |submission: &SignedSubmission| Receipt {
        key: None,
        hash: submission.hash(),
        state: ReceiptState::Rejected,
        verdict: None,
    };
    let answer = PushAnswer {
        incarnation: String::new(),
        received: batch.submissions.iter().map(receipt).collect(),
        durable: 0,
        head: String::new(),
    };
    serde_json::to_vec(&answer).unwrap()
}

/// A day full of exceptions.
pub(super) async fn live(desk: Workstation, order: &Order) {
    let wire = HttpsTransport::new(&order.url, None).unwrap();
    let wire = Arc::new(Misread { wire, armed: AtomicBool::new(false) });
    desk.engine().set_transport(wire.clone());
    other("office");
    desk.sign_in("wangxy", PASSWORD).await.unwrap();
    // Brings the edition, and the word that a user is revoked.
    desk.engine().sync_once().await.unwrap();
    desk.engine().rebuild().await.unwrap();
    let wrong = desk.engine().sign_in(&"wangxy".into(), "Wrong-Horse-7").await;
    assert_eq!(wrong.unwrap_err().code(), "keys.wrong_password");
    desk.sign_in("wangxy", PASSWORD).await.unwrap();
    done("office");
    let mut clerk = Clerk::new(desk, order);
    let draft = clerk.begin().await;
    clerk.fill(&draft).await;
    clerk.page(&draft, "identity-card").await;
    clerk.receive(&draft).await;
    wire.armed.store(true, Ordering::SeqCst);
    other("office");
    let engine = clerk.desk.engine();
    engine.sync_once().await.unwrap();
    let refused = engine.work_items().await.unwrap();
    assert_eq!(refused[0].code, "submission.rejected");
    engine.resolve_work_item(&refused[0].id, "已与管理员核对").await.unwrap();
    engine.sync_once().await.unwrap();
    done("office");
}

/// Whether she may work here.
async fn lina(station: &Station, active: bool) {
    let put = UserPut {
        name: "李娜".to_owned(),
        staff_no: "N-lina".to_owned(),
        id_number: "440106198002290016".to_owned(),
        roles: vec![Role::Clerk],
        department: None,
        hall: HALL.into(),
        active,
        password: active.then(|| PASSWORD.to_owned()),
    };
    station.hall.platform.put_user(&"lina".into(), &put).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_at_rare_write_points() {
    let mut station = Station::found(900_000).await;
    station.lists_lag = true;
    station.has_work_items = true;
    let mut edition = catalogue().clone();
    for point in plan::office() {
        edition.version.number += 1;
        station.hall.platform.publish(&edition).await.unwrap();
        lina(&station, true).await;
        let desk = station.open().await;
        desk.engine().sign_in(&"lina".into(), PASSWORD).await.unwrap();
        desk.engine().close().await;
        drop(desk);
        lina(&station, false).await;
        station.killed_at(Kind::Office, &point).await;
        // She does not come in any more, without the platform neither.
        let desk = station.open().await;
        let wire = Wire::to(&station.hall.platform);
        wire.cut();
        desk.engine().set_transport(wire);
        let refused = desk.engine().sign_in(&"lina".into(), PASSWORD).await.unwrap_err();
        assert_eq!(refused.code(), "keys.never_here");
        desk.engine().close().await;
    }
    assert_eq!(station.hall.platform.verify().await.unwrap().faults, []);
}
