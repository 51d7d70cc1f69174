//! 补正告知书: everything to correct, told once.

use super::super::dates::day;
use super::super::sheet::Sheet;
use super::super::table::{centre, left, table};
use super::{Words, body, close_letter, joined, open_letter};
use domain::document::{CorrectionNotice, CorrectionRow, Fault};

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, notice: &CorrectionNotice) {
    open_letter(sheet, words, words.title(), &notice.applicant);
    let (received, basis) = (day(notice.received_on), joined(&notice.basis));
    let case_no = notice.case.case_no.as_ref().map(ToString::to_string).unwrap_or_default();
    let values = [
        ("received_on", received.as_str()),
        ("item", &notice.case.item),
        ("case_no", &case_no),
        ("basis", &basis),
    ];
    body(sheet, &words.say("opening", &values));
    if let Some(second) = &notice.second {
        let values = [("earlier", second.earlier.as_str()), ("reason", &second.reason)];
        body(sheet, &words.say("second", &values));
    }
    sheet.gap(6.0);
    corrections(sheet, &notice.rows);
    sheet.gap(6.0);
    match notice.correct_by {
        Some(by) => body(sheet, &words.say("correct_by", &[("correct_by", &day(Some(by)))])),
        None => body(sheet, &words.say("correct", &[])),
    }
    if let Some(consequence) = &notice.consequence {
        body(sheet, consequence);
    }
    body(sheet, &words.say("after", &[]));
    close_letter(sheet, words);
}

/// The table of what to correct, also printed on a decline for incomplete material.
pub(super) fn corrections(sheet: &mut Sheet<'_>, rows: &[CorrectionRow]) {
    let columns = [
        centre("序号", 1.4),
        left("材料名称", 3.4),
        left("问题", 4.6),
        left("补正方法", 4.4),
        left("标准", 4.0),
    ];
    let rows: Vec<Vec<String>> = rows
        .iter()
        .enumerate()
        .map(|(n, row)| {
            let fault = match row.fault {
                Fault::Missing => "不齐全",
                Fault::NotInLawfulForm => "不符合法定形式",
            };
            vec![
                (n + 1).to_string(),
                row.material.clone(),
                format!("【{fault}】{}", row.problem),
                row.remedy.clone(),
                row.standard.clone(),
            ]
        })
        .collect();
    table(sheet, &columns, &rows, 10.5);
}
