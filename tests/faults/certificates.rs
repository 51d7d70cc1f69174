//! E-certificates that may not be used, and a certificate service that is down or slow: real
//! platform and gateway, the neighbours' service.

use std::time::Duration;

use domain::ids::KindId;
use neighbours::{Fault as Trouble, Neighbours, Ports, Service};
use platform::{CertificateService, Credentials, ManualClock, Options, Outside, Platform};
use serde_json::json;
use tests::acts::ALLOWANCE;
use tests::hall::Hall;
use workstation::view::DraftEdit;

use super::{Desk, furnish, nothing_lost};

const RENTAL_FILING: &str = "11440106MB9102003A4001017033001";
const ANNUAL_CHECK: &str = "1144010600749207904001039021001";
const DONG_HAI: &str = "440106198106060039";
const JIANG_TAO: &str = "44010619760225003X";
const MINGDE: &str = "91440106MA9G4U6C88";
const LI_JIANGUO: &str = "440106198002290016";
const CHEN_HUIFANG: &str = "44010419620718002X";
/// Longer than a loaded machine takes for a good answer.
const PATIENCE: Duration = Duration::from_secs(2);

fn account() -> Credentials {
    serde_json::from_value(json!({
        "app_key": "suicheng-hall", "app_secret": "demo-secret", "account": "suicheng",
        "password": "demo-password", "org_code": "114401060074920010",
        "division": "穗城区", "division_code": "440106",
    }))
    .unwrap()
}

async fn hall() -> (Hall, Neighbours) {
    let neighbours = Neighbours::start(Ports::default()).await.unwrap();
    let clock = ManualClock::at("2026-11-20T10:00:00+08:00".parse().unwrap());
    let url = &neighbours.addresses().certificates;
    let mut service = CertificateService::new(url, account()).unwrap();
    service.set_timeout(PATIENCE);
    let options = Options {
        outside: Outside { certificates: Some(service) },
        ..Options::in_memory(clock.clone())
    };
    let hall = Hall::with(clock, Platform::open(options).await.unwrap(), 71).await;
    furnish(&hall).await;
    (hall, neighbours)
}

async fn answer(desk: &Desk, draft: &str, question: &str, value: &str) {
    let (question, value) = (question.into(), Some(value.to_owned()));
    desk.edit(draft, DraftEdit::Answer { question, value }, None).await.unwrap();
}

#[tokio::test]
async fn faults_an_expired_or_cancelled_certificate_is_shown_with_its_reason_and_not_taken() {
    let (mut hall, _neighbours) = hall().await;
    let desk = Desk::at(&mut hall, "07", "wangxy", json!({})).await;
    for (item, number, kind, told) in [
        (ALLOWANCE, DONG_HAI, "identity-card", "证照状态为「失效」，不能使用：请收取有效原件扫描"),
        (
            RENTAL_FILING,
            LI_JIANGUO,
            "property-deed",
            "证照状态为「注销」，不能使用：请收取有效原件扫描",
        ),
        (
            ANNUAL_CHECK,
            MINGDE,
            "publication-permit",
            "证照状态为「吊销」，不能使用：请收取有效原件扫描",
        ),
    ] {
        let view = desk.begin(item, number).await;
        if item == RENTAL_FILING {
            answer(&desk, &view.id, "lease_event", "new").await;
            desk.fill(&view.id, "landlord.id_number", JIANG_TAO).await;
        }
        let before = desk.current().await.unwrap().unwrap();
        let kind = KindId::from(kind);
        let offers = desk.certificates(&view.id, Some(kind.clone())).await.unwrap();
        assert_eq!(offers.len(), 1, "{item}: {offers:?}");
        assert_eq!((offers[0].usable, offers[0].reason.as_deref()), (false, Some(told)));
        let taken = desk.take_certificate(&view.id, kind, &offers[0].identifier).await;
        let fault = taken.unwrap_err();
        assert_eq!((fault.code.as_str(), fault.message.as_str()), ("certificate.unusable", told));
        nothing_lost(&desk, &before).await;
    }
}

