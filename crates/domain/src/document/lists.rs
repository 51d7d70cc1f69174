//! Delivery, hand-over and shift papers, and the result itself.

use super::parts::{Labelled, Party};
use crate::ids::{CaseNo, DocumentNo};
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use specta::Type;

/// How a paper is served 送达方式 (民事诉讼法 art. 87–95 by analogy).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryMethod {
    /// 直接送达.
    Direct,
    /// 留置送达.
    Left,
    /// 邮寄送达.
    Post,
    /// 委托送达.
    Entrusted,
    /// 公告送达.
    PublicNotice,
    /// 电子送达.
    Electronic,
}

/// A paper or licence served 送达文书.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ServedDocument {
    /// 文书或证照名称.
    pub title: String,
    /// 文号 or 证照编号.
    pub number: String,
    /// 份数.
    pub copies: u32,
}

/// 送达回证: also the voucher of a licence handed out 领取凭证.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct DeliveryReceipt {
    /// 受送达人.
    pub recipient: Party,
    /// 办件编号 of the results handed out together.
    pub case_nos: Vec<CaseNo>,
    /// 送达文书.
    pub documents: Vec<ServedDocument>,
    /// 送达地点.
    pub place: String,
    /// 送达方式.
    pub method: DeliveryMethod,
    /// 代收人 and 代收理由, when another person takes it.
    pub proxy: Option<Labelled>,
    /// 留置 or 拒收 reason, 见证人, 邮件号: what this way of serving needs.
    pub remarks: String,
    /// 见证人 or recording, for 留置.
    pub witness: Option<String>,
    /// 送达人.
    pub deliverer: String,
    /// 签收日期时间, if already known; else a blank to be filled by hand.
    #[specta(type = Option<String>)]
    pub received_at: Option<DateTime>,
}

/// One line of a hand-over list 交接明细.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HandoverRow {
    /// 办件编号.
    pub case_no: CaseNo,
    /// 申请人.
    pub applicant: String,
    /// 事项.
    pub item: String,
    /// 材料.
    pub material: String,
    /// 份数.
    pub copies: u32,
    /// 页数.
    pub pages: u32,
    /// 原件?
    pub original: bool,
    /// 核对结果 (一致/缺), blank until counted by the receiver.
    pub checked: Option<bool>,
    /// 备注.
    pub note: String,
}

/// 物料交接清单: one per hand-over batch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct HandoverList {
    /// 移出窗口.
    pub from: String,
    /// 移入处室.
    pub to: String,
    /// 移交日期时间.
    #[specta(type = Option<String>)]
    pub at: Option<DateTime>,
    /// 明细.
    pub rows: Vec<HandoverRow>,
    /// 移交人.
    pub giver: String,
    /// 接收人, blank until signed.
    pub taker: String,
}

/// A count of the shift 计数.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CaseCount {
    /// 项目.
    pub label: String,
    /// 数量.
    pub count: u32,
}

/// Something left for the next shift 未办结事项.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PendingLine {
    /// 办件编号 or 单号.
    pub number: String,
    /// 申请人.
    pub applicant: String,
    /// 事项.
    pub item: String,
    /// 待办内容.
    pub what: String,
    /// 期限, where there is one.
    #[specta(type = Option<String>)]
    pub due: Option<Date>,
}

/// A seal and its keeper 印章 (clerk-notes §1d: each seal by name).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SealLine {
    /// 印章名称.
    pub name: String,
    /// 保管人.
    pub keeper: String,
    /// 用印次数.
    pub uses: u32,
    /// 是否在位; none: counted by hand at the hand-over.
    pub present: Option<bool>,
}

/// Blank vouchers 空白凭证号段.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct VoucherLine {
    /// 凭证种类.
    pub kind: String,
    /// 号段, from–to.
    pub range: String,
    /// 已用.
    pub used: u32,
    /// 作废, by number.
    pub voided: Vec<String>,
}

/// 设备状态.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DeviceLine {
    /// 设备.
    pub name: String,
    /// 状态.
    pub state: String,
}

/// 交接班表.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct ShiftReport {
    /// 窗口.
    pub counter: String,
    /// 班次.
    pub shift: String,
    /// 交班人.
    pub from: String,
    /// 接班人.
    pub to: String,
    /// 监交人.
    pub witness: String,
    /// 当班业务量.
    pub counts: Vec<CaseCount>,
    /// 未办结事项, 未移交材料, 欠补件, 待领证件, 欠发凭证.
    pub pending: Vec<PendingLine>,
    /// 印章.
    pub seals: Vec<SealLine>,
    /// 空白凭证.
    pub vouchers: Vec<VoucherLine>,
    /// 设备.
    pub devices: Vec<DeviceLine>,
    /// 备注.
    pub notes: String,
}

/// 证照: the result of a case, laid out as a licence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct Licence {
    /// 证照名称, such as `营业执照`.
    pub name: String,
    /// 证照编号 or 统一社会信用代码.
    pub number: DocumentNo,
    /// 持证人.
    pub holder: String,
    /// 登载事项.
    pub rows: Vec<Labelled>,
    /// 有效期起.
    #[specta(type = Option<String>)]
    pub valid_from: Option<Date>,
    /// 有效期止; none means 长期.
    #[specta(type = Option<String>)]
    pub valid_to: Option<Date>,
}
