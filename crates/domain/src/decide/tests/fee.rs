//! 收费: notice, payment, refund.

use super::result::deliver;
use super::review::{claim, opinion};
use super::world::{HEALTH, LAND, World, app, approve, case, clerk, day, decider, examiner, paper};
use crate::action::{Action, OpinionStep};
use crate::application::{Case, Stream};
use crate::document::DocumentKind;
use crate::fee::{Charge, Collect, FeeStep, PayChannel, Payment, yuan};

fn line(name: &str, quantity: u32, reduction: Option<&str>, amount: u32) -> Charge {
    Charge { name: name.into(), quantity, reduction: reduction.map(Into::into), amount }
}

fn notice(no: &str, number: &str, charges: Vec<Charge>, due: &str) -> Action {
    let paper = paper(DocumentKind::PaymentNotice, number);
    Action::Charge { case: no.into(), charge: FeeStep::Notify { charges, due: day(due), paper } }
}

/// A notice of all that the case owes.
pub(super) fn charge(no: &str, case: Option<&Case>, today: &str) -> Action {
    let terms = case.map_or(&[][..], |case| &case.terms.fees);
    let charges = terms.iter().map(|term| line(&term.name, 1, None, term.due(1, None))).collect();
    notice(no, &format!("费{no}"), charges, today)
}

/// The payment of what is out, or of a notice that nobody made out.
pub(super) fn pay(no: &str, case: Option<&Case>, today: &str) -> Action {
    let open = case.and_then(Case::unpaid);
    let amount = open.map_or(100, crate::fee::FeeNotice::total);
    let number = open.map_or_else(|| "费9".into(), |notice| notice.number.clone());
    let payment = Payment {
        notice: number,
        channel: PayChannel::Pos,
        amount,
        transaction: "T1".into(),
        voucher: "44010126000001".into(),
        paid_on: day(today),
    };
    Action::RecordPayment { case: no.into(), payment }
}

/// All that was paid, back.
pub(super) fn refund(no: &str, case: Option<&Case>) -> Action {
    let paid = case.and_then(|case| case.fees.iter().find(|n| n.payment.is_some()));
    let charge = FeeStep::Refund {
        notice: paid.map_or_else(|| "费9".into(), |notice| notice.number.clone()),
        amount: paid.and_then(|notice| notice.payment.as_ref()).map_or(1, |p| p.amount),
        reason: "重复缴款".into(),
    };
    Action::Charge { case: no.into(), charge }
}

const TODAY: &str = "2026-05-06";

fn granted(world: &World) -> Stream {
    let state = world.accepted(LAND, TODAY);
    let state = world.act(&state, &examiner(LAND), TODAY, &claim()).unwrap();
    let said = opinion(OpinionStep::Examine, "拟登记");
    let state = world.act(&state, &examiner(LAND), TODAY, &said).unwrap();
    let paper = approve("1", TODAY, DocumentKind::RegistrationNotice);
    world.act(&state, &decider(LAND), TODAY, &paper).unwrap()
}

#[test]
fn nothing_is_charged_but_published_items_at_their_standard() {
    let world = World::new();
    let state = world.accepted(LAND, TODAY);
    let code = |charges: Vec<Charge>, due: &str| {
        world.code(&state, &clerk(), TODAY, &notice("1", "费1", charges, due))
    };
    for (charges, wanted) in [
        (vec![], "fee.empty"),
        (vec![line("加急费", 1, None, 100)], "fee.unpublished"),
        (vec![line("登记费", 1, None, 8000), line("登记费", 1, None, 8000)], "fee.unpublished"),
        (vec![line("登记费", 1, None, 9000)], "fee.amount"),
        (vec![line("登记费", 0, None, 0)], "fee.amount"),
        (vec![line("登记费", 1, Some("关系户免收"), 0)], "fee.reduction"),
        (vec![line("登记费", 1, Some("小微企业免收"), 4000)], "fee.amount"),
        (vec![line("登记费", 1, Some("小微企业免收"), 0)], "ok"),
        (vec![line("登记费", 3, Some("更正减半"), 12_000)], "ok"),
        (vec![line("登记费", 1, None, 8000)], "ok"),
    ] {
        assert_eq!(code(charges, "2026-05-20"), wanted);
    }
    assert_eq!(code(vec![line("登记费", 1, None, 8000)], "2026-05-05"), "fee.due");
    let free = world.accepted(HEALTH, TODAY);
    assert_eq!(world.code(&free, &clerk(), TODAY, &charge("1", None, TODAY)), "fee.none");
    let early = world.received(&[LAND], TODAY);
    let asked = charge("1", Some(case(&early, "1")), TODAY);
    assert_eq!(world.code(&early, &clerk(), TODAY, &asked), "case.not_accepted");
}

