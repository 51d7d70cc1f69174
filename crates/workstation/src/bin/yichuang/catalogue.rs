//! The catalogue: check, search, show, merge.

use std::fmt::Write as _;
use std::path::Path;

use domain::catalogue::load::{Files, Problem, Severity, check_files};
use domain::catalogue::resolve::{
    BundlePromise, Counts, Inquiry, LeftOut, MaterialState, Resolved, ResolvedCase, ResolvedFee,
    ResolvedField, ResolvedMaterial, ResolvedQuestion, Selection, resolve,
};
use domain::catalogue::{Catalogue, RowKind};
use domain::ids::{ItemCode, ThemeId};
use serde::Serialize;
use workstation::forms;
use workstation::search::Search;

use crate::answer::{Answer, Failure};
use crate::numbers::today;
use crate::options::{CatalogueCommand, MergeOptions, Source};

pub(crate) fn run(command: &CatalogueCommand) -> Result<Answer, Failure> {
    match command {
        CatalogueCommand::Check { folder } => check(folder),
        CatalogueCommand::Search { text, limit, source } => search(text, *limit, source),
        CatalogueCommand::Show { code, source } => show(code, source),
        CatalogueCommand::Merge(options) => merge(options),
    }
}

/// The catalogue that is meant.
pub(crate) fn load(source: &Source) -> Result<Catalogue, Failure> {
    let files = match &source.folder {
        Some(folder) => read(folder)?,
        None => forms::compiled_in(),
    };
    Catalogue::parse(&files).map_err(|problems| invalid(&problems))
}

fn read(folder: &Path) -> Result<Files, Failure> {
    forms::read_dir(folder).map_err(|error| {
        let message = format!("目录文件夹「{}」读不了：{error}", folder.display());
        Failure::new("catalogue_unreadable", message)
    })
}

fn invalid(problems: &[Problem]) -> Failure {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    let mut lines = errors.map(place);
    let first = lines.next().unwrap_or_default();
    let message = match lines.count() {
        0 => format!("目录有错误：{first}"),
        more => format!("目录有 {} 处错误，第一处：{first}", more + 1),
    };
    Failure::new("catalogue_invalid", message)
}

fn place(problem: &Problem) -> String {
    let word = match problem.severity {
        Severity::Error => "错误",
        Severity::Warning => "提示",
    };
    format!("{}:{}: {word}：{}", problem.file, problem.line, problem.message)
}

#[derive(Serialize)]
struct Checked<'a> {
    items: usize,
    themes: usize,
    errors: usize,
    warnings: usize,
    problems: &'a [Problem],
}

fn check(folder: &Path) -> Result<Answer, Failure> {
    let files = read(folder)?;
    let problems = check_files(&files);
    let parsed = Catalogue::parse(&files).ok();
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let checked = Checked {
        items: parsed.as_ref().map_or(0, |catalogue| catalogue.items.len()),
        themes: parsed.as_ref().map_or(0, |catalogue| catalogue.themes.len()),
        errors,
        warnings: problems.len() - errors,
        problems: &problems,
    };
    let mut text = problems.iter().map(place).collect::<Vec<_>>().join("\n");
    let _ = write!(
        text,
        "\n事项 {} 个，一件事 {} 个，错误 {errors} 处，提示 {} 处",
        checked.items, checked.themes, checked.warnings
    );
    let answer = Answer::new(&checked, text.trim_start())?;
    Ok(if errors == 0 { answer } else { answer.but(invalid(&problems)) })
}

fn search(text: &str, limit: u32, source: &Source) -> Result<Answer, Failure> {
    let catalogue = load(source)?;
    let search = Search::build(catalogue.search_rows(), &catalogue.synonyms)
        .map_err(|error| Failure::new(error.code(), error.to_string()))?;
    let hits = search.search(text, usize::try_from(limit).unwrap_or(usize::MAX));
    let lines = hits.iter().map(|hit| {
        let kind = match hit.kind {
            RowKind::Item => "事项",
            RowKind::Theme => "一件事",
        };
        format!("{:>4} {kind} {} {} {}", hit.score, hit.code, hit.name, hit.department)
    });
    let text = match lines.collect::<Vec<_>>().join("\n") {
        none if none.is_empty() => format!("没有找到「{text}」"),
        lines => lines,
    };
    Answer::new(&hits, text)
}

