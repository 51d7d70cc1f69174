//! 审批表: what was proposed and decided, one box an opinion.

use super::super::blocks::{form_title, heading};
use super::super::dates::day;
use super::super::sheet::{Sheet, regular};
use super::super::table::{centre, grid, left, pairs, table};
use super::{Words, case_pairs, optional_day, pair, party_pairs};
use domain::document::{ApprovalForm, OpinionLine};

const SIZE: f32 = 11.0;

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, form: &ApprovalForm) {
    form_title(sheet, words.head, words.title());
    let mut facts = case_pairs(&form.case);
    facts.push(pair("实施机关", form.case.organ.clone()));
    facts.extend(party_pairs(&form.applicant, "申请人"));
    facts.push(pair("收件日期", day(form.received_on)));
    facts.push(pair("受理日期", optional_day(form.accepted_on)));
    facts.push(pair("承诺期限", form.limit.clone()));
    facts.push(pair("承诺办结", optional_day(form.decide_by)));
    pairs(sheet, &facts, SIZE);
    if !form.points.is_empty() {
        heading(sheet, "审查要点");
        let row = |(n, point): (usize, &domain::document::Labelled)| {
            vec![(n + 1).to_string(), point.label.clone(), point.value.clone()]
        };
        let rows: Vec<Vec<String>> = form.points.iter().enumerate().map(row).collect();
        let columns = [centre("序号", 1.4), left("审查内容", 13.0), centre("审查结果", 3.2)];
        table(sheet, &columns, &rows, SIZE);
    }
    heading(sheet, "审批意见");
    let columns = [centre("", 2.4), left("", 15.2)];
    let rows: Vec<Vec<String>> = form.opinions.iter().map(opinion).collect();
    grid(sheet, &columns, &rows, SIZE);
    sheet.gap(8.0);
    sheet.paragraphs(&words.say("note", &[]), regular(10.0), 16.0);
}

/// The opinion, and under it who signs when; a step not taken yet leaves room to write.
fn opinion(line: &OpinionLine) -> Vec<String> {
    let by = if line.by.is_empty() { "　　　　　" } else { &line.by };
    let text = format!(
        "\n{}\n\n签署人：{by}　　　　签名：　　　　　　　　　　日期：{}\n",
        line.text,
        day(line.on)
    );
    vec![format!("{}\n意见", line.step), text]
}
