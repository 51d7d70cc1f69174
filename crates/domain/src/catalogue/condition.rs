//! Conditions 情形条件: a small part of CEL, checked when loaded, with three truth values (design §6).
//!
//! A name with a dot is an element, a name without one is an answer. An unanswered operand makes
//! the result unknown, never false; a question that does not apply makes a comparison false.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use specta::Type;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

mod parse;
#[cfg(test)]
mod tests;

/// Three truth values: yes, no, not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    True,
    False,
    Unknown,
}

impl Truth {
    /// Kleene's "and".
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            (Self::True | Self::Unknown, Self::True | Self::Unknown) => Self::Unknown,
        }
    }

    /// Kleene's "or".
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.negate().and(other.negate()).negate()
    }

    /// Kleene's "not".
    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

/// What a name stands for at the moment of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    Value(Literal),
    /// Not answered, not filled, or not valid yet.
    Unknown,
    /// Its question is not asked in this situation.
    NotApplicable,
}

/// A value a condition compares: text, integer in the smallest unit, or truth.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Literal {
    Int(i64),
    Text(String),
    Bool(bool),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// The compiled form of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expr {
    Constant(bool),
    /// A yes/no question on its own: `yes` is true, `no` is false.
    YesNo(String),
    Compare {
        name: String,
        how: Comparison,
        value: Literal,
    },
    OneOf {
        name: String,
        values: Vec<Literal>,
    },
    Not(Box<Expr>),
    All(Vec<Expr>),
    Any(Vec<Expr>),
}

/// A condition 情形条件, kept with its source text; it travels as that text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    source: String,
    expr: Expr,
}

/// Why a text is no condition.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("条件「{source_text}」不能用：{reason}")]
pub struct ConditionError {
    pub source_text: String,
    pub reason: String,
}

impl Condition {
    /// Parses and compiles the subset of CEL that design §6 allows.
    pub fn parse(source: &str) -> Result<Self, ConditionError> {
        let expr = parse::compile(source)
            .map_err(|reason| ConditionError { source_text: source.to_owned(), reason })?;
        Ok(Self { source: source.to_owned(), expr })
    }

    /// The text it was written as.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether the condition holds, given what is known of each name.
    #[must_use]
    pub fn eval(&self, lookup: &dyn Fn(&str) -> Known) -> Truth {
        eval(&self.expr, lookup)
    }

    /// The names it mentions.
    #[must_use]
    pub fn names(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        collect(&self.expr, &mut |name, _| {
            names.insert(name);
        });
        names
    }

    /// Each name with the values it is compared with; a yes/no use compares with `yes`.
    #[must_use]
    pub fn comparisons(&self) -> Vec<(&str, Vec<Literal>)> {
        let mut found = Vec::new();
        collect(&self.expr, &mut |name, values| found.push((name, values)));
        found
    }
}

fn collect<'a>(expr: &'a Expr, found: &mut dyn FnMut(&'a str, Vec<Literal>)) {
    match expr {
        Expr::Constant(_) => {}
        Expr::YesNo(name) => found(name, vec![Literal::Text("yes".to_owned())]),
        Expr::Compare { name, value, .. } => found(name, vec![value.clone()]),
        Expr::OneOf { name, values } => found(name, values.clone()),
        Expr::Not(inner) => collect(inner, found),
        Expr::All(parts) | Expr::Any(parts) => {
            for part in parts {
                collect(part, found);
            }
        }
    }
}

fn eval(expr: &Expr, lookup: &dyn Fn(&str) -> Known) -> Truth {
    match expr {
        Expr::Constant(value) => Truth::from(*value),
        Expr::YesNo(name) => with_value(lookup(name), |value| match value {
            Literal::Text(text) if text == "yes" => Truth::True,
            Literal::Text(text) if text == "no" => Truth::False,
            Literal::Bool(truth) => Truth::from(*truth),
            Literal::Text(_) | Literal::Int(_) => Truth::Unknown,
        }),
        Expr::Compare { name, how, value } => {
            with_value(lookup(name), |known| compare(known, *how, value))
        }
        Expr::OneOf { name, values } => with_value(lookup(name), |known| {
            values
                .iter()
                .map(|value| compare(known, Comparison::Equal, value))
                .fold(Truth::False, Truth::or)
        }),
        Expr::Not(inner) => eval(inner, lookup).negate(),
        Expr::All(parts) => {
            parts.iter().map(|part| eval(part, lookup)).fold(Truth::True, Truth::and)
        }
        Expr::Any(parts) => {
            parts.iter().map(|part| eval(part, lookup)).fold(Truth::False, Truth::or)
        }
    }
}

fn with_value(known: Known, decide: impl FnOnce(&Literal) -> Truth) -> Truth {
    match known {
        Known::Value(value) => decide(&value),
        Known::Unknown => Truth::Unknown,
        Known::NotApplicable => Truth::False,
    }
}

fn compare(left: &Literal, how: Comparison, right: &Literal) -> Truth {
    let order = match (left, right) {
        (Literal::Int(a), Literal::Int(b)) => a.cmp(b),
        (Literal::Text(a), Literal::Text(b)) => a.cmp(b),
        (Literal::Bool(a), Literal::Bool(b)) => a.cmp(b),
        // Different types are refused at load; a value that slips through decides nothing.
        (Literal::Int(_) | Literal::Text(_) | Literal::Bool(_), _) => return Truth::Unknown,
    };
    Truth::from(match how {
        Comparison::Equal => order.is_eq(),
        Comparison::NotEqual => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterOrEqual => order.is_ge(),
    })
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

impl Serialize for Condition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.source)
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let source = String::deserialize(deserializer)?;
        Self::parse(&source).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Condition {
    fn schema_name() -> Cow<'static, str> {
        "Condition".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "条件：CEL 的一部分（== != < <= > >= && || !、in 字面列表）；带点的名字是数据元，不带点的是问题。"
        })
    }
}
