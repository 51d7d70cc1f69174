//! Fees of a case in words.

use domain::application::Case;
use domain::fee::{FeeNotice, FeeTerm, yuan};

use super::words::short_date;
use crate::desk::paper::PaperDesk;
use crate::view::{FeeOffer, FeesView, MoneyRow, ReductionOffer};

/// First choice of the days that an applicant has to pay, natural days: no law sets any.
const DAYS: i64 = 15;

/// What may be charged, what is out, what came.
pub(super) fn draw_fees(desk: &PaperDesk<'_>, case: &Case) -> FeesView {
    let named = |name: &str| {
        case.fees.iter().any(|notice| notice.charges.iter().any(|charge| charge.name == name))
    };
    let open = case.terms.fees.iter().filter(|term| !named(&term.name));
    let paid = case.fees.iter().rev().find(|n| n.payment.is_some() && n.refund.is_none());
    let due = desk.today().checked_add(jiff::Span::new().days(DAYS));
    let hall = desk.catalogue.halls.get(&desk.actor.hall);
    FeesView {
        open: open.map(offer).collect(),
        due: due.unwrap_or(desk.today()).to_string(),
        notices: case.fees.iter().map(notice).collect(),
        unpaid: case.unpaid().map(|notice| yuan(notice.total())),
        refundable: paid.and_then(|n| n.payment.as_ref()).map(|payment| yuan(payment.amount)),
        cash: hall.is_some_and(|hall| hall.cash),
    }
}

/// The standard 收费标准 in words.
#[must_use]
pub fn standard_words(term: &FeeTerm) -> String {
    format!("每{} {}", term.unit, yuan(term.amount))
}

fn offer(term: &FeeTerm) -> FeeOffer {
    let reduction = |reduction: &domain::fee::Reduction| ReductionOffer {
        name: reduction.name.clone(),
        percent: reduction.percent,
        basis: reduction.basis.clone(),
    };
    FeeOffer {
        name: term.name.clone(),
        standard: standard_words(term),
        amount: term.amount,
        basis: term.basis.join("；"),
        reductions: term.reductions.iter().map(reduction).collect(),
    }
}

fn notice(notice: &FeeNotice) -> MoneyRow {
    let state = match (&notice.payment, &notice.refund) {
        (_, Some((_, amount, _))) => format!("已报财政退费 {}", yuan(*amount)),
        (Some(payment), None) => {
            let voucher = &payment.voucher;
            format!(
                "{} 已缴 {}，电子票据 {voucher}",
                payment.channel.zh(),
                short_date(payment.paid_on)
            )
        }
        (None, None) if notice.total() == 0 => "全部减免".to_owned(),
        (None, None) => format!("待缴，{} 前", short_date(notice.due)),
    };
    MoneyRow { number: notice.number.to_string(), amount: yuan(notice.total()), state }
}
