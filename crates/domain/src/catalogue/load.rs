//! Reading the catalogue from the text of its files.
//!
//! The caller reads `forms/` and gives path and text; nothing here touches a disk.

use super::check::{Finding, Subject};
use super::department::{Department, Hall};
use super::element::{Element, FieldGroup};
use super::item::Item;
use super::material::{CertificateType, MaterialKind};
use super::question::Question;
use super::theme::Theme;
use super::{Catalogue, CatalogueVersion};
use crate::authorisation::Authorisation;
use crate::calendar::YearTable;
use crate::procedure::Procedure;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::BTreeMap;

mod place;
mod words;

use place::Places;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The catalogue cannot be used.
    Error,
    /// Someone should look.
    Warning,
}

/// Something wrong in a catalogue file, with its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
pub struct Problem {
    pub file: String,
    /// From 1; 0 when the place is not known.
    pub line: u32,
    pub severity: Severity,
    pub message: String,
}

/// `catalogue.yaml`: edition and halls.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CatalogueFile {
    pub version: CatalogueVersion,
    pub halls: Vec<Hall>,
    /// Field groups 表单分组 in canonical order.
    pub groups: Vec<FieldGroup>,
}

/// Path inside `forms/` → text.
pub type Files = BTreeMap<String, String>;

impl Catalogue {
    /// Reads and checks a catalogue; warnings do not stop it (see [`check_files`]).
    ///
    /// # Errors
    /// All problems of severity error, in the order of files and lines.
    pub fn parse(files: &Files) -> Result<Self, Vec<Problem>> {
        let (catalogue, problems) = read(files);
        let errors: Vec<Problem> =
            problems.into_iter().filter(|p| p.severity == Severity::Error).collect();
        if errors.is_empty() { Ok(catalogue) } else { Err(errors) }
    }

    /// One JSON text for publishing to stations.
    ///
    /// # Errors
    /// Never in practice: every key is text.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }

    /// Reads what [`Catalogue::to_json`] wrote.
    ///
    /// # Errors
    /// The text is not a catalogue of this program's version.
    pub fn from_json(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text)
    }
}

/// Everything wrong or doubtful in the files, in the order of files and lines.
#[must_use]
pub fn check_files(files: &Files) -> Vec<Problem> {
    read(files).1
}

fn read(files: &Files) -> (Catalogue, Vec<Problem>) {
    let mut reader = Reader::default();
    for (path, text) in files {
        reader.file(path.strip_prefix("forms/").unwrap_or(path), text);
    }
    if !reader.seen_head {
        reader.problem(
            "catalogue.yaml",
            0,
            "缺少文件 catalogue.yaml（版本、大厅、表单分组）".into(),
        );
    }
    let broken = !reader.problems.is_empty();
    let mut problems = reader.problems;
    // A file that cannot be read makes every reference to it dangle; say the cause alone.
    if !broken {
        let findings = super::check::check(&reader.catalogue);
        problems.extend(findings.into_iter().map(|finding| reader.places.locate(finding)));
    }
    problems.sort();
    (reader.catalogue, problems)
}

#[derive(Default)]
struct Reader {
    catalogue: Catalogue,
    problems: Vec<Problem>,
    places: Places,
    seen_head: bool,
}

