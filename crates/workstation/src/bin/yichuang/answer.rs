//! How the program answers: one JSON value or plain text on stdout, failures as JSON on stderr.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::error::ErrorKind;
use domain::refusal::Refusal;
use serde::Serialize;
use serde_json::{Value, json};
use workstation::engine::EngineError;
use workstation::view::Fault;

/// Exit code of a failure.
const FAILED: u8 = 1;
/// Exit code of bad usage.
const USAGE: u8 = 2;

/// What a command found, for programs and for people.
#[derive(Debug)]
pub(crate) struct Answer {
    value: Value,
    text: String,
    /// The command did its work and found something wrong.
    fault: Option<Failure>,
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Failure {
    pub(crate) code: String,
    pub(crate) message: String,
}

impl Failure {
    pub(crate) fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into() }
    }

    /// Writes the failure to stderr.
    pub(crate) fn tell(&self) -> ExitCode {
        self.tell_with(FAILED)
    }

    fn tell_with(&self, exit: u8) -> ExitCode {
        let error = json!({ "error": { "code": self.code, "message": self.message } });
        // Nobody is left to be told when stderr is closed.
        let _ = writeln!(io::stderr(), "{error}");
        ExitCode::from(exit)
    }
}

impl Answer {
    /// An answer; `text` is what a person reads.
    pub(crate) fn new(value: &impl Serialize, text: impl Into<String>) -> Result<Self, Failure> {
        let value = serde_json::to_value(value)
            .map_err(|error| Failure::new("answer", format!("结果无法写成 JSON：{error}")))?;
        Ok(Self { value, text: text.into(), fault: None })
    }

    /// The same answer, telling a failure after it.
    pub(crate) fn but(mut self, fault: Failure) -> Self {
        self.fault = Some(fault);
        self
    }

    /// Writes the answer to stdout.
    pub(crate) fn give(self, as_json: bool) -> ExitCode {
        let shown = if as_json {
            writeln!(io::stdout(), "{}", self.value)
        } else {
            writeln!(io::stdout(), "{}", self.text.trim_end())
        };
        match (shown, self.fault) {
            (_, Some(fault)) => fault.tell(),
            // A reader that stops early, such as head, is no failure.
            (Err(error), None) if error.kind() != io::ErrorKind::BrokenPipe => {
                Failure::new("output", format!("结果写不出去：{error}")).tell()
            }
            (_, None) => ExitCode::SUCCESS,
        }
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        let message = match &fault.article {
            Some(article) => format!("{}（{article}）", fault.message),
            None => fault.message,
        };
        Self::new(fault.code, message)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Fault::from(refusal).into()
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        Fault::from(error).into()
    }
}

/// Help and version go to stdout, bad usage to stderr with exit code 2.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = write!(io::stdout(), "{error}");
            ExitCode::SUCCESS
        }
        _ => Failure::new("usage", error.to_string().trim()).tell_with(USAGE),
    }
}
