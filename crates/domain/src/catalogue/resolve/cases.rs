//! The cases of the bundle: route, limits, order of dependencies, longest path, fees.

use super::demand::Demand;
use super::members::Member;
use super::situation::Situation;
use super::{BundlePromise, ResolveError, ResolvedCase, ResolvedFee, ResolvedResult};
use crate::catalogue::Catalogue;
use crate::catalogue::condition::Truth;
use crate::catalogue::item::{AcceptanceMode, Item, LimitUnit, Route};
use crate::ids::ItemCode;
use std::collections::{BTreeMap, BTreeSet};

/// The route that applies, and whether the answers settle it.
fn route<'a>(item: &'a Item, situation: &Situation<'_>) -> Option<(&'a Route, bool)> {
    let mut certain = true;
    for route in &item.routes {
        match situation.holds(route.when.as_ref()) {
            Truth::True if certain => return Some((route, true)),
            // An earlier route may still apply: show the ordinary one, the last.
            Truth::True | Truth::Unknown => certain = false,
            Truth::False => {}
        }
    }
    item.routes.last().map(|route| (route, false))
}

/// Puts the members in the order of their dependencies, canonical where free.
pub(super) fn order<'a>(
    members: Vec<Member<'a>>,
    demands: &[Demand<'_>],
) -> Result<Vec<(Member<'a>, Vec<ItemCode>)>, ResolveError> {
    let mut waits: BTreeMap<ItemCode, BTreeSet<ItemCode>> = BTreeMap::new();
    for demand in demands {
        if let Some(producer) = demand.producer() {
            waits.entry(demand.item.code.clone()).or_default().insert(producer.clone());
        }
    }
    let mut open = members;
    let mut done: BTreeSet<ItemCode> = BTreeSet::new();
    let mut ordered = Vec::new();
    while !open.is_empty() {
        let free = open
            .iter()
            .position(|m| waits.get(&m.item.code).is_none_or(|needs| needs.is_subset(&done)));
        let Some(free) = free else {
            return Err(ResolveError::Cycle(open.iter().map(|m| m.item.name.clone()).collect()));
        };
        let member = open.remove(free);
        done.insert(member.item.code.clone());
        let needs = waits.remove(&member.item.code).unwrap_or_default();
        ordered.push((member, needs.into_iter().collect()));
    }
    Ok(ordered)
}

/// Describes one case.
pub(super) fn describe(
    catalogue: &Catalogue,
    situation: &Situation<'_>,
    member: &Member<'_>,
    depends_on: Vec<ItemCode>,
    on: jiff::civil::Date,
) -> Option<ResolvedCase> {
    let item = member.item;
    let (route, route_certain) = route(item, situation)?;
    let department = catalogue.departments.get(&item.department);
    let advice = if member.in_force {
        item.outside.as_ref().map(|outside| outside.advice.clone())
    } else {
        Some(item.ended_advice.clone().unwrap_or_else(|| "该事项已停止办理".to_owned()))
    };
    Some(ResolvedCase {
        item: item.code.clone(),
        name: item.name.clone(),
        short_name: item.short_name.clone(),
        department: item.department.clone(),
        organ: department.map(|d| d.name_on(on).to_owned()).unwrap_or_default(),
        special_seal: item
            .special_seal
            .clone()
            .or_else(|| department.map(|d| d.special_seal.clone()))
            .unwrap_or_default(),
        procedure: item.procedure.clone(),
        acceptance: if member.in_force { item.acceptance } else { AcceptanceMode::GuideOnly },
        route: route.id.clone(),
        route_name: route.name.clone(),
        route_certain,
        case_kind: route.case_kind,
        statutory: route.statutory,
        promised: route.promised,
        declaration: route.declaration,
        deferral: route.deferral,
        site_check: route.site_check,
        depends_on,
        results: results(item, situation),
        fee: fees(member, situation).iter().filter(|f| !f.possible).map(|f| f.amount).sum(),
        possible: member.possible,
        advice,
    })
}

fn results(item: &Item, situation: &Situation<'_>) -> Vec<ResolvedResult> {
    item.results
        .iter()
        .filter(|result| situation.holds(result.when.as_ref()) != Truth::False)
        .map(|result| ResolvedResult {
            kind: result.kind.clone(),
            name: result.name.clone(),
            electronic: result.electronic,
            valid_months: result.valid_months,
        })
        .collect()
}

/// The fees of one case.
pub(super) fn fees(member: &Member<'_>, situation: &Situation<'_>) -> Vec<ResolvedFee> {
    if !member.in_force {
        return Vec::new();
    }
    let judged = member.item.fees.iter().map(|fee| (fee, situation.holds(fee.when.as_ref())));
    judged
        .filter(|(_, truth)| *truth != Truth::False)
        .map(|(fee, truth)| ResolvedFee {
            item: member.item.code.clone(),
            name: fee.name.clone(),
            amount: fee.amount,
            possible: truth == Truth::Unknown || member.possible,
            basis: fee.basis.clone(),
        })
        .collect()
}

/// The longest path through the cases, which stand in the order of their dependencies.
///
/// A working day weighs 7 and a natural day 5, as five working days take seven natural ones.
pub(super) fn promise(cases: &[ResolvedCase]) -> BundlePromise {
    let mut best: BTreeMap<&ItemCode, BundlePromise> = BTreeMap::new();
    for case in cases.iter().filter(|case| handled_here(case.acceptance)) {
        let mut path = case
            .depends_on
            .iter()
            .filter_map(|code| best.get(code))
            .max_by_key(|promise| weight(promise))
            .cloned()
            .unwrap_or_default();
        match case.promised.unit {
            LimitUnit::WorkingDays => path.working_days += case.promised.days,
            LimitUnit::NaturalDays => path.natural_days += case.promised.days,
        }
        path.path.push(case.item.clone());
        best.insert(&case.item, path);
    }
    best.into_values().max_by_key(weight).unwrap_or_default()
}

fn weight(promise: &BundlePromise) -> u32 {
    promise.working_days * 7 + promise.natural_days * 5
}

/// Whether the hall takes the papers at all.
pub(crate) fn handled_here(mode: AcceptanceMode) -> bool {
    match mode {
        AcceptanceMode::CounterAccepts | AcceptanceMode::DepartmentAccepts => true,
        AcceptanceMode::GuideOnly | AcceptanceMode::OutsideOnly => false,
    }
}
