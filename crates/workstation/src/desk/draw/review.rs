//! The review desk 审批台.

use std::collections::BTreeMap;

use domain::application::{Application, Case, Stage};
use domain::calendar::WorkingCalendar;
use domain::catalogue::item::Cite;
use domain::catalogue::resolve::CaseShare;
use domain::clocks::Clocks;
use domain::document::{FormSection, Labelled};
use domain::ids::{BlobHash, CaseNo};
use domain::intake::Evidence;
use domain::rights::Rights;
use jiff::civil::Date;

use super::course::{draw_course, lapsed};
use super::handed_in::draw_material;
use super::history::draw_history;
use super::slips::slips_offered;
use super::words::{
    decline_words, lamp_colour, leading, outcome_words, remaining_words, short_date, short_time,
    stage_and_lamp, stage_words, step_name,
};
use crate::desk::paper::PaperDesk;
use crate::desk::supplement::asked;
use crate::view::{
    ActRow, AnswerRow, FieldName, GroupRows, InboxRow, LabelValue, LampColour, OpinionRow,
    OtherCase, PointRow, PointState, ProposedDecline, ReviewMaterial, ReviewView, Tone,
};

/// What the review desk knows besides the state.
#[derive(Clone, Debug)]
pub struct InboxFacts<'a> {
    /// Catalogue and person.
    pub desk: PaperDesk<'a>,
    /// Clocks of the case.
    pub clocks: Clocks,
    /// Clocks of the cases beside it.
    pub others: BTreeMap<CaseNo, Clocks>,
    /// Rights of the person.
    pub rights: Rights,
    /// Pages that are not on this station yet.
    pub absent: Vec<BlobHash>,
    /// Working days.
    pub calendar: &'a WorkingCalendar,
    /// Sync word of the case.
    pub sync_text: String,
}

/// A row of the inbox.
#[must_use]
pub fn draw_inbox_row(
    facts: &InboxFacts<'_>,
    application: &Application,
    case: &Case,
    today: Date,
) -> InboxRow {
    let counter = application.received.counter.as_ref();
    let place = counter.map_or_else(String::new, |counter| format!("{counter} 号窗 "));
    let mark = mark(case, today);
    InboxRow {
        case_no: case.no.to_string(),
        item: facts.desk.catalogue.item_name(&case.item).to_owned(),
        who: format!(
            "{} · {place}{} {}",
            applicant_name(application),
            short_time(application.received.at, today),
            stage_words(case.stage, case.outcome)
        ),
        lamp: lamp_colour(facts.clocks.lamp),
        lamp_text: leading(&facts.clocks)
            .map_or_else(|| facts.clocks.lamp.zh().to_owned(), remaining_words),
        mark_tone: if mark.is_some() { Tone::Warn } else { Tone::None },
        mark,
    }
}

fn mark(case: &Case, today: Date) -> Option<String> {
    let returned = case.returns.iter().any(|r| r.answered.is_none());
    if returned {
        Some("已退回窗口".to_owned())
    } else if case.decline_proposal.is_some() && case.stage == Stage::Received {
        Some("拟不予受理".to_owned())
    } else if let Some(ground) = lapsed(case, today).filter(|_| case.stage != Stage::Closed) {
        Some(ground.zh().to_owned())
    } else if case.claimed_by.is_none() && case.stage != Stage::Closed {
        Some("待认领".to_owned())
    } else {
        None
    }
}

pub(super) fn applicant_name(application: &Application) -> String {
    application.intake.applicant.as_ref().map_or_else(String::new, |a| a.name.clone())
}

