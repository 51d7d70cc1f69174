//! 送达地址确认书: for the applicant's signature.

use super::super::blocks::{form_title, heading, signatures};
use super::super::sheet::{Sheet, regular};
use super::super::table::{centre, left, pairs, table};
use super::delivery_receipt::methods;
use super::{Words, case_rows, pair, party_pairs};
use domain::document::{AddressConfirmation, DeliveryMethod};

const SIZE: f32 = 11.0;

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, paper: &AddressConfirmation) {
    form_title(sheet, words.head, words.title());
    pairs(sheet, &party_pairs(&paper.applicant, "申请人"), SIZE);
    heading(sheet, "办理事项");
    let columns =
        [centre("序号", 1.4), left("事项名称", 6.0), left("事项编码", 6.0), left("实施机关", 5.0)];
    table(sheet, &columns, &case_rows(&paper.cases), SIZE);
    heading(sheet, "送达方式和地址");
    let consent = if paper.electronic_consent { "同意" } else { "不同意" };
    let rows = [
        pair("送达方式", methods(paper.method)),
        pair("收件人", paper.recipient.clone()),
        pair("联系电话", paper.phone.clone()),
        pair("送达地址", paper.address.clone()),
        pair("电子送达", consent),
    ];
    pairs(sheet, &rows, SIZE);
    sheet.gap(6.0);
    if paper.method == DeliveryMethod::Electronic || paper.electronic_consent {
        sheet.paragraphs(&words.say("electronic", &[]), regular(11.5), 20.0);
    }
    sheet.paragraphs(&words.say("note", &[]), regular(11.5), 20.0);
    sheet.gap(6.0);
    let day = "日期：　　　　年　　月　　日";
    signatures(sheet, &["申请人（签名或者盖章）：", day], 11.0);
    if paper.applicant.agent.is_some() {
        signatures(sheet, &["代理人（签名）：", day], 11.0);
    }
}
