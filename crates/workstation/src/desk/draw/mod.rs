//! Drawing: state into the plain lists of the view. Pure; no store, no clock.

mod attention;
mod board;
mod course;
mod day;
mod delivery;
mod duty;
mod fee;
mod field;
mod handed_in;
mod history;
mod intake;
mod issuance;
mod left_open;
mod limits;
mod material;
mod replacement;
mod review;
mod slips;
mod words;

pub(super) use words::short_time;

pub use attention::{Unfit, draw_task, draw_unfit};
pub use duty::{DutyFacts, draw_duty};
pub use fee::standard_words;
pub use intake::{DraftMeta, draw_intake, draw_no_item};
pub use issuance::{draw_found, draw_issuance, draw_ready, papers_of};
pub use left_open::left_open;
pub use material::printable;
pub use replacement::draw_replacement;
pub use review::{InboxFacts, draw_inbox_row, draw_review};
pub use words::{kind_title, outcome_words, stage_words, step_name};
