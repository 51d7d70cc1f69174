//! The intake page 受理台.

use domain::calendar::WorkingCalendar;
use domain::catalogue::Catalogue;
use domain::catalogue::field::{Missing as Gap, missing};
use domain::catalogue::item::AcceptanceMode;
use domain::catalogue::resolve::{Resolved, ResolvedQuestion};
use domain::identity::mask_number;
use domain::intake::Intake;
use jiff::civil::Date;

use super::delivery::delivery_fields;
use super::field::draw_group;
use super::limits::draw_limits;
use super::material::{draw_dropped, draw_materials, gap};
use crate::desk::paper::delivery_words;
use crate::view::{
    Banner, Choice, ChosenItem, FormField, FormGroup, IntakeView, LampColour, Missing, Question,
    Step, StepId, WayOut, WayOutAct,
};

/// What the page shows besides the content.
#[derive(Clone, Debug)]
pub struct DraftMeta {
    /// Draft.
    pub id: String,
    /// Place focused last.
    pub focus: Option<String>,
    /// Serving began, RFC 3339.
    pub started_at: String,
    /// Last change durable, HH:MM:SS.
    pub saved_at: String,
    /// Warnings, such as the same applicant with the same item open.
    pub warnings: Vec<String>,
    /// Items that this person may accept at this counter.
    pub may_accept: bool,
    /// Why nothing may be received here, if so.
    pub receive_barred: Option<String>,
}

/// The page of a draft whose items resolve.
#[must_use]
pub fn draw_intake(
    catalogue: &Catalogue,
    calendar: &WorkingCalendar,
    intake: &Intake,
    resolved: &Resolved,
    (meta, today): (DraftMeta, Date),
) -> IntakeView {
    let groups: Vec<FormGroup> =
        resolved.groups.iter().map(|g| draw_group(catalogue, g, intake, today)).collect();
    let (persons, groups): (Vec<_>, Vec<_>) =
        groups.into_iter().partition(|g| g.id == "applicant" || g.id == "agent");
    let materials = draw_materials(resolved, intake, today);
    let gaps = gaps(catalogue, intake, resolved, today);
    let barred = meta.receive_barred.clone().or_else(|| guide_only(resolved));
    IntakeView {
        banner: banner(&meta, intake, title(catalogue, intake, resolved)),
        steps: steps(resolved, intake, &gaps, &groups, &materials),
        items: items(catalogue, intake, resolved),
        theme: theme_name(catalogue, intake),
        applicant: persons
            .into_iter()
            .flat_map(|group| group.fields)
            .chain(delivery_fields(intake))
            .collect(),
        relation: relation(intake),
        questions: resolved.questions.iter().map(draw_question).collect(),
        merged_before: resolved.counts.fields_before,
        merged_after: resolved.counts.fields_after,
        materials_before: resolved.counts.materials_before,
        dropped: draw_dropped(resolved),
        limits: draw_limits(resolved, calendar, today, delivery_words(intake)),
        papers: papers(resolved, meta.may_accept),
        way_out: way_out(&gaps, barred, meta.may_accept),
        warnings: meta.warnings.iter().cloned().chain(resolved.notices.iter().cloned()).collect(),
        missing: gaps,
        groups,
        materials,
        id: meta.id,
        focus: meta.focus,
        saved_at: meta.saved_at,
    }
}

/// The page before an item was chosen.
#[must_use]
pub fn draw_no_item(intake: &Intake, meta: DraftMeta, problem: String) -> IntakeView {
    IntakeView {
        banner: banner(&meta, intake, None),
        steps: all_steps().map(|id| Step { id, done: false, filled: None, total: None }).to_vec(),
        items: Vec::new(),
        theme: None,
        applicant: Vec::new(),
        relation: relation(intake),
        questions: Vec::new(),
        groups: Vec::new(),
        merged_before: 0,
        merged_after: 0,
        materials_before: 0,
        materials: Vec::new(),
        dropped: Vec::new(),
        missing: vec![Missing {
            focus: "search".to_owned(),
            text: problem.clone(),
            place: "事项".to_owned(),
        }],
        limits: Vec::new(),
        papers: Vec::new(),
        way_out: WayOut { act: WayOutAct::Receive, available: false, reason: problem },
        warnings: meta.warnings,
        id: meta.id,
        focus: meta.focus,
        saved_at: meta.saved_at,
    }
}

fn all_steps() -> [StepId; 6] {
    [
        StepId::Items,
        StepId::Applicant,
        StepId::Situation,
        StepId::Form,
        StepId::Materials,
        StepId::Receive,
    ]
}

fn relation(intake: &Intake) -> String {
    if intake.agent.is_some() { "agent" } else { "self" }.to_owned()
}

fn banner(meta: &DraftMeta, intake: &Intake, title: Option<String>) -> Banner {
    let applicant = intake.applicant.as_ref().filter(|a| !a.name.is_empty());
    let number = intake.applicant.as_ref().map(|a| a.id_number.as_str()).unwrap_or_default();
    let ticket = intake.ticket.trim();
    Banner {
        ticket: (!ticket.is_empty()).then(|| ticket.to_owned()),
        name: applicant.map(|a| a.name.clone()),
        number_masked: (!number.is_empty()).then(|| mask_number(number)),
        relation: applicant.map(|_| {
            intake
                .agent
                .as_ref()
                .map_or_else(|| "本人办理".to_owned(), |agent| format!("代办：{}", agent.name))
        }),
        title,
        started_at: meta.started_at.clone(),
    }
}

fn theme_name(catalogue: &Catalogue, intake: &Intake) -> Option<String> {
    let id = intake.choice.theme.as_ref()?;
    catalogue.themes.get(id).map(|theme| theme.name.clone())
}

