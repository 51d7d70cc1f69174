//! Papers around a case that decide nothing.

use super::super::{
    AddressConfirmation, ApprovalForm, DeliveryMethod, Head, OpinionLine, PickupSlip,
    PowerOfAttorney, ReturnList, SupplementReceipt,
};
use super::{
    BUSINESS, DOCUMENT_RULE, ONCE, Verdict, item, need, of_permit, party, voucher, written,
};

const REVIEW: &str = "《行政许可法》第三十四条";
const HAND_BACK: &str = "窗口物料交接制度";
const SERVE: &str = "《行政许可法》第四十四条";
const WRITTEN_POWER: &str = "《民法典》第一百六十五条";
const ELECTRONIC: &str = "《民事诉讼法》第九十条";
const POST: &str = "《民事诉讼法》第九十一条";

fn signed(opinion: &OpinionLine) -> bool {
    written(&opinion.text) && written(&opinion.by) && opinion.on.is_some()
}

pub(super) fn approval(head: &Head, form: &ApprovalForm) -> Verdict {
    let article = of_permit(head, REVIEW, DOCUMENT_RULE);
    party(head, &form.applicant)?;
    item(&form.case.item)?;
    need(
        written(&head.organ) && form.case.case_no.is_some() && form.received_on.is_some(),
        "document.no_number",
        "审批表没有实施机关、办件编号或收件日期，不能打印。",
        article,
    )?;
    need(
        form.opinions.first().is_some_and(signed),
        "document.no_opinion",
        "审批表没有承办意见，不能打印。请先签署意见。",
        article,
    )?;
    let whole = |opinion: &OpinionLine| !written(&opinion.text) || signed(opinion);
    need(
        form.opinions.iter().all(whole),
        "document.opinion_unsigned",
        "审批表上有意见没有签署人或日期，不能打印。",
        article,
    )
}

pub(super) fn return_list(head: &Head, list: &ReturnList) -> Verdict {
    let number = head.number.as_ref().is_some_and(|number| written(number.as_str()));
    need(number, "document.no_number", "材料退还清单没有单号，不能打印。请先取号。", HAND_BACK)?;
    need(head.date.is_some(), "document.no_date", "材料退还清单没有日期，不能打印。", HAND_BACK)?;
    party(head, &list.applicant)?;
    item(&list.case.item)?;
    need(
        written(&list.ended) && list.ended_on.is_some(),
        "document.no_reason",
        "材料退还清单没有写明为什么退还和何时办结，不能打印。",
        HAND_BACK,
    )?;
    let counted = list.materials.iter().all(|row| row.originals + row.copies > 0);
    need(
        !list.materials.is_empty() && counted,
        "document.no_materials",
        "材料退还清单没有写明退还的材料和份数，不能打印。",
        HAND_BACK,
    )?;
    need(
        written(&list.giver) && written(&list.taker),
        "document.no_handover_party",
        "材料退还清单没有退还人或领取人，不能打印。请填写领取人。",
        HAND_BACK,
    )
}

pub(super) fn supplement(head: &Head, receipt: &SupplementReceipt) -> Verdict {
    let article = of_permit(head, ONCE, BUSINESS);
    voucher(head)?;
    party(head, &receipt.applicant)?;
    item(&receipt.case.item)?;
    need(
        written(&receipt.answers),
        "document.answers_nothing",
        "补交凭证没有写明补的是哪份告知书要求的材料，不能打印。",
        article,
    )?;
    need(
        receipt.received_at.is_some(),
        "document.no_received_time",
        "补交凭证没有收到材料的时间，不能打印。",
        article,
    )?;
    need(
        !receipt.materials.is_empty() || !receipt.fields.is_empty(),
        "document.no_materials",
        "补交凭证没有写明补交的内容，不能打印。请先登记补交的材料。",
        article,
    )?;
    need(
        written(&receipt.handed_in_by) && written(&receipt.receiver),
        "document.no_receiver",
        "补交凭证没有提交人或收件人，不能打印。",
        article,
    )
}

pub(super) fn pickup(head: &Head, slip: &PickupSlip) -> Verdict {
    let article = of_permit(head, SERVE, BUSINESS);
    party(head, &slip.recipient)?;
    let told = slip
        .rows
        .iter()
        .all(|row| written(&row.case.item) && written(&row.result) && written(&row.when));
    need(
        !slip.rows.is_empty() && told,
        "document.nothing_to_collect",
        "领取凭证没有写明领取什么和何时可以领取，不能打印。",
        article,
    )?;
    need(
        written(&slip.place) && written(&slip.hours) && !slip.bring.is_empty(),
        "document.no_pickup_place",
        "领取凭证没有写明领取地点、时间和应带的证件，不能打印。",
        article,
    )?;
    need(
        head.lookup.is_some(),
        "document.no_lookup",
        "领取凭证没有办件编号和查询码，不能打印。",
        article,
    )
}

pub(super) fn power_of_attorney(power: &PowerOfAttorney) -> Verdict {
    need(
        written(&power.principal.name)
            && written(&power.agent.name)
            && written(&power.agent.id_number),
        "document.no_agent",
        "授权委托书没有委托人、代理人或代理人证件号码，不能打印。请先填写代理人。",
        WRITTEN_POWER,
    )?;
    need(
        !power.matters.is_empty(),
        "document.no_item",
        "授权委托书没有委托事项，不能打印。请先选择事项。",
        WRITTEN_POWER,
    )?;
    need(
        power.powers.iter().any(|line| written(line)),
        "document.no_powers",
        "授权委托书没有写明委托权限，不能打印。权限须逐项写明。",
        WRITTEN_POWER,
    )?;
    need(
        written(&power.term),
        "document.no_term",
        "授权委托书没有写明委托期限，不能打印。",
        WRITTEN_POWER,
    )
}

pub(super) fn address(confirmation: &AddressConfirmation) -> Verdict {
    let article = if confirmation.method == DeliveryMethod::Electronic { ELECTRONIC } else { POST };
    need(
        written(&confirmation.applicant.name) && written(&confirmation.recipient),
        "document.no_applicant",
        "送达地址确认书没有申请人或收件人，不能打印。请先填写申请人。",
        article,
    )?;
    need(
        !confirmation.cases.is_empty(),
        "document.no_item",
        "送达地址确认书没有事项，不能打印。请先选择事项。",
        article,
    )?;
    need(
        written(&confirmation.phone),
        "document.no_contact",
        "送达地址确认书没有电话，不能打印。请填写联系电话。",
        article,
    )?;
    match confirmation.method {
        DeliveryMethod::Electronic => need(
            confirmation.electronic_consent,
            "document.no_consent",
            "电子送达须经受送达人同意，不能打印。请先征得同意。",
            article,
        ),
        DeliveryMethod::Direct
        | DeliveryMethod::Left
        | DeliveryMethod::Post
        | DeliveryMethod::Entrusted
        | DeliveryMethod::PublicNotice => need(
            written(&confirmation.address),
            "document.no_address",
            "送达地址确认书没有送达地址，不能打印。请填写地址。",
            article,
        ),
    }
}
