//! Over real TLS: certificates, errors, compression, wake.

use std::io::Write;
use std::net::SocketAddr;
use std::time::Duration;

use domain::ids::BlobHash;
use domain::wire::access::{
    EnrolAnswer, EnrolRequest, EnrolmentCode, Failure, STATION_HEADER, SignInAnswer,
};
use domain::wire::page::ChunkAnswer;
use domain::wire::{FeedPage, PushAnswer, PushBatch, sm3_hex};
use futures_util::StreamExt;
use platform::http::{Listen, Server};
use platform::keys::Signing;
use platform::tls::{Authority, Certificates, Validity};
use platform::{Clock, ManualClock, Options, Platform};
use reqwest::{Certificate, Client, StatusCode};
use serde_json::json;

use crate::support::*;

fn loopback() -> SocketAddr {
    "127.0.0.1:0".parse().unwrap()
}

fn client(ca: &str) -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .tls_built_in_root_certs(false)
        .add_root_certificate(Certificate::from_pem(ca.as_bytes()).unwrap())
        .build()
        .unwrap()
}

struct Wire {
    server: Server,
    world: World,
    client: Client,
    _folder: tempfile::TempDir,
}

impl Wire {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = ManualClock::at(monday());
        let certificates = Certificates::open(folder.path(), &[], &Clock::System).await.unwrap();
        let options = Options {
            ca: certificates.authority.der().unwrap(),
            ..Options::in_memory(clock.clone())
        };
        let platform = Platform::open(options).await.unwrap();
        let world = World { platform, clock };
        world.furnish().await;
        let listen = Listen::tls(loopback(), &certificates).unwrap();
        let server = Server::start(world.platform.clone(), listen).await.unwrap();
        let client = client(certificates.authority.pem());
        Self { server, world, client, _folder: folder }
    }

    fn url(&self, path: &str) -> String {
        format!("https://localhost:{}/v1/{path}", self.server.address().port())
    }

    async fn enrol(&self) -> Station {
        let place = json!({ "hall": HALL, "counter": "01", "departments": [] });
        let place = serde_json::from_value(place).unwrap();
        let code = self.world.platform.station_code(&place).await.unwrap().code;
        let signing = Signing::draw().unwrap();
        let request = EnrolRequest {
            secret: EnrolmentCode::parse(&code).unwrap().secret,
            public_key: signing.public_key(),
            unlock: "open sesame".to_owned(),
            machine: "test".to_owned(),
            version: "0.1.0".to_owned(),
        };
        let answer = self.client.post(self.url("enrol")).json(&request).send().await.unwrap();
        Station::new(answer.json::<EnrolAnswer>().await.unwrap(), signing)
    }
}

async fn told(response: reqwest::Response) -> (StatusCode, String) {
    let status = response.status();
    let failure: Failure = response.json().await.unwrap();
    assert!(!failure.message.is_empty());
    (status, failure.code)
}

#[tokio::test]
async fn the_code_carries_the_fingerprint_of_the_ca() {
    let wire = Wire::new().await;
    // Before it trusts anything, a station compares the CA with the fingerprint in its code.
    let stranger = Client::builder().danger_accept_invalid_certs(true).build().unwrap();
    let pem = stranger.get(wire.url("ca")).send().await.unwrap().text().await.unwrap();
    let place = json!({ "hall": HALL, "counter": null, "departments": [] });
    let place = serde_json::from_value(place).unwrap();
    let code = wire.world.platform.station_code(&place).await.unwrap().code;
    use rustls::pki_types::pem::PemObject;
    let der = rustls::pki_types::CertificateDer::from_pem_slice(pem.as_bytes()).unwrap();
    let fingerprint = EnrolmentCode::fingerprint_of(&der);
    assert_eq!(EnrolmentCode::parse(&code).unwrap().fingerprint, fingerprint);
}

