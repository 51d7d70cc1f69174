//! Consistency of one item (domain.md §2.2, §2.6): code, cites, limits, routes, flow, service.

use super::{Findings, Subject};
use crate::catalogue::Catalogue;
use crate::catalogue::item::{
    AcceptanceMode, CaseKind, Cite, Item, ItemType, Limit, Route, Weight,
};
use crate::document::Nature;
use crate::identity::{self, IdentityKind};

/// Words that leave open what has to be brought (domain.md §2.6).
const VAGUE: [&str; 4] = ["其他", "其它", "相关", "有关"];

pub(super) fn check(catalogue: &Catalogue, findings: &mut Findings) {
    for item in catalogue.items.values() {
        let subject = Subject::Item(item.code.clone());
        code(catalogue, item, &subject, findings);
        cites(item, &subject, findings);
        routes(item, &subject, findings);
        flow(item, &subject, findings);
        thirteen(item, &subject, findings);
        remedies(catalogue, item, &subject, findings);
    }
    for material in catalogue.materials.values() {
        let subject = Subject::Material(material.id.clone());
        let name = material.name.replace("等级", "");
        if let Some(word) = VAGUE.iter().chain(&["等"]).find(|word| name.contains(*word)) {
            let message = format!("材料名称「{}」含兜底的「{word}」，请列明", material.name);
            findings.warning(&subject, &material.name, message);
        }
        if material.standards.is_empty() {
            findings.warning(&subject, material.id.as_str(), "没有受理标准");
        }
    }
    for theme in catalogue.themes.values() {
        let subject = Subject::Theme(theme.id.clone());
        cited(&theme.basis, "办理依据", "basis", &subject, findings);
    }
}

/// A local code has no digits in front; a national one must hold its parts together.
fn code(catalogue: &Catalogue, item: &Item, subject: &Subject, findings: &mut Findings) {
    let text = item.code.as_str();
    let local = text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if local {
        return;
    }
    // Today only serves to refuse a future birth, which an item code has not.
    if let Err(error) = identity::check(IdentityKind::ItemCode, text, jiff::civil::Date::MAX) {
        findings.error(subject, text, error.reason());
        return;
    }
    let organ = catalogue.departments.get(&item.department);
    if organ.is_some_and(|organ| !text.starts_with(&organ.uscc)) {
        let message = format!("事项编码前 18 位不是 {} 的统一社会信用代码", item.department);
        findings.error(subject, text, message);
    }
}

fn cites(item: &Item, subject: &Subject, findings: &mut Findings) {
    cited(&item.basis, "办理依据", "basis", subject, findings);
    for usage in &item.materials {
        cited(
            &usage.basis,
            &format!("材料 {}", usage.kind),
            usage.kind.as_str(),
            subject,
            findings,
        );
    }
    for route in &item.routes {
        cited(&route.basis, &format!("办理方式「{}」", route.name), &route.id, subject, findings);
    }
    for fee in &item.fees {
        cited(&fee.basis, &format!("收费「{}」", fee.name), &fee.name, subject, findings);
    }
}

fn cited(basis: &[Cite], what: &str, needle: &str, subject: &Subject, findings: &mut Findings) {
    let blank = |text: &Option<String>| text.as_ref().is_none_or(|t| t.trim().is_empty());
    if basis.is_empty() {
        findings.error(subject, needle, format!("{what}没有写依据"));
    }
    for cite in basis.iter().filter(|cite| blank(&cite.article) && blank(&cite.pending)) {
        let message = format!("{what}引用《{}》要写到条，或者写明待核", cite.law);
        findings.error(subject, &cite.law, message);
    }
}

fn routes(item: &Item, subject: &Subject, findings: &mut Findings) {
    let Some((ordinary, special)) = item.routes.split_last() else {
        findings.error(subject, "routes", "至少要有一种办理方式");
        return;
    };
    if ordinary.when.is_some() || special.iter().any(|route| route.when.is_none()) {
        let message = "最后一种办理方式不带条件，其余都要带条件";
        findings.error(subject, "routes", message);
    }
    for route in &item.routes {
        limits(route, subject, findings);
    }
    let deferral = item.routes.iter().any(|route| route.deferral);
    if let Some(usage) = item.materials.iter().find(|m| m.weight == Weight::Secondary)
        && !deferral
    {
        let message = format!("次要材料 {} 无法容缺：没有一种办理方式开放容缺", usage.kind);
        findings.warning(subject, usage.kind.as_str(), message);
    }
}

