//! 开办理发店 from the greeting to the hand-out (clerk-notes §4b).

use serde_json::{Value, json};
use workstation::clock::{Clock as _, SystemClock, legal_date};

use super::{Halls, assert_says, paper};

const EXAMINED: &str = "材料齐全，符合法定形式，拟准予";

/// The order of the counter: deed and card as e-certificates, the rest scanned.
pub(super) fn barber_shop() -> Value {
    let scanned = [
        "individual-registration-form",
        "hygiene-application-form",
        "floor-plan",
        "hygiene-test-report",
        "hygiene-rules",
    ];
    let mut materials = vec![
        json!({ "kind": "property-deed", "certificate": "粤（2012）穗城不动产权第0031207号" }),
        json!({ "kind": "identity-card", "certificate": true }),
    ];
    materials.extend(scanned.map(scan));
    json!({
        "ticket": "A027",
        "applicant": {
            "id_number": "440106198002290016", "name": "李建国", "phone": "13800002210",
            "address": "穗城区建设二马路12号203房",
        },
        "theme": "open-barber-shop",
        "answers": {
            "licensed": "no", "entity": "individual", "operator": "mainland", "tenure": "owned",
            "residential": "no", "hair_dye": "no", "beauty": "none", "central_air": "no",
            "hygiene_route": "ordinary",
        },
        "form": {
            "business.name": "穗城区建国理发店", "business.composition": "personal",
            "business.capital": "2", "business.scope": "理发服务", "business.staff": "3",
            "premises.area": "46.5", "hygiene.project": "hair", "hygiene.seats": "4",
            "hygiene.manager": "李建国", "hygiene.disinfection": "ultraviolet",
        },
        "materials": materials,
    })
}

/// A page on paper, compared with its original.
pub(crate) fn scan(kind: &str) -> Value {
    json!({ "kind": kind, "files": ["page.jpg"], "original": "seen_returned", "passed": true })
}

/// Examines every point and proposes.
fn examine(hall: &Halls, user: &str, case: &str) {
    let home = "departments";
    hall.act(home, user, case, &json!({ "type": "claim" }));
    examined(hall, user, case);
}

/// 现场核查 by two officers.
fn site_check() -> Value {
    json!({ "type": "proceed", "request": {
        "type": "site_check",
        "officers": [
            { "name": "冯杰", "certificate": "粤A0450123" },
            { "name": "郑敏仪", "certificate": "粤A0450177" },
        ],
        "checked_on": legal_date(SystemClock.now()).to_string(),
        "place": "穗城区政通路 18 号",
        "findings": "布局与平面图一致",
        "party": { "type": "signed", "name": "李建国" },
    } })
}

/// The examiner may not propose to grant before the site was checked, and does so afterwards.
fn site_first(hall: &Halls, permit: &str) {
    let unseen =
        json!({ "type": "give_opinion", "step": "examine", "proposal": "grant", "text": EXAMINED });
    hall.act("departments", "fengjie", permit, &json!({ "type": "claim" }));
    let refused = hall.act_refused("departments", "fengjie", permit, &unseen);
    assert_eq!(refused, "opinion.site_check");
    let checked = hall.act("departments", "fengjie", permit, &site_check());
    assert_says(
        &paper(&checked, "site_check_record"),
        &["现场核查笔录", "粤A0450177", "与平面图一致"],
    );
    examined(hall, "fengjie", permit);
}

/// The points and the opinion of whoever claimed it.
fn examined(hall: &Halls, user: &str, case: &str) {
    let home = "departments";
    let shown = hall.at(home, user, &["case", "show", case]);
    let points = shown["case"]["terms"]["points"].as_array().unwrap();
    let met = points.iter().map(|point| (point.as_str().unwrap().to_owned(), json!("met")));
    let findings: serde_json::Map<String, Value> = met.collect();
    hall.act(home, user, case, &json!({ "type": "examine", "findings": findings }));
    let opinion =
        json!({ "type": "give_opinion", "step": "examine", "proposal": "grant", "text": EXAMINED });
    hall.act(home, user, case, &opinion);
}

