//! What several tests stand on.

pub mod acts;
pub mod hall;
pub mod session;
pub mod webdriver;
