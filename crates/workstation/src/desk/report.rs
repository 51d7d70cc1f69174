//! Papers as files, and the counts of shift and day as data, for the command line.

use domain::action::ShiftCounts;
use domain::document::{DayCase, DocumentData, Reprint};
use domain::ids::{CounterNo, DocumentNo};
use domain::wire::StreamId;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::day::Day;
use super::paper::{ShiftFacts, count_rows};
use super::printing::PaperAt;
use super::{Table, Workstation};
use crate::documents::render;
use crate::view::Fault;

/// 交接班表 of a counter or of the hall, not signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShiftReport {
    /// Counted truth.
    pub counts: ShiftCounts,
    /// The counts with their Chinese names, as the paper lists them.
    pub rows: Vec<(String, u32)>,
    /// The paper, PDF.
    pub pdf: Vec<u8>,
}

/// 当日办件日报 of a counter or of the hall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayReport {
    /// Counted truth of the shift, which the report rests on.
    pub counts: ShiftCounts,
    /// All counts with their Chinese names, as the paper lists them.
    pub rows: Vec<(String, u32)>,
    /// Cases in which something was done.
    pub cases: Vec<DayCase>,
    /// The paper, PDF.
    pub pdf: Vec<u8>,
}

impl Workstation {
    /// The PDF of a paper that was handed over, as it was first printed; a copy is marked 补打, a voided
    /// paper 作废.
    ///
    /// # Errors
    /// No such paper here.
    pub async fn pdf(&self, stream: &str, number: &str) -> Result<Vec<u8>, Fault> {
        let stream = StreamId(stream.to_owned());
        let PaperAt { paper, printed, voided } = self.paper_of(&stream, number).await?;
        let mut data = self.engine.paper(&paper.hash).await?;
        data.head.voided = voided;
        if let Some(times) = printed.filter(|times| *times > 0) {
            data.head.reprint = Some(Reprint {
                n: times,
                by: self.session_in_use()?.actor.name,
                reason: "存档".to_owned(),
            });
        }
        self.to_pdf(&data)
    }

    fn to_pdf(&self, data: &DocumentData) -> Result<Vec<u8>, Fault> {
        let rendered = render(data, &self.texts, Self::fonts()?);
        let rendered = rendered.map_err(|error| Fault::new(error.code(), error.to_string()))?;
        Ok(rendered.pdf)
    }

    /// The shift of a date, counted now, for one counter or the whole hall; nothing is signed.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub async fn shift_report(
        &self,
        date: Date,
        counter: Option<&CounterNo>,
    ) -> Result<ShiftReport, Fault> {
        let table = self.at_the_end_of(date)?;
        let gathered = self.gather(&table, counter).await?;
        let counts = self.duty_facts(&table, &gathered).await?.counts();
        let facts = ShiftFacts {
            from: table.session.actor.name.clone(),
            notes: "未签交接，仅供核对".to_owned(),
            ..self.left_to_the_next(&table, &gathered).await?
        };
        let papers = table.papers();
        let mut data = papers.shift_report(&counts, facts, DocumentNo::default());
        // What is not signed has no number.
        data.head.number = None;
        let rows = count_rows(&counts).into_iter().map(|row| (row.label, row.count));
        Ok(ShiftReport { rows: rows.collect(), pdf: self.to_pdf(&data)?, counts })
    }

    /// 当日办件日报 of a date, for one counter or the whole hall.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub async fn day_report(
        &self,
        date: Date,
        counter: Option<&CounterNo>,
    ) -> Result<DayReport, Fault> {
        let table = self.at_the_end_of(date)?;
        let Day { counts, rows, ratings, cases } = self.day(&table, counter).await?;
        let scope = counter.map(CounterNo::as_str);
        let papers = table.papers();
        let data = papers.day_report(scope, (rows.clone(), ratings.clone()), cases.clone());
        let all = rows.into_iter().chain(ratings).map(|row| (row.label, row.count)).collect();
        Ok(DayReport { counts, rows: all, cases, pdf: self.to_pdf(&data)? })
    }

    /// Today as it is now; a past day is looked at from its last second.
    fn at_the_end_of(&self, date: Date) -> Result<Table, Fault> {
        let mut table = self.table()?;
        if date != table.today() {
            let end = date.tomorrow().ok().and_then(|next| {
                let midnight = Offset::constant(8).to_timestamp(next.at(0, 0, 0, 0)).ok()?;
                midnight.checked_sub(1.second()).ok()
            });
            table.at = end.unwrap_or(table.at);
        }
        Ok(table)
    }
}
