//! 收费: the notice to pay, the payment at the counter's terminal, the refund.

use domain::action::Action;
use domain::document::{DocumentData, DocumentKind};
use domain::fee::{Charge, FeeStep, PayChannel, Payment};
use domain::ids::CaseNo;
use domain::refusal::Refusal;
use jiff::civil::Date;

use super::Workstation;
use super::acts::no_paper;
use super::receive::{case_of, organ_number, paper_desk};
use crate::devices::payment::{Order, collect};
use crate::engine::Pen;
use crate::view::{ActOutcome, ChargeRequest, Fault};

/// Makes out a notice to pay; the amounts are those of the published standard.
pub(super) fn charge(
    pen: &mut Pen,
    no: &CaseNo,
    lines: &[ChargeRequest],
    due: Date,
    training: bool,
) -> Result<DocumentData, Refusal> {
    let (app, case) = case_of(pen, no)?;
    let charge = |line: &ChargeRequest| {
        let term = case.terms.fees.iter().find(|term| term.name == line.name);
        let reduction = term.zip(line.reduction.as_ref());
        let reduction =
            reduction.and_then(|(t, name)| t.reductions.iter().find(|r| r.name == *name));
        Charge {
            name: line.name.clone(),
            quantity: line.quantity,
            reduction: line.reduction.clone(),
            amount: term.map_or(0, |term| term.due(line.quantity, reduction)),
        }
    };
    let charges: Vec<Charge> = lines.iter().map(charge).collect();
    let draw =
        |pen: &Pen, number| paper_desk(pen, training).payment((&app, &case), &charges, due, number);
    // a procedure without the paper draws no number for it
    draw(pen, Default::default()).ok_or_else(no_paper)?;
    let number = organ_number(pen, &case, DocumentKind::PaymentNotice)?;
    let data = draw(pen, number).ok_or_else(no_paper)?;
    let paper = pen.keep_paper(&data);
    pen.act(Action::Charge { case: no.clone(), charge: FeeStep::Notify { charges, due, paper } })?;
    Ok(data)
}

/// Asks for all of a payment back.
pub(super) fn refund(pen: &Pen, case: CaseNo, reason: String) -> Result<Action, Refusal> {
    let (_, found) = case_of(pen, &case)?;
    let paid = found.fees.iter().rev().find(|n| n.payment.is_some() && n.refund.is_none());
    // without a payment the rule says why not
    let notice = paid.map(|notice| notice.number.clone()).unwrap_or_default();
    let amount = paid.and_then(|notice| notice.payment.as_ref()).map_or(0, |p| p.amount);
    Ok(Action::Charge { case, charge: FeeStep::Refund { notice, amount, reason } })
}

impl Workstation {
    /// 收款 at the counter's terminal; what the bank took is kept whatever the rules say.
    pub(super) async fn take_payment(
        &self,
        case: &CaseNo,
        channel: PayChannel,
    ) -> Result<ActOutcome, Fault> {
        let view = self.engine.case(case).await?;
        let app = view.application();
        let found = app.and_then(|app| app.cases.get(case));
        let Some(notice) = found.and_then(|case| case.unpaid()) else {
            let message = format!("办件 {case} 没有待缴的费用，请先出具缴费通知书");
            return Err(Fault::new("fee.nothing_due", message));
        };
        let payer = app.and_then(|app| app.intake.applicant.as_ref());
        let order = Order {
            order_no: notice.number.to_string(),
            amount: notice.total(),
            channel,
            payer: payer.map_or_else(String::new, |party| party.name.clone()),
        };
        let paid = collect(&self.settings.payment, &order).await?;
        let message = format!("已收款，财政电子票据 {}", paid.voucher);
        let payment = Payment {
            notice: notice.number.clone(),
            channel,
            amount: paid.amount,
            transaction: paid.transaction,
            voucher: paid.voucher,
            paid_on: paid.paid_on,
        };
        let action = Action::RecordPayment { case: case.clone(), payment };
        self.plain(&view.id, action, &message).await
    }
}
