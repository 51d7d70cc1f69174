//! 交接班表 and 当日办件日报 as data and as paper.

use domain::action::ShiftCounts;
use domain::document::DayCase;
use domain::ids::CounterNo;
use jiff::civil::Date;
use serde::Serialize;

use crate::act::save;
use crate::answer::{Answer, Failure};
use crate::home;
use crate::options::{ReportCommand, ReportOptions};

#[derive(Serialize)]
struct Shift {
    date: Date,
    counter: Option<CounterNo>,
    counts: ShiftCounts,
    rows: Vec<(String, u32)>,
}

#[derive(Serialize)]
struct Day {
    date: Date,
    counter: Option<CounterNo>,
    counts: ShiftCounts,
    rows: Vec<(String, u32)>,
    cases: Vec<DayCase>,
}

pub(crate) async fn run(command: &ReportCommand) -> Result<Answer, Failure> {
    match command {
        ReportCommand::Shift(options) => shift(options).await,
        ReportCommand::Day(options) => day(options).await,
    }
}

async fn shift(options: &ReportOptions) -> Result<Answer, Failure> {
    let counter = options.counter.as_deref().map(CounterNo::from);
    let desk = home::at_desk(&options.home).await?;
    let report = desk.shift_report(options.date, counter.as_ref()).await;
    desk.engine().close().await;
    let report = report?;
    if let Some(path) = &options.pdf {
        save(path.clone(), &report.pdf)?;
    }
    let text = lines(&report.rows);
    let shift = Shift { date: options.date, counter, counts: report.counts, rows: report.rows };
    Answer::new(&shift, text)
}

async fn day(options: &ReportOptions) -> Result<Answer, Failure> {
    let counter = options.counter.as_deref().map(CounterNo::from);
    let desk = home::at_desk(&options.home).await?;
    let report = desk.day_report(options.date, counter.as_ref()).await;
    desk.engine().close().await;
    let report = report?;
    if let Some(path) = &options.pdf {
        save(path.clone(), &report.pdf)?;
    }
    let case = |case: &DayCase| {
        [case.case_no.as_str(), &case.applicant, &case.item, &case.done, &case.stage].join(" ")
    };
    let cases: Vec<String> = report.cases.iter().map(case).collect();
    let text = [lines(&report.rows), cases.join("\n")].join("\n");
    let day = Day {
        date: options.date,
        counter,
        counts: report.counts,
        rows: report.rows,
        cases: report.cases,
    };
    Answer::new(&day, text.trim_end().to_owned())
}

fn lines(rows: &[(String, u32)]) -> String {
    rows.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join("\n")
}
