//! What several tests stand on.

pub mod acts;
pub mod hall;
pub mod session;
pub mod station;
pub mod webdriver;
pub mod wire;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A lock that outlives a panic of its holder.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
