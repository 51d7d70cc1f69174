//! 补交凭证: what came in answer to a notice, and what is still to come.

use super::super::blocks::{form_title, heading, seal, signatures};
use super::super::dates::moment;
use super::super::sheet::{Sheet, regular};
use super::super::table::{pairs, table};
use super::{Words, case_pairs, counted, counted_columns, counted_rows, pair, party_pairs, said};
use domain::document::SupplementReceipt;

const SIZE: f32 = 10.5;

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, receipt: &SupplementReceipt) {
    form_title(sheet, words.head, words.title());
    let mut facts = party_pairs(&receipt.applicant, "申请人");
    facts.extend(case_pairs(&receipt.case));
    facts.push(pair("实施机关", receipt.case.organ.clone()));
    facts.push(pair("收到时间", moment(receipt.received_at)));
    facts.push(pair("提交人", receipt.handed_in_by.clone()));
    facts.push(pair("收件人", receipt.receiver.clone()));
    pairs(sheet, &facts, SIZE);
    sheet.gap(8.0);
    let opening = words.say("opening", &[("answers", &receipt.answers)]);
    sheet.paragraphs(&opening, regular(11.5), 20.0);
    if !receipt.materials.is_empty() {
        heading(sheet, "补交材料");
        table(sheet, &counted_columns(), &counted_rows(&receipt.materials), SIZE);
        sheet.gap(4.0);
        let total = words.say("total", &said(&counted(&receipt.materials)));
        sheet.paragraph(&total, regular(11.5), 20.0, 0.0);
    }
    if !receipt.fields.is_empty() {
        heading(sheet, "改正的表单内容");
        pairs(sheet, &receipt.fields, SIZE);
    }
    sheet.gap(6.0);
    let state = if receipt.outstanding.is_empty() {
        words.say("complete", &[])
    } else {
        words.say("outstanding", &[("outstanding", &receipt.outstanding.join("、"))])
    };
    sheet.paragraphs(&state, regular(11.5), 20.0);
    sheet.paragraphs(&words.say("note", &[]), regular(11.5), 20.0);
    seal(sheet, words.head);
    signatures(sheet, &["提交人（签名）：", "签字时间：　　　　年　　月　　日"], 11.0);
}
