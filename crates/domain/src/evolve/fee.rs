//! Notices to pay, payments and refunds; a case that has ended may still get its money back.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a fact that does not concern this part changes nothing in it"
)]

use crate::application::{Case, Stamp};
use crate::event::Fact;
use crate::fee::{FeeNotice, FeeStep};

/// Applies a fact about the fees of a case; one that does not fit changes nothing.
pub(super) fn apply(case: &mut Case, stamp: &Stamp, fact: &Fact) {
    match fact {
        Fact::Charged { charge: FeeStep::Notify { charges, due, paper }, .. } => {
            case.fees.push(FeeNotice {
                number: paper.number.clone(),
                charges: charges.clone(),
                due: *due,
                stamp: stamp.clone(),
                payment: None,
                refund: None,
            });
        }
        Fact::Charged { charge: FeeStep::Refund { notice, amount, reason }, .. } => {
            let paid = case.fees.iter_mut().find(|n| n.number == *notice && n.payment.is_some());
            if let Some(paid) = paid {
                paid.refund.get_or_insert_with(|| (stamp.clone(), *amount, reason.clone()));
            }
        }
        Fact::FeePaid { payment, .. } => {
            if let Some(open) = case.fees.iter_mut().find(|n| n.number == payment.notice) {
                open.payment.get_or_insert_with(|| payment.clone());
            }
        }
        _ => {}
    }
}
