//! The real windows, worked by keyboard alone (issue A, Done 2 and 4), killed (Done 5) and cut off
//! (Done 3).

mod kill;
mod outage;
mod walk;
