//! What is known at this moment: the answers that count, the values that count.

use super::Inquiry;
use crate::catalogue::Catalogue;
use crate::catalogue::condition::{Condition, Known, Literal, Truth};
use crate::catalogue::element::ElementKind;
use crate::catalogue::field::parse_decimal;
use crate::catalogue::item::{ApplicantKind, FieldUse, Item};
use crate::catalogue::question::{Derived, Question};
use crate::ids::{ElementId, QuestionId};
use std::collections::BTreeSet;

/// Questions deep enough for any real catalogue; a circle of them stays unknown.
const DEPTH: u32 = 16;

/// The facts against which conditions are judged.
pub(super) struct Situation<'a> {
    catalogue: &'a Catalogue,
    inquiry: &'a Inquiry,
    asked: BTreeSet<&'a QuestionId>,
    items: Vec<&'a Item>,
}

impl<'a> Situation<'a> {
    pub(super) fn new(
        catalogue: &'a Catalogue,
        inquiry: &'a Inquiry,
        asked: BTreeSet<&'a QuestionId>,
        items: Vec<&'a Item>,
    ) -> Self {
        Self { catalogue, inquiry, asked, items }
    }

    /// Truth of an optional condition; none is always true.
    pub(super) fn holds(&self, condition: Option<&Condition>) -> Truth {
        self.judge(condition, DEPTH)
    }

    fn judge(&self, condition: Option<&Condition>, depth: u32) -> Truth {
        condition.map_or(Truth::True, |c| c.eval(&|name| self.known(name, depth)))
    }

    /// Questions asked now, with their standing, in canonical order.
    pub(super) fn questions(&self) -> Vec<(&'a Question, Truth)> {
        let mut questions: Vec<_> = self
            .asked
            .iter()
            .filter_map(|id| self.catalogue.questions.get(*id))
            .map(|question| (question, self.holds(question.when.as_ref())))
            .filter(|(_, truth)| *truth != Truth::False)
            .collect();
        questions.sort_by_key(|(question, _)| (question.order, &question.id));
        questions
    }

    /// The option that counts as the answer.
    pub(super) fn answer(&self, question: &Question) -> Option<String> {
        match question.derived {
            Some(Derived::ByAgent) => Some(yes_no(self.inquiry.by_agent).to_owned()),
            Some(Derived::ApplicantKind) => Some(kind_id(self.inquiry.applicant).to_owned()),
            None => self
                .inquiry
                .answers
                .get(&question.id)
                .filter(|answer| question.options.iter().any(|o| o.id == **answer))
                .cloned(),
        }
    }

    /// The questions a condition waits for.
    pub(super) fn waits_for(&self, condition: Option<&Condition>) -> Vec<QuestionId> {
        let Some(condition) = condition else {
            return Vec::new();
        };
        condition
            .names()
            .into_iter()
            .filter(|name| !name.contains('.') && self.known(name, DEPTH) == Known::Unknown)
            .map(QuestionId::from)
            .collect()
    }

    /// Why a condition does not hold, in words for a clerk.
    pub(super) fn explain(&self, condition: Option<&Condition>) -> String {
        let parts: Vec<String> = condition
            .iter()
            .flat_map(|c| c.names())
            .filter_map(|name| self.describe(name))
            .collect();
        if parts.is_empty() { "本情形不需要".to_owned() } else { parts.join("；") }
    }

    fn describe(&self, name: &str) -> Option<String> {
        if name.contains('.') {
            let id = ElementId::from(name);
            let element = self.catalogue.elements.get(&id)?;
            let value = self.inquiry.values.get(&id)?;
            return Some(format!("{}：{value}", element.name));
        }
        let question = self.catalogue.questions.get(&QuestionId::from(name))?;
        let answer = self.answer(question)?;
        let option = question.options.iter().find(|o| o.id == answer)?;
        Some(format!("{}{}", question.text, option.label))
    }

    fn known(&self, name: &str, depth: u32) -> Known {
        let Some(depth) = depth.checked_sub(1) else {
            return Known::Unknown;
        };
        if name.contains('.') {
            self.known_value(&ElementId::from(name), depth)
        } else {
            self.known_answer(&QuestionId::from(name), depth)
        }
    }

    fn known_answer(&self, id: &QuestionId, depth: u32) -> Known {
        let Some(question) = self.catalogue.questions.get(id) else {
            return Known::Unknown;
        };
        if !self.asked.contains(id) || self.judge(question.when.as_ref(), depth) == Truth::False {
            return Known::NotApplicable;
        }
        self.answer(question).map_or(Known::Unknown, |text| Known::Value(Literal::Text(text)))
    }

    fn known_value(&self, id: &ElementId, depth: u32) -> Known {
        let uses = self.items.iter().flat_map(|item| &item.fields).filter(|f| f.element == *id);
        let on_form = uses
            .map(|field: &FieldUse| self.judge(field.when.as_ref(), depth))
            .fold(Truth::False, Truth::or);
        if on_form == Truth::False {
            return Known::NotApplicable;
        }
        let (Some(element), Some(text)) =
            (self.catalogue.elements.get(id), self.inquiry.values.get(id))
        else {
            return Known::Unknown;
        };
        let literal = match &element.kind {
            ElementKind::Number { scale, .. } => parse_decimal(text, *scale).map(Literal::Int),
            ElementKind::Text
            | ElementKind::LongText
            | ElementKind::Date
            | ElementKind::Choice { .. }
            | ElementKind::Identity { .. }
            | ElementKind::Phone
            | ElementKind::Address => (!text.is_empty()).then(|| Literal::Text(text.clone())),
        };
        literal.map_or(Known::Unknown, Known::Value)
    }
}

fn yes_no(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

/// The option id that a derived question gives for a kind of applicant.
pub(crate) fn kind_id(kind: ApplicantKind) -> &'static str {
    match kind {
        ApplicantKind::Person => "person",
        ApplicantKind::IndividualBusiness => "individual_business",
        ApplicantKind::Enterprise => "enterprise",
        ApplicantKind::Institution => "institution",
        ApplicantKind::SocialOrganisation => "social_organisation",
        ApplicantKind::GovernmentBody => "government_body",
    }
}
