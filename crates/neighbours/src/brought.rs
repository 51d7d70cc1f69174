//! Papers that applicants bring 自带材料: made up, and marked so on their face.

use anyhow::Result;
use printpdf::{Mm, Op, PaintMode, Pt, Rect};

use crate::certificates::paper::{BLACK, GREY, RED, centred, colour, left, page, seal};

/// What stands on a paper.
pub struct Brought<'a> {
    /// 标题.
    pub title: &'a str,
    /// Lines of its text; of a drawing the names of its rooms.
    pub lines: &'a [&'a str],
    /// Who signed or sealed it; none has no seal.
    pub sealed: Option<&'a str>,
    /// A floor plan instead of text.
    pub drawing: bool,
}

/// Rooms of the plan: left, bottom, width and height in mm.
const ROOMS: [(f32, f32, f32, f32); 4] = [
    (35.0, 80.0, 90.0, 80.0),
    (125.0, 80.0, 50.0, 45.0),
    (125.0, 125.0, 50.0, 35.0),
    (35.0, 160.0, 140.0, 55.0),
];

/// Draws a paper, PDF.
///
/// # Errors
/// The font is missing.
pub fn draw(paper: &Brought<'_>) -> Result<Vec<u8>> {
    let mut drawing = Vec::new();
    let mut text = vec![centred(105.0, 262.0, 20.0, BLACK, paper.title.to_owned())];
    if paper.drawing {
        for ((x, y, width, height), name) in ROOMS.into_iter().zip(paper.lines) {
            drawing.extend(room(x, y, width, height));
            let (middle, centre) = (x + width / 2.0, y + height / 2.0);
            text.push(centred(middle, centre, 12.0, BLACK, (*name).to_owned()));
        }
        text.push(left(35.0, 222.0, 10.0, GREY, "单位：毫米　比例 1:100　门朝南".to_owned()));
    } else {
        let mut y = 240.0;
        for line in paper.lines {
            text.push(left(28.0, y, 12.0, BLACK, (*line).to_owned()));
            y -= 10.0;
        }
    }
    if let Some(who) = paper.sealed {
        drawing.extend(seal(150.0, 50.0));
        text.push(centred(150.0, 56.0, 16.0, RED, "★".to_owned()));
        text.push(centred(150.0, 47.0, 11.0, BLACK, who.to_owned()));
    }
    let mark = "虚构样本，仅供演示与测试，不具有任何效力".to_owned();
    text.push(centred(105.0, 18.0, 8.0, GREY, mark));
    page(paper.title, drawing, &text)
}

fn room(x: f32, y: f32, width: f32, height: f32) -> [Op; 3] {
    let rectangle = Rect {
        x: Mm(x).into(),
        y: Mm(y).into(),
        width: Mm(width).into(),
        height: Mm(height).into(),
        mode: Some(PaintMode::Stroke),
        winding_order: None,
    };
    [
        Op::SetOutlineColor { col: colour(BLACK) },
        Op::SetOutlineThickness { pt: Pt(1.8) },
        Op::DrawRectangle { rectangle },
    ]
}
