//! Cases on the desks: review, issuance, find. Commands only carry arguments to the desk.

use domain::ids::{ApplicationId, CaseNo, KindId};
use domain::intake::OriginalState;
use tauri::State;
use workstation::desk::Workstation;
use workstation::view::{
    ActOutcome, ActRequest, Fault, FoundCase, InboxTab, InboxView, IssuanceView, PaperRow,
    ReadyRow, ReviewView,
};

/// The one generic act.
#[tauri::command]
#[specta::specta]
pub async fn act(desk: State<'_, Workstation>, request: ActRequest) -> Result<ActOutcome, Fault> {
    desk.act(request).await
}

/// Inbox of the department 待审.
#[tauri::command]
#[specta::specta]
pub async fn inbox(desk: State<'_, Workstation>, tab: InboxTab) -> Result<InboxView, Fault> {
    desk.inbox(tab).await
}

/// One case on the review desk.
#[tauri::command]
#[specta::specta]
pub async fn review(desk: State<'_, Workstation>, case_no: CaseNo) -> Result<ReviewView, Fault> {
    desk.review(case_no).await
}

/// Scans a material of a received case again 补扫.
#[tauri::command]
#[specta::specta]
pub async fn supply(
    desk: State<'_, Workstation>,
    case_no: CaseNo,
    kind: KindId,
    feeder: bool,
    original: OriginalState,
) -> Result<ReviewView, Fault> {
    desk.supply(case_no, kind, feeder, original).await
}

/// Applications with results to hand out.
#[tauri::command]
#[specta::specta]
pub async fn issuance_list(desk: State<'_, Workstation>) -> Result<Vec<ReadyRow>, Fault> {
    desk.issuance_list().await
}

/// Everything to hand out for one application.
#[tauri::command]
#[specta::specta]
pub async fn issuance(
    desk: State<'_, Workstation>,
    application: ApplicationId,
) -> Result<IssuanceView, Fault> {
    desk.issuance(application).await
}

/// Finds cases by card, code, number, name 查询.
#[tauri::command]
#[specta::specta]
pub async fn find(desk: State<'_, Workstation>, text: String) -> Result<Vec<FoundCase>, Fault> {
    desk.find(&text).await
}

/// Papers of an application or of the day.
#[tauri::command]
#[specta::specta]
pub async fn papers(desk: State<'_, Workstation>, stream: String) -> Result<Vec<PaperRow>, Fault> {
    desk.papers(&stream).await
}
