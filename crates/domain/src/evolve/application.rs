//! Facts about a whole application: receipt, materials, delivery, rating.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a fact that does not concern this part changes nothing in it"
)]

use std::collections::BTreeMap;

use super::{case, paper, task};
use crate::action::Opening;
use crate::application::{
    Application, Case, CaseTerms, Course, DeliveryRecord, HistoryEntry, Outcome, Rating, Stage,
    Stamp,
};
use crate::calendar::legal_date;
use crate::event::{Event, Fact};
use crate::ids::{CaseNo, ElementId, KindId};
use crate::intake::{Evidence, FieldValue, ValueSource};
use crate::proceeding::Proceeding;
use crate::rating::{Rated, RepairClosed, RepairStep};

/// The application that a receipt opens.
pub(super) fn begin(stamp: &Stamp, event: &Event) -> Option<Application> {
    let Fact::ApplicationReceived {
        application,
        intake,
        openings,
        terms,
        query_code,
        received_on,
        incomplete,
        ..
    } = &event.fact
    else {
        return None;
    };
    let open = |opening: &Opening| {
        let terms = terms.get(&opening.case)?;
        Some((opening.case.clone(), new_case(opening, terms, *received_on)))
    };
    let mut app = Application {
        id: application.clone(),
        hall: event.by.hall.clone(),
        received: stamp.clone(),
        received_on: *received_on,
        incomplete: *incomplete,
        intake: (**intake).clone(),
        query_code: query_code.clone(),
        cases: openings.iter().filter_map(open).collect(),
        papers: BTreeMap::new(),
        tasks: BTreeMap::new(),
        rating: None,
        history: Vec::new(),
    };
    paper::apply(&mut app.papers, &event.fact);
    remember(&mut app, stamp, &event.fact);
    Some(app)
}

fn new_case(opening: &Opening, terms: &CaseTerms, received_on: jiff::civil::Date) -> Case {
    Case {
        no: opening.case.clone(),
        item: opening.item.clone(),
        item_version: opening.item_version,
        department: opening.department.clone(),
        depends_on: opening.depends_on.clone(),
        terms: terms.clone(),
        inputs_on: None,
        stage: Stage::Received,
        outcome: None,
        received_on,
        acceptance: None,
        corrections: Vec::new(),
        decline_proposal: None,
        declined: None,
        claimed_by: None,
        course: Course::default(),
        findings: BTreeMap::new(),
        opinions: Vec::new(),
        returns: Vec::new(),
        decision: None,
        result: None,
        delivery: None,
        fees: Vec::new(),
        replaces: None,
    }
}

/// Applies a later fact.
pub(super) fn apply(app: &mut Application, stamp: &Stamp, fact: &Fact) {
    paper::apply(&mut app.papers, fact);
    task(&mut app.tasks, stamp, fact);
    match fact {
        Fact::MaterialAttached { kind, evidence, .. } => {
            app.intake.materials.insert(kind.clone(), evidence.clone());
        }
        Fact::MaterialDetached { kind, page, .. } => {
            if let Some(evidence) = app.intake.materials.get_mut(kind) {
                evidence.pages.retain(|p| p.blob != *page);
            }
        }
        Fact::MaterialChecked { kind, check } => {
            if let Some(evidence) = app.intake.materials.get_mut(kind) {
                evidence.check = check.clone();
            }
        }
        Fact::CorrectionSupplied { case, materials, values, .. } => {
            let waits = app.cases.get(case).is_some_and(|c| c.stage == Stage::Correcting);
            if waits {
                app.intake.materials.extend(materials.clone());
                app.intake.values.extend(typed(values));
            }
        }
        Fact::Proceeded { proceeding: Proceeding::DeferredSupply { materials, .. }, .. } => {
            app.intake.materials.extend(materials.clone());
        }
        Fact::Proceeded { proceeding: Proceeding::Amendment { values, .. }, .. } => {
            app.intake.values.extend(typed(values));
        }
        Fact::Proceeded { case, proceeding: proceeding @ Proceeding::Replacement { .. } } => {
            replace(app, case, proceeding);
        }
        Fact::ResultsDelivered { .. } => deliver(app, stamp, fact),
        Fact::VisitRated(Rated { grade, options, comment, .. }) => {
            app.rating.get_or_insert_with(|| Rating {
                grade: *grade,
                options: options.clone(),
                comment: comment.clone(),
                stamp: stamp.clone(),
                contacts: Vec::new(),
                closed: None,
            });
        }
        Fact::RatingRepaired { repair: step } => repair(app, stamp, step),
        _ => {}
    }
    case::apply(app, stamp, fact);
    if fact.case().is_some() {
        flow_on(app, stamp);
    }
    remember(app, stamp, fact);
}

