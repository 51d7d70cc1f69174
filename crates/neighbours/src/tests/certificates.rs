use std::io::Write as _;
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{client, start};
use crate::{Fault, Neighbours, Service};

const LI: &str = "440106198002290016";

async fn post(neighbours: &Neighbours, call: &str, body: &Value) -> Value {
    let url = format!("{}{call}", neighbours.addresses().certificates);
    client().post(url).json(body).send().await.unwrap().json().await.unwrap()
}

async fn get(neighbours: &Neighbours, call: &str, token: &str, code: &str) -> Value {
    let root = &neighbours.addresses().certificates;
    let url = format!("{root}{call}?access_token={token}&auth_code={code}");
    client().get(url).send().await.unwrap().json().await.unwrap()
}

fn account() -> Value {
    json!({
        "app_key": "suicheng-hall", "app_secret": "demo-secret", "account": "suicheng",
        "password": "demo-password", "org_code": "114401060074920010",
    })
}

async fn token(neighbours: &Neighbours) -> String {
    let answer = post(neighbours, "/security/login", &account()).await;
    answer["data"]["access_token"].as_str().unwrap().to_owned()
}

fn request(identity_number: &str) -> Value {
    json!({
        "identity_number": identity_number,
        "service_item_code": "11440106MB2C441010440112300200",
        "service_item_name": "公共场所卫生许可",
        "biz_num": "D0001",
        "operator": {
            "account": "wangxy", "name": "王晓燕", "role": "窗口人员", "division": "穗城区",
            "division_code": "440106", "service_org": "穗城区政务服务中心",
            "identity_num": "440106199912314560",
        },
    })
}

async fn auth(neighbours: &Neighbours, body: &Value) -> Value {
    let token = token(neighbours).await;
    post(neighbours, &format!("/license/auth?access_token={token}"), body).await
}

fn row<'a>(answer: &'a Value, name: &str) -> &'a Value {
    let rows = answer["data"].as_array().unwrap();
    rows.iter().find(|row| row["license_name"] == name).unwrap()
}

fn failure(answer: &Value) -> &str {
    assert_eq!(answer["ack_code"], "FAILURE", "{answer}");
    answer["errors"][0]["code"].as_str().unwrap()
}

