//! Sign-in, lock, sync.

use super::Workstation;
use crate::view::{EntryView, Fault, SyncState};

impl Workstation {
    /// What the window shows first 进入.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn entry(&self) -> Result<EntryView, Fault> {
        Err(Fault::pending())
    }

    /// Enrols the station 登记工作站 with a one-time code.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn enrol(&self, address: &str, code: &str) -> Result<EntryView, Fault> {
        let _ = (address, code);
        Err(Fault::pending())
    }

    /// Signs in 登录.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn sign_in(&self, user: &str, password: &str) -> Result<EntryView, Fault> {
        let _ = (user, password);
        Err(Fault::pending())
    }

    /// Unlocks the session 解锁.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn unlock(&self, password: &str) -> Result<EntryView, Fault> {
        let _ = password;
        Err(Fault::pending())
    }

    /// Locks the session 锁屏; the intake stays.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn lock(&self) -> Result<EntryView, Fault> {
        Err(Fault::pending())
    }

    /// Signs out 退出.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn sign_out(&self) -> Result<EntryView, Fault> {
        Err(Fault::pending())
    }

    /// The first-run tour was seen.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn tour_seen(&self) -> Result<(), Fault> {
        Err(Fault::pending())
    }

    /// Tries the platform now 立即重试.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn sync_now(&self) -> Result<SyncState, Fault> {
        Err(Fault::pending())
    }
}
