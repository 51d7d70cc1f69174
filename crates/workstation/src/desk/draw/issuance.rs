//! The issuance desk 出件台 and 查询.

use domain::action::PrintOutcome;
use domain::application::{Application, Case, PaperRecord, Stage};
use domain::clocks::{Clocks, Lamp};
use domain::identity::{mask_number, mask_phone};
use domain::intake::OriginalState;
use domain::rights::{Act, Rights};
use domain::wire::StreamId;
use jiff::civil::Date;

use super::review::{acts, applicant_name};
use super::words::{
    kind_title, lamp_colour, leading, outcome_words, remaining_words, short_date, short_time,
    stage_and_lamp, stage_words,
};
use crate::desk::paper::PaperDesk;
use crate::view::{
    FoundCase, IssuanceView, LampColour, OriginalRow, PaperRow, PaperState, ReadyRow, ResultRow,
};

fn title(desk: &PaperDesk<'_>, application: &Application) -> String {
    let theme = application.intake.choice.theme.as_ref();
    if let Some(theme) = theme.and_then(|id| desk.catalogue.themes.get(id)) {
        return theme.name.clone();
    }
    let first = application.cases.values().next();
    first.map_or_else(String::new, |case| desk.catalogue.item_name(&case.item).to_owned())
}

/// A result that can be handed out: decided, its document made where one is due.
fn ready(case: &Case) -> bool {
    case.stage == Stage::Ready
}

/// A row of the list of applications with results.
#[must_use]
pub fn draw_ready(desk: &PaperDesk<'_>, application: &Application, today: Date) -> ReadyRow {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let done = application.cases.values().filter(|case| ready(case)).count();
    let total = application.cases.len();
    let waiting = application.cases.values().any(|case| case.stage < Stage::Ready);
    ReadyRow {
        application: application.id.to_string(),
        who: applicant_name(application),
        title: title(desk, application),
        ready: count(done),
        total: count(total),
        since: short_time(application.received.at, today),
        lamp: if waiting { LampColour::Yellow } else { LampColour::Green },
        lamp_text: if waiting {
            format!("{done}/{total} 已出")
        } else {
            "全部可领".to_owned()
        },
    }
}

/// Everything to hand out for one application.
#[must_use]
pub fn draw_issuance(
    desk: &PaperDesk<'_>,
    application: &Application,
    rights: &Rights,
) -> IssuanceView {
    let applicant = application.intake.applicant.as_ref();
    let deliver = rights.rows.iter().find(|r| r.act == Act::Deliver && r.allowed);
    let refused = rights.rows.iter().find(|r| r.act == Act::Deliver);
    let stream = StreamId::application(&application.id);
    IssuanceView {
        application: application.id.to_string(),
        who: applicant_name(application),
        number_masked: applicant.map_or_else(String::new, |a| mask_number(&a.id_number)),
        phone_masked: applicant.map_or_else(String::new, |a| mask_phone(&a.phone)),
        title: title(desk, application),
        method: application.intake.delivery.way,
        address: Some(application.intake.delivery.address.clone()).filter(|a| !a.is_empty()),
        results: application.cases.values().map(|case| result(desk, case)).collect(),
        originals: originals(desk, application),
        papers: papers_of(&stream, application.papers.values()),
        owed: application.owed_papers().map(owed).collect(),
        deliverable: deliver.is_some(),
        reason: if deliver.is_some() { None } else { refused.and_then(|r| r.reason.clone()) },
        acts: application.cases.values().next().map(|case| acts(rights, case)).unwrap_or_default(),
        rated: application.rating.is_some(),
    }
}

fn owed(record: &PaperRecord) -> String {
    format!("{} {}", kind_title(record.paper.kind), record.paper.number)
}

fn result(desk: &PaperDesk<'_>, case: &Case) -> ResultRow {
    let made = case.result.as_ref();
    let decided = case.decision.as_ref();
    let (lamp, state) = match case.stage {
        Stage::Ready => (LampColour::Green, "可领".to_owned()),
        Stage::Closed => (LampColour::None, stage_words(case.stage, case.outcome)),
        stage => (LampColour::Yellow, stage_words(stage, case.outcome)),
    };
    ResultRow {
        case_no: case.no.to_string(),
        item: desk.catalogue.item_name(&case.item).to_owned(),
        department: desk.organ(&case.department).to_owned(),
        outcome: case.outcome.map_or_else(String::new, |o| outcome_words(o).to_owned()),
        result: match (made, decided) {
            (Some(made), _) => format!("{} {}", made.name, made.number),
            (None, Some(decision)) => {
                format!("{} {}", kind_title(decision.paper.kind), decision.paper.number)
            }
            (None, None) => "—".to_owned(),
        },
        lamp,
        state,
        ready: ready(case),
    }
}

