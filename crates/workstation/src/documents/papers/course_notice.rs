//! 特别程序告知书、延长通知书、容缺受理通知书、终止办理通知书、核查笔录、更正通知书、缴费通知书.

use super::super::blocks;
use super::super::dates::day;
use super::super::sheet::Sheet;
use super::super::table::{centre, left, pairs, table};
use super::{Words, body, case_pairs, close_letter, ended, joined, open_letter, pair, remedies};
use domain::document::{AmendedRow, CourseMatter, CourseNotice, FeeRow, Labelled};

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, notice: &CourseNotice) {
    if let CourseMatter::SiteCheck { .. } = notice.matter {
        return record(sheet, words, notice);
    }
    open_letter(sheet, words, words.title(), &notice.applicant);
    match &notice.matter {
        CourseMatter::Step { .. } => step(sheet, words, notice),
        CourseMatter::Extension { .. } => extension(sheet, words, notice),
        CourseMatter::Deferral { .. } => return deferral(sheet, words, notice),
        CourseMatter::Termination { .. } => termination(sheet, words, notice),
        CourseMatter::Amendment { rows } => amendment(sheet, words, notice, rows),
        CourseMatter::Payment { .. } => payment(sheet, words, notice),
        CourseMatter::SiteCheck { .. } => {}
    }
    close_letter(sheet, words);
}

/// The opening sentence: item, number, basis, reason and what the kind adds.
fn opening(sheet: &mut Sheet<'_>, words: &Words<'_>, notice: &CourseNotice, more: &[(&str, &str)]) {
    let case_no = notice.case.case_no.as_ref().map(ToString::to_string).unwrap_or_default();
    let (basis, reason) = (joined(&notice.basis), ended(&notice.reason));
    let mut values = vec![
        ("item", notice.case.item.as_str()),
        ("case_no", &case_no),
        ("basis", &basis),
        ("reason", &reason),
    ];
    values.extend_from_slice(more);
    body(sheet, &words.say("opening", &values));
}

fn step(sheet: &mut Sheet<'_>, words: &Words<'_>, notice: &CourseNotice) {
    let CourseMatter::Step { name, time, starts_on, ends_by, stops } = &notice.matter else {
        return;
    };
    opening(sheet, words, notice, &[("step", name)]);
    let (from, to) = (day(*starts_on), day(*ends_by));
    let key = if *stops { "not_counted" } else { "counted" };
    let values = [("starts_on", from.as_str()), ("ends_by", &to), ("time", time)];
    body(sheet, &words.say(key, &values));
}

fn extension(sheet: &mut Sheet<'_>, words: &Words<'_>, notice: &CourseNotice) {
    let CourseMatter::Extension { before, term, due, level, approval } = &notice.matter else {
        return;
    };
    let (before, due, basis) = (day(*before), day(*due), joined(&notice.basis));
    opening(sheet, words, notice, &[("before", &before)]);
    let values = [
        ("basis", basis.as_str()),
        ("level", level),
        ("approval", approval),
        ("term", term),
        ("due", &due),
    ];
    body(sheet, &words.say("extended", &values));
}

/// The organ's notice and, under it, the applicant's promise with a line to sign.
fn deferral(sheet: &mut Sheet<'_>, words: &Words<'_>, notice: &CourseNotice) {
    let CourseMatter::Deferral { materials, due, hour, consequence } = &notice.matter else {
        return;
    };
    opening(sheet, words, notice, &[]);
    sheet.gap(6.0);
    let row = |(n, material): (usize, &Labelled)| {
        vec![(n + 1).to_string(), material.label.clone(), material.value.clone()]
    };
    let rows: Vec<Vec<String>> = materials.iter().enumerate().map(row).collect();
    table(sheet, &[centre("序号", 1.4), left("材料名称", 7.0), left("补交形式", 9.2)], &rows, 11.0);
    sheet.gap(6.0);
    let due = day(*due);
    body(sheet, &words.say("due", &[("due", &due), ("hour", hour)]));
    body(sheet, &words.say("consequence", &[("consequence", consequence)]));
    blocks::seal(sheet, words.head);
    body(sheet, &words.say("promise", &[]));
    let signed = ["承诺人（签名）：", "承诺时间：　　　　年　　月　　日　　时　　分"];
    blocks::signatures(sheet, &signed, 11.0);
}

