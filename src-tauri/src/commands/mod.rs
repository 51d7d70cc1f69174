//! What the window may ask: each at most ten lines.

pub mod cases;
pub mod duty;
pub mod intake;
pub mod session;
