//! The engine is killed, by SIGKILL, at 300 points of a counter's work: before and after every
//! labelled write point, and at instants that a die chooses. After each the station is opened again
//! and must hold all that it had said was done (issue A, Done 5).
//!
//! The write points are the trace events of the target `write_point`. A life is this test binary run
//! again as a process of its own (`life.rs`): it works at the real desk over a real store, says on
//! stdout what it is about to do and what came back, and stops dead where its plan says, until it is
//! killed from outside. Nothing in the shipped program knows of it.

mod check;
mod enrolment;
mod journal;
mod life;
mod model;
mod office;
mod plan;
mod points;
mod restored;
mod station;
mod supervise;
mod work;
