//! Whether the law lets a paper be printed, and which article stands against it (design §8).

mod course;
#[cfg(test)]
mod course_tests;
mod lists;
mod notices;
mod registers;
mod slips;
#[cfg(test)]
mod tests;

use super::{Body, CaseLine, DocumentData, Head, Nature, Party, Remedies, SealMode};
use crate::refusal::Refusal;

const VOUCHER: &str = "《行政许可法》第三十二条第二款";
const ORGAN: &str = "《行政许可法》第二十四条第一款、第三十二条第二款";
const ONCE: &str = "《行政许可法》第三十二条第一款第四项";
const REASONS: &str = "《行政许可法》第三十八条第二款";
const PRIVACY: &str = "《个人信息保护法》第六条";
const REVIEW: &str = "《行政复议法》第二十条第三款";
const BUSINESS: &str = "《优化营商环境条例》第三十六条";
const DOCUMENT_RULE: &str = "《党政机关公文格式》（GB/T 9704）";
const ESEAL: &str = "《国务院关于在线政务服务的若干规定》第九条";

type Verdict = Result<(), Refusal>;

/// Refuses a paper that the law forbids, naming the article; such a paper is never printed.
pub fn lawful(data: &DocumentData) -> Verdict {
    let head = &data.head;
    match &data.body {
        Body::ApplicationForm(form) => notices::application_form(form),
        Body::GuidanceNotice(notice) => notices::guidance(head, notice),
        Body::Receipt(receipt) => notices::receipt(head, receipt),
        Body::AcceptanceNotice(notice) => notices::acceptance(head, notice),
        Body::CorrectionNotice(notice) => notices::correction(head, notice),
        Body::DeclineNotice(notice) => notices::decline(head, notice),
        Body::Decision(decision) => notices::decision(head, decision),
        Body::Rejection(rejection) => notices::rejection(head, rejection),
        Body::RegistrationNotice(notice) => notices::registration(head, notice),
        Body::DeliveryReceipt(receipt) => lists::delivery(head, receipt),
        Body::HandoverList(list) => lists::handover(head, list),
        Body::ShiftReport(report) => lists::shift(head, report),
        Body::Licence(licence) => lists::licence(head, licence),
        Body::CourseNotice(notice) => course::notice(head, notice),
        Body::ApprovalForm(form) => slips::approval(head, form),
        Body::ReturnList(list) => slips::return_list(head, list),
        Body::SupplementReceipt(receipt) => slips::supplement(head, receipt),
        Body::PickupSlip(slip) => slips::pickup(head, slip),
        Body::PowerOfAttorney(power) => slips::power_of_attorney(power),
        Body::AddressConfirmation(confirmation) => slips::address(confirmation),
        Body::DayReport(report) => registers::day(head, report),
        Body::SealRegister(register) => registers::seals(head, register),
    }
}

fn need(present: bool, code: &str, message: &str, article: &str) -> Verdict {
    if present { Ok(()) } else { Err(Refusal::new(code, message).article(article)) }
}

/// The licensing law binds permits only; other acts rest on `otherwise` (clerk-notes E1).
fn of_permit<'a>(head: &Head, article: &'a str, otherwise: &'a str) -> &'a str {
    match head.nature {
        Nature::Permit => article,
        Nature::OtherAct | Nature::Service => otherwise,
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
    let article = of_permit(head, VOUCHER, DOCUMENT_RULE);
    let number = head.number.as_ref().is_some_and(|number| written(number.as_str()));
    need(number, "document.no_number", "文书没有编号，不能打印。请先取号。", article)?;
    need(
        written(&head.organ),
        "document.no_organ",
        "文书没有实施机关名称，不能打印。请先核对该事项的授权登记。",
        article,
    )?;
    need(head.date.is_some(), "document.no_date", "文书没有注明日期，不能打印。", article)?;
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
        of_permit(head, VOUCHER, DOCUMENT_RULE),
    )?;
    let agent = party.agent.as_ref().map_or("", |agent| agent.id_number.as_str());
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

/// A paper on one case names its item and stands in the name of the organ that deals with it; the
/// hall is only the place where it was handed in (clerk-notes E2, E28).
fn of_case(head: &Head, case: &CaseLine) -> Verdict {
    item(&case.item)?;
    let message = format!(
        "文书应当以实施机关「{}」的名义出具，现在写的是「{}」，不能打印。\
         大厅只是受理地点，请核对事项的实施机关后重新生成文书。",
        case.organ, head.organ
    );
    need(
        written(&head.organ) && head.organ.trim() == case.organ.trim(),
        "document.not_the_organ",
        &message,
        of_permit(head, ORGAN, DOCUMENT_RULE),
    )
}

fn basis(head: &Head, articles: &[String]) -> Verdict {
    need(
        any_written(articles),
        "document.no_basis",
        "文书没有写明依据，不能打印。请在事项中补录依据条款。",
        of_permit(head, REASONS, DOCUMENT_RULE),
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
