//! 收费: what a case costs by the published standard, the notice to pay, the payment and a refund.
//!
//! 收缴分离 (clerk-notes E25): the counter makes out the notice 缴费通知书, a bank or a POS terminal
//! collects for the treasury, and refunds go back through it. Nothing may be charged that is not a
//! published item at its published standard (行政许可法 arts. 58, 59).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::action::Paper;
use crate::application::{Case, Stamp};
use crate::ids::DocumentNo;

/// A fee of a case, as the catalogue of the day of receipt has it 应收费用.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FeeTerm {
    /// 收费项目.
    pub name: String,
    /// 收费标准, in 分 a unit.
    pub amount: u32,
    /// Unit 计费单位, such as 件.
    pub unit: String,
    /// 收费依据.
    pub basis: Vec<String>,
    /// Reductions 减免 that may be granted.
    pub reductions: Vec<Reduction>,
    /// When it must have been paid.
    pub collect: Collect,
}

/// A reduction 减免 by its own rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reduction {
    /// Name, such as 小微企业免收.
    pub name: String,
    /// What part of the standard falls away, in percent.
    pub percent: u8,
    /// Rule it rests on.
    pub basis: String,
}

/// What waits for the payment 缴费时点.
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
pub enum Collect {
    /// The decision or entry 决定、登簿前.
    BeforeDecision,
    /// The handing out of the result 领证前.
    #[default]
    BeforeDelivery,
}

/// One line of a notice to pay 缴费明细.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Charge {
    /// 收费项目, as in the terms of the case.
    pub name: String,
    /// 数量.
    pub quantity: u32,
    /// Name of the reduction 减免, if one is granted.
    pub reduction: Option<String>,
    /// What is due, in 分.
    pub amount: u32,
}

/// A step of charging 收费环节.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FeeStep {
    /// 缴费通知.
    Notify {
        /// Lines.
        charges: Vec<Charge>,
        /// Last day to pay.
        #[specta(type = String)]
        due: Date,
        /// 缴费通知书; its number is what banks and terminals ask for.
        paper: Paper,
    },
    /// 退费, asked of the treasury.
    Refund {
        /// Number of the notice.
        notice: DocumentNo,
        /// In 分.
        amount: u32,
        /// Why.
        reason: String,
    },
}

impl FeeStep {
    /// The paper that it hands over.
    #[must_use]
    pub const fn paper(&self) -> Option<&Paper> {
        match self {
            Self::Notify { paper, .. } => Some(paper),
            Self::Refund { .. } => None,
        }
    }
}

/// How a fee was paid 缴款渠道.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PayChannel {
    /// 银行 or 扫码.
    Bank,
    /// POS 刷卡.
    Pos,
    /// 现金, only where a hall takes it.
    Cash,
}

impl PayChannel {
    /// Chinese name.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Bank => "银行缴款",
            Self::Pos => "POS 刷卡",
            Self::Cash => "现金",
        }
    }
}

/// A payment 缴款 as the bank or the terminal reports it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Payment {
    /// Number of the notice.
    pub notice: DocumentNo,
    /// How.
    pub channel: PayChannel,
    /// In 分.
    pub amount: u32,
    /// 交易流水号.
    pub transaction: String,
    /// 财政电子票据号码.
    pub voucher: String,
    /// Day.
    #[specta(type = String)]
    pub paid_on: Date,
}

/// A notice to pay and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeNotice {
    /// Number.
    pub number: DocumentNo,
    /// Lines.
    pub charges: Vec<Charge>,
    /// Last day to pay.
    pub due: Date,
    /// Who made it out.
    pub stamp: Stamp,
    /// Payment.
    pub payment: Option<Payment>,
    /// Refund: amount in 分 and why.
    pub refund: Option<(Stamp, u32, String)>,
}

impl FeeNotice {
    /// What is due, in 分.
    #[must_use]
    pub fn total(&self) -> u32 {
        total(&self.charges)
    }
}

/// The sum of lines, in 分.
#[must_use]
pub fn total(charges: &[Charge]) -> u32 {
    charges.iter().fold(0, |sum, charge| sum.saturating_add(charge.amount))
}

impl FeeTerm {
    /// What a quantity costs with a reduction, in 分; rounded in the payer's favour.
    #[must_use]
    pub fn due(&self, quantity: u32, reduction: Option<&Reduction>) -> u32 {
        let full = u64::from(self.amount) * u64::from(quantity);
        let left = 100 - u64::from(reduction.map_or(0, |r| r.percent.min(100)));
        u32::try_from(full * left / 100).unwrap_or(u32::MAX)
    }
}

impl Case {
    /// The notice that is still to be paid 待缴.
    #[must_use]
    pub fn unpaid(&self) -> Option<&FeeNotice> {
        self.fees.iter().find(|notice| notice.payment.is_none() && notice.total() > 0)
    }

    /// A fee that must have been paid by then and was not, by name: no notice yet, or not paid.
    #[must_use]
    pub fn owes(&self, by: Collect) -> Option<&str> {
        let term = self.terms.fees.iter().find(|term| {
            let settled = self.fees.iter().any(|notice| {
                let paid = notice.payment.is_some() || notice.total() == 0;
                paid && notice.charges.iter().any(|charge| charge.name == term.name)
            });
            term.collect <= by && term.amount > 0 && !settled
        })?;
        Some(&term.name)
    }
}

/// An amount in 分, in words 元.
#[must_use]
pub fn yuan(amount: u32) -> String {
    format!("{}.{:02} 元", amount / 100, amount % 100)
}
