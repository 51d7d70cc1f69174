//! Whether the law lets a paper be printed, and which article stands against it (design §8).

use super::{
    AcceptanceNotice, ApplicationForm, Body, CorrectionNotice, Decision, DeclineGround,
    DeclineNotice, DeliveryMethod, DeliveryReceipt, DocumentData, DocumentKind, GuidanceNotice,
    HandoverList, Head, Licence, Nature, Party, Receipt, RegistrationNotice, Rejection, Remedies,
    SealMode, ShiftReport,
};
use crate::refusal::Refusal;

const VOUCHER: &str = "《行政许可法》第三十二条第二款";
const ONCE: &str = "《行政许可法》第三十二条第一款第四项";
const LIABLE: &str = "《行政许可法》第七十二条第四项";
const REASONS: &str = "《行政许可法》第三十八条第二款";
const NOT_OURS: &str = "《行政许可法》第三十二条第一款第二项";
const PRIVACY: &str = "《个人信息保护法》第六条";
const REVIEW: &str = "《行政复议法》第二十条第三款";
const DOCUMENT_RULE: &str = "《党政机关公文格式》（GB/T 9704）";
const SERVICE: &str = "《民事诉讼法》第八十七条";
const LEFT: &str = "《民事诉讼法》第八十九条";
const ESEAL: &str = "《国务院关于在线政务服务的若干规定》第九条";

type Verdict = Result<(), Refusal>;

/// Refuses a paper that the law forbids, naming the article; such a paper is never printed.
pub fn lawful(data: &DocumentData) -> Verdict {
    let head = &data.head;
    match &data.body {
        Body::ApplicationForm(form) => application_form(form),
        Body::GuidanceNotice(notice) => guidance(head, notice),
        Body::Receipt(receipt) => self::receipt(head, receipt),
        Body::AcceptanceNotice(notice) => acceptance(head, notice),
        Body::CorrectionNotice(notice) => correction(head, notice),
        Body::DeclineNotice(notice) => decline(head, notice),
        Body::Decision(decision) => self::decision(head, decision),
        Body::Rejection(rejection) => self::rejection(head, rejection),
        Body::RegistrationNotice(notice) => registration(head, notice),
        Body::DeliveryReceipt(receipt) => delivery(head, receipt),
        Body::HandoverList(list) => handover(head, list),
        Body::ShiftReport(report) => shift(head, report),
        Body::Licence(licence) => self::licence(head, licence),
    }
}

/// Papers that bear the seal of an organ (clerk-notes E28).
#[must_use]
pub fn needs_seal(kind: DocumentKind) -> bool {
    match kind {
        DocumentKind::Receipt
        | DocumentKind::AcceptanceNotice
        | DocumentKind::CorrectionNotice
        | DocumentKind::DeclineNotice
        | DocumentKind::Decision
        | DocumentKind::Rejection
        | DocumentKind::RegistrationNotice
        | DocumentKind::DeliveryReceipt
        | DocumentKind::Licence => true,
        DocumentKind::ApplicationForm
        | DocumentKind::GuidanceNotice
        | DocumentKind::HandoverList
        | DocumentKind::ShiftReport => false,
    }
}

fn need(present: bool, code: &str, message: &str, article: &str) -> Verdict {
    if present {
        Ok(())
    } else {
        Err(Refusal::new(code, message).article(article))
    }
}

fn written(text: &str) -> bool {
    !text.trim().is_empty()
}

fn any_written(texts: &[String]) -> bool {
    texts.iter().any(|text| written(text))
}

/// What art. 32(2) asks of a written voucher: number, organ, special seal, date.
fn voucher(head: &Head) -> Verdict {
    let article = if head.nature == Nature::Permit {
        VOUCHER
    } else {
        DOCUMENT_RULE
    };
    let number = head
        .number
        .as_ref()
        .is_some_and(|number| written(number.as_str()));
    need(
        number,
        "document.no_number",
        "文书没有编号，不能打印。请先取号。",
        article,
    )?;
    need(
        written(&head.organ),
        "document.no_organ",
        "文书没有实施机关名称，不能打印。请先核对该事项的授权登记。",
        article,
    )?;
    need(
        head.date.is_some(),
        "document.no_date",
        "文书没有注明日期，不能打印。",
        article,
    )?;
    let Some(seal) = &head.seal else {
        return need(
            false,
            "document.no_seal",
            "文书没有印章名称，不能打印。请到管理台登记本机关专用印章。",
            article,
        );
    };
    need(
        written(&seal.name),
        "document.no_seal",
        "文书没有印章名称，不能打印。请到管理台登记本机关专用印章。",
        article,
    )?;
    match &seal.mode {
        SealMode::Wet => Ok(()),
        SealMode::ApprovedPrint { approval } => need(
            written(approval),
            "document.seal_not_approved",
            "印章套印没有批准文号，不能打印。请改为实体用印，或登记套印批准文件。",
            ESEAL,
        ),
        SealMode::ESeal { verification } => need(
            written(verification),
            "document.seal_not_verified",
            "电子印章没有验证码，不能打印。扫描的印模图片不是电子印章，请改为实体用印。",
            ESEAL,
        ),
    }
}

