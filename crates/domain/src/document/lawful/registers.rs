//! What the duty desk prints of a day.

use super::super::{DayReport, Head, SealRegister, SealUse};
use super::{Verdict, need, written};

const DAY: &str = "窗口工作日报制度";
const SEALS: &str =
    "《国务院关于国家行政机关和企业事业单位社会团体印章管理的规定》（国发〔1999〕25号）";

pub(super) fn day(head: &Head, report: &DayReport) -> Verdict {
    need(head.date.is_some(), "document.no_date", "日报没有日期，不能打印。", DAY)?;
    need(
        written(&report.counter) && written(&report.maker),
        "document.no_maker",
        "日报没有窗口或制表人，不能打印。",
        DAY,
    )?;
    need(
        !report.counts.is_empty() && !report.ratings.is_empty(),
        "document.no_counts",
        "日报没有业务量和评价，不能打印。",
        DAY,
    )
}

pub(super) fn seals(head: &Head, register: &SealRegister) -> Verdict {
    need(head.date.is_some(), "document.no_date", "用印登记簿没有日期，不能打印。", SEALS)?;
    need(
        written(&register.counter) && written(&register.registrar),
        "document.no_maker",
        "用印登记簿没有窗口或登记人，不能打印。",
        SEALS,
    )?;
    let whole = |used: &SealUse| {
        written(&used.seal)
            && written(&used.paper)
            && used.copies > 0
            && written(&used.asked_by)
            && written(&used.sealed_by)
    };
    need(
        register.rows.iter().all(whole),
        "document.seal_use",
        "用印登记簿上有用印没有写明印章、文书、份数、申请人或用印人，不能打印。",
        SEALS,
    )
}
