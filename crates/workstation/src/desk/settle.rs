//! After a crash: what was cut off between an act and its paper is brought to an end that a person
//! can see.

use domain::action::{Action, PrintOutcome};
use domain::wire::StreamId;
use jiff::Timestamp;

use super::Workstation;
use super::printing::PaperAt;
use crate::engine::EngineError;
use crate::store::{BlobKind, PrintJob, PrintJobState};
use crate::view::Fault;

const CUT_OFF: &str = "程序在打印时中断，请先看打印机是否已出纸，再补打";

impl Workstation {
    /// Settles what an earlier run of the program left open; a later one finds nothing to do.
    pub(super) async fn settle(&self) -> Result<(), Fault> {
        for (stream, bytes) in self.engine.unshared_papers().await? {
            self.engine.keep_blob(BlobKind::File, bytes, &stream.0).await?;
        }
        for job in self.engine.queued_prints().await? {
            // One of this run may still be at the printer.
            if job.at.parse::<Timestamp>().is_ok_and(|at| at < self.opened_at) {
                self.settle_print(job).await?;
            }
        }
        Ok(())
    }

    /// Nobody knows whether the paper came out: it is owed 欠发 until somebody has looked.
    async fn settle_print(&self, mut job: PrintJob) -> Result<(), Fault> {
        let stream = StreamId(job.stream.clone());
        let found = self.paper_of(&stream, &job.number).await.ok();
        let done = found.as_ref().and_then(|found| found.printed);
        let printed = done.is_some_and(|reprints| reprints >= job.reprint);
        if printed {
            PrintJobState::Printed.word().clone_into(&mut job.state);
            return Ok(self.engine.log_print(&job).await?);
        }
        if let Some(PaperAt { paper, .. }) = found {
            let outcome = PrintOutcome::Failed { reason: CUT_OFF.to_owned() };
            let (reprint, reason) = (job.reprint, job.reason.clone());
            let action = Action::RecordPrint { paper, reprint, reason, outcome };
            let done =
                self.engine.submit(&stream, None, move |pen| pen.act(action).map(|_| ())).await;
            match done {
                // Before the catalogue has arrived nobody acts; the next sign-in settles it.
                Err(EngineError::NoCatalogue) => return Ok(()),
                other => other.map(|_| ())?,
            }
        }
        PrintJobState::Failed.word().clone_into(&mut job.state);
        job.reason = Some(CUT_OFF.to_owned());
        Ok(self.engine.log_print(&job).await?)
    }
}
