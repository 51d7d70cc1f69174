//! Printed documents 文书 as data: what stands on a paper, whether the law lets it be printed,
//! and the fixed sentences it carries. Layout is the workstation's.

mod course;
pub mod lawful;
mod lists;
mod notices;
pub mod number;
mod parts;
mod registers;
#[cfg(test)]
mod samples;
mod slips;
#[cfg(test)]
mod tests;
pub mod texts;

pub use course::{AmendedRow, CourseMatter, CourseNotice, FeeRow};
pub use lawful::lawful;
pub use lists::{
    CaseCount, DeliveryMethod, DeliveryReceipt, DeviceLine, HandoverList, HandoverRow, Licence,
    PendingLine, SealLine, ServedDocument, ShiftReport, VoucherLine,
};
pub use notices::{
    AcceptanceNotice, ApplicationForm, CorrectionNotice, CorrectionRow, Decision, DeclineGround,
    DeclineNotice, DeliveryChoice, ExcludedStep, Fault, FormSection, GuidanceNotice, GuidanceRow,
    Receipt, RegistrationNotice, Rejection, SecondNotice,
};
pub use number::{
    ReceiptCode, format_document_no, parse_receipt_code, parse_visit_code, visit_qr_text,
};
pub use parts::{
    Agent, CaseLine, Contacts, Head, Keeping, Labelled, Lookup, MaterialRow, Medium, Nature, Party,
    Remedies, Reprint, Seal, SealMode,
};
pub use registers::{DayCase, DayReport, SealRegister, SealUse};
pub use slips::{
    AddressConfirmation, ApprovalForm, OpinionLine, PickupRow, PickupSlip, PowerOfAttorney,
    ReturnList, SupplementReceipt,
};
pub use texts::{Texts, TextsError};

use crate::ids::BlobHash;
use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};
use specta::Type;

/// Kind of paper 文书种类.
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
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 申请书, printed for the applicant's signature.
    ApplicationForm,
    /// 一次性告知单: nothing was received.
    GuidanceNotice,
    /// 收件凭证.
    Receipt,
    /// 受理通知书.
    AcceptanceNotice,
    /// 补正告知书.
    CorrectionNotice,
    /// 不予受理通知书.
    DeclineNotice,
    /// 准予决定书.
    Decision,
    /// 不予许可决定书.
    Rejection,
    /// 登记通知书.
    RegistrationNotice,
    /// 送达回证.
    DeliveryReceipt,
    /// 物料交接清单.
    HandoverList,
    /// 交接班表.
    ShiftReport,
    /// 证照 (营业执照、许可证): the result itself.
    Licence,
    /// 特别程序所需时间告知书、中止通知书.
    StepNotice,
    /// 延长办理期限通知书.
    ExtensionNotice,
    /// 容缺受理通知书.
    DeferralNotice,
    /// 终止办理通知书.
    TerminationNotice,
    /// 现场核查笔录.
    SiteCheckRecord,
    /// 更正通知书.
    AmendmentNotice,
    /// 缴费通知书.
    PaymentNotice,
    /// 审批表, with the three opinions: for the file of the case.
    ApprovalForm,
    /// 材料退还清单.
    ReturnList,
    /// 补交凭证.
    SupplementReceipt,
    /// 领取凭证 (when, where and with what to collect).
    PickupSlip,
    /// 授权委托书, printed for signature.
    PowerOfAttorney,
    /// 送达地址确认书, printed for signature.
    AddressConfirmation,
    /// 当日办件日报.
    DayReport,
    /// 用印登记簿.
    SealRegister,
}

impl DocumentKind {
    /// Every kind, in the order of a case's life.
    pub const ALL: [Self; 28] = [
        Self::ApplicationForm,
        Self::GuidanceNotice,
        Self::Receipt,
        Self::AcceptanceNotice,
        Self::CorrectionNotice,
        Self::DeclineNotice,
        Self::Decision,
        Self::Rejection,
        Self::RegistrationNotice,
        Self::DeliveryReceipt,
        Self::HandoverList,
        Self::ShiftReport,
        Self::Licence,
        Self::StepNotice,
        Self::ExtensionNotice,
        Self::DeferralNotice,
        Self::TerminationNotice,
        Self::SiteCheckRecord,
        Self::AmendmentNotice,
        Self::PaymentNotice,
        Self::ApprovalForm,
        Self::ReturnList,
        Self::SupplementReceipt,
        Self::PickupSlip,
        Self::PowerOfAttorney,
        Self::AddressConfirmation,
        Self::DayReport,
        Self::SealRegister,
    ];

    /// The stable word used in files and JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::ApplicationForm => "application_form",
            Self::GuidanceNotice => "guidance_notice",
            Self::Receipt => "receipt",
            Self::AcceptanceNotice => "acceptance_notice",
            Self::CorrectionNotice => "correction_notice",
            Self::DeclineNotice => "decline_notice",
            Self::Decision => "decision",
            Self::Rejection => "rejection",
            Self::RegistrationNotice => "registration_notice",
            Self::DeliveryReceipt => "delivery_receipt",
            Self::HandoverList => "handover_list",
            Self::ShiftReport => "shift_report",
            Self::Licence => "licence",
            Self::StepNotice => "step_notice",
            Self::ExtensionNotice => "extension_notice",
            Self::DeferralNotice => "deferral_notice",
            Self::TerminationNotice => "termination_notice",
            Self::SiteCheckRecord => "site_check_record",
            Self::AmendmentNotice => "amendment_notice",
            Self::PaymentNotice => "payment_notice",
            Self::ApprovalForm => "approval_form",
            Self::ReturnList => "return_list",
            Self::SupplementReceipt => "supplement_receipt",
            Self::PickupSlip => "pickup_slip",
            Self::PowerOfAttorney => "power_of_attorney",
            Self::AddressConfirmation => "address_confirmation",
            Self::DayReport => "day_report",
            Self::SealRegister => "seal_register",
        }
    }
}

