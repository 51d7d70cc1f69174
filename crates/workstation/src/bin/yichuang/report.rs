//! 交接班表 as data and as paper.

use domain::action::ShiftCounts;
use domain::ids::CounterNo;
use jiff::civil::Date;
use serde::Serialize;

use crate::act::save;
use crate::answer::{Answer, Failure};
use crate::home;
use crate::options::ReportCommand;

#[derive(Serialize)]
struct Shift {
    date: Date,
    counter: Option<CounterNo>,
    counts: ShiftCounts,
    rows: Vec<(String, u32)>,
}

pub(crate) async fn run(command: &ReportCommand) -> Result<Answer, Failure> {
    let ReportCommand::Shift { date, counter, pdf, home } = command;
    let counter = counter.as_deref().map(CounterNo::from);
    let desk = home::at_desk(home).await?;
    let report = desk.shift_report(*date, counter.as_ref()).await;
    desk.engine().close().await;
    let report = report?;
    if let Some(path) = pdf {
        save(path.clone(), &report.pdf)?;
    }
    let lines = report.rows.iter().map(|(name, count)| format!("{name} {count}"));
    let text = lines.collect::<Vec<_>>().join("\n");
    let shift = Shift { date: *date, counter, counts: report.counts, rows: report.rows };
    Answer::new(&shift, text)
}
