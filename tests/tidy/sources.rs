//! What the text of our files must and must not hold.

/// Longest file, tests included.
const FILE_LINES: usize = 400;
/// Longest function, from its `fn` line to its closing brace.
const FUNCTION_LINES: usize = 60;
/// Written by a program, compared by a drift test.
const GENERATED: &[&str] = &["ui/src/ipc/bindings.ts"];

/// Words that must not be left behind, written apart so that this file does not hold them.
const LEFTOVERS: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X:"),
    concat!("db", "g!("),
    concat!("todo", "!("),
    concat!("console", ".log("),
    concat!("debug", "ger;"),
];

/// What `domain` must not say: it waits for nothing, reads nothing, and its order is always the same.
const NOT_IN_DOMAIN: &[&str] = &[
    "async",
    "await",
    "f32",
    "f64",
    "HashMap",
    "HashSet",
    "SystemTime",
    "Instant::now",
    "std::fs",
    "std::env",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "now_v7",
    "TimeZone::system",
    "RandomState",
    "thread_local",
    "unsafe",
];

fn complain(found: &[String], what: &str) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

/// Does `line` hold `word`, not as a part of a longer one?
fn says(line: &str, word: &str) -> bool {
    let edge = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| {
        edge(line[..at].chars().next_back()) && edge(line[at + word.len()..].chars().next())
    })
}

#[test]
fn tidy_files_are_short() {
    let files = super::files(&[".rs", ".ts", ".tsx", ".js", ".sql", ".css", ".sh"]);
    let long: Vec<String> = files
        .iter()
        .filter(|(path, _)| !GENERATED.contains(&path.as_str()))
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > FILE_LINES)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    complain(&long, "files over 400 lines");
}

/// Functions of formatted Rust text as (line number, lines): the closing brace stands under the `fn`.
fn functions(text: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let body = line.trim_start();
        let open = body.strip_prefix("pub(").and_then(|rest| rest.split_once(") "));
        let head: Vec<&str> = open
            .map_or(body, |(_, rest)| rest)
            .split(' ')
            .take_while(|word| *word != "fn")
            .collect();
        let marks = ["pub", "const", "async", "unsafe", "extern", "default", "\"C\""];
        let is_fn = open.map_or(body, |(_, rest)| rest).split(' ').nth(head.len()) == Some("fn")
            && head.iter().all(|word| marks.contains(word));
        if !is_fn || body.ends_with('}') || body.ends_with(';') {
            continue;
        }
        let indent = &line[..line.len() - body.len()];
        let closing = |l: &&str| l.strip_prefix(indent).is_some_and(|rest| rest.starts_with('}'));
        let bodyless = |l: &&str| {
            l.strip_prefix(indent).is_some_and(|rest| rest.starts_with(')') && rest.ends_with(';'))
        };
        let end = lines[start + 1..].iter().position(|l| closing(l) || bodyless(l));
        found.push((start + 1, end.map_or(lines.len() - start, |end| end + 2)));
    }
    found
}

#[test]
fn tidy_functions_are_short() {
    let mut long = Vec::new();
    for (path, text) in super::files(&[".rs"]) {
        for (line, lines) in functions(&text) {
            if lines > FUNCTION_LINES {
                long.push(format!("{path}:{line}: {lines} lines"));
            }
        }
    }
    complain(&long, "functions over 60 lines");
}

#[test]
fn tidy_the_function_scanner_sees_what_it_should() {
    let text = "fn one() {}\npub(crate) async fn two(\n    a: u8,\n) -> u8 {\n    a\n}\n\
                trait T {\n    fn three(\n        &self,\n    );\n    const fn four() {\n    }\n}\n\
                pub(in crate::a) fn five() {\n}\n";
    assert_eq!(functions(text), [(2, 5), (8, 3), (11, 2), (14, 2)]);
}

#[test]
fn tidy_nothing_is_left_behind() {
    let endings = [
        ".rs", ".ts", ".tsx", ".sql", ".css", ".sh", ".toml", ".yaml", ".js", ".html", ".md",
        "Makefile",
    ];
    let mut left = Vec::new();
    for (path, text) in super::files(&endings) {
        for (number, line) in text.lines().enumerate() {
            for word in LEFTOVERS.iter().filter(|word| line.contains(**word)) {
                left.push(format!("{path}:{}: {word}", number + 1));
            }
        }
    }
    complain(&left, "left behind");
}

