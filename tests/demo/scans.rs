//! Pages that look like scanned papers: a frame, a heading bar, lines of text, a stamp.

use std::path::{Path, PathBuf};

use anyhow::Result;
use image::{Rgb, RgbImage};

/// A4 at 100 dots an inch.
const SIZE: (u32, u32) = (827, 1169);
const PAPER: Rgb<u8> = Rgb([250, 249, 245]);
const INK: Rgb<u8> = Rgb([70, 70, 78]);
const STAMP: Rgb<u8> = Rgb([196, 60, 52]);

/// Draws the page of a material into a folder; another name gives another page.
pub(crate) fn page(folder: &Path, name: &str) -> Result<PathBuf> {
    let seed = name.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31) ^ u32::from(byte));
    let mut image = RgbImage::from_pixel(SIZE.0, SIZE.1, PAPER);
    let plan = name.contains('图');
    fill(&mut image, (280, 90, 270, 26), INK);
    if plan {
        draw_plan(&mut image, seed);
    } else {
        draw_lines(&mut image, seed);
    }
    draw_stamp(&mut image, (600, 960));
    std::fs::create_dir_all(folder)?;
    let file = folder.join(format!("scan-{seed:08x}.jpg"));
    image.save(&file)?;
    Ok(file)
}

/// Fills a rectangle given as left, top, width, height.
fn fill(image: &mut RgbImage, (left, top, width, height): (u32, u32, u32, u32), colour: Rgb<u8>) {
    for y in top..(top + height).min(SIZE.1) {
        for x in left..(left + width).min(SIZE.0) {
            image.put_pixel(x, y, colour);
        }
    }
}

fn draw_lines(image: &mut RgbImage, seed: u32) {
    for line in 0..22_u32 {
        let indent = if line % 6 == 0 { 40 } else { 0 };
        let short = (seed.rotate_left(line) % 180) + if line % 6 == 5 { 200 } else { 0 };
        fill(image, (100 + indent, 180 + line * 34, 620 - indent - short, 9), INK);
    }
}

/// Rooms of a shop.
fn draw_plan(image: &mut RgbImage, seed: u32) {
    let walls = [
        (110, 220, 600, 6),
        (110, 820, 606, 6),
        (110, 220, 6, 606),
        (710, 220, 6, 606),
        (110, 300 + seed % 240, 360, 5),
        (330 + seed % 160, 220, 5, 300),
        (470, 540, 5, 280),
    ];
    for wall in walls {
        fill(image, wall, INK);
    }
    fill(image, (380, 816, 90, 14), PAPER);
}

/// A round seal.
fn draw_stamp(image: &mut RgbImage, (x, y): (u32, u32)) {
    for dy in 0..140_u32 {
        for dx in 0..140_u32 {
            let (a, b) = (dx.abs_diff(70), dy.abs_diff(70));
            let square = a * a + b * b;
            if (3600..4300).contains(&square) || square < 180 {
                image.put_pixel(x + dx, y + dy, STAMP);
            }
        }
    }
}
