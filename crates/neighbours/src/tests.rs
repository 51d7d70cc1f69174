//! Over the wire: what a client of the outside systems sees.

mod card_reader;
mod certificates;
mod counter;
mod data;
mod sms;

use serde_json::{Value, json};

use crate::{Neighbours, Ports};

async fn start() -> Neighbours {
    Neighbours::start(Ports::default()).await.unwrap()
}

fn client() -> reqwest::Client {
    // Set once a process; a second setting is refused and changes nothing.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::new()
}

async fn control(neighbours: &Neighbours, path: &str, body: Value) -> u16 {
    let url = format!("{}{path}", neighbours.addresses().control);
    client().put(url).json(&body).send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn control_answers_over_http() {
    let neighbours = start().await;
    assert_eq!(control(&neighbours, "/wait", json!({"millis": 20})).await, 204);
    assert_eq!(control(&neighbours, "/faults/sms", json!({"mode": "error"})).await, 204);
    assert_eq!(control(&neighbours, "/faults/nobody", json!({"mode": "error"})).await, 400);
    let nobody = json!({"state": "card", "person": "nobody"});
    assert_eq!(control(&neighbours, "/card", nobody).await, 404);
    let url = format!("{}/people", neighbours.addresses().control);
    let people: Value = client().get(url).send().await.unwrap().json().await.unwrap();
    let people = people.as_array().unwrap();
    assert_eq!(people.len(), 42);
    assert_eq!(people[0]["name"], "李建国");
    assert!(people.iter().filter(|row| !row["certificates"][0].is_null()).count() >= 30);
}

#[tokio::test]
async fn a_dropped_set_of_neighbours_is_gone() {
    let neighbours = start().await;
    let url = format!("{}/people", neighbours.addresses().control);
    drop(neighbours);
    assert!(client().get(url).send().await.is_err());
}