/// The party stands on the paper, with the number masked.
fn party(head: &Head, party: &Party) -> Verdict {
    need(
        written(&party.name),
        "document.no_applicant",
        "文书没有申请人，不能打印。请先填写申请人。",
        if head.nature == Nature::Permit {
            VOUCHER
        } else {
            DOCUMENT_RULE
        },
    )?;
    let agent = party
        .agent
        .as_ref()
        .map_or("", |agent| agent.id_number.as_str());
    need(
        !reads_as_citizen_id(&party.id_number) && !reads_as_citizen_id(agent),
        "document.id_not_masked",
        "文书上的证件号码没有遮蔽，不能打印。",
        PRIVACY,
    )
}

/// Eighteen characters with a birth date inside and no mask: a citizen's number in full.
fn reads_as_citizen_id(text: &str) -> bool {
    let bytes = text.trim().as_bytes();
    bytes.len() == 18
        && bytes[..17].iter().all(u8::is_ascii_digit)
        && (bytes[6..8] == *b"19" || bytes[6..8] == *b"20")
        && matches!(bytes[10], b'0' | b'1')
}

fn item(named: &str) -> Verdict {
    need(
        written(named),
        "document.no_item",
        "文书没有事项名称，不能打印。请先选择事项。",
        DOCUMENT_RULE,
    )
}

fn basis(head: &Head, articles: &[String]) -> Verdict {
    need(
        any_written(articles),
        "document.no_basis",
        "文书没有写明依据，不能打印。请在事项中补录依据条款。",
        if head.nature == Nature::Permit {
            REASONS
        } else {
            DOCUMENT_RULE
        },
    )
}

/// Remedies name the body, the court and both terms (clerk-notes E14).
fn remedies(head: &Head, remedies: Option<&Remedies>, article: &str) -> Verdict {
    if head.nature == Nature::Service {
        return Ok(());
    }
    let told = remedies.is_some_and(|remedies| {
        written(&remedies.review_body)
            && written(&remedies.court)
            && remedies.review_days > 0
            && remedies.lawsuit_months > 0
    });
    need(
        told,
        "document.no_remedies",
        "文书没有告知行政复议机关、诉讼法院和期限，不能打印。请到管理台登记本机关的救济途径。",
        article,
    )
}

fn application_form(form: &ApplicationForm) -> Verdict {
    need(
        written(&form.applicant.name),
        "document.no_applicant",
        "申请书没有申请人，不能打印。请先填写申请人。",
        "《行政许可法》第二十九条",
    )?;
    need(
        !form.cases.is_empty(),
        "document.no_item",
        "申请书没有事项，不能打印。请先选择事项。",
        "《行政许可法》第二十九条",
    )
}

fn guidance(head: &Head, notice: &GuidanceNotice) -> Verdict {
    let article = "《行政许可法》第三十条";
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
    need(
        head.date.is_some(),
        "document.no_date",
        "告知单没有日期，不能打印。",
        article,
    )?;
    need(
        written(&notice.clerk),
        "document.no_clerk",
        "告知单没有告知人工号，不能打印。",
        article,
    )?;
    match &notice.applicant {
        Some(applicant) => party(head, applicant),
        None => Ok(()),
    }
}

fn receipt(head: &Head, receipt: &Receipt) -> Verdict {
    voucher(head)?;
    party(head, &receipt.applicant)?;
    item(receipt.cases.first().map_or("", |case| case.item.as_str()))?;
    need(
        receipt.received_at.is_some(),
        "document.no_received_time",
        "收件凭证没有收到材料的时间，不能打印。",
        ONCE,
    )?;
    need(
        !receipt.materials.is_empty(),
        "document.no_materials",
        "收件凭证没有材料清单，不能打印。请先登记收到的材料。",
        VOUCHER,
    )?;
    need(
        written(&receipt.receiver),
        "document.no_receiver",
        "收件凭证没有收件人，不能打印。",
        VOUCHER,
    )
}

