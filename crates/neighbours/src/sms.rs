//! SMS 短信: takes messages and keeps them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use crate::control::Control;

/// A text message 短信.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Mobile number.
    pub to: String,
    /// Text.
    pub text: String,
}

#[derive(Serialize)]
struct Sent {
    message_id: String,
}

#[derive(Serialize)]
struct Turned {
    error: &'static str,
}

pub(crate) fn routes(control: Control) -> Router {
    Router::new().route("/v1/messages", post(send).get(list)).with_state(control)
}

async fn send(
    State(control): State<Control>,
    Json(message): Json<Message>,
) -> Result<Json<Sent>, (StatusCode, Json<Turned>)> {
    let mobile = message.to.len() == 11
        && message.to.starts_with('1')
        && message.to.bytes().all(|byte| byte.is_ascii_digit());
    if !mobile || message.text.trim().is_empty() {
        let error = if mobile { "短信内容为空" } else { "手机号码不正确" };
        return Err((StatusCode::BAD_REQUEST, Json(Turned { error })));
    }
    let mut state = control.state();
    let message_id = format!("S{:010}", state.next_serial());
    state.messages.push(message);
    Ok(Json(Sent { message_id }))
}

async fn list(State(control): State<Control>) -> Json<Vec<Message>> {
    Json(control.messages())
}
