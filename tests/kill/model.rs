//! What a station must hold: folded from what its lives said, and compared with what it holds.

use std::collections::{BTreeMap, BTreeSet};

use domain::intake::Intake;
use domain::wire::StreamId;
use workstation::engine::Engine;
use workstation::store::{CaseFilter, DraftState};

use super::journal::{Line, Step};

/// A draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// Every place that was filled, with its text.
    pub(crate) places: BTreeMap<String, String>,
    pub(crate) focus: String,
    /// Pages of each material.
    pages: BTreeMap<String, usize>,
}

/// Numbers of an application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbers {
    cases: BTreeSet<String>,
    papers: BTreeSet<String>,
}

/// Everything that matters of a station.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Model {
    drafts: BTreeMap<String, Sheet>,
    /// The one being served.
    pub(crate) current: Option<String>,
    received: BTreeMap<String, Numbers>,
    /// What was begun and never came back.
    open: Option<Step>,
}

impl Model {
    /// Folds what a life said.
    pub(crate) fn take(&mut self, lines: &[Line]) {
        for line in lines {
            match line {
                Line::Will { step } => self.open = Some(step.clone()),
                Line::Did { step } => {
                    self.apply(step);
                    self.open = None;
                }
                Line::Here { .. } => {}
            }
        }
    }

    fn apply(&mut self, step: &Step) {
        match step {
            Step::Begin { draft, ticket } => {
                let sheet = self.drafts.entry(draft.clone()).or_default();
                sheet.places.insert("ticket".to_owned(), ticket.clone());
                "search".clone_into(&mut sheet.focus);
                self.current = Some(draft.clone());
            }
            Step::Edit { draft, place, text, focus } => {
                let sheet = self.drafts.entry(draft.clone()).or_default();
                sheet.places.insert(place.clone(), text.clone());
                sheet.focus.clone_from(focus);
            }
            Step::Page { draft, kind } => {
                let sheet = self.drafts.entry(draft.clone()).or_default();
                *sheet.pages.entry(kind.clone()).or_default() += 1;
            }
            Step::PageOut { draft, kind } => {
                let sheet = self.drafts.entry(draft.clone()).or_default();
                *sheet.pages.entry(kind.clone()).or_default() -= 1;
                sheet.pages.retain(|_, count| *count > 0);
            }
            Step::Park { .. } => self.current = None,
            Step::Recall { draft } => self.current = Some(draft.clone()),
            Step::Discard { draft } => self.end(draft),
            Step::Receive { draft, cases, papers } => {
                self.end(draft);
                let numbers = Numbers {
                    cases: cases.iter().cloned().collect(),
                    papers: papers.iter().cloned().collect(),
                };
                self.received.insert(draft.clone(), numbers);
            }
            Step::Other { .. } => {}
        }
    }

    fn end(&mut self, draft: &str) {
        self.drafts.remove(draft);
        if self.current.as_deref() == Some(draft) {
            self.current = None;
        }
    }

    /// What a station holds.
    pub(crate) async fn of(engine: &Engine) -> Self {
        let mut model = Self::default();
        for draft in engine.drafts().await.unwrap() {
            assert_ne!(draft.state, DraftState::Losing, "a copy of {} was put aside", draft.id);
            for page in draft.intake.materials.values().flat_map(|m| &m.pages) {
                assert!(engine.has_blob(&page.blob).await.unwrap(), "a page is missing");
            }
            model.drafts.insert(draft.id, sheet(&draft.intake, draft.focus));
        }
        model.current = engine.last_open_draft().await.unwrap().map(|draft| draft.id);
        let filter = CaseFilter { limit: u32::MAX, ..CaseFilter::default() };
        for (case, application) in engine.cases(&filter).await.unwrap() {
            let numbers = model.received.entry(application.application.clone()).or_default();
            numbers.cases.insert(case.case_no);
            let view = engine.stream(&StreamId(application.stream)).await.unwrap();
            numbers.papers.extend(view.application().unwrap().papers.keys().cloned());
        }
        model
    }

    /// What was taken back is out of the lists until a round brings it again.
    pub(crate) fn with_set_aside(&mut self, said: &Self) {
        for (id, numbers) in &said.received {
            self.received.entry(id.clone()).or_insert_with(|| numbers.clone());
        }
    }

    /// No number stands in two applications.
    pub(crate) fn assert_numbers_differ(&self) {
        let mut seen = BTreeSet::new();
        for numbers in self.received.values() {
            for number in numbers.cases.iter().chain(&numbers.papers) {
                assert!(seen.insert(number), "{number} was used twice");
            }
        }
    }

    /// What is found is what was said; what was under way was done wholly, or not at all.
    pub(crate) fn assert_holds(&self, found: &Self, when: &str) {
        let settled = Self { open: None, ..self.clone() };
        let mut wanted = vec![settled.clone()];
        match &self.open {
            Some(Step::Begin { .. }) => wanted.push(settled.with_beginning(found)),
            Some(step) => {
                let mut after = settled.clone();
                after.apply(step);
                wanted.push(after);
            }
            None => {}
        }
        let holds = wanted.iter().any(|wanted| wanted.is_held_by(found));
        assert!(holds, "{when}\nunder way: {:?}\nsaid: {wanted:#?}\nfound: {found:#?}", self.open);
    }

    /// A new applicant: the one before is parked first, and the draft is there before its focus.
    fn with_beginning(mut self, found: &Self) -> Self {
        let known = self.drafts.clone();
        let new = found.drafts.iter().filter(|(id, _)| !known.contains_key(*id)).take(1);
        self.drafts.extend(new.map(|(id, sheet)| (id.clone(), sheet.clone())));
        self.current.clone_from(&found.current);
        self
    }

    fn is_held_by(&self, found: &Self) -> bool {
        self.is_kept_in(found) && self.received.len() == found.received.len()
    }

    fn is_kept_in(&self, found: &Self) -> bool {
        let numbers = self.received.iter().all(|(id, numbers)| {
            found.received.get(id).is_some_and(|there| {
                numbers.cases.is_subset(&there.cases) && numbers.papers.is_subset(&there.papers)
            })
        });
        numbers && self.drafts == found.drafts && self.current == found.current
    }

    /// Carrying to and fro takes nothing away; others may have brought something.
    pub(crate) fn assert_kept_in(&self, after: &Self, when: &str) {
        assert!(self.is_kept_in(after), "{when}\nbefore sync: {self:#?}\nafter: {after:#?}");
    }

    /// Where the clerk stands.
    pub(crate) fn focus(&self) -> Option<(String, String)> {
        let id = self.current.clone()?;
        let focus = self.drafts.get(&id)?.focus.clone();
        Some((id, focus))
    }
}

fn sheet(intake: &Intake, focus: String) -> Sheet {
    let mut places = BTreeMap::from([("ticket".to_owned(), intake.ticket.clone())]);
    for (element, value) in &intake.values {
        places.insert(element.to_string(), value.text.clone());
    }
    for (question, answer) in &intake.answers {
        places.insert(format!("answer:{question}"), answer.clone());
    }
    if !intake.choice.items.is_empty() {
        let items: Vec<&str> = intake.choice.items.iter().map(|code| code.as_str()).collect();
        places.insert("items".to_owned(), items.join(" "));
    }
    let pages = intake.materials.iter().map(|(kind, m)| (kind.to_string(), m.pages.len()));
    Sheet { places, focus, pages: pages.filter(|(_, count)| *count > 0).collect() }
}
