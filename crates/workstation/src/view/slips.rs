//! Papers that decide nothing 单据, printed on request.

use domain::document::DocumentKind;
use domain::ids::CaseNo;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A paper that decides nothing, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SlipRequest {
    /// 审批表.
    ApprovalForm {
        /// Case.
        case: CaseNo,
    },
    /// 材料退还清单.
    ReturnList {
        /// Case.
        case: CaseNo,
        /// Who takes the materials.
        taker: String,
    },
    /// 领取凭证.
    PickupSlip {
        /// Case; the slip is for all results of its application.
        case: CaseNo,
    },
    /// 授权委托书.
    PowerOfAttorney {
        /// Draft.
        draft: String,
    },
    /// 送达地址确认书.
    AddressConfirmation {
        /// Draft.
        draft: String,
    },
    /// 当日办件日报.
    DayReport,
    /// 用印登记簿.
    SealRegister,
}

/// A paper that may be printed for a case, or why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SlipOffer {
    /// Which.
    pub kind: DocumentKind,
    /// Title.
    pub title: String,
    /// Why not now.
    pub reason: Option<String>,
    /// Who probably takes the materials, where somebody has to be named.
    pub taker: Option<String>,
}
