//! A fact with who and when.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Fact;
use crate::action::Actor;

/// A recorded fact (事件) with who and when; its JSON text is chained per stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Person who acted.
    pub by: Actor,
    /// The station's clock.
    pub at: Timestamp,
    /// Decided offline.
    pub offline: bool,
    /// The fact.
    pub fact: Fact,
}