/// One case, split to its organ.
#[must_use]
pub fn draw_review(
    facts: &InboxFacts<'_>,
    application: &Application,
    case: &Case,
    today: Date,
) -> ReviewView {
    let desk = &facts.desk;
    let catalogue = desk.catalogue;
    let share = desk.share(application, case);
    let (groups, materials) = share.as_ref().map_or_else(Default::default, |(share, sections)| {
        (group_rows(sections), material_rows(share, application, case, facts))
    });
    let fields = share.iter().flat_map(|(share, _)| &share.groups).flat_map(|group| &group.fields);
    let item = catalogue.items.get(&case.item);
    let theme = application.intake.choice.theme.as_ref();
    let me = &desk.actor.user;
    ReviewView {
        case_no: case.no.to_string(),
        application: application.id.to_string(),
        item: catalogue.item_name(&case.item).to_owned(),
        theme: theme.and_then(|id| catalogue.themes.get(id)).map(|theme| theme.name.clone()),
        applicant: applicant_name(application),
        lamp: lamp_colour(facts.clocks.lamp),
        lamp_text: leading(&facts.clocks)
            .map_or_else(|| stage_words(case.stage, case.outcome), remaining_words),
        due_text: due_text(&facts.clocks),
        stage: stage_words(case.stage, case.outcome),
        claimed_by: case.claimed_by.as_ref().map(|stamp| stamp.name.clone()),
        mine: case.claimed_by.as_ref().is_some_and(|stamp| stamp.user == *me),
        groups,
        answers: answer_rows(application, facts),
        fields: fields
            .map(|f| FieldName { element: f.element.clone(), label: f.name.clone() })
            .collect(),
        asked: asked(application, case),
        materials,
        points: points(case),
        points_note: site_note(case),
        others: others(facts, application, case),
        history: draw_history(application, &case.no, (today, &desk.actor.user)),
        acts: acts(&facts.rights, case),
        status: status(&facts.rights, case),
        opinions: opinions(case, today),
        decline_proposal: proposed_decline(case),
        grounds: item.map(grounds).unwrap_or_default(),
        registration: item.is_some_and(|item| registers(facts, item)),
        course: draw_course(desk, application, case, facts.calendar),
        slips: slips_offered(desk, application, case),
        sync_text: facts.sync_text.clone(),
    }
}

fn group_rows(sections: &[FormSection]) -> Vec<GroupRows> {
    let row = |row: &Labelled| LabelValue { label: row.label.clone(), value: row.value.clone() };
    sections
        .iter()
        .map(|section| GroupRows {
            title: section.title.clone(),
            rows: section.rows.iter().map(row).collect(),
        })
        .collect()
}

fn material_rows(
    share: &CaseShare,
    application: &Application,
    case: &Case,
    facts: &InboxFacts<'_>,
) -> Vec<ReviewMaterial> {
    let shown = share.materials.iter().filter_map(|material| {
        let evidence = application.evidence(&material.kind);
        // what is missing is shown too: it is what a 补正告知 asks for
        let missing = case.terms.needs.contains(&material.kind).then(Evidence::default);
        Some((material, evidence.cloned().or(missing)?))
    });
    shown
        .zip(1..)
        .map(|((material, evidence), no)| {
            draw_material((material, no), &evidence, application, facts)
        })
        .collect()
}

/// 登记 instead of 准予.
fn registers(facts: &InboxFacts<'_>, item: &domain::catalogue::item::Item) -> bool {
    let procedure = facts.desk.catalogue.procedures.get(&item.procedure);
    procedure.is_some_and(|p| p.deciding == domain::authorisation::Power::Register)
}

fn due_text(clocks: &Clocks) -> String {
    let mut parts = Vec::new();
    for (word, clock) in [("承诺", &clocks.promise), ("法定", &clocks.statutory)] {
        if let Some(clock) = clock {
            let mark = if clock.due.provisional { "（暂算）" } else { "" };
            parts.push(format!("{word} {}{mark}", short_date(clock.due.date)));
        }
    }
    if parts.is_empty()
        && let Some(receive) = &clocks.receive
    {
        parts.push(format!("应于 {} 前答复", short_date(receive.due.date)));
    }
    parts.join(" · ")
}

fn answer_rows(application: &Application, facts: &InboxFacts<'_>) -> Vec<AnswerRow> {
    let inquiry = application.intake.inquiry(application.received_on);
    let resolved = domain::catalogue::resolve::resolve(facts.desk.catalogue, &inquiry);
    let Ok(resolved) = resolved else {
        return Vec::new();
    };
    crate::desk::paper::answers(&resolved)
        .into_iter()
        .map(|row| AnswerRow { question: row.label, answer: row.value, law: None })
        .collect()
}

