//! 收件凭证: what was handed in, when, and to whom.

use super::super::blocks::{form_title, heading, seal, signatures};
use super::super::dates::{day, moment};
use super::super::sheet::{Sheet, regular};
use super::super::table::{centre, left, pairs, table};
use super::{Words, case_rows, material_rows, pair, party_pairs};
use domain::document::{Keeping, Nature, Receipt};

const SIZE: f32 = 10.5;

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, receipt: &Receipt) {
    form_title(sheet, words.head, words.title());
    let mut facts = party_pairs(&receipt.applicant, "申请人");
    facts.push(pair("收到时间", moment(receipt.received_at)));
    facts.push(pair("收件人", receipt.receiver.clone()));
    pairs(sheet, &facts, SIZE);
    heading(sheet, "办理事项");
    let columns =
        [centre("序号", 1.4), left("事项名称", 6.0), left("办件编号", 4.4), left("实施机关", 5.0)];
    table(sheet, &columns, &case_rows(&receipt.cases), SIZE);
    heading(sheet, if receipt.supplement { "补交材料" } else { "收到材料" });
    let columns = [
        centre("序号", 1.4),
        left("材料名称", 6.4),
        centre("原件", 1.4),
        centre("复印件", 1.8),
        centre("页数", 1.4),
        centre("介质", 2.1),
        centre("处置", 2.1),
        left("备注", 3.6),
    ];
    table(sheet, &columns, &material_rows(&receipt.materials), SIZE);
    sheet.gap(6.0);
    sheet.paragraph(&total(words, receipt), regular(11.5), 20.0, 0.0);
    for sentence in notes(words, receipt) {
        sheet.paragraphs(&sentence, regular(11.5), 19.0);
    }
    seal(sheet, words.head);
    signatures(sheet, &["申请人或代理人（签名）：", "签字时间：　　　　年　　月　　日"], 11.0);
}

/// `以上材料共N件`, counted from the rows.
fn total(words: &Words<'_>, receipt: &Receipt) -> String {
    let handed_in = || receipt.materials.iter().filter(|row| row.keeping != Keeping::NotHandedIn);
    let spared = receipt.materials.len() - handed_in().count();
    let originals: u32 = handed_in().map(|row| row.originals).sum();
    let copies: u32 = handed_in().map(|row| row.copies).sum();
    let pages: u32 = handed_in().map(|row| row.pages).sum();
    let values = [
        ("count", handed_in().count().to_string()),
        ("originals", originals.to_string()),
        ("copies", copies.to_string()),
        ("pages", pages.to_string()),
        ("spared", spared.to_string()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
    words.say(if spared == 0 { "total" } else { "total_spared" }, &values)
}

fn notes(words: &Words<'_>, receipt: &Receipt) -> Vec<String> {
    let mut notes = Vec::new();
    match receipt.answer_by {
        Some(by) if words.head.nature == Nature::Permit => {
            notes.push(words.say("answer_permit", &[("answer_by", &day(Some(by)))]));
        }
        Some(by) => notes.push(words.say("answer", &[("answer_by", &day(Some(by)))])),
        None => {}
    }
    if words.head.offline {
        notes.push(words.say("offline", &[]));
    }
    notes.push(words.say("note", &[]));
    notes
}
