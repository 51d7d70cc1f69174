//! The authorisation register 授权登记 (clerk-notes E2; design §3).
//!
//! The hall is a place; acts are done in the name of the implementing organ and under its seal.
//! Who may do which act for which organ and items, from when to when and by which document, stands
//! here; `rights` refuses an act without a valid row (行政许可法 arts. 24, 26).

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::action::{Actor, Role};
use crate::ids::{CounterNo, DepartmentId, ItemCode, StationId, UserId};

/// An act that needs authority 授权行为.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Type,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Power {
    /// 收件
    Receive,
    /// 受理
    Accept,
    /// 补正告知
    NotifyCorrection,
    /// 不予受理、告知不受理
    Decline,
    /// 承办审查（提出意见）
    Examine,
    /// 审核
    Review,
    /// 决定
    Decide,
    /// 登记（登记人员确认并登记）
    Register,
    /// 送达
    Deliver,
}

impl Power {
    /// Every act, in the order of a case's life.
    pub const ALL: [Self; 9] = [
        Self::Receive,
        Self::Accept,
        Self::NotifyCorrection,
        Self::Decline,
        Self::Examine,
        Self::Review,
        Self::Decide,
        Self::Register,
        Self::Deliver,
    ];

    /// Stable name for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Receive => "receive",
            Self::Accept => "accept",
            Self::NotifyCorrection => "notify_correction",
            Self::Decline => "decline",
            Self::Examine => "examine",
            Self::Review => "review",
            Self::Decide => "decide",
            Self::Register => "register",
            Self::Deliver => "deliver",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Receive => "收件",
            Self::Accept => "受理",
            Self::NotifyCorrection => "补正告知",
            Self::Decline => "不予受理",
            Self::Examine => "审查",
            Self::Review => "审核",
            Self::Decide => "决定",
            Self::Register => "登记",
            Self::Deliver => "送达",
        }
    }
}

/// Who holds an authority 被授权人.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type, JsonSchema,
)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Holder {
    /// One person.
    User {
        /// The account.
        user: UserId,
    },
    /// Whoever sits at one station.
    Station {
        /// The station.
        station: StationId,
    },
    /// Whoever sits at one counter 窗口.
    Counter {
        /// Its number.
        counter: CounterNo,
    },
    /// Everybody on that post: of the organ itself, or the clerks of the hall.
    Post {
        /// The post.
        post: Role,
    },
}

/// The items a row covers 授权事项.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Scope {
    /// 该机关全部进驻事项
    All,
    /// 列明的事项
    Only(BTreeSet<ItemCode>),
}

/// One row of the register 授权.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Authorisation {
    /// Row number 登记号.
    pub id: String,
    /// Organ in whose name the act is done 实施机关.
    pub department: DepartmentId,
    /// For which items.
    pub items: Scope,
    /// Which acts.
    pub acts: BTreeSet<Power>,
    /// Who.
    pub holder: Holder,
    /// Seal under which, if it is not the organ's default one.
    #[serde(default)]
    pub seal: Option<String>,
    /// First day.
    #[specta(type = String)]
    #[schemars(with = "String")]
    pub from: Date,
    /// Last day; none while it is not ended.
    #[serde(default)]
    #[specta(type = Option<String>)]
    #[schemars(with = "Option<String>")]
    pub until: Option<Date>,
    /// The document that grants it 授权文件.
    pub basis: String,
    /// 一审一核: the holder decides on the examiner's opinion alone, without 审核 between.
    #[serde(default)]
    pub short_flow: bool,
    /// The holder may examine and decide the same case alone.
    #[serde(default)]
    pub one_person: bool,
}

impl Authorisation {
    /// Whether the row covers that act on that item of that organ on that day.
    #[must_use]
    pub fn covers(
        &self,
        power: Power,
        department: &DepartmentId,
        item: &ItemCode,
        day: Date,
    ) -> bool {
        self.department == *department
            && self.acts.contains(&power)
            && match &self.items {
                Scope::All => true,
                Scope::Only(items) => items.contains(item),
            }
            && self.from <= day
            && self.until.is_none_or(|until| day <= until)
    }

    /// Whether the row speaks of that person.
    #[must_use]
    pub fn held_by(&self, who: &Actor) -> bool {
        match &self.holder {
            Holder::User { user } => *user == who.user,
            Holder::Station { station } => *station == who.station,
            Holder::Counter { counter } => who.counter.as_ref() == Some(counter),
            Holder::Post { post } => {
                // a post of an organ is held by the organ's own people only
                let own = who.department.as_ref() == Some(&self.department);
                who.is(*post) && (own || (hall_post(*post) && who.department.is_none()))
            }
        }
    }
}

/// Posts of the hall itself: they act for every organ that says so in a row.
fn hall_post(post: Role) -> bool {
    matches!(post, Role::Clerk | Role::Issuer)
}

/// The first row that lets `who` do `act`, by which papers know the seal and the basis.
#[must_use]
pub fn find<'a>(
    register: &'a [Authorisation],
    power: Power,
    department: &DepartmentId,
    item: &ItemCode,
    who: &Actor,
    day: Date,
) -> Option<&'a Authorisation> {
    register.iter().find(|row| row.covers(power, department, item, day) && row.held_by(who))
}

/// Whether anybody at a counter of the hall may do `act`: else the department does it.
#[must_use]
pub fn counter_may(
    register: &[Authorisation],
    power: Power,
    department: &DepartmentId,
    item: &ItemCode,
    day: Date,
) -> bool {
    register.iter().any(|row| {
        let at_counter = match &row.holder {
            Holder::Counter { .. } => true,
            Holder::Post { post } => hall_post(*post),
            Holder::User { .. } | Holder::Station { .. } => false,
        };
        at_counter && row.covers(power, department, item, day)
    })
}