/// The case of the right item goes on from the day of receipt of the wrong one.
fn replace(app: &mut Application, wrong: &CaseNo, proceeding: &Proceeding) {
    let Proceeding::Replacement { opening, terms, answers, values, .. } = proceeding else {
        return;
    };
    let Some(old) = app.cases.get(wrong) else {
        return;
    };
    if old.decision.is_some() || old.stage == Stage::Closed {
        return;
    }
    if app.cases.contains_key(&opening.case) {
        return;
    }
    let mut case = new_case(opening, terms, old.received_on);
    case.replaces = Some(wrong.clone());
    let item = old.item.clone();
    app.intake.choice.items.retain(|code| *code != item);
    if app.intake.choice.theme.is_some() {
        app.intake.choice.removed.push(item);
    }
    app.intake.choice.items.push(opening.item.clone());
    app.intake.answers.extend(answers.clone());
    app.intake.values.extend(typed(values));
    app.cases.insert(opening.case.clone(), case);
}

fn repair(app: &mut Application, stamp: &Stamp, step: &RepairStep) {
    let Some(rating) = app.rating.as_mut().filter(|rating| rating.open()) else {
        return;
    };
    match step {
        RepairStep::Contact { text } => rating.contacts.push((stamp.clone(), text.clone())),
        RepairStep::Close { finding, measures, callback } => {
            let closed = RepairClosed {
                finding: *finding,
                measures: measures.clone(),
                callback: callback.clone(),
            };
            rating.closed = Some((stamp.clone(), closed));
        }
    }
}

fn typed(
    values: &BTreeMap<ElementId, String>,
) -> impl Iterator<Item = (ElementId, FieldValue)> + '_ {
    let field = |text: &String| FieldValue { text: text.clone(), source: ValueSource::Typed };
    values.iter().map(move |(id, text)| (id.clone(), field(text)))
}

fn remember(app: &mut Application, stamp: &Stamp, fact: &Fact) {
    let mut fact = fact.clone();
    if let Fact::ApplicationReceived { intake, .. } = &mut fact {
        // the content stands in the application itself; the event keeps it as received
        **intake = crate::intake::Intake::default();
    }
    app.history.push(HistoryEntry { stamp: stamp.clone(), fact });
}

fn deliver(app: &mut Application, stamp: &Stamp, fact: &Fact) {
    let Fact::ResultsDelivered { cases, way, recipient, served_on, .. } = fact else {
        return;
    };
    for no in cases {
        let Some(case) = app.cases.get_mut(no) else {
            continue;
        };
        if case.decision.is_none() || case.delivery.is_some() {
            continue;
        }
        case.delivery = Some(DeliveryRecord {
            stamp: stamp.clone(),
            way: *way,
            recipient: recipient.clone(),
            on: *served_on,
        });
        case.stage = Stage::Closed;
    }
}

/// Hands outputs on to the cases that wait for them 先照后证 (clerk-notes E5). A case that ended
/// without an output holds the others up no longer: they need the material from elsewhere.
fn flow_on(app: &mut Application, stamp: &Stamp) {
    let settled: BTreeMap<CaseNo, Option<(KindId, Evidence)>> = app
        .cases
        .values()
        .filter(|case| case.outcome.is_some())
        .filter(|case| {
            let produced = case.result.is_some() || !case.terms.has_result;
            case.outcome != Some(Outcome::Granted) || produced
        })
        .map(|case| (case.no.clone(), case.result.as_ref().map(|r| output(&case.no, r))))
        .collect();
    for case in app.cases.values_mut() {
        let complete = case.depends_on.iter().all(|no| settled.contains_key(no));
        if complete && !case.depends_on.is_empty() && case.inputs_on.is_none() {
            case.inputs_on = Some(legal_date(stamp.at));
        }
        for (kind, evidence) in case.depends_on.iter().filter_map(|no| settled.get(no)?.as_ref()) {
            let slot = app.intake.materials.entry(kind.clone()).or_default();
            if slot.pages.is_empty() && slot.certificate.is_none() && slot.output_of.is_none() {
                *slot = evidence.clone();
            }
        }
    }
}

fn output(no: &CaseNo, result: &crate::action::ResultDocument) -> (KindId, Evidence) {
    let mut evidence = result.evidence.clone();
    evidence.output_of = Some(no.clone());
    (result.kind.clone(), evidence)
}
