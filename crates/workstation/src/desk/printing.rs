//! Papers to the printer: the act stands already; the paper's state follows the printer's own word.

use std::pin::pin;
use std::sync::PoisonError;

use domain::action::{Action, Paper, PrintOutcome};
use domain::document::{DocumentData, Reprint};
use domain::refusal::Refusal;
use domain::wire::StreamId;
use tokio::sync::watch;

use super::Workstation;
use super::acts::refused;
use super::draw::kind_title;
use super::paper::paper_ref;
use crate::devices::Cancel;
use crate::devices::printer::{self, PrintFault, PrintState};
use crate::documents::render;
use crate::store::{BlobKind, PrintJob, PrintJobState};
use crate::view::{ActOutcome, ActRequest, Fault, PaperRow, PaperState};

impl Workstation {
    /// Prints papers that acts handed over, one after the other, and records what the printer said.
    /// The act stands already: what goes wrong here is told paper by paper 欠发凭证, never instead of it.
    pub(super) async fn print_all(
        &self,
        stream: &StreamId,
        papers: Vec<DocumentData>,
    ) -> Vec<PaperRow> {
        let mut rows = Vec::new();
        for data in papers {
            rows.push(match self.print_paper(stream, &data, None).await {
                Ok(row) => row,
                Err(fault) => {
                    let reason = format!("文书没有打印：{}", fault.message);
                    row(stream, &paper_ref(&data), &PrintOutcome::Failed { reason }, 0)
                }
            });
        }
        self.tell("print", String::new(), None, true);
        rows
    }

    /// A copy of the paper's data travels with the pages, so that another desk can print it again.
    async fn share_paper(&self, stream: &StreamId, data: &DocumentData) -> Result<(), Fault> {
        let bytes = super::paper::paper_bytes(data);
        self.engine.keep_blob(BlobKind::File, bytes, &stream.0).await?;
        Ok(())
    }

    /// Nothing goes to the printer before the disk has taken its line of the print log: a paper
    /// that nobody knows of would be printed twice.
    async fn print_paper(
        &self,
        stream: &StreamId,
        data: &DocumentData,
        again: Option<(u32, String)>,
    ) -> Result<PaperRow, Fault> {
        let paper = paper_ref(data);
        let (reprint, reason) = again.map_or((0, None), |(n, reason)| (n, Some(reason)));
        let mut job = self.job(stream, &paper, reprint, reason.clone())?;
        if reprint == 0 {
            self.share_paper(stream, data).await?;
        }
        self.engine.log_print(&job).await?;
        let outcome = match self.to_printer(data, &mut job).await {
            Ok(()) => PrintOutcome::Printed,
            Err(fault) => PrintOutcome::Failed { reason: fault.message },
        };
        let (of, said) = (paper.clone(), outcome.clone());
        let action = Action::RecordPrint { paper: of, reprint, reason, outcome: said };
        let recorded = self.record_print(stream, &job, action).await;
        let mut row = row(stream, &paper, &outcome, reprint);
        if let Err(fault) = recorded {
            row.state = PaperState::Failed;
            row.message = Some(match outcome {
                PrintOutcome::Printed => format!(
                    "文书已经出纸，但打印结果没有保存：{}之后请补打一次，并收回多出的一份。",
                    fault.message
                ),
                PrintOutcome::Failed { reason } => format!("{reason}{}", fault.message),
            });
        }
        Ok(row)
    }

    async fn record_print(
        &self,
        stream: &StreamId,
        job: &PrintJob,
        action: Action,
    ) -> Result<(), Fault> {
        self.engine.submit(stream, None, move |pen| pen.act(action).map(|_| ())).await?;
        // The job ends after the fact: one that a crash cuts off is settled at the next start.
        Ok(self.engine.log_print(job).await?)
    }

