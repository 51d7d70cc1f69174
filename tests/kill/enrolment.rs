//! A kill in the middle of an enrolment: it is either done, or can be done again.

use std::sync::Arc;

use domain::wire::access::EnrolmentCode;
use domain::wire::admin::StationCodeRequest;
use tests::hall::{HALL, Hall, PASSWORD};
use workstation::desk::Workstation;
use workstation::engine::Enrolment;
use workstation::sync::HttpsTransport;

use super::life::{Kind, Order};
use super::plan::{ENROLMENT, Point};
use super::station::Station;
use super::supervise::End;
use super::work::other;

/// Enrols and waits for the end.
pub(super) async fn live(desk: Workstation, order: &Order) {
    other("enrol");
    let code = EnrolmentCode::parse(&order.code).unwrap();
    let wire = Arc::new(HttpsTransport::new(&order.url, None).unwrap());
    let engine = desk.engine();
    engine.enrol_through(wire, &code.secret, "测试机", Enrolment::default()).await.unwrap();
}

async fn code(hall: &Hall, counter: &str) -> String {
    let place = StationCodeRequest {
        hall: HALL.into(),
        counter: Some(counter.into()),
        departments: Vec::new(),
    };
    hall.platform.station_code(&place).await.unwrap().code
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_in_an_enrolment() {
    let hall = Hall::of_today(700).await;
    let mut station = Station::bare(hall, 700_000).await;
    for (number, (label, after)) in ENROLMENT.iter().enumerate() {
        let when = format!("killed at {label}, after: {after}");
        station.home = station.hall.folder.path().join(format!("station-{number}"));
        let counter = format!("{:02}", number + 10);
        let point = Point::new(label, *after, 1);
        let mut order = station.order(Kind::Enrol, Some(point));
        order.code = code(&station.hall, &counter).await;
        station.live(order, End::AtPoint).await;

        let desk = station.open().await;
        let engine = desk.engine();
        if engine.identity().is_none() {
            let again = EnrolmentCode::parse(&code(&station.hall, &counter).await).unwrap();
            let wire = tests::hall::Wire::to(&station.hall.platform);
            let place = Enrolment::default();
            let done = engine.enrol_through(wire, &again.secret, "测试机", place).await;
            done.unwrap_or_else(|e| panic!("{when}: {e}"));
        }
        let signed_in = engine.sign_in(&"wangxy".into(), PASSWORD).await;
        signed_in.unwrap_or_else(|e| panic!("{when}: {e}"));
        engine.sync_once().await.unwrap();
        assert_eq!(engine.verify().await.unwrap().bad, None, "{when}");
        engine.close().await;
    }
}
