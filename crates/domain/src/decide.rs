//! Action → events, or a refusal.

use crate::action::{Action, Context};
use crate::application::Stream;
use crate::event::Event;
use crate::refusal::Refusal;

/// Judges an action against the state of its stream (裁量).
///
/// # Errors
/// The refusal, with the article it rests on.
pub fn decide(state: &Stream, action: &Action, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let _ = (state, action, ctx);
    Err(Refusal::new(
        "action.unknown",
        "此操作尚不支持，请联系管理员升级程序",
    ))
}

/// Judges an action that has left its station: a paper handed over binds, so what no longer fits
/// is confirmed with a contradiction for a person (design §4).
///
/// The platform and the rebase of a station both ask this.
///
/// # Errors
/// The refusal of an act that binds nobody, or of a person without authority.
pub fn confirm(state: &Stream, action: &Action, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    decide(state, action, ctx)
}