#[tokio::test]
async fn the_holder_of_a_deed_gets_its_data_and_its_file() {
    let neighbours = start().await;
    let token = token(&neighbours).await;
    let mut body = request(LI);
    body["license_type_codes"] = json!(["11100000000017101M001"]);
    let answer = post(&neighbours, &format!("/license/auth?access_token={token}"), &body).await;
    assert_eq!(answer["ack_code"], "SUCCESS");
    assert_eq!(answer["correlation_id"], "D0001");
    assert_eq!(answer["data"].as_array().unwrap().len(), 2);
    let deed = row(&answer, "不动产权证书");
    assert_eq!(deed["license_status"], "01");
    assert_eq!(deed["holder_identity_num"], LI);
    let code = deed["auth_code"].as_str().unwrap();
    let data = get(&neighbours, "/license/get_license", &token, code).await;
    assert_eq!(data["data"]["data_fields"]["坐落"], "穗城区建设二马路12号103铺");
    let file = get(&neighbours, "/license/archive", &token, code).await;
    assert_eq!(file["data"]["file_name"], "不动产权证书.pdf");
    let pdf = STANDARD.decode(file["data"]["file_data"].as_str().unwrap()).unwrap();
    assert!(pdf.len() < 60_000, "{} bytes", pdf.len());
    let text = text_of(&pdf);
    for part in ["不动产权证书", "李建国", "穗城区建设二马路12号103铺", "房屋建筑面积46.50平方米"]
    {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}

fn text_of(pdf: &[u8]) -> String {
    let mut child = Command::new("pdftotext")
        .args(["-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(pdf).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

#[tokio::test]
async fn a_query_says_who_asks_and_for_which_case() {
    let neighbours = start().await;
    for (path, field) in [
        ("/biz_num", "biz_num"),
        ("/service_item_code", "service_item_code"),
        ("/service_item_name", "service_item_name"),
        ("/identity_number", "identity_number"),
        ("/operator/account", "operator.account"),
        ("/operator/name", "operator.name"),
        ("/operator/role", "operator.role"),
        ("/operator/division", "operator.division"),
        ("/operator/division_code", "operator.division_code"),
        ("/operator/service_org", "operator.service_org"),
        ("/operator/identity_num", "operator.identity_num"),
    ] {
        let mut body = request(LI);
        *body.pointer_mut(path).unwrap() = json!(" ");
        let answer = auth(&neighbours, &body).await;
        assert_eq!(failure(&answer), "MISSING_FIELD", "{field}");
        assert_eq!(answer["errors"][0]["message"], format!("缺少 {field}"));
        assert_eq!(answer["data"], Value::Null);
    }
    let mut body = request(LI);
    body.as_object_mut().unwrap().remove("operator");
    assert_eq!(failure(&auth(&neighbours, &body).await), "MISSING_FIELD");
}

#[tokio::test]
async fn every_query_is_in_the_audit_log() {
    let neighbours = start().await;
    auth(&neighbours, &request(LI)).await;
    let mut body = request(LI);
    body["biz_num"] = json!("");
    auth(&neighbours, &body).await;
    let audit = neighbours.control().audit();
    let seen: Vec<_> = audit
        .iter()
        .map(|row| (row.call.as_str(), row.operator.as_str(), row.biz_num.as_str(), &*row.answer))
        .collect();
    assert_eq!(
        seen,
        [("auth", "wangxy", "D0001", "SUCCESS"), ("auth", "wangxy", "", "MISSING_FIELD")]
    );
    assert!(audit.iter().all(|row| row.identity_number == LI));
}

#[tokio::test]
async fn certificates_out_of_force_say_so() {
    let neighbours = start().await;
    for (number, name, status, words) in [
        ("440106198106060039", "居民身份证", "05", "失效"),
        ("440106199512050084", "社会保障卡", "02", "暂扣"),
        ("91440106MA5D6Q4W9R", "食品经营许可证", "03", "撤销"),
        ("44010619760225003X", "不动产权证书", "04", "注销"),
        ("91440106MA9G4U6C88", "营业执照", "07", "吊销"),
        ("91440106MA5D6Q4W9R", "公共场所卫生许可证", "01", "有效"),
    ] {
        let answer = auth(&neighbours, &request(number)).await;
        let row = row(&answer, name);
        assert_eq!(row["license_status"], status, "{name}");
        assert_eq!(row["license_status_name"], words, "{name}");
    }
    let stranger = auth(&neighbours, &request("11010519491231002X")).await;
    assert_eq!(stranger["ack_code"], "SUCCESS");
    assert_eq!(stranger["data"], json!([]));
}

#[tokio::test]
async fn a_code_shown_on_the_phone_names_its_holder() {
    let neighbours = start().await;
    let token = token(&neighbours).await;
    let call = format!("/license/holder?access_token={token}");
    let mut body = request("");
    body["show_code"] = json!(neighbours.control().world().person("sun-wei").unwrap().show_code);
    let answer = post(&neighbours, &call, &body).await;
    assert_eq!(answer["data"]["holder"]["name"], "孙伟");
    assert!(answer["data"]["licenses"].as_array().unwrap().len() >= 3);
    body["show_code"] = json!("LM0");
    assert_eq!(failure(&post(&neighbours, &call, &body).await), "UNKNOWN_SHOW_CODE");
}

#[tokio::test]
async fn an_agent_sees_what_the_principal_allowed() {
    let neighbours = start().await;
    let token = token(&neighbours).await;
    let call = format!("/license/entrust?access_token={token}");
    let ask = async |agent: &str, principal: &str, code: &str| {
        let mut body = request(agent);
        body["principal_identity_number"] = json!(principal);
        body["entrust_code"] = json!(code);
        post(&neighbours, &call, &body).await
    };
    let landlord = "440106196808300093";
    let tenant = "440106198809230065";
    let answer = ask(tenant, landlord, "WT2026090800042").await;
    let names: Vec<&Value> =
        answer["data"].as_array().unwrap().iter().map(|row| &row["license_name"]).collect();
    assert_eq!(names, ["不动产权证书"]);
    assert_eq!(answer["data"][0]["holder_name"], "吴国栋");
    assert_eq!(failure(&ask(LI, landlord, "WT2026090800042").await), "NO_ENTRUSTMENT");
    let over = ask("440106200001010086", "91440101MA5A7H3GXT", "WT2026081500003").await;
    assert_eq!(failure(&over), "ENTRUSTMENT_EXPIRED");
}

#[tokio::test]
async fn tokens_and_codes_end() {
    let neighbours = start().await;
    let mut wrong = account();
    wrong["password"] = json!("guess");
    let answer = post(&neighbours, "/security/login", &wrong).await;
    assert_eq!(failure(&answer), "INVALID_CREDENTIALS");
    let token = token(&neighbours).await;
    let unknown = get(&neighbours, "/license/get_license", &token, "AA").await;
    assert_eq!(failure(&unknown), "INVALID_AUTH_CODE");
    let call = format!("/license/auth?access_token={token}");
    neighbours.control().end_tokens();
    let answer = post(&neighbours, &call, &request(LI)).await;
    assert_eq!(failure(&answer), "INVALID_TOKEN");
}

#[tokio::test]
async fn faults_reach_the_client() {
    let neighbours = start().await;
    let url = format!("{}/security/login", neighbours.addresses().certificates);
    let keep_alive = client();
    let send = async || keep_alive.post(&url).json(&account()).send().await;
    assert_eq!(send().await.unwrap().status().as_u16(), 200);
    let set = |fault| neighbours.control().set_fault(Service::Certificates, fault);
    set(Fault::Error);
    assert_eq!(send().await.unwrap().status().as_u16(), 500);
    set(Fault::Rubbish);
    assert!(send().await.unwrap().json::<Value>().await.is_err());
    set(Fault::Down);
    assert!(send().await.is_err());
    set(Fault::Slow { millis: 60_000 });
    let waited = tokio::time::timeout(std::time::Duration::from_millis(200), send()).await;
    assert!(waited.is_err());
    set(Fault::Ok);
    assert_eq!(send().await.unwrap().status().as_u16(), 200);
}
