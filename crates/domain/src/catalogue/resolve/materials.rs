//! Merging materials by kind (design §6): copies = max, original beats copy, strictest trust,
//! signed and sealed = or, holders = intersection.

use super::demand::Demand;
use super::{MaterialState, ResolvedCase, ResolvedMaterial};
use crate::catalogue::Catalogue;
use crate::catalogue::item::Weight;
use crate::catalogue::material::{Keep, MaterialKind, Role};
use crate::ids::{ItemCode, KindId};

/// Merges the demands, which stand in the order of the cases.
pub(super) fn merge(
    catalogue: &Catalogue,
    cases: &[ResolvedCase],
    demands: &[Demand<'_>],
) -> Vec<ResolvedMaterial> {
    let mut kinds: Vec<&KindId> = Vec::new();
    for demand in demands {
        if !kinds.contains(&&demand.usage.kind) {
            kinds.push(&demand.usage.kind);
        }
    }
    kinds
        .into_iter()
        .filter_map(|id| {
            let kind = catalogue.materials.get(id)?;
            let of_kind: Vec<&Demand<'_>> =
                demands.iter().filter(|d| d.usage.kind == *id).collect();
            merge_kind(kind, cases, &of_kind)
        })
        .collect()
}

fn merge_kind(
    kind: &MaterialKind,
    cases: &[ResolvedCase],
    all: &[&Demand<'_>],
) -> Option<ResolvedMaterial> {
    let active: Vec<&Demand<'_>> = all.iter().copied().filter(|d| d.active()).collect();
    let counted = if active.is_empty() { all } else { active.as_slice() };
    let uses = || counted.iter().map(|demand| demand.usage);
    let weight = uses().map(|u| u.weight).max()?;
    let keep = uses().map(|u| u.keep).max()?;
    // An original that the organ keeps cannot be an electronic one.
    let certificates = match keep {
        Keep::Kept => Vec::new(),
        Keep::Returned => kind.certificates.clone(),
    };
    let defers = |code: &ItemCode| cases.iter().any(|c| c.item == *code && c.deferral);
    Some(ResolvedMaterial {
        kind: kind.id.clone(),
        name: kind.name.clone(),
        state: state(all)?,
        weight,
        deferrable: weight == Weight::Secondary && counted.iter().all(|d| defers(&d.item.code)),
        paper: kind.paper,
        source: kind.source,
        form: uses().map(|u| u.form).max()?,
        copies: uses().map(|u| u.copies).max()?,
        keep,
        trust: uses().map(|u| u.trust).min()?,
        signed: uses().any(|u| u.signed),
        sealed: uses().any(|u| u.sealed),
        holders: holders(kind, counted),
        certificates,
        shared_data: kind.shared_data.clone(),
        standards: kind.standards.clone(),
        faults: kind.faults.clone(),
        sample: kind.sample.clone(),
        promises: kind.promises.clone(),
        origins: all.iter().map(|d| d.origin()).collect(),
    })
}

/// Needed by one item is needed; possible for one is possible; else produced, else dropped.
fn state(all: &[&Demand<'_>]) -> Option<MaterialState> {
    if all.iter().any(|d| d.state == MaterialState::Needed) {
        return Some(MaterialState::Needed);
    }
    let mut waiting = Vec::new();
    let mut possible = false;
    for demand in all {
        if let MaterialState::Possible { questions } = &demand.state {
            possible = true;
            waiting.extend(questions.iter().cloned());
        }
    }
    if possible {
        waiting.sort();
        waiting.dedup();
        return Some(MaterialState::Possible { questions: waiting });
    }
    let produced = all.iter().find(|d| d.producer().is_some());
    produced.or(all.first()).map(|demand| demand.state.clone())
}

/// Roles that satisfy every item; a clash of items (a catalogue error) falls back to the kind's.
fn holders(kind: &MaterialKind, demands: &[&Demand<'_>]) -> Vec<Role> {
    let mut roles = kind.holders.clone();
    for demand in demands.iter().filter(|d| !d.usage.holders.is_empty()) {
        roles.retain(|role| demand.usage.holders.contains(role));
    }
    if roles.is_empty() { kind.holders.clone() } else { roles }
}
