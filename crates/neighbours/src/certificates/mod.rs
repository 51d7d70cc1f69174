//! Electronic certificate sharing service 电子证照共享服务 in the manner of the Guangdong
//! license-app (domain.md §6): login, authorise, data, file. Every query names the operator
//! and the case or draft.

mod answer;
pub(crate) mod paper;
mod query;

use axum::extract::{Query, State};
use axum::http::Uri;
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::clock::now;
use crate::control::Control;
use crate::data::{Certificate, Fields};
use crate::state::{AUTH_CODE_LIFE, AuditRow, AuthCode, TOKEN_LIFE, Token};

use answer::{Answer, Failure, LicenceRow, reply};
use query::{AuthRequest, Login, Subject};

/// Root of the calls, as the real service has it.
const ROOT: &str = "/license-app/v1";

pub(crate) fn routes(control: Control) -> Router {
    let calls = Router::new()
        .route("/security/login", post(login))
        .route("/license/auth", post(authorise))
        .route("/license/holder", post(holder))
        .route("/license/entrust", post(entrust))
        .route("/license/get_license", get(get_license))
        .route("/license/archive", get(archive))
        .with_state(control);
    Router::new().nest(ROOT, calls)
}

#[derive(Serialize)]
struct LoginData {
    access_token: String,
    expires_in: i64,
}

async fn login(
    State(control): State<Control>,
    Json(login): Json<Login>,
) -> Json<Answer<LoginData>> {
    let known = control.world.accounts.iter().any(|account| login.opens(account));
    let outcome = if known {
        let mut state = control.state();
        let (at, local) = now();
        let access_token = format!("T{}{:06}", local.strftime("%Y%m%d%H%M%S"), state.next_serial());
        let token = Token { org_code: login.org_code, until: at + TOKEN_LIFE };
        state.tokens.insert(access_token.clone(), token);
        Ok(LoginData { access_token, expires_in: TOKEN_LIFE.as_secs() })
    } else {
        Err(Failure::InvalidCredentials)
    };
    reply(&control, String::new(), outcome)
}

#[derive(Deserialize)]
struct Access {
    #[serde(default)]
    access_token: String,
}

async fn authorise(
    State(control): State<Control>,
    Query(access): Query<Access>,
    Json(request): Json<AuthRequest>,
) -> Json<Answer<Vec<LicenceRow>>> {
    let outcome = query(&control, "auth", &access, &request, Subject::Own);
    let outcome = outcome.map(|found| found.licenses);
    reply(&control, request.biz_num, outcome)
}

async fn entrust(
    State(control): State<Control>,
    Query(access): Query<Access>,
    Json(request): Json<AuthRequest>,
) -> Json<Answer<Vec<LicenceRow>>> {
    let outcome = query(&control, "entrust", &access, &request, Subject::Principal);
    let outcome = outcome.map(|found| found.licenses);
    reply(&control, request.biz_num, outcome)
}

async fn holder(
    State(control): State<Control>,
    Query(access): Query<Access>,
    Json(request): Json<AuthRequest>,
) -> Json<Answer<Found>> {
    let outcome = query(&control, "holder", &access, &request, Subject::Shown);
    reply(&control, request.biz_num, outcome)
}

#[derive(Serialize)]
struct HolderData {
    name: String,
    identity_number: String,
}

#[derive(Serialize)]
struct Found {
    holder: HolderData,
    licenses: Vec<LicenceRow>,
}

/// Runs one authorisation and writes it to the audit log, whatever the outcome.
fn query(
    control: &Control,
    call: &str,
    access: &Access,
    request: &AuthRequest,
    subject: Subject,
) -> Result<Found, Failure> {
    let outcome = look_up(control, access, request, subject);
    let identity_number = match (&outcome, subject) {
        (Ok(found), _) => found.holder.identity_number.clone(),
        (Err(_), Subject::Principal) => request.principal_identity_number.clone(),
        (Err(_), Subject::Own | Subject::Shown) => request.identity_number.clone(),
    };
    let answer = outcome.as_ref().map_or_else(|failure| failure.code(), |_| "SUCCESS");
    log(control, call, &request.operator.account, &request.biz_num, identity_number, answer);
    outcome
}

