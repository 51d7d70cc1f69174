//! Widths of text and where a line of Chinese may break.

use super::DocumentError;
use super::fonts::FontFile;
use super::ink::Weight;
use std::cell::RefCell;
use std::collections::HashMap;

/// A character no font has is printed as this mark 〓, to be filled by hand.
pub(super) const MISSING: char = '〓';

/// May not begin a line 避头.
const NOT_FIRST: &str = "，。、；：？！）》」』】〕”’％…—·,.;:?!)]}%";
/// May not end a line 避尾.
const NOT_LAST: &str = "（《「『【〔“‘([{";

/// Measures text in the font of a paper.
pub(super) struct Measure<'a> {
    face: ttf_parser::Face<'a>,
    /// Looked up once a character: tables are set several times before one fits.
    advances: RefCell<HashMap<char, f32>>,
}

impl<'a> Measure<'a> {
    pub(super) fn new(font: &'a FontFile) -> Result<Self, DocumentError> {
        Ok(Self { face: font.face()?, advances: RefCell::default() })
    }

    pub(super) fn face(&self) -> &ttf_parser::Face<'a> {
        &self.face
    }

    /// Width of one line in points.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|c| self.advance(c)).sum::<f32>() * size
    }

    /// Advance of a character in em.
    fn advance(&self, c: char) -> f32 {
        let mut advances = self.advances.borrow_mut();
        *advances.entry(c).or_insert_with(|| {
            let face = &self.face;
            let glyph =
                face.glyph_index(c).or_else(|| face.glyph_index(MISSING)).unwrap_or_default();
            let advance = face.glyph_hor_advance(glyph).unwrap_or(1000);
            f32::from(advance) / f32::from(face.units_per_em())
        })
    }

    /// Breaks text into lines; the first line has `indent` points less.
    pub(super) fn wrap(&self, text: &str, width: f32, indent: f32, style: Style) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let first = if lines.is_empty() { indent } else { 0.0 };
            self.wrap_paragraph(paragraph, width, first, style, &mut lines);
        }
        lines
    }

    fn wrap_paragraph(
        &self,
        text: &str,
        width: f32,
        indent: f32,
        style: Style,
        lines: &mut Vec<String>,
    ) {
        let mut line: Vec<&str> = Vec::new();
        let mut room = width - indent;
        for unit in units(text) {
            let needed = self.width(unit, style.size);
            if needed <= room {
                line.push(unit);
                room -= needed;
                continue;
            }
            let carried = carry(&mut line, unit);
            if !line.is_empty() {
                lines.push(line.concat());
            }
            line = carried;
            line.push(unit);
            room = width - self.width(&line.concat(), style.size);
            if room < 0.0 {
                room = self.split_long(&mut line, width, style, lines);
            }
        }
        lines.push(line.concat());
    }

    /// A single word wider than the line, such as a long code, is cut where it must be.
    fn split_long(
        &self,
        line: &mut Vec<&str>,
        width: f32,
        style: Style,
        lines: &mut Vec<String>,
    ) -> f32 {
        let text = line.concat();
        let mut rest = String::new();
        let mut used = 0.0;
        for c in text.chars() {
            let advance = self.advance(c) * style.size;
            if used + advance > width && !rest.is_empty() {
                lines.push(std::mem::take(&mut rest));
                used = 0.0;
            }
            rest.push(c);
            used += advance;
        }
        let kept = line.last().map_or("", |last| {
            let start = last.len().saturating_sub(rest.len());
            &last[start..]
        });
        *line = vec![kept];
        width - used
    }
}

/// Size and weight of a text.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) weight: Weight,
}

/// Units that are never broken: a run of Latin letters and digits, or one character.
fn units(text: &str) -> Vec<&str> {
    let mut units = Vec::new();
    let mut start = 0;
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        let word = c.is_ascii_graphic();
        if at > start && !(word && in_word) {
            units.push(&text[start..at]);
            start = at;
        }
        in_word = word;
    }
    if start < text.len() {
        units.push(&text[start..]);
    }
    units
}

/// Takes from the end of a full line what must go down with the next unit: an opening bracket,
/// or the character before a closing mark.
fn carry<'t>(line: &mut Vec<&'t str>, next: &str) -> Vec<&'t str> {
    let mut carried = Vec::new();
    let closes = |unit: &str| unit.starts_with(|c| NOT_FIRST.contains(c));
    let opens = |unit: &str| unit.ends_with(|c| NOT_LAST.contains(c));
    let mut pulled = closes(next);
    while line.len() > 1 {
        let last = line[line.len() - 1];
        if !(pulled || opens(last)) {
            break;
        }
        pulled = closes(last);
        line.pop();
        carried.insert(0, last);
        if carried.len() > 4 {
            break;
        }
    }
    carried
}
