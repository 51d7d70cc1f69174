//! Collecting 收款: a POS terminal or a bank's code. An order is paid once; asked again, the first
//! payment is the answer.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use crate::clock;
use crate::control::Control;

/// A payment that was taken 收款记录.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Payment {
    /// Number of the notice.
    pub order_no: String,
    /// How: `bank`, `pos` or `cash`.
    pub channel: String,
    /// Who paid.
    pub payer: String,
    /// In 分.
    pub amount: u32,
    /// 交易流水号.
    pub transaction: String,
    /// 财政电子票据号码.
    pub voucher: String,
    /// Day.
    pub paid_on: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Order {
    order_no: String,
    amount: u32,
    channel: String,
    payer: String,
}

#[derive(Serialize)]
struct Declined {
    error: String,
}

pub(crate) fn routes(control: Control) -> Router {
    Router::new().route("/v1/payments", post(pay).get(list)).with_state(control)
}

async fn pay(
    State(control): State<Control>,
    Json(order): Json<Order>,
) -> Result<Json<Payment>, (StatusCode, Json<Declined>)> {
    let decline = |error: &str| {
        Err((StatusCode::PAYMENT_REQUIRED, Json(Declined { error: error.to_owned() })))
    };
    let mut state = control.state();
    if let Some(paid) = state.payments.iter().find(|paid| paid.order_no == order.order_no) {
        return Ok(Json(paid.clone()));
    }
    if order.amount == 0 || order.order_no.trim().is_empty() {
        return decline("金额或缴费通知书编号不正确");
    }
    if let Some(reason) = state.decline_next.take() {
        return decline(&reason);
    }
    let serial = state.next_serial();
    let paid = Payment {
        order_no: order.order_no,
        channel: order.channel,
        payer: order.payer,
        amount: order.amount,
        transaction: format!("T{serial:012}"),
        voucher: format!("44060126{serial:012}"),
        paid_on: clock::now().1.date().to_string(),
    };
    state.payments.push(paid.clone());
    Ok(Json(paid))
}

async fn list(State(control): State<Control>) -> Json<Vec<Payment>> {
    Json(control.payments())
}
