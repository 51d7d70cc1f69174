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
    let label_x = sheet.left() + 26.0 * MM;
    let value_x = label_x + 34.0 * MM;
    let width = sheet.right() - 18.0 * MM - value_x;
    let valid = match licence.valid_to {
        Some(to) => format!("{}至{}", day(licence.valid_from), day(Some(to))),
        None => "长期".to_owned(),
    };
    let rows = licence.rows.iter().map(|row| (row.label.as_str(), row.value.as_str()));
    for (label, value) in rows.chain([("有效期限", valid.as_str())]) {
        let style = regular(15.0);
        sheet.write(label, label_x, sheet.y, bold(15.0), Ink::Black);
        for line in sheet.measure.wrap(value, width, 0.0, style) {
            sheet.write(&line, value_x, sheet.y, style, Ink::Black);
            sheet.y += 22.0;
        }
        sheet.y += 10.0;
    }
    let note = words.say("note", &[]);
    sheet.write(&note, label_x, sheet.bottom() - 22.0, regular(9.0), Ink::Gray(0.35));
    sheet.y = sheet.y.max(sheet.bottom() - 62.0 * MM);
    let right = sheet.right() - 14.0 * MM;
    seal_before(sheet, words.head, right);
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
