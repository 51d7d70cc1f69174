//! The whole application without a window: encrypted store, sync, devices, papers, search.

pub mod clock;
pub mod desk;
pub mod devices;
pub mod documents;
pub mod engine;
pub mod forms;
pub mod keys;
pub mod search;
pub mod store;
pub mod sync;
pub mod view;
