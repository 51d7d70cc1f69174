//! The real windows, worked by keyboard alone (issue A, Done 2 and 4).

mod walk;
