//! 材料退还清单: counted out to whoever takes the materials.

use super::super::blocks::{form_title, signatures};
use super::super::dates::day;
use super::super::sheet::{Sheet, regular};
use super::super::table::{pairs, table};
use super::{Words, counted, counted_columns, counted_rows, pair, party_pairs, said};
use domain::document::ReturnList;

const SIZE: f32 = 10.5;

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, list: &ReturnList) {
    form_title(sheet, words.head, words.title());
    let mut facts = party_pairs(&list.applicant, "申请人");
    facts.push(pair("实施机关", list.case.organ.clone()));
    pairs(sheet, &facts, SIZE);
    sheet.gap(8.0);
    let case_no = list.case.case_no.as_ref().map(ToString::to_string).unwrap_or_default();
    let ended_on = day(list.ended_on);
    let values = [
        ("case_no", case_no.as_str()),
        ("item", &list.case.item),
        ("ended", &list.ended),
        ("ended_on", &ended_on),
    ];
    sheet.paragraphs(&words.say("opening", &values), regular(11.5), 20.0);
    sheet.gap(4.0);
    table(sheet, &counted_columns(), &counted_rows(&list.materials), SIZE);
    sheet.gap(6.0);
    let total = words.say("total", &said(&counted(&list.materials)));
    sheet.paragraph(&total, regular(11.5), 20.0, 0.0);
    sheet.paragraphs(&words.say("note", &[]), regular(11.5), 20.0);
    let giver = format!("退还人：{}", list.giver);
    let taker = format!("领取人：{}", list.taker);
    signatures(sheet, &[&giver, "退还人（签名）："], 11.0);
    signatures(sheet, &[&taker, "领取人（签名）："], 11.0);
    signatures(sheet, &["领取时间：　　　　年　　月　　日　　时　　分"], 11.0);
}
