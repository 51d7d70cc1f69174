//! The real windows, worked by keyboard alone (issue A, Done 2 and 4), killed (Done 5) and cut off
//! (Done 3); and over the days, by a demo clock (issue B, Done 7).

mod bundle;
mod close;
mod correction;
mod days;
mod declaration;
mod decline;
mod deferral;
mod intake;
mod kill;
mod outage;
mod papers;
mod permit;
mod repair;
mod replacement;
mod return_visit;
mod review;
mod steps;
mod walk;
