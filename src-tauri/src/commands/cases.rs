//! Cases on the desks: review, issuance, find. Commands only carry arguments to the desk.

use std::collections::BTreeMap;

use domain::ids::{ApplicationId, CaseNo, ItemCode, KindId, QuestionId};
use domain::intake::OriginalState;
use tauri::State;
use workstation::desk::Workstation;
use workstation::view::{
    ActOutcome, ActRequest, AttentionItem, Fault, FoundCase, HandOverView, InboxTab, InboxView,
    IssuanceView, PaperRow, ReadyRow, ReplacementView, ReviewView, SlipRequest,
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

/// What the right item of a 事项更正 asks besides what was handed in.
#[tauri::command]
#[specta::specta]
pub async fn replacement(
    desk: State<'_, Workstation>,
    case_no: CaseNo,
    item: ItemCode,
    answers: BTreeMap<QuestionId, String>,
) -> Result<ReplacementView, Fault> {
    desk.replacement(&case_no, &item, answers).await
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

/// Prints a paper that decides nothing 单据.
#[tauri::command]
#[specta::specta]
pub async fn print_slip(
    desk: State<'_, Workstation>,
    request: SlipRequest,
) -> Result<ActOutcome, Fault> {
    desk.print_slip(request).await
}

/// Scans pages into a material of a received case 补扫.
#[tauri::command]
#[specta::specta]
pub async fn scan_more(
    desk: State<'_, Workstation>,
    case_no: CaseNo,
    kind: KindId,
    original: OriginalState,
    feeder: bool,
) -> Result<ReviewView, Fault> {
    desk.scan_more(case_no, kind, original, feeder).await
}

/// Chooses a file and adds it to a material of a received case; none if the clerk thought better.
#[tauri::command]
#[specta::specta]
pub async fn import_more(
    desk: State<'_, Workstation>,
    case_no: CaseNo,
    kind: KindId,
    original: OriginalState,
) -> Result<Option<ReviewView>, Fault> {
    let Some(file) = super::choose_file().await else {
        return Ok(None);
    };
    desk.import_more(case_no, kind, original, &file).await.map(Some)
}

/// What waits for a person 需处理.
#[tauri::command]
#[specta::specta]
pub async fn attention(desk: State<'_, Workstation>) -> Result<Vec<AttentionItem>, Fault> {
    desk.attention().await
}

/// A work item was dealt with.
#[tauri::command]
#[specta::specta]
pub async fn dismiss(
    desk: State<'_, Workstation>,
    id: String,
    text: String,
) -> Result<Vec<AttentionItem>, Fault> {
    desk.dismiss(&id, &text).await
}

/// Papers that wait to be handed over or confirmed 物料移交.
#[tauri::command]
#[specta::specta]
pub async fn hand_overs(desk: State<'_, Workstation>) -> Result<HandOverView, Fault> {
    desk.hand_overs().await
}
