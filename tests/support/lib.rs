//! What several tests stand on.

#![allow(
    clippy::unwrap_used,
    clippy::unwrap_in_result,
    clippy::too_many_lines,
    reason = "a test stops where it fails, and tells its story in one piece"
)]

pub mod acts;
pub mod demo_clock;
pub mod devices;
pub mod display;
pub mod hall;
pub mod input_method;
pub mod order;
pub mod printer;
pub mod programs;
pub mod seat;
pub mod session;
pub mod station;
pub mod webdriver;
pub mod windows;
pub mod wire;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A lock that outlives a panic of its holder.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