/// Modules of the machine in a grouped import, such as `use std::{fs, io};`.
fn grouped(text: &str) -> Vec<&'static str> {
    let groups = text.split("std::{").skip(1).filter_map(|rest| rest.split(';').next());
    let machine = NOT_IN_DOMAIN.iter().filter_map(|word| word.strip_prefix("std::"));
    let found = groups.flat_map(|group| machine.clone().filter(move |word| says(group, word)));
    found.collect()
}

/// A number with a fraction 小数, such as `0.5`; `1..5`, `tuple.0.1` and texts are none.
fn has_fraction(code: &str) -> bool {
    let bytes = code.as_bytes();
    let mut quoted = false;
    for at in 0..bytes.len() {
        quoted ^= bytes[at] == b'"' && (at == 0 || bytes[at - 1] != b'\\');
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        if quoted || bytes[at] != b'.' || at == 0 || !digit(at - 1) || !digit(at + 1) {
            continue;
        }
        let start = bytes[..at].iter().rposition(|b| !b.is_ascii_digit() && *b != b'_');
        let before = start.map(|start| bytes[start]);
        if !before.is_some_and(|b| b == b'.' || b.is_ascii_alphanumeric()) {
            return true;
        }
    }
    false
}

#[test]
fn tidy_the_purity_scanner_sees_what_it_should() {
    assert_eq!(grouped("use std::{collections::BTreeMap, fs};\n"), ["fs"]);
    assert_eq!(grouped("use std::{\n    env,\n    fmt,\n};\nlet fs = 1;"), ["env"]);
    assert!(grouped("use std::collections::BTreeMap;").is_empty());
    for code in ["let x = 0.5;", "f(1_000.25)", "[2.0]"] {
        assert!(has_fraction(code), "{code}");
    }
    for code in ["0..5", "pair.0.1", "\"版本 1.5\"", "x.0", "a1.5"] {
        assert!(!has_fraction(code), "{code}");
    }
}

/// The rules that hold length and shape are not switched off where they would speak.
#[test]
fn tidy_no_length_rule_is_switched_off() {
    let mut off = Vec::new();
    for (path, text) in super::files(&[".ts", ".tsx", ".js"]) {
        for (number, line) in text.lines().enumerate() {
            let Some((_, rules)) = line.split_once(concat!("eslint", "-disable")) else {
                continue;
            };
            let rules = rules.trim_start_matches("-next-line").trim_start_matches("-line");
            let named = rules.split("--").next().unwrap_or_default();
            if named.contains("max-lines") || !named.contains('/') && !named.contains("no-") {
                off.push(format!("{path}:{}: {line}", number + 1));
            }
        }
    }
    complain(&off, "switched off");
}

#[test]
fn tidy_domain_is_pure() {
    let mut bad = Vec::new();
    for (path, text) in super::files(&[".rs"]) {
        let tests = path.ends_with("tests.rs") || path.contains("/tests/");
        if !path.starts_with("crates/domain/src/") || tests {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for word in NOT_IN_DOMAIN.iter().filter(|word| says(code, word)) {
                bad.push(format!("{path}:{}: {word}", number + 1));
            }
            if has_fraction(code) {
                bad.push(format!("{path}:{}: a fraction", number + 1));
            }
        }
        bad.extend(grouped(&text).into_iter().map(|word| format!("{path}: std::{{{word}}}")));
    }
    complain(&bad, "not in domain");
}

/// SQL is written in `store` modules, the clock is read in `clock.rs` (the latter is clippy's list).
#[test]
fn tidy_sql_stands_in_store_modules() {
    let mut bad = Vec::new();
    for (path, text) in super::files(&[".rs"]) {
        let ours = ["crates/workstation/src/", "crates/platform/src/"];
        let elsewhere = ours.iter().any(|folder| path.starts_with(folder))
            && !path.contains("/store/")
            && !path.ends_with("/store.rs")
            && !path.contains("/tests/")
            && !path.ends_with("tests.rs");
        if !elsewhere {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            if line.contains("sqlx::query") || says(line, "QueryBuilder") {
                bad.push(format!("{path}:{}", number + 1));
            }
        }
    }
    complain(&bad, "SQL outside a store module");
}
