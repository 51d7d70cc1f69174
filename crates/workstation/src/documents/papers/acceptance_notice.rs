//! 受理通知书.

use super::super::dates::day;
use super::super::sheet::{Sheet, regular};
use super::super::table::{left, pairs, table};
use super::{Words, body, case_pairs, close_letter, joined, open_letter, optional_day, pair};
use domain::document::AcceptanceNotice;

const SIZE: f32 = 11.0;

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, notice: &AcceptanceNotice) {
    open_letter(sheet, words, words.title(), &notice.applicant);
    let basis = joined(&notice.basis);
    let (applied, accepted) = (day(notice.applied_on), day(notice.accepted_on));
    let values = [
        ("applied_on", applied.as_str()),
        ("item", &notice.case.item),
        ("basis", &basis),
        ("accepted_on", &accepted),
    ];
    body(sheet, &words.say(if notice.deemed { "opening_deemed" } else { "opening" }, &values));
    let decide_by = day(notice.decide_by);
    body(sheet, &words.say("decide_by", &[("decide_by", &decide_by)]));
    if notice.provisional {
        body(sheet, &words.say("provisional", &[]));
    }
    sheet.gap(6.0);
    facts(sheet, notice);
    excluded(sheet, words, notice);
    deferred(sheet, words, notice);
    if words.head.offline {
        sheet.gap(4.0);
        sheet.paragraphs(&words.say("offline", &[]), regular(SIZE), 18.0);
    }
    close_letter(sheet, words);
}

fn facts(sheet: &mut Sheet<'_>, notice: &AcceptanceNotice) {
    let mut rows = case_pairs(&notice.case);
    rows.extend([
        pair("领取方式", notice.collect.clone()),
        pair("申请日期", optional_day(notice.applied_on)),
        pair("受理日期", optional_day(notice.accepted_on)),
        pair("承办部门", notice.department.clone()),
        pair("受理人", notice.acceptor.clone()),
        pair("办理期限", notice.limit.clone()),
    ]);
    pairs(sheet, &rows, SIZE);
}

fn excluded(sheet: &mut Sheet<'_>, words: &Words<'_>, notice: &AcceptanceNotice) {
    if notice.excluded.is_empty() {
        return;
    }
    sheet.gap(6.0);
    sheet.paragraphs(&words.say("excluded", &[]), regular(12.0), 20.0);
    let rows: Vec<Vec<String>> =
        notice.excluded.iter().map(|step| vec![step.name.clone(), step.time.clone()]).collect();
    table(sheet, &[left("程序种类", 5.0), left("所需时间", 4.0)], &rows, SIZE);
}

fn deferred(sheet: &mut Sheet<'_>, words: &Words<'_>, notice: &AcceptanceNotice) {
    if notice.deferred.is_empty() {
        return;
    }
    sheet.gap(6.0);
    sheet.paragraphs(&words.say("deferred", &[]), regular(12.0), 20.0);
    let rows: Vec<Vec<String>> = notice
        .deferred
        .iter()
        .map(|material| vec![material.label.clone(), material.value.clone()])
        .collect();
    table(sheet, &[left("容缺后补材料", 5.0), left("补交期限", 4.0)], &rows, SIZE);
}
