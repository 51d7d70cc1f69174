//! The intake desk 受理台.

use domain::ids::{ElementId, ItemCode, KindId, QuestionId};
use domain::intake::{OriginalState, ValueSource};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{LampColour, Tone};

mod edit;

pub use edit::DraftEdit;

/// The six anchors of the one page (design §10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum StepId {
    /// ① 事项.
    Items,
    /// ② 申请人.
    Applicant,
    /// ③ 情形.
    Situation,
    /// ④ 表单.
    Form,
    /// ⑤ 材料.
    Materials,
    /// ⑥ 收件·受理.
    Receive,
}

/// An anchor and how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Step {
    /// Anchor.
    pub id: StepId,
    /// Complete.
    pub done: bool,
    /// Filled so far.
    pub filled: Option<u32>,
    /// Of how many.
    pub total: Option<u32>,
}

/// Who is being served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Banner {
    /// Ticket.
    pub ticket: Option<String>,
    /// Applicant.
    pub name: Option<String>,
    /// Masked identity number.
    pub number_masked: Option<String>,
    /// 本人办理, 代办….
    pub relation: Option<String>,
    /// What for.
    pub title: Option<String>,
    /// Serving began, RFC 3339.
    pub started_at: String,
}

/// A chosen item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ChosenItem {
    /// Code.
    pub code: ItemCode,
    /// Name.
    pub name: String,
    /// Organ.
    pub department: String,
    /// Brought by the theme.
    pub by_theme: bool,
    /// What the clerk should know.
    pub note: Option<String>,
}

/// A search result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SearchHit {
    /// Item code or theme id.
    pub code: String,
    /// Name.
    pub name: String,
    /// Theme 一件事, else an item.
    pub theme: bool,
    /// Organ.
    pub department: String,
    /// Note, such as 「仅指引」.
    pub note: Option<String>,
}

/// A choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Choice {
    /// Value.
    pub value: String,
    /// Label.
    pub label: String,
}

/// How a field is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// One line.
    Text,
    /// Number with a unit.
    Number,
    /// Date YYYY-MM-DD.
    Date,
    /// One of a few.
    Choice,
    /// Several lines.
    Long,
}

/// One input, fully resolved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FormField {
    /// Element, or a place of the applicant such as `applicant.name`.
    pub element: ElementId,
    /// Label.
    pub label: String,
    /// How it is drawn.
    pub kind: FieldKind,
    /// Unit, such as ㎡.
    pub unit: Option<String>,
    /// Choices.
    pub options: Vec<Choice>,
    /// Text as typed.
    pub value: String,
    /// Shown instead of the value until revealed.
    pub masked: Option<String>,
    /// Where it came from.
    pub source: ValueSource,
    /// In words.
    pub source_text: Option<String>,
    /// Required.
    pub required: bool,
    /// What is wrong and how to mend it.
    pub error: Option<String>,
    /// Hint.
    pub note: Option<String>,
    /// Takes the whole row.
    pub wide: bool,
}

/// A group of inputs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FormGroup {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Inputs.
    pub fields: Vec<FormField>,
}

/// A question 情形.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Question {
    /// Id.
    pub id: QuestionId,
    /// Text.
    pub text: String,
    /// Options.
    pub options: Vec<Choice>,
    /// Answer.
    pub answer: Option<String>,
    /// What answered it by itself.
    pub answered_by: Option<String>,
    /// Basis or note.
    pub law: Option<String>,
}

/// A page of a material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MaterialPage {
    /// Hash for the page protocol.
    pub hash: String,
    /// Label.
    pub label: String,
}

/// A material row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Material {
    /// Kind.
    pub kind: KindId,
    /// Number in the list.
    pub no: u32,
    /// Name.
    pub name: String,
    /// 「电子证照 A」, 「扫描 B 已核原件」, 「未提交」.
    pub source: String,
    /// Tone of the source.
    pub source_tone: Tone,
    /// Pages.
    pub pages: Vec<MaterialPage>,
    /// Which items ask for it.
    pub used_by: String,
    /// Lamp.
    pub lamp: LampColour,
    /// 核验 in words.
    pub check: String,
    /// 受理标准, faults, copies, original kept or returned.
    pub guide: Vec<String>,
    /// May be scanned.
    pub can_scan: bool,
    /// May be taken from the certificate library.
    pub can_certificate: bool,
    /// A form to print, sign and scan back.
    pub can_print: bool,
    /// Original shown.
    pub original: OriginalState,
    /// Waits for an answer.
    pub possible: bool,
}

/// A material that dropped out, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Dropped {
    /// Name.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// A line of 还差.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Missing {
    /// Place to jump to.
    pub focus: String,
    /// What.
    pub text: String,
    /// Where, in words.
    pub place: String,
}

/// A line of 办理时限.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Limit {
    /// Label.
    pub label: String,
    /// Lines.
    pub lines: Vec<String>,
    /// The date that matters.
    pub strong: Option<String>,
    /// Small print.
    pub small: Option<String>,
}

/// What F10 does now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum WayOutAct {
    /// 收件并打印.
    Receive,
    /// 收件、受理并打印.
    Accept,
}

/// The way out: always in the same place, says why it is not open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct WayOut {
    /// Act.
    pub act: WayOutAct,
    /// Open.
    pub available: bool,
    /// Why not, or what happens.
    pub reason: String,
}

/// The whole intake page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct IntakeView {
    /// Draft.
    pub id: String,
    /// Place focused last; restored after a restart.
    pub focus: Option<String>,
    /// Banner.
    pub banner: Banner,
    /// Anchors.
    pub steps: Vec<Step>,
    /// Items.
    pub items: Vec<ChosenItem>,
    /// Theme name.
    pub theme: Option<String>,
    /// Applicant and agent inputs.
    pub applicant: Vec<FormField>,
    /// `self` or `agent`.
    pub relation: String,
    /// Questions.
    pub questions: Vec<Question>,
    /// Form.
    pub groups: Vec<FormGroup>,
    /// Fields before the merge.
    pub merged_before: u32,
    /// Fields after.
    pub merged_after: u32,
    /// Materials before the merge.
    pub materials_before: u32,
    /// Materials.
    pub materials: Vec<Material>,
    /// Dropped materials.
    pub dropped: Vec<Dropped>,
    /// 还差.
    pub missing: Vec<Missing>,
    /// 办理时限.
    pub limits: Vec<Limit>,
    /// 将打印.
    pub papers: Vec<String>,
    /// F10.
    pub way_out: WayOut,
    /// Warnings, such as the same applicant with the same item open.
    pub warnings: Vec<String>,
    /// 已存本机, HH:MM:SS.
    pub saved_at: String,
}

/// An e-certificate on offer for a material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CertificateOffer {
    /// Material that it would satisfy.
    pub kind: KindId,
    /// Identifier.
    pub identifier: String,
    /// Name.
    pub name: String,
    /// Number.
    pub number: String,
    /// Holder.
    pub holder: String,
    /// Holder's role in words.
    pub role: String,
    /// Valid to.
    pub valid_to: Option<String>,
    /// May be used.
    pub usable: bool,
    /// Why not, and what to do.
    pub reason: Option<String>,
}
