//! The desk: what a window or a command line asks of the station, in the words of the view.

mod cases;
pub mod draw;
mod duty;
mod edit;
mod intake;
pub mod paper;
mod session;

use crate::view::Fault;

/// A station at work (工作站).
#[derive(Debug)]
pub struct Workstation {}

impl Fault {
    fn pending() -> Self {
        Self {
            code: "desk.pending".to_owned(),
            message: String::new(),
            article: None,
        }
    }
}
