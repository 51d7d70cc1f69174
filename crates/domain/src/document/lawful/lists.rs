//! Delivery, hand-over and shift papers, and the result itself.

use super::super::{DeliveryMethod, DeliveryReceipt, HandoverList, Head, Licence, ShiftReport};
use super::{DOCUMENT_RULE, Verdict, need, of_permit, party, written};

const SERVICE: &str = "《民事诉讼法》第八十七条";
const PROXY: &str = "《民事诉讼法》第八十八条";
const LEFT: &str = "《民事诉讼法》第八十九条";
const LICENCE: &str = "《行政许可法》第三十九条";
const HANDOVER: &str = "窗口物料交接制度";
const SHIFT: &str = "窗口轮班交接制度";

pub(super) fn delivery(head: &Head, receipt: &DeliveryReceipt) -> Verdict {
    need(
        head.seal.as_ref().is_some_and(|seal| written(&seal.name)),
        "document.no_seal",
        "送达回证没有印章名称，不能打印。请到管理台登记本机关印章。",
        SERVICE,
    )?;
    need(head.date.is_some(), "document.no_date", "送达回证没有日期，不能打印。", SERVICE)?;
    party(head, &receipt.recipient)?;
    let named = receipt.documents.iter().all(|served| written(&served.title) && served.copies > 0);
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
    let proxy_ok =
        receipt.proxy.as_ref().is_none_or(|proxy| written(&proxy.label) && written(&proxy.value));
    need(proxy_ok, "document.no_proxy_reason", "代收没有写明代收人或代收理由，不能打印。", PROXY)?;
    let witnessed = receipt.witness.as_deref().is_some_and(written);
    need(
        receipt.method != DeliveryMethod::Left || witnessed,
        "document.no_witness",
        "留置送达没有见证人，也没有拍照、录像记录，不能打印。",
        LEFT,
    )
}

pub(super) fn handover(head: &Head, list: &HandoverList) -> Verdict {
    let rule = HANDOVER;
    let number = head.number.as_ref().is_some_and(|number| written(number.as_str()));
    need(number, "document.no_number", "交接清单没有单号，不能打印。请先取号。", rule)?;
    need(list.at.is_some(), "document.no_date", "交接清单没有移交时间，不能打印。", rule)?;
    need(
        written(&list.from) && written(&list.to) && written(&list.giver),
        "document.no_handover_party",
        "交接清单没有写明移出窗口、移入处室或移交人，不能打印。",
        rule,
    )?;
    need(!list.rows.is_empty(), "document.no_materials", "交接清单是空的，不能打印。", rule)
}

pub(super) fn shift(head: &Head, report: &ShiftReport) -> Verdict {
    let rule = SHIFT;
    need(head.date.is_some(), "document.no_date", "交接班表没有日期，不能打印。", rule)?;
    need(
        written(&report.counter) && written(&report.from),
        "document.no_handover_party",
        "交接班表没有窗口或交班人，不能打印。",
        rule,
    )
}

pub(super) fn licence(head: &Head, licence: &Licence) -> Verdict {
    let article = of_permit(head, LICENCE, DOCUMENT_RULE);
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
