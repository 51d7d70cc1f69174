//! The platform through its public functions and over the wire.

mod access;
mod admin;
mod backup;
mod blobs;
mod desk;
mod feed;
mod gateway;
mod http;
mod ingest;
mod ranges;
mod support;
mod sweep;
mod verify;
