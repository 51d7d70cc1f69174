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

/// The text without its line breaks inside string literals.
fn unbroken(text: &str) -> String {
    let mut lines = text.lines();
    let mut whole = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        if let Some(open) = whole.strip_suffix('\\') {
            whole.truncate(open.len());
            whole.push_str(line.trim_start());
        } else {
            whole.push('\n');
            whole.push_str(line);
        }
    }
    whole
}

/// Each row of docs/faults.md quotes what the source says and names the test that holds it.
#[test]
fn tidy_every_fault_quotes_the_source_and_names_its_test() {
    let text = super::files(&["faults.md"]).remove("docs/faults.md").unwrap();
    let sources = super::files(&[".rs", ".json"]).into_iter();
    let shipped = |path: &str| path.starts_with("crates/") || path.starts_with("ui/src/i18n/");
    let source: String = sources
        .filter(|(path, _)| shipped(path) && !path.contains("/tests"))
        .map(|(_, text)| unbroken(&text))
        .collect();
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in text.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if cells[1] == "What" {
            continue;
        }
        rows += 1;
        let quoted: Vec<&str> = cells[2].split('`').skip(1).step_by(2).collect();
        if quoted.is_empty() || named_tests(cells[4]).is_empty() {
            wrong.push(format!("{}: no message or no test", cells[1]));
        }
        for message in quoted.into_iter().filter(|message| !source.contains(*message)) {
            wrong.push(format!("{}: nowhere in the source: {message}", cells[1]));
        }
    }
    assert!(rows > 30, "{rows} rows");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
