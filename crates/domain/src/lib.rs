//! The rules of the hall: pure functions over plain data.
//!
//! No async, IO, clock, randomness, floats or hash-map order (ARCHITECTURE.md, invariant 1).

// a new fact, action or stage must be met by every match of the rules
#![warn(clippy::wildcard_enum_match_arm)]

pub mod action;
pub mod application;
pub mod authorisation;
pub mod calendar;
pub mod catalogue;
pub mod clocks;
pub mod counter_day;
pub mod decide;
pub mod document;
pub mod event;
pub mod evolve;
pub mod fee;
pub mod identity;
pub mod ids;
pub mod intake;
pub mod procedure;
pub mod proceeding;
pub mod rating;
pub mod refusal;
pub mod rights;
pub mod wire;
