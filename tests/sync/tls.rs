//! The real wire: TLS with the platform's own CA, and what is trusted.

use std::net::SocketAddr;
use std::time::Duration;

use domain::wire::admin::StationCodeRequest;
use platform::http::{Listen, Server};
use platform::tls::{Authority, Validity};
use platform::{ManualClock, Options, Platform};
use tests::acts::receive_one;
use tests::hall::{HALL, Hall, PASSWORD, Station, StationClock, WORD, Wire};
use workstation::engine::EngineError;
use workstation::sync::{self, SyncFault};

use super::flow::settled;

fn validity(from: &str, to: &str) -> Validity {
    Validity { from: from.parse().unwrap(), to: to.parse().unwrap() }
}

fn names() -> Vec<String> {
    vec!["localhost".to_owned(), "127.0.0.1".to_owned()]
}

/// TLS goes by the machine's clock.
fn good() -> Validity {
    validity("2020-01-01", "2120-01-01")
}

async fn hall(authority: &Authority) -> Hall {
    let clock = ManualClock::at("2026-11-20T10:00:00+08:00".parse().unwrap());
    let options = Options { ca: authority.der().unwrap(), ..Options::in_memory(clock.clone()) };
    Hall::with(clock, Platform::open(options).await.unwrap(), 40).await
}

async fn serve(hall: &Hall, authority: &Authority, of: Validity) -> Server {
    serve_at(hall, "127.0.0.1:0".parse().unwrap(), authority, of).await
}

/// The port of a server that was just killed may take a moment to be free.
async fn serve_at(hall: &Hall, address: SocketAddr, by: &Authority, of: Validity) -> Server {
    let certificate = by.issue(&names(), of).unwrap();
    let listen = Listen::with(address, by, &certificate).unwrap();
    loop {
        if let Ok(server) = Server::start(hall.platform.clone(), listen.clone()).await {
            return server;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn station(hall: &Hall) -> Station {
    let mut station = Station {
        home: hall.folder.path().join("tls-station"),
        engine: None,
        clock: std::sync::Arc::new(StationClock::new(hall.clock.clone(), 5)),
        keyring: std::sync::Arc::default(),
        wire: Wire::to(&hall.platform),
    };
    station.start().await;
    station
}

async fn code(hall: &Hall) -> String {
    let place = StationCodeRequest {
        hall: HALL.into(),
        counter: Some("07".into()),
        departments: Vec::new(),
    };
    hall.platform.station_code(&place).await.unwrap().code
}

#[tokio::test]
async fn sync_a_station_enrols_and_works_over_tls_and_wakes_at_once() {
    let authority = Authority::draw(good()).unwrap();
    let hall = hall(&authority).await;
    let server = serve(&hall, &authority, good()).await;
    let counter = station(&hall).await;
    let engine = counter.engine();
    let url = format!("https://127.0.0.1:{}", server.address().port());
    engine.enrol(&url, &code(&hall).await, "测试机").await.unwrap();
    engine.sign_in(&"wangxy".into(), PASSWORD).await.unwrap();
    engine.need_words(&[WORD.to_owned()]).await.unwrap();
    let running = sync::start(engine);
    let wait = async |done: &dyn Fn() -> bool| {
        for _ in 0..400 {
            if done() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("sync did not get there");
    };
    wait(&|| engine.numbers_left(WORD).is_ok_and(|left| left > 0)).await;
    wait(&|| engine.in_force().is_ok_and(|edition| edition.number > 0)).await;
    let stream = receive_one(engine).await.unwrap();
    for _ in 0..400 {
        if engine.stream(&stream).await.unwrap().pending.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    settled(engine).await;
    drop(running);
    server.kill();
}

#[tokio::test]
async fn sync_another_ca_or_an_expired_certificate_is_refused_with_clear_words() {
    let authority = Authority::draw(good()).unwrap();
    let hall = hall(&authority).await;
    let server = serve(&hall, &authority, good()).await;
    let mut counter = station(&hall).await;
    let url = format!("https://127.0.0.1:{}", server.address().port());
    counter.engine().enrol(&url, &code(&hall).await, "测试机").await.unwrap();
    counter.engine().sign_in(&"wangxy".into(), PASSWORD).await.unwrap();
    counter.engine().sync_round().await.unwrap();
    let address = server.address();
    server.kill();
    let other = Authority::draw(good()).unwrap();
    for (signed_by, of, expected) in [
        (&other, good(), SyncFault::CertificateUnknown),
        (&authority, validity("2020-01-01", "2020-12-31"), SyncFault::CertificateExpired),
        (&authority, validity("2110-01-01", "2111-01-01"), SyncFault::CertificateExpired),
    ] {
        let server = serve_at(&hall, address, signed_by, of).await;
        counter.start().await;
        counter.engine().connect().unwrap();
        counter.engine().sign_in(&"wangxy".into(), PASSWORD).await.unwrap();
        let fault = counter.engine().sync_round().await.unwrap_err();
        assert_eq!(fault, EngineError::Sync(expected));
        assert!(counter.engine().sync_status().await.unwrap().offline());
        server.kill();
    }
}

#[tokio::test]
async fn sync_a_code_trusts_its_own_platform_only() {
    let authority = Authority::draw(good()).unwrap();
    let real = hall(&authority).await;
    let other = Authority::draw(good()).unwrap();
    let server = serve(&real, &other, good()).await;
    let counter = station(&real).await;
    let url = format!("https://127.0.0.1:{}", server.address().port());
    let code = code(&real).await;
    let fault = counter.engine().enrol(&url, &code, "测试机").await.unwrap_err();
    assert_eq!(fault, EngineError::Sync(SyncFault::CertificateUnknown));
    let plain = counter.engine().enrol("http://10.0.0.1", &code, "测试机").await;
    assert_eq!(plain.unwrap_err(), EngineError::Sync(SyncFault::CertificateUnknown));
    server.kill();
}
