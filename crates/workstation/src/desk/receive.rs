//! 收件 and 受理 at the counter: one gesture, one commit, then the printer.

use domain::action::{Action, Opening};
use domain::application::{Application, Case, Stream};
use domain::catalogue::resolve::{Resolved, resolve};
use domain::clocks::{deemed_as_of, receive_start};
use domain::document::{DocumentData, DocumentKind, lawful};
use domain::ids::{ApplicationId, CaseNo, KindId};
use domain::intake::Intake;
use domain::refusal::Refusal;
use domain::rights::{Act, rights};
use domain::wire::StreamId;

use super::paper::{PaperDesk, document_word, needed};
use super::{Table, Workstation};
use crate::engine::Pen;
use crate::view::{ActOutcome, Fault};

/// The material kind that a signed 授权委托书 is scanned into.
const POWER_OF_ATTORNEY: &str = "power-of-attorney";

impl Workstation {
    /// 收件 (and 受理 where authorised); prints the papers.
    ///
    /// # Errors
    /// A rule said no, or the disk does not take it: nothing was done, nothing typed is lost.
    pub async fn receive(&self, draft: &str, as_is: bool) -> Result<ActOutcome, Fault> {
        let table = self.table()?;
        let visit = self.engine.draft(draft).await?;
        let content = visit.intake.clone();
        let id = ApplicationId(draft.to_owned());
        let stream = StreamId::application(&id);
        let training = table.training;
        let submitted = self
            .engine
            .submit(&stream, Some(draft), move |pen| {
                let mut papers = vec![receive(pen, &id, content, as_is, training)?];
                papers.extend(accept_all(pen, training)?);
                Ok(papers)
            })
            .await;
        match submitted {
            Ok(submitted) => {
                // Only now: a refused receipt ends no visit.
                let message = beside("已收件", self.end_visit(&visit, true).await);
                let cases = match &submitted.view.state {
                    Stream::Application(app) => app.cases.keys().map(ToString::to_string).collect(),
                    Stream::Empty | Stream::CounterDay(_) => Vec::new(),
                };
                let papers = self.print_all(&submitted.view.id, submitted.value).await;
                Ok(ActOutcome { refusal: None, cases, papers, message })
            }
            Err(error) => super::acts::refused(error),
        }
    }

    /// Prints the form to sign 申请书.
    ///
    /// # Errors
    /// No items chosen yet, or the printer failed.
    pub async fn print_form(&self, draft: &str, kind: KindId) -> Result<ActOutcome, Fault> {
        let table = self.table()?;
        let content = self.engine.draft(draft).await?.intake;
        let resolved = resolved(&table, &content)?;
        let material = resolved.materials.iter().find(|material| material.kind == kind);
        let papers = table.papers();
        let data = match material {
            Some(material) if material.kind.as_str() == POWER_OF_ATTORNEY => {
                self.power_of_attorney(&content)?
            }
            Some(material) => papers.to_sign(&content, &resolved, material),
            None => papers.application_form(&content, &resolved),
        };
        let paper = self.print_loose(&data).await?;
        Ok(ActOutcome {
            message: "已打印，请申请人签字后按 F6 扫描".to_owned(),
            papers: vec![paper],
            ..ActOutcome::default()
        })
    }

