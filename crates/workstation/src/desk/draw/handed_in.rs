//! A material as it was handed in: what it is worth, who checked it, and what is wrong with it.

use domain::application::Application;
use domain::catalogue::material::Trust;
use domain::catalogue::resolve::ResolvedMaterial;
use domain::intake::{Check, Evidence};

use super::material::{pages, produced, source_words};
use super::review::InboxFacts;
use crate::desk::paper::form_words;
use crate::view::{MaterialFault, ReviewMaterial};

/// A row of the materials of a case.
pub(super) fn draw_material(
    (material, no): (&ResolvedMaterial, u32),
    evidence: &Evidence,
    application: &Application,
    facts: &InboxFacts<'_>,
) -> ReviewMaterial {
    let level = evidence.pages.iter().map(|page| page.level).max().unwrap_or(Trust::D);
    let (source, level_tone) = source_words(Some(evidence));
    let absent = evidence.pages.iter().filter(|page| facts.absent.contains(&page.blob)).count();
    let note = if *evidence == Evidence::default() {
        Some("未交".to_owned())
    } else if let Check::Failed { problem } = &evidence.check {
        Some(format!("不合格：{problem}"))
    } else if produced(evidence) {
        Some("同批产生".to_owned())
    } else if evidence.verify_online {
        Some("待联网核验".to_owned())
    } else {
        None
    };
    ReviewMaterial {
        kind: material.kind.to_string(),
        no,
        name: material.name.clone(),
        level: if evidence.pages.is_empty() { "缺".to_owned() } else { format!("{level:?}") },
        level_tone,
        note,
        fault: fault(material, evidence),
        checked: checked(evidence, &source, application),
        watermark: evidence.pages.first().map(|p| p.watermark.clone()).unwrap_or_default(),
        pages: pages(evidence),
        pages_missing: u32::try_from(absent).unwrap_or(u32::MAX),
    }
}

/// What is missing or failed is what a 补正告知 asks for; the clerk finds it written and may change it.
fn fault(material: &ResolvedMaterial, evidence: &Evidence) -> Option<MaterialFault> {
    let form = form_words(material);
    match &evidence.check {
        _ if *evidence == Evidence::default() => {
            Some(MaterialFault { problem: "未提交".to_owned(), remedy: format!("补交{form}") })
        }
        Check::Failed { problem } => Some(MaterialFault {
            problem: problem.clone(),
            remedy: format!("更正后重新提交{form}"),
        }),
        Check::Passed | Check::Unchecked => None,
    }
}

/// Which checks were made, by whom: of a certificate exactly those that were.
fn checked(evidence: &Evidence, source: &str, application: &Application) -> Option<String> {
    if let Some(used) = &evidence.certificate {
        return Some(used.checks.join("；"));
    }
    let checker = evidence.pages.iter().find_map(|page| page.checker.as_ref())?;
    let stamp = application.history.iter().map(|entry| &entry.stamp).find(|s| s.user == *checker);
    let name = stamp.map_or(checker.as_str(), |stamp| stamp.name.as_str());
    Some(format!("{source} · 核验 {name}"))
}
