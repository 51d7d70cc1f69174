//! Ways to spoil a notice to pay, a refund, a rating, its repair, and the wrong item put right.

use jiff::civil::Date;

use super::world::HEALTH;
use crate::action::Action;
use crate::fee::FeeStep;
use crate::proceeding::Proceeding;
use crate::rating::RepairStep;

/// The act spoiled in the `k`th way, if it is one of these.
pub(super) fn spoil(action: &mut Action, k: usize, today: Date) {
    if let Action::Charge { charge, .. } = action {
        fee(charge, k, today);
    } else if let Action::Rate(rated) = action {
        match k % 2 {
            0 => rated.record.clear(),
            _ => rated.options = vec!["510".into()],
        }
    } else if let Action::RepairRating { repair } = action {
        match (repair, k % 2) {
            (RepairStep::Contact { text }, _) => text.clear(),
            (RepairStep::Close { measures, .. }, 0) => measures.clear(),
            (RepairStep::Close { callback, .. }, _) => callback.clear(),
        }
    } else if let Action::Proceed { proceeding, .. } = action {
        item(proceeding, k);
    }
}

fn fee(charge: &mut FeeStep, k: usize, today: Date) {
    match charge {
        FeeStep::Notify { charges, due, .. } => match (charges.first_mut(), k % 5) {
            (_, 0) => charges.clear(),
            (Some(line), 1) => line.name = "加急费".into(),
            (Some(line), 2) => line.reduction = Some("关系户免收".into()),
            (Some(line), 3) => line.amount += 1,
            _ => *due = today.yesterday().unwrap(),
        },
        FeeStep::Refund { notice, amount, reason } => match k % 3 {
            0 => *notice = "费7".into(),
            1 => *amount = 0,
            _ => reason.clear(),
        },
    }
}

fn item(proceeding: &mut Proceeding, k: usize) {
    if let Proceeding::Replacement { opening, terms, reason, .. } = proceeding {
        match k % 4 {
            0 => opening.item = HEALTH.into(),
            1 => reason.clear(),
            2 => terms.needs.push("plan".into()),
            _ => opening.case = "1".into(),
        }
    }
}
