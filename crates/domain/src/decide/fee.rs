//! 收费: only what is published, at the published standard, paid before what waits for it
//! (行政许可法 arts. 58, 59; clerk-notes E25).

use super::judge::{Judge, Verdict, no, not_this, of_permit, paper_for, written};
use crate::action::{Action, Paper};
use crate::application::{Case, Outcome, Stage};
use crate::authorisation::Power;
use crate::event::Fact;
use crate::fee::{Charge, Collect, FeeStep, FeeTerm, Payment, yuan};
use crate::ids::DocumentNo;
use crate::procedure::PaperAct;

const STANDARD: &str = "《行政许可法》第五十九条";
/// 国家行政机关的收费应当依法进行，严格控制收费项目，限定收费范围、标准.
const PRICES: &str = "《价格法》第四十七条";
const TREASURY: &str = "收缴分离（《政府非税收入管理办法》）";

/// What charging rests on.
fn prices<'a>(judge: Judge<'a>, case: &Case) -> Verdict<&'a str> {
    Ok(of_permit(judge.procedure(case)?, STANDARD, PRICES))
}

/// Whether a notice to pay may be made out now.
pub(super) fn gate(judge: Judge<'_>, case: &Case) -> Verdict {
    let article = prices(judge, case)?;
    if case.terms.fees.is_empty() {
        return no("fee.none", article, "本事项不收费，不能出具缴费通知");
    }
    if case.stage == Stage::Closed {
        return no("fee.closed", article, format!("办件 {} 已办结，不能再收费", case.no));
    }
    let procedure = judge.procedure(case)?;
    if case.decision.is_none() {
        judge.accepted(case, procedure)?;
    }
    if let Some(open) = case.unpaid() {
        let (number, total) = (&open.number, yuan(open.total()));
        return no("fee.twice", article, format!("缴费通知 {number}（{total}）还没有缴清"));
    }
    if owed(case).next().is_none() {
        return no("fee.settled", article, format!("办件 {} 的费用已经缴清", case.no));
    }
    let powers = [Power::Receive, Power::Accept, Power::Examine, procedure.deciding];
    judge.any_authority(case, &powers)
}

/// Fees of the case that no notice has named yet.
fn owed(case: &Case) -> impl Iterator<Item = &FeeTerm> {
    let named = |name: &str| {
        case.fees.iter().any(|notice| notice.charges.iter().any(|charge| charge.name == name))
    };
    case.terms.fees.iter().filter(move |term| !named(&term.name))
}

fn notify(judge: Judge<'_>, case: &Case, charges: &[Charge], paper: &Paper) -> Verdict {
    gate(judge, case)?;
    let article = prices(judge, case)?;
    if charges.is_empty() {
        return no("fee.empty", article, "缴费通知没有收费项目，请选择收费项目");
    }
    for (place, charge) in charges.iter().enumerate() {
        let twice = charges[..place].iter().any(|other| other.name == charge.name);
        let term = owed(case).find(|term| term.name == charge.name);
        let Some(term) = term.filter(|_| !twice) else {
            let message = format!("「{}」不是本办件应收的费用，或者已经通知过", charge.name);
            return no("fee.unpublished", article, message);
        };
        amount(term, charge, article)?;
    }
    paper_for(judge, judge.procedure(case)?, PaperAct::Charge, Some(paper))
}

fn amount(term: &FeeTerm, charge: &Charge, article: &str) -> Verdict {
    let reduction = match &charge.reduction {
        None => None,
        Some(name) => match term.reductions.iter().find(|r| r.name == *name) {
            Some(reduction) => Some(reduction),
            None => {
                let message = format!("「{}」没有「{name}」这项减免", term.name);
                return no("fee.reduction", article, message);
            }
        },
    };
    if charge.quantity == 0 || charge.amount != term.due(charge.quantity, reduction) {
        let standard = yuan(term.amount);
        let message =
            format!("「{}」的标准是每{} {standard}，金额与标准不符", term.name, term.unit);
        return no("fee.amount", article, message);
    }
    Ok(())
}

/// Whether there is something to pay here; a payment that was taken is kept in any case.
pub(super) fn pay_gate(judge: Judge<'_>, case: &Case) -> Verdict {
    if case.unpaid().is_none() {
        let message = format!("办件 {} 没有待缴的费用，请先出具缴费通知书", case.no);
        return no("fee.nothing_due", TREASURY, message);
    }
    if judge.ctx.actor.counter.is_none() {
        return no("authority.payment", TREASURY, "收款终端在窗口，请申请人到窗口或银行缴款");
    }
    Ok(())
}

