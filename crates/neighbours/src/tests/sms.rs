use serde_json::{Value, json};

use super::{client, start};
use crate::{Fault, Service};

#[tokio::test]
async fn messages_are_kept_and_bad_ones_turned_away() {
    let neighbours = start().await;
    let url = format!("{}/messages", neighbours.addresses().sms);
    let send =
        async |body: Value| client().post(&url).json(&body).send().await.unwrap().status().as_u16();
    assert_eq!(send(json!({"to": "13800002210", "text": "您的申请已受理"})).await, 200);
    assert_eq!(send(json!({"to": "020-83000000", "text": "您的申请已受理"})).await, 400);
    assert_eq!(send(json!({"to": "13800002210", "text": " "})).await, 400);
    neighbours.control().set_fault(Service::Sms, Fault::Error);
    assert_eq!(send(json!({"to": "13800002210", "text": "x"})).await, 500);
    let kept = neighbours.control().messages();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].text, "您的申请已受理");
}
