//! Parts that several papers share.

use crate::ids::{CaseNo, DocumentNo, ItemCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What law a paper stands under 程序性质: decides which sentences it must carry
/// (clerk-notes E1: the licensing law binds permits only).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// 行政许可: 行政许可法 applies.
    Permit,
    /// 其他行政行为 (登记、确认、给付…): its own law, and remedies.
    OtherAct,
    /// 非行政行为 (水电气等公用事业、窗口内部单据): no seal of an organ, no remedies.
    Service,
}

/// What every paper has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct Head {
    /// 文书编号 as printed (文号).
    pub number: Option<DocumentNo>,
    /// Title that the procedure gives this paper, where it is not the usual one.
    pub title: Option<String>,
    /// 程序性质.
    pub nature: Nature,
    /// 实施机关, or the hall for papers of the hall.
    pub organ: String,
    /// 受理地点: the hall, which is only the place (clerk-notes E2).
    pub place: String,
    /// 印章; none for papers that bear no seal (clerk-notes E28).
    pub seal: Option<Seal>,
    /// 落款日期.
    #[specta(type = Option<String>)]
    pub date: Option<Date>,
    /// 咨询、监督、办公时间.
    pub contacts: Contacts,
    /// What the QR code 二维码 says: never personal data.
    pub lookup: Option<Lookup>,
    /// 事项版本 under which the paper was made.
    pub catalogue_version: String,
    /// 离线: made without the platform.
    pub offline: bool,
    /// 练习: training mode.
    pub training: bool,
    /// 补打 mark.
    pub reprint: Option<Reprint>,
    /// 作废 mark with its reason; what was printed before it was voided has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<String>,
}

/// 办件编号 and 查询码, for the QR code and the foot of the paper.
pub type Lookup = super::number::ReceiptCode;

/// Seal on a paper 印章.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Seal {
    /// 印章名称, such as `越秀区市场监督管理局登记专用章`.
    pub name: String,
    /// How it comes onto the paper.
    pub mode: SealMode,
}

/// How a seal comes onto a paper 用印方式 (clerk-notes E29).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SealMode {
    /// 实体用印: a blank to stamp, registered.
    Wet,
    /// 套印: printed under an approval.
    ApprovedPrint {
        /// 批准文号.
        approval: String,
    },
    /// 电子印章 with its 验证码.
    ESeal {
        /// 验证码.
        verification: String,
    },
}

/// Reprint 补打: which one, by whom and why (design §8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Reprint {
    /// 第几次补打, from 1.
    pub n: u32,
    /// 补打人 (staff number or name).
    pub by: String,
    /// 原因.
    pub reason: String,
}

/// Who can be asked and where to complain 咨询与监督.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Contacts {
    /// 承办人 or 联系人.
    pub person: Option<String>,
    /// 咨询电话.
    pub phone: String,
    /// 监督电话.
    pub complaint_phone: String,
    /// 地址.
    pub address: String,
    /// 办公时间.
    pub hours: String,
}

/// Applicant 申请人 as the paper shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Party {
    /// 姓名或名称.
    pub name: String,
    /// 证件类型, such as `居民身份证`.
    pub id_kind: String,
    /// 证件号码: masked 遮蔽 on every paper but the application form.
    pub id_number: String,
    /// 联系电话, masked likewise.
    pub phone: String,
    /// 代理人, if there is one.
    pub agent: Option<Agent>,
}

/// Agent 代理人.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Agent {
    /// 姓名.
    pub name: String,
    /// 证件号码.
    pub id_number: String,
    /// 联系电话.
    pub phone: String,
}

/// The case 办件 a paper is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CaseLine {
    /// 办件编号; a guidance notice has none yet.
    pub case_no: Option<CaseNo>,
    /// 事项名称.
    pub item: String,
    /// 事项编码.
    pub item_code: ItemCode,
    /// 实施机关.
    pub organ: String,
}

/// A label and its value 项目与内容.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Labelled {
    /// 项目.
    pub label: String,
    /// 内容.
    pub value: String,
}

/// Medium of a material 介质.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// 纸质.
    Paper,
    /// 电子文件.
    ElectronicFile,
    /// 电子证照.
    ElectronicCertificate,
    /// 数据共享.
    SharedData,
}

/// What became of the paper 处置方式.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Keeping {
    /// 收取.
    Kept,
    /// 核后退还.
    ReturnedAfterCheck,
    /// 免提交: nothing was handed in.
    NotHandedIn,
}

/// One material 材料 on a receipt or checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MaterialRow {
    /// 材料名称.
    pub name: String,
    /// 原件份数.
    pub originals: u32,
    /// 复印件份数.
    pub copies: u32,
    /// 页数.
    pub pages: u32,
    /// 介质.
    pub medium: Medium,
    /// 收取 or 核后退还.
    pub keeping: Keeping,
    /// 备注, such as `待联网核验`.
    pub note: String,
}

/// Remedies 救济途径: who reviews and which court, by name (clerk-notes E14).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Remedies {
    /// 行政复议机关.
    pub review_body: String,
    /// 复议期限, natural days.
    pub review_days: u32,
    /// 管辖法院.
    pub court: String,
    /// 起诉期限, months.
    pub lawsuit_months: u32,
    /// 复议前置: review must come before the court (行政复议法 art. 23).
    pub review_first: bool,
}
