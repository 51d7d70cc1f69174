//! 交接班表.

use super::super::blocks::{form_title, heading, signatures};
use super::super::dates::day;
use super::super::sheet::{Sheet, regular};
use super::super::table::{centre, left, pairs, table};
use super::{Words, optional_day, pair};
use domain::document::{CaseCount, ShiftReport};

const SIZE: f32 = 10.5;

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, report: &ShiftReport) {
    form_title(sheet, words.head, words.title());
    let facts = [
        pair("窗口", report.counter.clone()),
        pair("日期", day(words.head.date)),
        pair("班次", report.shift.clone()),
        pair("交班人", report.from.clone()),
        pair("接班人", report.to.clone()),
        pair("监交人", report.witness.clone()),
    ];
    pairs(sheet, &facts, SIZE);
    counts(sheet, report);
    pending(sheet, report);
    seals(sheet, report);
    vouchers(sheet, report);
    devices(sheet, report);
    if !report.notes.trim().is_empty() {
        heading(sheet, "六、备注");
        sheet.paragraphs(&report.notes, regular(SIZE), 17.0);
    }
    sheet.keep(80.0);
    sheet.gap(6.0);
    sheet.paragraphs(&words.say("note", &[]), regular(SIZE), 17.0);
    signatures(sheet, &["交班人（签名）：", "接班人（签名）：", "监交人（签名）："], 11.0);
    signatures(sheet, &["交接时间：　　　　年　　月　　日　　时　　分"], 11.0);
}

fn counts(sheet: &mut Sheet<'_>, report: &ShiftReport) {
    heading(sheet, "一、当班业务量（件）");
    count_grid(sheet, &report.counts, SIZE);
}

/// Counts six a line, each under its name.
pub(super) fn count_grid(sheet: &mut Sheet<'_>, counts: &[CaseCount], size: f32) {
    for chunk in counts.chunks(6) {
        let columns: Vec<_> = (0..6).map(|_| centre("", 1.0)).collect();
        let mut labels: Vec<String> = chunk.iter().map(|count| count.label.clone()).collect();
        let mut numbers: Vec<String> = chunk.iter().map(|count| count.count.to_string()).collect();
        labels.resize(columns.len(), String::new());
        numbers.resize(columns.len(), String::new());
        super::super::table::grid(sheet, &columns, &[labels, numbers], size);
    }
}

fn pending(sheet: &mut Sheet<'_>, report: &ShiftReport) {
    heading(sheet, "二、未办结事项");
    let columns = [
        centre("序号", 1.4),
        left("办件编号或者单号", 5.6),
        left("申请人", 4.0),
        left("事项", 4.0),
        left("待办内容", 4.6),
        centre("期限", 3.4),
    ];
    let rows: Vec<Vec<String>> = report
        .pending
        .iter()
        .enumerate()
        .map(|(n, line)| {
            vec![
                (n + 1).to_string(),
                line.number.clone(),
                line.applicant.clone(),
                line.item.clone(),
                line.what.clone(),
                optional_day(line.due),
            ]
        })
        .collect();
    table(sheet, &columns, &or_none(rows, 6), SIZE);
}

fn seals(sheet: &mut Sheet<'_>, report: &ShiftReport) {
    heading(sheet, "三、印章");
    let columns = [
        left("印章名称", 8.0),
        centre("保管人", 3.0),
        centre("用印次数", 2.0),
        centre("在位", 1.6),
    ];
    let rows: Vec<Vec<String>> = report
        .seals
        .iter()
        .map(|seal| {
            vec![
                seal.name.clone(),
                seal.keeper.clone(),
                seal.uses.to_string(),
                match seal.present {
                    Some(true) => "是",
                    Some(false) => "否",
                    None => "□是 □否",
                }
                .to_owned(),
            ]
        })
        .collect();
    table(sheet, &columns, &or_none(rows, 4), SIZE);
}

fn vouchers(sheet: &mut Sheet<'_>, report: &ShiftReport) {
    heading(sheet, "四、空白凭证号段");
    let columns =
        [left("凭证种类", 5.0), centre("号段", 4.0), centre("已用", 1.6), left("作废号", 4.0)];
    let rows: Vec<Vec<String>> = report
        .vouchers
        .iter()
        .map(|line| {
            let voided =
                if line.voided.is_empty() { "无".to_owned() } else { line.voided.join("、") };
            vec![line.kind.clone(), line.range.clone(), line.used.to_string(), voided]
        })
        .collect();
    table(sheet, &columns, &or_none(rows, 4), SIZE);
}

fn devices(sheet: &mut Sheet<'_>, report: &ShiftReport) {
    heading(sheet, "五、设备");
    let rows: Vec<_> =
        report.devices.iter().map(|device| pair(&device.name, device.state.clone())).collect();
    pairs(sheet, &rows, SIZE);
}

/// A table without rows says so.
pub(super) fn or_none(rows: Vec<Vec<String>>, columns: usize) -> Vec<Vec<String>> {
    if rows.is_empty() {
        let mut none = vec!["无".to_owned()];
        none.resize(columns, String::new());
        return vec![none];
    }
    rows
}
