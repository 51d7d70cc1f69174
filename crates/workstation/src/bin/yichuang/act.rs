//! One act on a case 办理一步: the human part comes from a file, numbers and papers are added.

use std::fs;
use std::path::{Path, PathBuf};

use domain::ids::{CaseNo, KindId};
use domain::intake::OriginalState;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use workstation::desk::Workstation;
use workstation::view::{ActOutcome, ActRequest, PaperRow};

use crate::answer::{Answer, Failure};
use crate::home;
use crate::options::ActOptions;

/// A paper and where its PDF lies.
#[derive(Serialize)]
pub(crate) struct Printed {
    #[serde(flatten)]
    pub(crate) row: PaperRow,
    pub(crate) pdf: Option<PathBuf>,
}

#[derive(Serialize)]
struct Done {
    cases: Vec<String>,
    papers: Vec<Printed>,
    message: String,
    /// Submissions that have not reached the platform yet 待发.
    unsent: u32,
}

/// `{"type":"attach"}`: pages for a material of a received case, from files beside the action's.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Attach {
    #[serde(rename = "type")]
    _type: String,
    kind: KindId,
    files: Vec<PathBuf>,
    #[serde(default)]
    original: OriginalState,
    /// Looked at and in order 合格.
    #[serde(default)]
    passed: bool,
}

pub(crate) async fn run(options: &ActOptions) -> Result<Answer, Failure> {
    let text = fs::read_to_string(&options.file).map_err(|error| {
        let message = format!("文件「{}」读不了：{error}", options.file.display());
        Failure::new("action_unreadable", message)
    })?;
    let request: Value = serde_json::from_str(&text).map_err(|error| invalid(&error))?;
    let desk = home::at_desk(&options.home).await?;
    let answer = if request["type"] == "attach" {
        attach(&desk, request, options).await
    } else {
        act(&desk, request, options).await
    };
    desk.engine().close().await;
    answer
}

fn invalid(error: &serde_json::Error) -> Failure {
    Failure::new("action_invalid", format!("动作写得不对：{error}"))
}

async fn act(
    desk: &Workstation,
    mut request: Value,
    options: &ActOptions,
) -> Result<Answer, Failure> {
    let number = CaseNo::from(options.number.as_str());
    let view = desk.engine().case(&number).await?;
    if let Some(fields) = request.as_object_mut() {
        // The case stands on the command line; the file need not repeat it.
        let application = view.application().map(|application| application.id.to_string());
        fields.entry("case").or_insert_with(|| options.number.clone().into());
        fields.entry("cases").or_insert_with(|| vec![options.number.clone()].into());
        fields.entry("application").or_insert_with(|| application.into());
        fields.entry("stream").or_insert_with(|| view.id.0.clone().into());
    }
    let request: ActRequest = serde_json::from_value(request).map_err(|error| invalid(&error))?;
    let outcome = accepted(desk.act(request).await?)?;
    let papers = save_all(desk, outcome.papers, options.pdf.as_ref()).await?;
    let unsent = home::carry(desk.engine()).await?;
    let mut words = vec![outcome.message.clone()];
    words.extend(papers.iter().map(Printed::words));
    let done = Done { cases: outcome.cases, papers, message: outcome.message, unsent };
    Answer::new(&done, words.join("\n"))
}

async fn attach(
    desk: &Workstation,
    request: Value,
    options: &ActOptions,
) -> Result<Answer, Failure> {
    let Attach { kind, files, original, passed, .. } =
        serde_json::from_value(request).map_err(|error| invalid(&error))?;
    let case = CaseNo::from(options.number.as_str());
    let beside = options.file.parent().unwrap_or(Path::new("."));
    for file in &files {
        let path = beside.join(file);
        desk.import_more(case.clone(), kind.clone(), original, &path.to_string_lossy()).await?;
    }
    if passed {
        let check = ActRequest::CheckMaterial { case: case.clone(), kind, problem: None };
        accepted(desk.act(check).await?)?;
    }
    let unsent = home::carry(desk.engine()).await?;
    let message = format!("已补充材料 {} 份文件", files.len());
    let done = Done {
        cases: vec![case.to_string()],
        papers: Vec::new(),
        message: message.clone(),
        unsent,
    };
    Answer::new(&done, message)
}

/// An outcome that no rule refused.
pub(crate) fn accepted(outcome: ActOutcome) -> Result<ActOutcome, Failure> {
    match outcome.refusal {
        Some(refusal) => Err(Failure::from(refusal)),
        None => Ok(outcome),
    }
}

/// Writes the PDFs of papers that were handed over into a folder, if one is named.
pub(crate) async fn save_all(
    desk: &Workstation,
    rows: Vec<PaperRow>,
    folder: Option<&PathBuf>,
) -> Result<Vec<Printed>, Failure> {
    let mut papers = Vec::new();
    for row in rows {
        let mut pdf = None;
        if let Some(folder) = folder {
            let bytes = desk.pdf(&row.stream, &row.number).await?;
            let name = format!("{} {}.pdf", row.title, row.number).replace('/', "_");
            pdf = Some(save(folder.join(name), &bytes)?);
        }
        papers.push(Printed { row, pdf });
    }
    Ok(papers)
}

/// Writes one PDF.
pub(crate) fn save(path: PathBuf, bytes: &[u8]) -> Result<PathBuf, Failure> {
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder.and_then(|()| fs::write(&path, bytes)).map_err(|error| {
        let message = format!("文书写不进「{}」：{error}", path.display());
        Failure::new("pdf_unwritable", message)
    })?;
    Ok(path)
}

impl Printed {
    /// One line for a person.
    pub(crate) fn words(&self) -> String {
        let place = self.pdf.as_ref().map(|pdf| pdf.display().to_string()).unwrap_or_default();
        let word = self.row.message.clone().unwrap_or_default();
        format!("{} {} {place} {word}", self.row.title, self.row.number).trim_end().to_owned()
    }
}
