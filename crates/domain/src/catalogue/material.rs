//! Material kinds 材料 and the certificates that satisfy them (design §6–7, domain.md §2.2, §2.7).

use crate::ids::KindId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Whose paper it is 持有人角色: the role the material names (clerk-notes E23).
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    Type,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    #[default]
    Applicant,
    /// 法定代表人或经营者.
    LegalRepresentative,
    /// 代理人.
    Agent,
    /// 出租方或产权人.
    Landlord,
    Spouse,
    Child,
    /// 职工.
    Worker,
    Employer,
    Seller,
    Buyer,
    /// Third party such as a laboratory 第三方机构.
    ThirdParty,
}

/// Trust level 可信等级 (国办函〔2016〕108号; domain.md §2.7). `A` is the strictest and smallest.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Type,
    JsonSchema,
)]
pub enum Trust {
    /// From the issuing organ: e-certificate or shared data.
    A,
    /// Checked against the original at a counter.
    B,
    /// Uploaded, not yet checked.
    C,
    /// Made by the applicant.
    #[default]
    D,
}

/// Original or copy 原件/复印件. Later beats earlier when two items ask for the same paper.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    Type,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PaperForm {
    /// Nothing on paper: a file or data suffices.
    #[default]
    Electronic,
    Copy,
    /// 原件或复印件.
    OriginalOrCopy,
    Original,
}

/// What happens to the original. Later beats earlier.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    Type,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// 核验后退还.
    #[default]
    Returned,
    /// 收取原件.
    Kept,
}

/// Kind of paper 材料类型 (domain.md §2.2).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PaperType {
    /// 证件证书证明.
    Certificate,
    /// 申请表格文书.
    ApplicationForm,
    /// 其他.
    Other,
}

/// Where the paper comes from 来源渠道.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// 申请人自备.
    SelfMade,
    /// 政府部门核发.
    Government,
    /// 中介或其他机构.
    ThirdParty,
    /// Printed by this program from the form, then signed.
    Printed,
}

/// A kind of certificate 证照类型 in the sharing service (domain.md §6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CertificateType {
    pub id: String,
    /// 证照类型代码: USCC of the defining organ and three digits.
    pub code: String,
    pub name: String,
    /// Names of its data items.
    pub data: Vec<String>,
}

/// A kind of material 材料, referred to by items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MaterialKind {
    pub id: KindId,
    pub name: String,
    pub paper: PaperType,
    pub source: Source,
    /// Certificate types that satisfy it.
    #[serde(default)]
    pub certificates: Vec<String>,
    /// Whose paper it must be; several are alternatives.
    #[serde(default = "applicant_only")]
    pub holders: Vec<Role>,
    /// Shared data that replaces it 数据核验, by name.
    #[serde(default)]
    pub shared_data: Option<String>,
    /// What a clerk checks 受理标准.
    pub standards: Vec<String>,
    /// Common faults 常见错误.
    #[serde(default)]
    pub faults: Vec<String>,
    /// Name of the sample 样表.
    #[serde(default)]
    pub sample: Option<String>,
    /// Sentences printed above the signature 承诺、声明内容, when this program prints it.
    #[serde(default)]
    pub promises: Vec<String>,
}

impl MaterialKind {
    /// Whether there is something online to compare its paper with 联网核验: a certificate or shared
    /// data (clerk-notes E24). A form that the applicant signs has nothing.
    #[must_use]
    pub fn compared_online(&self) -> bool {
        !self.certificates.is_empty() || self.shared_data.is_some()
    }
}

fn applicant_only() -> Vec<Role> {
    vec![Role::Applicant]
}
