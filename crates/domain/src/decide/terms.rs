//! What the catalogue of the day asks of a case 办理要求; the case keeps it (clerk-notes E12).

use super::judge::{Verdict, no};
use super::receive::{INTAKE, item};
use crate::application::CaseTerms;
use crate::calendar::{DayUnit, Term};
use crate::catalogue::Catalogue;
use crate::catalogue::item::{CaseKind, Cite, Fee, Item, Limit, LimitUnit, Weight};
use crate::catalogue::resolve::{MaterialState, Resolved, split};
use crate::fee::FeeTerm;
use crate::ids::ItemCode;
use crate::intake::Intake;

/// The terms of a case that opens today.
pub(super) fn of(
    intake: &Intake,
    code: &ItemCode,
    resolved: &Resolved,
    catalogue: &Catalogue,
) -> Verdict<CaseTerms> {
    let item = item(code, catalogue)?;
    let Some(share) = split(resolved, code) else {
        return no("form.not_chosen", INTAKE, "办件的事项不在所选事项中，请重新收件");
    };
    let asked = |state: &MaterialState| match state {
        MaterialState::Needed | MaterialState::Produced { .. } => true,
        MaterialState::Possible { .. } | MaterialState::Dropped { .. } => false,
    };
    let needs = share.materials.iter().filter(|m| asked(&m.state) && m.weight != Weight::Optional);
    Ok(CaseTerms {
        procedure: share.case.procedure.clone(),
        route: share.case.route.clone(),
        instant: share.case.case_kind == CaseKind::Instant,
        statutory: share.case.statutory.map(term),
        promised: term(share.case.promised),
        needs: needs.map(|m| m.kind.clone()).collect(),
        points: item.flow.points.clone(),
        reviewed: item.flow.checker.is_some() && item.flow.short_flow_basis.is_none(),
        has_result: !share.case.results.is_empty(),
        deferrable: share
            .materials
            .iter()
            .filter(|m| m.deferrable)
            .map(|m| m.kind.clone())
            .collect(),
        site_check: share.case.site_check,
        joint: joint(intake, catalogue),
        fees: fees(item, resolved),
    })
}

/// What the situation of the case costs 应收费用.
fn fees(item: &Item, resolved: &Resolved) -> Vec<FeeTerm> {
    let charged = |fee: &&Fee| {
        let mut all = resolved.fees.iter();
        all.any(|f| f.item == item.code && f.name == fee.name && !f.possible)
    };
    let term = |fee: &Fee| FeeTerm {
        name: fee.name.clone(),
        amount: fee.amount,
        unit: fee.unit.clone(),
        basis: fee.basis.iter().map(Cite::zh).collect(),
        reductions: fee.reductions.clone(),
        collect: fee.collect,
    };
    item.fees.iter().filter(charged).map(term).collect()
}

/// Whether the theme is handled jointly by an act of government on record.
fn joint(intake: &Intake, catalogue: &Catalogue) -> bool {
    let theme = intake.choice.theme.as_ref().and_then(|id| catalogue.themes.get(id));
    theme.is_some_and(|theme| theme.joint_decision.is_some())
}

fn term(limit: Limit) -> Term {
    let unit = match limit.unit {
        LimitUnit::WorkingDays => DayUnit::Working,
        LimitUnit::NaturalDays => DayUnit::Natural,
    };
    Term { days: u16::try_from(limit.days).unwrap_or(u16::MAX), unit }
}
