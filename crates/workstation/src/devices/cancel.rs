//! Calling off long work 取消.

use std::sync::Arc;
use tokio::sync::watch;

/// A handle to call off a print or a scan; clones share one flag.
#[derive(Clone, Debug)]
pub struct Cancel(Arc<watch::Sender<bool>>);

impl Default for Cancel {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }
}

impl Cancel {
    /// Calls the work off.
    pub fn cancel(&self) {
        self.0.send_replace(true);
    }

    /// Whether it was called off.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        *self.0.borrow()
    }

    /// Resolves once it is called off.
    pub(super) async fn cancelled(&self) {
        let mut flag = self.0.subscribe();
        // The sender lives as long as `self`, so waiting cannot fail.
        let _ = flag.wait_for(|cancelled| *cancelled).await;
    }
}
