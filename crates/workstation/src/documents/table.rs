//! Tables with borders: rows go to the next page under a repeated head, a row too tall for a
//! page is continued.

use super::ink::{Ink, Rect};
use super::measure::Style;
use super::sheet::{Align, Sheet, bold, regular};
use domain::document::Labelled;

const LINE: f32 = 0.6;
/// Between a cell's border and its text.
const PAD: f32 = 4.0;

/// A column: its share of the width, and how its cells stand.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) title: &'static str,
    pub(super) share: f32,
    pub(super) align: Align,
}

pub(super) const fn left(title: &'static str, share: f32) -> Column {
    Column { title, share, align: Align::Left }
}

pub(super) const fn centre(title: &'static str, share: f32) -> Column {
    Column { title, share, align: Align::Centre }
}

/// Draws a table with a head; `rows` have one text a column.
pub(super) fn table(sheet: &mut Sheet<'_>, columns: &[Column], rows: &[Vec<String>], size: f32) {
    let widths = widths(sheet, columns);
    let heads: Vec<Cell> = columns
        .iter()
        .zip(&widths)
        .map(|(column, width)| cell(sheet, column.title, *width, bold(size), Align::Centre))
        .collect();
    let mut body: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| {
            columns
                .iter()
                .zip(&widths)
                .zip(row)
                .map(|((column, width), text)| {
                    cell(sheet, text, *width, regular(size), column.align)
                })
                .collect()
        })
        .collect();
    let first = body.first().map_or(0.0, |row| height(row).min(60.0));
    sheet.keep(height(&heads) + first);
    draw(sheet, &heads, &widths);
    for row in &mut body {
        if height(row) > sheet.room() && sheet.room() < 80.0 || !fits_a_line(row, sheet) {
            sheet.next_page();
            draw(sheet, &heads, &widths);
        }
        while height(row) > sheet.room() {
            let part = take(row, sheet.room());
            draw(sheet, &part, &widths);
            sheet.next_page();
            draw(sheet, &heads, &widths);
        }
        draw(sheet, row, &widths);
    }
}

/// Draws rows without a head, all cells in bordered columns.
pub(super) fn grid(sheet: &mut Sheet<'_>, columns: &[Column], rows: &[Vec<String>], size: f32) {
    let widths = widths(sheet, columns);
    for row in rows {
        let cells: Vec<Cell> = columns
            .iter()
            .zip(&widths)
            .zip(row)
            .map(|((column, width), text)| cell(sheet, text, *width, regular(size), column.align))
            .collect();
        sheet.keep(height(&cells));
        draw(sheet, &cells, &widths);
    }
}

/// Draws labels and values in a frame, two pairs a line where both are short.
pub(super) fn pairs(sheet: &mut Sheet<'_>, pairs: &[Labelled], size: f32) {
    let label = sheet.width() * 0.17;
    let value = sheet.width() / 2.0 - label;
    let fits = |sheet: &Sheet<'_>, pair: &Labelled| {
        let style = regular(size);
        let width = |text: &str| sheet.measure.width(text, style.size);
        width(&pair.value) <= value - 2.0 * PAD && width(&pair.label) <= label - 2.0 * PAD
    };
    let mut rest = pairs;
    while let Some((first, more)) = rest.split_first() {
        let mut texts = vec![first];
        rest = more;
        if let Some((second, after)) = more.split_first()
            && fits(sheet, first)
            && fits(sheet, second)
        {
            texts.push(second);
            rest = after;
        }
        let widths = if texts.len() == 2 {
            vec![label, value, label, value]
        } else {
            vec![label, sheet.width() - label]
        };
        let cells: Vec<Cell> = texts
            .iter()
            .flat_map(|pair| [(&pair.label, Align::Centre), (&pair.value, Align::Left)])
            .zip(&widths)
            .map(|((text, align), width)| cell(sheet, text, *width, regular(size), align))
            .collect();
        sheet.keep(height(&cells));
        draw(sheet, &cells, &widths);
    }
}

/// A label and a value for [`pairs`].
pub(super) fn pair(label: &str, value: impl Into<String>) -> Labelled {
    Labelled { label: label.to_owned(), value: value.into() }
}

struct Cell {
    lines: Vec<String>,
    style: Style,
    align: Align,
    leading: f32,
    /// Above and below the text.
    pad: f32,
}

impl Cell {
    fn high(&self) -> f32 {
        self.lines.iter().map(|_| self.leading).sum::<f32>() + 2.0 * self.pad
    }
}

fn widths(sheet: &Sheet<'_>, columns: &[Column]) -> Vec<f32> {
    let all: f32 = columns.iter().map(|column| column.share).sum();
    columns.iter().map(|column| sheet.width() * column.share / all).collect()
}

fn cell(sheet: &Sheet<'_>, text: &str, width: f32, style: Style, align: Align) -> Cell {
    Cell {
        lines: sheet.measure.wrap(text, width - 2.0 * PAD, 0.0, style),
        style,
        align,
        leading: style.size * (1.0 + sheet.spread(0.35)),
        pad: sheet.spread(PAD),
    }
}

fn height(cells: &[Cell]) -> f32 {
    cells.iter().map(Cell::high).fold(0.0, f32::max)
}

fn fits_a_line(row: &[Cell], sheet: &Sheet<'_>) -> bool {
    row.iter().all(|cell| cell.leading + 2.0 * cell.pad <= sheet.room())
}

/// Takes the lines that still fit in `room` off the front of each cell.
fn take(row: &mut [Cell], room: f32) -> Vec<Cell> {
    row.iter_mut()
        .map(|cell| {
            let mut used = 2.0 * cell.pad;
            let mut count = 0;
            while count < cell.lines.len() && used + cell.leading <= room {
                used += cell.leading;
                count += 1;
            }
            let rest = cell.lines.split_off(count);
            let lines = std::mem::replace(&mut cell.lines, rest);
            Cell { lines, ..*cell }
        })
        .collect()
}

fn draw(sheet: &mut Sheet<'_>, cells: &[Cell], widths: &[f32]) {
    let high = height(cells);
    let mut x = sheet.left();
    for (cell, width) in cells.iter().zip(widths) {
        let rect = Rect { x, y: sheet.y, width: *width, height: high };
        sheet.frame(rect, LINE, Ink::Black);
        let mut top = sheet.y + (high - cell.high()) / 2.0 + cell.pad;
        for line in &cell.lines {
            let written = sheet.measure.width(line, cell.style.size);
            let at = match cell.align {
                Align::Left => x + PAD,
                Align::Centre => x + (width - written) / 2.0,
                Align::Right => x + width - PAD - written,
            };
            let top_of_line = top + (cell.leading - cell.style.size) / 2.0;
            sheet.write(line, at, top_of_line, cell.style, Ink::Black);
            top += cell.leading;
        }
        x += width;
    }
    sheet.y += high;
}
