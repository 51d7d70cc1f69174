use serde_json::{Value, json};

use super::{client, control, start};

#[tokio::test]
async fn an_order_is_paid_once() {
    let neighbours = start().await;
    let url = format!("{}/payments", neighbours.addresses().payment);
    let order = json!({"orderNo": "穗自然费〔2026〕1号", "amount": 8000, "channel": "pos",
        "payer": "李建国"});
    let pay = async || client().post(&url).json(&order).send().await.unwrap();
    assert_eq!(control(&neighbours, "/decline", json!({"reason": "余额不足"})).await, 204);
    let declined = pay().await;
    assert_eq!(declined.status().as_u16(), 402);
    assert_eq!(declined.json::<Value>().await.unwrap()["error"], "余额不足");
    let first: Value = pay().await.json().await.unwrap();
    let again: Value = pay().await.json().await.unwrap();
    assert_eq!(first, again, "a lost answer costs nobody twice");
    assert_eq!(neighbours.control().payments().len(), 1);
}
