//! The one integration test binary: each module drives the real crates from outside.

/// Dependency direction, file and function length, words that must not be left behind.
mod tidy;