fn acceptance(head: &Head, notice: &AcceptanceNotice) -> Verdict {
    voucher(head)?;
    party(head, &notice.applicant)?;
    item(&notice.case.item)?;
    need(
        notice.applied_on.is_some() && notice.accepted_on.is_some(),
        "document.no_accept_date",
        "受理通知书没有申请日期或受理日期，不能打印。",
        VOUCHER,
    )?;
    need(
        notice.accepted_on >= notice.applied_on,
        "document.accepted_before_applied",
        "受理日期早于申请日期，不能打印。请核对日期。",
        VOUCHER,
    )?;
    need(
        notice.decide_by.is_some() && written(&notice.limit),
        "document.no_decision_date",
        "受理通知书没有承诺期限和作出决定的日期，不能打印。",
        "《行政许可法》第四十二条",
    )?;
    basis(head, &notice.basis)
}

fn correction(head: &Head, notice: &CorrectionNotice) -> Verdict {
    voucher(head)?;
    party(head, &notice.applicant)?;
    item(&notice.case.item)?;
    need(
        notice.received_on.is_some(),
        "document.no_received_time",
        "补正告知书没有收到材料的日期，不能打印。",
        ONCE,
    )?;
    let complete = notice
        .rows
        .iter()
        .all(|row| written(&row.material) && written(&row.problem) && written(&row.remedy));
    need(
        !notice.rows.is_empty() && complete,
        "document.no_corrections",
        "补正告知书必须一次写明需要补正的全部内容和补正方法，不能打印。",
        ONCE,
    )?;
    basis(head, &notice.basis)?;
    need(
        written(&head.contacts.phone),
        "document.no_contact",
        "补正告知书没有联系电话，不能打印。",
        ONCE,
    )?;
    if let (Some(by), Some(date)) = (notice.notify_by, head.date) {
        need(
            date <= by,
            "document.correction_too_late",
            "已超过五个工作日的告知期限，自收到申请材料之日起即为受理，不能再打印补正告知书。\
             请打印受理通知书。",
            ONCE,
        )?;
    }
    let Some(second) = &notice.second else {
        return Ok(());
    };
    let only_new = notice
        .rows
        .iter()
        .all(|row| second.first_received.contains(&row.material));
    need(
        only_new && written(&second.reason),
        "document.second_correction",
        "补正内容应当一次告知，不能第二次打印补正告知书。\
         只有针对补正时首次收到的材料并写明理由的，才可以再次告知。",
        LIABLE,
    )
}

fn decline(head: &Head, notice: &DeclineNotice) -> Verdict {
    voucher(head)?;
    party(head, &notice.applicant)?;
    item(&notice.case.item)?;
    basis(head, &notice.basis)?;
    need(
        written(&notice.reason),
        "document.no_reason",
        "不予受理没有说明理由，不能打印。请写明理由。",
        "《行政许可法》第七十二条第六项",
    )?;
    match &notice.ground {
        DeclineGround::NotCompetent { competent_body } => need(
            written(competent_body),
            "document.no_competent_body",
            "没有告知申请人应当向哪个机关申请，不能打印。请填写有权机关。",
            NOT_OURS,
        )?,
        DeclineGround::Incomplete { rows } => need(
            !rows.is_empty() && head.nature != Nature::Permit,
            "document.decline_incomplete",
            "材料不齐全的应当一次告知补正，不能以此不予受理。请打印补正告知书。",
            ONCE,
        )?,
        DeclineGround::NotNeeded | DeclineGround::Other => {}
    }
    remedies(head, notice.remedies.as_ref(), REVIEW)
}

fn decision(head: &Head, decision: &Decision) -> Verdict {
    voucher(head)?;
    party(head, &decision.applicant)?;
    item(&decision.case.item)?;
    basis(head, &decision.basis)?;
    need(
        !decision.grants.is_empty(),
        "document.no_grant",
        "决定书没有写明准予的内容，不能打印。",
        "《行政许可法》第三十八条第一款",
    )
}

