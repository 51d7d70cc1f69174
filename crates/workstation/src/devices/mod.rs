//! Card readers, printers, scanners and files: what stands on the counter.

pub mod card_reader;
pub mod import;
pub mod printer;
pub mod scanner;

/// One page 页 of material as an image, from a scanner or a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageImage {
    /// The page as JPEG.
    pub jpeg: Vec<u8>,
    /// Small picture of it, JPEG.
    pub thumbnail: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Dots per inch; 0 if the source does not say.
    pub dpi: u32,
}
