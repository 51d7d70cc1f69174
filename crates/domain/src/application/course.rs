//! What happened to a case aside from its main course 办理过程.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Case, Stamp};
use crate::ids::{CaseNo, KindId};
use crate::procedure::StepKind;
use crate::proceeding::{Approval, Officer, PartySignature, TerminationGround};

/// Steps, extension, deferral and site checks of one case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Steps 特别程序, 中止, oldest first; the last may be open.
    pub steps: Vec<Step>,
    /// 延长, once.
    pub extension: Option<Extension>,
    /// 容缺.
    pub deferral: Option<Deferral>,
    /// 现场核查, oldest first.
    pub site_checks: Vec<SiteCheck>,
    /// 终止.
    pub termination: Option<(Stamp, TerminationGround, String)>,
    /// 事项更正: the case that goes on, and why.
    #[serde(default)]
    pub replaced_by: Option<(Stamp, CaseNo, String)>,
}

/// A step 特别程序.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which.
    pub kind: StepKind,
    /// Its days are not counted.
    pub stops: bool,
    /// First day.
    pub starts_on: Date,
    /// Last day, as announced.
    pub ends_by: Date,
    /// Why.
    pub reason: String,
    /// Who announced it.
    pub stamp: Stamp,
    /// Day of the result, and the result.
    pub ended: Option<(Date, String)>,
}

impl Step {
    /// Days that the term does not count, ends included: what was told in writing and not longer
    /// (行政许可法 art. 45); none if the step stops nothing or ended before it began.
    #[must_use]
    pub fn excluded(&self, today: Date) -> Option<(Date, Date)> {
        let last = self.ended.as_ref().map_or(today, |(day, _)| *day).min(self.ends_by);
        (self.stops && self.starts_on <= last).then_some((self.starts_on, last))
    }

    /// Whether the clock stands still on that day.
    #[must_use]
    pub fn holds(&self, today: Date) -> bool {
        self.ended.is_none() && self.stops && self.starts_on <= today && today <= self.ends_by
    }
}

/// An extension 延长.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approval: Approval,
    /// New last day, as told.
    pub due: Date,
    /// Who recorded it.
    pub stamp: Stamp,
}

/// Secondary materials that follow later 容缺.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deferral {
    /// All that was put off.
    pub materials: Vec<KindId>,
    /// What is still out.
    pub open: BTreeSet<KindId>,
    /// Last day.
    pub due: Date,
    /// Who allowed it.
    pub stamp: Stamp,
}

/// A site check 现场核查.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteCheck {
    /// Who checked.
    pub officers: Vec<Officer>,
    /// When.
    pub on: Date,
    /// What they found.
    pub findings: String,
    /// How the party signed.
    pub party: PartySignature,
    /// Who recorded it.
    pub stamp: Stamp,
}

impl Case {
    /// Whether the site must still be checked before anything is granted (行政许可法 art. 34(3)).
    #[must_use]
    pub fn site_check_due(&self) -> bool {
        self.terms.site_check && self.course.site_checks.is_empty()
    }
}

impl Course {
    /// The step that is under way.
    #[must_use]
    pub fn open_step(&self) -> Option<&Step> {
        self.steps.iter().find(|step| step.ended.is_none())
    }

    /// Spans that the terms of the organ do not count.
    #[must_use]
    pub fn excluded(&self, today: Date) -> Vec<(Date, Date)> {
        self.steps.iter().filter_map(|step| step.excluded(today)).collect()
    }

    /// Materials put off that did not come yet.
    #[must_use]
    pub fn deferred(&self, kind: &KindId) -> bool {
        self.deferral.as_ref().is_some_and(|deferral| deferral.open.contains(kind))
    }
}