#[test]
fn the_title_is_handed_out_when_it_is_paid() {
    let world = World::new();
    let state = granted(&world);
    let out = deliver(&["1"], TODAY);
    let refusal = world.act(&state, &clerk(), TODAY, &out).unwrap_err();
    assert_eq!(refusal.code, "fee.unpaid");
    assert!(refusal.message.contains("请先出具缴费通知书"), "{}", refusal.message);
    let asked = charge("1", Some(case(&state, "1")), TODAY);
    let state = world.act(&state, &clerk(), TODAY, &asked).unwrap();
    assert_eq!(world.code(&state, &clerk(), TODAY, &asked), "fee.twice");
    let refusal = world.act(&state, &clerk(), TODAY, &out).unwrap_err();
    assert!(refusal.message.contains("按缴费通知 费1 缴款"), "{}", refusal.message);
    let state = world.act(&state, &clerk(), TODAY, &pay("1", Some(case(&state, "1")), TODAY));
    let state = state.unwrap();
    assert!(app(&state).tasks.is_empty());
    assert_eq!(world.code(&state, &clerk(), TODAY, &asked), "fee.settled");
    assert_eq!(case(&state, "1").owes(Collect::BeforeDelivery), None);
    let state = world.act(&state, &clerk(), TODAY, &out).unwrap();
    let back = refund("1", Some(case(&state, "1")));
    assert_eq!(world.code(&state, &clerk(), TODAY, &asked), "fee.closed");
    let state = world.act(&state, &clerk(), TODAY, &back).unwrap();
    assert_eq!(world.code(&state, &clerk(), TODAY, &back), "refund.none");
}

#[test]
fn what_is_waived_needs_no_payment() {
    let world = World::new();
    let state = granted(&world);
    let waived = notice("1", "费1", vec![line("登记费", 1, Some("小微企业免收"), 0)], TODAY);
    let state = world.act(&state, &clerk(), TODAY, &waived).unwrap();
    assert_eq!(world.code(&state, &clerk(), TODAY, &deliver(&["1"], TODAY)), "ok");
}

#[test]
fn a_payment_that_does_not_fit_is_kept_and_told() {
    let world = World::new();
    let state = world.accepted(LAND, TODAY);
    let asked = charge("1", Some(case(&state, "1")), TODAY);
    let state = world.act(&state, &clerk(), TODAY, &asked).unwrap();
    let good = pay("1", Some(case(&state, "1")), TODAY);
    let paid = world.act(&state, &clerk(), TODAY, &good).unwrap();
    let changed = |change: fn(&mut Payment)| {
        let mut action = good.clone();
        if let Action::RecordPayment { payment, .. } = &mut action {
            change(payment);
        }
        action
    };
    for (state, action, wanted) in [
        (&state, changed(|p| p.notice = "费7".into()), "fee.unknown_notice"),
        (&state, changed(|p| p.amount = 1), "fee.other_amount"),
        (&state, changed(|p| p.channel = PayChannel::Cash), "fee.cash"),
        (&paid, good.clone(), "fee.paid_twice"),
    ] {
        let after = world.act(state, &clerk(), TODAY, &action).unwrap();
        let codes: Vec<&str> = app(&after).tasks.values().map(|t| t.code.as_str()).collect();
        assert_eq!(codes, [wanted]);
    }
    let gone = Action::Withdraw { case: "1".into(), reason: "不办了".into() };
    let gone = world.act(&state, &clerk(), TODAY, &gone).unwrap();
    let after = world.act(&gone, &clerk(), TODAY, &good).unwrap();
    assert!(app(&after).tasks.values().any(|task| task.code == "fee.ended"));
    let back = refund("1", Some(case(&after, "1")));
    assert_eq!(world.code(&after, &clerk(), TODAY, &back), "ok", "it goes back all the same");
}

#[test]
fn no_more_goes_back_than_came() {
    let world = World::new();
    let state = world.accepted(LAND, TODAY);
    let asked = charge("1", Some(case(&state, "1")), TODAY);
    let state = world.act(&state, &clerk(), TODAY, &asked).unwrap();
    let paid = pay("1", Some(case(&state, "1")), TODAY);
    let state = world.act(&state, &clerk(), TODAY, &paid).unwrap();
    let step = |notice: &str, amount: u32, reason: &str| {
        let (notice, reason) = (notice.into(), reason.into());
        let action =
            Action::Charge { case: "1".into(), charge: FeeStep::Refund { notice, amount, reason } };
        world.code(&state, &clerk(), TODAY, &action)
    };
    assert_eq!(step("费1", 8001, "多缴"), "refund.amount");
    assert_eq!(step("费1", 0, "多缴"), "refund.amount");
    assert_eq!(step("费2", 1, "多缴"), "refund.unknown");
    assert_eq!(step("费1", 1, " "), "refund.reason");
    assert_eq!(step("费1", 8000, "多缴"), "ok");
    assert_eq!(yuan(8000), "80.00 元");
}
