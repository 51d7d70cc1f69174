//! One action and one fact of every kind, for checks that must hold for all of them.

use domain::action::Action;
use domain::event::Fact;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::bench::{ALLOWANCE, intake};

/// Every field that a kind may have; a kind takes what it knows.
fn fields() -> Value {
    let case = "44010607202611200001";
    let hash = "ab".repeat(32);
    let evidence = json!({
        "pages": [], "certificate": null, "original": "not_shown", "check": {"type": "unchecked"},
        "verify_online": false, "output_of": null
    });
    let mut all = json!({
        "intake": intake(ALLOWANCE), "query_code": "ABCD1234",
        "openings": [{"case": case, "item": ALLOWANCE, "item_version": 1,
            "department": "civil-affairs", "depends_on": []}],
        "terms": {}, "incomplete": true,
        "paper": {"kind": "receipt", "number": "穗政务受〔2026〕101号", "hash": hash},
        "case": case, "cases": [case], "points": [], "second_reason": null, "materials": {},
        "values": {"applicant.remark": "x"}, "complete": true,
        "ground": {"type": "no_licence_needed"}, "reason": "原因", "kind": "identity-card",
        "evidence": evidence, "page": hash, "check": {"type": "passed"},
        "findings": {"p1": "met"}, "step": "examine", "proposal": "grant", "text": "意见",
        "result": {"kind": "licence", "name": "证", "number": "1", "valid_from": "2026-11-20",
            "valid_to": null, "evidence": evidence},
        "proceeding": {"type": "step_end", "result": "通过"},
        "way": "in_person", "recipient": "刘德明", "recipient_id": "440104193602050010",
        "on_behalf": null, "grade": "very_satisfied", "options": ["510"], "reprint": 0
    });
    let more = json!({
        "outcome": {"type": "printed"}, "task": "t1", "code": "case.closed", "message": "矛盾",
        "ticket": "A018", "matter": "高龄津贴", "received": true, "seconds": 60,
        "applicant": "刘德明", "list": "穗政务交〔2026〕1号", "to": "civil-affairs", "rows": [],
        "missing": [], "about": "a", "field": "applicant.id", "side": "leaving", "counts": {
            "tickets": 1, "received": 1, "accepted": 0, "corrections": 0, "declined": 0,
            "instant": 0, "delivered": 0, "guidance": 0, "not_handed_over": 0, "to_collect": 0,
            "reprints": 0, "voided": 0, "owed_papers": 0, "unsent": 0, "ratings": [0, 0, 0, 0, 0],
            "unrated": 1}, "remarks": ""
    });
    let besides = json!({
        "comment": "", "record": "P000001", "repair": {"type": "contact", "text": "已核实"},
        "charge": {"type": "refund", "notice": "穗民费〔2026〕1号", "amount": 1, "reason": "多缴"},
        "payment": {"notice": "穗民费〔2026〕1号", "channel": "pos", "amount": 1,
            "transaction": "T1", "voucher": "44060126000001", "paid_on": "2026-11-20"}
    });
    let known = all.as_object_mut().unwrap();
    for part in [more, besides] {
        known.extend(part.as_object().unwrap().clone());
    }
    for date in [
        "accepted_on",
        "promised_by",
        "notified_on",
        "declined_on",
        "decided_on",
        "served_on",
        "as_of",
        "received_on",
        "supplied_on",
        "withdrawn_on",
    ] {
        known.insert(date.to_owned(), "2026-11-20".into());
    }
    all
}

/// Names of an enum's variants in a source text, as serde writes them.
fn variants(source: &str, of: &str) -> Vec<String> {
    let (_, body) = source.split_once(&format!("pub enum {of} {{")).unwrap();
    let (body, _) = body.split_once("\n}").unwrap();
    let named = |line: &str| {
        let line = line.strip_prefix("    ")?;
        let name = line.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        name.starts_with(|c: char| c.is_ascii_uppercase()).then(|| snake(name))
    };
    body.lines().filter_map(named).collect()
}

fn snake(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

fn made(kind: &str, application: &str) -> Value {
    let mut value = fields();
    value["application"] = application.into();
    value["type"] = kind.into();
    if ["approve", "reject", "case_approved", "case_rejected"].contains(&kind) {
        value["ground"] = "依据".into();
    }
    if ["return_to_counter", "case_returned"].contains(&kind) {
        value["reason"] = "scan_unclear".into();
    }
    value
}

/// One action of every kind, the receipt of an application first.
pub(super) fn actions(application: &str) -> Vec<Action> {
    all(include_str!("../../../../domain/src/action.rs"), "Action", application)
}

/// One fact of every kind, the receipt of an application first.
pub(super) fn facts(application: &str) -> Vec<Fact> {
    all(include_str!("../../../../domain/src/event.rs"), "Fact", application)
}

/// One of every variant that the enum's source names: a new one fails here until its fields are known.
fn all<T: DeserializeOwned>(source: &str, of: &str, application: &str) -> Vec<T> {
    let read = |kind: String| {
        let made = serde_json::from_value(made(&kind, application));
        made.unwrap_or_else(|error| panic!("{kind}: {error}"))
    };
    variants(source, of).into_iter().map(read).collect()
}
