//! Rating device 评价器: a WebSocket on loopback that shows the five grades to the applicant and
//! sends what was pressed, in stars (domain.md §7).

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use axum::routing::get;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::control::Control;
use crate::faults::{Fault, RUBBISH, Service};

/// What the applicant does when asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Pressed {
    /// Nothing: the device waits, then gives up 未评价.
    #[default]
    Nothing,
    /// Goes away 取消.
    Cancel,
    /// Rates, with stars: five are 非常满意.
    Stars {
        /// Stars.
        stars: u8,
        /// Option codes.
        options: Vec<String>,
        /// Own words.
        comment: String,
    },
}

const RATE: i32 = 20;

#[derive(Deserialize)]
struct Request {
    #[serde(rename = "type")]
    kind: i32,
}

pub(crate) fn routes(control: Control) -> Router {
    Router::new().route("/", get(connect)).with_state(control)
}

async fn connect(State(control): State<Control>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(move |socket| converse(control, socket))
}

async fn converse(control: Control, mut socket: WebSocket) {
    let mut faults = control.faults(Some(Service::RatingTerminal)).subscribe();
    while let Some(Ok(message)) = socket.recv().await {
        let Message::Text(text) = message else {
            continue;
        };
        let reply = if *faults.borrow() == Fault::Rubbish {
            RUBBISH.to_owned()
        } else {
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
    if kind != RATE {
        return json!({"type": kind, "ErrorCode": -3, "ErrorMsg": "未知指令"}).to_string();
    }
    let mut pressed = control.pressed.subscribe();
    let wait = Duration::from_millis(control.reader.borrow().wait_millis);
    let something = pressed.wait_for(|pressed| *pressed != Pressed::Nothing);
    let found = match tokio::time::timeout(wait, something).await {
        Ok(Ok(found)) => found.clone(),
        Ok(Err(_)) | Err(_) => Pressed::Nothing,
    };
    // one answer a visit: the next applicant presses anew
    control.press(Pressed::Nothing);
    match found {
        Pressed::Nothing => json!({"type": RATE, "ErrorCode": -2, "ErrorMsg": "操作超时"}),
        Pressed::Cancel => json!({"type": RATE, "ErrorCode": -9, "ErrorMsg": "用户取消"}),
        Pressed::Stars { stars, options, comment } => json!({
            "type": RATE,
            "ErrorCode": 0,
            "ErrorMsg": "",
            "evaluateId": format!("P{:06}", control.state().next_serial()),
            "appraiseLevel": stars.to_string(),
            "appraiseContent": options.join("|"),
            "otherAppraiseContent": comment,
        }),
    }
    .to_string()
}
