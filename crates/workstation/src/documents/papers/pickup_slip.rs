//! 领取凭证: half a page to take home.

use super::super::blocks::{form_title, heading};
use super::super::sheet::{Sheet, regular};
use super::super::table::{left, pairs, table};
use super::{Words, pair};
use domain::document::{PickupRow, PickupSlip};

const SIZE: f32 = 10.0;

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, slip: &PickupSlip) {
    form_title(sheet, words.head, words.title());
    let who = &slip.recipient;
    let mut facts = vec![
        pair("申请人", who.name.clone()),
        pair("联系电话", who.phone.clone()),
        pair("证件", format!("{} {}", who.id_kind, who.id_number)),
    ];
    if let Some(agent) = &who.agent {
        facts.push(pair("代理人", agent.name.clone()));
        facts.push(pair("代理人电话", agent.phone.clone()));
        facts.push(pair("代理人证件", agent.id_number.clone()));
    }
    pairs(sheet, &facts, SIZE);
    heading(sheet, "领取什么");
    let columns = [left("办理事项和机关", 6.4), left("领取", 3.6), left("何时可领", 3.2)];
    let rows: Vec<Vec<String>> = slip.rows.iter().map(row).collect();
    table(sheet, &columns, &rows, SIZE);
    heading(sheet, "到哪里领、带什么");
    let mut facts =
        vec![pair("领取地点", slip.place.clone()), pair("领取时间", slip.hours.clone())];
    facts.push(pair("请带", slip.bring.join("\n")));
    pairs(sheet, &facts, SIZE);
    sheet.gap(4.0);
    sheet.paragraphs(&words.say("note", &[]), regular(9.5), 15.0);
}

fn row(row: &PickupRow) -> Vec<String> {
    let number = row.case.case_no.as_ref().map(ToString::to_string).unwrap_or_default();
    let what = format!("{}\n{number}\n{}", row.case.item, row.case.organ);
    vec![what, row.result.clone(), row.when.clone()]
}