    /// Prints a paper that belongs to no history yet: the form to sign.
    ///
    /// # Errors
    /// What the printer said: the form is asked for again.
    pub(super) async fn print_loose(&self, data: &DocumentData) -> Result<PaperRow, Fault> {
        let paper = paper_ref(data);
        let stream = StreamId(String::new());
        let mut job = self.job(&stream, &paper, 0, None)?;
        let printed = self.to_printer(data, &mut job).await;
        self.tell("print", String::new(), None, true);
        printed?;
        Ok(row(&stream, &paper, &PrintOutcome::Printed, 0))
    }

    fn job(
        &self,
        stream: &StreamId,
        paper: &Paper,
        reprint: u32,
        reason: Option<String>,
    ) -> Result<PrintJob, Fault> {
        let clock = self.engine.clock();
        Ok(PrintJob {
            id: clock.new_id(),
            stream: stream.0.clone(),
            number: paper.number.to_string(),
            kind: paper.kind.code().to_owned(),
            reprint,
            printer: self.settings.printer.name.clone(),
            job: None,
            state: PrintJobState::Queued.word().to_owned(),
            reason,
            user: self.session_in_use()?.actor.user.to_string(),
            at: clock.now().to_string(),
        })
    }

    /// Hands a paper to the printer and follows its job; the log's line says how it ended.
    async fn to_printer(&self, data: &DocumentData, job: &mut PrintJob) -> Result<(), Fault> {
        let printed = self.follow_job(data, job).await;
        job.state = match &printed {
            Ok(()) => PrintJobState::Printed.word().to_owned(),
            Err(_) => PrintJobState::Failed.word().to_owned(),
        };
        if let Err(fault) = &printed {
            job.reason = Some(fault.message.clone());
        }
        printed
    }

    async fn follow_job(&self, data: &DocumentData, job: &mut PrintJob) -> Result<(), Fault> {
        let title = kind_title(data.kind());
        self.tell("print", format!("正在打印{title}"), None, false);
        let rendered = render(data, &self.texts, Self::fonts()?)
            .map_err(|error| Fault::new(error.code(), error.to_string()))?;
        let number = data.head.number.clone().unwrap_or_default();
        let name = format!("{title} {number}");
        let cancel = Cancel::default();
        *self.printing.lock().unwrap_or_else(PoisonError::into_inner) = cancel.clone();
        let states = watch::Sender::new(PrintState::Queued);
        let mut seen = states.subscribe();
        let (settings, name) = (&self.settings.printer, name.trim());
        let mut printing =
            pin!(printer::print_watched(settings, name, rendered.pdf, &states, &cancel));
        let printed = loop {
            tokio::select! {
                printed = &mut printing => break printed,
                Ok(()) = seen.changed() => {
                    let state = seen.borrow_and_update().clone();
                    self.tell_state(title, &state);
                }
            }
        };
        job.job = printed.job.map(i64::from);
        match printed.state {
            PrintState::Printed => Ok(()),
            PrintState::Failed { fault } | PrintState::Waiting { fault } => Err(fault.into()),
            PrintState::Queued | PrintState::Printing => Err(PrintFault::TimedOut.into()),
        }
    }

    /// A printer that waits for a person is told while it waits: it goes on by itself afterwards.
    fn tell_state(&self, title: &str, state: &PrintState) {
        match state {
            PrintState::Waiting { fault } => {
                self.tell_problem("print", &Fault::new(fault.code(), fault.waiting_message()));
            }
            PrintState::Queued | PrintState::Printing => {
                self.tell("print", format!("正在打印{title}"), None, false);
            }
            PrintState::Printed | PrintState::Failed { .. } => {}
        }
    }

    /// Calls the paper at the printer off 取消打印: it stays owed.
    ///
    /// # Errors
    /// None.
    #[expect(clippy::unused_async, reason = "all that a window asks of the desk is awaited")]
    pub async fn cancel_print(&self) -> Result<(), Fault> {
        self.printing.lock().unwrap_or_else(PoisonError::into_inner).cancel();
        Ok(())
    }

