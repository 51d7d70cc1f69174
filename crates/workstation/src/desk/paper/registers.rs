//! Papers of the duty desk about a whole day: 当日办件日报, 用印登记簿.

use domain::action::ShiftCounts;
use domain::document::{Body, CaseCount, DayCase, DayReport, DocumentData, SealRegister, SealUse};

use super::PaperDesk;
use super::duty::count_rows;

/// Counts of a day beside those of the shift, from the same facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayCounts {
    /// 容缺受理.
    pub deferred: u32,
    /// 特别程序、中止 begun.
    pub steps: u32,
    /// 退回窗口.
    pub returned: u32,
    /// 撤回.
    pub withdrawn: u32,
    /// 终止.
    pub terminated: u32,
    /// 不予许可.
    pub rejected: u32,
    /// 超期在办: past the promise and not decided.
    pub overdue: u32,
}

/// The counts of the day, and the ratings: those of the shift report first, as they stand there.
#[must_use]
pub fn days_counts(counts: &ShiftCounts, day: &DayCounts) -> (Vec<CaseCount>, Vec<CaseCount>) {
    let mut rows = count_rows(counts);
    // five grades and 未评价 stand at the end
    let ratings = rows.split_off(rows.len().saturating_sub(counts.ratings.len() + 1));
    let own = [
        ("容缺受理", day.deferred),
        ("特别程序、中止", day.steps),
        ("退回窗口", day.returned),
        ("撤回", day.withdrawn),
        ("终止", day.terminated),
        ("不予许可", day.rejected),
        ("超期在办", day.overdue),
    ];
    let own = own.map(|(label, count)| CaseCount { label: label.to_owned(), count });
    rows.extend(own);
    (rows, ratings)
}

impl PaperDesk<'_> {
    /// 当日办件日报.
    #[must_use]
    pub fn day_report(
        &self,
        counter: Option<&str>,
        (counts, ratings): (Vec<CaseCount>, Vec<CaseCount>),
        cases: Vec<DayCase>,
    ) -> DocumentData {
        DocumentData {
            head: self.hall_head(None, None),
            body: Body::DayReport(DayReport {
                counter: self.scope_name(counter),
                counts,
                ratings,
                cases,
                maker: self.clerk(),
                checker: String::new(),
            }),
        }
    }

    /// 用印登记簿.
    #[must_use]
    pub fn seal_register(&self, counter: Option<&str>, rows: Vec<SealUse>) -> DocumentData {
        DocumentData {
            head: self.hall_head(None, None),
            body: Body::SealRegister(SealRegister {
                counter: self.scope_name(counter),
                rows,
                registrar: self.clerk(),
            }),
        }
    }

    fn scope_name(&self, counter: Option<&str>) -> String {
        match counter {
            Some(counter) => format!("{} {counter} 号窗口", self.hall_name()),
            None => format!("{}（全部窗口）", self.hall_name()),
        }
    }
}
