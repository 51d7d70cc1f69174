//! The platform through its public functions and over the wire.
#![expect(
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test stops at what it does not expect"
)]

mod access;
mod admin;
mod backup;
mod blobs;
mod cli;
mod contradiction;
mod desk;
mod feed;
mod gateway;
mod http;
mod ingest;
mod ranges;
mod receiving;
mod support;
mod sweep;
mod verify;
