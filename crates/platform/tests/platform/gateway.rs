//! E-certificates through the platform, against the neighbours.

use domain::wire::outside::{CertificateOpen, CertificateOwner, CertificateQuery, SharedDataQuery};
use domain::wire::sm3_hex;
use neighbours::{Neighbours, Ports};
use platform::{Caller, CertificateService, Credentials, ManualClock, Options, Outside, Platform};
use serde_json::json;

use crate::support::*;

fn account(secret: &str) -> Credentials {
    serde_json::from_value(json!({
        "app_key": "suicheng-hall", "app_secret": secret, "account": "suicheng",
        "password": "demo-password", "org_code": "114401060074920010",
        "division": "穗城区", "division_code": "440106",
    }))
    .unwrap()
}

async fn world(url: &str, secret: &str) -> (World, Caller) {
    let clock = ManualClock::at(monday());
    let options = Options {
        outside: Outside {
            certificates: Some(CertificateService::new(url, account(secret)).unwrap()),
        },
        ..Options::in_memory(clock.clone())
    };
    let platform = Platform::open(options).await.unwrap();
    let world = World { platform, clock };
    world.furnish().await;
    let station = world.counter("01").await;
    let caller = world.sign_in(&station, "clerk").await;
    (world, caller)
}

fn query(whose: CertificateOwner) -> CertificateQuery {
    CertificateQuery {
        whose,
        item: HYGIENE.into(),
        item_name: "公共场所卫生许可".to_owned(),
        case_or_draft: "0001".to_owned(),
        type_codes: Vec::new(),
    }
}

fn of(number: &str) -> CertificateQuery {
    query(CertificateOwner::Number { number: number.to_owned() })
}

const LI: &str = "440106198002290016";

async fn error(world: &World, caller: &Caller, query: &CertificateQuery) -> (u16, &'static str) {
    let error = world.platform.certificates(caller, query).await.unwrap_err();
    (error.status(), error.code())
}

#[tokio::test]
async fn a_certificate_is_listed_opened_and_audited() {
    let neighbours = Neighbours::start(Ports::default()).await.unwrap();
    let url = neighbours.addresses().certificates.clone();
    let (world, caller) = world(&url, "demo-secret").await;
    let list = world.platform.certificates(&caller, &of(LI)).await.unwrap();
    let deed = list.certificates.iter().find(|row| row.name == "不动产权证书").unwrap();
    assert_eq!((deed.status.as_str(), deed.holder.as_str()), ("01", "李建国"));
    let open =
        CertificateOpen { auth_code: deed.auth_code.clone(), case_or_draft: "0001".to_owned() };
    let file = world.platform.open_certificate(&caller, &open).await.unwrap();
    assert_eq!((&file.row.number, file.file_type.as_str()), (&deed.number, "pdf"));
    use base64::Engine;
    let content = base64::prelude::BASE64_STANDARD.decode(&file.content).unwrap();
    assert!(content.starts_with(b"%PDF"));
    assert_eq!(file.hash, sm3_hex(&content));
    assert!(file.fields.iter().any(|field| field.name == "坐落"));

    let station = world.counter("09").await;
    let admin = world.sign_in(&station, "admin").await;
    let rows = world.platform.audit(&admin, 0).await.unwrap().rows;
    let asked: Vec<_> = rows.iter().filter(|row| row.act.starts_with("certificate.")).collect();
    assert_eq!(asked.len(), 2);
    assert!(asked.iter().all(|row| row.about == "0001" && row.user == Some("clerk".into())));
}

#[tokio::test]
async fn a_stranger_has_none_and_a_query_needs_a_case() {
    let neighbours = Neighbours::start(Ports::default()).await.unwrap();
    let url = neighbours.addresses().certificates.clone();
    let (world, caller) = world(&url, "demo-secret").await;
    let stranger = of("440106198508070019");
    assert!(world.platform.certificates(&caller, &stranger).await.unwrap().certificates.is_empty());
    let mut nameless = of(LI);
    nameless.case_or_draft = " ".to_owned();
    assert_eq!(error(&world, &caller, &nameless).await, (400, "outside.no_case"));
    let used = CertificateOpen { auth_code: "none".to_owned(), case_or_draft: "0001".to_owned() };
    let gone = world.platform.open_certificate(&caller, &used).await.unwrap_err();
    assert_eq!((gone.status(), gone.code()), (422, "cert_auth_code"));
}

