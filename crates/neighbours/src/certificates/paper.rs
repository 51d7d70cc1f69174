//! The file of a certificate 证照文件: one A4 page as PDF.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use anyhow::{Context as _, Result};
use printpdf::{
    Color, FontId, Line, LinePoint, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFontHandle,
    PdfPage, PdfSaveOptions, Point, Pt, Rect, Rgb, TextItem,
};
use subsetter::GlyphRemapper;

use crate::data::{Certificate, World};

/// Where Debian's fonts-noto-cjk puts the font, and the face that has Chinese forms.
const FONT_FILE: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
const FONT_FACE: u32 = 2;

pub(crate) const BLACK: [f32; 3] = [0.1, 0.1, 0.1];
pub(crate) const GREY: [f32; 3] = [0.45, 0.45, 0.45];
pub(crate) const RED: [f32; 3] = [0.75, 0.1, 0.1];
const FRAME: [f32; 3] = [0.6, 0.45, 0.3];

/// Left edge of names and of values, and where values wrap, in mm.
const NAME_X: f32 = 30.0;
const VALUE_X: f32 = 72.0;
const RIGHT_X: f32 = 182.0;

fn font_file() -> Result<&'static [u8]> {
    static FILE: OnceLock<Option<Vec<u8>>> = OnceLock::new();
    let file = FILE.get_or_init(|| std::fs::read(Path::new(FONT_FILE)).ok());
    file.as_deref().with_context(|| format!("the font {FONT_FILE} is missing"))
}

/// Draws a certificate.
pub(super) fn draw(world: &World, certificate: &Certificate) -> Result<Vec<u8>> {
    let title = world.kinds.get(&certificate.kind).map_or("", |kind| &kind.name);
    page(title, frame(), &compose(world, certificate))
}

/// One A4 page: what is drawn, and the text over it.
pub(crate) fn page(title: &str, mut drawing: Vec<Op>, lines: &[Text]) -> Result<Vec<u8>> {
    let file = font_file()?;
    let face = ttf_parser::Face::parse(file, FONT_FACE)?;
    let font = subset(file, &face, lines)?;
    let mut document = PdfDocument::new(title);
    let font = document.add_font(&font);
    for line in lines {
        line.draw(&mut drawing, &font, &face);
    }
    let page = PdfPage::new(Mm(210.0), Mm(297.0), drawing);
    let options = PdfSaveOptions { subset_fonts: false, ..PdfSaveOptions::default() };
    Ok(document.with_pages(vec![page]).save(&options, &mut Vec::new()))
}

#[derive(Clone, Copy)]
enum Align {
    Left,
    Centre,
}

/// One line of text.
pub(crate) struct Text {
    x: f32,
    y: f32,
    size: f32,
    colour: [f32; 3],
    align: Align,
    text: String,
}

impl Text {
    fn draw(&self, drawing: &mut Vec<Op>, font: &FontId, face: &ttf_parser::Face<'_>) {
        let x = match self.align {
            Align::Left => self.x,
            Align::Centre => self.x - width(face, &self.text, self.size) / 2.0,
        };
        drawing.extend([
            Op::StartTextSection,
            Op::SetFillColor { col: colour(self.colour) },
            Op::SetFont { font: PdfFontHandle::External(font.clone()), size: Pt(self.size) },
            Op::SetTextCursor { pos: Point::new(Mm(x), Mm(self.y)) },
            Op::ShowText { items: vec![TextItem::Text(self.text.clone())] },
            Op::EndTextSection,
        ]);
    }
}

/// All text of the page, from the top down.
fn compose(world: &World, certificate: &Certificate) -> Vec<Text> {
    let kind = world.kinds.get(&certificate.kind);
    let organ = world.organs.get(&certificate.issuer);
    let title = kind.map_or("", |kind| &kind.name).to_owned();
    let mut lines = vec![
        centred(105.0, 258.0, 26.0, BLACK, title),
        centred(105.0, 247.0, 11.0, GREY, certificate.number.clone()),
    ];
    let y = fields(&mut lines, certificate);
    if certificate.status != "01" {
        lines.push(left(NAME_X, y - 11.0, 12.0, RED, certificate.remark.clone()));
    }
    let organ = organ.map_or("", |organ| &organ.name).to_owned();
    let identifier = format!("电子证照标识 {}", certificate.identifier);
    let warning = "虚构样本，仅供演示与测试，不具有任何效力".to_owned();
    lines.extend([
        centred(148.0, 62.0, 12.0, BLACK, organ),
        centred(148.0, 53.0, 12.0, BLACK, certificate.valid_from.clone()),
        centred(148.0, 70.0, 20.0, RED, "★".to_owned()),
        left(NAME_X, 30.0, 8.0, GREY, identifier),
        left(NAME_X, 25.0, 8.0, GREY, warning),
    ]);
    lines
}

