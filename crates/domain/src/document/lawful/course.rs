//! Papers of what happens on the way.

use super::super::{AmendedRow, CourseMatter, CourseNotice, FeeRow, Head};
use super::{
    BUSINESS, DOCUMENT_RULE, REASONS, REVIEW, Verdict, basis, need, of_case, of_permit, party,
    remedies, voucher, written,
};

const STEP: &str = "《行政许可法》第四十五条";
const EXTEND: &str = "《行政许可法》第四十二条";
const TWO: &str = "《行政许可法》第三十四条第三款";
const FEES: &str = "《行政许可法》第五十九条";
const PRICES: &str = "《价格法》第四十七条";
const DEFER: &str = "《广东省优化营商环境条例》第三十二条";

pub(super) fn notice(head: &Head, notice: &CourseNotice) -> Verdict {
    if let CourseMatter::SiteCheck { .. } = &notice.matter {
        // a record is signed by officers and party; it bears no seal (clerk-notes E28)
        let article = of_permit(head, TWO, BUSINESS);
        let number = head.number.as_ref().is_some_and(|number| written(number.as_str()));
        need(number, "document.no_number", "笔录没有编号，不能打印。请先取号。", article)?;
        need(head.date.is_some(), "document.no_date", "笔录没有日期，不能打印。", article)?;
    } else {
        voucher(head)?;
        basis(head, &notice.basis)?;
    }
    party(head, &notice.applicant)?;
    of_case(head, &notice.case)?;
    match &notice.matter {
        CourseMatter::Step { name, time, starts_on, ends_by, .. } => need(
            written(name) && written(time) && starts_on.is_some() && ends_by.is_some(),
            "document.no_step_time",
            "告知书没有写明程序种类、所需时间和起止日期，不能打印。",
            of_permit(head, STEP, BUSINESS),
        ),
        CourseMatter::Extension { .. } => extension(head, notice),
        CourseMatter::Deferral { .. } => deferral(notice),
        CourseMatter::Termination { ground, remedies: told, .. } => {
            need(
                written(ground) && written(&notice.reason),
                "document.no_reason",
                "终止办理没有说明情形和理由，不能打印。",
                of_permit(head, REASONS, BUSINESS),
            )?;
            remedies(head, told.as_ref(), of_permit(head, REASONS, REVIEW))
        }
        CourseMatter::SiteCheck { .. } => site_check(head, notice),
        CourseMatter::Amendment { rows } => amendment(&notice.reason, rows),
        CourseMatter::Payment { .. } => payment(head, notice),
    }
}

fn amendment(reason: &str, rows: &[AmendedRow]) -> Verdict {
    let told = |row: &AmendedRow| written(&row.label) && row.before != row.after;
    need(
        !rows.is_empty() && rows.iter().all(told),
        "document.no_amendment",
        "更正通知书没有写明原内容和更正后的内容，不能打印。",
        DOCUMENT_RULE,
    )?;
    need(
        written(reason),
        "document.no_reason",
        "更正通知书没有写明更正的原因，不能打印。请写明原因。",
        DOCUMENT_RULE,
    )
}

fn extension(head: &Head, notice: &CourseNotice) -> Verdict {
    let CourseMatter::Extension { before, term, due, level, approval } = &notice.matter else {
        return Ok(());
    };
    let article = of_permit(head, EXTEND, BUSINESS);
    need(
        written(&notice.reason),
        "document.no_reason",
        "延长期限没有说明理由，不能打印。请写明理由。",
        article,
    )?;
    need(
        before.is_some() && due > before && written(term),
        "document.no_new_due",
        "延长期限没有写明原期限、延长多少和新的期限，不能打印。",
        article,
    )?;
    need(
        written(level) && written(approval),
        "document.no_approver",
        "延长期限没有写明由谁批准和批准文号，不能打印。",
        article,
    )
}

fn deferral(notice: &CourseNotice) -> Verdict {
    let CourseMatter::Deferral { materials, due, hour, consequence } = &notice.matter else {
        return Ok(());
    };
    let named = materials.iter().all(|row| written(&row.label) && written(&row.value));
    need(
        !materials.is_empty() && named && due.is_some() && written(hour) && written(consequence),
        "document.no_deferred",
        "容缺受理通知书没有写明后补材料、补交期限和逾期处理，不能打印。",
        DEFER,
    )
}

fn payment(head: &Head, notice: &CourseNotice) -> Verdict {
    let article = of_permit(head, FEES, PRICES);
    let CourseMatter::Payment { rows, total, due, payee } = &notice.matter else {
        return Ok(());
    };
    let whole = |row: &FeeRow| {
        [&row.name, &row.basis, &row.standard, &row.quantity, &row.amount]
            .iter()
            .all(|t| written(t))
    };
    need(
        !rows.is_empty() && rows.iter().all(whole),
        "document.no_fee",
        "缴费通知书没有写明收费项目、依据、标准和金额，不能打印。",
        article,
    )?;
    need(
        due.is_some() && written(total) && written(payee),
        "document.no_payee",
        "缴费通知书没有写明合计、缴费期限和收款单位，不能打印。",
        article,
    )
}

fn site_check(head: &Head, notice: &CourseNotice) -> Verdict {
    let CourseMatter::SiteCheck { place, checked_on, officers, findings, party } = &notice.matter
    else {
        return Ok(());
    };
    let article = of_permit(head, TWO, BUSINESS);
    let two = officers.iter().filter(|o| written(&o.label) && written(&o.value)).count() >= 2;
    need(
        two,
        "document.no_officers",
        "核查笔录应当写明两名以上核查人员和执法证号，不能打印。",
        article,
    )?;
    need(
        checked_on.is_some() && written(place) && written(findings),
        "document.no_findings",
        "核查笔录没有写明时间、地点和核查情况，不能打印。",
        article,
    )?;
    need(written(party), "document.no_party", "核查笔录没有当事人意见，不能打印。", article)
}
