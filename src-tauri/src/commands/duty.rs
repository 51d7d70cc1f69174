//! Duty and admin desks 值班台、管理台. Commands only carry arguments to the desk.

use tauri::State;
use workstation::desk::Workstation;
use workstation::view::{AdminView, DutyView, Fault};

/// The duty board.
#[tauri::command]
#[specta::specta]
pub async fn duty(desk: State<'_, Workstation>) -> Result<DutyView, Fault> {
    desk.duty().await
}

/// The admin desk.
#[tauri::command]
#[specta::specta]
pub async fn admin(desk: State<'_, Workstation>) -> Result<AdminView, Fault> {
    desk.admin().await
}
