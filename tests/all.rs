//! The one integration test binary: each module drives the real crates from outside.

#![allow(
    clippy::unwrap_used,
    clippy::unwrap_in_result,
    clippy::too_many_lines,
    clippy::needless_pass_by_value,
    clippy::explicit_auto_deref,
    reason = "a test stops where it fails, and tells its story in one piece"
)]

/// What a desk offers after 收件: corrections, hand-over, what needs a person.
mod desk;
/// Device clients against the neighbours.
mod devices;
/// Bad input and faults at a desk with real devices, disks and keyrings.
mod faults;
/// The command line against platform and neighbours, with a real keyring.
mod headless;
/// SIGKILL at 300 points of a counter's work: nothing that was said to be done is lost.
mod kill;
/// The whole of it under virtual time, with every fault that a seed brings.
#[cfg(test)]
mod simulation;
/// Stations and platform in one process: what is carried, what is never lost.
mod sync;
/// Dependency direction, file and function length, words that must not be left behind.
mod tidy;
/// The real windows, by keyboard.
#[cfg(test)]
mod window;
