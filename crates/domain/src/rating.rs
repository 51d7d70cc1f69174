//! 好差评: one rating a visit, given on the applicant's own device; a bad one is repaired and the
//! rater called back (国办发〔2019〕51号; GB/T 39735, GB/T 39734; domain.md §7).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::action::Grade;
use crate::application::Stamp;
use crate::calendar::{Deadline, Term, WorkingCalendar, legal_date};
use crate::ids::UserId;

mod options;

pub use options::{RatingOption, options};

/// A rating as the applicant gave it on the device 评价.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Rated {
    /// Grade.
    pub grade: Grade,
    /// Option codes.
    pub options: Vec<String>,
    /// The rater's own words.
    pub comment: String,
    /// Number of the device's record 评价器流水号: only the applicant's device rates.
    pub record: String,
}

/// One step of dealing with a bad rating 差评整改.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RepairStep {
    /// 联系核实: the rater was asked what happened.
    Contact {
        /// What was said.
        text: String,
    },
    /// 整改办结, after the call back 回访.
    Close {
        /// What was found.
        finding: RepairFinding,
        /// 整改措施, or the proof of a mistake or of malice.
        measures: String,
        /// What the rater said when called back.
        callback: String,
    },
}

/// What became of a bad rating 核实结果.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RepairFinding {
    /// 属实, 已整改.
    Repaired,
    /// 误评: proven, so it is not counted.
    Mistaken,
    /// 恶意评价: proven, so it is not counted.
    Malicious,
}

/// How a bad rating was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RepairClosed {
    /// Finding.
    pub finding: RepairFinding,
    /// Measures.
    pub measures: String,
    /// Words of the rater.
    pub callback: String,
}

/// The hall's terms for a bad rating 差评处理时限; the defaults are those of 四川 (15 working days)
/// and 安阳 (contact within one), for no national text sets any (domain.md §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RepairTerms {
    /// To speak with the rater.
    pub contact: Term,
    /// To put it right and call back.
    pub repair: Term,
}

impl Default for RepairTerms {
    fn default() -> Self {
        Self { contact: Term::working(1), repair: Term::working(15) }
    }
}

/// A rating 好差评.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// Grade.
    pub grade: Grade,
    /// Options.
    pub options: Vec<String>,
    /// The rater's own words.
    #[serde(default)]
    pub comment: String,
    /// When.
    pub stamp: Stamp,
    /// 联系核实 of a bad one, oldest first.
    #[serde(default)]
    pub contacts: Vec<(Stamp, String)>,
    /// 整改办结.
    #[serde(default)]
    pub closed: Option<(Stamp, RepairClosed)>,
}

impl Grade {
    /// Every grade, best first.
    pub const ALL: [Self; 5] = [
        Self::VerySatisfied,
        Self::Satisfied,
        Self::FairlySatisfied,
        Self::Dissatisfied,
        Self::VeryDissatisfied,
    ];

    /// Chinese name.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::VerySatisfied => "非常满意",
            Self::Satisfied => "满意",
            Self::FairlySatisfied => "基本满意",
            Self::Dissatisfied => "不满意",
            Self::VeryDissatisfied => "非常不满意",
        }
    }

    /// 差评: 不满意 and 非常不满意.
    #[must_use]
    pub const fn is_bad(self) -> bool {
        matches!(self, Self::Dissatisfied | Self::VeryDissatisfied)
    }

    /// Stars as devices send them: five are 非常满意.
    #[must_use]
    pub const fn stars(self) -> u8 {
        match self {
            Self::VerySatisfied => 5,
            Self::Satisfied => 4,
            Self::FairlySatisfied => 3,
            Self::Dissatisfied => 2,
            Self::VeryDissatisfied => 1,
        }
    }

    /// The grade of so many stars; none for 未评价 and anything else a device may send.
    #[must_use]
    pub fn of_stars(stars: i32) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| i32::from(grade.stars()) == stars)
    }

    /// The code of GB/T 39046 A.8, which runs the other way: one is 非常满意.
    #[must_use]
    pub const fn national(self) -> u8 {
        6 - self.stars()
    }
}

impl Rating {
    /// Whether a person must still deal with it.
    #[must_use]
    pub const fn open(&self) -> bool {
        self.grade.is_bad() && self.closed.is_none()
    }

    /// Whether it counts in the published figures: all but the proven mistaken and malicious.
    #[must_use]
    pub fn counts(&self) -> bool {
        let finding = self.closed.as_ref().map(|(_, closed)| closed.finding);
        !matches!(finding, Some(RepairFinding::Mistaken | RepairFinding::Malicious))
    }

    /// Whether grade and words may be shown to this person: not to the one who was rated while the
    /// repair is open.
    #[must_use]
    pub fn shown_to(&self, user: &UserId, received: &Stamp) -> bool {
        !self.open() || received.user != *user
    }

    /// Last days for the first contact and for the repair.
    #[must_use]
    pub fn due(&self, terms: RepairTerms, calendar: &WorkingCalendar) -> (Deadline, Deadline) {
        let rated: Date = legal_date(self.stamp.at);
        (calendar.due(rated, terms.contact), calendar.due(rated, terms.repair))
    }
}
