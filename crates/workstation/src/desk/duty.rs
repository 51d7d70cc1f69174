//! Duty and admin desks 值班台、管理台.

use super::Workstation;
use crate::view::{AdminView, DutyView, Fault};

impl Workstation {
    /// The duty board.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn duty(&self) -> Result<DutyView, Fault> {
        Err(Fault::pending())
    }

    /// The admin desk.
    ///
    /// # Errors
    /// A fault with code and next step.
    pub async fn admin(&self) -> Result<AdminView, Fault> {
        Err(Fault::pending())
    }
}
