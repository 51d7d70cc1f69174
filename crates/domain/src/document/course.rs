//! Papers of what happens on the way 办理环节文书: 特别程序, 延长, 容缺, 终止, 核查, 更正, 缴费.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::parts::{CaseLine, Labelled, Party, Remedies};

/// What every such paper says of its case, and what only its kind says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CourseNotice {
    /// 申请人.
    pub applicant: Party,
    /// 办件.
    pub case: CaseLine,
    /// 依据.
    pub basis: Vec<String>,
    /// 理由, as typed.
    pub reason: String,
    /// What happens.
    pub matter: CourseMatter,
}

/// What happens 办理环节.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum CourseMatter {
    /// 特别程序、中止 (行政许可法 art. 45; DB4406/T 14 F).
    Step {
        /// 程序种类.
        name: String,
        /// 所需时间.
        time: String,
        /// First day.
        #[specta(type = Option<String>)]
        starts_on: Option<Date>,
        /// Last day.
        #[specta(type = Option<String>)]
        ends_by: Option<Date>,
        /// 不计入期限.
        stops: bool,
    },
    /// 延长 (art. 42; DB4406/T 14 G).
    Extension {
        /// 原期限届满日.
        #[specta(type = Option<String>)]
        before: Option<Date>,
        /// 延长多少.
        term: String,
        /// 新期限届满日.
        #[specta(type = Option<String>)]
        due: Option<Date>,
        /// 批准人层级.
        level: String,
        /// 批准人 and 批准文号.
        approval: String,
    },
    /// 容缺受理, with the applicant's promise (民政部门容缺受理办法).
    Deferral {
        /// 后补材料 and in which form.
        materials: Vec<Labelled>,
        /// Last day.
        #[specta(type = Option<String>)]
        due: Option<Date>,
        /// Hour on that day, such as `17:30`.
        hour: String,
        /// 逾期处理.
        consequence: String,
    },
    /// 终止办理.
    Termination {
        /// 情形.
        ground: String,
        /// 退回材料.
        returned: Vec<String>,
        /// 救济途径.
        remedies: Option<Remedies>,
    },
    /// 现场核查 (art. 34(3)).
    SiteCheck {
        /// 核查地点.
        place: String,
        /// 核查日期.
        #[specta(type = Option<String>)]
        checked_on: Option<Date>,
        /// 核查人员 with 执法证号.
        officers: Vec<Labelled>,
        /// 核查情况.
        findings: String,
        /// 当事人意见和签字.
        party: String,
    },
    /// 更正.
    Amendment {
        /// What is amended.
        rows: Vec<AmendedRow>,
    },
    /// 缴费 (DB4406/T 14 K; clerk-notes E31).
    Payment {
        /// 收费项目.
        rows: Vec<FeeRow>,
        /// 合计.
        total: String,
        /// Last day 缴费期限.
        #[specta(type = Option<String>)]
        due: Option<Date>,
        /// 收款单位.
        payee: String,
    },
}

/// One fee to pay 缴费明细.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FeeRow {
    /// 收费项目.
    pub name: String,
    /// 收费依据.
    pub basis: String,
    /// 收费标准.
    pub standard: String,
    /// 数量.
    pub quantity: String,
    /// 减免; empty if none.
    pub reduction: String,
    /// 金额.
    pub amount: String,
}

/// One field amended 更正内容.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AmendedRow {
    /// 项目.
    pub label: String,
    /// 原内容.
    pub before: String,
    /// 更正后.
    pub after: String,
}
