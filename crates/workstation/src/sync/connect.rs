//! The way to the platform of the enrolment.

use std::sync::Arc;

use super::{HttpsTransport, SyncFault};
use crate::engine::Engine;

impl Engine {
    /// Uses the platform that the station was enrolled at; an unenrolled station has none.
    ///
    /// # Errors
    /// The address or the CA kept at enrolment cannot be used.
    pub fn connect(&self) -> Result<(), SyncFault> {
        let Some(identity) = self.identity() else {
            return Ok(());
        };
        if let Some(platform) = &identity.platform {
            let transport = HttpsTransport::new(platform, identity.ca.as_deref())?;
            self.set_transport(Arc::new(transport));
        }
        Ok(())
    }
}
