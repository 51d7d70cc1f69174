//! From a finding about the catalogue back to file and line.

use super::super::check::{Finding, Subject};
use super::Problem;
use std::collections::BTreeMap;

/// Where each thing was defined.
#[derive(Default)]
pub(super) struct Places {
    texts: BTreeMap<String, String>,
    files: BTreeMap<Subject, String>,
}

impl Places {
    pub(super) fn keep(&mut self, path: &str, text: &str) {
        self.texts.insert(path.to_owned(), text.to_owned());
    }

    pub(super) fn start(&mut self, subject: Subject, path: &str) {
        self.files.insert(subject, path.to_owned());
    }

    /// The line where the thing starts, then the first line from there that holds the needle.
    pub(super) fn locate(&self, finding: Finding) -> Problem {
        let file = self.files.get(&finding.subject).cloned().unwrap_or_default();
        let text = self.texts.get(&file).map_or("", String::as_str);
        let start = line_with(text, 1, &finding.subject.key()).unwrap_or(1);
        let line = line_with(text, start, &finding.needle).unwrap_or(start);
        problem(finding, file, line)
    }

    /// The last line that holds the needle: the second definition of a thing.
    pub(super) fn locate_last(&self, finding: Finding) -> Problem {
        let file = self.files.get(&finding.subject).cloned().unwrap_or_default();
        let text = self.texts.get(&file).map_or("", String::as_str);
        let mut line = line_with(text, 1, &finding.needle).unwrap_or(1);
        while let Some(next) = line_with(text, line + 1, &finding.needle) {
            line = next;
        }
        problem(finding, file, line)
    }
}

fn problem(finding: Finding, file: String, line: u32) -> Problem {
    Problem { file, line, severity: finding.severity, message: finding.message }
}

/// The first line from `start` on (from 1) that holds the needle as a whole word.
fn line_with(text: &str, start: u32, needle: &str) -> Option<u32> {
    let mut number = 0;
    for line in text.lines() {
        number += 1;
        if number >= start && holds_word(line, needle) {
            return Some(number);
        }
    }
    None
}

fn holds_word(line: &str, needle: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    line.match_indices(needle).any(|(at, found)| {
        let before = line[..at].chars().next_back().is_some_and(part);
        let after = line[at + found.len()..].chars().next().is_some_and(part);
        !before && !after
    })
}
