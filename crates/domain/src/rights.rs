//! Which acts exist for a person now, and why not.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::action::{Actor, Context};
use crate::application::{Case, Stream};
use crate::decide::gate;
use crate::ids::CaseNo;
use crate::refusal::Refusal;

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
    /// 特别程序告知.
    AnnounceStep,
    /// 特别程序结束.
    EndStep,
    /// 延长期限.
    Extend,
    /// 容缺受理.
    Defer,
    /// 容缺补交.
    SupplyDeferred,
    /// 终止办理.
    Terminate,
    /// 现场核查.
    CheckSite,
    /// 转办.
    Transfer,
    /// 更正.
    Amend,
    /// 事项更正.
    Replace,
    /// 缴费通知.
    ChargeFee,
    /// 收款.
    TakePayment,
    /// 退费.
    RefundFee,
    /// 差评联系核实.
    ContactRater,
    /// 差评整改办结.
    CloseRepair,
}

impl Act {
    /// Every act, in the order of the window.
    pub const ALL: [Self; 39] = [
        Self::Receive,
        Self::Accept,
        Self::NotifyCorrection,
        Self::SupplyCorrection,
        Self::ProposeDecline,
        Self::Decline,
        Self::Withdraw,
        Self::Claim,
        Self::Examine,
        Self::GiveOpinion,
        Self::ReturnToCounter,
        Self::AnswerReturn,
        Self::Approve,
        Self::Reject,
        Self::MakeResult,
        Self::Deliver,
        Self::Rate,
        Self::CheckMaterial,
        Self::DetachMaterial,
        Self::ResolveTask,
        Self::DeemAccepted,
        Self::HandOver,
        Self::ConfirmHandOver,
        Self::SignShift,
        Self::AnnounceStep,
        Self::EndStep,
        Self::Extend,
        Self::Defer,
        Self::SupplyDeferred,
        Self::Terminate,
        Self::CheckSite,
        Self::Transfer,
        Self::Amend,
        Self::Replace,
        Self::ChargeFee,
        Self::TakePayment,
        Self::RefundFee,
        Self::ContactRater,
        Self::CloseRepair,
    ];
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
    /// Stable code of the refusal.
    pub code: Option<String>,
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

/// Rights of a person on a stream: the same gates that [`crate::decide::decide`] passes first.
#[must_use]
pub fn rights(state: &Stream, who: &Actor, ctx: &Context<'_>) -> Rights {
    let ctx = &Context { actor: who, ..*ctx };
    let of_stream = Act::ALL.iter().filter_map(|act| {
        let verdict = gate::on_stream(state, *act, ctx)?;
        Some(row(*act, None, verdict))
    });
    let of_cases = state.application().into_iter().flat_map(|app| {
        app.cases.values().filter(|case| sees(who, case)).flat_map(move |case| {
            Act::ALL.iter().filter_map(move |act| {
                let verdict = gate::on_case(app, case, *act, ctx)?;
                Some(row(*act, Some(case.no.clone()), verdict))
            })
        })
    });
    Rights { rows: of_stream.chain(of_cases).collect(), visible: visible(state, who) }
}

/// Whether a person's place lets them see a case: the hall all, an organ its own (clerk-notes E12b).
#[must_use]
pub fn sees(who: &Actor, case: &Case) -> bool {
    who.department.as_ref().is_none_or(|own| *own == case.department)
}

fn visible(state: &Stream, who: &Actor) -> bool {
    match state {
        Stream::Empty => true,
        Stream::Application(app) => {
            let here = who.department.is_some() || who.hall == app.hall;
            let mut cases = app.cases.values();
            here && (who.department.is_none() || cases.any(|case| sees(who, case)))
        }
        Stream::CounterDay(day) => match &who.department {
            None => who.hall == day.hall,
            Some(own) => day.hand_overs.values().any(|list| list.to == *own),
        },
    }
}

fn row(act: Act, case: Option<CaseNo>, verdict: Result<(), Refusal>) -> Right {
    match verdict {
        Ok(()) => Right { act, case, allowed: true, code: None, reason: None, article: None },
        Err(refusal) => Right {
            act,
            case,
            allowed: false,
            code: Some(refusal.code),
            reason: Some(refusal.message),
            article: refusal.article,
        },
    }
}
