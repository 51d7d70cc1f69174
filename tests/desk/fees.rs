//! 收费: the notice, the payment at the terminal, the refund.

use domain::fee::PayChannel;
use domain::ids::CaseNo;
use neighbours::{Fault as Trouble, Neighbours, Ports, Service};
use serde_json::json;
use tests::acts::{first_case, intake, receive_with};
use workstation::desk::Workstation;
use workstation::devices::payment::{Order, PaymentError, collect};
use workstation::view::{ActRequest, ChargeRequest};

use super::{at_a_counter_with, bring, done, refused};

/// 不动产权证书换发, with the cost of the certificate.
const DEED: &str = "11440100007492052H3000715032001";
const FEE: &str = "不动产权属证书工本费";

/// Received and accepted, with everything that is needed for certain.
async fn accepted(desk: &Workstation) -> CaseNo {
    let stream = receive_with(desk.engine(), intake(DEED)).await.unwrap();
    desk.engine().sync_once().await.unwrap();
    let case = first_case(desk.engine(), &stream).await;
    for material in desk.review(case.clone()).await.unwrap().materials {
        bring(desk, &case, &material.kind).await;
    }
    for material in desk.review(case.clone()).await.unwrap().materials {
        let kind = material.kind.as_str().into();
        done(desk, ActRequest::CheckMaterial { case: case.clone(), kind, problem: None }).await;
    }
    done(desk, ActRequest::Accept { case: case.clone() }).await;
    case
}

#[tokio::test]
async fn desk_a_fee_is_told_paid_once_and_paid_back_through_the_treasury() {
    let neighbours = Neighbours::start(Ports::default()).await.unwrap();
    let control = neighbours.control();
    let devices = json!({ "payment": neighbours.addresses().payment });
    let (_hall, _counter, desk) = at_a_counter_with(devices).await;
    let case = accepted(&desk).await;
    let fees = desk.review(case.clone()).await.unwrap().course.fees;
    assert_eq!(fees.open.len(), 1);
    let charge = |name: &str| ActRequest::Charge {
        case: case.clone(),
        charges: vec![ChargeRequest { name: name.to_owned(), quantity: 1, reduction: None }],
        due: "2026-12-31".parse().unwrap(),
    };
    let pay = || ActRequest::TakePayment { case: case.clone(), channel: PayChannel::Pos };
    assert_eq!(desk.act(pay()).await.unwrap_err().code, "fee.nothing_due");
    assert_eq!(refused(&desk, charge("加急费")).await, "fee.unpublished");
    let outcome = done(&desk, charge(FEE)).await;
    assert_eq!(outcome.papers[0].title, "缴费通知书");

    control.set_fault(Service::Payment, Trouble::Down);
    assert_eq!(desk.act(pay()).await.unwrap_err().code, "payment_unsure");
    let order = Order {
        order_no: "1".to_owned(),
        amount: 1,
        channel: PayChannel::Pos,
        payer: String::new(),
    };
    let nobody = collect("http://127.0.0.1:9/v1", &order).await;
    assert_eq!(nobody, Err(PaymentError::Absent));
    control.set_fault(Service::Payment, Trouble::Rubbish);
    assert_eq!(desk.act(pay()).await.unwrap_err().code, "payment_garbled");
    control.set_fault(Service::Payment, Trouble::Ok);
    control.decline_next("余额不足");
    let fault = desk.act(pay()).await.unwrap_err();
    assert!(fault.message.contains("余额不足"), "{}", fault.message);
    assert_eq!(control.payments().len(), 0);
    done(&desk, pay()).await;
    assert_eq!(control.payments().len(), 1);
    let fees = desk.review(case.clone()).await.unwrap().course.fees;
    assert_eq!(fees.refundable.as_deref(), Some("10.00 元"));
    assert!(fees.notices[0].state.starts_with("POS 刷卡 已缴"), "{}", fees.notices[0].state);

    let back =
        |reason: &str| ActRequest::RefundFee { case: case.clone(), reason: reason.to_owned() };
    assert_eq!(refused(&desk, back(" ")).await, "refund.reason");
    done(&desk, back("重复缴款")).await;
    assert_eq!(refused(&desk, back("重复缴款")).await, "refund.none");
    desk.engine().sync_once().await.unwrap();
    assert_eq!(desk.engine().outbox().await.unwrap().unsent, 0);
    assert_eq!(desk.engine().verify().await.unwrap().bad, None);
}
