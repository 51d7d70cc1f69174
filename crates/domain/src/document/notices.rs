//! Papers that go to the applicant.

use super::parts::{CaseLine, Labelled, MaterialRow, Party, Remedies};
use crate::ids::DocumentNo;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use specta::Type;

/// 申请书: printed, signed by the applicant, scanned back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct ApplicationForm {
    /// 申请人, with the whole number: the paper is the applicant's own.
    pub applicant: Party,
    /// 申请事项.
    pub cases: Vec<CaseLine>,
    /// 表单内容, by group.
    pub sections: Vec<FormSection>,
    /// 随附材料.
    pub materials: Vec<MaterialRow>,
    /// 送达地址与方式确认.
    pub delivery: Option<DeliveryChoice>,
    /// Further promises 承诺 that this item asks for, beside the usual ones.
    pub promises: Vec<String>,
    /// An enterprise signs by 公章 + 法定代表人.
    pub enterprise: bool,
}

/// One group of a form 表单分组.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FormSection {
    /// 组名.
    pub title: String,
    /// 字段.
    pub rows: Vec<Labelled>,
}

/// 送达地址与方式确认.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DeliveryChoice {
    /// 领取方式, such as `窗口自取`.
    pub method: String,
    /// 收件人.
    pub recipient: String,
    /// 送达地址.
    pub address: String,
    /// 电话.
    pub phone: String,
    /// 同意短信或电子送达.
    pub electronic_consent: bool,
}

/// 一次性告知单: what to bring, nothing received yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct GuidanceNotice {
    /// 咨询人, if the name was given.
    pub applicant: Option<Party>,
    /// 事项.
    pub cases: Vec<CaseLine>,
    /// 情形 as answered.
    pub situations: Vec<Labelled>,
    /// 应备材料, all of them at once.
    pub materials: Vec<GuidanceRow>,
    /// 时限、收费、办理地点 and other facts.
    pub facts: Vec<Labelled>,
    /// 告知人 (staff number).
    pub clerk: String,
    /// The visit whose draft 草稿 is kept, for the QR code; none on papers made before there was one.
    #[serde(default)]
    pub visit: Option<String>,
}

/// One material to bring 应备材料.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct GuidanceRow {
    /// 材料名称.
    pub name: String,
    /// 形式与份数, such as `原件 1 份（核后退还）`.
    pub form: String,
    /// 受理标准.
    pub standard: String,
    /// 来源 or how it can be spared (电子证照、告知承诺).
    pub source: String,
    /// 已具备: the applicant has it with them.
    pub present: bool,
}

/// 收件凭证.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct Receipt {
    /// 申请人.
    pub applicant: Party,
    /// 事项: one application may hold several cases.
    pub cases: Vec<CaseLine>,
    /// 收到日期时间.
    #[specta(type = Option<String>)]
    pub received_at: Option<DateTime>,
    /// 材料.
    pub materials: Vec<MaterialRow>,
    /// 收件人 (name or staff number).
    pub receiver: String,
    /// Latest day for the answer 答复期限, where the procedure has one.
    #[specta(type = Option<String>)]
    pub answer_by: Option<Date>,
    /// 补交: this receipt is for correcting or deferred material.
    pub supplement: bool,
}

/// 受理通知书.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct AcceptanceNotice {
    /// 申请人.
    pub applicant: Party,
    /// 办件.
    pub case: CaseLine,
    /// 申请日期.
    #[specta(type = Option<String>)]
    pub applied_on: Option<Date>,
    /// 受理日期.
    #[specta(type = Option<String>)]
    pub accepted_on: Option<Date>,
    /// 视为受理: accepted by silence (行政许可法 art. 32(1)(4)).
    pub deemed: bool,
    /// 受理依据.
    pub basis: Vec<String>,
    /// 承诺期限, such as `5 个工作日`.
    pub limit: String,
    /// 将于…前作出决定.
    #[specta(type = Option<String>)]
    pub decide_by: Option<Date>,
    /// 暂算: the calendar does not reach that day yet.
    pub provisional: bool,
    /// 不计入期限的程序.
    pub excluded: Vec<ExcludedStep>,
    /// 容缺后补 materials with the last day for each.
    pub deferred: Vec<Labelled>,
    /// 承办部门.
    pub department: String,
    /// 受理人.
    pub acceptor: String,
    /// 领取方式.
    pub collect: String,
}

/// A step that stops the clock 特别程序 (行政许可法 art. 45).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ExcludedStep {
    /// 程序种类.
    pub name: String,
    /// 所需时间.
    pub time: String,
}

