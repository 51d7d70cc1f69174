//! The pen 经办笔: what an act may draw, see and write while it is being made.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::action::{Action, Actor, Context, Paper};
use domain::application::Stream;
use domain::decide::decide;
use domain::document::DocumentData;
use domain::evolve::evolve;
use domain::ids::{BlobHash, CaseNo, DocumentNo};
use domain::refusal::Refusal;
use jiff::Timestamp;
use jiff::civil::Date;

use super::edition::InForce;
use super::numbers::Numbers;
use crate::clock::{Clock, legal_date};

/// Letters of a 查询码: none that look alike.
const CODE_LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Draws numbers, sees the state, and writes actions; all of it becomes durable at once, or none.
#[derive(Debug)]
pub struct Pen {
    pub(super) actor: Actor,
    pub(super) at: Timestamp,
    pub(super) in_force: Arc<InForce>,
    pub(super) offline: bool,
    pub(super) missing_pages: Arc<BTreeSet<BlobHash>>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) division: Option<String>,
    pub(super) state: Stream,
    pub(super) numbers: Numbers,
    pub(super) actions: Vec<Action>,
    pub(super) wanted_word: Option<String>,
    pub(super) papers: Vec<DocumentData>,
}

impl Pen {
    /// The stream as it stands, with what this pen wrote already.
    #[must_use]
    pub fn state(&self) -> &Stream {
        &self.state
    }

    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Now, as the submission will claim it.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// Legal date of now.
    #[must_use]
    pub fn today(&self) -> Date {
        legal_date(self.at)
    }

    /// Catalogue and calendar in force.
    #[must_use]
    pub fn in_force(&self) -> &InForce {
        &self.in_force
    }

    /// Whether the platform is out of reach 离线.
    #[must_use]
    pub fn offline(&self) -> bool {
        self.offline
    }

    /// Next case number of this counter.
    ///
    /// # Errors
    /// The station is no counter, the catalogue does not know the hall, or the day is full.
    pub fn case_no(&mut self) -> Result<CaseNo, Refusal> {
        let today = self.today();
        let Some(counter) = &self.actor.counter else {
            return Err(Refusal::new(
                "number.no_counter",
                "本机不是受理窗口，不能编办件号。请到受理窗口办理。",
            ));
        };
        let Some(division) = &self.division else {
            return Err(Refusal::new(
                "number.no_division",
                "目录中没有本大厅的行政区划代码，不能编办件号。请联系管理员补全目录。",
            ));
        };
        self.numbers.case_no(division, counter.as_str(), today)
    }

    /// Next document number of a word in the year of today.
    ///
    /// # Errors
    /// The ranges in hand are used up.
    pub fn document_no(&mut self, word: &str) -> Result<DocumentNo, Refusal> {
        let year = self.today().year();
        let drawn = self.numbers.document_no(word, year);
        if drawn.is_err() {
            self.wanted_word = Some(word.to_owned());
        }
        drawn
    }

    /// A fresh 查询码 of eight letters.
    #[must_use]
    pub fn query_code(&self) -> String {
        let mut random = [0; 8];
        self.clock.fill(&mut random);
        random.iter().map(|byte| char::from(CODE_LETTERS[usize::from(byte & 31)])).collect()
    }

    /// A fresh id.
    #[must_use]
    pub fn new_id(&self) -> String {
        self.clock.new_id()
    }

    /// Keeps a paper's data durably with the act that hands it over, and answers with the paper
    /// as the act carries it.
    pub fn keep_paper(&mut self, data: &DocumentData) -> Paper {
        self.papers.push(data.clone());
        Paper {
            kind: data.kind(),
            number: data.head.number.clone().unwrap_or_default(),
            hash: data.snapshot(),
        }
    }

    /// Decides an action on what was written so far and writes it.
    ///
    /// # Errors
    /// The refusal; then nothing of this pen is kept.
    pub fn act(&mut self, action: Action) -> Result<&Stream, Refusal> {
        let happened = decide(&self.state, &action, &self.context())?;
        for event in &happened {
            self.state = evolve(std::mem::take(&mut self.state), event);
        }
        self.actions.push(action);
        Ok(&self.state)
    }

    /// Whether an action would be refused, without writing it.
    ///
    /// # Errors
    /// The refusal.
    pub fn would(&self, action: &Action) -> Result<(), Refusal> {
        decide(&self.state, action, &self.context()).map(|_| ())
    }

    /// What `decide` and `rights` may know now.
    #[must_use]
    pub fn context(&self) -> Context<'_> {
        Context {
            actor: &self.actor,
            at: self.at,
            today: legal_date(self.at),
            catalogue: &self.in_force.catalogue,
            calendar: &self.in_force.calendar,
            offline: self.offline,
            missing_pages: &self.missing_pages,
        }
    }
}