#[tokio::test]
async fn a_station_enrols_signs_in_pushes_and_pulls() {
    let wire = Wire::new().await;
    let mut station = wire.enrol().await;
    let token = station.enrolled.token.clone();
    let sign_in = json!({ "user": "clerk", "password": PASSWORD });
    let answer = wire.client.post(wire.url("sign-in")).header(STATION_HEADER, &token);
    let answer = answer.json(&sign_in).send().await.unwrap();
    let session = answer.json::<SignInAnswer>().await.unwrap().session;
    let drafts = wire.client.get(wire.url("drafts")).header(STATION_HEADER, &token);
    let drafts = drafts.bearer_auth(&session).send().await.unwrap();
    assert_eq!(drafts.status(), StatusCode::OK);

    let batch = PushBatch {
        submissions: (0..20).map(|i| station.ticket(&clerk(), &format!("A{i}"))).collect(),
    };
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(&serde_json::to_vec(&batch).unwrap()).unwrap();
    let push = wire.client.post(wire.url("submissions")).header(STATION_HEADER, &token);
    let push = push.header("content-encoding", "gzip").body(packer.finish().unwrap());
    let answer: PushAnswer = push.send().await.unwrap().json().await.unwrap();
    assert_eq!(answer.durable, 20);
    let feed = wire.client.get(wire.url("feed?partition=hall:suicheng&after=0"));
    let feed = feed.header(STATION_HEADER, &token).header("accept-encoding", "gzip");
    let feed = feed.send().await.unwrap();
    assert_eq!(feed.headers()["content-encoding"], "gzip");
    let bytes = feed.bytes().await.unwrap();
    let page: FeedPage = serde_json::from_reader(flate2::read::GzDecoder::new(&bytes[..])).unwrap();
    assert_eq!(page.entries.len(), 20);
    wire.server.stop().await.unwrap();
}

#[tokio::test]
async fn every_error_is_a_code_and_a_sentence() {
    let wire = Wire::new().await;
    let station = wire.enrol().await;
    let own =
        |request: reqwest::RequestBuilder| request.header(STATION_HEADER, &station.enrolled.token);
    let get = |path: &str| wire.client.get(wire.url(path));
    let post = |path: &str, body: Vec<u8>| own(wire.client.post(wire.url(path)).body(body));
    let gzip = |request: reqwest::RequestBuilder| request.header("content-encoding", "gzip");
    let hello = station.hello(monday());
    let large = vec![b' '; 17 << 20];
    let cases = [
        (get("nothing"), 404, "request.unknown"),
        (wire.client.post(wire.url("hello")).json(&hello), 401, "station.unknown"),
        (post("hello", b"{\"device\":".to_vec()), 400, "request.unreadable"),
        (post("hello", large), 413, "request.too_large"),
        (gzip(post("hello", b"no gzip".to_vec())), 400, "request.unreadable"),
        (post("drafts/x", Vec::new()), 405, "request.method"),
        (own(get("blobs/x/y")), 400, "request.unreadable"),
        (own(get("catalogue?after=x")), 400, "request.unreadable"),
        (own(get("feed?partition=x")), 400, "partition.name"),
        (own(get("drafts")), 401, "session.ended"),
    ];
    for (request, status, code) in cases {
        let told = told(request.send().await.unwrap()).await;
        assert_eq!((told.0.as_u16(), told.1.as_str()), (status, code));
    }
}