#[tokio::test]
async fn faults_a_certificate_of_somebody_in_another_role_does_not_count() {
    let (mut hall, _neighbours) = hall().await;
    let desk = Desk::at(&mut hall, "07", "wangxy", json!({})).await;
    // The tenant owns a shop of his own; the filing wants the landlord's deed.
    let view = desk.begin(RENTAL_FILING, LI_JIANGUO).await;
    answer(&desk, &view.id, "lease_event", "new").await;
    let kind = KindId::from("property-deed");
    let own = desk.certificates(&view.id, Some(kind.clone())).await.unwrap();
    assert!(own.iter().all(|offer| offer.holder != "李建国"), "{own:?}");
    desk.fill(&view.id, "landlord.id_number", CHEN_HUIFANG).await;
    let offers = desk.certificates(&view.id, Some(kind.clone())).await.unwrap();
    assert!(!offers.is_empty());
    for offer in &offers {
        assert_eq!((offer.holder.as_str(), offer.role.as_str()), ("陈慧芳", "出租人"));
    }
    // Taken by name although it was not on offer: it is not found for this role.
    let before = desk.current().await.unwrap().unwrap();
    let tenants = "1.2.156.3005.2.tenant";
    let fault = desk.take_certificate(&view.id, kind, tenants).await.unwrap_err();
    assert_eq!(fault.message, "这份电子证照已查不到，请按 F7 重新调取");
    nothing_lost(&desk, &before).await;
}

#[tokio::test]
async fn faults_a_certificate_service_down_or_slow_sends_nobody_home() {
    let (mut hall, neighbours) = hall().await;
    let desk = Desk::at(&mut hall, "07", "wangxy", json!({})).await;
    let view = desk.begin(ALLOWANCE, LI_JIANGUO).await;
    let kind = KindId::from("identity-card");
    let slow = Trouble::Slow { millis: 60_000 };
    for (trouble, code, told) in [
        (
            Trouble::Down,
            "cert_service_down",
            "电子证照服务无法连接，请改用原件扫描（标记待联网核验），联网后补核",
        ),
        (
            slow,
            "cert_service_slow",
            "电子证照服务响应过慢，请稍后重试，或改用原件扫描（标记待联网核验）",
        ),
        (
            Trouble::Error,
            "cert_service_error",
            "电子证照服务内部错误，请稍后重试，或改用原件扫描（标记待联网核验）",
        ),
        (
            Trouble::Rubbish,
            "cert_service_rubbish",
            "电子证照服务返回了无法识别的内容，请稍后重试，或改用原件扫描（标记待联网核验）",
        ),
    ] {
        neighbours.control().set_fault(Service::Certificates, trouble);
        let fault = desk.certificates(&view.id, Some(kind.clone())).await.unwrap_err();
        assert_eq!((fault.code.as_str(), fault.message.as_str()), (code, told));
        // The platform itself is well: the desk is not offline.
        assert!(!desk.engine().offline(), "{code}");
        nothing_lost(&desk, &view).await;
    }
    neighbours.control().set_fault(Service::Certificates, Trouble::Ok);
    let offers = desk.certificates(&view.id, Some(kind.clone())).await.unwrap();
    let usable = offers.iter().find(|offer| offer.usable).unwrap();
    desk.take_certificate(&view.id, kind.clone(), &usable.identifier).await.unwrap();
    desk.station.wire.cut();
    let fault = desk.certificates(&view.id, Some(kind)).await.unwrap_err();
    assert_eq!(fault.code, "sync.unreachable");
    assert!(fault.message.ends_with(" 可改收原件：按 F6 扫描，系统标记「待联网核验」。"));
}

#[tokio::test]
async fn faults_an_expired_identity_card_is_turned_away_and_the_page_stays() {
    let (mut hall, neighbours) = hall().await;
    let reader = json!({ "card_reader": neighbours.addresses().card_reader });
    let desk = Desk::at(&mut hall, "07", "wangxy", reader).await;
    let view = desk.begin(ALLOWANCE, LI_JIANGUO).await;
    neighbours.control().lay_card("dong-hai");
    let fault = desk.read_card(&view.id).await.unwrap_err();
    assert_eq!(fault.code, "card.expired");
    assert_eq!(fault.message, "身份证已过有效期，不能用于办理：请申请人出示有效证件；已填内容都在");
    nothing_lost(&desk, &view).await;
}
