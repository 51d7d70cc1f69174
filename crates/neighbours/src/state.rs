//! What changes while the neighbours run: tokens, codes in use, the card, logs.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::card_reader::CardState;
use crate::payment::Payment;
use crate::sms::Message;

/// How long an access token serves.
pub(crate) const TOKEN_LIFE: SignedDuration = SignedDuration::from_secs(7_200);
/// How long a 用证码 serves.
pub(crate) const AUTH_CODE_LIFE: SignedDuration = SignedDuration::from_mins(30);

/// One query of the certificate service, for the audit 用证日志.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditRow {
    /// When it was asked.
    pub at: String,
    /// Which call.
    pub call: String,
    /// Account of the operator who asked 经办人.
    pub operator: String,
    /// Case or draft number 业务流水号.
    pub biz_num: String,
    /// Whose certificates were asked for.
    pub identity_number: String,
    /// `SUCCESS`, or the code of the failure.
    pub answer: String,
}

/// What a 用证码 stands for.
#[derive(Clone, Debug)]
pub(crate) struct AuthCode {
    pub(crate) certificate: usize,
    pub(crate) org_code: String,
    pub(crate) biz_num: String,
    pub(crate) operator: String,
    pub(crate) until: Timestamp,
}

/// A login 登录.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) org_code: String,
    pub(crate) until: Timestamp,
}

#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) tokens: BTreeMap<String, Token>,
    pub(crate) auth_codes: BTreeMap<String, AuthCode>,
    pub(crate) audit: Vec<AuditRow>,
    pub(crate) messages: Vec<Message>,
    pub(crate) payments: Vec<Payment>,
    /// Why the next payment is declined.
    pub(crate) decline_next: Option<String>,
    serial: u64,
}

impl State {
    pub(crate) fn next_serial(&mut self) -> u64 {
        self.serial += 1;
        self.serial
    }
}

/// What lies on the reader, and how long it waits.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    pub(crate) card: CardState,
    pub(crate) wait_millis: u64,
}
