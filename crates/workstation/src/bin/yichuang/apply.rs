//! A whole counter application from one JSON file 后补录: the same steps as at the desk, one after
//! the other, and the same papers.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use domain::catalogue::item::ApplicantKind;
use domain::ids::{ElementId, ItemCode, KindId, QuestionId, ThemeId};
use domain::intake::{DeliveryWay, IdKind, OriginalState};
use serde::{Deserialize, Serialize};
use workstation::desk::Workstation;
use workstation::view::{ActOutcome, DraftEdit, IntakeView};

use crate::act::{Printed, accepted, save_all};
use crate::answer::{Answer, Failure};
use crate::home;
use crate::options::ApplyOptions;

/// What the file says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    /// Queue ticket 排队号.
    #[serde(default)]
    ticket: String,
    applicant: Person,
    #[serde(default)]
    agent: Option<Person>,
    #[serde(default)]
    theme: Option<ThemeId>,
    /// Items, or optional members of the theme.
    #[serde(default)]
    items: Vec<ItemCode>,
    /// Members of the theme that are not wanted.
    #[serde(default)]
    without: Vec<ItemCode>,
    #[serde(default)]
    answers: BTreeMap<QuestionId, String>,
    #[serde(default)]
    form: BTreeMap<ElementId, String>,
    #[serde(default)]
    materials: Vec<Material>,
    #[serde(default)]
    delivery: Option<Delivery>,
    #[serde(default)]
    decision: Decision,
}

/// Applicant or agent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    #[serde(default)]
    kind: Option<ApplicantKind>,
    #[serde(default)]
    id_kind: Option<IdKind>,
    id_number: String,
    name: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    address: String,
    /// What an agent may do 委托权限.
    #[serde(default)]
    scope: String,
}

