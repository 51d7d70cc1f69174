//! Writes pages as PDF: the only file that names the PDF library.
//!
//! Only the characters used are embedded. The subset's glyph ids are its character ids, and the
//! library is handed the map from characters to them, so text can be found and copied.

use super::DocumentError;
use super::fonts::FontFile;
use super::ink::{Ink, Mark, Paper, Rect, Text, Weight};
use super::measure::MISSING;
use super::sheet::Sheet;
use printpdf as pdf;
use std::collections::{BTreeMap, BTreeSet};
use subsetter::GlyphRemapper;

/// A circle's control points lie this far out on a unit circle.
const ARC: f32 = 0.552_285;

/// A paper as PDF bytes, and the characters that its font lacks.
pub(super) fn write(
    title: &str,
    sheet: &Sheet<'_>,
    font: &FontFile,
) -> Result<(Vec<u8>, String), DocumentError> {
    let face = sheet.measure.face();
    let used = characters(&sheet.pages);
    let missing = used.iter().filter(|c| face.glyph_index(**c).is_none()).collect();
    let name = pdf::FontId(font.typeface.subset_name()[..6].to_owned());
    let mut document = pdf::PdfDocument::new(title);
    let program = pdf::PdfFont::new(subset(font, face, &used)?);
    document.resources.fonts.map.insert(name.clone(), program);
    let paper = sheet.geometry.paper;
    let pages = sheet.pages.iter().map(|marks| page(paper, marks, &name)).collect();
    document.with_pages(pages);
    let mut file = pdf::to_lopdf_doc(&document, &pdf::PdfSaveOptions::default(), &mut Vec::new());
    // The library draws a fresh id for each file; equal papers must be equal bytes.
    file.trailer.remove(b"ID");
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|_| DocumentError::NotWritten)?;
    Ok((bytes, missing))
}

fn characters(pages: &[Vec<Mark>]) -> BTreeSet<char> {
    let mut used = BTreeSet::new();
    for mark in pages.iter().flatten() {
        if let Mark::Text(text) = mark {
            used.extend(text.text.chars());
        }
    }
    used
}

/// A font program with only these characters, and the maps the library needs to address them.
fn subset(
    font: &FontFile,
    face: &ttf_parser::Face<'_>,
    used: &BTreeSet<char>,
) -> Result<pdf::ParsedFont, DocumentError> {
    let name = font.typeface.subset_name();
    let mut remapper = GlyphRemapper::new();
    let mut glyphs = BTreeMap::new();
    let mut widths = BTreeMap::new();
    for c in used {
        let Some(glyph) = face.glyph_index(*c).or_else(|| face.glyph_index(MISSING)) else {
            continue;
        };
        let id = remapper.remap(glyph.0);
        glyphs.insert(u32::from(*c), id);
        widths.insert(id, face.glyph_hor_advance(glyph).unwrap_or(1000));
    }
    let bytes = subsetter::subset(&font.bytes, font.index, &remapper)
        .map_err(|_| DocumentError::FontBroken { file: name.to_owned() })?;
    let metrics = pdf::FontMetrics { ascent: face.ascender(), descent: face.descender() };
    let mut parsed = pdf::ParsedFont::with_glyph_data(
        bytes,
        0,
        Some(name.to_owned()),
        glyphs,
        widths,
        face.units_per_em(),
        metrics,
    );
    let bounds = face.global_bounding_box();
    parsed.pdf_font_metrics.x_min = bounds.x_min;
    parsed.pdf_font_metrics.y_min = bounds.y_min;
    parsed.pdf_font_metrics.x_max = bounds.x_max;
    parsed.pdf_font_metrics.y_max = bounds.y_max;
    parsed.pdf_font_metrics.us_weight_class = 400;
    Ok(parsed)
}

fn page(paper: Paper, marks: &[Mark], font: &pdf::FontId) -> pdf::PdfPage {
    let mut pen = Pen::new(paper.height, font);
    for mark in marks {
        match mark {
            Mark::Text(text) => pen.text(text),
            Mark::Line { from, to, width, ink } => pen.line(*from, *to, *width, *ink),
            Mark::Frame { rect, width, ink } => pen.frame(*rect, *width, *ink),
            Mark::Circle { centre, radius, ink } => pen.circle(*centre, *radius, *ink),
            Mark::Fill { rects } => pen.fill(rects),
        }
    }
    let millimetres = |points: f32| pdf::Mm(points * 25.4 / 72.0);
    pdf::PdfPage::new(millimetres(paper.width), millimetres(paper.height), pen.ops)
}

/// Turns marks into operations; the file counts from the lower left corner. What is set already
/// is not set again: papers go over slow lines.
struct Pen<'a> {
    height: f32,
    font: &'a pdf::FontId,
    ops: Vec<pdf::Op>,
    spacing: f32,
    weight: Weight,
    filling: Option<Ink>,
    stroking: Option<(f32, Ink)>,
}

impl<'a> Pen<'a> {
    fn new(height: f32, font: &'a pdf::FontId) -> Self {
        Self {
            height,
            font,
            ops: Vec::new(),
            spacing: 0.0,
            weight: Weight::Regular,
            filling: None,
            stroking: None,
        }
    }

    fn point(&self, (x, y): (f32, f32)) -> pdf::Point {
        pdf::Point { x: pdf::Pt(hundredth(x)), y: pdf::Pt(hundredth(self.height - y)) }
    }

