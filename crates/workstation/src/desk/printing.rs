//! Papers to the printer: the act stands already; the paper's state follows the printer's own word.

use domain::action::{Action, Paper, PrintOutcome};
use domain::document::{DocumentData, Reprint};
use domain::wire::StreamId;

use super::Workstation;
use super::acts::refused;
use super::draw::kind_title;
use super::paper::paper_ref;
use crate::devices::printer::{self, PrintState};
use crate::documents::render;
use crate::store::{BlobKind, PrintJob, PrintJobState};
use crate::view::{ActOutcome, ActRequest, Fault, PaperRow, PaperState};

impl Workstation {
    /// Prints papers that acts handed over, one after the other, and records what the printer said.
    pub(super) async fn print_all(
        &self,
        stream: &StreamId,
        papers: Vec<DocumentData>,
    ) -> Result<Vec<PaperRow>, Fault> {
        let mut rows = Vec::new();
        for data in papers {
            self.share_paper(stream, &data).await?;
            rows.push(self.print_paper(stream, &data, None).await?);
        }
        self.tell("print", String::new(), None, true);
        Ok(rows)
    }

    /// A copy of the paper's data travels with the pages, so that another desk can print it again.
    async fn share_paper(&self, stream: &StreamId, data: &DocumentData) -> Result<(), Fault> {
        let bytes = super::paper::paper_bytes(data);
        self.engine.keep_blob(BlobKind::File, bytes, &stream.0).await?;
        Ok(())
    }

    async fn print_paper(
        &self,
        stream: &StreamId,
        data: &DocumentData,
        again: Option<(u32, String)>,
    ) -> Result<PaperRow, Fault> {
        let paper = paper_ref(data);
        let (reprint, reason) = again.map_or((0, None), |(n, reason)| (n, Some(reason)));
        let mut job = self.job(stream, &paper, reprint, reason.clone())?;
        self.engine.log_print(&job).await?;
        let outcome = self.to_printer(data, &mut job).await;
        let action =
            Action::RecordPrint { paper: paper.clone(), reprint, reason, outcome: outcome.clone() };
        self.engine.submit(stream, None, move |pen| pen.act(action).map(|_| ())).await?;
        // The job ends after the fact: one that a crash cuts off is settled at the next start.
        self.engine.log_print(&job).await?;
        Ok(row(stream, &paper, &outcome, reprint))
    }

    /// Prints a paper that belongs to no history yet: the form to sign.
    pub(super) async fn print_loose(&self, data: &DocumentData) -> Result<PaperRow, Fault> {
        let paper = paper_ref(data);
        let stream = StreamId(String::new());
        let mut job = self.job(&stream, &paper, 0, None)?;
        let outcome = self.to_printer(data, &mut job).await;
        self.tell("print", String::new(), None, true);
        Ok(row(&stream, &paper, &outcome, 0))
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

    async fn to_printer(&self, data: &DocumentData, job: &mut PrintJob) -> PrintOutcome {
        let title = kind_title(data.kind());
        self.tell("print", format!("正在打印{title}"), None, false);
        let failed = |job: &mut PrintJob, reason: String| {
            job.state = PrintJobState::Failed.word().to_owned();
            job.reason = Some(reason.clone());
            PrintOutcome::Failed { reason }
        };
        let rendered = match Self::fonts().and_then(|fonts| {
            render(data, &self.texts, fonts)
                .map_err(|error| Fault::new(error.code(), error.to_string()))
        }) {
            Ok(rendered) => rendered,
            Err(fault) => return failed(job, fault.message),
        };
        let number = data.head.number.clone().unwrap_or_default();
        let name = format!("{title} {number}");
        let printed = printer::print(&self.settings.printer, name.trim(), rendered.pdf).await;
        job.job = printed.job.map(i64::from);
        match printed.state {
            PrintState::Printed => {
                job.state = PrintJobState::Printed.word().to_owned();
                PrintOutcome::Printed
            }
            PrintState::Failed { fault } | PrintState::Waiting { fault } => {
                failed(job, fault.message().to_owned())
            }
            PrintState::Queued | PrintState::Printing => {
                failed(job, "打印机没有回音，请检查后补打".to_owned())
            }
        }
    }

    /// 补打 or 作废 of a paper.
    pub(super) async fn of_a_paper(&self, request: ActRequest) -> Result<ActOutcome, Fault> {
        match request {
            ActRequest::Print { stream, number, reason } => {
                let stream = StreamId(stream);
                let (paper, printed) = self.paper_of(&stream, number.as_str()).await?;
                let mut data = self.engine.paper(&paper.hash).await?;
                let again = printed.map(|times| {
                    let reason = reason.unwrap_or_else(|| "遗失".to_owned());
                    (times + 1, reason)
                });
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
                let (paper, _) = self.paper_of(&stream, number.as_str()).await?;
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

    /// A paper of a stream, and how often it was printed again if it was printed at all.
    pub(super) async fn paper_of(
        &self,
        stream: &StreamId,
        number: &str,
    ) -> Result<(Paper, Option<u32>), Fault> {
        let view = self.engine.stream(stream).await?;
        let papers = match &view.state {
            domain::application::Stream::Application(app) => &app.papers,
            domain::application::Stream::CounterDay(day) => &day.papers,
            domain::application::Stream::Empty => return Err(unknown_paper(number)),
        };
        let record = papers.get(number).ok_or_else(|| unknown_paper(number))?;
        let printed = matches!(record.outcome, Some(PrintOutcome::Printed));
        Ok((record.paper.clone(), printed.then_some(record.reprints)))
    }
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
