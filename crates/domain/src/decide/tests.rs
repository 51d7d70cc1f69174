//! Table tests of every act, dated scenarios of domain.md §11b, and laws that hold whatever happens.

mod accept;
mod any_order;
mod confirm;
mod correction;
mod counter;
mod decision;
mod decline;
mod facts;
mod receive;
mod result;
pub(crate) mod review;
mod scenarios;
mod withdraw;
pub(crate) mod world;
