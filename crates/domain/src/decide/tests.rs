//! Table tests of every act, dated scenarios of domain.md §11b, and laws that hold whatever happens.

mod accept;
mod acts;
mod any_day;
mod any_order;
mod barber_shop;
mod confirm;
mod correction;
mod counter;
mod decision;
mod decline;
mod facts;
mod fee;
mod laws;
mod papers;
mod procedures;
mod proceeding;
mod rating;
mod receive;
mod records;
mod replacement;
mod result;
pub(crate) mod review;
mod rules;
mod scenarios;
mod scenarios_course;
mod withdraw;
pub(crate) mod world;