    /// Prints the 一次性告知单 and ends the visit without 收件; the draft stays parked.
    ///
    /// # Errors
    /// No items chosen yet, or a number is not at hand.
    pub async fn guidance(&self, draft: &str) -> Result<ActOutcome, Fault> {
        let table = self.table()?;
        let visit = self.engine.draft(draft).await?;
        let (id, content) = (visit.id.clone(), visit.intake.clone());
        let resolved = resolved(&table, &content)?;
        let Some(stream) = self.day_stream()? else {
            return Err(Fault::new("number.no_counter", "本机不是受理窗口，不能出具一次性告知单"));
        };
        let training = table.training;
        let submitted = self
            .engine
            .submit(&stream, None, move |pen| guide(pen, (&id, &content), &resolved, training))
            .await;
        let submitted = match submitted {
            Ok(submitted) => submitted,
            Err(error) => return super::acts::refused(error),
        };
        let papers = self.print_all(&submitted.view.id, vec![submitted.value]).await;
        let parked = match self.end_visit(&visit, false).await {
            Ok(()) => self.engine.park_draft(draft).await.map_err(Fault::from),
            Err(fault) => Err(fault),
        };
        let message = beside("已出具一次性告知单；草稿已暂存，申请人再来时可叫回", parked);
        Ok(ActOutcome { message, papers, ..ActOutcome::default() })
    }
}

/// An act stands even if what belongs beside it could not be kept: that is told with the outcome,
/// never instead of it.
pub(super) fn beside(message: &str, kept: Result<(), Fault>) -> String {
    match kept {
        Ok(()) => message.to_owned(),
        Err(fault) => format!("{message}。接待记录没有保存：{}", fault.message),
    }
}

pub(super) fn resolved(table: &Table, content: &Intake) -> Result<Resolved, Fault> {
    resolve(&table.in_force.catalogue, &content.inquiry(table.today()))
        .map_err(|error| Fault::new(error.code(), error.to_string()))
}

/// The paper desk as a pen sees it.
pub(super) fn paper_desk(pen: &Pen, training: bool) -> PaperDesk<'_> {
    PaperDesk {
        catalogue: &pen.in_force().catalogue,
        actor: pen.actor(),
        now: domain::calendar::legal_time(pen.at()),
        offline: pen.offline(),
        training,
    }
}

fn guide(
    pen: &mut Pen,
    (visit, content): (&str, &Intake),
    resolved: &Resolved,
    training: bool,
) -> Result<DocumentData, Refusal> {
    let word = hall_word(pen, DocumentKind::GuidanceNotice);
    let number = pen.document_no(&word)?;
    let data = paper_desk(pen, training).guidance(content, resolved, (number, visit));
    let paper = pen.keep_paper(&data);
    let names: Vec<&str> = resolved.cases.iter().map(|c| c.short_name.as_str()).collect();
    pen.act(Action::GiveGuidance {
        ticket: content.ticket.clone(),
        applicant: content.applicant.as_ref().map_or_else(String::new, |a| a.name.clone()),
        matter: names.join("、"),
        paper,
    })?;
    Ok(data)
}

/// Number word of a paper of the hall.
pub(super) fn hall_word(pen: &Pen, kind: DocumentKind) -> String {
    let hall = pen.actor().hall.clone();
    document_word(&pen.in_force().catalogue, &hall, &Default::default(), kind)
}

fn receive(
    pen: &mut Pen,
    id: &ApplicationId,
    mut content: Intake,
    as_is: bool,
    training: bool,
) -> Result<DocumentData, Refusal> {
    let catalogue = pen.in_force().catalogue.clone();
    let resolved = resolve(&catalogue, &content.inquiry(pen.today()))
        .map_err(|error| Refusal::new(error.code(), error.to_string()))?;
    // what dropped out of the situation is not handed in
    let kept: Vec<&KindId> = needed(&resolved).iter().map(|material| &material.kind).collect();
    content.materials.retain(|kind, _| kept.contains(&kind));
    let openings = openings(pen, &resolved)?;
    let query_code = pen.query_code();
    let word = hall_word(pen, DocumentKind::Receipt);
    let number = pen.document_no(&word)?;
    let calendar = pen.in_force().calendar.clone();
    let data = paper_desk(pen, training).receipt(
        &content,
        &resolved,
        &openings,
        (number, &query_code),
        &calendar,
    );
    // A receipt that may not be printed would be owed for ever.
    lawful(&data)?;
    let paper = pen.keep_paper(&data);
    pen.act(Action::Receive {
        application: id.clone(),
        intake: Box::new(content),
        openings,
        query_code,
        paper,
        incomplete: as_is,
    })?;
    Ok(data)
}