fn limits(route: &Route, subject: &Subject, findings: &mut Findings) {
    let on_the_spot = route.promised.days == 0;
    if (route.case_kind == CaseKind::Instant) != on_the_spot {
        let message = format!("「{}」：承诺 0 天与即办件应当一致", route.name);
        findings.error(subject, &route.id, message);
    }
    if route.statutory.is_some_and(|statutory| longer(route.promised, statutory)) {
        let message = format!("「{}」的承诺时限长于法定时限", route.name);
        findings.warning(subject, &route.id, message);
    }
    if route.declaration && route.deferral {
        let message = format!("「{}」不能既走告知承诺又开放容缺", route.name);
        findings.error(subject, &route.id, message);
    }
}

fn longer(promised: Limit, statutory: Limit) -> bool {
    promised.unit == statutory.unit && promised.days > statutory.days
}

fn flow(item: &Item, subject: &Subject, findings: &mut Findings) {
    let short = item.flow.checker.is_none() || item.flow.examiner == item.flow.decider;
    if item.item_type == ItemType::Permit && short && item.flow.short_flow_basis.is_none() {
        let message = "许可的承办、审核、决定由不同人员完成；一审一核要写明授权文件";
        findings.error(subject, "flow", message);
    }
    if item.flow.points.is_empty() {
        findings.warning(subject, "flow", "没有审查要点");
    }
}

/// The 13 elements that a type cannot force (domain.md §2.6), and the Wenzhou checks (§2.2).
fn thirteen(item: &Item, subject: &Subject, findings: &mut Findings) {
    let texts = [
        (item.scope.trim().is_empty(), "scope", "受理范围"),
        (item.conditions.is_empty(), "conditions", "审批条件"),
        (item.materials.is_empty(), "materials", "申请材料"),
        (item.service.is_empty(), "service", "审批服务"),
        (item.fields.is_empty(), "fields", "表单"),
        (item.steps.is_empty(), "steps", "办理流程"),
        (item.applicants.is_empty(), "applicants", "服务对象"),
    ];
    for (_, needle, name) in texts.iter().filter(|(missing, _, _)| *missing) {
        findings.error(subject, needle, format!("缺少{name}"));
    }
    if item.questions.is_empty() && item.no_questions.is_none() {
        findings.error(subject, "questions", "没有情形问题，要写明为什么不需要");
    }
    if item.procedure.as_str() == "P1" {
        for step in ["受理", "决定", "送达"] {
            if !item.steps.iter().any(|s| s.contains(step)) {
                findings.error(subject, "steps", format!("许可的办理流程缺少「{step}」"));
            }
        }
        if item.results.is_empty() {
            findings.error(subject, "results", "许可没有写审批证件");
        }
    }
    let elsewhere = match item.acceptance {
        AcceptanceMode::GuideOnly | AcceptanceMode::OutsideOnly => true,
        AcceptanceMode::CounterAccepts | AcceptanceMode::DepartmentAccepts => false,
    };
    if elsewhere && item.outside.is_none() && item.ended_advice.is_none() {
        findings.error(subject, "acceptance", "窗口不受理的事项要写明去哪里办");
    }
}

/// An administrative act names where to complain about it (行政复议法 art. 20).
fn remedies(catalogue: &Catalogue, item: &Item, subject: &Subject, findings: &mut Findings) {
    let act = catalogue.procedures.get(&item.procedure).map(|p| p.nature);
    let organ = catalogue.departments.get(&item.department);
    let administrative = act.is_some_and(|nature| nature != Nature::Service);
    if administrative && organ.is_some_and(|organ| organ.remedies.is_none()) {
        let message = format!("{} 没有写复议机关和法院", item.department);
        findings.error(subject, item.department.as_str(), message);
    }
}
