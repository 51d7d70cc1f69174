//! What each item asks for, before the merge: needed, possible, produced or dropped.

use super::cases::handled_here;
use super::members::Member;
use super::situation::Situation;
use super::{MaterialOrigin, MaterialState};
use crate::catalogue::condition::Truth;
use crate::catalogue::item::{Item, MaterialUse};
use crate::ids::{ItemCode, KindId, QuestionId};
use std::collections::BTreeMap;

/// One material one item asks for.
pub(super) struct Demand<'a> {
    pub(super) item: &'a Item,
    pub(super) usage: &'a MaterialUse,
    pub(super) state: MaterialState,
}

impl Demand<'_> {
    /// The case whose result it is.
    pub(super) fn producer(&self) -> Option<&ItemCode> {
        match &self.state {
            MaterialState::Produced { by } => Some(by),
            MaterialState::Needed
            | MaterialState::Possible { .. }
            | MaterialState::Dropped { .. } => None,
        }
    }

    /// Whether the applicant has (perhaps) to bring it for this item.
    pub(super) fn active(&self) -> bool {
        matches!(self.state, MaterialState::Needed | MaterialState::Possible { .. })
    }

    pub(super) fn origin(&self) -> MaterialOrigin {
        MaterialOrigin {
            item: self.item.code.clone(),
            state: self.state.clone(),
            weight: self.usage.weight,
            note: self.usage.note.clone(),
            basis: self.usage.basis.clone(),
        }
    }
}

/// An item whose result can serve other cases of the bundle.
struct Producer {
    item: ItemCode,
    certain: bool,
    waits_for: Vec<QuestionId>,
}

/// Judges every material of every item.
pub(super) fn demands<'a>(
    members: &[Member<'a>],
    situation: &Situation<'_>,
    theme_waits: &BTreeMap<&ItemCode, Vec<QuestionId>>,
) -> Vec<Demand<'a>> {
    let producers = producers(members, situation, theme_waits);
    let mut demands = Vec::new();
    for member in members.iter().filter(|m| m.in_force) {
        for usage in &member.item.materials {
            let own = own_state(member, usage, situation, theme_waits);
            let state = match own {
                MaterialState::Needed | MaterialState::Possible { .. } => {
                    produced(&producers, member.item, &usage.kind).unwrap_or(own)
                }
                MaterialState::Produced { .. } | MaterialState::Dropped { .. } => own,
            };
            demands.push(Demand { item: member.item, usage, state });
        }
    }
    demands
}

fn own_state(
    member: &Member<'_>,
    usage: &MaterialUse,
    situation: &Situation<'_>,
    theme_waits: &BTreeMap<&ItemCode, Vec<QuestionId>>,
) -> MaterialState {
    match situation.holds(usage.when.as_ref()) {
        Truth::False => MaterialState::Dropped { reason: situation.explain(usage.when.as_ref()) },
        Truth::True if !member.possible => MaterialState::Needed,
        Truth::True | Truth::Unknown => {
            let mut questions = situation.waits_for(usage.when.as_ref());
            questions.extend(theme_waits.get(&member.item.code).into_iter().flatten().cloned());
            questions.sort();
            questions.dedup();
            MaterialState::Possible { questions }
        }
    }
}

fn producers(
    members: &[Member<'_>],
    situation: &Situation<'_>,
    theme_waits: &BTreeMap<&ItemCode, Vec<QuestionId>>,
) -> BTreeMap<KindId, Vec<Producer>> {
    let mut producers: BTreeMap<KindId, Vec<Producer>> = BTreeMap::new();
    let able = members.iter().filter(|m| m.in_force && handled_here(m.item.acceptance));
    for member in able {
        for result in member.item.results.iter().filter(|result| !result.replaces) {
            let truth = situation.holds(result.when.as_ref());
            if truth == Truth::False {
                continue;
            }
            let mut waits_for = situation.waits_for(result.when.as_ref());
            waits_for.extend(theme_waits.get(&member.item.code).into_iter().flatten().cloned());
            producers.entry(result.kind.clone()).or_default().push(Producer {
                item: member.item.code.clone(),
                certain: truth == Truth::True && !member.possible,
                waits_for,
            });
        }
    }
    producers
}

/// The state that another case of the bundle gives to a material, when one makes it.
fn produced(
    producers: &BTreeMap<KindId, Vec<Producer>>,
    item: &Item,
    kind: &KindId,
) -> Option<MaterialState> {
    let others: Vec<&Producer> =
        producers.get(kind)?.iter().filter(|p| p.item != item.code).collect();
    if let Some(certain) = others.iter().find(|p| p.certain) {
        return Some(MaterialState::Produced { by: certain.item.clone() });
    }
    let mut questions: Vec<QuestionId> =
        others.iter().flat_map(|p| p.waits_for.iter().cloned()).collect();
    questions.sort();
    questions.dedup();
    (!others.is_empty()).then_some(MaterialState::Possible { questions })
}
