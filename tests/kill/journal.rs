//! What a life says while it lasts: one JSON line before and one after everything it does.

use std::io::Write as _;

use serde::{Deserialize, Serialize};

/// One thing done at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Step {
    /// A draft is begun; its id is known afterwards.
    Begin { draft: String, ticket: String },
    /// A place is filled and the focus goes on.
    Edit { draft: String, place: String, text: String, focus: String },
    /// A page comes into a material.
    Page { draft: String, kind: String },
    /// A page goes out of a material.
    PageOut { draft: String, kind: String },
    /// 暂存.
    Park { draft: String },
    /// 叫回.
    Recall { draft: String },
    /// 放弃.
    Discard { draft: String },
    /// 收件; numbers are known afterwards.
    Receive { draft: String, cases: Vec<String>, papers: Vec<String> },
    /// An act that leaves drafts and numbers as they are.
    Other { what: String },
}

/// A line of a life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
pub(crate) enum Line {
    /// About to be done.
    Will { step: Step },
    /// Done: the call has returned.
    Did { step: Step },
    /// Standing at the write point of the plan, waiting for the end.
    Here { label: String },
}

/// Says a line to whoever watches.
pub(crate) fn say(line: &Line) {
    let text = serde_json::to_string(line).unwrap();
    let mut out = std::io::stdout().lock();
    // The harness has written the name of the test before; a life's line stands alone.
    writeln!(out, "\n{text}").unwrap();
    out.flush().unwrap();
}

/// Reads a line; none if it is the harness that speaks.
pub(crate) fn read(text: &str) -> Option<Line> {
    serde_json::from_str(text.trim()).ok()
}
