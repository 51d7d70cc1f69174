//! 证照: the result itself, laid out across the page inside a double frame.

use super::super::blocks::seal_before;
use super::super::dates::day;
use super::super::ink::{Ink, MM, Rect};
use super::super::sheet::{Align, Sheet, bold, regular};
use super::Words;
use domain::document::Licence;

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, licence: &Licence) {
    border(sheet);
    sheet.gap(16.0 * MM);
    sheet.line(&licence.name, bold(34.0), 54.0, Align::Centre);
    sheet.line(licence.number.as_str(), regular(13.0), 22.0, Align::Centre);
    sheet.gap(9.0 * MM);
    let valid = match licence.valid_to {
        Some(to) => format!("{}至{}", day(licence.valid_from), day(Some(to))),
        None => "长期".to_owned(),
    };
    let mut rows = vec![("持证人", licence.holder.as_str())];
    rows.extend(licence.rows.iter().map(|row| (row.label.as_str(), row.value.as_str())));
    rows.push(("有效期限", valid.as_str()));
    let label_x = sheet.left() + 22.0 * MM;
    entries(sheet, &rows, label_x);
    let note = words.say("note", &[]);
    sheet.write(&note, label_x, sheet.bottom() - 22.0, regular(9.0), Ink::Gray(0.35));
    // organ, date and seal stand beside the last entries, at the right
    sheet.y = sheet.bottom() - 62.0 * MM;
    let right = sheet.right() - 14.0 * MM;
    seal_before(sheet, words.head, right);
}

/// Names and values in two columns, the second as far right as the longest name wants.
fn entries(sheet: &mut Sheet<'_>, rows: &[(&str, &str)], label_x: f32) {
    const SIZE: f32 = 14.0;
    let widest = rows.iter().map(|(label, _)| sheet.measure.width(label, SIZE));
    let value_x = label_x + widest.fold(0.0, f32::max) + 8.0 * MM;
    let width = sheet.right() - 70.0 * MM - value_x;
    for (label, value) in rows {
        sheet.write(label, label_x, sheet.y, bold(SIZE), Ink::Black);
        for line in sheet.measure.wrap(value, width, 0.0, regular(SIZE)) {
            sheet.write(&line, value_x, sheet.y, regular(SIZE), Ink::Black);
            sheet.y += 19.0;
        }
        sheet.y += 6.0;
    }
}

fn border(sheet: &mut Sheet<'_>) {
    for (inset, width) in [(0.0, 2.4), (5.0, 0.7)] {
        let rect = Rect {
            x: sheet.left() + inset,
            y: sheet.y + inset,
            width: sheet.width() - 2.0 * inset,
            height: sheet.room() - 2.0 * inset,
        };
        sheet.frame(rect, width, Ink::Red);
    }
}
