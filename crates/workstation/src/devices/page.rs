//! A page 页 as an image.

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageError, ImageReader, Limits};
use std::io::Cursor;

/// Sides of the box that a thumbnail fits into.
const THUMBNAIL: (u32, u32) = (240, 340);
const QUALITY: u8 = 85;
const THUMBNAIL_QUALITY: u8 = 75;
/// An A3 page at 400 dpi; larger pictures are bombs, not pages.
pub(super) const MAX_SIDE: u32 = 16_000;
const MAX_PIXELS_IN_MEMORY: u64 = 512 * 1024 * 1024;

/// One page of material as an image, from a scanner or a file.
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

impl PageImage {
    /// A page that is a JPEG already.
    pub(super) fn from_jpeg(jpeg: Vec<u8>, dpi: u32) -> Result<Self, ImageError> {
        let picture = reader(&jpeg)?.decode()?;
        Ok(Self {
            thumbnail: thumbnail(&picture)?,
            width: picture.width(),
            height: picture.height(),
            jpeg,
            dpi,
        })
    }

    /// A page from a decoded picture.
    pub(super) fn from_picture(picture: &DynamicImage, dpi: u32) -> Result<Self, ImageError> {
        Ok(Self {
            jpeg: encode(picture, QUALITY)?,
            thumbnail: thumbnail(picture)?,
            width: picture.width(),
            height: picture.height(),
            dpi,
        })
    }
}

/// A reader that refuses pictures too large to be pages before it unpacks them.
pub(super) fn reader(bytes: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, ImageError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_PIXELS_IN_MEMORY);
    reader.limits(limits);
    Ok(reader)
}

fn thumbnail(picture: &DynamicImage) -> Result<Vec<u8>, ImageError> {
    encode(&picture.thumbnail(THUMBNAIL.0, THUMBNAIL.1), THUMBNAIL_QUALITY)
}

/// JPEG without metadata: where and when a phone took a picture does not enter the file.
fn encode(picture: &DynamicImage, quality: u8) -> Result<Vec<u8>, ImageError> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    if picture.color().has_color() {
        picture.to_rgb8().write_with_encoder(encoder)?;
    } else {
        picture.to_luma8().write_with_encoder(encoder)?;
    }
    Ok(bytes)
}
