//! The e-certificate sharing service as its wire has it (domain.md §6): token, queries, files.

use std::time::Duration;

use domain::wire::outside::CertificateRow;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::Mutex;

use crate::error::{PlatformError, Result, said};

/// A query that takes longer is given up.
const TIMEOUT: Duration = Duration::from_secs(8);
/// Largest answer: a certificate's file as base64.
const ANSWER_BYTES: usize = 32 << 20;

/// How the hall signs in at the service.
#[derive(Clone, Deserialize)]
pub struct Credentials {
    /// Application key.
    pub app_key: String,
    /// Application secret.
    pub app_secret: String,
    /// Account.
    pub account: String,
    /// Password.
    pub password: String,
    /// Organisation code 组织机构代码, named as the operator's organisation.
    pub org_code: String,
    /// Name of the division 行政区划.
    pub division: String,
    /// Its code.
    pub division_code: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Credentials({})", self.account)
    }
}

/// The e-certificate sharing service 电子证照共享服务.
#[derive(Debug)]
pub struct CertificateService {
    url: String,
    pub(super) credentials: Credentials,
    client: reqwest::Client,
    timeout: Duration,
    token: Mutex<Option<String>>,
}

/// Every answer of the service.
#[derive(Deserialize)]
#[serde(bound = "T: DeserializeOwned")]
struct Answer<T> {
    ack_code: String,
    #[serde(default)]
    errors: Vec<Fault>,
    #[serde(default = "Option::default")]
    data: Option<T>,
}

#[derive(Deserialize)]
struct Fault {
    code: String,
    #[serde(default)]
    message: String,
}

/// A certificate as the service writes it.
#[derive(Deserialize)]
pub(super) struct Licence {
    auth_code: String,
    #[serde(default)]
    license_code: String,
    license_name: String,
    license_type_code: String,
    license_number: String,
    holder_name: String,
    holder_identity_num: String,
    #[serde(default)]
    issue_org_name: String,
    #[serde(default)]
    valid_from: String,
    #[serde(default)]
    valid_to: String,
    license_status: String,
    #[serde(default)]
    license_status_name: String,
    #[serde(default)]
    remark: String,
}

impl From<Licence> for CertificateRow {
    fn from(licence: Licence) -> Self {
        Self {
            auth_code: licence.auth_code,
            identifier: licence.license_code,
            name: licence.license_name,
            type_code: licence.license_type_code,
            number: licence.license_number,
            holder: licence.holder_name,
            holder_id: licence.holder_identity_num,
            issuer: licence.issue_org_name,
            valid_from: licence.valid_from,
            valid_to: licence.valid_to,
            status: licence.license_status,
            status_name: licence.license_status_name,
            remark: licence.remark,
        }
    }
}

#[derive(Deserialize)]
struct Token {
    access_token: String,
}

