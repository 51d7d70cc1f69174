//! The intake desk 受理台.

use domain::ids::KindId;

use super::Workstation;
use crate::view::{
    ActOutcome, CertificateOffer, DraftEdit, Fault, IntakeView, QueueView, ScanTarget, SearchHit,
};

impl Workstation {
    /// Queue, parked applicants, counts of today.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn queue(&self) -> Result<QueueView, Fault> {
        Err(Fault::pending())
    }

    /// Calls the next ticket 叫号 and opens its draft.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn next_ticket(&self) -> Result<IntakeView, Fault> {
        Err(Fault::pending())
    }

    /// Opens a draft for a typed ticket 新申办.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn start(&self, ticket: &str) -> Result<IntakeView, Fault> {
        let _ = ticket;
        Err(Fault::pending())
    }

    /// The draft being served, with the place focused last.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn current(&self) -> Result<Option<IntakeView>, Fault> {
        Err(Fault::pending())
    }

    /// Takes a parked draft up again 叫回.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn recall(&self, draft: &str) -> Result<IntakeView, Fault> {
        let _ = draft;
        Err(Fault::pending())
    }

    /// Parks the applicant 暂存.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn park(&self, draft: &str) -> Result<QueueView, Fault> {
        let _ = draft;
        Err(Fault::pending())
    }

    /// Gives the draft up 取消录入: row, pages, thumbnails.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn discard(&self, draft: &str) -> Result<QueueView, Fault> {
        let _ = draft;
        Err(Fault::pending())
    }

    /// One change, durable before the answer.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn edit(
        &self,
        draft: &str,
        edit: DraftEdit,
        focus: Option<String>,
    ) -> Result<IntakeView, Fault> {
        let _ = (draft, edit, focus);
        Err(Fault::pending())
    }

    /// Finds items and themes 找事项.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn search(&self, text: &str) -> Result<Vec<SearchHit>, Fault> {
        let _ = text;
        Err(Fault::pending())
    }

    /// Reads the identity card 读卡 into the applicant.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn read_card(&self, draft: &str) -> Result<IntakeView, Fault> {
        let _ = draft;
        Err(Fault::pending())
    }

    /// A scanner gun read a code 扫码.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn code_scanned(
        &self,
        draft: Option<String>,
        text: &str,
    ) -> Result<ScanTarget, Fault> {
        let _ = (draft, text);
        Err(Fault::pending())
    }

    /// Shows masked personal data; logged.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn reveal(&self, about: &str, field: &str) -> Result<String, Fault> {
        let _ = (about, field);
        Err(Fault::pending())
    }

    /// E-certificates on offer 调证照.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn certificates(
        &self,
        draft: &str,
        kind: Option<KindId>,
    ) -> Result<Vec<CertificateOffer>, Fault> {
        let _ = (draft, kind);
        Err(Fault::pending())
    }

    /// Takes an e-certificate as the material.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn take_certificate(
        &self,
        draft: &str,
        kind: KindId,
        identifier: &str,
    ) -> Result<IntakeView, Fault> {
        let _ = (draft, kind, identifier);
        Err(Fault::pending())
    }

    /// Scans pages 扫描 into a material.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn scan(&self, draft: &str, kind: KindId, feeder: bool) -> Result<IntakeView, Fault> {
        let _ = (draft, kind, feeder);
        Err(Fault::pending())
    }

    /// Stops the scanner.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn cancel_scan(&self) -> Result<(), Fault> {
        Err(Fault::pending())
    }

    /// Imports a file 导入 as a material.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn import(&self, draft: &str, kind: KindId, path: &str) -> Result<IntakeView, Fault> {
        let _ = (draft, kind, path);
        Err(Fault::pending())
    }

    /// Prints the form to sign 申请书.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn print_form(&self, draft: &str, kind: KindId) -> Result<ActOutcome, Fault> {
        let _ = (draft, kind);
        Err(Fault::pending())
    }

    /// Prints the 一次性告知单 and ends the visit without 收件.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn guidance(&self, draft: &str) -> Result<ActOutcome, Fault> {
        let _ = draft;
        Err(Fault::pending())
    }

    /// 收件 (and 受理 where authorised), prints the papers.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn receive(&self, draft: &str, as_is: bool) -> Result<ActOutcome, Fault> {
        let _ = (draft, as_is);
        Err(Fault::pending())
    }
}
