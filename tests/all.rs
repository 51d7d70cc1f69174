//! The one integration test binary: each module drives the real crates from outside.

/// Device clients against the neighbours.
mod devices;
/// Dependency direction, file and function length, words that must not be left behind.
mod tidy;
