//! Stations and the platform in one process.

mod desk;
mod flow;
mod restore;
mod sign_in;
mod tls;
mod troubles;
