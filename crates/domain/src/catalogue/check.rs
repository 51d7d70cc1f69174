//! Consistency of a catalogue (domain.md §2.2, §2.6; design §6).

use super::Catalogue;
use super::load::Severity;
use crate::ids::{
    DepartmentId, ElementId, HallId, ItemCode, KindId, ProcedureId, QuestionId, ThemeId,
};
use std::fmt;

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
            Self::Authorisation(id) => id.clone(),
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

/// Everything wrong or doubtful in a catalogue.
#[must_use]
pub fn check(_catalogue: &Catalogue) -> Vec<Finding> {
    Vec::new()
}
