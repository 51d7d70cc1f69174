//! Papers around a case that decide nothing 单据: 审批表, 材料退还清单, 补交凭证, 领取凭证, 授权委托书,
//! 送达地址确认书 (clerk-notes E31).

use super::lists::DeliveryMethod;
use super::parts::{Agent, CaseLine, Labelled, MaterialRow, Party};
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use specta::Type;

/// 审批表, for the file of the case: what was proposed, by whom, and who decided. It is no paper for
/// the applicant (clerk-notes E31: 三级意见).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct ApprovalForm {
    /// 申请人.
    pub applicant: Party,
    /// 办件.
    pub case: CaseLine,
    /// 收件日期.
    #[specta(type = Option<String>)]
    pub received_on: Option<Date>,
    /// 受理日期, where the procedure has that step.
    #[specta(type = Option<String>)]
    pub accepted_on: Option<Date>,
    /// 承诺期限 in words.
    pub limit: String,
    /// 承诺办结日期.
    #[specta(type = Option<String>)]
    pub decide_by: Option<Date>,
    /// 审查要点 with what was found.
    pub points: Vec<Labelled>,
    /// 承办、审核、决定 in their order; a step that nobody took yet is a blank to fill.
    pub opinions: Vec<OpinionLine>,
}

/// One of the three opinions 意见.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OpinionLine {
    /// 环节, such as `承办`.
    pub step: String,
    /// 意见.
    pub text: String,
    /// 签署人.
    pub by: String,
    /// 签署日期.
    #[specta(type = Option<String>)]
    pub on: Option<Date>,
}

/// 材料退还清单: what goes back to the applicant when a case ends without a decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct ReturnList {
    /// 申请人.
    pub applicant: Party,
    /// 办件.
    pub case: CaseLine,
    /// How the case ended 退还原因.
    pub ended: String,
    /// When it ended.
    #[specta(type = Option<String>)]
    pub ended_on: Option<Date>,
    /// 退还的材料.
    pub materials: Vec<MaterialRow>,
    /// 退还人.
    pub giver: String,
    /// 领取人: who took them.
    pub taker: String,
}

/// 补交凭证: what came in answer to a 补正告知 or after a 容缺, when and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct SupplementReceipt {
    /// 申请人.
    pub applicant: Party,
    /// 办件.
    pub case: CaseLine,
    /// The paper that asked for it, with its number.
    pub answers: String,
    /// 收到日期时间.
    #[specta(type = Option<String>)]
    pub received_at: Option<DateTime>,
    /// 补交的材料.
    pub materials: Vec<MaterialRow>,
    /// 改正的内容: fields of the form.
    pub fields: Vec<Labelled>,
    /// 仍未补交.
    pub outstanding: Vec<String>,
    /// 提交人.
    pub handed_in_by: String,
    /// 收件人.
    pub receiver: String,
}

/// 领取凭证: when, where and with what a result is collected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct PickupSlip {
    /// 申请人.
    pub recipient: Party,
    /// What can be collected.
    pub rows: Vec<PickupRow>,
    /// 领取地点.
    pub place: String,
    /// 领取时间.
    pub hours: String,
    /// 应带证件.
    pub bring: Vec<String>,
}

/// One result to collect 待领事项.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PickupRow {
    /// 办件.
    pub case: CaseLine,
    /// 证照或文书名称.
    pub result: String,
    /// From when, in words.
    pub when: String,
}

/// 授权委托书 (民法典 art. 165: 代理人、事项、权限和期限, signed by the principal).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct PowerOfAttorney {
    /// 委托人, with the whole number: the paper is the principal's own.
    pub principal: Party,
    /// 法定代表人 of an enterprise.
    pub representative: Option<String>,
    /// An enterprise signs by 公章 + 法定代表人.
    pub enterprise: bool,
    /// 代理人.
    pub agent: Agent,
    /// 代理人证件类型.
    pub agent_id_kind: String,
    /// 委托事项.
    pub matters: Vec<CaseLine>,
    /// 委托权限, one by one; 全权 is not enough.
    pub powers: Vec<String>,
    /// 委托期限.
    pub term: String,
}

/// 送达地址确认书: where and how papers reach the applicant (民事诉讼法 art. 90, 91 by analogy).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct AddressConfirmation {
    /// 申请人, with the whole number: the paper is the applicant's own.
    pub applicant: Party,
    /// 事项.
    pub cases: Vec<CaseLine>,
    /// 送达方式.
    pub method: DeliveryMethod,
    /// 收件人.
    pub recipient: String,
    /// 送达地址.
    pub address: String,
    /// 电话, which short messages go to.
    pub phone: String,
    /// 同意电子送达.
    pub electronic_consent: bool,
}