fn originals(desk: &PaperDesk<'_>, application: &Application) -> Vec<OriginalRow> {
    application
        .intake
        .materials
        .iter()
        .filter(|(_, evidence)| evidence.original == OriginalState::Kept)
        .map(|(kind, _)| OriginalRow {
            name: desk.catalogue.materials.get(kind).map_or_else(String::new, |k| k.name.clone()),
            text: "已收取原件".to_owned(),
        })
        .collect()
}

/// Papers with the printer's word.
#[must_use]
pub fn papers_of<'a>(
    stream: &StreamId,
    records: impl Iterator<Item = &'a PaperRecord>,
) -> Vec<PaperRow> {
    records
        .map(|record| {
            let (state, message) = match (&record.voided, &record.outcome) {
                (Some(reason), _) => (PaperState::Voided, Some(reason.clone())),
                (None, Some(PrintOutcome::Printed)) => (PaperState::Printed, None),
                (None, Some(PrintOutcome::Failed { reason })) => {
                    (PaperState::Failed, Some(reason.clone()))
                }
                (None, None) => (PaperState::Owed, Some("尚未打印，请补打".to_owned())),
            };
            PaperRow {
                stream: stream.0.clone(),
                kind: record.paper.kind,
                title: kind_title(record.paper.kind).to_owned(),
                number: record.paper.number.to_string(),
                state,
                message,
                reprints: record.reprints,
            }
        })
        .collect()
}

/// A case as 查询 answers: what to tell the applicant.
#[must_use]
pub fn draw_found(
    desk: &PaperDesk<'_>,
    application: &Application,
    case: &Case,
    clocks: &Clocks,
    (today, sync_text): (Date, String),
) -> FoundCase {
    let applicant = application.intake.applicant.as_ref();
    let number = applicant.map_or_else(String::new, |a| mask_number(&a.id_number));
    FoundCase {
        case_no: case.no.to_string(),
        application: application.id.to_string(),
        item: desk.catalogue.item_name(&case.item).to_owned(),
        who: format!("{} {number}", applicant_name(application)),
        department: desk.organ(&case.department).to_owned(),
        lamp: lamp_colour(clocks.lamp),
        stage: stage_and_lamp(case, clocks),
        since: short_time(application.received.at, today),
        next: next_words(case, clocks),
        sync_text,
    }
}

fn next_words(case: &Case, clocks: &Clocks) -> String {
    let held = case.course.open_step().filter(|_| clocks.lamp == Lamp::Paused);
    if let Some(step) = held {
        return format!("{}至 {}，不计入办理期限", step.kind.zh(), short_date(step.ends_by));
    }
    let waits = case.course.deferral.as_ref().filter(|deferral| !deferral.open.is_empty());
    if let Some(deferral) = waits.filter(|_| case.stage != Stage::Closed) {
        let (n, due) = (deferral.open.len(), short_date(deferral.due));
        return format!("请申请人于 {due} 前补齐容缺材料 {n} 项");
    }
    let due = leading(clocks).map(|clock| {
        format!(
            "{} 月 {} 日前（{}）",
            clock.due.date.month(),
            clock.due.date.day(),
            remaining_words(clock)
        )
    });
    match case.stage {
        Stage::Received if !case.depends_on.is_empty() && case.inputs_on.is_none() => {
            "等同批办件的证照产生后受理".to_owned()
        }
        Stage::Received => {
            due.map_or_else(|| "等待受理".to_owned(), |d| format!("{d}答复是否受理"))
        }
        Stage::Correcting => "请申请人按补正告知书补交材料".to_owned(),
        Stage::Accepted | Stage::Reviewing => {
            due.map_or_else(|| "审查中".to_owned(), |d| format!("{d}作出决定"))
        }
        Stage::Decided => "正在制证".to_owned(),
        Stage::Ready => "可以领取".to_owned(),
        Stage::Closed => "已办结".to_owned(),
    }
}
