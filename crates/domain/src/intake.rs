//! What an applicant hands in: the content of a draft, and of the first submission.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::catalogue::item::ApplicantKind;
use crate::catalogue::material::Trust;
use crate::catalogue::resolve::{Inquiry, Selection};
use crate::ids::{BlobHash, CaseNo, ElementId, KindId, QuestionId, UserId};

/// Everything typed, answered and attached for one application (申办内容).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Intake {
    /// Queue ticket 排队号, as called or typed.
    pub ticket: String,
    /// Applicant 申请人.
    pub applicant: Option<Party>,
    /// Agent 代办人, if the applicant does not act in person.
    pub agent: Option<Agent>,
    /// Items and theme 事项.
    pub choice: Selection,
    /// Answers 情形, option value by question.
    pub answers: BTreeMap<QuestionId, String>,
    /// Field texts 表单 by element, as typed.
    pub values: BTreeMap<ElementId, FieldValue>,
    /// Evidence 材料 by kind.
    pub materials: BTreeMap<KindId, Evidence>,
    /// Delivery choice 领取方式.
    pub delivery: Delivery,
}

impl Intake {
    /// What the resolution of the form and the materials depends on.
    #[must_use]
    pub fn inquiry(&self, on: Date) -> Inquiry {
        Inquiry {
            selection: self.choice.clone(),
            answers: self.answers.clone(),
            values: self
                .values
                .iter()
                .map(|(id, value)| (id.clone(), value.text.clone()))
                .collect(),
            applicant: self.applicant.as_ref().map_or_else(ApplicantKind::default, |a| a.kind),
            by_agent: self.agent.is_some(),
            on,
        }
    }
}

/// Kind of an identity document (证件类型; domain.md §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum IdKind {
    /// 居民身份证.
    CitizenId,
    /// 统一社会信用代码.
    Uscc,
    /// 港澳台居民居住证.
    ResidencePermit,
    /// 外国人永久居留身份证.
    PermanentResidentId,
    /// 港澳居民来往内地通行证.
    HkMacaoPermit,
    /// 台湾居民来往大陆通行证.
    TaiwanPermit,
    /// 护照.
    Passport,
    /// 其他.
    Other,
}

/// An applicant (申请人).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Party {
    /// Person or organisation.
    pub kind: ApplicantKind,
    /// Name 姓名 or 名称.
    pub name: String,
    /// Kind of the identity document.
    pub id_kind: IdKind,
    /// Its number.
    pub id_number: String,
    /// Phone 联系电话.
    pub phone: String,
    /// Address 住址 or 住所.
    pub address: String,
    /// Legal representative 法定代表人 of an organisation.
    pub legal_representative: Option<String>,
    /// Where the identity came from.
    pub source: ValueSource,
}

/// An agent (代办人) and the power of attorney.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Agent {
    /// Name.
    pub name: String,
    /// Kind of the identity document.
    pub id_kind: IdKind,
    /// Its number.
    pub id_number: String,
    /// Phone.
    pub phone: String,
    /// Scope 委托权限.
    pub scope: String,
    /// Where the identity came from.
    pub source: ValueSource,
}

/// Where a value came from (来源); the window tints all but `Typed`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ValueSource {
    /// Typed by the clerk 录入.
    #[default]
    Typed,
    /// Read from an identity card 读卡.
    Card,
    /// From an e-certificate 电子证照.
    Certificate,
    /// From an earlier application 历史数据.
    Earlier,
    /// Derived by a rule, such as a sum 计算.
    Derived,
}

/// A form value as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FieldValue {
    /// Text exactly as typed; an invalid one is kept.
    pub text: String,
    /// Where it came from.
    pub source: ValueSource,
}

/// How a page came in (页来源).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PageSource {
    /// Scanner 扫描.
    Scan,
    /// File 文件.
    File,
    /// E-certificate 电子证照.
    Certificate,
    /// Output of another case 同批产生.
    Output,
}

/// One page of a material (页), content-addressed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Page {
    /// SM3 of the JPEG.
    pub blob: BlobHash,
    /// SM3 of its thumbnail.
    pub thumbnail: BlobHash,
    /// How it came in.
    pub source: PageSource,
    /// Trust level.
    pub level: Trust,
    /// Who checked it against the original.
    pub checker: Option<UserId>,
    /// When it came in.
    #[specta(type = String)]
    pub at: Timestamp,
    /// Watermark text 水印文字.
    pub watermark: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Use of an e-certificate (用证) for a material; kept for audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CertificateUse {
    /// Certificate type code 证照类型代码.
    pub type_code: String,
    /// Certificate name.
    pub name: String,
    /// Number 证照号码.
    pub number: String,
    /// Identifier 电子证照标识.
    pub identifier: String,
    /// Holder 持证人.
    pub holder: String,
    /// Holder's identity number.
    pub holder_id: String,
    /// Status code; only `01` satisfies (domain.md §6).
    pub status: String,
    /// Last valid day, if it ends.
    #[specta(type = Option<String>)]
    pub valid_to: Option<Date>,
    /// Use code 用证码.
    pub auth_code: String,
    /// SM3 of the certificate's file.
    pub file: BlobHash,
    /// Exactly which checks were made, in Chinese.
    pub checks: Vec<String>,
}

/// Result of looking at a material against its standard (核验).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Check {
    /// Not looked at yet.
    #[default]
    Unchecked,
    /// 合格.
    Passed,
    /// 不合格, with what is wrong.
    Failed {
        /// What is wrong and how to mend it.
        problem: String,
    },
}

/// What stands for one material (材料证据).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Evidence {
    /// Pages in order.
    pub pages: Vec<Page>,
    /// E-certificate behind it.
    pub certificate: Option<CertificateUse>,
    /// Original 原件 seen and given back, or kept.
    pub original: OriginalState,
    /// Looked at.
    pub check: Check,
    /// Must be compared with the certificate library when the network is back 待联网核验.
    pub verify_online: bool,
    /// Produced by another case of the application 同批产生.
    pub output_of: Option<CaseNo>,
}

/// What happened to the paper original (原件).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum OriginalState {
    /// No original shown.
    #[default]
    NotShown,
    /// 核验后退还.
    SeenReturned,
    /// 收取原件.
    Kept,
}

/// How results reach the applicant (领取方式).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Delivery {
    /// Way.
    pub way: DeliveryWay,
    /// Address for post.
    pub address: String,
    /// Consent to short messages 短信通知.
    pub sms: bool,
}

/// Way of delivery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryWay {
    /// 自取.
    #[default]
    PickUp,
    /// 邮寄.
    Post,
    /// 电子送达.
    Electronic,
}
