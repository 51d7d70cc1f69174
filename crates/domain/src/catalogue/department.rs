//! Halls and implementing organs 实施机关, with names by date and remedies (clerk-notes E14, E22).

use crate::ids::{DepartmentId, HallId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A service hall 政务服务中心: a place, never an organ that decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hall {
    pub id: HallId,
    pub name: String,
    /// Administrative division 行政区划, six digits.
    pub division: String,
    /// 机关代字 of the hall's own papers, such as 穗越政务.
    pub document_word: String,
    pub address: String,
    /// Office hours 办公时间, as printed.
    pub hours: String,
    /// The hour at which a day's term ends here 截止时间, such as 17:30 (民法典 art. 203).
    pub closes: String,
    pub consult_phone: String,
    pub complain_phone: String,
    /// Where an applicant can ask about a case.
    pub query_url: String,
    /// Cash is taken at the counter 收取现金; off where the treasury collects (clerk-notes E25).
    #[serde(default)]
    pub cash: bool,
    /// Terms for a bad rating 差评处理时限.
    #[serde(default)]
    pub repair: crate::rating::RepairTerms,
}

/// A name an organ bears on paper, with the days between which it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganName {
    pub name: String,
    #[specta(type = Option<String>)]
    #[schemars(with = "Option<String>")]
    #[serde(default)]
    pub from: Option<jiff::civil::Date>,
    #[specta(type = Option<String>)]
    #[schemars(with = "Option<String>")]
    #[serde(default)]
    pub until: Option<jiff::civil::Date>,
    /// Why the name changed, or the document that says so.
    #[serde(default)]
    pub basis: Option<String>,
}

/// Where an applicant can turn against a decision 救济途径.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Remedies {
    /// Reconsideration body 行政复议机关 (行政复议法 arts. 24, 27).
    pub review_body: String,
    /// Court of first instance 一审法院.
    pub court: String,
    /// What is still to be confirmed, such as centralised jurisdiction.
    #[serde(default)]
    pub pending: Option<String>,
}

/// An implementing organ 实施机关, or a company behind a counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Department {
    pub id: DepartmentId,
    /// Names on paper, oldest first.
    pub names: Vec<OrganName>,
    pub short_name: String,
    /// Unified social credit code 统一社会信用代码.
    pub uscc: String,
    /// Organ word of document numbers 机关代字, such as 穗城市监.
    pub document_word: String,
    /// Default seal on vouchers 受理专用章 (行政许可法 art. 32(2)).
    pub special_seal: String,
    /// Seal on decisions 公章 or 行政审批专用章.
    pub decision_seal: String,
    /// 收款单位 of its fees; none: the treasury, in the organ's name.
    #[serde(default)]
    pub payee: Option<String>,
    #[serde(default)]
    pub remedies: Option<Remedies>,
    pub consult_phone: String,
    pub complain_phone: String,
}

impl Department {
    /// The name the organ bears on `day`: the last whose days include it.
    #[must_use]
    pub fn name_on(&self, day: jiff::civil::Date) -> &str {
        self.names
            .iter()
            .rev()
            .find(|n| n.from.is_none_or(|d| d <= day) && n.until.is_none_or(|d| day <= d))
            .map_or(self.short_name.as_str(), |n| n.name.as_str())
    }
}
