//! What the duty desk prints of a day: 当日办件日报, 用印登记簿.

use super::lists::CaseCount;
use crate::ids::CaseNo;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use specta::Type;

/// 当日办件日报 (domain.md §9.3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct DayReport {
    /// 窗口, or the whole hall.
    pub counter: String,
    /// 业务量: the counts of the shift report, and those of the day.
    pub counts: Vec<CaseCount>,
    /// 评价 by grade, and 未评价.
    pub ratings: Vec<CaseCount>,
    /// 办件 in which something was done today.
    pub cases: Vec<DayCase>,
    /// 制表人.
    pub maker: String,
    /// 复核人, blank until signed.
    pub checker: String,
}

/// A case of the day 当日办件.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DayCase {
    /// 办件编号.
    pub case_no: CaseNo,
    /// 申请人.
    pub applicant: String,
    /// 事项.
    pub item: String,
    /// 承办部门.
    pub organ: String,
    /// 当日办理情况.
    pub done: String,
    /// 现状.
    pub stage: String,
}

/// 用印登记簿 of a day: each paper stamped by hand (clerk-notes E29).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct SealRegister {
    /// 窗口, or the whole hall.
    pub counter: String,
    /// 用印.
    pub rows: Vec<SealUse>,
    /// 登记人.
    pub registrar: String,
}

/// One use of a seal 用印.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SealUse {
    /// 用印时间: when the paper left the printer.
    #[specta(type = Option<String>)]
    pub at: Option<DateTime>,
    /// 印章名称.
    pub seal: String,
    /// 用印文书.
    pub paper: String,
    /// 文号.
    pub number: String,
    /// 份数.
    pub copies: u32,
    /// 申请用印人: whose act the paper is.
    pub asked_by: String,
    /// 用印人: who printed and stamped it.
    pub sealed_by: String,
}