fn look_up(
    control: &Control,
    access: &Access,
    request: &AuthRequest,
    subject: Subject,
) -> Result<Found, Failure> {
    let org_code = org_of(control, access)?;
    request.check(subject)?;
    let (at, local) = now();
    let scope = request.scope(&control.world, subject, &local.date().to_string())?;
    let mut state = control.state();
    let mut licenses = Vec::new();
    let rows = control.world.certificates.iter().enumerate();
    for (certificate, row) in rows.filter(|(_, row)| scope.covers(&control.world, row)) {
        let number = state.next_serial();
        let auth_code = format!("{}AA{number:07}", local.strftime("%Y%m%d%H%M%S%3f"));
        let code = AuthCode {
            certificate,
            org_code: org_code.clone(),
            biz_num: request.biz_num.clone(),
            operator: request.operator.account.clone(),
            until: at + AUTH_CODE_LIFE,
        };
        state.auth_codes.insert(auth_code.clone(), code);
        licenses.push(LicenceRow::new(&control.world, row, auth_code));
    }
    let holder = HolderData { name: scope.name, identity_number: scope.identity_number };
    Ok(Found { holder, licenses })
}

fn org_of(control: &Control, access: &Access) -> Result<String, Failure> {
    let (at, _) = now();
    let state = control.state();
    let token = state.tokens.get(&access.access_token).filter(|token| token.until > at);
    token.map(|token| token.org_code.clone()).ok_or(Failure::InvalidToken)
}

fn log(
    control: &Control,
    call: &str,
    operator: &str,
    biz_num: &str,
    identity_number: String,
    answer: &str,
) {
    let (_, local) = now();
    let row = AuditRow {
        at: local.strftime("%Y-%m-%dT%H:%M:%S%.3f+08:00").to_string(),
        call: call.to_owned(),
        operator: operator.to_owned(),
        biz_num: biz_num.to_owned(),
        identity_number,
        answer: answer.to_owned(),
    };
    control.state().audit.push(row);
}

#[derive(Deserialize)]
struct CodeAccess {
    #[serde(default)]
    access_token: String,
    #[serde(default)]
    auth_code: String,
}

#[derive(Serialize)]
struct LicenceData {
    #[serde(flatten)]
    row: LicenceRow,
    data_fields: Fields,
}

#[derive(Serialize)]
struct FileData {
    file_name: String,
    file_type: &'static str,
    file_data: String,
}

async fn get_license(
    State(control): State<Control>,
    uri: Uri,
    Query(access): Query<CodeAccess>,
) -> Json<Answer<LicenceData>> {
    let (biz_num, outcome) = with_code(&control, &uri, &access, |certificate| {
        let row = LicenceRow::new(&control.world, certificate, access.auth_code.clone());
        Ok(LicenceData { row, data_fields: certificate.fields.clone() })
    });
    reply(&control, biz_num, outcome)
}

async fn archive(
    State(control): State<Control>,
    uri: Uri,
    Query(access): Query<CodeAccess>,
) -> Json<Answer<FileData>> {
    let (biz_num, outcome) = with_code(&control, &uri, &access, |certificate| {
        let pdf = paper::draw(&control.world, certificate).map_err(|error| {
            tracing::error!(%error, "a certificate could not be drawn");
            Failure::FileUnavailable
        })?;
        let name = control.world.kinds.get(&certificate.kind).map_or("", |kind| &kind.name);
        Ok(FileData {
            file_name: format!("{name}.pdf"),
            file_type: "pdf",
            file_data: STANDARD.encode(pdf),
        })
    });
    reply(&control, biz_num, outcome)
}

/// Opens a certificate by its 用证码 and logs the use.
fn with_code<T>(
    control: &Control,
    uri: &Uri,
    access: &CodeAccess,
    open: impl FnOnce(&Certificate) -> Result<T, Failure>,
) -> (String, Result<T, Failure>) {
    let token = Access { access_token: access.access_token.clone() };
    let code = org_of(control, &token).and_then(|org_code| {
        let (at, _) = now();
        let state = control.state();
        let code = state.auth_codes.get(&access.auth_code);
        code.filter(|code| code.until > at && code.org_code == org_code)
            .cloned()
            .ok_or(Failure::InvalidAuthCode)
    });
    let call = uri.path().rsplit('/').next().unwrap_or_default();
    match code {
        Ok(code) => {
            let certificate = &control.world.certificates[code.certificate];
            let outcome = open(certificate);
            let answer = outcome.as_ref().map_or_else(|failure| failure.code(), |_| "SUCCESS");
            let holder = control.world.holder(&certificate.holder);
            let whose = holder.map(|holder| holder.identity_number).unwrap_or_default();
            log(control, call, &code.operator, &code.biz_num, whose, answer);
            (code.biz_num, outcome)
        }
        Err(failure) => {
            log(control, call, "", "", String::new(), failure.code());
            (String::new(), Err(failure))
        }
    }
}
