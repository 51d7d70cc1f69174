//! Reading the catalogue from the text of its files.

use serde::{Deserialize, Serialize};
use specta::Type;

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