    fn corner(&self, at: (f32, f32), bezier: bool) -> pdf::LinePoint {
        pdf::LinePoint { p: self.point(at), bezier }
    }

    fn text(&mut self, text: &Text) {
        let at = self.point((text.x, text.y));
        let matrix = if text.turned == 0.0 {
            pdf::TextMatrix::Translate(at.x, at.y)
        } else {
            let (sin, cos) = text.turned.to_radians().sin_cos();
            pdf::TextMatrix::Raw([cos, sin, -sin, cos, at.x.0, at.y.0])
        };
        self.fill_with(text.ink);
        self.ops.push(pdf::Op::StartTextSection);
        self.ops.push(pdf::Op::SetFont {
            font: pdf::PdfFontHandle::External(self.font.clone()),
            size: pdf::Pt(text.size),
        });
        self.weigh(text);
        let spacing = hundredth(text.spacing);
        if self.spacing != spacing {
            self.spacing = spacing;
            self.ops.push(pdf::Op::SetCharacterSpacing { multiplier: spacing });
        }
        self.ops.push(pdf::Op::SetTextMatrix { matrix });
        self.ops.push(pdf::Op::ShowText { items: vec![pdf::TextItem::Text(text.text.clone())] });
        self.ops.push(pdf::Op::EndTextSection);
    }

    /// Bold as word processors embolden Song: the outline is drawn as well. One font a paper.
    fn weigh(&mut self, text: &Text) {
        if text.weight == Weight::Bold {
            self.stroke(hundredth(text.size * 0.03), text.ink);
        }
        if self.weight != text.weight {
            self.weight = text.weight;
            let mode = match text.weight {
                Weight::Regular => pdf::TextRenderingMode::Fill,
                Weight::Bold => pdf::TextRenderingMode::FillStroke,
            };
            self.ops.push(pdf::Op::SetTextRenderingMode { mode });
        }
    }

    fn fill_with(&mut self, ink: Ink) {
        if self.filling != Some(ink) {
            self.filling = Some(ink);
            self.ops.push(pdf::Op::SetFillColor { col: colour(ink) });
        }
    }

    fn stroke(&mut self, width: f32, ink: Ink) {
        if self.stroking != Some((width, ink)) {
            self.stroking = Some((width, ink));
            self.ops.push(pdf::Op::SetOutlineColor { col: colour(ink) });
            self.ops.push(pdf::Op::SetOutlineThickness { pt: pdf::Pt(width) });
        }
    }

    fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, ink: Ink) {
        self.stroke(width, ink);
        let points = vec![self.corner(from, false), self.corner(to, false)];
        let line = pdf::Line { points, is_closed: false };
        self.ops.push(pdf::Op::DrawLine { line });
    }

    fn corners(&self, rect: Rect) -> Vec<pdf::LinePoint> {
        let (right, bottom) = (rect.x + rect.width, rect.y + rect.height);
        [(rect.x, rect.y), (right, rect.y), (right, bottom), (rect.x, bottom)]
            .map(|at| self.corner(at, false))
            .to_vec()
    }

    fn frame(&mut self, rect: Rect, width: f32, ink: Ink) {
        self.stroke(width, ink);
        let line = pdf::Line { points: self.corners(rect), is_closed: true };
        self.ops.push(pdf::Op::DrawLine { line });
    }

    fn circle(&mut self, (x, y): (f32, f32), radius: f32, ink: Ink) {
        self.stroke(0.6, ink);
        let (r, c) = (radius, radius * ARC);
        let path = [
            ((x + r, y), false),
            ((x + r, y + c), true),
            ((x + c, y + r), true),
            ((x, y + r), false),
            ((x - c, y + r), true),
            ((x - r, y + c), true),
            ((x - r, y), false),
            ((x - r, y - c), true),
            ((x - c, y - r), true),
            ((x, y - r), false),
            ((x + c, y - r), true),
            ((x + r, y - c), true),
            ((x + r, y), false),
        ];
        let points = path.map(|(at, bezier)| self.corner(at, bezier)).to_vec();
        self.ops.push(pdf::Op::SetLineDashPattern {
            dash: pdf::LineDashPattern { offset: 0.0, pattern: [3.0, 2.0].into_iter().collect() },
        });
        self.ops.push(pdf::Op::DrawLine { line: pdf::Line { points, is_closed: false } });
        self.ops.push(pdf::Op::SetLineDashPattern {
            dash: pdf::LineDashPattern { offset: 0.0, pattern: std::iter::empty().collect() },
        });
    }

    fn fill(&mut self, rects: &[Rect]) {
        let rings =
            rects.iter().map(|rect| pdf::PolygonRing { points: self.corners(*rect) }).collect();
        self.ops.push(pdf::Op::SetFillColor { col: colour(Ink::Black) });
        self.ops.push(pdf::Op::DrawPolygon {
            polygon: pdf::Polygon {
                rings,
                mode: pdf::PaintMode::Fill,
                winding_order: pdf::WindingOrder::NonZero,
            },
        });
    }
}

/// Finer than a printer draws.
fn hundredth(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}

fn colour(ink: Ink) -> pdf::Color {
    let gray = |percent| pdf::Color::Greyscale(pdf::Greyscale { percent, icc_profile: None });
    match ink {
        Ink::Black => gray(0.0),
        Ink::Gray(percent) => gray(percent),
        Ink::Red => pdf::Color::Rgb(pdf::Rgb { r: 0.8, g: 0.1, b: 0.1, icc_profile: None }),
    }
}
