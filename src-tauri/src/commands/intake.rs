//! The intake desk 受理台. Commands only carry arguments to the desk.

use domain::ids::KindId;
use tauri::State;
use workstation::desk::Workstation;
use workstation::view::{
    ActOutcome, CertificateOffer, DraftEdit, Fault, IntakeView, NoticeRow, QueueView, ScanTarget,
    SearchHit,
};

/// Queue, parked applicants, counts of today.
#[tauri::command]
#[specta::specta]
pub async fn queue(desk: State<'_, Workstation>) -> Result<QueueView, Fault> {
    desk.queue().await
}

/// Notices given today without anything received 一次性告知.
#[tauri::command]
#[specta::specta]
pub async fn notices_given(desk: State<'_, Workstation>) -> Result<Vec<NoticeRow>, Fault> {
    desk.notices_given().await
}

/// Calls the next ticket 叫号 and opens its draft.
#[tauri::command]
#[specta::specta]
pub async fn next_ticket(desk: State<'_, Workstation>) -> Result<IntakeView, Fault> {
    desk.next_ticket().await
}

/// Opens a draft for a typed ticket 新申办.
#[tauri::command]
#[specta::specta]
pub async fn start(desk: State<'_, Workstation>, ticket: String) -> Result<IntakeView, Fault> {
    desk.start(&ticket).await
}

/// The draft being served, with the place focused last.
#[tauri::command]
#[specta::specta]
pub async fn current(desk: State<'_, Workstation>) -> Result<Option<IntakeView>, Fault> {
    desk.current().await
}

/// Takes a parked draft up again 叫回.
#[tauri::command]
#[specta::specta]
pub async fn recall(desk: State<'_, Workstation>, draft: String) -> Result<IntakeView, Fault> {
    desk.recall(&draft).await
}

/// Parks the applicant 暂存.
#[tauri::command]
#[specta::specta]
pub async fn park(desk: State<'_, Workstation>, draft: String) -> Result<QueueView, Fault> {
    desk.park(&draft).await
}

/// Gives the draft up 取消录入: row, pages, thumbnails.
#[tauri::command]
#[specta::specta]
pub async fn discard(desk: State<'_, Workstation>, draft: String) -> Result<QueueView, Fault> {
    desk.discard(&draft).await
}

/// One change, durable before the answer.
#[tauri::command]
#[specta::specta]
pub async fn edit(
    desk: State<'_, Workstation>,
    draft: String,
    edit: DraftEdit,
    focus: Option<String>,
) -> Result<IntakeView, Fault> {
    desk.edit(&draft, edit, focus).await
}

/// Finds items and themes 找事项.
#[tauri::command]
#[specta::specta]
pub async fn search(desk: State<'_, Workstation>, text: String) -> Result<Vec<SearchHit>, Fault> {
    desk.search(&text).await
}

/// Reads the identity card 读卡 into the applicant.
#[tauri::command]
#[specta::specta]
pub async fn read_card(desk: State<'_, Workstation>, draft: String) -> Result<IntakeView, Fault> {
    desk.read_card(&draft).await
}

/// A scanner gun read a code 扫码.
#[tauri::command]
#[specta::specta]
pub async fn code_scanned(
    desk: State<'_, Workstation>,
    draft: Option<String>,
    text: String,
) -> Result<ScanTarget, Fault> {
    desk.code_scanned(draft, &text).await
}

/// Shows masked personal data; logged.
#[tauri::command]
#[specta::specta]
pub async fn reveal(
    desk: State<'_, Workstation>,
    about: String,
    field: String,
) -> Result<String, Fault> {
    desk.reveal(&about, &field).await
}

/// E-certificates on offer 调证照.
#[tauri::command]
#[specta::specta]
pub async fn certificates(
    desk: State<'_, Workstation>,
    draft: String,
    kind: Option<KindId>,
) -> Result<Vec<CertificateOffer>, Fault> {
    desk.certificates(&draft, kind).await
}

/// Takes an e-certificate as the material.
#[tauri::command]
#[specta::specta]
pub async fn take_certificate(
    desk: State<'_, Workstation>,
    draft: String,
    kind: KindId,
    identifier: String,
) -> Result<IntakeView, Fault> {
    desk.take_certificate(&draft, kind, &identifier).await
}

/// Scans pages 扫描 into a material.
#[tauri::command]
#[specta::specta]
pub async fn scan(
    desk: State<'_, Workstation>,
    draft: String,
    kind: KindId,
    feeder: bool,
) -> Result<IntakeView, Fault> {
    desk.scan(&draft, kind, feeder).await
}

/// Stops the scanner.
#[tauri::command]
#[specta::specta]
pub async fn cancel_scan(desk: State<'_, Workstation>) -> Result<(), Fault> {
    desk.cancel_scan().await
}

/// Chooses a file 导入 and takes it as a material; none if the clerk thought better of it.
#[tauri::command]
#[specta::specta]
pub async fn import(
    desk: State<'_, Workstation>,
    draft: String,
    kind: KindId,
) -> Result<Option<IntakeView>, Fault> {
    let Some(file) = super::choose_file().await else {
        return Ok(None);
    };
    desk.import(&draft, kind, &file).await.map(Some)
}

/// Prints the form to sign 申请书.
#[tauri::command]
#[specta::specta]
pub async fn print_form(
    desk: State<'_, Workstation>,
    draft: String,
    kind: KindId,
) -> Result<ActOutcome, Fault> {
    desk.print_form(&draft, kind).await
}

/// Calls the paper at the printer off 取消打印.
#[tauri::command]
#[specta::specta]
pub async fn cancel_print(desk: State<'_, Workstation>) -> Result<(), Fault> {
    desk.cancel_print().await
}

/// Prints the 一次性告知单 and ends the visit without 收件.
#[tauri::command]
#[specta::specta]
pub async fn guidance(desk: State<'_, Workstation>, draft: String) -> Result<ActOutcome, Fault> {
    desk.guidance(&draft).await
}

/// 收件 (and 受理 where authorised), prints the papers.
#[tauri::command]
#[specta::specta]
pub async fn receive(
    desk: State<'_, Workstation>,
    draft: String,
    as_is: bool,
) -> Result<ActOutcome, Fault> {
    desk.receive(&draft, as_is).await
}
