use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use super::{control, start};
use crate::{CardState, Fault, Neighbours, Service};

/// Sends one request and returns the answer as text, or `None` when the connection breaks.
async fn ask(neighbours: &Neighbours, request: &str) -> Option<String> {
    let url = neighbours.addresses().card_reader.as_str();
    let (mut socket, _) = tokio_tungstenite::connect_async(url).await.ok()?;
    socket.send(Message::text(request)).await.ok()?;
    match socket.next().await? {
        Ok(Message::Text(text)) => Some(text.to_string()),
        _ => None,
    }
}

async fn read(neighbours: &Neighbours) -> Value {
    serde_json::from_str(&ask(neighbours, r#"{"type":4}"#).await.unwrap()).unwrap()
}

#[tokio::test]
async fn the_card_on_the_reader_is_read() {
    let neighbours = start().await;
    let card = read(&neighbours).await;
    assert_eq!(card["ErrorCode"], 0);
    assert_eq!(card["name"], "李建国");
    assert_eq!(card["nation"], "汉");
    assert_eq!(card["citizenId"], "440106198002290016");
    assert_eq!(card["validExpire"], "2036-05-01");
    let photo = STANDARD.decode(card["photo"].as_str().unwrap()).unwrap();
    assert_eq!(photo[..3], [0xFF, 0xD8, 0xFF]);
    let expired = json!({"state": "card", "person": "dong-hai"});
    assert_eq!(control(&neighbours, "/card", expired).await, 204);
    assert_eq!(read(&neighbours).await["validExpire"], "2021-05-01");
    assert_eq!(ask(&neighbours, r#"{"type":99}"#).await.unwrap(), UNKNOWN);
}

const UNKNOWN: &str = r#"{"type":99,"ErrorCode":-3,"ErrorMsg":"未知指令"}"#;

#[tokio::test]
async fn what_can_go_wrong_at_the_reader() {
    let neighbours = start().await;
    let handle = neighbours.control();
    handle.set_wait(30);
    for (state, code) in
        [(CardState::None, -2), (CardState::Unreadable, -1), (CardState::Cancel, -9)]
    {
        handle.set_card(state.clone());
        assert_eq!(read(&neighbours).await["ErrorCode"], code, "{state:?}");
    }
    handle.set_card(CardState::Misread { person: "li-jianguo".to_owned() });
    assert_eq!(read(&neighbours).await["citizenId"], "440106198002290010");
}

#[tokio::test]
async fn a_card_laid_down_while_the_reader_waits_is_read() {
    let neighbours = start().await;
    neighbours.control().set_card(CardState::None);
    let (card, ()) = tokio::join!(read(&neighbours), async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        neighbours.control().lay_card("zhao-haiyan");
    });
    assert_eq!(card["name"], "赵海燕");
}

#[tokio::test]
async fn a_reader_that_is_gone_breaks_the_connection_and_comes_back() {
    let neighbours = start().await;
    neighbours.control().set_card(CardState::None);
    let url = neighbours.addresses().card_reader.as_str();
    let (mut socket, _) = tokio_tungstenite::connect_async(url).await.unwrap();
    socket.send(Message::text(r#"{"type":4}"#)).await.unwrap();
    neighbours.control().set_fault(Service::CardReader, Fault::Down);
    assert!(!matches!(socket.next().await, Some(Ok(Message::Text(_)))));
    assert!(tokio_tungstenite::connect_async(url).await.is_err());
    neighbours.control().set_fault(Service::CardReader, Fault::Rubbish);
    let answer = ask(&neighbours, r#"{"type":4}"#).await.unwrap();
    assert!(serde_json::from_str::<Value>(&answer).is_err());
    neighbours.control().set_fault(Service::CardReader, Fault::Ok);
    neighbours.control().lay_card("li-jianguo");
    assert_eq!(read(&neighbours).await["ErrorCode"], 0);
}
