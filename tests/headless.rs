//! The whole way without a window: `yichuang` against the real platform and neighbours, with a
//! real keyring (issue A, Done 3, 7 and 8).

mod correction;
mod keyring;
pub(crate) mod outage;
mod recovery;
mod restore;
mod same_papers;
pub(crate) mod theme;
mod verify;

use std::fs;
use std::ops::{Deref, DerefMut};
use std::process::Command;

use serde_json::Value;
use tests::programs::Programs;

/// A hall of programs with two stations.
struct Halls(Programs);

impl Deref for Halls {
    type Target = Programs;

    fn deref(&self) -> &Programs {
        &self.0
    }
}

impl DerefMut for Halls {
    fn deref_mut(&mut self) -> &mut Programs {
        &mut self.0
    }
}

impl Halls {
    fn open() -> Self {
        let programs = Programs::open();
        for (home, place) in [("counter", "counter-07"), ("departments", "departments")] {
            programs.enrol(home, place);
        }
        Self(programs)
    }

    /// Writes a JSON file and returns its path.
    fn file(&self, name: &str, value: &Value) -> String {
        fs::write(self.path(name), value.to_string()).unwrap();
        self.text(name)
    }

    /// One act on a case; returns its answer with the papers as files.
    fn act(&self, home: &str, user: &str, case: &str, action: &Value) -> Value {
        let (file, papers) = (self.file("action.json", action), self.text("papers"));
        self.at(home, user, &["act", case, &file, "--pdf", &papers])
    }

    /// An act that a rule refuses; returns the code of the refusal.
    fn act_refused(&self, home: &str, user: &str, case: &str, action: &Value) -> String {
        let file = self.file("action.json", action);
        self.refused(home, user, &["act", case, &file])
    }
}

/// A theme received at the counter with all its pages, and at the platform too.
fn a_theme_received(hall: &Halls) {
    fs::write(hall.path("page.jpg"), theme::page()).unwrap();
    let file = hall.file("order.json", &theme::barber_shop());
    let done = hall.at("counter", "chenjing", &["apply", &file]);
    assert_eq!(done["missing"], serde_json::json!([]), "{done}");
    hall.at("counter", "chenjing", &["sync", "once"]);
}

/// Text of the paper of a kind in an answer.
fn paper(answer: &Value, kind: &str) -> String {
    let papers = answer["papers"].as_array().unwrap();
    let paper = papers.iter().find(|paper| paper["kind"] == kind);
    let paper = paper.unwrap_or_else(|| panic!("no {kind} in {answer}"));
    assert_eq!(paper["state"], "printed", "{paper}");
    let output = Command::new("pdftotext").args([paper["pdf"].as_str().unwrap(), "-"]).output();
    String::from_utf8(output.unwrap().stdout).unwrap()
}

fn assert_says(text: &str, parts: &[&str]) {
    // A long name may be broken over two lines of a table.
    let whole: String = text.split_whitespace().collect();
    for part in parts {
        let part: String = part.split_whitespace().collect();
        assert!(whole.contains(&part), "「{part}」 is not in {text}");
    }
}
