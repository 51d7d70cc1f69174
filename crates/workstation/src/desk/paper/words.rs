//! Document words 机关代字: one word an organ and kind (domain.md §9.2).

use domain::catalogue::Catalogue;
use domain::document::DocumentKind;
use domain::ids::{DepartmentId, HallId};

use super::numbered_by_organ;

/// The word that stands before the year of a paper's number, such as 「穗疾控受」.
#[must_use]
pub fn document_word(
    catalogue: &Catalogue,
    hall: &HallId,
    department: &DepartmentId,
    kind: DocumentKind,
) -> String {
    let owner = if numbered_by_organ(kind) {
        catalogue.departments.get(department).map(|d| d.document_word.as_str())
    } else {
        catalogue.halls.get(hall).map(|h| h.document_word.as_str())
    };
    format!("{}{}", owner.unwrap_or("政务"), kind_word(kind))
}

fn kind_word(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::ApplicationForm => "申",
        DocumentKind::GuidanceNotice => "告",
        DocumentKind::Receipt => "收",
        DocumentKind::AcceptanceNotice => "受",
        DocumentKind::CorrectionNotice => "补",
        DocumentKind::DeclineNotice => "不受",
        DocumentKind::Decision => "决",
        DocumentKind::Rejection => "不许",
        DocumentKind::RegistrationNotice => "登",
        DocumentKind::DeliveryReceipt => "送",
        DocumentKind::HandoverList => "交",
        DocumentKind::ShiftReport => "班",
        DocumentKind::Licence => "证",
        DocumentKind::StepNotice => "特",
        DocumentKind::ExtensionNotice => "延",
        DocumentKind::DeferralNotice => "容",
        DocumentKind::TerminationNotice => "终",
        DocumentKind::SiteCheckRecord => "核",
        DocumentKind::AmendmentNotice => "更",
        DocumentKind::PaymentNotice => "费",
        DocumentKind::ApprovalForm => "审",
        DocumentKind::ReturnList => "退",
        DocumentKind::SupplementReceipt => "补收",
        DocumentKind::PickupSlip => "领",
        DocumentKind::PowerOfAttorney => "委",
        DocumentKind::AddressConfirmation => "址",
        DocumentKind::DayReport => "日",
        DocumentKind::SealRegister => "印",
    }
}
