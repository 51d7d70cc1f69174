//! Messages pushed to the window.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;
use tokio::sync::broadcast::error::RecvError;
use workstation::desk::Workstation;
use workstation::engine::Change;
use workstation::view::{Progress, SyncState};

/// Something changed: lists on screen are stale, and this is the sync state.
#[derive(Clone, Debug, Serialize, Deserialize, Type, Event)]
pub struct Changed {
    /// Sync state.
    pub sync: SyncState,
    /// Whether cases, queue or tasks changed, so that lists reload.
    pub lists: bool,
}

/// Long work goes on.
#[derive(Clone, Debug, Serialize, Deserialize, Type, Event)]
pub struct Working(pub Progress);

/// Passes on what happens at the station, for as long as the program runs.
pub fn pass_on(app: &AppHandle) {
    let (changes, works) = (app.clone(), app.clone());
    tauri::async_runtime::spawn(async move { pass_changes(&changes).await });
    tauri::async_runtime::spawn(async move { pass_progress(&works).await });
}

async fn pass_changes(app: &AppHandle) {
    let desk = app.state::<Workstation>();
    let mut changes = desk.engine().changes();
    loop {
        let lists = match changes.recv().await {
            Ok(change) => change != Change::Sync,
            Err(RecvError::Lagged(_)) => true,
            Err(RecvError::Closed) => return,
        };
        // Before the first sign-in there is nothing to tell.
        let Ok(sync) = desk.sync_state().await else {
            continue;
        };
        if let Err(error) = (Changed { sync, lists }).emit(app) {
            tracing::warn!(%error, "message to the window");
        }
    }
}

async fn pass_progress(app: &AppHandle) {
    let mut works = app.state::<Workstation>().progress();
    loop {
        match works.recv().await {
            Ok(progress) => {
                if let Err(error) = Working(progress).emit(app) {
                    tracing::warn!(%error, "message to the window");
                }
            }
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}
