//! Drawing: state into the plain lists of the view. Pure; no store, no clock.

mod board;
mod delivery;
mod duty;
mod field;
mod history;
mod intake;
mod issuance;
mod limits;
mod material;
mod review;
mod words;

pub use duty::{DutyFacts, draw_duty};
pub use intake::{DraftMeta, draw_intake, draw_no_item};
pub use issuance::{draw_found, draw_issuance, draw_ready, papers_of};
pub use material::printable;
pub use review::{InboxFacts, draw_inbox_row, draw_review};
pub use words::{grade_name, kind_title, outcome_words, stage_words, step_name};

pub(super) use words::short_time;
