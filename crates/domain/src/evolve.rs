//! State + event → state.

use crate::application::Stream;
use crate::event::Event;

/// Applies one recorded fact (演进). Never fails: an event that does not fit changes nothing.
#[must_use]
pub fn evolve(state: Stream, event: &Event) -> Stream {
    let _ = event;
    state
}
