use std::collections::BTreeSet;
use std::path::Path;

use super::*;

/// Every `$ref` below a value.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match (key.as_str(), value.as_str()) {
                    ("$ref", Some(to)) => drop(found.insert(to.to_owned())),
                    _ => references(value, found),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn every_reference_leads_to_a_schema() {
    let document: Value = serde_json::from_str(&document().unwrap()).unwrap();
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    assert!(found.len() > 40, "{}", found.len());
    for to in found {
        let path = to.strip_prefix('#').unwrap_or("nowhere");
        assert!(document.pointer(path).is_some(), "{to}");
    }
}

#[test]
fn drift_openapi() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let fresh = document().unwrap();
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::write(&file, &fresh).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == fresh, "docs/openapi.json is out of date: run `make generate`");
}
