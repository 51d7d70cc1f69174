//! Messages pushed to the window.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;
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
