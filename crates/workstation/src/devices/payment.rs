//! Collecting 收款: the POS terminal or the bank's code, behind one HTTP program on this machine.
//! Money goes to the treasury; the answer names the transaction and the electronic voucher
//! 财政电子票据 (clerk-notes E25).

use std::time::Duration;

use domain::fee::PayChannel;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How long a person may take to pay.
const PATIENCE: Duration = Duration::from_secs(90);
/// How long the program may take to take the call.
const CONNECT: Duration = Duration::from_secs(2);

/// What is to be paid 缴款请求.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// Number of the notice 缴费通知书编号.
    pub order_no: String,
    /// In 分.
    pub amount: u32,
    /// How.
    pub channel: PayChannel,
    /// Who pays 缴款人.
    pub payer: String,
}

/// What was paid.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Paid {
    /// In 分.
    pub amount: u32,
    /// 交易流水号.
    pub transaction: String,
    /// 财政电子票据号码.
    pub voucher: String,
    /// Day.
    pub paid_on: Date,
}

/// Why nothing was paid; the text tells the clerk what to do next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaymentError {
    /// Nothing listens there.
    #[error("收款终端没有响应：请检查终端和网络后重试，或请申请人凭缴费通知书到银行缴款")]
    Absent,
    /// No answer in time: nobody knows whether money moved.
    #[error(
        "收款终端没有回音，不知道是否扣款：请先在终端上查询本笔交易，已扣款的再按一次收款即可补登"
    )]
    Unsure,
    /// The bank or the applicant said no.
    #[error("没有收到款：{0}。请核对后重试，或请申请人换一种方式缴款")]
    Declined(String),
    /// The program answered something that is no payment.
    #[error("收款终端的回答看不懂：请重启收款程序后重试")]
    Garbled,
}

impl PaymentError {
    /// Stable name for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Absent => "payment_absent",
            Self::Unsure => "payment_unsure",
            Self::Declined(_) => "payment_declined",
            Self::Garbled => "payment_garbled",
        }
    }
}

#[derive(Deserialize)]
struct Declined {
    error: String,
}

/// Lets the applicant pay. The same order paid twice answers with the first payment, so that a lost
/// answer costs nobody twice.
///
/// # Errors
/// Why nothing was paid, or that nobody knows.
pub async fn collect(url: &str, order: &Order) -> Result<Paid, PaymentError> {
    // the program is on this machine: no TLS, and nobody else's is trusted
    let tls = crate::sync::trusting(None).map_err(|_| PaymentError::Absent)?;
    let client = reqwest::Client::builder()
        .use_preconfigured_tls(tls)
        .connect_timeout(CONNECT)
        .timeout(PATIENCE)
        .no_proxy()
        .build()
        .map_err(|_| PaymentError::Absent)?;
    let sent = client.post(format!("{url}/payments")).json(order).send().await;
    let answer =
        sent.map_err(
            |error| {
                if error.is_connect() { PaymentError::Absent } else { PaymentError::Unsure }
            },
        )?;
    let paid = answer.status().is_success();
    let body = answer.bytes().await.map_err(|_| PaymentError::Unsure)?;
    if paid {
        return serde_json::from_slice(&body).map_err(|_| PaymentError::Garbled);
    }
    let declined: Declined = serde_json::from_slice(&body).map_err(|_| PaymentError::Garbled)?;
    Err(PaymentError::Declined(declined.error))
}