#[test]
fn headless_a_barber_shop_is_opened() {
    let hall = Halls::open();
    std::fs::write(hall.path("page.jpg"), page()).unwrap();
    let (file, papers) = (hall.file("order.json", &barber_shop()), hall.text("papers"));
    let done = hall.at("counter", "chenjing", &["apply", &file, "--pdf", &papers]);
    assert_eq!(done["missing"], json!([]));
    assert_eq!(done["unsent"], 0);
    let cases: Vec<&str> =
        done["cases"].as_array().unwrap().iter().map(|case| case.as_str().unwrap()).collect();
    let [registration, permit] = cases[..] else { panic!("{done}") };
    let receipt = paper(&done, "receipt");
    assert_says(&receipt, &["李建国", registration, permit, "不动产权证书", "个体工商户设立登记"]);
    assert!(!receipt.contains("440106198002290016"), "the number is masked: {receipt}");

    // The department: the examiner does not decide, the registrar does.
    examine(&hall, "luoxin", registration);
    let approve =
        json!({ "type": "approve", "ground": "市场主体登记管理条例第十九条", "text": "准予登记" });
    let refused = hall.act_refused("departments", "luoxin", registration, &approve);
    assert_eq!(refused, "authority.register");
    // Who waits for the licence is not accepted before it is there 先照后证.
    let accept = json!({ "type": "accept" });
    let early = hall.act_refused("counter", "chenjing", permit, &accept);
    assert!(!early.is_empty());
    let registered = hall.act("departments", "heguang", registration, &approve);
    assert_says(&paper(&registered, "registration_notice"), &["李建国", registration]);
    assert_says(&paper(&registered, "licence"), &["穗城区建国理发店"]);

    // The licence flows in; the authorised clerk accepts.
    let accepted = hall.act("counter", "chenjing", permit, &accept);
    let notice = paper(&accepted, "acceptance_notice");
    assert_says(
        &notice,
        &["受理通知书", "穗城区疾病预防控制局", "李建国", permit, "公共场所卫生许可"],
    );
    site_first(&hall, permit);
    let approve =
        json!({ "type": "approve", "ground": "公共场所卫生管理条例第四条", "text": "准予" });
    assert!(!hall.act_refused("departments", "fengjie", permit, &approve).is_empty());
    hall.act("departments", "caolei", permit, &approve);

    // One hand-out with both results and one delivery receipt; the shift report counts it all.
    let deliver = json!({
        "type": "deliver", "cases": cases, "way": "in_person", "recipient": "李建国",
        "recipient_id": "440106198002290016",
    });
    let delivered = hall.act("counter", "huangmin", permit, &deliver);
    assert_says(&paper(&delivered, "delivery_receipt"), &["送达回证", "李建国"]);
    let shown = hall.at("counter", "chenjing", &["case", "show", permit]);
    assert_eq!(shown["case"]["stage"], "closed");
    assert_eq!(shown["application"]["applicant"], "李**");
    report(&hall);
    for (home, user) in [("counter", "chenjing"), ("departments", "caolei")] {
        let verified = hall.at(home, user, &["verify"]);
        assert_eq!(verified["bad"], Value::Null);
        assert!(verified["events"].as_u64() > Some(5));
    }
}

fn report(hall: &Halls) {
    let date = legal_date(SystemClock.now()).to_string();
    let pdf = hall.text("shift.pdf");
    let asked = ["report", "shift", "--date", &date, "--counter", "07", "--pdf", &pdf];
    let shift = hall.at("counter", "chenjing", &asked);
    let counts = &shift["counts"];
    assert_eq!(
        (&counts["tickets"], &counts["received"], &counts["accepted"], &counts["delivered"]),
        (&json!(1), &json!(1), &json!(1), &json!(2))
    );
    assert!(std::fs::read(pdf).unwrap().starts_with(b"%PDF"));
}

/// A white page as JPEG.
pub(crate) fn page() -> Vec<u8> {
    include_bytes!("../fixtures/page.jpg").to_vec()
}
