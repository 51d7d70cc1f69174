//! Files as applicants bring them: good, turned, broken, hostile.

use super::pdf::pages_within;
use super::{ImportFault, MAX_BYTES, import};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;
use std::time::Duration;

const ENCRYPTED: &[u8] = include_bytes!("../../../../../tests/fixtures/encrypted.pdf");

/// A picture with a red upper half and a blue lower half.
fn picture(format: ImageFormat) -> Vec<u8> {
    let colour = |_, y| {
        if y < 40 { Rgb([200, 0, 0]) } else { Rgb([0, 0, 200]) }
    };
    let image = DynamicImage::ImageRgb8(RgbImage::from_fn(60, 80, colour));
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A PDF of empty pages with the given sizes in points.
fn pdf(sizes: &[(u32, u32)]) -> Vec<u8> {
    let kids: Vec<String> = (0..sizes.len()).map(|n| format!("{} 0 R", n + 3)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {}/Kids[{}]>>", sizes.len(), kids.join(" ")),
    ];
    for (width, height) in sizes {
        objects.push(format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]>>"));
    }
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", n + 1).bytes());
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        file.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    file.extend(format!("trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes());
    file
}

#[tokio::test]
async fn pictures_become_one_page() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png] {
        let pages = import(picture(format)).await.unwrap();
        assert_eq!(pages.len(), 1);
        assert_eq!((pages[0].width, pages[0].height), (60, 80), "{format:?}");
        assert_eq!(image::guess_format(&pages[0].jpeg).unwrap(), ImageFormat::Jpeg);
        assert!(image::load_from_memory(&pages[0].thumbnail).is_ok());
    }
}

#[tokio::test]
async fn a_phone_picture_stands_upright_and_loses_what_the_phone_wrote() {
    let plain = picture(ImageFormat::Jpeg);
    // APP1 with an Exif block that says: turned by 90 degrees.
    let exif: &[u8] = b"\xFF\xE1\x00\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let turned = [&plain[..2], exif, &plain[2..]].concat();
    let pages = import(turned).await.unwrap();
    assert_eq!((pages[0].width, pages[0].height), (80, 60));
    assert!(!pages[0].jpeg.windows(4).any(|window| window == b"Exif"));
    let upright = image::load_from_memory(&pages[0].jpeg).unwrap().to_rgb8();
    assert!(upright.get_pixel(70, 30)[0] > 150, "the upper edge is now at the right");
}

#[tokio::test]
async fn pdf_pages_are_drawn_each_within_bounds() {
    let pages = import(pdf(&[(595, 842), (842, 595), (14_400, 14_400)])).await.unwrap();
    assert_eq!(pages.len(), 3);
    assert_eq!(pages[0].dpi, 200);
    assert!((1652..=1654).contains(&pages[0].width), "{}", pages[0].width);
    assert!(pages[1].width > pages[1].height);
    assert!(pages[2].width <= 4_700 && pages[2].dpi < 200, "{} px", pages[2].width);
}

#[tokio::test]
async fn what_is_neither_image_nor_pdf_is_turned_away() {
    for (name, file) in [
        ("program", b"MZ\x90\0\x03\0\0\0".to_vec()),
        ("document", b"PK\x03\x04word/document.xml".to_vec()),
        ("animation", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec()),
        ("text", "不动产权证书".as_bytes().to_vec()),
        ("page", b"<html><script>alert(1)</script></html>".to_vec()),
    ] {
        assert_eq!(import(file).await, Err(ImportFault::NotMaterial), "{name}");
    }
    assert_eq!(import(Vec::new()).await, Err(ImportFault::Empty));
}

#[tokio::test]
async fn oversized_files_are_turned_away_before_they_are_read() {
    let mut large = picture(ImageFormat::Jpeg);
    large.resize(MAX_BYTES + 1, 0);
    assert_eq!(import(large).await, Err(ImportFault::TooLarge));
    assert_eq!(import(pdf(&[(100, 100); 101])).await, Err(ImportFault::TooManyPages));
}

#[tokio::test]
async fn a_picture_bomb_is_not_unpacked() {
    // A PNG head of 60,000 × 60,000 pixels.
    let mut bomb = picture(ImageFormat::Png);
    bomb[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    let crc = crc32(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&crc.to_be_bytes());
    assert_eq!(import(bomb).await, Err(ImportFault::TooManyPixels));
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 }
        })
    })
}

#[tokio::test]
async fn broken_and_locked_files_say_what_to_do() {
    let whole = pdf(&[(595, 842)]);
    let jpeg = picture(ImageFormat::Jpeg);
    for (file, fault) in [
        (ENCRYPTED.to_vec(), ImportFault::EncryptedPdf),
        (b"%PDF-1.7\ngarbage".to_vec(), ImportFault::BrokenPdf),
        (whole[..40].to_vec(), ImportFault::BrokenPdf),
        (jpeg[..100].to_vec(), ImportFault::BrokenImage),
    ] {
        assert_eq!(import(file).await, Err(fault));
        assert!(fault.to_string().contains('请'), "{}", fault.code());
    }
}

#[tokio::test]
async fn a_pdf_that_takes_too_long_is_given_up() {
    let endless = pages_within(pdf(&[(595, 842)]), Duration::ZERO).await;
    assert_eq!(endless, Err(ImportFault::TooSlow));
}