/// What stands for one material.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Material {
    kind: KindId,
    /// Pictures or PDFs, beside the order's file.
    #[serde(default)]
    files: Vec<PathBuf>,
    /// Take the e-certificate: the one with this number or identifier, or with `true` the only
    /// usable one.
    #[serde(default)]
    certificate: Option<Certificate>,
    #[serde(default)]
    original: Option<OriginalState>,
    /// Looked at and in order 合格.
    #[serde(default)]
    passed: bool,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Certificate {
    Any(bool),
    Named(String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Delivery {
    way: DeliveryWay,
    #[serde(default)]
    address: String,
    #[serde(default)]
    sms: bool,
}

/// How the visit ends.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Decision {
    /// 收件, and 受理 where the counter is authorised.
    #[default]
    Receive,
    /// 照现状收件: incomplete, because the applicant insists.
    ReceiveAsIs,
    /// 一次性告知单 without 收件.
    Guidance,
    /// Nothing yet: the draft stays.
    Keep,
}

/// What became of it.
#[derive(Serialize)]
struct Done {
    draft: String,
    cases: Vec<String>,
    papers: Vec<Printed>,
    message: String,
    /// What was still missing 还差.
    missing: Vec<String>,
    /// Submissions that have not reached the platform yet 待发.
    unsent: u32,
}

pub(crate) async fn run(options: &ApplyOptions) -> Result<Answer, Failure> {
    let text = fs::read_to_string(&options.file).map_err(|error| {
        let message = format!("文件「{}」读不了：{error}", options.file.display());
        Failure::new("order_unreadable", message)
    })?;
    let order: Order = serde_json::from_str(&text).map_err(|error| {
        let message = format!("文件「{}」写得不对：{error}", options.file.display());
        Failure::new("order_invalid", message)
    })?;
    let desk = home::at_desk(&options.home).await?;
    let beside = options.file.parent().unwrap_or(Path::new("."));
    let answer = apply(&desk, order, beside, options).await;
    desk.engine().close().await;
    answer
}

async fn apply(
    desk: &Workstation,
    order: Order,
    beside: &Path,
    options: &ApplyOptions,
) -> Result<Answer, Failure> {
    let draft = desk.start(&order.ticket).await?.id;
    let ended = end(desk, &draft, &order, beside).await;
    let (outcome, missing) = match ended {
        Ok(ended) => ended,
        Err(failure) => {
            // What was entered stays as a parked draft, to be finished at the desk.
            desk.park(&draft).await?;
            return Err(failure);
        }
    };
    let papers = save_all(desk, outcome.papers, options.pdf.as_ref()).await?;
    let unsent = home::carry(desk.engine()).await?;
    let (cases, message) = (outcome.cases, outcome.message);
    let done = Done { draft, cases, papers, message, missing, unsent };
    let words = words(&done);
    Answer::new(&done, words)
}

/// Fills the draft and ends the visit as ordered; also says what was missing.
async fn end(
    desk: &Workstation,
    draft: &str,
    order: &Order,
    beside: &Path,
) -> Result<(ActOutcome, Vec<String>), Failure> {
    let page = fill(desk, draft, order, beside).await?;
    let missing: Vec<String> = page.missing.iter().map(|line| line.text.clone()).collect();
    let outcome = match order.decision {
        Decision::Receive => desk.receive(draft, false).await?,
        Decision::ReceiveAsIs => desk.receive(draft, true).await?,
        Decision::Guidance => desk.guidance(draft).await?,
        Decision::Keep => {
            desk.park(draft).await?;
            ActOutcome { message: "已暂存".to_owned(), ..ActOutcome::default() }
        }
    };
    Ok((accepted(outcome)?, missing))
}

/// Types, answers and attaches everything.
async fn fill(
    desk: &Workstation,
    draft: &str,
    order: &Order,
    beside: &Path,
) -> Result<IntakeView, Failure> {
    let mut page = None;
    for edit in edits(order) {
        page = Some(desk.edit(draft, edit, None).await?);
    }
    for material in &order.materials {
        page = Some(attach(desk, draft, material, beside).await?);
    }
    match page {
        Some(page) => Ok(page),
        None => Ok(desk.edit(draft, DraftEdit::Focus, None).await?),
    }
}

fn edits(order: &Order) -> Vec<DraftEdit> {
    let mut edits = person("applicant", &order.applicant);
    if let Some(agent) = &order.agent {
        edits.push(DraftEdit::ByAgent { yes: true });
        edits.extend(person("agent", agent));
    }
    if order.theme.is_some() {
        edits.push(DraftEdit::Theme { id: order.theme.clone() });
    }
    let add = order.items.iter().map(|code| DraftEdit::AddItem { code: code.clone() });
    let remove = order.without.iter().map(|code| DraftEdit::RemoveItem { code: code.clone() });
    edits.extend(add.chain(remove));
    edits.extend(order.answers.iter().map(|(question, value)| DraftEdit::Answer {
        question: question.clone(),
        value: Some(value.clone()),
    }));
    edits.extend(
        order.form.iter().map(|(element, text)| DraftEdit::Field {
            element: element.clone(),
            text: text.clone(),
        }),
    );
    edits.extend(order.delivery.iter().map(|delivery| DraftEdit::Delivery {
        way: delivery.way,
        address: delivery.address.clone(),
        sms: delivery.sms,
    }));
    edits
}

fn person(who: &str, person: &Person) -> Vec<DraftEdit> {
    let mut edits = Vec::new();
    if let (Some(kind), "applicant") = (person.kind, who) {
        edits.push(DraftEdit::ApplicantKind { kind });
    }
    for (place, text) in [
        ("id_number", &person.id_number),
        ("name", &person.name),
        ("phone", &person.phone),
        ("address", &person.address),
        ("scope", &person.scope),
    ] {
        if !text.is_empty() {
            let place = format!("{who}.{place}");
            edits.push(DraftEdit::Party { place, text: text.clone() });
        }
    }
    if let Some(kind) = person.id_kind {
        edits.push(DraftEdit::IdKind { who: who.to_owned(), kind });
    }
    edits
}

async fn attach(
    desk: &Workstation,
    draft: &str,
    material: &Material,
    beside: &Path,
) -> Result<IntakeView, Failure> {
    let kind = &material.kind;
    for file in &material.files {
        let path = beside.join(file);
        desk.import(draft, kind.clone(), &path.to_string_lossy()).await?;
    }
    let wanted = match &material.certificate {
        Some(Certificate::Named(name)) => Some(Some(name.as_str())),
        Some(Certificate::Any(true)) => Some(None),
        Some(Certificate::Any(false)) | None => None,
    };
    if let Some(name) = wanted {
        let identifier = usable(desk, draft, kind, name).await?;
        desk.take_certificate(draft, kind.clone(), &identifier).await?;
    }
    if let Some(state) = material.original {
        desk.edit(draft, DraftEdit::Original { kind: kind.clone(), state }, None).await?;
    }
    let edit = if material.passed {
        DraftEdit::Check { kind: kind.clone(), problem: None }
    } else {
        DraftEdit::Focus
    };
    Ok(desk.edit(draft, edit, None).await?)
}

/// Identifier of the one certificate that may be used for a material, by number if one is named.
async fn usable(
    desk: &Workstation,
    draft: &str,
    kind: &KindId,
    name: Option<&str>,
) -> Result<String, Failure> {
    let mut offers = desk.certificates(draft, Some(kind.clone())).await?;
    offers.retain(|offer| name.is_none_or(|name| name == offer.number || name == offer.identifier));
    let mut usable = offers.iter().filter(|offer| offer.usable);
    match (usable.next(), usable.next()) {
        (Some(offer), None) => Ok(offer.identifier.clone()),
        (Some(_), Some(_)) => {
            let message = format!("材料「{kind}」有多份可用的电子证照：请在文件里写明证照号码");
            Err(Failure::new("certificate_ambiguous", message))
        }
        (None, _) => {
            let reason = offers.iter().find_map(|offer| offer.reason.clone());
            let reason = reason.unwrap_or_else(|| "没有查到电子证照".to_owned());
            Err(Failure::new("certificate_none", format!("材料「{kind}」：{reason}")))
        }
    }
}

fn words(done: &Done) -> String {
    let mut lines = vec![done.message.clone()];
    lines.extend(done.cases.iter().map(|case| format!("办件 {case}")));
    lines.extend(done.papers.iter().map(Printed::words));
    lines.extend(done.missing.iter().map(|line| format!("还差 {line}")));
    lines.join("\n")
}
