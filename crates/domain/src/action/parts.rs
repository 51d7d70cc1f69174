//! What an act carries with it: who, on which paper, on which ground.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::document::DocumentKind;
use crate::ids::{
    ApplicationId, BlobHash, CaseNo, CounterNo, DepartmentId, DocumentNo, ElementId, HallId,
    ItemCode, KindId, StationId, UserId,
};
use crate::intake::Evidence;

/// Role 岗位 of a user.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    Type,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 综合窗口 clerk.
    Clerk,
    /// 承办（审查）岗.
    Examiner,
    /// 审核岗.
    Reviewer,
    /// 决定岗; registrar 登记 of a registration.
    Decider,
    /// 出件 clerk.
    Issuer,
    /// 值班长.
    Supervisor,
    /// 管理员.
    Administrator,
    /// The platform's own daily sweep 系统.
    System,
}

/// Who acts, from where (操作人).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Actor {
    /// Account.
    pub user: UserId,
    /// Name as printed.
    pub name: String,
    /// Staff number 工号.
    pub staff_no: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// Department of a reviewer; none for hall staff.
    pub department: Option<DepartmentId>,
    /// Hall.
    pub hall: HallId,
    /// Station.
    pub station: StationId,
    /// Counter, if the station is one.
    pub counter: Option<CounterNo>,
}

impl Actor {
    /// Whether the person holds a role.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// A paper that an action hands over: what was printed binds (design §4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Paper {
    /// Which paper.
    pub kind: DocumentKind,
    /// Its number.
    pub number: DocumentNo,
    /// SM3 of the printed data (JSON of the document's data).
    pub hash: BlobHash,
}

/// A slip that was handed to somebody 单据: it decides nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct IssuedPaper {
    /// Case, if it is about one.
    pub case: Option<CaseNo>,
    /// Who gets it.
    pub to: String,
    /// 单据.
    pub paper: Paper,
}

/// A case that a receive opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Opening {
    /// Number drawn at the counter.
    pub case: CaseNo,
    /// Item.
    pub item: ItemCode,
    /// Its version.
    pub item_version: u32,
    /// Department that decides.
    pub department: DepartmentId,
    /// Cases whose output it waits for 先照后证.
    pub depends_on: Vec<CaseNo>,
}

/// One failed row of a correction notice (补正内容).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CorrectionPoint {
    /// Material concerned, if any.
    pub material: Option<KindId>,
    /// Field concerned, if any.
    pub element: Option<ElementId>,
    /// Name as printed.
    pub name: String,
    /// What is wrong: 不齐全 or 不符合法定形式, in words.
    pub problem: String,
    /// How to mend it.
    pub remedy: String,
}

/// Why acceptance is declined (行政许可法 art. 32(1)(1), (2)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DeclineGround {
    /// 依法不需要取得行政许可.
    NoLicenceNeeded,
    /// 依法不属于本机关职权范围; names the competent body.
    NotCompetent {
        /// Where to go.
        competent_body: String,
    },
    /// A ground of the item's own law.
    OwnLaw {
        /// Article.
        article: String,
    },
}

/// What an examiner or reviewer proposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Proposal {
    /// 拟准予.
    Grant,
    /// 拟不予.
    Reject,
}

/// Step of an opinion (承办 → 审核 → 决定).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum OpinionStep {
    /// 承办（审查）.
    Examine,
    /// 审核.
    Review,
}

/// Finding on one review point 审查要点.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// 未审.
    Open,
    /// 符合.
    Met,
    /// 不符合.
    NotMet,
}

/// Why a case goes back to the counter (退回窗口).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ReturnReason {
    /// 扫描不清.
    ScanUnclear,
    /// 情形选错.
    WrongSituation,
    /// 材料过期.
    MaterialExpired,
    /// 表单不一致.
    FormInconsistent,
    /// 其他.
    Other,
}

/// How a paper or result was served (送达方式; 民诉法 art. 87–95 by analogy).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ServiceWay {
    /// 直接送达.
    InPerson,
    /// 邮寄送达.
    Post,
    /// 电子送达.
    Electronic,
}

/// Five grades of 好差评 (GB/T 39046 A.8 order).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// 非常满意.
    VerySatisfied,
    /// 满意.
    Satisfied,
    /// 基本满意.
    FairlySatisfied,
    /// 不满意.
    Dissatisfied,
    /// 非常不满意.
    VeryDissatisfied,
}

/// A result document 审批证件 made by the decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ResultDocument {
    /// Material kind that it satisfies in other cases.
    pub kind: KindId,
    /// Name as printed.
    pub name: String,
    /// Number 证照编号.
    pub number: String,
    /// First valid day.
    #[specta(type = String)]
    pub valid_from: Date,
    /// Last valid day, if it ends.
    #[specta(type = Option<String>)]
    pub valid_to: Option<Date>,
    /// Pages of the document, when made as an image.
    pub evidence: Evidence,
}

/// One row of a hand-over list 物料交接清单 (domain.md §9.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HandOverRow {
    /// Application.
    pub application: ApplicationId,
    /// Case.
    pub case: CaseNo,
    /// Applicant's name.
    pub applicant: String,
    /// Item name.
    pub item: String,
    /// Material name.
    pub material: String,
    /// Copies.
    pub copies: u32,
    /// Pages.
    pub pages: u32,
    /// Original, not copy.
    pub original: bool,
}

/// Counted truth of a shift (交接班核对).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ShiftCounts {
    /// Tickets called 取号.
    pub tickets: u32,
    /// Received 收件.
    pub received: u32,
    /// Accepted 受理.
    pub accepted: u32,
    /// Correction notices 补正.
    pub corrections: u32,
    /// Declined 不予受理.
    pub declined: u32,
    /// Decided the same day 即办.
    pub instant: u32,
    /// Delivered 出件.
    pub delivered: u32,
    /// One-off guidance notices 一次性告知.
    pub guidance: u32,
    /// Papers not yet handed over 未移交.
    pub not_handed_over: u32,
    /// Results waiting 待领.
    pub to_collect: u32,
    /// Reprints 补打.
    pub reprints: u32,
    /// Voided papers 作废.
    pub voided: u32,
    /// Papers owed 欠发凭证.
    pub owed_papers: u32,
    /// Unsent submissions 未同步.
    pub unsent: u32,
    /// Ratings by grade, best first.
    pub ratings: Vec<u32>,
    /// Visits without a rating 未评价.
    pub unrated: u32,
}
