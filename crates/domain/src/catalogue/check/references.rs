//! Ids that lead nowhere, and things that nothing leads to.

use super::{Findings, Subject};
use crate::authorisation::Scope;
use crate::catalogue::Catalogue;
use crate::catalogue::item::Item;
use crate::ids::{DepartmentId, ElementId, KindId, QuestionId};
use std::collections::BTreeSet;

pub(super) fn check(catalogue: &Catalogue, findings: &mut Findings) {
    for item in catalogue.items.values() {
        of_item(catalogue, item, findings);
    }
    of_dictionaries(catalogue, findings);
    of_themes(catalogue, findings);
    of_register(catalogue, findings);
    unused(catalogue, findings);
}

fn of_item(catalogue: &Catalogue, item: &Item, findings: &mut Findings) {
    let subject = Subject::Item(item.code.clone());
    for id in [&item.department].into_iter().chain(&item.partners) {
        department(catalogue, &subject, id, findings);
    }
    if !catalogue.procedures.contains_key(&item.procedure) {
        let message = format!("没有程序 {}，请核对 procedures.yaml", item.procedure);
        findings.error(&subject, item.procedure.as_str(), message);
    }
    let materials = item.materials.iter().map(|usage| &usage.kind);
    for kind in materials.chain(item.results.iter().map(|result| &result.kind)) {
        if !catalogue.materials.contains_key(kind) {
            findings.error(&subject, kind.as_str(), format!("材料字典里没有 {kind}"));
        }
    }
    for field in &item.fields {
        if !catalogue.elements.contains_key(&field.element) {
            let message = format!("数据元字典里没有 {}", field.element);
            findings.error(&subject, field.element.as_str(), message);
        }
    }
    questions(catalogue, &subject, &item.questions, findings);
    twice(&subject, item.fields.iter().map(|f| f.element.as_str()), "字段", findings);
    twice(&subject, item.questions.iter().map(QuestionId::as_str), "问题", findings);
}

fn of_dictionaries(catalogue: &Catalogue, findings: &mut Findings) {
    for element in catalogue.elements.values() {
        let subject = Subject::Element(element.id.clone());
        if !catalogue.groups.iter().any(|group| group.id == element.group()) {
            let message = format!("没有表单分组「{}」，编号应写成「分组.字段」", element.group());
            findings.error(&subject, element.id.as_str(), message);
        }
        for source in &element.sources {
            let known = catalogue.certificates.get(&source.certificate);
            if !known.is_some_and(|kind| kind.data.contains(&source.data)) {
                let (certificate, data) = (&source.certificate, &source.data);
                let message = format!("证照 {certificate} 没有数据项「{data}」");
                findings.error(&subject, certificate, message);
            }
        }
    }
    for material in catalogue.materials.values() {
        let subject = Subject::Material(material.id.clone());
        for id in
            material.certificates.iter().filter(|id| !catalogue.certificates.contains_key(*id))
        {
            findings.error(&subject, id, format!("没有证照类型 {id}"));
        }
    }
}

fn of_themes(catalogue: &Catalogue, findings: &mut Findings) {
    for theme in catalogue.themes.values() {
        let subject = Subject::Theme(theme.id.clone());
        department(catalogue, &subject, &theme.lead, findings);
        questions(catalogue, &subject, &theme.questions, findings);
        for member in &theme.members {
            if !catalogue.items.contains_key(&member.item) {
                let message = format!("目录里没有事项 {}", member.item);
                findings.error(&subject, member.item.as_str(), message);
            }
        }
        twice(&subject, theme.members.iter().map(|m| m.item.as_str()), "事项", findings);
        if theme.members.len() < 2 {
            findings.error(&subject, "members", "一件事至少要有两个事项");
        }
    }
}

fn of_register(catalogue: &Catalogue, findings: &mut Findings) {
    for row in &catalogue.authorisations {
        let subject = Subject::Authorisation(row.id.clone());
        department(catalogue, &subject, &row.department, findings);
        let Scope::Only(items) = &row.items else {
            continue;
        };
        for code in items {
            let owner = catalogue.items.get(code).map(|item| &item.department);
            if owner != Some(&row.department) {
                let message = format!("部门 {} 没有事项 {code}", row.department);
                findings.error(&subject, code.as_str(), message);
            }
        }
    }
}

fn unused(catalogue: &Catalogue, findings: &mut Findings) {
    let items = || catalogue.items.values();
    let elements: BTreeSet<&ElementId> =
        items().flat_map(|i| &i.fields).map(|field| &field.element).collect();
    for id in catalogue.elements.keys().filter(|id| !elements.contains(id)) {
        let subject = Subject::Element(id.clone());
        findings.warning(&subject, id.as_str(), "没有事项用到这个数据元，请删除或补上引用");
    }
    let asked = items().flat_map(|i| &i.materials).map(|usage| &usage.kind);
    let given = items().flat_map(|i| &i.results).map(|result| &result.kind);
    let kinds: BTreeSet<&KindId> = asked.chain(given).collect();
    for id in catalogue.materials.keys().filter(|id| !kinds.contains(id)) {
        let subject = Subject::Material(id.clone());
        findings.warning(&subject, id.as_str(), "没有事项用到这种材料，请删除或补上引用");
    }
    let themes = catalogue.themes.values().flat_map(|theme| &theme.questions);
    let questions: BTreeSet<&QuestionId> =
        items().flat_map(|i| &i.questions).chain(themes).collect();
    for id in catalogue.questions.keys().filter(|id| !questions.contains(id)) {
        let subject = Subject::Question(id.clone());
        findings.warning(&subject, id.as_str(), "没有事项问这个问题，请删除或补上引用");
    }
}

fn department(
    catalogue: &Catalogue,
    subject: &Subject,
    id: &DepartmentId,
    findings: &mut Findings,
) {
    if !catalogue.departments.contains_key(id) {
        findings.error(subject, id.as_str(), format!("没有部门 {id}，请核对 departments.yaml"));
    }
}

fn questions(
    catalogue: &Catalogue,
    subject: &Subject,
    ids: &[QuestionId],
    findings: &mut Findings,
) {
    for id in ids.iter().filter(|id| !catalogue.questions.contains_key(id)) {
        findings.error(subject, id.as_str(), format!("没有问题 {id}，请核对 questions.yaml"));
    }
}

fn twice<'a>(
    subject: &Subject,
    ids: impl Iterator<Item = &'a str>,
    what: &str,
    findings: &mut Findings,
) {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            findings.error(subject, id, format!("{what} {id} 写了两次"));
        }
    }
}
