//! What a fact is about.

use super::Fact;
use crate::action::{Opening, Paper};
use crate::ids::CaseNo;
use crate::proceeding::Proceeding;

impl Fact {
    /// The one case a fact is about, if it is about one.
    #[must_use]
    pub fn case(&self) -> Option<&CaseNo> {
        match self {
            Self::CaseAccepted { case, .. }
            | Self::CaseDeemedAccepted { case, .. }
            | Self::DeemedAcceptanceVoided { case }
            | Self::CorrectionNotified { case, .. }
            | Self::CorrectionSupplied { case, .. }
            | Self::DeclineProposed { case, .. }
            | Self::CaseDeclined { case, .. }
            | Self::CaseWithdrawn { case, .. }
            | Self::CaseClaimed { case }
            | Self::PointsExamined { case, .. }
            | Self::OpinionGiven { case, .. }
            | Self::CaseReturned { case, .. }
            | Self::ReturnAnswered { case, .. }
            | Self::CaseApproved { case, .. }
            | Self::CaseRejected { case, .. }
            | Self::Proceeded { case, .. }
            | Self::Charged { case, .. }
            | Self::FeePaid { case, .. }
            | Self::ResultMade { case, .. } => Some(case),
            Self::PaperIssued(issued) => issued.case.as_ref(),
            Self::MaterialAttached { case, .. } | Self::ContradictionRaised { case, .. } => {
                case.as_ref()
            }
            Self::ApplicationReceived { .. }
            | Self::MaterialDetached { .. }
            | Self::MaterialChecked { .. }
            | Self::ResultsDelivered { .. }
            | Self::VisitRated { .. }
            | Self::RatingRepaired { .. }
            | Self::PageRecorded { .. }
            | Self::PaperPrinted { .. }
            | Self::PaperVoided { .. }
            | Self::TaskResolved { .. }
            | Self::TicketCalled { .. }
            | Self::VisitEnded { .. }
            | Self::GuidanceGiven { .. }
            | Self::HandedOver { .. }
            | Self::HandOverConfirmed { .. }
            | Self::PersonalDataRevealed { .. }
            | Self::ShiftSigned { .. } => None,
        }
    }

    /// The cases that a fact opens.
    #[must_use]
    #[expect(clippy::wildcard_enum_match_arm, reason = "other facts open no case")]
    pub fn openings(&self) -> &[Opening] {
        match self {
            Self::ApplicationReceived { openings, .. } => openings,
            Self::Proceeded { proceeding: Proceeding::Replacement { opening, .. }, .. } => {
                std::slice::from_ref(opening)
            }
            _ => &[],
        }
    }

    /// The paper that a fact hands over.
    #[must_use]
    #[expect(clippy::wildcard_enum_match_arm, reason = "other facts hand no paper over")]
    pub fn paper(&self) -> Option<&Paper> {
        match self {
            Self::ApplicationReceived { paper, .. }
            | Self::CorrectionNotified { paper, .. }
            | Self::CaseDeclined { paper, .. }
            | Self::CaseApproved { paper, .. }
            | Self::CaseRejected { paper, .. }
            | Self::ResultsDelivered { paper, .. }
            | Self::GuidanceGiven { paper, .. }
            | Self::HandedOver { paper, .. } => Some(paper),
            Self::PaperIssued(issued) => Some(&issued.paper),
            Self::Proceeded { proceeding, .. } => proceeding.paper(),
            Self::Charged { charge, .. } => charge.paper(),
            Self::CaseAccepted { paper, .. }
            | Self::CorrectionSupplied { paper, .. }
            | Self::ShiftSigned { paper, .. } => paper.as_ref(),
            _ => None,
        }
    }

    /// Whether the fact belongs to a counter's day 窗口日 and to no application.
    #[must_use]
    pub fn is_of_counter_day(&self) -> bool {
        matches!(
            self,
            Self::TicketCalled { .. }
                | Self::VisitEnded { .. }
                | Self::GuidanceGiven { .. }
                | Self::HandedOver { .. }
                | Self::HandOverConfirmed { .. }
                | Self::PersonalDataRevealed { .. }
                | Self::ShiftSigned { .. }
        )
    }
}
