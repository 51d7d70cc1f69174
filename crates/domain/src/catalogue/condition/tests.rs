use super::{Condition, Known, Literal, Truth};
use proptest::prelude::*;
use std::collections::BTreeMap;

type Facts = BTreeMap<String, Known>;

fn eval(source: &str, facts: &Facts) -> Truth {
    let condition = Condition::parse(source).expect("a condition");
    condition.eval(&|name| facts.get(name).cloned().unwrap_or(Known::Unknown))
}

fn facts(pairs: &[(&str, Known)]) -> Facts {
    pairs.iter().map(|(name, known)| ((*name).to_owned(), known.clone())).collect()
}

fn text(value: &str) -> Known {
    Known::Value(Literal::Text(value.to_owned()))
}

#[test]
fn conditions_have_three_values() {
    let known = facts(&[
        ("tenure", text("owned")),
        ("agent", text("yes")),
        ("hidden", Known::NotApplicable),
        ("premises.area", Known::Value(Literal::Int(4650))),
    ]);
    let table = [
        (r#"tenure == "owned""#, Truth::True),
        (r#"tenure == "rented""#, Truth::False),
        (r#"tenure != "rented""#, Truth::True),
        (r#"tenure in ["rented", "owned"]"#, Truth::True),
        (r#"tenure in ["rented", "free"]"#, Truth::False),
        ("premises.area <= 5000", Truth::True),
        ("premises.area > 4650", Truth::False),
        ("premises.area >= 4650", Truth::True),
        ("agent", Truth::True),
        ("!agent", Truth::False),
        (r#"unknown == "x""#, Truth::Unknown),
        (r#"unknown in ["x", "y"]"#, Truth::Unknown),
        ("!unknown", Truth::Unknown),
        (r#"unknown == "x" && tenure == "rented""#, Truth::False),
        (r#"unknown == "x" && tenure == "owned""#, Truth::Unknown),
        (r#"unknown == "x" || tenure == "owned""#, Truth::True),
        (r#"unknown == "x" || tenure == "rented""#, Truth::Unknown),
        (r#"hidden == "x""#, Truth::False),
        (r#"hidden != "x""#, Truth::False),
        ("true", Truth::True),
        (r#"agent && tenure == "owned" && premises.area < 5000 && true"#, Truth::True),
    ];
    for (source, expected) in table {
        assert_eq!(eval(source, &known), expected, "{source}");
    }
}

#[test]
fn anything_beyond_the_subset_is_refused_with_a_reason() {
    let table = [
        ("tenure ==", "语法"),
        ("size(tenure) > 1", "左边"),
        (r#"tenure.startsWith("o")"#, "startsWith"),
        ("has(premises.area)", "宏"),
        (r#"["a"].exists(x, x == tenure)"#, "宏"),
        ("premises.area > 46.5", "小数"),
        ("premises.area + 1 > 2", "左边"),
        (r#"tenure > "a""#, "是否相等"),
        (r#""owned" == tenure"#, "右边"),
        ("tenure == other", "右边"),
        (r#"tenure in {"a": 1}"#, "in"),
        ("tenure in []", "空"),
        ("premises.area.unit == 1", "两段"),
        ("1", "单独的值"),
        ("agent ? true : false", "不支持"),
        ("{}", "映射"),
    ];
    for (source, reason) in table {
        let error = Condition::parse(source).expect_err(source);
        assert!(error.reason.contains(reason), "{source}: {}", error.reason);
        assert!(error.to_string().contains("不能用"));
    }
}

#[test]
fn a_condition_travels_as_its_source() {
    let condition = Condition::parse(r#"tenure == "owned""#).expect("a condition");
    let json = serde_json::to_string(&condition).expect("serialises");
    assert_eq!(json, r#""tenure == \"owned\"""#);
    assert_eq!(serde_json::from_str::<Condition>(&json).expect("reads back"), condition);
    assert_eq!(condition.names().into_iter().collect::<Vec<_>>(), ["tenure"]);
}

fn source() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        (0..3_u8, 0..3_u8).prop_map(|(q, v)| format!(r#"q{q} == "v{v}""#)),
        (0..3_u8, 0..3_u8).prop_map(|(q, v)| format!(r#"q{q} != "v{v}""#)),
        (0..3_u8).prop_map(|q| format!(r#"q{q} in ["v0", "v1"]"#)),
        (0..4_i64).prop_map(|n| format!("e.n <= {n}")),
        (0..4_i64).prop_map(|n| format!("e.n > {n}")),
        Just("yes_no".to_owned()),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} && {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} || {b})")),
            inner.prop_map(|a| format!("!({a})")),
        ]
    })
}

fn world() -> impl Strategy<Value = Facts> {
    let answers = prop::collection::vec(0..3_u8, 3);
    (answers, 0..4_i64, any::<bool>()).prop_map(|(answers, number, yes)| {
        let mut world = Facts::new();
        for (index, value) in answers.iter().enumerate() {
            world.insert(format!("q{index}"), text(&format!("v{value}")));
        }
        world.insert("e.n".to_owned(), Known::Value(Literal::Int(number)));
        world.insert("yes_no".to_owned(), text(if yes { "yes" } else { "no" }));
        world
    })
}

proptest! {
    /// What is decided while answers are missing stays decided however they are answered,
    /// and with every answer known nothing is unknown.
    #[test]
    fn refining_never_flips(source in source(), world in world(), known in prop::collection::vec(any::<bool>(), 5)) {
        let mut part = world.clone();
        for ((_, value), keep) in part.iter_mut().zip(known) {
            if !keep {
                *value = Known::Unknown;
            }
        }
        let before = eval(&source, &part);
        let after = eval(&source, &world);
        prop_assert_ne!(after, Truth::Unknown);
        prop_assert!(before == Truth::Unknown || before == after, "{source}: {before:?} → {after:?}");
    }
}
