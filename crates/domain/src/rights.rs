//! Which acts exist for a person now, and why not.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::action::{Actor, Context};
use crate::application::Stream;
use crate::ids::CaseNo;

/// Kind of an act, as the window asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// 收件.
    Receive,
    /// 受理.
    Accept,
    /// 补正告知.
    NotifyCorrection,
    /// 补正材料.
    SupplyCorrection,
    /// 拟不予受理.
    ProposeDecline,
    /// 不予受理.
    Decline,
    /// 撤回.
    Withdraw,
    /// 认领.
    Claim,
    /// 审查要点.
    Examine,
    /// 承办意见.
    GiveOpinion,
    /// 退回窗口.
    ReturnToCounter,
    /// 答复退回.
    AnswerReturn,
    /// 准予 / 登记.
    Approve,
    /// 不予许可.
    Reject,
    /// 制证.
    MakeResult,
    /// 送达.
    Deliver,
    /// 评价.
    Rate,
    /// 核验材料.
    CheckMaterial,
    /// 撤下页.
    DetachMaterial,
    /// 处理待办.
    ResolveTask,
    /// 视为受理.
    DeemAccepted,
    /// 移交.
    HandOver,
    /// 确认移交.
    ConfirmHandOver,
    /// 交接班.
    SignShift,
}

/// Whether one act is open, and why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Right {
    /// Act.
    pub act: Act,
    /// Case, none for the whole application.
    pub case: Option<CaseNo>,
    /// Open.
    pub allowed: bool,
    /// Why not, in Chinese.
    pub reason: Option<String>,
    /// Article.
    pub article: Option<String>,
}

/// All acts of a person on a stream (权限).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Rights {
    /// One row per act and case.
    pub rows: Vec<Right>,
    /// Whether the person may see the stream at all.
    pub visible: bool,
}

/// Rights of a person on a stream.
#[must_use]
pub fn rights(state: &Stream, who: &Actor, ctx: &Context<'_>) -> Rights {
    let _ = (state, who, ctx);
    Rights::default()
}