fn rejection(head: &Head, rejection: &Rejection) -> Verdict {
    voucher(head)?;
    party(head, &rejection.applicant)?;
    item(&rejection.case.item)?;
    basis(head, &rejection.basis)?;
    need(
        written(&rejection.reason),
        "document.no_reason",
        "决定书没有说明理由，不能打印。请写明理由。",
        REASONS,
    )?;
    let article = if head.nature == Nature::Permit {
        REASONS
    } else {
        REVIEW
    };
    remedies(head, rejection.remedies.as_ref(), article)
}

fn registration(head: &Head, notice: &RegistrationNotice) -> Verdict {
    voucher(head)?;
    party(head, &notice.applicant)?;
    item(&notice.case.item)?;
    basis(head, &notice.basis)?;
    need(
        !notice.registered.is_empty(),
        "document.no_grant",
        "登记通知书没有登记事项，不能打印。",
        "《市场主体登记管理条例》第二十一条",
    )
}

fn delivery(head: &Head, receipt: &DeliveryReceipt) -> Verdict {
    need(
        head.seal.as_ref().is_some_and(|seal| written(&seal.name)),
        "document.no_seal",
        "送达回证没有印章名称，不能打印。请到管理台登记本机关印章。",
        SERVICE,
    )?;
    need(
        head.date.is_some(),
        "document.no_date",
        "送达回证没有日期，不能打印。",
        SERVICE,
    )?;
    party(head, &receipt.recipient)?;
    let named = receipt
        .documents
        .iter()
        .all(|served| written(&served.title) && served.copies > 0);
    need(
        !receipt.documents.is_empty() && named,
        "document.nothing_served",
        "送达回证没有写明送达的文书，不能打印。",
        SERVICE,
    )?;
    need(
        written(&receipt.place) && written(&receipt.deliverer),
        "document.no_deliverer",
        "送达回证没有送达地点或送达人，不能打印。",
        SERVICE,
    )?;
    let proxy_ok = receipt
        .proxy
        .as_ref()
        .is_none_or(|proxy| written(&proxy.label) && written(&proxy.value));
    need(
        proxy_ok,
        "document.no_proxy_reason",
        "代收没有写明代收人或代收理由，不能打印。",
        "《民事诉讼法》第八十八条",
    )?;
    let witnessed = receipt.witness.as_deref().is_some_and(written);
    need(
        receipt.method != DeliveryMethod::Left || witnessed,
        "document.no_witness",
        "留置送达没有见证人，也没有拍照、录像记录，不能打印。",
        LEFT,
    )
}

fn handover(head: &Head, list: &HandoverList) -> Verdict {
    let rule = "物料交接制度（件件登记、双方签字）";
    let number = head
        .number
        .as_ref()
        .is_some_and(|number| written(number.as_str()));
    need(
        number,
        "document.no_number",
        "交接清单没有单号，不能打印。请先取号。",
        rule,
    )?;
    need(
        list.at.is_some(),
        "document.no_date",
        "交接清单没有移交时间，不能打印。",
        rule,
    )?;
    need(
        written(&list.from) && written(&list.to) && written(&list.giver),
        "document.no_handover_party",
        "交接清单没有写明移出窗口、移入处室或移交人，不能打印。",
        rule,
    )?;
    need(
        !list.rows.is_empty(),
        "document.no_materials",
        "交接清单是空的，不能打印。",
        rule,
    )
}

fn shift(head: &Head, report: &ShiftReport) -> Verdict {
    let rule = "窗口轮班交接制度";
    need(
        head.date.is_some(),
        "document.no_date",
        "交接班表没有日期，不能打印。",
        rule,
    )?;
    need(
        written(&report.counter) && written(&report.from),
        "document.no_handover_party",
        "交接班表没有窗口或交班人，不能打印。",
        rule,
    )
}

fn licence(head: &Head, licence: &Licence) -> Verdict {
    let article = "《行政许可法》第三十九条";
    need(
        written(licence.number.as_str()) && written(&licence.holder),
        "document.no_number",
        "证照没有编号或持证人，不能打印。",
        article,
    )?;
    need(
        written(&head.organ) && head.date.is_some(),
        "document.no_date",
        "证照没有发证机关或发证日期，不能打印。",
        article,
    )?;
    need(
        head.seal.as_ref().is_some_and(|seal| written(&seal.name)),
        "document.no_seal",
        "证照没有发证机关印章，不能打印。",
        article,
    )?;
    need(
        licence.valid_to.is_none() || licence.valid_to >= licence.valid_from,
        "document.licence_term",
        "证照有效期的止日早于起日，不能打印。请核对有效期。",
        article,
    )
}
