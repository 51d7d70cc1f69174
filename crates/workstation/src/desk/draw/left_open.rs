//! What a shift leaves to the next one 未办结事项: from the same facts as its counts.

use std::collections::BTreeSet;

use domain::application::{Application, Case, PaperRecord, Stage};
use domain::decide::counter::rows_lacking;
use domain::document::PendingLine;
use domain::ids::CaseNo;
use jiff::civil::Date;

use super::duty::{DutyFacts, owed};
use super::review::applicant_name;
use super::words::{kind_title, leading};

/// Lines of the shift report; `here` are the cases whose papers are still at the counter.
#[must_use]
pub fn left_open(facts: &DutyFacts<'_>, here: &BTreeSet<CaseNo>) -> Vec<PendingLine> {
    let mut lines = Vec::new();
    for app in facts.applications {
        lines.extend(app.cases.values().filter_map(|case| of_case(facts, app, case, here)));
        lines.extend(app.owed_papers().map(|record| owed_line(&applicant_name(app), record)));
    }
    for day in facts.days {
        let papers = day.papers.values().filter(|record| owed(record));
        lines.extend(papers.map(|record| owed_line("", record)));
        lines.extend(rows_lacking(day).into_iter().map(|row| PendingLine {
            number: row.case.to_string(),
            applicant: row.applicant.clone(),
            item: row.item.clone(),
            what: format!("移交时缺：{}", row.material),
            due: None,
        }));
    }
    lines
}

fn of_case(
    facts: &DutyFacts<'_>,
    app: &Application,
    case: &Case,
    here: &BTreeSet<CaseNo>,
) -> Option<PendingLine> {
    let returned = case.returns.iter().rev().find(|r| r.answered.is_none());
    let stage = match (returned, case.stage) {
        (Some(returned), _) => Some(format!("退回窗口待答复：{}", returned.text)),
        (None, Stage::Correcting) => Some("等申请人补正".to_owned()),
        (None, Stage::Ready) => Some("待领证件".to_owned()),
        (None, Stage::Received) => Some("未受理".to_owned()),
        (None, Stage::Accepted | Stage::Reviewing | Stage::Decided | Stage::Closed) => None,
    };
    let papers = here.contains(&case.no).then(|| "材料未移交".to_owned());
    let what: Vec<String> = stage.into_iter().chain(papers).collect();
    if what.is_empty() {
        return None;
    }
    Some(PendingLine {
        number: case.no.to_string(),
        applicant: applicant_name(app),
        item: facts.desk.catalogue.item_name(&case.item).to_owned(),
        what: what.join("；"),
        due: due(facts, case),
    })
}

fn due(facts: &DutyFacts<'_>, case: &Case) -> Option<Date> {
    let clocks = facts.clocks.get(&case.no)?;
    leading(clocks).map(|clock| clock.due.date)
}

fn owed_line(applicant: &str, record: &PaperRecord) -> PendingLine {
    PendingLine {
        number: record.paper.number.to_string(),
        applicant: applicant.to_owned(),
        item: String::new(),
        what: format!("欠发凭证：{}", kind_title(record.paper.kind)),
        due: None,
    }
}
