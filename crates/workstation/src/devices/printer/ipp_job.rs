//! One IPP job from Print-Job to its last state.

use super::{Cancel, Patience, PrintFault, PrintOutcome, PrintState};
use ipp::attribute::{IppAttribute, IppAttributeGroup};
use ipp::client::blocking::IppClient;
use ipp::error::IppError;
use ipp::model::DelimiterTag;
use ipp::operation::IppOperation;
use ipp::operation::builder::IppOperationBuilder;
use ipp::payload::IppPayload;
use ipp::prelude::Uri;
use ipp::request::IppRequestResponse;
use ipp::value::IppValue;
use std::io::Cursor;
use std::time::Duration;
use tokio::sync::watch;

/// Named on the printer's job list; the clerk's name does not leave the station.
const USER: &str = "yichuang";
/// One question to the printer; printing itself takes longer and is asked for again.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(20);

/// Sends the paper and follows the job until it ends.
pub(super) async fn run(
    uri: &str,
    title: &str,
    pdf: Vec<u8>,
    states: &watch::Sender<PrintState>,
    cancel: &Cancel,
    patience: Patience,
) -> PrintOutcome {
    let Ok(uri) = uri.parse() else {
        return PrintOutcome::failed(PrintFault::BadAddress, None);
    };
    let printer = Printer { uri };
    let job = match printer.send(title.to_owned(), pdf).await {
        Ok(job) => job,
        Err(fault) => return PrintOutcome::failed(fault, None),
    };
    let outcome = follow(&printer, job, states, cancel, patience).await;
    PrintOutcome { state: outcome, job: u32::try_from(job).ok() }
}

async fn follow(
    printer: &Printer,
    job: i32,
    states: &watch::Sender<PrintState>,
    cancel: &Cancel,
    patience: Patience,
) -> PrintState {
    let mut silent = 0_u32;
    let mut last = PrintFault::TimedOut;
    for _ in 0..patience.times {
        match printer.state(job).await {
            Some(PrintState::Printed) => return PrintState::Printed,
            Some(PrintState::Failed { fault }) => return PrintState::Failed { fault },
            Some(state) => {
                silent = 0;
                last = match &state {
                    PrintState::Waiting { fault } => *fault,
                    PrintState::Queued
                    | PrintState::Printing
                    | PrintState::Printed
                    | PrintState::Failed { .. } => PrintFault::TimedOut,
                };
                states.send_if_modified(|current| {
                    let changed = *current != state;
                    *current = state;
                    changed
                });
            }
            None => {
                silent += 1;
                if silent >= 25 {
                    return PrintState::Failed { fault: PrintFault::Lost };
                }
            }
        }
        tokio::select! {
            () = tokio::time::sleep(patience.every) => {}
            () = cancel.cancelled() => {
                printer.call_off(job).await;
                return PrintState::Failed { fault: PrintFault::Cancelled };
            }
        }
    }
    // Left alone it would print later, after the paper was printed elsewhere.
    printer.call_off(job).await;
    PrintState::Failed { fault: last }
}

struct Printer {
    uri: Uri,
}

impl Printer {
    /// Hands over the paper; the job's number on the printer.
    async fn send(&self, title: String, pdf: Vec<u8>) -> Result<i32, PrintFault> {
        let answer = self
            .ask(move |uri| {
                IppOperationBuilder::print_job(uri, IppPayload::new(Cursor::new(pdf)))
                    .user_name(USER)
                    .job_title(short(&title))
                    .document_format("application/pdf")
                    .build()
            })
            .await
            .map_err(|error| sending_fault(&error))?;
        refused(&answer)?;
        number(group(&answer, DelimiterTag::JobAttributes), IppAttribute::JOB_ID)
            .ok_or(PrintFault::JobRefused)
    }