/// What is wrong with a material 材料问题.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// 材料不齐全.
    Missing,
    /// 不符合法定形式.
    NotInLawfulForm,
}

/// One thing to correct 补正内容.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CorrectionRow {
    /// 材料名称.
    pub material: String,
    /// 问题种类.
    pub fault: Fault,
    /// 具体问题.
    pub problem: String,
    /// 如何补正.
    pub remedy: String,
    /// 补正标准.
    pub standard: String,
}

/// A second correction notice 再次补正: only about what came with the correction itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SecondNotice {
    /// 前次文号.
    pub earlier: DocumentNo,
    /// Materials first received with the correction 补正时首次收到的材料.
    pub first_received: Vec<String>,
    /// 理由, typed by the clerk.
    pub reason: String,
}

/// 补正告知书.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct CorrectionNotice {
    /// 申请人.
    pub applicant: Party,
    /// 办件.
    pub case: CaseLine,
    /// 收到日期.
    #[specta(type = Option<String>)]
    pub received_on: Option<Date>,
    /// Last lawful day of this notice 告知期限, where the procedure has one.
    #[specta(type = Option<String>)]
    pub notify_by: Option<Date>,
    /// 补正内容, all of it at once.
    pub rows: Vec<CorrectionRow>,
    /// 依据.
    pub basis: Vec<String>,
    /// 补正期限, where item or local law has one.
    #[specta(type = Option<String>)]
    pub correct_by: Option<Date>,
    /// What follows when the correction does not come 逾期后果.
    pub consequence: Option<String>,
    /// Set if a correction notice went out before.
    pub second: Option<SecondNotice>,
}

/// Ground of a decline 不予受理的情形.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DeclineGround {
    /// 依法不需要取得许可: 告知不受理 (行政许可法 art. 32(1)(1)).
    NotNeeded,
    /// 不属于本机关职权范围 (art. 32(1)(2)).
    NotCompetent {
        /// 应当向其申请的机关.
        competent_body: String,
    },
    /// 材料不齐, declined in writing on the spot: only where the procedure's law says so
    /// (不动产登记暂行条例 art. 17; clerk-notes E1 P3).
    Incomplete {
        /// 需要补正的全部内容.
        rows: Vec<CorrectionRow>,
    },
    /// Another ground that a law names 其他法定情形.
    Other,
}

/// 不予受理通知书.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct DeclineNotice {
    /// 申请人.
    pub applicant: Party,
    /// 办件.
    pub case: CaseLine,
    /// 收到日期.
    #[specta(type = Option<String>)]
    pub received_on: Option<Date>,
    /// 情形.
    pub ground: DeclineGround,
    /// 理由.
    pub reason: String,
    /// 依据.
    pub basis: Vec<String>,
    /// 退回材料.
    pub returned: Vec<String>,
    /// 救济途径.
    pub remedies: Option<Remedies>,
}

/// 准予决定书.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct Decision {
    /// 申请人.
    pub applicant: Party,
    /// 办件.
    pub case: CaseLine,
    /// 受理日期.
    #[specta(type = Option<String>)]
    pub accepted_on: Option<Date>,
    /// 依据.
    pub basis: Vec<String>,
    /// 准予内容.
    pub grants: Vec<Labelled>,
    /// 领取方式.
    pub collect: String,
    /// 后续监督 or duties after the decision.
    pub duties: Vec<String>,
}

/// 不予许可决定书.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct Rejection {
    /// 申请人.
    pub applicant: Party,
    /// 办件.
    pub case: CaseLine,
    /// 受理日期.
    #[specta(type = Option<String>)]
    pub accepted_on: Option<Date>,
    /// 查明的事实.
    pub facts: String,
    /// 理由.
    pub reason: String,
    /// 依据.
    pub basis: Vec<String>,
    /// 救济途径.
    pub remedies: Option<Remedies>,
}

/// 登记通知书.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct RegistrationNotice {
    /// 申请人.
    pub applicant: Party,
    /// 办件.
    pub case: CaseLine,
    /// 申请日期.
    #[specta(type = Option<String>)]
    pub applied_on: Option<Date>,
    /// 登记种类, such as `设立登记`.
    pub registration: String,
    /// 依据.
    pub basis: Vec<String>,
    /// 登记事项 (名称、统一社会信用代码、住所…).
    pub registered: Vec<Labelled>,
    /// 领取方式.
    pub collect: String,
}
