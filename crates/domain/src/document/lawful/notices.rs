//! Papers that go to the applicant.

use super::super::{
    AcceptanceNotice, ApplicationForm, CorrectionNotice, Decision, DeclineGround, DeclineNotice,
    GuidanceNotice, Head, Nature, Receipt, RegistrationNotice, Rejection,
};
use super::{
    BUSINESS, DOCUMENT_RULE, ONCE, REASONS, REVIEW, VOUCHER, Verdict, basis, item, need, of_case,
    of_permit, party, remedies, voucher, written,
};

const APPLY: &str = "《行政许可法》第二十九条";
const PUBLISH: &str = "《行政许可法》第三十条";
const LIABLE: &str = "《行政许可法》第七十二条第四项";
const UNEXPLAINED: &str = "《行政许可法》第七十二条第六项";
const DECIDE: &str = "《行政许可法》第三十八条第一款";
const LIMIT: &str = "《行政许可法》第四十二条";
const REGISTER: &str = "《市场主体登记管理条例》第二十一条";
const NOT_OURS: &str = "《行政许可法》第三十二条第一款第二项";

pub(super) fn application_form(form: &ApplicationForm) -> Verdict {
    need(
        written(&form.applicant.name),
        "document.no_applicant",
        "申请书没有申请人，不能打印。请先填写申请人。",
        APPLY,
    )?;
    need(
        !form.cases.is_empty(),
        "document.no_item",
        "申请书没有事项，不能打印。请先选择事项。",
        APPLY,
    )
}

pub(super) fn guidance(head: &Head, notice: &GuidanceNotice) -> Verdict {
    let article = PUBLISH;
    need(
        !notice.cases.is_empty(),
        "document.no_item",
        "告知单没有事项，不能打印。请先选择事项。",
        article,
    )?;
    need(
        !notice.materials.is_empty(),
        "document.no_materials",
        "告知单没有材料清单，不能打印。告知须一次说清全部材料。",
        article,
    )?;
    need(head.date.is_some(), "document.no_date", "告知单没有日期，不能打印。", article)?;
    need(written(&notice.clerk), "document.no_clerk", "告知单没有告知人工号，不能打印。", article)?;
    match &notice.applicant {
        Some(applicant) => party(head, applicant),
        None => Ok(()),
    }
}

pub(super) fn receipt(head: &Head, receipt: &Receipt) -> Verdict {
    voucher(head)?;
    party(head, &receipt.applicant)?;
    item(receipt.cases.first().map_or("", |case| case.item.as_str()))?;
    need(
        receipt.received_at.is_some(),
        "document.no_received_time",
        "收件凭证没有收到材料的时间，不能打印。",
        of_permit(head, ONCE, BUSINESS),
    )?;
    need(
        !receipt.materials.is_empty(),
        "document.no_materials",
        "收件凭证没有材料清单，不能打印。请先登记收到的材料。",
        of_permit(head, VOUCHER, DOCUMENT_RULE),
    )?;
    need(
        written(&receipt.receiver),
        "document.no_receiver",
        "收件凭证没有收件人，不能打印。",
        of_permit(head, VOUCHER, DOCUMENT_RULE),
    )
}

pub(super) fn acceptance(head: &Head, notice: &AcceptanceNotice) -> Verdict {
    voucher(head)?;
    party(head, &notice.applicant)?;
    of_case(head, &notice.case)?;
    need(
        notice.applied_on.is_some() && notice.accepted_on.is_some(),
        "document.no_accept_date",
        "受理通知书没有申请日期或受理日期，不能打印。",
        of_permit(head, VOUCHER, DOCUMENT_RULE),
    )?;
    need(
        notice.accepted_on >= notice.applied_on,
        "document.accepted_before_applied",
        "受理日期早于申请日期，不能打印。请核对日期。",
        of_permit(head, VOUCHER, DOCUMENT_RULE),
    )?;
    need(
        notice.decide_by.is_some() && written(&notice.limit),
        "document.no_decision_date",
        "受理通知书没有承诺期限和作出决定的日期，不能打印。",
        of_permit(head, LIMIT, BUSINESS),
    )?;
    basis(head, &notice.basis)
}

