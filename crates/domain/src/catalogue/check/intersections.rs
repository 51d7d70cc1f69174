//! What a merge could not satisfy: empty constraints, clashing holders, circles of results.

use super::{Findings, Subject};
use crate::catalogue::Catalogue;
use crate::catalogue::element::{Element, ElementKind};
use crate::catalogue::item::{FieldUse, Item};
use crate::catalogue::material::MaterialKind;
use crate::catalogue::resolve::handled_here;
use crate::ids::{ItemCode, KindId};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(catalogue: &Catalogue, findings: &mut Findings) {
    for element in catalogue.elements.values() {
        let uses = catalogue.items.values().flat_map(|item| {
            item.fields.iter().filter(|f| f.element == element.id).map(move |f| (item, f))
        });
        of_element(element, &uses.collect::<Vec<_>>(), findings);
    }
    for material in catalogue.materials.values() {
        of_material(catalogue, material, findings);
    }
    circles(catalogue, findings);
}

/// Any two items can meet in one cart, so all items together must leave a value.
fn of_element(element: &Element, uses: &[(&Item, &FieldUse)], findings: &mut Findings) {
    let subject = Subject::Element(element.id.clone());
    let min = uses.iter().filter_map(|(_, f)| f.min).chain(element.min).max();
    let max = uses.iter().filter_map(|(_, f)| f.max).chain(element.max).min();
    if let (Some(min), Some(max)) = (min, max)
        && min > max
    {
        let message = format!("各事项对「{}」的上下限没有交集（{min} 大于 {max}）", element.name);
        findings.error(&subject, element.id.as_str(), message);
    }
    if let ElementKind::Choice { options } = &element.kind {
        let allowed =
            |id: &String| uses.iter().all(|(_, f)| f.options.is_empty() || f.options.contains(id));
        if !options.iter().any(|option| allowed(&option.id)) {
            let message = format!("各事项对「{}」允许的选项没有交集", element.name);
            findings.error(&subject, element.id.as_str(), message);
        }
        for (item, field) in uses {
            let known = |id: &&String| !options.iter().any(|option| option.id == **id);
            for unknown in field.options.iter().filter(known) {
                let subject = Subject::Item(item.code.clone());
                let message = format!("{} 没有选项 {unknown}", element.id);
                findings.error(&subject, unknown, message);
            }
        }
    }
}

fn of_material(catalogue: &Catalogue, material: &MaterialKind, findings: &mut Findings) {
    let uses = || {
        catalogue.items.values().flat_map(|item| {
            item.materials.iter().filter(|m| m.kind == material.id).map(move |m| (item, m))
        })
    };
    for (item, usage) in uses().filter(|(_, usage)| !usage.holders.is_empty()) {
        if !usage.holders.iter().any(|role| material.holders.contains(role)) {
            let subject = Subject::Item(item.code.clone());
            let message = format!("{} 的持有人不在材料字典允许的角色里", material.id);
            findings.error(&subject, material.id.as_str(), message);
        }
    }
}

/// Which items can wait for which: by results that serve as material elsewhere.
fn circles(catalogue: &Catalogue, findings: &mut Findings) {
    let mut makers: BTreeMap<&KindId, Vec<&ItemCode>> = BTreeMap::new();
    for item in catalogue.items.values().filter(|item| handled_here(item.acceptance)) {
        for result in item.results.iter().filter(|result| !result.replaces) {
            makers.entry(&result.kind).or_default().push(&item.code);
        }
    }
    let waits = |item: &Item| -> Vec<&ItemCode> {
        let kinds = item.materials.iter().filter_map(|usage| makers.get(&usage.kind));
        kinds.flatten().copied().filter(|code| **code != item.code).collect()
    };
    for item in catalogue.items.values() {
        let mut reached = BTreeSet::new();
        let mut open = waits(item);
        while let Some(code) = open.pop() {
            if reached.insert(code)
                && let Some(next) = catalogue.items.get(code)
            {
                open.extend(waits(next));
            }
        }
        if reached.contains(&item.code) {
            let subject = Subject::Item(item.code.clone());
            let message = format!("「{}」的结果绕了一圈又是自己的材料", item.name);
            findings.error(&subject, "results", message);
        }
    }
}
