//! One lawful paper of each kind, as JSON, for the tests of this module.

use super::{DocumentData, DocumentKind};
use serde_json::Value;

macro_rules! sample {
    ($name:literal) => {
        include_str!(concat!("../../../../tests/fixtures/documents/", $name, ".json"))
    };
}
const FILES: [(DocumentKind, &str); 28] = [
    (DocumentKind::ApplicationForm, sample!("application_form")),
    (DocumentKind::GuidanceNotice, sample!("guidance_notice")),
    (DocumentKind::Receipt, sample!("receipt")),
    (DocumentKind::AcceptanceNotice, sample!("acceptance_notice")),
    (DocumentKind::CorrectionNotice, sample!("correction_notice")),
    (DocumentKind::DeclineNotice, sample!("decline_notice")),
    (DocumentKind::Decision, sample!("decision")),
    (DocumentKind::Rejection, sample!("rejection")),
    (DocumentKind::RegistrationNotice, sample!("registration_notice")),
    (DocumentKind::DeliveryReceipt, sample!("delivery_receipt")),
    (DocumentKind::HandoverList, sample!("handover_list")),
    (DocumentKind::ShiftReport, sample!("shift_report")),
    (DocumentKind::Licence, sample!("licence")),
    (DocumentKind::StepNotice, sample!("step_notice")),
    (DocumentKind::ExtensionNotice, sample!("extension_notice")),
    (DocumentKind::DeferralNotice, sample!("deferral_notice")),
    (DocumentKind::TerminationNotice, sample!("termination_notice")),
    (DocumentKind::SiteCheckRecord, sample!("site_check_record")),
    (DocumentKind::AmendmentNotice, sample!("amendment_notice")),
    (DocumentKind::PaymentNotice, sample!("payment_notice")),
    (DocumentKind::ApprovalForm, sample!("approval_form")),
    (DocumentKind::ReturnList, sample!("return_list")),
    (DocumentKind::SupplementReceipt, sample!("supplement_receipt")),
    (DocumentKind::PickupSlip, sample!("pickup_slip")),
    (DocumentKind::PowerOfAttorney, sample!("power_of_attorney")),
    (DocumentKind::AddressConfirmation, sample!("address_confirmation")),
    (DocumentKind::DayReport, sample!("day_report")),
    (DocumentKind::SealRegister, sample!("seal_register")),
];

/// The sample of a kind.
pub(super) fn of(kind: DocumentKind) -> DocumentData {
    serde_json::from_value(json(kind)).unwrap()
}

/// The sample of a kind with one place changed.
pub(super) fn with(kind: DocumentKind, pointer: &str, value: Value) -> DocumentData {
    let mut sample = json(kind);
    *sample.pointer_mut(pointer).unwrap() = value;
    serde_json::from_value(sample).unwrap()
}

fn json(kind: DocumentKind) -> Value {
    let (_, text) = FILES.iter().find(|(of, _)| *of == kind).unwrap();
    serde_json::from_str(text).unwrap()
}
