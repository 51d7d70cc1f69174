//! Draws pages with krilla, by glyphs: its quickest way, without shaping.

use std::collections::HashMap;
use std::error::Error;

use krilla::Document;
use krilla::color::{luma, rgb};
use krilla::geom::{PathBuilder, Point, Transform};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Paint, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};

use crate::read::{Ink, Mark, Outline, Page, Step};

/// A font parsed once, as ours is.
pub struct Typeface {
    font: Font,
    bytes: Vec<u8>,
    index: u32,
}

impl Typeface {
    /// The face of a collection that has this family name.
    pub fn read(path: &str, family: &str) -> Result<Self, Box<dyn Error>> {
        let bytes = std::fs::read(path)?;
        let faces = ttf_parser::fonts_in_collection(&bytes).unwrap_or(1);
        let index = (0..faces).find(|index| is_family(&bytes, *index, family));
        let index = index.ok_or("no face of this family")?;
        let font = Font::new(bytes.clone().into(), index).ok_or("not a font")?;
        Ok(Self { font, bytes, index })
    }
}

fn is_family(bytes: &[u8], index: u32, family: &str) -> bool {
    ttf_parser::Face::parse(bytes, index).is_ok_and(|face| {
        face.names().into_iter().any(|name| {
            name.name_id == ttf_parser::name_id::FAMILY
                && name.to_string().is_some_and(|found| found == family)
        })
    })
}

/// Characters looked up once a document.
struct Pen<'a> {
    font: &'a Font,
    face: ttf_parser::Face<'a>,
    known: HashMap<char, (u16, f32)>,
    height: f32,
}

/// One PDF.
pub fn document(pages: &[Page], typeface: &Typeface) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut document = Document::new();
    let face = ttf_parser::Face::parse(&typeface.bytes, typeface.index)?;
    let mut pen = Pen { font: &typeface.font, face, known: HashMap::new(), height: 0.0 };
    for page in pages {
        let settings = PageSettings::from_wh(page.width, page.height).ok_or("an empty page")?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        pen.height = page.height;
        for mark in &page.marks {
            pen.draw(&mut surface, mark);
        }
        surface.finish();
        sheet.finish();
    }
    document.finish().map_err(|error| format!("{error:?}").into())
}

impl Pen<'_> {
    fn draw(&mut self, surface: &mut Surface<'_>, mark: &Mark) {
        match mark {
            Mark::Text { matrix, size, spacing, fill, bold, text } => {
                surface.set_fill(Some(filled(*fill)));
                surface.set_stroke(bold.as_ref().map(stroked));
                self.text(surface, *matrix, *size, *spacing, text);
            }
            Mark::Fill { path, ink } => {
                surface.set_fill(Some(filled(*ink)));
                surface.set_stroke(None);
                self.path(surface, path);
            }
            Mark::Stroke { path, outline } => {
                surface.set_fill(None);
                surface.set_stroke(Some(stroked(outline)));
                self.path(surface, path);
            }
        }
    }

    fn text(
        &mut self,
        surface: &mut Surface<'_>,
        m: [f32; 6],
        size: f32,
        spacing: f32,
        text: &str,
    ) {
        let glyphs: Vec<KrillaGlyph> = text
            .char_indices()
            .map(|(at, c)| {
                let (glyph, advance) = self.look_up(c);
                let advance = advance + spacing / size;
                let range = at..at + c.len_utf8();
                KrillaGlyph::new(GlyphId::new(glyph.into()), advance, 0.0, 0.0, 0.0, range, None)
            })
            .collect();
        let turned = m[1] != 0.0;
        let at = (m[4], self.height - m[5]);
        let start = if turned {
            surface.push_transform(&Transform::from_row(m[0], -m[1], -m[2], m[3], at.0, at.1));
            Point::from_xy(0.0, 0.0)
        } else {
            Point::from_xy(at.0, at.1)
        };
        surface.draw_glyphs(start, &glyphs, self.font.clone(), text, size, false);
        if turned {
            surface.pop();
        }
    }

    fn look_up(&mut self, c: char) -> (u16, f32) {
        let face = &self.face;
        *self.known.entry(c).or_insert_with(|| {
            let glyph = face.glyph_index(c).unwrap_or_default();
            let advance = f32::from(face.glyph_hor_advance(glyph).unwrap_or(1000));
            (glyph.0, advance / f32::from(face.units_per_em()))
        })
    }

    fn path(&self, surface: &mut Surface<'_>, steps: &[Step]) {
        let mut path = PathBuilder::new();
        let down = |y: f32| self.height - y;
        for step in steps {
            match *step {
                Step::Move(x, y) => path.move_to(x, down(y)),
                Step::Line(x, y) => path.line_to(x, down(y)),
                Step::Curve([a, b, c, d, e, f]) => {
                    path.cubic_to(a, down(b), c, down(d), e, down(f))
                }
                Step::Close => path.close(),
            }
        }
        if let Some(path) = path.finish() {
            surface.draw_path(&path);
        }
    }
}

fn paint(ink: Ink) -> Paint {
    // 0 to 255 by construction
    let byte = |part: f32| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
    match ink {
        Ink::Grey(grey) => luma::Color::new(byte(grey)).into(),
        Ink::Colour([r, g, b]) => rgb::Color::new(byte(r), byte(g), byte(b)).into(),
    }
}

fn filled(ink: Ink) -> Fill {
    Fill { paint: paint(ink), ..Fill::default() }
}

fn stroked(outline: &Outline) -> Stroke {
    let dash =
        (!outline.dash.is_empty()).then(|| StrokeDash { array: outline.dash.clone(), offset: 0.0 });
    Stroke { paint: paint(outline.ink), width: outline.width, dash, ..Stroke::default() }
}