/// Whether money can be asked back for the applicant.
pub(super) fn refund_gate(judge: Judge<'_>, case: &Case) -> Verdict {
    let refundable =
        |notice: &&crate::fee::FeeNotice| notice.payment.is_some() && notice.refund.is_none();
    if !case.fees.iter().any(|notice| refundable(&notice)) {
        return no("refund.none", TREASURY, format!("办件 {} 没有可退的缴款", case.no));
    }
    let procedure = judge.procedure(case)?;
    judge.any_authority(case, &[Power::Receive, Power::Accept, procedure.deciding])
}

fn refund(judge: Judge<'_>, case: &Case, number: &DocumentNo, asked: u32, reason: &str) -> Verdict {
    refund_gate(judge, case)?;
    let notice = case.fees.iter().find(|n| n.number == *number && n.refund.is_none());
    let Some(paid) = notice.and_then(|notice| notice.payment.as_ref()) else {
        return no("refund.unknown", TREASURY, format!("缴费通知 {number} 没有缴款，或者已经退费"));
    };
    if asked == 0 || asked > paid.amount {
        let message = format!("退费金额应在 0.01 元和已缴的 {} 之间", yuan(paid.amount));
        return no("refund.amount", TREASURY, message);
    }
    written(reason, "refund.reason", TREASURY, "请写明退费的原因")
}

/// Refuses what waits for a payment that has not come.
pub(super) fn paid(judge: Judge<'_>, case: &Case, by: Collect) -> Verdict {
    let Some(name) = case.owes(by) else {
        return Ok(());
    };
    let what = match by {
        Collect::BeforeDecision => "作出决定",
        Collect::BeforeDelivery => "发放证件",
    };
    let next = match case.unpaid() {
        Some(notice) => format!("请申请人按缴费通知 {} 缴款", notice.number),
        None => "请先出具缴费通知书".to_owned(),
    };
    let message = format!("「{}」的「{name}」还没有缴清，不能{what}；{next}", judge.item(case));
    no("fee.unpaid", prices(judge, case)?, message)
}

/// [`Action::Charge`].
pub(super) fn act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    let Action::Charge { case: no_, charge } = action else {
        return not_this();
    };
    let case = judge.case(no_)?;
    match charge {
        FeeStep::Notify { charges, due, paper } => {
            notify(judge, case, charges, paper)?;
            if *due < judge.ctx.today {
                return no("fee.due", prices(judge, case)?, "缴费期限早于今天，请核对");
            }
        }
        FeeStep::Refund { notice, amount, reason } => {
            refund(judge, case, notice, *amount, reason)?;
        }
    }
    Ok(of(action).into_iter().collect())
}

/// The fact of a step of charging.
fn of(action: &Action) -> Option<Fact> {
    let Action::Charge { case, charge } = action else {
        return None;
    };
    Some(Fact::Charged { case: case.clone(), charge: charge.clone() })
}

/// The fact of a notice that was handed over.
pub(super) fn binding(action: &Action) -> Option<Fact> {
    let Action::Charge { charge, .. } = action else {
        return None;
    };
    charge.paper().and_then(|_| of(action))
}

/// What does not fit in a payment that was taken all the same; none: it fits.
pub(super) fn doubt(
    case: Option<&Case>,
    payment: &Payment,
    cash: bool,
) -> Option<(&'static str, String)> {
    let Payment { notice: number, amount, transaction, .. } = payment;
    let known = case.and_then(|case| case.fees.iter().find(|n| n.number == *number));
    let Some(notice) = known else {
        let message =
            format!("缴款 {transaction} 的缴费通知 {number} 不在本办件，请核对后申请退费");
        return Some(("fee.unknown_notice", message));
    };
    if notice.payment.is_some() {
        let message = format!("缴费通知 {number} 又缴了一次（{transaction}），请核对后申请退费");
        return Some(("fee.paid_twice", message));
    }
    if notice.total() != *amount {
        let (due, came) = (yuan(notice.total()), yuan(*amount));
        let message = format!("缴费通知 {number} 应缴 {due}，实缴 {came}，请核对后补缴或申请退费");
        return Some(("fee.other_amount", message));
    }
    if payment.channel == crate::fee::PayChannel::Cash && !cash {
        let message = format!("本厅不收现金，缴款 {transaction} 登记为现金，请核对并解缴");
        return Some(("fee.cash", message));
    }
    // an applicant who withdrew or was refused may have paid for nothing
    let ended = case.and_then(|case| case.outcome).filter(|o| *o != Outcome::Granted);
    ended.map(|_| ("fee.ended", format!("办件已结束后又缴款 {transaction}，请核对后申请退费")))
}
