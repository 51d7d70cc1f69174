//! One change of a draft (草稿), applied to its content. Nothing here is stored or refused: what
//! is typed is kept as typed, and the page says what is wrong with it.

use domain::action::Actor;
use domain::catalogue::item::ApplicantKind;
use domain::catalogue::material::Trust;
use domain::catalogue::resolve::Selection;
use domain::ids::{ElementId, ItemCode, KindId};
use domain::intake::{
    Agent, Check, Delivery, Evidence, FieldValue, IdKind, Intake, OriginalState, Page, PageSource,
    Party, ValueSource,
};

use crate::view::DraftEdit;

/// Watermark of a page compared with its original at the counter (国办函〔2016〕108号; level B).
const WATERMARK_CHECKED: &str = "此件经与原件核对无误，仅供办理政务服务事项时使用";

/// Applies one change.
pub(super) fn apply(intake: &mut Intake, edit: DraftEdit, actor: &Actor) {
    match edit {
        DraftEdit::Focus => {}
        DraftEdit::Ticket { text } => intake.ticket = text,
        DraftEdit::Party { place, text } => {
            set_field(intake, &ElementId(place), &text, ValueSource::Typed);
        }
        DraftEdit::ApplicantKind { kind } => set_kind(intake, kind),
        DraftEdit::IdKind { who, kind } => set_id_kind(intake, &who, kind),
        DraftEdit::ByAgent { yes } => set_agent(intake, yes),
        DraftEdit::Theme { id } => {
            intake.choice = Selection { theme: id, items: Vec::new(), removed: Vec::new() };
        }
        DraftEdit::AddItem { code } => add_item(&mut intake.choice, code),
        DraftEdit::RemoveItem { code } => remove_item(&mut intake.choice, code),
        DraftEdit::Answer { question, value } => {
            match value {
                Some(value) => intake.answers.insert(question, value),
                None => intake.answers.remove(&question),
            };
        }
        DraftEdit::Field { element, text } => {
            set_field(intake, &element, &text, ValueSource::Typed);
        }
        DraftEdit::Check { kind, problem } => check(intake, &kind, problem, actor),
        DraftEdit::Original { kind, state } => {
            intake.materials.entry(kind).or_default().original = state;
        }
        DraftEdit::RemovePage { kind, hash } => remove_page(intake, &kind, &hash),
        DraftEdit::Delivery { way, address, sms } => {
            intake.delivery = Delivery { way, address, sms };
        }
    }
}