fn show(code: &str, source: &Source) -> Result<Answer, Failure> {
    let catalogue = load(source)?;
    if let Some(item) = catalogue.items.get(&ItemCode::from(code)) {
        let organ = catalogue.departments.get(&item.department);
        let text = format!(
            "{}\n编码 {}\n实施机关 {}\n适用范围 {}\n申请材料 {} 项",
            item.name,
            item.code,
            organ.map_or("", |organ| organ.name_on(today())),
            item.scope,
            item.materials.len()
        );
        return Answer::new(item, text);
    }
    if let Some(theme) = catalogue.themes.get(&ThemeId::from(code)) {
        let members = theme
            .members
            .iter()
            .map(|member| format!("{} {}", member.item, catalogue.item_name(&member.item)));
        let members: Vec<String> = members.collect();
        return Answer::new(theme, format!("{}\n{}", theme.name, members.join("\n")));
    }
    let message = format!("目录里没有「{code}」：用 yichuang catalogue search 查找编码");
    Err(Failure::new("unknown_code", message))
}

/// The merged intake, fields in one list.
#[derive(Serialize)]
struct Merged {
    catalogue_version: u32,
    theme: Option<ThemeId>,
    counts: Counts,
    cases: Vec<ResolvedCase>,
    left_out: Vec<LeftOut>,
    questions: Vec<ResolvedQuestion>,
    fields: Vec<ResolvedField>,
    materials: Vec<ResolvedMaterial>,
    fees: Vec<ResolvedFee>,
    fee_total: u32,
    promise: BundlePromise,
    notices: Vec<String>,
}

impl From<Resolved> for Merged {
    fn from(resolved: Resolved) -> Self {
        Self {
            catalogue_version: resolved.catalogue_version,
            theme: resolved.theme,
            counts: resolved.counts,
            cases: resolved.cases,
            left_out: resolved.left_out,
            questions: resolved.questions,
            fields: resolved.groups.into_iter().flat_map(|group| group.fields).collect(),
            materials: resolved.materials,
            fees: resolved.fees,
            fee_total: resolved.fee_total,
            promise: resolved.promise,
            notices: resolved.notices,
        }
    }
}

fn merge(options: &MergeOptions) -> Result<Answer, Failure> {
    let catalogue = load(&options.source)?;
    let codes = |codes: &[String]| codes.iter().map(|code| ItemCode::from(code.as_str())).collect();
    let inquiry = Inquiry {
        selection: Selection {
            theme: options.theme.as_deref().map(ThemeId::from),
            items: codes(&options.items),
            removed: codes(&options.without),
        },
        answers: options.answers.iter().map(|(q, a)| (q.as_str().into(), a.clone())).collect(),
        values: options.values.iter().map(|(e, v)| (e.as_str().into(), v.clone())).collect(),
        applicant: options.applicant,
        by_agent: options.agent,
        on: options.on.unwrap_or_else(today),
    };
    known(&catalogue, &inquiry)?;
    let resolved = resolve(&catalogue, &inquiry)
        .map_err(|error| Failure::new(error.code(), error.to_string()))?;
    let merged = Merged::from(resolved);
    Answer::new(&merged, words(&merged))
}

/// A misspelt question, answer or field would be passed over in silence.
fn known(catalogue: &Catalogue, inquiry: &Inquiry) -> Result<(), Failure> {
    for (question, answer) in &inquiry.answers {
        let Some(asked) = catalogue.questions.get(question) else {
            let message = format!("目录里没有问题「{question}」");
            return Err(Failure::new("unknown_question", message));
        };
        if !asked.options.iter().any(|option| option.id == *answer) {
            let options: Vec<&str> = asked.options.iter().map(|option| &*option.id).collect();
            let message = format!("问题「{question}」的答案应为 {} 之一", options.join("、"));
            return Err(Failure::new("unknown_answer", message));
        }
    }
    match inquiry.values.keys().find(|element| !catalogue.elements.contains_key(element)) {
        None => Ok(()),
        Some(element) => {
            Err(Failure::new("unknown_element", format!("目录里没有数据元「{element}」")))
        }
    }
}

fn words(merged: &Merged) -> String {
    let counts = &merged.counts;
    let mut text = format!(
        "表单 {} 项 → {} 项；材料 {} 份 → {} 份；到场 {} 次 → {} 次\n",
        counts.fields_before,
        counts.fields_after,
        counts.materials_before,
        counts.materials_after,
        counts.visits_before,
        counts.visits_after
    );
    for case in &merged.cases {
        let _ = writeln!(text, "办件 {} {}（{}）", case.item, case.name, case.organ);
    }
    for question in merged.questions.iter().filter(|question| question.answer.is_none()) {
        let options: Vec<&str> = question.options.iter().map(|option| &*option.id).collect();
        let _ = writeln!(text, "未答 {} {} {}", question.id, question.text, options.join("/"));
    }
    for material in &merged.materials {
        let state = match &material.state {
            MaterialState::Needed => "需要",
            MaterialState::Possible { .. } => "可能",
            MaterialState::Produced { .. } => "同批产生",
            MaterialState::Dropped { .. } => "不需要",
        };
        let _ = writeln!(text, "材料 {state} {} {}", material.kind, material.name);
    }
    for notice in &merged.notices {
        let _ = writeln!(text, "提示 {notice}");
    }
    text
}