impl Reader {
    fn file(&mut self, path: &str, text: &str) {
        let Some(stem) = path.strip_suffix(".yaml") else {
            return;
        };
        let folder = stem.split_once('/').map_or(stem, |(folder, _)| folder);
        self.places.keep(path, text);
        match folder {
            "catalogue" => self.head(path, text),
            "departments" => self.list(path, text, |c, d: Department| {
                let subject = Subject::Department(d.id.clone());
                (subject, c.departments.insert(d.id.clone(), d).is_some())
            }),
            "elements" => self.list(path, text, |c, e: Element| {
                let subject = Subject::Element(e.id.clone());
                (subject, c.elements.insert(e.id.clone(), e).is_some())
            }),
            "certificates" => self.list(path, text, |c, t: CertificateType| {
                let subject = Subject::Certificate(t.id.clone());
                (subject, c.certificates.insert(t.id.clone(), t).is_some())
            }),
            "materials" => self.list(path, text, |c, m: MaterialKind| {
                let subject = Subject::Material(m.id.clone());
                (subject, c.materials.insert(m.id.clone(), m).is_some())
            }),
            "questions" => self.list(path, text, |c, q: Question| {
                let subject = Subject::Question(q.id.clone());
                (subject, c.questions.insert(q.id.clone(), q).is_some())
            }),
            "items" => self.one(path, text, |c, i: Item| {
                let subject = Subject::Item(i.code.clone());
                (subject, c.items.insert(i.code.clone(), i).is_some())
            }),
            "themes" => self.one(path, text, |c, t: Theme| {
                let subject = Subject::Theme(t.id.clone());
                (subject, c.themes.insert(t.id.clone(), t).is_some())
            }),
            "calendar" => self.one(path, text, |c, table: YearTable| {
                let twice = c.calendar.iter().any(|known| known.year == table.year);
                let subject = Subject::Calendar(table.year);
                c.calendar.push(table);
                (subject, twice)
            }),
            "procedures" => self.list(path, text, |c, p: Procedure| {
                let subject = Subject::Procedure(p.id.clone());
                (subject, c.procedures.insert(p.id.clone(), p).is_some())
            }),
            "authorisations" => self.list(path, text, |c, a: Authorisation| {
                let twice = c.authorisations.iter().any(|known| known.id == a.id);
                let subject = Subject::Authorisation(a.id.clone());
                c.authorisations.push(a);
                (subject, twice)
            }),
            _ => self.other(folder, path, text),
        }
    }

    fn other(&mut self, folder: &str, path: &str, text: &str) {
        match folder {
            "synonyms" => {
                if let Some(map) = self.parse(path, text) {
                    self.catalogue.synonyms = map;
                }
            }
            "documents" => {
                self.places.start(Subject::Document(path.to_owned()), path);
                let documents = &mut self.catalogue.documents;
                documents.insert(path.to_owned(), text.to_owned());
            }
            _ => self.problem(path, 0, format!("不认识的目录文件 {path}，请核对文件夹名")),
        }
    }

    fn head(&mut self, path: &str, text: &str) {
        self.seen_head = true;
        if let Some(head) = self.parse::<CatalogueFile>(path, text) {
            self.catalogue.version = head.version;
            self.catalogue.groups = head.groups;
            for hall in head.halls {
                self.places.start(Subject::Hall(hall.id.clone()), path);
                self.catalogue.halls.insert(hall.id.clone(), hall);
            }
        }
    }

    fn list<T: DeserializeOwned>(
        &mut self,
        path: &str,
        text: &str,
        put: impl Fn(&mut Catalogue, T) -> (Subject, bool),
    ) {
        for entry in self.parse::<Vec<T>>(path, text).into_iter().flatten() {
            self.put(path, entry, &put);
        }
    }

    fn one<T: DeserializeOwned>(
        &mut self,
        path: &str,
        text: &str,
        put: impl Fn(&mut Catalogue, T) -> (Subject, bool),
    ) {
        if let Some(entry) = self.parse(path, text) {
            self.put(path, entry, &put);
        }
    }

    fn put<T>(
        &mut self,
        path: &str,
        entry: T,
        put: &impl Fn(&mut Catalogue, T) -> (Subject, bool),
    ) {
        let (subject, twice) = put(&mut self.catalogue, entry);
        if twice {
            let message = format!("{subject} 定义了两次，只能保留一处");
            let needle = subject.key();
            self.places.start(subject.clone(), path);
            let finding = Finding { subject, needle, severity: Severity::Error, message };
            let problem = self.places.locate_last(finding);
            self.problems.push(problem);
        } else {
            self.places.start(subject, path);
        }
    }

    fn parse<T: DeserializeOwned>(&mut self, path: &str, text: &str) -> Option<T> {
        match serde_saphyr::from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let line = error.location().map_or(0, |place| place.line());
                let words = words::chinese(&error.without_snippet().to_string());
                self.problem(path, u32::try_from(line).unwrap_or(0), words);
                None
            }
        }
    }

    fn problem(&mut self, path: &str, line: u32, message: String) {
        let severity = Severity::Error;
        self.problems.push(Problem { file: path.to_owned(), line, severity, message });
    }
}
