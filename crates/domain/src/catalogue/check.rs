//! Consistency of a catalogue (domain.md §2.2, §2.6; design §6).

use super::Catalogue;
use super::load::Severity;
use crate::ids::{
    DepartmentId, ElementId, HallId, ItemCode, KindId, ProcedureId, QuestionId, ThemeId,
};
use std::fmt;

mod conditions;
mod intersections;
mod items;
mod organs;
mod references;
#[cfg(test)]
mod tests;

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Hall(HallId),
    Department(DepartmentId),
    Element(ElementId),
    Certificate(String),
    Material(KindId),
    Question(QuestionId),
    Item(ItemCode),
    Theme(ThemeId),
    Calendar(i16),
    Procedure(ProcedureId),
    Authorisation(String),
    /// A file of `forms/documents`.
    Document(String),
}

impl Subject {
    /// Its id, as written in the file.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Hall(id) => id.to_string(),
            Self::Department(id) => id.to_string(),
            Self::Element(id) => id.to_string(),
            Self::Certificate(id) => id.clone(),
            Self::Material(id) => id.to_string(),
            Self::Question(id) => id.to_string(),
            Self::Item(code) => code.to_string(),
            Self::Theme(id) => id.to_string(),
            Self::Calendar(year) => year.to_string(),
            Self::Procedure(id) => id.to_string(),
            Self::Authorisation(id) | Self::Document(id) => id.clone(),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self {
            Self::Hall(_) => "大厅",
            Self::Department(_) => "部门",
            Self::Element(_) => "数据元",
            Self::Certificate(_) => "证照类型",
            Self::Material(_) => "材料",
            Self::Question(_) => "问题",
            Self::Item(_) => "事项",
            Self::Theme(_) => "一件事",
            Self::Calendar(_) => "工作日历",
            Self::Procedure(_) => "程序",
            Self::Authorisation(_) => "授权",
            Self::Document(_) => "文书文字",
        };
        write!(f, "{kind} {}", self.key())
    }
}

/// Something wrong or doubtful in a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub subject: Subject,
    /// The text to look for from the subject's start.
    pub needle: String,
    pub severity: Severity,
    pub message: String,
}

/// Collects findings.
#[derive(Default)]
struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    fn error(&mut self, subject: &Subject, needle: &str, message: impl Into<String>) {
        self.add(subject, needle, Severity::Error, message.into());
    }

    fn warning(&mut self, subject: &Subject, needle: &str, message: impl Into<String>) {
        self.add(subject, needle, Severity::Warning, message.into());
    }

    fn add(&mut self, subject: &Subject, needle: &str, severity: Severity, message: String) {
        let (subject, needle) = (subject.clone(), needle.to_owned());
        self.list.push(Finding { subject, needle, severity, message });
    }
}

/// Everything wrong or doubtful in a catalogue.
#[must_use]
pub fn check(catalogue: &Catalogue) -> Vec<Finding> {
    let mut findings = Findings::default();
    references::check(catalogue, &mut findings);
    conditions::check(catalogue, &mut findings);
    intersections::check(catalogue, &mut findings);
    items::check(catalogue, &mut findings);
    organs::check(catalogue, &mut findings);
    findings.list
}
