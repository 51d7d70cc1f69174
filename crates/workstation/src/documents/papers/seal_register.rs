//! 用印登记簿: one line a paper stamped by hand.

use super::super::blocks::{form_title, signatures};
use super::super::dates::day;
use super::super::sheet::{Sheet, regular};
use super::super::table::{centre, left, pairs, table};
use super::shift_report::or_none;
use super::{Words, pair};
use domain::document::{SealRegister, SealUse};

const SIZE: f32 = 10.0;

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, register: &SealRegister) {
    form_title(sheet, words.head, words.title());
    let copies: u32 = register.rows.iter().map(|row| row.copies).sum();
    let facts = [
        pair("窗口", register.counter.clone()),
        pair("日期", day(words.head.date)),
        pair("登记人", register.registrar.clone()),
        pair("用印合计", format!("{} 件 {copies} 份", register.rows.len())),
    ];
    pairs(sheet, &facts, SIZE);
    sheet.gap(6.0);
    let columns = [
        centre("序号", 1.2),
        centre("时间", 1.5),
        left("印章名称", 6.4),
        left("用印文书", 3.8),
        left("文号", 5.2),
        centre("份数", 1.2),
        centre("申请用印人", 2.4),
        centre("用印人", 2.0),
        left("用印人签名", 2.4),
    ];
    let rows: Vec<Vec<String>> = register.rows.iter().enumerate().map(row).collect();
    table(sheet, &columns, &or_none(rows, columns.len()), SIZE);
    sheet.keep(60.0);
    sheet.gap(6.0);
    sheet.paragraphs(&words.say("note", &[]), regular(SIZE), 16.0);
    signatures(sheet, &["用印人（签名）：", "登记人（签名）："], 11.0);
}

fn row((n, used): (usize, &SealUse)) -> Vec<String> {
    let time = used.at.map(|at| format!("{:02}:{:02}", at.hour(), at.minute()));
    vec![
        (n + 1).to_string(),
        time.unwrap_or_default(),
        used.seal.clone(),
        used.paper.clone(),
        used.number.clone(),
        used.copies.to_string(),
        used.asked_by.clone(),
        used.sealed_by.clone(),
        String::new(),
    ]
}
