//! Cases on the desks: review, issuance, find.

use domain::ids::{ApplicationId, CaseNo};

use super::Workstation;
use crate::view::{
    ActOutcome, ActRequest, Fault, FoundCase, InboxTab, InboxView, IssuanceView, PaperRow,
    ReadyRow, ReviewView,
};

impl Workstation {
    /// The one generic act.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn act(&self, request: ActRequest) -> Result<ActOutcome, Fault> {
        let _ = request;
        Err(Fault::pending())
    }

    /// Inbox of the department 待审.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn inbox(&self, tab: InboxTab) -> Result<InboxView, Fault> {
        let _ = tab;
        Err(Fault::pending())
    }

    /// One case on the review desk.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn review(&self, case: CaseNo) -> Result<ReviewView, Fault> {
        let _ = case;
        Err(Fault::pending())
    }

    /// Applications with results to hand out.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn issuance_list(&self) -> Result<Vec<ReadyRow>, Fault> {
        Err(Fault::pending())
    }

    /// Everything to hand out for one application.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn issuance(&self, application: ApplicationId) -> Result<IssuanceView, Fault> {
        let _ = application;
        Err(Fault::pending())
    }

    /// Finds cases by card, code, number, name 查询.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn find(&self, text: &str) -> Result<Vec<FoundCase>, Fault> {
        let _ = text;
        Err(Fault::pending())
    }

    /// Papers of an application or of the day.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn papers(&self, stream: &str) -> Result<Vec<PaperRow>, Fault> {
        let _ = stream;
        Err(Fault::pending())
    }
}
