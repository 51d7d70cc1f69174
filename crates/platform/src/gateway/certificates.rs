//! E-certificates for a clerk: list, then open one.

use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use domain::action::Role;
use domain::wire::outside::{
    CertificateAnswer, CertificateField, CertificateFile, CertificateHolder, CertificateOpen,
    CertificateOwner, CertificateQuery,
};
use domain::wire::sm3_hex;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use super::license::{Ask, CertificateService, Licence};
use super::{Asker, not_connected};
use crate::error::{Result, said};
use crate::{Caller, Platform};

#[derive(Deserialize)]
struct Shown {
    holder: Holder,
    #[serde(default)]
    licenses: Vec<Licence>,
}

#[derive(Deserialize)]
struct Holder {
    name: String,
    identity_number: String,
}

#[derive(Deserialize)]
struct Opened {
    #[serde(flatten)]
    licence: Licence,
    #[serde(default)]
    data_fields: Fields,
}

#[derive(Deserialize)]
struct Archive {
    file_name: String,
    file_type: String,
    file_data: String,
}

/// The operator as the service wants it: all seven parts, none empty.
fn operator(service: &CertificateService, asker: &Asker) -> Result<Value> {
    let user = &asker.user;
    if user.id_number.is_empty() {
        let message = "当前用户未登记身份证号，不能查询电子证照；请管理员在用户资料中补登";
        return Err(said(403, "cert_operator", message));
    }
    let role = user.profile.roles.first().map_or("工作人员", |role| role_name(*role));
    Ok(json!({
        "account": user.profile.user,
        "name": user.profile.name,
        "role": role,
        "division": service.credentials.division,
        "division_code": service.credentials.division_code,
        "service_org": service.credentials.org_code,
        "identity_num": user.id_number,
    }))
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Clerk => "综合窗口",
        Role::Examiner => "承办人",
        Role::Reviewer => "审核人",
        Role::Decider => "决定人",
        Role::Issuer => "出件人",
        Role::Supervisor => "值班长",
        Role::Administrator => "管理员",
        Role::System => "系统",
    }
}

/// Call and body of a query.
fn call(query: &CertificateQuery, operator: &Value) -> (&'static str, Value) {
    let mut body = json!({
        "service_item_code": query.item,
        "service_item_name": query.item_name,
        "biz_num": query.case_or_draft,
        "operator": operator,
    });
    if !query.type_codes.is_empty() {
        body["license_type_codes"] = json!(query.type_codes);
    }
    match &query.whose {
        CertificateOwner::Number { number } => {
            body["identity_number"] = json!(number);
            ("auth", body)
        }
        CertificateOwner::ShownCode { code } => {
            body["show_code"] = json!(code);
            ("holder", body)
        }
        CertificateOwner::Entrusted { agent, principal, code } => {
            body["identity_number"] = json!(agent);
            body["principal_identity_number"] = json!(principal);
            body["entrust_code"] = json!(code);
            ("entrust", body)
        }
    }
}

async fn list(
    service: &CertificateService,
    query: &CertificateQuery,
    operator: Value,
) -> Result<CertificateAnswer> {
    let (path, body) = call(query, &operator);
    let rows = |licences: Vec<Licence>| licences.into_iter().map(Into::into).collect();
    if path == "holder" {
        let shown: Shown = service.ask(path, Ask::Post(&body)).await?;
        return Ok(CertificateAnswer {
            holder: Some(CertificateHolder {
                name: shown.holder.name,
                number: shown.holder.identity_number,
            }),
            certificates: rows(shown.licenses),
        });
    }
    Ok(CertificateAnswer {
        holder: None,
        certificates: rows(service.ask(path, Ask::Post(&body)).await?),
    })
}

/// Data fields in the order in which the service writes them.
#[derive(Default)]
struct Fields(Vec<CertificateField>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of texts")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, Value>()? {
                    let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    fields.push(CertificateField { name, value });
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

async fn open(service: &CertificateService, auth_code: &str) -> Result<CertificateFile> {
    let query = [("auth_code", auth_code)];
    let opened: Opened = service.ask("get_license", Ask::Get(&query)).await?;
    let archive: Archive = service.ask("archive", Ask::Get(&query)).await?;
    let content = BASE64_STANDARD.decode(&archive.file_data).map_err(|_| {
        let message = "电子证照文件损坏，请重新获取，或改用原件扫描（标记待联网核验）";
        said(502, "cert_file_broken", message)
    })?;
    Ok(CertificateFile {
        row: opened.licence.into(),
        fields: opened.data_fields.0,
        file_name: archive.file_name,
        file_type: archive.file_type,
        hash: sm3_hex(&content),
        content: archive.file_data,
    })
}

impl Platform {
    fn certificate_service(&self) -> Result<&CertificateService> {
        self.0
            .outside
            .certificates
            .as_ref()
            .ok_or_else(|| not_connected("cert_not_connected", "电子证照共享服务"))
    }

    /// `POST /v1/certificates/query`.
    ///
    /// # Errors
    /// Nobody is signed in, no case is named, or the service is down, slow or refuses.
    pub async fn certificates(
        &self,
        caller: &Caller,
        query: &CertificateQuery,
    ) -> Result<CertificateAnswer> {
        let asker = self.asker(caller, &query.case_or_draft).await?;
        let service = self.certificate_service()?;
        let answer = list(service, query, operator(service, &asker)?).await;
        let detail = match &answer {
            Ok(answer) => format!("{} rows={}", query.item, answer.certificates.len()),
            Err(error) => format!("{} {}", query.item, error.code()),
        };
        let act = "certificate.queried";
        self.audit_query(&asker, act, &query.case_or_draft, &detail).await?;
        answer
    }

    /// `POST /v1/certificates/open`.
    ///
    /// # Errors
    /// As [`Platform::certificates`], or the use code has ended.
    pub async fn open_certificate(
        &self,
        caller: &Caller,
        ask: &CertificateOpen,
    ) -> Result<CertificateFile> {
        let asker = self.asker(caller, &ask.case_or_draft).await?;
        let file = open(self.certificate_service()?, &ask.auth_code).await;
        let detail = match &file {
            Ok(file) => format!("{} {}", file.row.type_code, file.hash),
            Err(error) => error.code().to_owned(),
        };
        self.audit_query(&asker, "certificate.opened", &ask.case_or_draft, &detail).await?;
        file
    }
}
