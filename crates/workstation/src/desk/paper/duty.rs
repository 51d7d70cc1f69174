//! Papers of the counter's day: 物料交接清单, 交接班表.

use domain::action::{HandOverRow, ShiftCounts};
use domain::document::{
    Body, CaseCount, DeviceLine, DocumentData, HandoverList, HandoverRow, PendingLine, SealLine,
    ShiftReport, VoucherLine,
};
use domain::ids::{DepartmentId, DocumentNo};

use super::PaperDesk;

/// What the shift report says besides the counts.
#[derive(Clone, Debug, Default)]
pub struct ShiftFacts {
    /// 交班人.
    pub from: String,
    /// 接班人.
    pub to: String,
    /// 监交人.
    pub witness: String,
    /// Left for the next shift.
    pub pending: Vec<PendingLine>,
    /// Seals put on papers today.
    pub seals: Vec<SealLine>,
    /// Blanks in hand.
    pub vouchers: Vec<VoucherLine>,
    /// Devices.
    pub devices: Vec<DeviceLine>,
    /// Remarks.
    pub notes: String,
}

impl PaperDesk<'_> {
    /// 物料交接清单, one per batch.
    #[must_use]
    pub fn hand_over(
        &self,
        to: &DepartmentId,
        rows: &[HandOverRow],
        number: DocumentNo,
    ) -> DocumentData {
        DocumentData {
            head: self.hall_head(Some(number), None),
            body: Body::HandoverList(HandoverList {
                from: self.counter_name(),
                to: self.organ(to).to_owned(),
                at: Some(self.now),
                rows: rows.iter().map(row).collect(),
                giver: self.clerk(),
                taker: String::new(),
            }),
        }
    }

    /// 交接班表.
    #[must_use]
    pub fn shift_report(
        &self,
        counts: &ShiftCounts,
        facts: ShiftFacts,
        number: DocumentNo,
    ) -> DocumentData {
        let shift = if self.now.hour() < 13 { "上午班" } else { "下午班" };
        DocumentData {
            head: self.hall_head(Some(number), None),
            body: Body::ShiftReport(ShiftReport {
                counter: self.counter_name(),
                shift: shift.to_owned(),
                from: facts.from,
                to: facts.to,
                witness: facts.witness,
                counts: count_rows(counts),
                pending: facts.pending,
                seals: facts.seals,
                vouchers: facts.vouchers,
                devices: facts.devices,
                notes: facts.notes,
            }),
        }
    }

    fn counter_name(&self) -> String {
        match &self.actor.counter {
            Some(counter) => format!("{} {counter} 号窗口", self.hall_name()),
            None => format!("{} 值班台", self.hall_name()),
        }
    }
}

fn row(row: &HandOverRow) -> HandoverRow {
    HandoverRow {
        case_no: row.case.clone(),
        applicant: row.applicant.clone(),
        item: row.item.clone(),
        material: row.material.clone(),
        copies: row.copies,
        pages: row.pages,
        original: row.original,
        checked: None,
        note: String::new(),
    }
}

/// The counts of a shift with their Chinese names, in the order of the report.
#[must_use]
pub fn count_rows(counts: &ShiftCounts) -> Vec<CaseCount> {
    let grades = ["非常满意", "满意", "基本满意", "不满意", "非常不满意"];
    let mut rows = vec![
        ("取号", counts.tickets),
        ("收件", counts.received),
        ("受理", counts.accepted),
        ("补正告知", counts.corrections),
        ("不予受理", counts.declined),
        ("当日办结", counts.instant),
        ("出件", counts.delivered),
        ("一次性告知（未收件）", counts.guidance),
        ("已收未移交", counts.not_handed_over),
        ("待领证件", counts.to_collect),
        ("补打", counts.reprints),
        ("作废", counts.voided),
        ("欠发凭证", counts.owed_papers),
        ("未同步", counts.unsent),
    ];
    rows.extend(grades.into_iter().zip(counts.ratings.iter().copied()));
    rows.push(("未评价", counts.unrated));
    rows.into_iter().map(|(label, count)| CaseCount { label: label.to_owned(), count }).collect()
}