    /// 补打 or 作废 of a paper.
    pub(super) async fn of_a_paper(&self, request: ActRequest) -> Result<ActOutcome, Fault> {
        match request {
            ActRequest::Print { stream, number, reason } => {
                let stream = StreamId(stream);
                let PaperAt { paper, printed, voided } =
                    self.paper_of(&stream, number.as_str()).await?;
                if let Some(why) = voided {
                    return Ok(refused_as_voided(&why));
                }
                let mut data = self.engine.paper(&paper.hash).await?;
                let reason = reason.map(|reason| reason.trim().to_owned()).unwrap_or_default();
                if printed.is_some() && reason.is_empty() {
                    let refusal = Refusal::new("print.reason", "补打会印上原因，请写明为什么补打");
                    return Ok(ActOutcome { refusal: Some(refusal), ..ActOutcome::default() });
                }
                let again = printed.map(|times| (times + 1, reason));
                if let Some((n, reason)) = &again {
                    let by = self.session_in_use()?.actor.name;
                    data.head.reprint = Some(Reprint { n: *n, by, reason: reason.clone() });
                }
                let row = self.print_paper(&stream, &data, again).await?;
                self.tell("print", String::new(), None, true);
                let message = row.message.clone().unwrap_or_else(|| "已打印".to_owned());
                Ok(ActOutcome { papers: vec![row], message, ..ActOutcome::default() })
            }
            ActRequest::VoidPaper { stream, number, reason } => {
                let stream = StreamId(stream);
                let PaperAt { paper, .. } = self.paper_of(&stream, number.as_str()).await?;
                let done = self
                    .engine
                    .submit(&stream, None, move |pen| {
                        pen.act(Action::VoidPaper { paper, reason }).map(|_| ())
                    })
                    .await;
                match done {
                    Ok(_) => {
                        Ok(ActOutcome { message: "已作废".to_owned(), ..ActOutcome::default() })
                    }
                    Err(error) => refused(error),
                }
            }
            _ => Err(Fault::new("act.unknown", "此操作尚不支持，请联系管理员升级程序")),
        }
    }

    /// A paper of a stream.
    pub(super) async fn paper_of(&self, stream: &StreamId, number: &str) -> Result<PaperAt, Fault> {
        let view = self.engine.stream(stream).await?;
        let papers = match &view.state {
            domain::application::Stream::Application(app) => &app.papers,
            domain::application::Stream::CounterDay(day) => &day.papers,
            domain::application::Stream::Empty => return Err(unknown_paper(number)),
        };
        let record = papers.get(number).ok_or_else(|| unknown_paper(number))?;
        let printed = matches!(record.outcome, Some(PrintOutcome::Printed));
        Ok(PaperAt {
            paper: record.paper.clone(),
            printed: printed.then_some(record.reprints),
            voided: record.voided.clone(),
        })
    }
}

/// A paper of a stream, and what became of it.
pub(super) struct PaperAt {
    pub(super) paper: Paper,
    /// How often it was printed again, if it was printed at all.
    pub(super) printed: Option<u32>,
    /// Why it was voided, if it was.
    pub(super) voided: Option<String>,
}

fn refused_as_voided(why: &str) -> ActOutcome {
    let message = format!("此文书已作废（{why}），不能再打印；号码不再使用，需要的请重新出具");
    let refusal = Refusal::new("print.voided", message);
    ActOutcome { refusal: Some(refusal), ..ActOutcome::default() }
}

fn unknown_paper(number: &str) -> Fault {
    Fault::new("paper.unknown", format!("找不到文书 {number}，请刷新列表后再试"))
}

fn row(stream: &StreamId, paper: &Paper, outcome: &PrintOutcome, reprints: u32) -> PaperRow {
    let (state, message) = match outcome {
        PrintOutcome::Printed => (PaperState::Printed, None),
        PrintOutcome::Failed { reason } => {
            (PaperState::Failed, Some(format!("{reason}（欠发凭证，可补打）")))
        }
    };
    PaperRow {
        stream: stream.0.clone(),
        kind: paper.kind,
        title: kind_title(paper.kind).to_owned(),
        number: paper.number.to_string(),
        state,
        message,
        reprints,
    }
}