    /// The job's state, mended by the printer's reasons; `None` if the printer did not answer.
    async fn state(&self, job: i32) -> Option<PrintState> {
        let answer = self
            .ask(move |uri| {
                IppOperationBuilder::get_job_attributes(uri, job).user_name(USER).build()
            })
            .await
            .ok()?;
        let attributes = group(&answer, DelimiterTag::JobAttributes);
        match number(attributes, IppAttribute::JOB_STATE)? {
            7 => Some(PrintState::Failed { fault: PrintFault::CancelledAtPrinter }),
            8 => Some(PrintState::Failed { fault: PrintFault::Aborted }),
            9 => Some(PrintState::Printed),
            state => Some(match self.fault(state == 6).await {
                Some(fault) => PrintState::Waiting { fault },
                None if state == 5 => PrintState::Printing,
                None => PrintState::Queued,
            }),
        }
    }

    /// What stops the printer now, if anything does.
    async fn fault(&self, job_stopped: bool) -> Option<PrintFault> {
        let answer =
            self.ask(|uri| IppOperationBuilder::get_printer_attributes(uri).build()).await.ok()?;
        let attributes = group(&answer, DelimiterTag::PrinterAttributes);
        let reasons = keywords(attributes, IppAttribute::PRINTER_STATE_REASONS);
        let stopped = job_stopped || number(attributes, IppAttribute::PRINTER_STATE) == Some(5);
        PrintFault::from_reasons(reasons.iter().map(String::as_str))
            .or(stopped.then_some(PrintFault::Other))
    }

    async fn call_off(&self, job: i32) {
        let asked = self
            .ask(move |uri| IppOperationBuilder::cancel_job(uri, job).user_name(USER).build())
            .await;
        if let Err(error) = asked {
            tracing::warn!(job, %error, "print job not called off");
        }
    }

    /// One question in a thread of its own: the client blocks.
    async fn ask<O, B>(&self, operation: B) -> Result<IppRequestResponse, IppError>
    where
        O: IppOperation,
        B: FnOnce(Uri) -> Result<O, ipp::parser::IppParseError> + Send + 'static,
    {
        let uri = self.uri.clone();
        tokio::task::spawn_blocking(move || {
            let client = IppClient::builder(uri.clone()).request_timeout(REQUEST_TIMEOUT).build();
            client.send(operation(uri)?)
        })
        .await
        .unwrap_or(Err(IppError::PrinterNotReady))
    }
}

/// IPP names hold 255 bytes.
fn short(title: &str) -> String {
    title.chars().take(80).collect()
}

fn refused(answer: &IppRequestResponse) -> Result<(), PrintFault> {
    let status = answer.header().status_code();
    if status.is_success() {
        return Ok(());
    }
    Err(match status {
        // The format is the only thing of ours that a printer can fail to know.
        ipp::model::StatusCode::ClientErrorDocumentFormatNotSupported
        | ipp::model::StatusCode::ClientErrorAttributesOrValuesNotSupported => {
            PrintFault::FormatRefused
        }
        ipp::model::StatusCode::ServerErrorNotAcceptingJobs
        | ipp::model::StatusCode::ServerErrorDeviceError => PrintFault::Offline,
        _ => PrintFault::JobRefused,
    })
}

fn sending_fault(error: &IppError) -> PrintFault {
    match error {
        IppError::ClientError(ureq_error) if ureq_error.to_string().contains("timeout") => {
            PrintFault::Lost
        }
        IppError::RequestError(_) => PrintFault::JobRefused,
        _ => PrintFault::Unreachable,
    }
}

fn group(answer: &IppRequestResponse, tag: DelimiterTag) -> Option<&IppAttributeGroup> {
    answer.attributes().first_of(tag)
}

fn number(group: Option<&IppAttributeGroup>, name: &str) -> Option<i32> {
    match group?.get(name)?.value() {
        IppValue::Integer(n) | IppValue::Enum(n) => Some(*n),
        _ => None,
    }
}

fn keywords(group: Option<&IppAttributeGroup>, name: &str) -> Vec<String> {
    match group.and_then(|group| group.get(name)).map(IppAttribute::value) {
        Some(IppValue::Array(values)) => values.iter().map(ToString::to_string).collect(),
        Some(value) => vec![value.to_string()],
        None => Vec::new(),
    }
}
