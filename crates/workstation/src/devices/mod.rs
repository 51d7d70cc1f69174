//! Card readers, printers, scanners and files: what stands on the counter.

mod cancel;
pub mod card_reader;
pub mod import;
mod page;
pub mod printer;
pub mod scanner;

pub use cancel::Cancel;
pub use page::PageImage;
