//! One table of everything that was measured.

use std::fmt::Write as _;

/// One figure beside its peer or limit.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// What was measured.
    pub(crate) name: String,
    /// Ours, as measured.
    pub(crate) ours: String,
    /// The peer in the same run, or the limit.
    pub(crate) beside: String,
    /// Ours divided by the peer's.
    pub(crate) ratio: String,
    /// What is aimed at.
    pub(crate) target: String,
    /// Whether that was reached; none where nothing is aimed at.
    pub(crate) met: Option<bool>,
}

/// The table as Markdown.
pub(crate) fn table(rows: &[Row]) -> String {
    let head = ["Figure", "Ours", "Beside it", "Ratio", "Target", "Verdict"].map(str::to_owned);
    let cells: Vec<[String; 6]> = rows.iter().map(cells).collect();
    let mut widths = head.clone().map(|cell| width(&cell));
    for row in &cells {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(width(cell));
        }
    }
    let mut text = String::new();
    line(&mut text, &head, &widths);
    let rule = widths.map(|width| "-".repeat(width));
    line(&mut text, &rule, &widths);
    for row in &cells {
        line(&mut text, row, &widths);
    }
    text
}

fn cells(row: &Row) -> [String; 6] {
    let verdict = match row.met {
        Some(true) => "met",
        Some(false) => "not met",
        None => "—",
    };
    let Row { name, ours, beside, ratio, target, .. } = row.clone();
    [name, ours, beside, ratio, target, verdict.to_owned()]
}

fn line(text: &mut String, cells: &[String; 6], widths: &[usize; 6]) {
    for (cell, widest) in cells.iter().zip(widths) {
        let space = " ".repeat(widest - width(cell));
        let _ = write!(text, "| {cell}{space} ");
    }
    text.push_str("|\n");
}

/// Columns on a screen: Chinese characters take two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if ('\u{2e80}'..='\u{ffef}').contains(&c) { 2 } else { 1 }).sum()
}
