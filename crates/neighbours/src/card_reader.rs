//! ID-card reader 身份证阅读器 in the manner of the 柜外清 (domain.md §11): a WebSocket on
//! loopback that reads the card lying on it.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::control::Control;
use crate::data::Person;
use crate::faults::{Fault, RUBBISH, Service};

/// What the reader finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum CardState {
    /// This person's card.
    Card {
        /// Key of the person.
        person: String,
    },
    /// No card: the reader waits, then gives up.
    None,
    /// The next read is cancelled at the device.
    Cancel,
    /// A card that cannot be read.
    Unreadable,
    /// This person's card, the last digit of the number misread.
    Misread {
        /// Key of the person.
        person: String,
    },
}

impl CardState {
    pub(crate) fn person(&self) -> Option<&str> {
        match self {
            Self::Card { person } | Self::Misread { person } => Some(person),
            Self::None | Self::Cancel | Self::Unreadable => None,
        }
    }
}

const READ_CARD: i32 = 4;
const DONE: i32 = 0;
const UNREADABLE: i32 = -1;
const TIMEOUT: i32 = -2;
const UNKNOWN_REQUEST: i32 = -3;
const CANCELLED: i32 = -9;

const PORTRAIT: &[u8] = include_bytes!("../data/portrait.jpg");

#[derive(Deserialize)]
struct Request {
    #[serde(rename = "type")]
    kind: i32,
}

/// The device's own spelling of its answer.
#[derive(Serialize)]
struct Answer {
    #[serde(rename = "type")]
    kind: i32,
    #[serde(rename = "ErrorCode")]
    error_code: i32,
    #[serde(rename = "ErrorMsg")]
    error_message: &'static str,
    #[serde(flatten)]
    card: Option<Card>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Card {
    card_type: u8,
    name: String,
    sex: String,
    nation: String,
    birthday: String,
    address: String,
    citizen_id: String,
    issue_organ: String,
    valid_start: String,
    valid_expire: String,
    photo: String,
}

pub(crate) fn routes(control: Control) -> Router {
    Router::new().route("/", get(connect)).with_state(control)
}

async fn connect(State(control): State<Control>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(move |socket| converse(control, socket))
}

async fn converse(control: Control, mut socket: WebSocket) {
    let mut faults = control.faults(Some(Service::CardReader)).subscribe();
    while let Some(Ok(message)) = socket.recv().await {
        let Message::Text(text) = message else {
            continue;
        };
        let reply = if *faults.borrow() == Fault::Rubbish {
            RUBBISH.to_owned()
        } else {
            // While it waits for a card nothing else would notice that the device is gone.
            tokio::select! {
                reply = answer(&control, &text) => reply,
                _ = faults.wait_for(|fault| *fault == Fault::Down) => return,
            }
        };
        if socket.send(Message::text(reply)).await.is_err() {
            return;
        }
    }
}

async fn answer(control: &Control, request: &str) -> String {
    let kind = serde_json::from_str::<Request>(request).map_or(0, |request| request.kind);
    let (error_code, card) = match kind {
        READ_CARD => read(control).await,
        _ => (UNKNOWN_REQUEST, None),
    };
    let error_message = match error_code {
        DONE => "",
        UNREADABLE => "读卡失败",
        TIMEOUT => "操作超时",
        CANCELLED => "用户取消",
        _ => "未知指令",
    };
    let answer = Answer { kind, error_code, error_message, card };
    serde_json::to_string(&answer).unwrap_or_default()
}

async fn read(control: &Control) -> (i32, Option<Card>) {
    let mut reader = control.reader.subscribe();
    let wait = Duration::from_millis(reader.borrow().wait_millis);
    let something = reader.wait_for(|reader| reader.card != CardState::None);
    let Ok(Ok(found)) = tokio::time::timeout(wait, something).await else {
        return (TIMEOUT, None);
    };
    let state = found.card.clone();
    drop(found);
    match &state {
        CardState::Card { person } => card(control, person, false),
        CardState::Misread { person } => card(control, person, true),
        CardState::Unreadable => (UNREADABLE, None),
        CardState::None => (TIMEOUT, None),
        CardState::Cancel => {
            control.set_card(CardState::None);
            (CANCELLED, None)
        }
    }
}

fn card(control: &Control, key: &str, misread: bool) -> (i32, Option<Card>) {
    let Some(person) = control.world.person(key) else {
        return (UNREADABLE, None);
    };
    (DONE, Some(face(person, misread)))
}

fn face(person: &Person, misread: bool) -> Card {
    let mut citizen_id = person.identity_number.clone();
    if misread && let Some(last) = citizen_id.pop() {
        citizen_id.push(if last == '0' { '1' } else { '0' });
    }
    Card {
        card_type: 0,
        name: person.name.clone(),
        sex: person.sex.clone(),
        nation: person.nation.trim_end_matches('族').to_owned(),
        birthday: person.birthday.clone(),
        address: person.address.clone(),
        citizen_id,
        issue_organ: person.issue_organ.clone(),
        valid_start: person.card_start.clone(),
        valid_expire: person.card_expire.clone(),
        photo: STANDARD.encode(PORTRAIT),
    }
}
