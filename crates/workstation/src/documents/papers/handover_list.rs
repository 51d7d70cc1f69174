//! 物料交接清单: each original counted out and in.

use super::super::blocks::{form_title, signatures};
use super::super::dates::moment;
use super::super::sheet::{Sheet, regular};
use super::super::table::{centre, left, pairs, table};
use super::{Words, pair};
use domain::document::{HandoverList, HandoverRow};
use std::collections::BTreeSet;

const SIZE: f32 = 10.0;

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, list: &HandoverList) {
    form_title(sheet, words.head, words.title());
    let facts = [
        pair("移出窗口", list.from.clone()),
        pair("移入处室", list.to.clone()),
        pair("移交时间", moment(list.at)),
        pair("办件数", cases(&list.rows).to_string()),
    ];
    pairs(sheet, &facts, SIZE);
    sheet.gap(6.0);
    let columns = [
        centre("序号", 1.4),
        left("办件编号", 4.2),
        left("申请人", 4.4),
        left("事项", 4.4),
        left("材料名称", 4.8),
        centre("份数", 1.1),
        centre("页数", 1.1),
        centre("原件", 1.1),
        centre("核对", 1.4),
        left("备注", 2.2),
    ];
    table(sheet, &columns, &rows(&list.rows), SIZE);
    sheet.gap(6.0);
    let copies: u32 = list.rows.iter().map(|row| row.copies).sum();
    let pages: u32 = list.rows.iter().map(|row| row.pages).sum();
    let originals = list.rows.iter().filter(|row| row.original).count();
    let values = [
        ("rows", list.rows.len().to_string()),
        ("copies", copies.to_string()),
        ("pages", pages.to_string()),
        ("originals", originals.to_string()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
    sheet.paragraph(&words.say("total", &values), regular(11.0), 18.0, 0.0);
    sheet.keep(70.0);
    sheet.paragraphs(&words.say("note", &[]), regular(SIZE), 16.0);
    let giver = format!("移交人：{}", list.giver);
    let taker = format!("接收人：{}", list.taker);
    let checked = "核对结果：□一致　□有缺（见备注）";
    signatures(sheet, &[&giver, "移交人（签名）：", &taker, "接收人（签名）："], 11.0);
    signatures(sheet, &[checked, "接收时间：　　　　年　　月　　日　　时　　分"], 11.0);
}

fn cases(rows: &[HandoverRow]) -> usize {
    rows.iter().map(|row| &row.case_no).collect::<BTreeSet<_>>().len()
}

fn rows(rows: &[HandoverRow]) -> Vec<Vec<String>> {
    rows.iter()
        .enumerate()
        .map(|(n, row)| {
            let checked = match row.checked {
                Some(true) => "一致",
                Some(false) => "缺",
                None => "",
            };
            vec![
                (n + 1).to_string(),
                row.case_no.to_string(),
                row.applicant.clone(),
                row.item.clone(),
                row.material.clone(),
                row.copies.to_string(),
                row.pages.to_string(),
                if row.original { "是" } else { "否" }.to_owned(),
                checked.to_owned(),
                row.note.clone(),
            ]
        })
        .collect()
}