/// The data fields and the term; answers how far down they reach.
fn fields(lines: &mut Vec<Text>, certificate: &Certificate) -> f32 {
    let mut y = 228.0;
    for (name, value) in &certificate.fields.0 {
        lines.push(left(NAME_X, y, 12.0, GREY, name.clone()));
        for part in wrap(value) {
            lines.push(left(VALUE_X, y, 12.0, BLACK, part));
            y -= 8.0;
        }
        y -= 3.0;
    }
    let until = match certificate.valid_to.as_str() {
        "长期" => "长期有效".to_owned(),
        date => format!("至 {date}"),
    };
    let term = format!("{} {until}", certificate.valid_from);
    lines.push(left(NAME_X, y, 12.0, GREY, "有效期".to_owned()));
    lines.push(left(VALUE_X, y, 12.0, BLACK, term));
    y
}

pub(crate) fn centred(x: f32, y: f32, size: f32, colour: [f32; 3], text: String) -> Text {
    Text { align: Align::Centre, ..left(x, y, size, colour, text) }
}

pub(crate) fn left(x: f32, y: f32, size: f32, colour: [f32; 3], text: String) -> Text {
    Text { x, y, size, colour, align: Align::Left, text }
}

/// Breaks a value into lines; a Latin letter counts half a Chinese one.
fn wrap(value: &str) -> Vec<String> {
    let room = (RIGHT_X - VALUE_X) / Mm::from(Pt(6.0)).0;
    let mut parts = vec![String::new()];
    let mut used = 0.0;
    for letter in value.chars() {
        let wide = if letter.is_ascii() { 1.0 } else { 2.0 };
        if used + wide > room {
            parts.push(String::new());
            used = 0.0;
        }
        used += wide;
        if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
    }
    parts
}

fn width(face: &ttf_parser::Face<'_>, text: &str, size: f32) -> f32 {
    let units = text.chars().filter_map(|letter| {
        face.glyph_index(letter).and_then(|glyph| face.glyph_hor_advance(glyph))
    });
    let ems = units.map(f32::from).sum::<f32>() / f32::from(face.units_per_em());
    Mm::from(Pt(ems * size)).0
}

/// The part of the font that the page needs; printpdf embeds what it is given.
fn subset(file: &[u8], face: &ttf_parser::Face<'_>, lines: &[Text]) -> Result<ParsedFont> {
    let mut remapper = GlyphRemapper::new();
    let mut glyphs = BTreeMap::new();
    for letter in lines.iter().flat_map(|line| line.text.chars()) {
        if let Some(glyph) = face.glyph_index(letter) {
            glyphs.insert(u32::from(letter), remapper.remap(glyph.0));
        }
    }
    let bytes = subsetter::subset(file, FONT_FACE, &remapper)?;
    let mut font = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new())
        .context("the reduced font cannot be read")?;
    for (letter, glyph) in glyphs {
        font.set_codepoint_mapping(letter, glyph);
    }
    Ok(font)
}

/// Border and seal.
fn frame() -> Vec<Op> {
    let mut drawing = vec![Op::SetOutlineColor { col: colour(FRAME) }];
    for (inset, thickness) in [(14.0_f32, 2.0_f32), (17.0, 0.5)] {
        drawing.push(Op::SetOutlineThickness { pt: Pt(thickness) });
        drawing.push(Op::DrawRectangle {
            rectangle: Rect {
                x: Mm(inset).into(),
                y: Mm(inset).into(),
                width: Mm(210.0 - 2.0 * inset).into(),
                height: Mm(297.0 - 2.0 * inset).into(),
                mode: Some(PaintMode::Stroke),
                winding_order: None,
            },
        });
    }
    drawing.extend(seal(148.0, 63.0));
    drawing
}

/// The ring of a round seal.
pub(crate) fn seal(x: f32, y: f32) -> [Op; 3] {
    let points = (0_u8..72).map(|step| {
        let turn = f32::from(step) * std::f32::consts::TAU / 72.0;
        let p = Point::new(Mm(x + 20.0 * turn.cos()), Mm(y + 20.0 * turn.sin()));
        LinePoint { p, bezier: false }
    });
    [
        Op::SetOutlineColor { col: colour(RED) },
        Op::SetOutlineThickness { pt: Pt(1.5) },
        Op::DrawLine { line: Line { points: points.collect(), is_closed: true } },
    ]
}

pub(crate) fn colour([r, g, b]: [f32; 3]) -> Color {
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}