/// One paper, complete: everything that stands on it is in here (domain.md §9.3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
pub struct DocumentData {
    /// What every paper has.
    pub head: Head,
    /// What only its kind has.
    pub body: Body,
}

/// The part of a paper that its kind decides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Body {
    /// 申请书.
    ApplicationForm(ApplicationForm),
    /// 一次性告知单.
    GuidanceNotice(GuidanceNotice),
    /// 收件凭证.
    Receipt(Receipt),
    /// 受理通知书.
    AcceptanceNotice(AcceptanceNotice),
    /// 补正告知书.
    CorrectionNotice(CorrectionNotice),
    /// 不予受理通知书.
    DeclineNotice(DeclineNotice),
    /// 准予决定书.
    Decision(Decision),
    /// 不予许可决定书.
    Rejection(Rejection),
    /// 登记通知书.
    RegistrationNotice(RegistrationNotice),
    /// 送达回证.
    DeliveryReceipt(DeliveryReceipt),
    /// 物料交接清单.
    HandoverList(HandoverList),
    /// 交接班表.
    ShiftReport(ShiftReport),
    /// 证照.
    Licence(Licence),
    /// 办理环节文书.
    CourseNotice(CourseNotice),
    /// 审批表.
    ApprovalForm(ApprovalForm),
    /// 材料退还清单.
    ReturnList(ReturnList),
    /// 补交凭证.
    SupplementReceipt(SupplementReceipt),
    /// 领取凭证.
    PickupSlip(PickupSlip),
    /// 授权委托书.
    PowerOfAttorney(PowerOfAttorney),
    /// 送达地址确认书.
    AddressConfirmation(AddressConfirmation),
    /// 当日办件日报.
    DayReport(DayReport),
    /// 用印登记簿.
    SealRegister(SealRegister),
}

impl DocumentData {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> DocumentKind {
        match &self.body {
            Body::ApplicationForm(_) => DocumentKind::ApplicationForm,
            Body::GuidanceNotice(_) => DocumentKind::GuidanceNotice,
            Body::Receipt(_) => DocumentKind::Receipt,
            Body::AcceptanceNotice(_) => DocumentKind::AcceptanceNotice,
            Body::CorrectionNotice(_) => DocumentKind::CorrectionNotice,
            Body::DeclineNotice(_) => DocumentKind::DeclineNotice,
            Body::Decision(_) => DocumentKind::Decision,
            Body::Rejection(_) => DocumentKind::Rejection,
            Body::RegistrationNotice(_) => DocumentKind::RegistrationNotice,
            Body::DeliveryReceipt(_) => DocumentKind::DeliveryReceipt,
            Body::HandoverList(_) => DocumentKind::HandoverList,
            Body::ShiftReport(_) => DocumentKind::ShiftReport,
            Body::Licence(_) => DocumentKind::Licence,
            Body::CourseNotice(notice) => match notice.matter {
                CourseMatter::Step { .. } => DocumentKind::StepNotice,
                CourseMatter::Extension { .. } => DocumentKind::ExtensionNotice,
                CourseMatter::Deferral { .. } => DocumentKind::DeferralNotice,
                CourseMatter::Termination { .. } => DocumentKind::TerminationNotice,
                CourseMatter::SiteCheck { .. } => DocumentKind::SiteCheckRecord,
                CourseMatter::Amendment { .. } => DocumentKind::AmendmentNotice,
                CourseMatter::Payment { .. } => DocumentKind::PaymentNotice,
            },
            Body::ApprovalForm(_) => DocumentKind::ApprovalForm,
            Body::ReturnList(_) => DocumentKind::ReturnList,
            Body::SupplementReceipt(_) => DocumentKind::SupplementReceipt,
            Body::PickupSlip(_) => DocumentKind::PickupSlip,
            Body::PowerOfAttorney(_) => DocumentKind::PowerOfAttorney,
            Body::AddressConfirmation(_) => DocumentKind::AddressConfirmation,
            Body::DayReport(_) => DocumentKind::DayReport,
            Body::SealRegister(_) => DocumentKind::SealRegister,
        }
    }

    /// SM3 over the data as canonical JSON: the snapshot 快照 that the print log keeps.
    /// A reprint 补打 and a voided copy 作废 have the same snapshot as the first print.
    #[must_use]
    pub fn snapshot(&self) -> BlobHash {
        let json = serde_json::to_vec(&self.first()).unwrap_or_default();
        BlobHash(hex::encode(Sm3::digest(json)))
    }

    /// The paper as it was printed first, without the marks that came later.
    #[must_use]
    pub fn first(&self) -> Self {
        let mut first = self.clone();
        first.head.reprint = None;
        first.head.voided = None;
        first
    }
}
