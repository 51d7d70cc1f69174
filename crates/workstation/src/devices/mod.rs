//! Card readers, rating and payment terminals, printers, scanners and files: what stands on the
//! counter.

mod cancel;
pub mod card_reader;
pub mod import;
mod page;
pub mod payment;
pub mod printer;
pub mod rating_terminal;
pub mod scanner;
mod terminal;

pub use cancel::Cancel;
pub use page::PageImage;