/// Sets a field and, for the applicant's and the agent's places, the person behind it.
pub(super) fn set_field(intake: &mut Intake, element: &ElementId, text: &str, source: ValueSource) {
    intake.values.insert(element.clone(), FieldValue { text: text.to_owned(), source });
    let Some((group, place)) = element.as_str().split_once('.') else {
        return;
    };
    match group {
        "applicant" => {
            let party = intake.applicant.get_or_insert_with(|| new_party(ApplicantKind::Person));
            match place {
                "name" => text.clone_into(&mut party.name),
                "id_number" => {
                    party.id_number = normal_number(text);
                    party.source = source;
                    if let Some((kind, applicant)) = guess_kind(text) {
                        party.id_kind = kind;
                        party.kind = applicant;
                    }
                }
                "phone" => text.clone_into(&mut party.phone),
                "address" => text.clone_into(&mut party.address),
                _ => {}
            }
        }
        "agent" => {
            if let Some(agent) = &mut intake.agent {
                match place {
                    "name" => text.clone_into(&mut agent.name),
                    "id_number" => agent.id_number = normal_number(text),
                    "phone" => text.clone_into(&mut agent.phone),
                    "scope" => text.clone_into(&mut agent.scope),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// A number as it is compared and printed: an x typed for the check digit X is the same person.
fn normal_number(text: &str) -> String {
    text.trim().to_ascii_uppercase()
}

/// Kind of document that a number can only be, by its shape (domain.md §3.1–3.4).
fn guess_kind(text: &str) -> Option<(IdKind, ApplicantKind)> {
    let number = text.trim();
    let digits = number.chars().take(17).all(|c| c.is_ascii_digit());
    match (number.len(), digits, number.get(..2)) {
        (18, true, Some("81" | "82" | "83")) => {
            Some((IdKind::ResidencePermit, ApplicantKind::Person))
        }
        (18, true, Some(prefix)) if prefix.starts_with('9') => None,
        (18, true, _) => Some((IdKind::CitizenId, ApplicantKind::Person)),
        (18, false, Some("92")) => Some((IdKind::Uscc, ApplicantKind::IndividualBusiness)),
        (18, false, Some(_)) => Some((IdKind::Uscc, ApplicantKind::Enterprise)),
        _ => None,
    }
}

fn new_party(kind: ApplicantKind) -> Party {
    Party {
        kind,
        name: String::new(),
        id_kind: if kind == ApplicantKind::Person { IdKind::CitizenId } else { IdKind::Uscc },
        id_number: String::new(),
        phone: String::new(),
        address: String::new(),
        legal_representative: None,
        source: ValueSource::Typed,
    }
}

fn set_kind(intake: &mut Intake, kind: ApplicantKind) {
    let party = intake.applicant.get_or_insert_with(|| new_party(kind));
    party.kind = kind;
    party.id_kind = if kind == ApplicantKind::Person { IdKind::CitizenId } else { IdKind::Uscc };
}

fn set_id_kind(intake: &mut Intake, who: &str, kind: IdKind) {
    if who == "agent" {
        if let Some(agent) = &mut intake.agent {
            agent.id_kind = kind;
        }
    } else {
        let party = intake.applicant.get_or_insert_with(|| new_party(ApplicantKind::Person));
        party.id_kind = kind;
    }
}

fn set_agent(intake: &mut Intake, yes: bool) {
    if !yes {
        intake.agent = None;
        intake.values.retain(|element, _| !element.as_str().starts_with("agent."));
    } else if intake.agent.is_none() {
        intake.agent = Some(Agent {
            name: String::new(),
            id_kind: IdKind::CitizenId,
            id_number: String::new(),
            phone: String::new(),
            scope: String::new(),
            source: ValueSource::Typed,
        });
    }
}

fn add_item(choice: &mut Selection, code: ItemCode) {
    choice.removed.retain(|removed| *removed != code);
    if !choice.items.contains(&code) {
        choice.items.push(code);
    }
}

fn remove_item(choice: &mut Selection, code: ItemCode) {
    choice.items.retain(|item| *item != code);
    if choice.theme.is_some() && !choice.removed.contains(&code) {
        choice.removed.push(code);
    }
}

fn check(intake: &mut Intake, kind: &KindId, problem: Option<String>, actor: &Actor) {
    let evidence = intake.materials.entry(kind.clone()).or_default();
    evidence.check = match problem {
        Some(problem) => Check::Failed { problem },
        None => Check::Passed,
    };
    if evidence.check != Check::Passed {
        return;
    }
    if evidence.original == OriginalState::NotShown {
        evidence.original = OriginalState::SeenReturned;
    }
    vouch(evidence, actor);
}

/// The person compared the pages with the original: level B, with name and watermark.
pub(super) fn vouch(evidence: &mut Evidence, actor: &Actor) {
    let came = |page: &&mut Page| matches!(page.source, PageSource::Scan | PageSource::File);
    for page in evidence.pages.iter_mut().filter(came).filter(|page| page.checker.is_none()) {
        page.level = Trust::B;
        page.checker = Some(actor.user.clone());
        WATERMARK_CHECKED.clone_into(&mut page.watermark);
    }
}

fn remove_page(intake: &mut Intake, kind: &KindId, hash: &str) {
    if let Some(evidence) = intake.materials.get_mut(kind) {
        evidence.pages.retain(|page| page.blob.as_str() != hash);
        if evidence.pages.is_empty() {
            intake.materials.remove(kind);
        }
    }
}
