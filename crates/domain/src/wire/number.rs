//! Number ranges 号段 that a station draws from (design §5, Numbers).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::ItemCode;

/// Kind of a number range (号段).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RangeKind {
    /// Document numbers of one word and year, such as 穗疾控受〔2026〕.
    Document {
        /// 机关代字 and kind word, such as 「穗疾控许受」.
        word: String,
        /// Year.
        year: i16,
    },
    /// Serials 0001–9999 of the 43-digit provincial case number (domain.md §2.4).
    Provincial {
        /// Item that the serial belongs to, if ranges differ by item.
        item: Option<ItemCode>,
    },
}

/// A granted range, ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NumberRange {
    /// What it numbers.
    pub kind: RangeKind,
    /// First number.
    pub first: u32,
    /// Last number.
    pub last: u32,
}

/// `POST /v1/leases`: the station holds too few numbers of some kinds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeaseRequest {
    /// One per kind.
    pub asks: Vec<LeaseAsk>,
}

/// What a station holds of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeaseAsk {
    /// Kind.
    pub kind: RangeKind,
    /// Largest last number that the station holds or held, 0 for none. A lost answer is sent again
    /// instead of a new range.
    pub held_through: u32,
}

/// Ranges granted: what was asked, and in December the first range of the next year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeaseAnswer {
    /// Ranges that the station does not hold yet.
    pub ranges: Vec<NumberRange>,
}