/// What was asked of the service.
pub(super) enum Ask<'a> {
    Post(&'a Value),
    Get(&'a [(&'a str, &'a str)]),
}

fn rubbish() -> PlatformError {
    let message = "电子证照服务返回了无法识别的内容，请稍后重试，或改用原件扫描（标记待联网核验）";
    said(502, "cert_service_rubbish", message)
}

fn unreachable(error: &reqwest::Error) -> PlatformError {
    if error.is_timeout() {
        let message = "电子证照服务响应过慢，请稍后重试，或改用原件扫描（标记待联网核验）";
        return said(504, "cert_service_slow", message);
    }
    if error.is_decode() {
        return rubbish();
    }
    let message = "电子证照服务无法连接，请改用原件扫描（标记待联网核验），联网后补核";
    said(503, "cert_service_down", message)
}

/// What the service's own refusals mean at the counter.
fn refused(fault: &Fault) -> PlatformError {
    let (code, message) = match fault.code.as_str() {
        "INVALID_CREDENTIALS" => {
            ("cert_credentials", "平台在电子证照服务的账号无效，请联系管理员检查配置".to_owned())
        }
        "UNKNOWN_SHOW_CODE" => ("cert_show_code", "亮码无效或已过期，请申请人重新出示".to_owned()),
        "NO_ENTRUSTMENT" => {
            ("cert_no_entrustment", "未查到委托用证授权，请核对委托人或改用原件".to_owned())
        }
        "ENTRUSTMENT_EXPIRED" => (
            "cert_entrustment_expired",
            "委托用证授权已过期，请委托人重新授权或改用原件".to_owned(),
        ),
        "INVALID_AUTH_CODE" => ("cert_auth_code", "用证码已失效，请重新查询证照".to_owned()),
        "FILE_UNAVAILABLE" => {
            ("cert_file_unavailable", "该证照暂无电子文件，请改用原件扫描".to_owned())
        }
        _ => ("cert_refused", format!("电子证照服务未受理查询：{}", fault.message)),
    };
    said(422, code, message)
}

impl CertificateService {
    /// A service at an address, such as `http://127.0.0.1:40001/license-app/v1`.
    ///
    /// # Errors
    /// The client cannot be built.
    pub fn new(url: &str, credentials: Credentials) -> Result<Self> {
        // Only the `ring` provider is linked, and a shipped program has no other.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .build()
            .map_err(|e| PlatformError::Internal(format!("client: {e}")))?;
        Ok(Self {
            url: url.trim_end_matches('/').to_owned(),
            credentials,
            client,
            timeout: TIMEOUT,
            token: Mutex::new(None),
        })
    }

    /// Gives queries up earlier or later than after eight seconds.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = timeout;
    }

    /// Asks with a token; an ended token is renewed once.
    pub(super) async fn ask<T: DeserializeOwned>(&self, path: &str, ask: Ask<'_>) -> Result<T> {
        let token = self.token(false).await?;
        let mut answer: Answer<T> = self.send(path, &token, &ask).await?;
        if answer.errors.iter().any(|fault| fault.code == "INVALID_TOKEN") {
            let token = self.token(true).await?;
            answer = self.send(path, &token, &ask).await?;
        }
        read(answer)
    }

    async fn token(&self, renew: bool) -> Result<String> {
        #[derive(Serialize)]
        struct SignIn<'a> {
            app_key: &'a str,
            app_secret: &'a str,
            account: &'a str,
            password: &'a str,
            org_code: &'a str,
        }
        let mut held = self.token.lock().await;
        if let Some(token) = held.as_ref().filter(|_| !renew) {
            return Ok(token.clone());
        }
        let own = &self.credentials;
        let request = self.client.post(format!("{}/security/login", self.url)).json(&SignIn {
            app_key: &own.app_key,
            app_secret: &own.app_secret,
            account: &own.account,
            password: &own.password,
            org_code: &own.org_code,
        });
        let token: Token = read(fetch(request.timeout(self.timeout)).await?)?;
        *held = Some(token.access_token.clone());
        Ok(token.access_token)
    }

    async fn send<T: DeserializeOwned>(
        &self,
        path: &str,
        token: &str,
        ask: &Ask<'_>,
    ) -> Result<Answer<T>> {
        let url = format!("{}/license/{path}", self.url);
        let request = match ask {
            Ask::Post(body) => self.client.post(url).query(&[("access_token", token)]).json(body),
            Ask::Get(query) => self.client.get(url).query(&[("access_token", token)]).query(query),
        };
        fetch(request.timeout(self.timeout)).await
    }
}

async fn fetch<T: DeserializeOwned>(request: reqwest::RequestBuilder) -> Result<Answer<T>> {
    let mut response = request.send().await.map_err(|e| unreachable(&e))?;
    if !response.status().is_success() {
        let message = "电子证照服务内部错误，请稍后重试，或改用原件扫描（标记待联网核验）";
        return Err(said(502, "cert_service_error", message));
    }
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|e| unreachable(&e))? {
        if body.len() + piece.len() > ANSWER_BYTES {
            return Err(rubbish());
        }
        body.extend_from_slice(&piece);
    }
    serde_json::from_slice(&body).map_err(|_| rubbish())
}

fn read<T>(answer: Answer<T>) -> Result<T> {
    if answer.ack_code == "SUCCESS" {
        return answer.data.ok_or_else(rubbish);
    }
    Err(answer.errors.first().map_or_else(rubbish, refused))
}
