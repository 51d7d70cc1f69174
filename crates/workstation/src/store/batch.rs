//! A whole transaction as one text, so that SQLite's thread is woken once.

use sqlx::Arguments as _;
use sqlx::sqlite::SqliteArguments;

/// A value of a statement.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// Text.
    Text(String),
    /// Whole number.
    Int(i64),
    /// Nothing.
    Null,
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Int(i64::from(number))
    }
}

impl From<u64> for Value {
    /// Positions and sequence numbers never reach 2^63.
    fn from(number: u64) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Int(i64::from(yes))
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Statements that become durable together or not at all.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    sql: String,
    values: Vec<Value>,
    labels: Vec<&'static str>,
}

impl Batch {
    /// An empty transaction.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a statement with its values, `?` by `?`.
    pub(crate) fn add<const N: usize>(&mut self, sql: &'static str, values: [Value; N]) {
        debug_assert_eq!(sql.matches('?').count(), N, "{sql}");
        self.sql.push_str(sql);
        self.sql.push_str(";\n");
        self.values.extend(values);
    }

    /// Names what the batch writes, for those who watch the write points (tests/kill.rs).
    pub(crate) fn label(&mut self, label: &'static str) {
        if !self.labels.contains(&label) {
            self.labels.push(label);
        }
    }

    /// Nothing to write.
    pub(crate) fn is_empty(&self) -> bool {
        self.sql.is_empty()
    }

    /// What it writes, in words.
    pub(super) fn labels(&self) -> &[&'static str] {
        &self.labels
    }

    /// The text and its arguments.
    pub(super) fn finish(self) -> (String, SqliteArguments) {
        let mut arguments = SqliteArguments::default();
        arguments.reserve(self.values.len(), 0);
        for value in self.values {
            // Adding text and whole numbers cannot fail.
            let _ = match value {
                Value::Text(text) => arguments.add(text),
                Value::Int(number) => arguments.add(number),
                Value::Null => arguments.add(Option::<i64>::None),
            };
        }
        let sql = format!("begin immediate;\n{}commit", self.sql);
        (sql, arguments)
    }
}
