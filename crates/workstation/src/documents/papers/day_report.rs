//! 当日办件日报.

use super::super::blocks::{form_title, heading, signatures};
use super::super::dates::day;
use super::super::sheet::{Sheet, regular};
use super::super::table::{centre, left, pairs, table};
use super::shift_report::{count_grid, or_none};
use super::{Words, pair};
use domain::document::{DayCase, DayReport};

const SIZE: f32 = 10.0;

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, report: &DayReport) {
    form_title(sheet, words.head, words.title());
    let facts = [
        pair("日期", day(words.head.date)),
        pair("制表人", report.maker.clone()),
        pair("窗口", report.counter.clone()),
    ];
    pairs(sheet, &facts, SIZE);
    heading(sheet, "一、业务量（件）");
    count_grid(sheet, &report.counts, SIZE);
    heading(sheet, "二、评价");
    count_grid(sheet, &report.ratings, SIZE);
    heading(sheet, &format!("三、当日办件（共 {} 件）", report.cases.len()));
    let columns = [
        centre("序号", 1.3),
        left("办件编号", 4.4),
        left("申请人", 3.4),
        left("事项", 4.6),
        left("承办部门", 3.8),
        left("当日办理", 3.2),
        left("现状", 2.4),
    ];
    let rows: Vec<Vec<String>> = report.cases.iter().enumerate().map(row).collect();
    table(sheet, &columns, &or_none(rows, columns.len()), 9.0);
    sheet.keep(64.0);
    sheet.gap(6.0);
    sheet.paragraphs(&words.say("note", &[]), regular(SIZE), 17.0);
    let checker = format!("复核人（签名）：{}", report.checker);
    signatures(sheet, &["制表人（签名）：", &checker], 11.0);
}

fn row((n, case): (usize, &DayCase)) -> Vec<String> {
    vec![
        (n + 1).to_string(),
        case.case_no.to_string(),
        case.applicant.clone(),
        case.item.clone(),
        case.organ.clone(),
        case.done.clone(),
        case.stage.clone(),
    ]
}
