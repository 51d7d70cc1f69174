//! 一次性告知单: all that is needed, told at once; nothing was received.

use super::super::blocks::{form_title, heading, signatures};
use super::super::dates::day;
use super::super::ink::{Ink, MM, Mark};
use super::super::qr;
use super::super::sheet::{Sheet, regular};
use super::super::table::{centre, left, pairs, table};
use super::{Words, case_rows};
use domain::document::{GuidanceNotice, GuidanceRow, visit_qr_text};

const SIZE: f32 = 10.5;

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, notice: &GuidanceNotice) {
    form_title(sheet, words.head, words.title());
    let name = notice.applicant.as_ref().map_or("申请人", |party| party.name.as_str());
    let opening = words.say("opening", &[("name", name)]);
    sheet.paragraph(&opening, regular(12.0), 20.0, 24.0);
    if let Some(visit) = &notice.visit {
        return_code(sheet, words, visit);
    }
    heading(sheet, "一、办理事项");
    let columns =
        [centre("序号", 1.4), left("事项名称", 6.0), left("事项编码", 6.0), left("实施机关", 5.0)];
    table(sheet, &columns, &case_rows(&notice.cases), SIZE);
    if !notice.situations.is_empty() {
        heading(sheet, "二、办理情形");
        pairs(sheet, &notice.situations, SIZE);
    }
    let third = if notice.situations.is_empty() { "二" } else { "三" };
    heading(sheet, &format!("{third}、申请材料（共 {} 项）", notice.materials.len()));
    let columns = [
        centre("序号", 1.4),
        left("材料名称", 5.2),
        left("形式与份数", 3.4),
        left("受理标准", 5.2),
        left("来源", 3.2),
        centre("已具备", 1.8),
    ];
    table(sheet, &columns, &rows(&notice.materials), SIZE);
    if !notice.facts.is_empty() {
        let fourth = if notice.situations.is_empty() { "三" } else { "四" };
        heading(sheet, &format!("{fourth}、其他"));
        pairs(sheet, &notice.facts, SIZE);
    }
    sheet.gap(4.0);
    sheet.paragraphs(&words.say("note", &[]), regular(SIZE), 17.0);
    let clerk = format!("告知人：{}", notice.clerk);
    let date = format!("告知日期：{}", day(words.head.date));
    signatures(sheet, &[&clerk, &date, "被告知人（签名）："], 11.0);
}

/// The code that opens the same intake again, with what it is for beside it.
fn return_code(sheet: &mut Sheet<'_>, words: &Words<'_>, visit: &str) {
    const SIDE: f32 = 20.0 * MM;
    sheet.keep(SIDE + 10.0);
    sheet.gap(5.0);
    let (x, top) = (sheet.left(), sheet.y);
    sheet.mark(Mark::Fill { rects: qr::rects(&visit_qr_text(visit), x, top, SIDE) });
    let said = words.say("return", &[]);
    sheet.write(&said, x + SIDE + 4.0 * MM, top + SIDE / 2.0 - 7.0, regular(SIZE), Ink::Black);
    sheet.gap(SIDE + 5.0);
}

fn rows(materials: &[GuidanceRow]) -> Vec<Vec<String>> {
    materials
        .iter()
        .enumerate()
        .map(|(n, row)| {
            vec![
                (n + 1).to_string(),
                row.name.clone(),
                row.form.clone(),
                row.standard.clone(),
                row.source.clone(),
                if row.present { "√" } else { "" }.to_owned(),
            ]
        })
        .collect()
}
