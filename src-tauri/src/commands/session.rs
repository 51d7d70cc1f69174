//! Sign-in, lock, sync. Commands only carry arguments to the desk.

use tauri::State;
use workstation::desk::Workstation;
use workstation::view::{EntryView, Fault, SyncState};

/// What the window shows first 进入.
#[tauri::command]
#[specta::specta]
pub async fn entry(desk: State<'_, Workstation>) -> Result<EntryView, Fault> {
    desk.entry().await
}

/// Enrols the station 登记工作站 with a one-time code.
#[tauri::command]
#[specta::specta]
pub async fn enrol(
    desk: State<'_, Workstation>,
    address: String,
    code: String,
) -> Result<EntryView, Fault> {
    desk.enrol(&address, &code).await
}

/// Signs in 登录.
#[tauri::command]
#[specta::specta]
pub async fn sign_in(
    desk: State<'_, Workstation>,
    user: String,
    password: String,
) -> Result<EntryView, Fault> {
    desk.sign_in(&user, &password).await
}

/// Unlocks the session 解锁.
#[tauri::command]
#[specta::specta]
pub async fn unlock(desk: State<'_, Workstation>, password: String) -> Result<EntryView, Fault> {
    desk.unlock(&password).await
}

/// Locks the session 锁屏; the intake stays.
#[tauri::command]
#[specta::specta]
pub async fn lock(desk: State<'_, Workstation>) -> Result<EntryView, Fault> {
    desk.lock().await
}

/// Signs out 退出.
#[tauri::command]
#[specta::specta]
pub async fn sign_out(desk: State<'_, Workstation>) -> Result<EntryView, Fault> {
    desk.sign_out().await
}

/// The first-run tour was seen.
#[tauri::command]
#[specta::specta]
pub async fn tour_seen(desk: State<'_, Workstation>) -> Result<(), Fault> {
    desk.tour_seen().await
}

/// Tries the platform now 立即重试.
#[tauri::command]
#[specta::specta]
pub async fn sync_now(desk: State<'_, Workstation>) -> Result<SyncState, Fault> {
    desk.sync_now().await
}
