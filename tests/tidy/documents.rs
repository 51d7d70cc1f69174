//! What the documents point at exists.

use std::path::Path;

/// Every `path.rs::function` that a text names in backticks.
fn named_tests(text: &str) -> Vec<(&str, &str)> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter_map(|code| {
            code.split_once(".rs::").map(|(path, name)| (&code[..path.len() + 3], name))
        })
        .collect()
}

/// Every relative link of a Markdown text.
fn links(text: &str) -> Vec<&str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter_map(|link| link.split('#').next())
        .filter(|link| {
            !link.is_empty() && !link.contains("://") && !link.contains(char::is_whitespace)
        })
        .collect()
}

#[test]
fn tidy_links_and_named_tests_exist() {
    let root = super::root();
    let mut missing = Vec::new();
    for (file, text) in super::files(&[".md"]) {
        let folder = root.join(Path::new(&file).parent().unwrap());
        for link in links(&text) {
            if !folder.join(link).exists() {
                missing.push(format!("{file}: {link}"));
            }
        }
        for (path, name) in named_tests(&text) {
            let source = std::fs::read_to_string(root.join(path)).unwrap_or_default();
            if !source.contains(&format!("fn {name}(")) {
                missing.push(format!("{file}: {path}::{name}"));
            }
        }
    }
    assert!(missing.is_empty(), "named but not there:\n{}", missing.join("\n"));
}

/// Each numbered invariant of ARCHITECTURE.md names what holds it.
#[test]
fn tidy_every_invariant_names_its_test() {
    let text = super::files(&["ARCHITECTURE.md"]).remove("ARCHITECTURE.md").unwrap();
    let section = text.split("## Invariants").nth(1).unwrap().split("\n## ").next().unwrap();
    let bare: Vec<&str> = section
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()))
        .filter(|line| named_tests(line).is_empty() && !line.contains(".test."))
        .collect();
    assert!(bare.is_empty(), "no test named:\n{}", bare.join("\n"));
}
