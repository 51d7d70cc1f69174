//! QR code 二维码 as rectangles of one path.

use super::ink::Rect;
use qrcode::{Color, EcLevel, QrCode};

/// The dark parts of the code for `text`, filling a square of `side` points at (x, y).
pub(super) fn rects(text: &str, x: f32, y: f32, side: f32) -> Vec<Rect> {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else {
        return Vec::new();
    };
    let modules = code.width();
    let Ok(count) = u16::try_from(modules) else {
        return Vec::new();
    };
    let step = side / f32::from(count);
    let mut rects = Vec::new();
    let mut top = y;
    for row in code.to_colors().chunks(modules) {
        let mut left = x;
        for run in row.chunk_by(|a, b| a == b) {
            let width = run.iter().map(|_| step).sum();
            if run.first() == Some(&Color::Dark) {
                rects.push(Rect { x: left, y: top, width, height: step });
            }
            left += width;
        }
        top += step;
    }
    rects
}