fn openings(pen: &mut Pen, resolved: &Resolved) -> Result<Vec<Opening>, Refusal> {
    let mut openings: Vec<Opening> = Vec::new();
    for case in &resolved.cases {
        let version = pen.in_force().number;
        let number = |code: &_| openings.iter().find(|o| o.item == *code).map(|o| o.case.clone());
        let depends_on: Vec<CaseNo> = case.depends_on.iter().filter_map(number).collect();
        openings.push(Opening {
            case: pen.case_no()?,
            item: case.item.clone(),
            item_version: version,
            department: case.department.clone(),
            depends_on,
        });
    }
    Ok(openings)
}

/// 受理 of every case that this person may accept now.
fn accept_all(pen: &mut Pen, training: bool) -> Result<Vec<DocumentData>, Refusal> {
    let open: Vec<CaseNo> = rights(pen.state(), pen.actor(), &pen.context())
        .rows
        .into_iter()
        .filter(|right| right.act == Act::Accept && right.allowed)
        .filter_map(|right| right.case)
        .collect();
    let mut papers = Vec::new();
    for case in open {
        papers.extend(accept(pen, &case, training)?);
    }
    Ok(papers)
}

/// 受理 of one case, with the paper that its procedure has.
pub(super) fn accept(
    pen: &mut Pen,
    no: &CaseNo,
    training: bool,
) -> Result<Option<DocumentData>, Refusal> {
    let (app, case) = case_of(pen, no)?;
    let calendar = pen.in_force().calendar.clone();
    let corrected = case.corrections.iter().any(|c| c.complete);
    let procedure = pen.in_force().catalogue.procedures.get(&case.terms.procedure);
    let today = pen.today();
    // after the term silence has accepted it: the paper says so, as of the day of receipt (E19)
    let deemed = case.acceptance.as_ref().is_some_and(|acceptance| acceptance.deemed)
        || procedure.is_some_and(|p| deemed_as_of(&case, p, &calendar, today).is_some());
    let on = if corrected || deemed { receive_start(&case) } else { today };
    let promised = domain::clocks::promised_by(&case.terms, on, &calendar);
    let resolved = resolve(&pen.in_force().catalogue, &app.intake.inquiry(app.received_on))
        .map_err(|error| Refusal::new(error.code(), error.to_string()))?;
    let probe = Default::default();
    let has_paper = paper_desk(pen, training)
        .acceptance(&app, &case, &resolved, (on, deemed), (&promised, probe))
        .is_some();
    let data = if has_paper {
        let number = organ_number(pen, &case, DocumentKind::AcceptanceNotice)?;
        let dated = (on, deemed);
        paper_desk(pen, training).acceptance(&app, &case, &resolved, dated, (&promised, number))
    } else {
        None
    };
    let paper = data.as_ref().map(|data| pen.keep_paper(data));
    pen.act(Action::Accept {
        case: no.clone(),
        accepted_on: on,
        promised_by: promised.date,
        paper,
    })?;
    Ok(data)
}

/// Next number of a paper in the case's organ's name.
pub(super) fn organ_number(
    pen: &mut Pen,
    case: &Case,
    kind: DocumentKind,
) -> Result<domain::ids::DocumentNo, Refusal> {
    let hall = pen.actor().hall.clone();
    let word = document_word(&pen.in_force().catalogue, &hall, &case.department, kind);
    pen.document_no(&word)
}

/// The application and one of its cases, as the pen sees them.
pub(super) fn case_of(pen: &Pen, no: &CaseNo) -> Result<(Application, Case), Refusal> {
    let found = pen
        .state()
        .application()
        .and_then(|app| app.cases.get(no).map(|case| (app.clone(), case.clone())));
    found.ok_or_else(|| Refusal::new("case.unknown", format!("找不到办件 {no}，请刷新列表后再试")))
}
