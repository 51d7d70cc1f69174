//! The real windows, worked by keyboard alone (issue A, Done 2 and 4), killed (Done 5) and cut off
//! (Done 3).

mod close;
mod intake;
mod kill;
mod outage;
mod papers;
mod review;
mod steps;
mod walk;