fn title(catalogue: &Catalogue, intake: &Intake, resolved: &Resolved) -> Option<String> {
    let count = resolved.cases.len();
    match (theme_name(catalogue, intake), resolved.cases.first()) {
        (Some(theme), _) => Some(format!("{theme}（一件事 · {count} 个事项）")),
        (None, Some(first)) if count == 1 => Some(first.name.clone()),
        (None, Some(first)) => Some(format!("{} 等 {count} 个事项", first.name)),
        (None, None) => None,
    }
}

fn items(catalogue: &Catalogue, intake: &Intake, resolved: &Resolved) -> Vec<ChosenItem> {
    resolved
        .cases
        .iter()
        .map(|case| ChosenItem {
            code: case.item.clone(),
            name: case.name.clone(),
            department: case.organ.clone(),
            by_theme: intake.choice.theme.is_some() && !intake.choice.items.contains(&case.item),
            note: case.advice.clone().or_else(|| acceptance_note(case.acceptance)).or_else(|| {
                catalogue.items.get(&case.item).and_then(|item| item.notes.first().cloned())
            }),
        })
        .collect()
}

fn acceptance_note(mode: AcceptanceMode) -> Option<String> {
    match mode {
        AcceptanceMode::CounterAccepts => None,
        AcceptanceMode::DepartmentAccepts => Some("窗口收件，部门受理".to_owned()),
        AcceptanceMode::GuideOnly => Some("窗口只作指引、预约".to_owned()),
        AcceptanceMode::OutsideOnly => Some("在外部系统办理".to_owned()),
    }
}

pub(super) fn draw_question(question: &ResolvedQuestion) -> Question {
    let options = question.options.iter();
    Question {
        id: question.id.clone(),
        text: question.text.clone(),
        options: options.map(|o| Choice { value: o.id.clone(), label: o.label.clone() }).collect(),
        answer: question.answer.clone(),
        answered_by: question.derived.then(|| "已填内容".to_owned()),
        law: question.note.clone(),
    }
}

/// 还差: each line a jump.
fn gaps(catalogue: &Catalogue, intake: &Intake, resolved: &Resolved, today: Date) -> Vec<Missing> {
    let values = intake.inquiry(today).values;
    let check = |material: &_| gap(material, intake, today);
    missing(catalogue, resolved, &values, today, &check).into_iter().map(line).collect()
}

fn line(gap: Gap) -> Missing {
    match gap {
        Gap::Question { id, text } => {
            Missing { focus: format!("question:{id}"), text, place: "情形".to_owned() }
        }
        Gap::Field { element, message, .. } => {
            let person = ["applicant.", "agent."].iter().any(|p| element.as_str().starts_with(p));
            let place = if person { "申请人" } else { "表单" };
            Missing { focus: format!("field:{element}"), text: message, place: place.to_owned() }
        }
        Gap::Material { kind, name, message, .. } => Missing {
            focus: format!("material:{kind}"),
            text: if message.contains(&name) { message } else { format!("{name}：{message}") },
            place: "材料".to_owned(),
        },
    }
}

fn steps(
    resolved: &Resolved,
    intake: &Intake,
    gaps: &[Missing],
    groups: &[FormGroup],
    materials: &[crate::view::Material],
) -> Vec<Step> {
    let open = |place: &str| gaps.iter().any(|gap| gap.place == place);
    let filled = |field: &FormField| !field.value.trim().is_empty() && field.error.is_none();
    let fields = groups.iter().flat_map(|group| &group.fields);
    let count = |n: usize| u32::try_from(n).ok();
    let needed: Vec<_> = materials.iter().filter(|m| !m.possible).collect();
    let ready = needed.iter().filter(|m| m.lamp == LampColour::Green).count();
    let step = |id, done, filled, total| Step { id, done, filled, total };
    vec![
        step(StepId::Items, !resolved.cases.is_empty(), None, None),
        step(StepId::Applicant, intake.applicant.is_some() && !open("申请人"), None, None),
        step(StepId::Situation, !open("情形"), None, None),
        step(
            StepId::Form,
            !open("表单"),
            count(fields.clone().filter(|f| filled(f)).count()),
            count(fields.count()),
        ),
        step(StepId::Materials, !open("材料"), count(ready), count(needed.len())),
        step(StepId::Receive, false, None, None),
    ]
}

fn guide_only(resolved: &Resolved) -> Option<String> {
    let outside = resolved.cases.iter().find(|case| {
        matches!(case.acceptance, AcceptanceMode::GuideOnly | AcceptanceMode::OutsideOnly)
    })?;
    Some(format!("「{}」窗口只作指引，请打印一次性告知单", outside.short_name))
}

fn way_out(gaps: &[Missing], barred: Option<String>, may_accept: bool) -> WayOut {
    let act = if may_accept { WayOutAct::Accept } else { WayOutAct::Receive };
    if let Some(reason) = barred {
        return WayOut { act, available: false, reason };
    }
    match gaps.len() {
        0 => WayOut {
            act, available: true, reason: "打印收件凭证；可受理的同时受理".to_owned()
        },
        n => WayOut {
            act,
            available: false,
            reason: format!("还差 {n} 项，补齐后可用；也可照现状收件"),
        },
    }
}

fn papers(resolved: &Resolved, may_accept: bool) -> Vec<String> {
    let mut lines = vec!["收件凭证".to_owned()];
    for case in &resolved.cases {
        let accepts = may_accept
            && case.acceptance == AcceptanceMode::CounterAccepts
            && case.depends_on.is_empty();
        if accepts {
            lines.push(format!("{}：受理文书", case.short_name));
        } else if !case.depends_on.is_empty() {
            lines.push(format!("{}：先照后证，受理时打印", case.short_name));
        }
    }
    lines
}
