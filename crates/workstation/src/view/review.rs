//! The review desk 审批台.

use domain::action::DeclineGround;
use domain::ids::{ElementId, KindId};
use domain::rights::Act;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{CourseView, LampColour, MaterialPage, SlipOffer, Tone};

/// A tab of the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum InboxTab {
    /// 待我审.
    Mine,
    /// 本科室.
    Section,
    /// 已暂停.
    Paused,
    /// 已办.
    Done,
}

/// A tab with its count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct InboxTabCount {
    /// Tab.
    pub id: InboxTab,
    /// Count.
    pub count: u32,
}

/// A case in the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct InboxRow {
    /// Case.
    pub case_no: String,
    /// Item.
    pub item: String,
    /// Applicant, counter, time.
    pub who: String,
    /// Lamp.
    pub lamp: LampColour,
    /// 「3 天」.
    pub lamp_text: String,
    /// Mark, such as 新到.
    pub mark: Option<String>,
    /// Its tone.
    pub mark_tone: Tone,
}

/// The inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct InboxView {
    /// Tabs.
    pub tabs: Vec<InboxTabCount>,
    /// Rows of the asked tab.
    pub rows: Vec<InboxRow>,
}

/// A label and its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LabelValue {
    /// Label.
    pub label: String,
    /// Value.
    pub value: String,
}

/// A group of values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct GroupRows {
    /// Title.
    pub title: String,
    /// Rows.
    pub rows: Vec<LabelValue>,
}

/// An answered question with its basis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AnswerRow {
    /// Question.
    pub question: String,
    /// Answer.
    pub answer: String,
    /// Basis.
    pub law: Option<String>,
}

/// A field of the case's form, to be named in a 补正告知 and corrected with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FieldName {
    /// Element.
    pub element: ElementId,
    /// Label.
    pub label: String,
}

/// What a 补正告知 asked for, and whether it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AskedPoint {
    /// Material, if it is about one.
    pub material: Option<KindId>,
    /// Field, if it is about one.
    pub element: Option<ElementId>,
    /// Name as printed.
    pub name: String,
    /// What is wrong.
    pub problem: String,
    /// How to mend it.
    pub remedy: String,
    /// Something came for it since the notice.
    pub came: bool,
}

/// What is wrong with a material and how to mend it, as the first words of a 补正告知.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MaterialFault {
    /// What is wrong.
    pub problem: String,
    /// How to mend it.
    pub remedy: String,
}

/// A material as the department sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ReviewMaterial {
    /// Kind.
    pub kind: String,
    /// Number.
    pub no: u32,
    /// Name.
    pub name: String,
    /// Trust level.
    pub level: String,
    /// Tone of the level.
    pub level_tone: Tone,
    /// Note, such as 同批产生 or 待联网核验.
    pub note: Option<String>,
    /// What a 补正告知 would say of it, if it is missing or failed its check.
    pub fault: Option<MaterialFault>,
    /// Who checked it.
    pub checked: Option<String>,
    /// Watermark text shown over the pages.
    pub watermark: String,
    /// Pages.
    pub pages: Vec<MaterialPage>,
    /// Pages not here yet.
    pub pages_missing: u32,
}

/// Finding on a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PointState {
    /// 未审.
    Open,
    /// 符合.
    Met,
    /// 不符合.
    NotMet,
}

/// A review point 审查要点.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PointRow {
    /// Id.
    pub id: String,
    /// Text.
    pub text: String,
    /// Finding.
    pub state: PointState,
}

/// Another case of the application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OtherCase {
    /// Department.
    pub department: String,
    /// Item.
    pub item: String,
    /// Lamp.
    pub lamp: LampColour,
    /// State in words.
    pub text: String,
}

/// A line of the timeline 经过.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HistoryRow {
    /// Time.
    pub at: String,
    /// What.
    pub text: String,
    /// Who, basis.
    pub detail: Option<String>,
}

/// An act of the desk: open, or why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ActRow {
    /// Act.
    pub act: Act,
    /// Open.
    pub available: bool,
    /// Closed, and shown all the same: a term ran out, and the reason says what is lawful now.
    pub told: bool,
    /// Why not.
    pub reason: Option<String>,
    /// Article.
    pub article: Option<String>,
}

/// What the counter proposes to decline 拟不予受理, as it would stand on the paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProposedDecline {
    /// Ground.
    pub ground: DeclineGround,
    /// Reason.
    pub reason: String,
}

/// An opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OpinionRow {
    /// Who.
    pub who: String,
    /// Step.
    pub post: String,
    /// Text.
    pub text: String,
    /// When.
    pub at: String,
}

/// One case on the review desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ReviewView {
    /// Case.
    pub case_no: String,
    /// Application.
    pub application: String,
    /// Item.
    pub item: String,
    /// Theme.
    pub theme: Option<String>,
    /// Applicant.
    pub applicant: String,
    /// Lamp.
    pub lamp: LampColour,
    /// 「剩 3 个工作日」.
    pub lamp_text: String,
    /// 「承诺 11-25 · 法定 12-18」.
    pub due_text: String,
    /// Stage in words.
    pub stage: String,
    /// Who claimed it.
    pub claimed_by: Option<String>,
    /// Claimed by this person.
    pub mine: bool,
    /// Form, split to this organ.
    pub groups: Vec<GroupRows>,
    /// Situations.
    pub answers: Vec<AnswerRow>,
    /// Fields of the form, filled or not.
    pub fields: Vec<FieldName>,
    /// What the applicant was asked to correct and has not completed yet.
    pub asked: Vec<AskedPoint>,
    /// Materials, split to this organ.
    pub materials: Vec<ReviewMaterial>,
    /// Points.
    pub points: Vec<PointRow>,
    /// Note on the points, such as the site check.
    pub points_note: Option<String>,
    /// Other cases.
    pub others: Vec<OtherCase>,
    /// Timeline.
    pub history: Vec<HistoryRow>,
    /// Acts.
    pub acts: Vec<ActRow>,
    /// The line at the bottom: what is still in the way.
    pub status: String,
    /// Opinions.
    pub opinions: Vec<OpinionRow>,
    /// 拟不予受理 of the counter, for the organ to confirm.
    pub decline_proposal: Option<ProposedDecline>,
    /// Grounds to pick from: articles of the item's basis.
    pub grounds: Vec<String>,
    /// 登记 instead of 准予.
    pub registration: bool,
    /// What may happen on the way.
    pub course: CourseView,
    /// Papers that decide nothing and may be printed 单据.
    pub slips: Vec<SlipOffer>,
    /// Sync word of this case, in Chinese.
    pub sync_text: String,
}