fn points(case: &Case) -> Vec<PointRow> {
    use domain::action::Finding;
    case.terms
        .points
        .iter()
        .map(|text| PointRow {
            id: text.clone(),
            text: text.clone(),
            state: match case.findings.get(text) {
                Some(Finding::Met) => PointState::Met,
                Some(Finding::NotMet) => PointState::NotMet,
                Some(Finding::Open) | None => PointState::Open,
            },
        })
        .collect()
}

/// Whether the site was checked, where it must be.
fn site_note(case: &Case) -> Option<String> {
    if !case.terms.site_check {
        return None;
    }
    Some(match case.course.site_checks.last() {
        None => "待现场核查（两人以上）".to_owned(),
        Some(check) => format!("已现场核查 {}", short_date(check.on)),
    })
}

fn others(facts: &InboxFacts<'_>, application: &Application, case: &Case) -> Vec<OtherCase> {
    application
        .cases
        .values()
        .filter(|other| other.no != case.no)
        .map(|other| draw_other(facts, other))
        .collect()
}

/// A case beside it, with its own lamp: one that is late or waits is seen at once.
fn draw_other(facts: &InboxFacts<'_>, other: &Case) -> OtherCase {
    let settled = matches!(other.stage, Stage::Decided | Stage::Ready | Stage::Closed);
    let clocks = facts.others.get(&other.no).filter(|_| !settled);
    OtherCase {
        department: facts.desk.organ(&other.department).to_owned(),
        item: facts.desk.catalogue.item_name(&other.item).to_owned(),
        lamp: match clocks {
            _ if settled => LampColour::Green,
            Some(clocks) => lamp_colour(clocks.lamp),
            None => LampColour::None,
        },
        text: match (other.stage, other.outcome, clocks) {
            (Stage::Decided | Stage::Ready, Some(outcome), _) => outcome_words(outcome).to_owned(),
            (_, _, Some(clocks)) => stage_and_lamp(other, clocks),
            (stage, outcome, None) => stage_words(stage, outcome),
        },
    }
}

/// The day after the term for 补正告知: what is lawful then must be read, not guessed
/// (行政许可法 art. 32(1)(4)).
const LATE: &str = "correction.late";

/// Acts of a person on one case.
pub(super) fn acts(rights: &Rights, case: &Case) -> Vec<ActRow> {
    rights
        .rows
        .iter()
        .filter(|right| right.case.as_ref().is_none_or(|no| *no == case.no))
        .map(|right| ActRow {
            act: right.act,
            available: right.allowed,
            told: right.code.as_deref() == Some(LATE),
            reason: right.reason.clone(),
            article: right.article.clone(),
        })
        .collect()
}

/// What is in the way of the decision, for the bottom line.
fn status(rights: &Rights, case: &Case) -> String {
    use domain::rights::Act;
    if case.stage == Stage::Closed {
        return String::new();
    }
    let decide =
        rights.rows.iter().find(|r| r.act == Act::Approve && r.case.as_ref() == Some(&case.no));
    decide
        .filter(|right| !right.allowed)
        .and_then(|right| right.reason.clone())
        .unwrap_or_else(|| "承办 → 审核 → 决定由不同人员完成".to_owned())
}

fn opinions(case: &Case, today: Date) -> Vec<OpinionRow> {
    let proposed = case.decline_proposal.iter().map(|(stamp, ground, reason)| OpinionRow {
        who: stamp.name.clone(),
        post: "拟不予受理".to_owned(),
        text: format!("{}。{reason}", decline_words(ground)),
        at: short_time(stamp.at, today),
    });
    let given = case.opinions.iter().map(|opinion| OpinionRow {
        who: opinion.stamp.name.clone(),
        post: step_name(opinion.step).to_owned(),
        text: opinion.text.clone(),
        at: short_time(opinion.stamp.at, today),
    });
    proposed.chain(given).collect()
}

fn proposed_decline(case: &Case) -> Option<ProposedDecline> {
    let (_, ground, reason) = case.decline_proposal.as_ref()?;
    Some(ProposedDecline { ground: ground.clone(), reason: reason.clone() })
}

fn grounds(item: &domain::catalogue::item::Item) -> Vec<String> {
    item.basis.iter().map(Cite::zh).collect()
}
