//! Material rows.

use domain::catalogue::item::Weight;
use domain::catalogue::material::{Keep, PaperForm, PaperType, Trust};
use domain::catalogue::resolve::{MaterialState, Resolved, ResolvedMaterial};
use domain::decide::evidence::fault;
use domain::intake::{Check, Evidence, Intake, OriginalState, PageSource};
use jiff::civil::Date;

use crate::view::{Dropped, LampColour, Material, MaterialPage, Tone};

/// Rows of the materials that are needed or possible, in canonical order.
pub(super) fn draw_materials(resolved: &Resolved, intake: &Intake, today: Date) -> Vec<Material> {
    let shown = resolved
        .materials
        .iter()
        .filter(|m| matches!(m.state, MaterialState::Needed | MaterialState::Possible { .. }));
    shown
        .zip(1..)
        .map(|(material, no)| draw_material(resolved, material, no, intake, today))
        .collect()
}

/// What is still to be done about a material; none when it is in order.
pub(super) fn gap(material: &ResolvedMaterial, intake: &Intake, today: Date) -> Option<String> {
    fault(intake, material, today).or_else(|| {
        let evidence = intake.materials.get(&material.kind)?;
        (evidence.check == Check::Unchecked
            && evidence.certificate.is_none()
            && !produced(evidence))
        .then(|| "待核验：请对照受理标准，回车为合格".to_owned())
    })
}

/// The material came out of another case of the same application 同批产生.
pub(super) fn produced(evidence: &Evidence) -> bool {
    evidence.output_of.is_some()
}

/// A form that this program prints, to be signed and scanned back (design §8).
#[must_use]
pub fn printable(material: &ResolvedMaterial) -> bool {
    material.paper == PaperType::ApplicationForm || !material.promises.is_empty()
}

/// What dropped out, and why.
pub(super) fn draw_dropped(resolved: &Resolved) -> Vec<Dropped> {
    let name = |code: &domain::ids::ItemCode| {
        let case = resolved.cases.iter().find(|case| case.item == *code);
        case.map_or_else(|| code.to_string(), |case| case.name.clone())
    };
    resolved
        .materials
        .iter()
        .filter_map(|material| {
            let reason = match &material.state {
                MaterialState::Needed | MaterialState::Possible { .. } => return None,
                MaterialState::Produced { by } => {
                    format!("由同批办理的「{}」产生", name(by))
                }
                MaterialState::Dropped { reason } => reason.clone(),
            };
            Some(Dropped { name: material.name.clone(), reason })
        })
        .collect()
}

fn draw_material(
    resolved: &Resolved,
    material: &ResolvedMaterial,
    no: u32,
    intake: &Intake,
    today: Date,
) -> Material {
    let evidence = intake.materials.get(&material.kind).filter(|e| !e.pages.is_empty());
    let possible = matches!(material.state, MaterialState::Possible { .. });
    let (source, source_tone) = source_words(evidence);
    let problem = gap(material, intake, today);
    let (lamp, check) = match (&problem, evidence) {
        _ if possible => (LampColour::None, "视情形".to_owned()),
        (Some(_), None) if material.weight == Weight::Optional => {
            (LampColour::None, "可不交".into())
        }
        (Some(_), None) => (LampColour::Red, "缺".to_owned()),
        (Some(problem), Some(evidence)) => {
            let waiting = evidence.check == Check::Unchecked;
            let lamp = if waiting { LampColour::Yellow } else { LampColour::Red };
            (lamp, if waiting { "待核验（回车合格）".to_owned() } else { problem.clone() })
        }
        (None, _) => (LampColour::Green, passed_words(evidence)),
    };
    Material {
        kind: material.kind.clone(),
        no,
        name: material.name.clone(),
        source,
        source_tone,
        pages: evidence.map(pages).unwrap_or_default(),
        used_by: used_by(resolved, material),
        lamp,
        check,
        guide: guide(material),
        can_scan: true,
        can_certificate: !material.certificates.is_empty(),
        can_print: printable(material),
        original: evidence.map_or(OriginalState::NotShown, |e| e.original),
        possible,
    }
}

/// Pages of a material, with labels.
pub(super) fn pages(evidence: &Evidence) -> Vec<MaterialPage> {
    let pages = evidence.pages.iter().zip(1..);
    pages
        .map(|(page, n): (_, u32)| MaterialPage {
            hash: page.blob.to_string(),
            label: format!("第 {n} 页"),
        })
        .collect()
}

/// Where a material came from, in words, with the tone of its tag.
pub(super) fn source_words(evidence: Option<&Evidence>) -> (String, Tone) {
    let Some(evidence) = evidence else {
        return ("未提交".to_owned(), Tone::None);
    };
    if evidence.certificate.is_some() {
        return ("电子证照 A".to_owned(), Tone::Ok);
    }
    if produced(evidence) {
        return ("同批产生 A".to_owned(), Tone::Ok);
    }
    let level = evidence.pages.iter().map(|p| p.level).max().unwrap_or(Trust::D);
    let file = evidence.pages.iter().any(|p| p.source == PageSource::File);
    let word = if file { "文件" } else { "扫描" };
    match level {
        Trust::A => (format!("{word} A"), Tone::Ok),
        Trust::B if evidence.verify_online => (format!("{word} B 待联网核验"), Tone::Warn),
        Trust::B => (format!("{word} B 已核原件"), Tone::Brand),
        Trust::C => (format!("{word} C 未核原件"), Tone::Warn),
        Trust::D => (format!("{word} D"), Tone::Gray),
    }
}

fn passed_words(evidence: Option<&Evidence>) -> String {
    match evidence {
        Some(e) if e.certificate.is_some() => "有效 · 持证人一致".to_owned(),
        Some(e) if e.verify_online => "合格 · 待联网核验".to_owned(),
        _ => "合格".to_owned(),
    }
}

fn used_by(resolved: &Resolved, material: &ResolvedMaterial) -> String {
    let asking: Vec<&str> = material
        .origins
        .iter()
        .filter(|origin| matches!(origin.state, MaterialState::Needed))
        .filter_map(|origin| resolved.cases.iter().find(|case| case.item == origin.item))
        .map(|case| case.short_name.as_str())
        .collect();
    match asking.len() {
        0 => String::new(),
        1 => asking[0].to_owned(),
        n if n == resolved.cases.len() && n == 2 => "两事项".to_owned(),
        n if n == resolved.cases.len() => format!("全部 {n} 事项"),
        n => format!("{} 等 {n} 事项", asking[0]),
    }
}

fn guide(material: &ResolvedMaterial) -> Vec<String> {
    let form = match material.form {
        PaperForm::Electronic => "电子件即可",
        PaperForm::Copy => "复印件",
        PaperForm::OriginalOrCopy => "原件或复印件",
        PaperForm::Original => "原件",
    };
    let keep = match material.keep {
        Keep::Returned => "核后退还",
        Keep::Kept => "收取原件",
    };
    let copies = material.copies.max(1);
    let mut lines = vec![format!("{form} {copies} 份 · {keep}")];
    if material.signed {
        lines.push("须申请人签字".to_owned());
    }
    if material.sealed {
        lines.push("须加盖公章".to_owned());
    }
    lines.extend(material.standards.iter().cloned());
    lines.extend(material.faults.iter().map(|fault| format!("常见问题：{fault}")));
    lines
}
