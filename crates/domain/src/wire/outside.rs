//! Questions that the platform puts to outside systems for a clerk (domain.md §6).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::ItemCode;

/// `POST /v1/certificates/query`. The platform adds the operator; every query is audited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct CertificateQuery {
    /// Whose.
    pub whose: CertificateOwner,
    /// Item that needs it.
    pub item: ItemCode,
    /// Its name.
    pub item_name: String,
    /// Case or draft number; a query without it is refused.
    pub case_or_draft: String,
    /// Only these types, all if empty.
    pub type_codes: Vec<String>,
}

/// Whose certificates are asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum CertificateOwner {
    /// Of the person with this number.
    Number {
        /// Identity number or social credit code.
        number: String,
    },
    /// Of the person who shows this code 亮码.
    ShownCode {
        /// Code.
        code: String,
    },
    /// Of a principal who authorised the agent 委托用证.
    Entrusted {
        /// Agent's number.
        agent: String,
        /// Principal's number.
        principal: String,
        /// Code of the authorisation.
        code: String,
    },
}

/// Answer to a certificate query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct CertificateAnswer {
    /// Holder that a shown code belongs to.
    pub holder: Option<CertificateHolder>,
    /// Certificates.
    pub certificates: Vec<CertificateRow>,
}

/// A holder 持证人.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct CertificateHolder {
    /// Name.
    pub name: String,
    /// Identity number.
    pub number: String,
}

/// A certificate as the sharing service lists it (电子证照).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct CertificateRow {
    /// Use code 用证码, for 30 minutes.
    pub auth_code: String,
    /// Identifier 电子证照标识.
    pub identifier: String,
    /// Name.
    pub name: String,
    /// Type code 证照类型代码.
    pub type_code: String,
    /// Number 证照号码.
    pub number: String,
    /// Holder.
    pub holder: String,
    /// Holder's number.
    pub holder_id: String,
    /// Issuing organ 颁发机构.
    pub issuer: String,
    /// First valid day, as the service writes it.
    pub valid_from: String,
    /// Last valid day, or 长期.
    pub valid_to: String,
    /// Status code; only `01` satisfies a material.
    pub status: String,
    /// Status in words.
    pub status_name: String,
    /// Remark.
    pub remark: String,
}

/// `POST /v1/certificates/open`: the data and the file of one certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct CertificateOpen {
    /// Use code from a query.
    pub auth_code: String,
    /// Case or draft number of that query.
    pub case_or_draft: String,
}

/// An opened certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct CertificateFile {
    /// Row.
    pub row: CertificateRow,
    /// Data fields as printed, in order.
    pub fields: Vec<CertificateField>,
    /// Name of the file.
    pub file_name: String,
    /// `pdf`.
    pub file_type: String,
    /// Content, base64.
    pub content: String,
    /// SM3 of the content.
    pub hash: String,
}

/// One data field of a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct CertificateField {
    /// Name as printed.
    pub name: String,
    /// Value.
    pub value: String,
}

/// `POST /v1/shared-data` and `POST /v1/credit`: a check by name with its parameters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct SharedDataQuery {
    /// Interface, such as `marriage` 婚姻登记核验.
    pub interface: String,
    /// Number asked about.
    pub number: String,
    /// Case or draft number.
    pub case_or_draft: String,
}
