//! A paper being filled from top to bottom, going to a new page when one is full.

use super::ink::{Ink, MM, Mark, Paper, Rect, Text, Weight};
use super::measure::{Measure, Style};

/// Where on a page text may stand.
#[derive(Clone, Copy)]
pub(super) struct Geometry {
    pub(super) paper: Paper,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) top: f32,
    /// Height kept free at the foot of each page.
    pub(super) foot: f32,
}

impl Geometry {
    /// Formal papers 正式文书: the wide margins of party-and-government documents.
    pub(super) const fn formal(paper: Paper) -> Self {
        Self { paper, left: 28.0 * MM, right: 26.0 * MM, top: 24.0 * MM, foot: 33.0 * MM }
    }

    /// 证照: even margins around the frame.
    pub(super) const fn certificate(paper: Paper) -> Self {
        let margin = 15.0 * MM;
        Self { paper, left: margin, right: margin, top: margin, foot: margin }
    }

    /// Slips 单据 of half a page: narrow margins, and room for a foot that takes more lines.
    pub(super) const fn slip(paper: Paper) -> Self {
        Self { paper, left: 12.0 * MM, right: 12.0 * MM, top: 12.0 * MM, foot: 40.0 * MM }
    }

    /// Forms and lists 表单.
    pub(super) const fn form(paper: Paper) -> Self {
        Self { paper, left: 17.0 * MM, right: 17.0 * MM, top: 17.0 * MM, foot: 31.0 * MM }
    }
}

/// Where a line stands between the margins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
}

pub(super) struct Sheet<'a> {
    pub(super) measure: &'a Measure<'a>,
    pub(super) geometry: Geometry,
    pub(super) pages: Vec<Vec<Mark>>,
    /// Top of what comes next.
    pub(super) y: f32,
    /// How far apart lines stand; 1 is the usual distance.
    density: f32,
    /// A seal or signature begins a page with no text above it.
    pub(super) alone: bool,
}

/// Height of a Chinese line's body above its baseline, in em.
pub(super) const ASCENT: f32 = 0.88;

impl<'a> Sheet<'a> {
    pub(super) fn new(measure: &'a Measure<'a>, geometry: Geometry, density: f32) -> Self {
        let pages = vec![Vec::new()];
        Self { measure, geometry, pages, y: geometry.top, density, alone: false }
    }

    /// A distance as far apart as this paper's lines stand.
    pub(super) fn spread(&self, distance: f32) -> f32 {
        distance * self.density
    }

    pub(super) fn width(&self) -> f32 {
        self.geometry.paper.width - self.geometry.left - self.geometry.right
    }

    pub(super) fn left(&self) -> f32 {
        self.geometry.left
    }

    pub(super) fn right(&self) -> f32 {
        self.geometry.paper.width - self.geometry.right
    }

    pub(super) fn bottom(&self) -> f32 {
        self.geometry.paper.height - self.geometry.foot
    }

    /// Room left on this page.
    pub(super) fn room(&self) -> f32 {
        self.bottom() - self.y
    }

    pub(super) fn gap(&mut self, height: f32) {
        self.y += self.spread(height);
    }

    /// Goes to the next page unless `height` still fits.
    pub(super) fn keep(&mut self, height: f32) {
        if height > self.room() {
            self.next_page();
        }
    }

    /// As [`Sheet::keep`], for what must not begin a page: a seal without text can be put to
    /// another paper.
    pub(super) fn keep_in_company(&mut self, height: f32) {
        if height > self.room() {
            self.alone = true;
            self.next_page();
        }
    }

    pub(super) fn next_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = self.geometry.top;
    }

    pub(super) fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// Writes one line with its upper edge at `top`.
    pub(super) fn write(&mut self, text: &str, x: f32, top: f32, style: Style, ink: Ink) {
        self.write_spaced(text, x, top, style, ink, 0.0);
    }

    fn write_spaced(&mut self, text: &str, x: f32, top: f32, style: Style, ink: Ink, spacing: f32) {
        if text.is_empty() {
            return;
        }
        self.mark(Mark::Text(Text {
            x,
            y: top + style.size * ASCENT,
            size: style.size,
            weight: style.weight,
            ink,
            spacing,
            turned: 0.0,
            text: text.to_owned(),
        }));
    }

    /// Writes one line between the margins and moves below it.
    pub(super) fn line(&mut self, text: &str, style: Style, leading: f32, align: Align) {
        let leading = self.spread(leading);
        self.keep(leading);
        let width = self.measure.width(text, style.size);
        let x = match align {
            Align::Left => self.left(),
            Align::Centre => self.left() + (self.width() - width) / 2.0,
            Align::Right => self.right() - width,
        };
        let top = self.y + (leading - style.size) / 2.0;
        self.write(text, x, top, style, Ink::Black);
        self.y += leading;
    }

    /// Writes paragraphs; each begins two characters in, full lines reach the right margin.
    pub(super) fn paragraphs(&mut self, text: &str, style: Style, leading: f32) {
        for paragraph in text.lines().filter(|line| !line.trim().is_empty()) {
            self.paragraph(paragraph, style, leading, style.size * 2.0);
        }
    }

    /// Writes one paragraph with the given indent of its first line.
    pub(super) fn paragraph(&mut self, text: &str, style: Style, leading: f32, indent: f32) {
        let leading = self.spread(leading);
        let lines = self.measure.wrap(text, self.width(), indent, style);
        let last = lines.len().saturating_sub(1);
        for (n, line) in lines.iter().enumerate() {
            self.keep(leading);
            let shift = if n == 0 { indent } else { 0.0 };
            let spacing = if n == last { 0.0 } else { self.fill(line, shift, style) };
            let top = self.y + (leading - style.size) / 2.0;
            self.write_spaced(line, self.left() + shift, top, style, Ink::Black, spacing);
            self.y += leading;
        }
    }

    /// Space after each character that makes a full line reach the margin.
    fn fill(&self, line: &str, shift: f32, style: Style) -> f32 {
        let missing = self.width() - shift - self.measure.width(line, style.size);
        let gaps: f32 = line.chars().skip(1).map(|_| 1.0).sum();
        let spacing = missing / gaps.max(1.0);
        if spacing > 0.0 && spacing < style.size * 0.2 { spacing } else { 0.0 }
    }

    pub(super) fn rule(&mut self, from: (f32, f32), to: (f32, f32), width: f32, ink: Ink) {
        self.mark(Mark::Line { from, to, width, ink });
    }

    pub(super) fn frame(&mut self, rect: Rect, width: f32, ink: Ink) {
        self.mark(Mark::Frame { rect, width, ink });
    }
}

/// Regular text of a size.
pub(super) const fn regular(size: f32) -> Style {
    Style { size, weight: Weight::Regular }
}

/// Bold text of a size.
pub(super) const fn bold(size: f32) -> Style {
    Style { size, weight: Weight::Bold }
}
