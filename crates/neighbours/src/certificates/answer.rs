//! The envelope of every answer.

use axum::Json;
use serde::Serialize;

use crate::control::Control;
use crate::data::{Certificate, World};

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    InvalidCredentials,
    InvalidToken,
    MissingField(&'static str),
    UnknownShowCode,
    NoEntrustment,
    EntrustmentExpired,
    InvalidAuthCode,
    FileUnavailable,
}

impl Failure {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::InvalidCredentials => "INVALID_CREDENTIALS",
            Self::InvalidToken => "INVALID_TOKEN",
            Self::MissingField(_) => "MISSING_FIELD",
            Self::UnknownShowCode => "UNKNOWN_SHOW_CODE",
            Self::NoEntrustment => "NO_ENTRUSTMENT",
            Self::EntrustmentExpired => "ENTRUSTMENT_EXPIRED",
            Self::InvalidAuthCode => "INVALID_AUTH_CODE",
            Self::FileUnavailable => "FILE_UNAVAILABLE",
        }
    }

    fn message(&self) -> String {
        match self {
            Self::InvalidCredentials => "应用或账号不正确".to_owned(),
            Self::InvalidToken => "访问令牌无效或已过期".to_owned(),
            Self::MissingField(field) => format!("缺少 {field}"),
            Self::UnknownShowCode => "亮码无效".to_owned(),
            Self::NoEntrustment => "没有有效的委托授权".to_owned(),
            Self::EntrustmentExpired => "委托授权已过期".to_owned(),
            Self::InvalidAuthCode => "用证码无效或已过期".to_owned(),
            Self::FileUnavailable => "证照文件暂不可用".to_owned(),
        }
    }
}

#[derive(Serialize)]
struct Fault {
    code: &'static str,
    message: String,
}

/// What every call answers.
#[derive(Serialize)]
pub(super) struct Answer<T> {
    ack_code: &'static str,
    errors: Vec<Fault>,
    data: Option<T>,
    response_id: String,
    correlation_id: String,
}

/// Puts an outcome into the envelope.
pub(super) fn reply<T>(
    control: &Control,
    correlation_id: String,
    outcome: Result<T, Failure>,
) -> Json<Answer<T>> {
    let response_id = format!("R{:010}", control.state().next_serial());
    let (ack_code, errors, data) = match outcome {
        Ok(data) => ("SUCCESS", Vec::new(), Some(data)),
        Err(failure) => {
            let fault = Fault { code: failure.code(), message: failure.message() };
            ("FAILURE", vec![fault], None)
        }
    };
    Json(Answer { ack_code, errors, data, response_id, correlation_id })
}

/// One certificate in a list.
#[derive(Serialize)]
pub(super) struct LicenceRow {
    auth_code: String,
    license_code: String,
    license_name: String,
    license_type_code: String,
    license_number: String,
    holder_name: String,
    holder_identity_num: String,
    issue_org_name: String,
    issue_org_code: String,
    valid_from: String,
    valid_to: String,
    license_status: String,
    license_status_name: &'static str,
    remark: String,
}

impl LicenceRow {
    pub(super) fn new(world: &World, certificate: &Certificate, auth_code: String) -> Self {
        let kind = world.kinds.get(&certificate.kind);
        let organ = world.organs.get(&certificate.issuer);
        let holder = world.holder(&certificate.holder);
        let number = holder.as_ref().map(|holder| holder.identity_number.clone());
        Self {
            auth_code,
            license_code: certificate.identifier.clone(),
            license_name: kind.map(|kind| kind.name.clone()).unwrap_or_default(),
            license_type_code: kind.map(|kind| kind.type_code.clone()).unwrap_or_default(),
            license_number: certificate.number.clone(),
            holder_name: holder.map(|holder| holder.name).unwrap_or_default(),
            holder_identity_num: number.unwrap_or_default(),
            issue_org_name: organ.map(|organ| organ.name.clone()).unwrap_or_default(),
            issue_org_code: organ.map(|organ| organ.uscc.clone()).unwrap_or_default(),
            valid_from: certificate.valid_from.clone(),
            valid_to: certificate.valid_to.clone(),
            license_status: certificate.status.clone(),
            license_status_name: status_name(&certificate.status),
            remark: certificate.remark.clone(),
        }
    }
}

/// Name of a status (住建部 codes, domain.md §6).
fn status_name(status: &str) -> &'static str {
    match status {
        "01" => "有效",
        "02" => "暂扣",
        "03" => "撤销",
        "04" => "注销",
        "05" => "失效",
        "06" => "转出",
        "07" => "吊销",
        _ => "其他",
    }
}
