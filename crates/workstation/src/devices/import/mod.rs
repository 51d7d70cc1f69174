//! Material files 材料文件: images and PDF become pages; anything else is turned away.
//!
//! What a file is, its content says, never its name. PDF is drawn by poppler in a child process,
//! as scanning is.

mod fault;
mod pdf;
#[cfg(test)]
mod tests;

pub use fault::ImportFault;

use super::PageImage;
use super::page::reader;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat};

/// Largest file taken 20 MB.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// Most pages of one PDF.
pub const MAX_PAGES: u32 = 100;
/// Longer sides are scaled down: more than 400 dpi on A4 shows nothing more.
const LONGEST_SIDE: u32 = 4_700;

/// Turns a file into pages.
pub async fn import(file: Vec<u8>) -> Result<Vec<PageImage>, ImportFault> {
    if file.is_empty() {
        return Err(ImportFault::Empty);
    }
    if file.len() > MAX_BYTES {
        return Err(ImportFault::TooLarge);
    }
    match sniff(&file) {
        Some(Kind::Pdf) => pdf::pages(file).await,
        Some(Kind::Image(format)) => {
            let page = tokio::task::spawn_blocking(move || picture(&file, format))
                .await
                .map_err(|_| ImportFault::BrokenImage)??;
            Ok(vec![page])
        }
        None => Err(ImportFault::NotMaterial),
    }
}

enum Kind {
    Pdf,
    Image(ImageFormat),
}

fn sniff(file: &[u8]) -> Option<Kind> {
    // Some programs put a few bytes before the mark; readers look through the first kilobyte.
    let head = &file[..file.len().min(1024)];
    if head.windows(5).any(|window| window == b"%PDF-") {
        return Some(Kind::Pdf);
    }
    match image::guess_format(file) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png)) => Some(Kind::Image(format)),
        Ok(_) | Err(_) => None,
    }
}

/// One picture as a page: upright, without the metadata of the camera.
fn picture(file: &[u8], format: ImageFormat) -> Result<PageImage, ImportFault> {
    let mut reader = reader(file).map_err(|error| broken(&error))?;
    reader.set_format(format);
    let mut decoder = reader.into_decoder().map_err(|error| broken(&error))?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| broken(&error))?;
    picture.apply_orientation(orientation);
    if picture.width().max(picture.height()) > LONGEST_SIDE {
        picture = picture.thumbnail(LONGEST_SIDE, LONGEST_SIDE);
    }
    PageImage::from_picture(&picture, 0).map_err(|error| broken(&error))
}

fn broken(error: &ImageError) -> ImportFault {
    match error {
        ImageError::Limits(_) => ImportFault::TooManyPixels,
        ImageError::Decoding(_)
        | ImageError::Encoding(_)
        | ImageError::Parameter(_)
        | ImageError::Unsupported(_)
        | ImageError::IoError(_) => ImportFault::BrokenImage,
    }
}
