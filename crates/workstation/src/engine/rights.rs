//! What the signed-in person may do now 权限.

use std::sync::Arc;

use domain::action::Context;
use domain::rights::{Rights, rights};

use super::{Engine, EngineError, StreamView, guard};
use crate::clock::legal_date;

impl Engine {
    /// All acts of the signed-in person on a stream, and why the others are not open.
    ///
    /// # Errors
    /// Nobody is signed in, or the desk is locked.
    pub fn rights(&self, view: &StreamView) -> Result<Rights, EngineError> {
        let session = self.core.session_in_use()?;
        let open = self.core.opened()?;
        let in_force = open.in_force();
        let missing_pages = Arc::clone(&guard(&open.memory).missing_pages);
        let at = self.core.options.clock.now();
        let context = Context {
            actor: &session.actor,
            at,
            today: legal_date(at),
            catalogue: &in_force.catalogue,
            calendar: &in_force.calendar,
            offline: self.core.sync.offline(),
            missing_pages: &missing_pages,
        };
        Ok(rights(&view.state, &session.actor, &context))
    }
}