#[tokio::test]
async fn a_zip_bomb_is_not_unpacked() {
    let wire = Wire::new().await;
    let station = wire.enrol().await;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..65 {
        packer.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let post = wire.client.post(wire.url("submissions"));
    let post = post.header(STATION_HEADER, &station.enrolled.token);
    let post = post.header("content-encoding", "gzip").body(packer.finish().unwrap());
    let told = told(post.send().await.unwrap()).await;
    assert_eq!((told.0.as_u16(), told.1.as_str()), (413, "request.too_large"));
}

#[tokio::test]
async fn a_page_travels_in_chunks() {
    let wire = Wire::new().await;
    let station = wire.enrol().await;
    let content = vec![7_u8; (1 << 20) + 5];
    let hash = BlobHash(sm3_hex(&content));
    for (i, piece) in content.chunks(1 << 20).enumerate() {
        let put = wire.client.put(wire.url(&format!("blobs/{hash}/{i}?size={}", content.len())));
        let put = put.header(STATION_HEADER, &station.enrolled.token).body(piece.to_vec());
        let answer: ChunkAnswer = put.send().await.unwrap().json().await.unwrap();
        assert_eq!(answer.complete, i == 1);
    }
    let get = wire.client.get(wire.url(&format!("blobs/{hash}/1")));
    let get = get.header(STATION_HEADER, &station.enrolled.token).send().await.unwrap();
    assert_eq!(get.headers()["x-blob-size"], "1048581");
    assert_eq!(get.bytes().await.unwrap(), &content[1 << 20..]);
}

#[tokio::test]
async fn a_waiting_station_is_woken() {
    let wire = Wire::new().await;
    let mut station = wire.enrol().await;
    let get = wire.client.get(wire.url("wake")).header(STATION_HEADER, &station.enrolled.token);
    let mut stream = get.send().await.unwrap().bytes_stream();
    let first = stream.next().await.unwrap().unwrap();
    assert!(first.starts_with(b"event: pull"), "{first:?}");
    let one = station.ticket(&clerk(), "A1");
    wire.world.push_one(&station, one).await;
    let second = stream.next().await.unwrap().unwrap();
    assert_eq!(second, "event: pull\ndata: 1\n\n");
    let adding = serde_json::from_value(json!({
        "number": null, "matter": "开办理发店", "priority": false,
    }));
    wire.world.platform.take_ticket(&HALL.into(), &adding.unwrap()).await.unwrap();
    let third = stream.next().await.unwrap().unwrap();
    assert!(third.starts_with(b"event: tickets"), "{third:?}");
}

/// What a client says about a server with a certificate.
async fn refusal(trusted: &Authority, signing: &Authority, validity: Validity) -> Option<String> {
    let server = signing.issue(&["localhost".to_owned()], validity).unwrap();
    let listen = Listen::with(loopback(), signing, &server).unwrap();
    let clock = ManualClock::at(monday());
    let platform = Platform::open(Options::in_memory(clock)).await.unwrap();
    let server = Server::start(platform, listen).await.unwrap();
    let url = format!("https://localhost:{}/v1/ca", server.address().port());
    let answer = client(trusted.pem()).get(url).timeout(Duration::from_secs(20)).send().await;
    server.kill();
    answer.err().map(|error| format!("{error:?}"))
}

#[tokio::test]
async fn a_wrong_or_ended_certificate_is_not_trusted() {
    let day = |text: &str| text.parse().unwrap();
    let validity = |from: &str, to: &str| Validity { from: day(from), to: day(to) };
    let good = validity("2020-01-01", "2090-01-01");
    let (one, two) = (Authority::draw(good).unwrap(), Authority::draw(good).unwrap());
    assert_eq!(refusal(&one, &one, good).await, None);
    let unknown = refusal(&one, &two, good).await.unwrap();
    assert!(unknown.contains("UnknownIssuer") || unknown.contains("BadSignature"), "{unknown}");
    let ended = refusal(&one, &one, validity("2020-01-01", "2021-01-01")).await.unwrap();
    assert!(ended.contains("Expired"), "{ended}");
}

#[tokio::test]
async fn certificates_are_kept_and_renewed_but_the_ca_stays() {
    let folder = tempfile::tempdir().unwrap();
    let clock = ManualClock::at(monday());
    let open = async |names: &[String]| {
        let clock = Clock::Manual(clock.clone());
        Certificates::open(folder.path(), names, &clock).await.unwrap()
    };
    let first = open(&[]).await;
    let again = open(&[]).await;
    assert_eq!(first.server.chain, again.server.chain);
    let named = open(&["hall.example".to_owned()]).await;
    assert_ne!(first.server.chain, named.server.chain);
    clock.advance(370 * 24 * 60 * 60_000);
    let renewed = open(&["hall.example".to_owned()]).await;
    assert_ne!(named.server.chain, renewed.server.chain);
    assert_eq!(first.authority.pem(), renewed.authority.pem());
    use std::os::unix::fs::PermissionsExt;
    for file in ["ca.key", "server.key"] {
        let mode = folder.path().join(file).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

#[tokio::test]
async fn plain_http_is_for_loopback_only() {
    assert!(Listen::plain(loopback()).is_ok());
    let error = Listen::plain("0.0.0.0:0".parse().unwrap()).unwrap_err();
    assert_eq!(error.code(), "listen.plain");
}