fn termination(sheet: &mut Sheet<'_>, words: &Words<'_>, notice: &CourseNotice) {
    let CourseMatter::Termination { ground, returned, remedies: told } = &notice.matter else {
        return;
    };
    opening(sheet, words, notice, &[("ground", ground)]);
    if !returned.is_empty() {
        body(sheet, &words.say("returned", &[("returned", &returned.join("、"))]));
    }
    remedies(sheet, words, told.as_ref());
}

fn amendment(sheet: &mut Sheet<'_>, words: &Words<'_>, notice: &CourseNotice, rows: &[AmendedRow]) {
    opening(sheet, words, notice, &[]);
    sheet.gap(6.0);
    let columns = [left("项目", 4.6), left("原内容", 6.5), left("更正后的内容", 6.5)];
    let row = |row: &AmendedRow| vec![row.label.clone(), row.before.clone(), row.after.clone()];
    table(sheet, &columns, &rows.iter().map(row).collect::<Vec<_>>(), 11.0);
}

fn payment(sheet: &mut Sheet<'_>, words: &Words<'_>, notice: &CourseNotice) {
    let CourseMatter::Payment { rows, total, due, payee } = &notice.matter else {
        return;
    };
    opening(sheet, words, notice, &[]);
    sheet.gap(6.0);
    let columns = [
        left("收费项目", 3.6),
        left("收费依据", 5.2),
        left("标准", 2.5),
        centre("数量", 1.3),
        left("减免", 2.4),
        left("金额", 2.6),
    ];
    let row = |row: &FeeRow| {
        let FeeRow { name, basis, standard, quantity, reduction, amount } = row.clone();
        let reduction = if reduction.is_empty() { "无".to_owned() } else { reduction };
        vec![name, basis, standard, quantity, reduction, amount]
    };
    let sum = ["合计", "", "", "", "", total].map(str::to_owned).to_vec();
    let rows: Vec<Vec<String>> = rows.iter().map(row).chain([sum]).collect();
    table(sheet, &columns, &rows, 11.0);
    sheet.gap(6.0);
    let (due, number) = (day(*due), words.head.number.clone().unwrap_or_default().to_string());
    let values = [("due", due.as_str()), ("number", &number), ("payee", payee)];
    body(sheet, &words.say("due", &values));
    body(sheet, &words.say("note", &[]));
}

/// 现场核查笔录: signed by the officers and the party, without a seal (clerk-notes E28).
fn record(sheet: &mut Sheet<'_>, words: &Words<'_>, notice: &CourseNotice) {
    let CourseMatter::SiteCheck { place, checked_on, officers, findings, party } = &notice.matter
    else {
        return;
    };
    blocks::formal_title(sheet, words.head, words.title());
    let mut rows = case_pairs(&notice.case);
    rows.push(pair("当事人", notice.applicant.name.clone()));
    rows.push(pair("核查时间", day(*checked_on)));
    rows.push(pair("核查地点", place.clone()));
    for officer in officers {
        rows.push(pair("核查人员", format!("{}（执法证 {}）", officer.label, officer.value)));
    }
    rows.push(pair("核查依据", joined(&notice.basis)));
    rows.push(pair("核查情况", findings.clone()));
    rows.push(pair("当事人意见", party.clone()));
    pairs(sheet, &rows, 11.5);
    sheet.gap(8.0);
    body(sheet, &words.say("note", &[]));
    let signed = ["当事人（签名）：", "核查人员（签名）：", "年　　月　　日"];
    blocks::signatures(sheet, &signed, 11.0);
}