pub(super) fn correction(head: &Head, notice: &CorrectionNotice) -> Verdict {
    voucher(head)?;
    party(head, &notice.applicant)?;
    of_case(head, &notice.case)?;
    need(
        notice.received_on.is_some(),
        "document.no_received_time",
        "补正告知书没有收到材料的日期，不能打印。",
        of_permit(head, ONCE, BUSINESS),
    )?;
    let complete = notice
        .rows
        .iter()
        .all(|row| written(&row.material) && written(&row.problem) && written(&row.remedy));
    need(
        !notice.rows.is_empty() && complete,
        "document.no_corrections",
        "补正告知书必须一次写明需要补正的全部内容和补正方法，不能打印。",
        of_permit(head, ONCE, BUSINESS),
    )?;
    basis(head, &notice.basis)?;
    need(
        written(&head.contacts.phone),
        "document.no_contact",
        "补正告知书没有联系电话，不能打印。",
        of_permit(head, ONCE, BUSINESS),
    )?;
    if let (Some(by), Some(date)) = (notice.notify_by, head.date) {
        need(
            date <= by,
            "document.correction_too_late",
            "已超过五个工作日的告知期限，自收到申请材料之日起即为受理，不能再打印补正告知书。\
             请打印受理通知书。",
            of_permit(head, ONCE, BUSINESS),
        )?;
    }
    let Some(second) = &notice.second else {
        return Ok(());
    };
    let only_new = notice.rows.iter().all(|row| second.first_received.contains(&row.material));
    need(
        only_new && written(&second.reason),
        "document.second_correction",
        "补正内容应当一次告知，不能第二次打印补正告知书。\
         只有针对补正时首次收到的材料并写明理由的，才可以再次告知。",
        of_permit(head, LIABLE, BUSINESS),
    )
}

pub(super) fn decline(head: &Head, notice: &DeclineNotice) -> Verdict {
    voucher(head)?;
    party(head, &notice.applicant)?;
    of_case(head, &notice.case)?;
    basis(head, &notice.basis)?;
    need(
        written(&notice.reason),
        "document.no_reason",
        "不予受理没有说明理由，不能打印。请写明理由。",
        of_permit(head, UNEXPLAINED, BUSINESS),
    )?;
    match &notice.ground {
        DeclineGround::NotCompetent { competent_body } => need(
            written(competent_body),
            "document.no_competent_body",
            "没有告知申请人应当向哪个机关申请，不能打印。请填写有权机关。",
            of_permit(head, NOT_OURS, BUSINESS),
        )?,
        DeclineGround::Incomplete { rows } => need(
            !rows.is_empty() && head.nature != Nature::Permit,
            "document.decline_incomplete",
            "材料不齐全的应当一次告知补正，不能以此不予受理。请打印补正告知书。",
            of_permit(head, ONCE, BUSINESS),
        )?,
        DeclineGround::NotNeeded | DeclineGround::Other => {}
    }
    remedies(head, notice.remedies.as_ref(), REVIEW)
}

pub(super) fn decision(head: &Head, decision: &Decision) -> Verdict {
    voucher(head)?;
    party(head, &decision.applicant)?;
    of_case(head, &decision.case)?;
    basis(head, &decision.basis)?;
    need(
        !decision.grants.is_empty(),
        "document.no_grant",
        "决定书没有写明准予的内容，不能打印。",
        of_permit(head, DECIDE, DOCUMENT_RULE),
    )
}

pub(super) fn rejection(head: &Head, rejection: &Rejection) -> Verdict {
    voucher(head)?;
    party(head, &rejection.applicant)?;
    of_case(head, &rejection.case)?;
    basis(head, &rejection.basis)?;
    need(
        written(&rejection.reason),
        "document.no_reason",
        "决定书没有说明理由，不能打印。请写明理由。",
        of_permit(head, REASONS, BUSINESS),
    )?;
    let article = of_permit(head, REASONS, REVIEW);
    remedies(head, rejection.remedies.as_ref(), article)
}

pub(super) fn registration(head: &Head, notice: &RegistrationNotice) -> Verdict {
    voucher(head)?;
    party(head, &notice.applicant)?;
    of_case(head, &notice.case)?;
    basis(head, &notice.basis)?;
    need(
        !notice.registered.is_empty(),
        "document.no_grant",
        "登记通知书没有登记事项，不能打印。",
        REGISTER,
    )
}