#[tokio::test]
async fn an_entrustment_must_cover_it() {
    let neighbours = Neighbours::start(Ports::default()).await.unwrap();
    let url = neighbours.addresses().certificates.clone();
    let (world, caller) = world(&url, "demo-secret").await;
    let entrusted = |code: &str| {
        query(CertificateOwner::Entrusted {
            agent: "440106199104120039".to_owned(),
            principal: "44010419620718002X".to_owned(),
            code: code.to_owned(),
        })
    };
    let good = world.platform.certificates(&caller, &entrusted("WT2026110100017")).await.unwrap();
    assert!(!good.certificates.is_empty());
    assert!(good.certificates.iter().all(|row| row.holder == "陈慧芳"));
    assert_eq!(error(&world, &caller, &entrusted("WT0")).await, (422, "cert_no_entrustment"));
    let unknown = query(CertificateOwner::ShownCode { code: "0".to_owned() });
    assert_eq!(error(&world, &caller, &unknown).await, (422, "cert_show_code"));
}

#[tokio::test]
async fn an_ended_token_is_renewed() {
    let neighbours = Neighbours::start(Ports::default()).await.unwrap();
    let url = neighbours.addresses().certificates.clone();
    let (world, caller) = world(&url, "demo-secret").await;
    world.platform.certificates(&caller, &of(LI)).await.unwrap();
    let control = neighbours.addresses().control.clone();
    let client = reqwest::Client::new();
    client.delete(format!("{control}/tokens")).send().await.unwrap();
    world.platform.certificates(&caller, &of(LI)).await.unwrap();
}

#[tokio::test]
async fn each_fault_has_its_own_word() {
    let neighbours = Neighbours::start(Ports::default()).await.unwrap();
    let addresses = neighbours.addresses().clone();
    let (world, caller) = world(&addresses.certificates, "demo-secret").await;
    let client = reqwest::Client::new();
    for (mode, told) in [
        ("down", (503, "cert_service_down")),
        ("error", (502, "cert_service_error")),
        ("rubbish", (502, "cert_service_rubbish")),
    ] {
        let url = format!("{}/faults/certificates", addresses.control);
        client.put(url).json(&json!({ "mode": mode })).send().await.unwrap();
        assert_eq!(error(&world, &caller, &of(LI)).await, told, "{mode}");
    }
    let (other, caller) = self::world("http://127.0.0.1:9/none", "demo-secret").await;
    assert_eq!(error(&other, &caller, &of(LI)).await, (503, "cert_service_down"));
}

#[tokio::test]
async fn a_service_that_does_not_answer_is_slow() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    let mut service = CertificateService::new(&url, account("x")).unwrap();
    service.set_timeout(std::time::Duration::from_millis(50));
    let clock = ManualClock::at(monday());
    let options = Options {
        outside: Outside { certificates: Some(service) },
        ..Options::in_memory(clock.clone())
    };
    let platform = Platform::open(options).await.unwrap();
    let world = World { platform, clock };
    world.furnish().await;
    let station = world.counter("01").await;
    let caller = world.sign_in(&station, "clerk").await;
    assert_eq!(error(&world, &caller, &of(LI)).await, (504, "cert_service_slow"));
}

#[tokio::test]
async fn a_wrong_account_and_a_missing_service_are_told() {
    let neighbours = Neighbours::start(Ports::default()).await.unwrap();
    let (wrong, caller) = world(&neighbours.addresses().certificates, "wrong").await;
    assert_eq!(error(&wrong, &caller, &of(LI)).await, (422, "cert_credentials"));
    let alone = World::new().await;
    let station = alone.counter("01").await;
    let caller = alone.sign_in(&station, "clerk").await;
    assert_eq!(error(&alone, &caller, &of(LI)).await, (503, "cert_not_connected"));
    let ask = SharedDataQuery {
        interface: "marriage".to_owned(),
        number: LI.to_owned(),
        case_or_draft: "0001".to_owned(),
    };
    let shared = alone.platform.shared_data(&caller, &ask).await.unwrap_err();
    assert_eq!((shared.status(), shared.code()), (503, "shared_data_not_connected"));
    let credit = alone.platform.credit(&caller, &ask).await.unwrap_err();
    assert_eq!(credit.code(), "credit_not_connected");
}
