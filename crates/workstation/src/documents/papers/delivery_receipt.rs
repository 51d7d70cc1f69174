//! 送达回证: what was handed over, how, and who signed for it.

use super::super::blocks::{form_title, seal};
use super::super::dates::moment;
use super::super::sheet::{Sheet, regular};
use super::super::table::{centre, left, pairs, table};
use super::{Words, pair, party_pairs};
use domain::document::{DeliveryMethod, DeliveryReceipt};

const SIZE: f32 = 11.5;

const METHODS: [(DeliveryMethod, &str); 6] = [
    (DeliveryMethod::Direct, "直接送达"),
    (DeliveryMethod::Left, "留置送达"),
    (DeliveryMethod::Post, "邮寄送达"),
    (DeliveryMethod::Entrusted, "委托送达"),
    (DeliveryMethod::PublicNotice, "公告送达"),
    (DeliveryMethod::Electronic, "电子送达"),
];

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, receipt: &DeliveryReceipt) {
    form_title(sheet, words.head, words.title());
    let mut rows = party_pairs(&receipt.recipient, "受送达人");
    let numbers: Vec<&str> = receipt.case_nos.iter().map(|number| number.as_str()).collect();
    rows.push(pair("办件编号", numbers.join("\n")));
    rows.push(pair("送达地点", receipt.place.clone()));
    rows.push(pair("送达方式", methods(receipt.method)));
    pairs(sheet, &rows, SIZE);
    sheet.gap(8.0);
    let columns = [
        centre("序号", 1.4),
        left("送达文书、证照名称", 7.0),
        left("文号或者证照编号", 7.0),
        centre("份数", 1.2),
    ];
    let served: Vec<Vec<String>> = receipt
        .documents
        .iter()
        .enumerate()
        .map(|(n, document)| {
            vec![
                (n + 1).to_string(),
                document.title.clone(),
                document.number.clone(),
                document.copies.to_string(),
            ]
        })
        .collect();
    table(sheet, &columns, &served, SIZE);
    sheet.gap(8.0);
    pairs(sheet, &signed(receipt), SIZE);
    sheet.gap(4.0);
    sheet.paragraphs(&words.say("note", &[]), regular(10.0), 16.0);
    seal(sheet, words.head);
}

/// The ways to serve as boxes, one of them ticked.
pub(super) fn methods(chosen: DeliveryMethod) -> String {
    let boxes =
        METHODS.map(|(method, name)| format!("{}{name}", if method == chosen { "■" } else { "□" }));
    boxes.join("　")
}

/// Rows that are signed by hand have room for it.
fn signed(receipt: &DeliveryReceipt) -> Vec<domain::document::Labelled> {
    let mut rows =
        vec![pair("受送达人签名", "\n　\n"), pair("签收时间", moment(receipt.received_at))];
    match &receipt.proxy {
        Some(proxy) => {
            rows.push(pair("代收人", proxy.label.clone()));
            rows.push(pair("代收理由", proxy.value.clone()));
        }
        None => rows.push(pair("代收人及理由", "—")),
    }
    if let Some(witness) = &receipt.witness {
        rows.push(pair("见证人或者记录", witness.clone()));
    }
    rows.push(pair("送达人", receipt.deliverer.clone()));
    rows.push(pair("备注", receipt.remarks.clone()));
    rows
}
