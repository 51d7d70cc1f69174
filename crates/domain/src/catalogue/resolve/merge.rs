//! The resolution itself, and the share of it that one organ may see.

use super::cases;
use super::demand::{Demand, demands};
use super::members::{Bundle, Member};
use super::situation::Situation;
use super::{
    CaseShare, Counts, Inquiry, MaterialState, ResolveError, Resolved, ResolvedMaterial,
    ResolvedQuestion,
};
use super::{fields, materials};
use crate::catalogue::Catalogue;
use crate::catalogue::condition::Truth;
use crate::ids::{ItemCode, QuestionId};
use std::collections::BTreeMap;

/// Resolves a selection with what is known so far; same input, same output, in canonical order.
pub fn resolve(catalogue: &Catalogue, inquiry: &Inquiry) -> Result<Resolved, ResolveError> {
    let bundle = Bundle::collect(catalogue, inquiry)?;
    let in_force = bundle.members.iter().filter(|m| m.in_force);
    let active = in_force.map(|m| m.item).collect();
    let situation = Situation::new(catalogue, inquiry, bundle.asked(), active);
    let waits = theme_waits(&bundle, &situation);
    let questions = questions(&bundle, &situation);
    let notices = notices(&questions);
    let mut demands = demands(&bundle.members, &situation, &waits);
    let theme = bundle.theme;
    let ordered = cases::order(bundle.members, &demands)?;

    let mut cases = Vec::new();
    let mut fees = Vec::new();
    let mut items = Vec::new();
    for (member, depends_on) in &ordered {
        fees.extend(cases::fees(member, &situation));
        if member.in_force {
            items.push((member.item, member.possible));
        }
        let waits_for = depends_on.clone();
        cases.extend(cases::describe(catalogue, &situation, member, waits_for, inquiry.on));
    }
    let place = |code: &ItemCode| ordered.iter().position(|(m, _)| m.item.code == *code);
    demands.sort_by_key(|demand| place(&demand.item.code));
    let (groups, fields_before) = fields::merge(catalogue, &items, &situation);
    let materials = materials::merge(catalogue, &cases, &demands);
    let visits = theme.map_or((count(items.len()), 1), |t| (t.visits_before, t.visits_after));
    let counts = Counts {
        fields_before: count(fields_before),
        fields_after: count(groups.iter().map(|g| g.fields.len()).sum()),
        materials_before: count(demands.iter().filter(|d| asked_alone(d)).count()),
        materials_after: count(materials.iter().filter(|m| to_bring(m)).count()),
        visits_before: visits.0,
        visits_after: visits.1,
    };
    let firm = fees.iter().filter(|fee| !fee.possible);
    let fee_total = firm.map(|fee| fee.amount).sum();
    Ok(Resolved {
        catalogue_version: catalogue.version.number,
        theme: theme.map(|t| t.id.clone()),
        promise: cases::promise(&cases),
        cases,
        left_out: bundle.left_out,
        questions,
        groups,
        materials,
        fee_total,
        fees,
        counts,
        notices,
    })
}

/// The share of one case 按部门拆分: a department sees only the fields and materials of its own
/// case (国令716 art. 7(2); clerk-notes E12b).
#[must_use]
pub fn split(resolved: &Resolved, item: &ItemCode) -> Option<CaseShare> {
    let case = resolved.cases.iter().find(|case| case.item == *item)?.clone();
    let mut groups = resolved.groups.clone();
    for group in &mut groups {
        group.fields.retain(|field| field.items.contains(item));
        for field in &mut group.fields {
            field.items.retain(|code| code == item);
        }
    }
    groups.retain(|group| !group.fields.is_empty());
    let materials = resolved.materials.iter().filter_map(|m| material_share(m, item)).collect();
    Some(CaseShare { case, groups, materials })
}

fn material_share(material: &ResolvedMaterial, item: &ItemCode) -> Option<ResolvedMaterial> {
    let origin = material.origins.iter().find(|origin| origin.item == *item)?.clone();
    if matches!(origin.state, MaterialState::Dropped { .. }) {
        return None;
    }
    let mut share = material.clone();
    share.state = origin.state.clone();
    share.weight = origin.weight;
    share.origins = vec![origin];
    Some(share)
}

/// Questions that decide whether a member of the theme is in the bundle at all.
fn theme_waits<'a>(
    bundle: &Bundle<'a>,
    situation: &Situation<'_>,
) -> BTreeMap<&'a ItemCode, Vec<QuestionId>> {
    let entries = bundle.theme.iter().flat_map(|theme| &theme.members);
    entries.map(|entry| (&entry.item, situation.waits_for(entry.when.as_ref()))).collect()
}

fn questions(bundle: &Bundle<'_>, situation: &Situation<'_>) -> Vec<ResolvedQuestion> {
    let asks = |member: &&Member<'_>, id: &QuestionId| {
        member.in_force && member.item.questions.contains(id)
    };
    situation
        .questions()
        .into_iter()
        .map(|(question, truth)| {
            let askers: Vec<&Member<'_>> =
                bundle.members.iter().filter(|m| asks(m, &question.id)).collect();
            let of_theme = bundle.theme.is_some_and(|t| t.questions.contains(&question.id));
            let certain = of_theme || askers.iter().any(|m| !m.possible);
            ResolvedQuestion {
                id: question.id.clone(),
                text: question.text.clone(),
                options: question.options.clone(),
                answer: situation.answer(question),
                derived: question.derived.is_some(),
                possible: truth == Truth::Unknown || !certain,
                note: question.note.clone(),
                items: askers.iter().map(|m| m.item.code.clone()).collect(),
            }
        })
        .collect()
}

fn notices(questions: &[ResolvedQuestion]) -> Vec<String> {
    questions
        .iter()
        .flat_map(|q| q.options.iter().filter(|o| q.answer.as_ref() == Some(&o.id)))
        .filter_map(|option| option.notice.clone())
        .collect()
}

fn asked_alone(demand: &Demand<'_>) -> bool {
    !matches!(demand.state, MaterialState::Dropped { .. })
}

fn to_bring(material: &ResolvedMaterial) -> bool {
    matches!(material.state, MaterialState::Needed | MaterialState::Possible { .. })
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
