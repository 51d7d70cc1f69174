//! Checking everything 核验: chains, signatures, history, pages, and rebuilt = stored.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::ids::BlobHash;
use domain::wire::{CHAIN_START, Envelope, sm3_hex};
use serde::Serialize;
use sqlx::sqlite::SqliteConnection;

mod history;

use super::apply::subject;
use super::{Core, Engine, EngineError, Open};
use crate::store::{StoreError, SubmissionRow, blobs, events, settings, submissions, work_items};
use history::{check_papers, check_streams, check_verdicts};

/// The first place that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BadPlace {
    /// Which part: `submission`, `event`, `verdict`, `projection`, `paper`, `page`.
    pub part: &'static str,
    /// Stream, or the page's hash.
    pub stream: String,
    /// Number in the log (submissions), the stream (events) or the position (verdicts).
    pub seq: u64,
    /// What is wrong, in Chinese.
    pub problem: String,
}

/// What was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct VerifyReport {
    /// Submissions.
    pub submissions: u64,
    /// Events.
    pub events: u64,
    /// Verdicts.
    pub verdicts: u64,
    /// Streams whose rows were rebuilt and compared.
    pub streams: u64,
    /// Papers handed over.
    pub papers: u64,
    /// Pages.
    pub pages: u64,
    /// First bad place; none: all holds.
    pub bad: Option<BadPlace>,
}

type Check = Result<Option<BadPlace>, EngineError>;

/// Rows of the log read at a time.
const PAGE: u32 = 500;

#[expect(clippy::unnecessary_wraps, reason = "every check ends with it as its answer")]
fn bad(part: &'static str, stream: &str, seq: u64, problem: &str) -> Check {
    Ok(Some(BadPlace { part, stream: stream.to_owned(), seq, problem: problem.to_owned() }))
}

impl Engine {
    /// Checks everything and names the first bad place.
    ///
    /// # Errors
    /// The database cannot be read: it was damaged outside the program.
    pub async fn verify(&self) -> Result<VerifyReport, EngineError> {
        let open = self.core.opened()?;
        let mut report = VerifyReport::default();
        let mut reader = open.store.reader().await?;
        report.bad = self.core.check_all(&open, &mut reader, &mut report).await?;
        Ok(report)
    }
}

impl Core {
    async fn check_all(
        &self,
        open: &Open,
        reader: &mut SqliteConnection,
        report: &mut VerifyReport,
    ) -> Check {
        settings::check_seals(reader).await?;
        let checked = self.check_records(open, reader, report).await?;
        if checked.is_some() {
            return Ok(checked);
        }
        self.check_pages(open, reader, &mut report.pages).await
    }

    /// Log, verdicts and events, the lists against what they are made from, and the papers.
    pub(super) async fn check_records(
        &self,
        open: &Open,
        reader: &mut SqliteConnection,
        report: &mut VerifyReport,
    ) -> Check {
        let checked = self.check_log(open, reader, &mut report.submissions).await?;
        if checked.is_some() {
            return Ok(checked);
        }
        let checked = check_verdicts(reader, &mut report.verdicts).await?;
        if checked.is_some() {
            return Ok(checked);
        }
        let checked = check_streams(open, reader, report).await?;
        if checked.is_some() {
            return Ok(checked);
        }
        check_papers(reader, &mut report.papers).await
    }

    async fn check_log(
        &self,
        open: &Open,
        reader: &mut SqliteConnection,
        count: &mut u64,
    ) -> Check {
        let public = hex::decode(&open.identity.public_key).unwrap_or_default();
        let mut heads = std::collections::BTreeMap::<u32, (u64, String)>::new();
        let mut after = 0;
        loop {
            let rows = submissions::page(reader, after, PAGE).await?;
            let Some((last, _)) = rows.last() else {
                return Ok(None);
            };
            after = *last;
            for (_, row) in rows {
                let start = || (0, CHAIN_START.to_owned());
                let head = heads.entry(row.epoch).or_insert_with(start);
                let problem = self.submission_problem(open, &public, head, &row);
                let problem = match problem {
                    None => outcome_problem(open, reader, &row).await?,
                    some => some,
                };
                if let Some(problem) = problem {
                    let (stream, seq) = self.place(&public, &row);
                    return bad("submission", &stream, seq, problem);
                }
                *head = (row.seq, row.hash);
                *count += 1;
            }
        }
    }

    fn submission_problem(
        &self,
        open: &Open,
        public: &[u8],
        head: &(u64, String),
        row: &SubmissionRow,
    ) -> Option<&'static str> {
        if row.hash != sm3_hex(row.envelope.as_bytes()) {
            return Some("内容与校验值不符");
        }
        if !self.is_signed(public, row) {
            return Some("签名不符");
        }
        let Ok(envelope) = serde_json::from_str::<Envelope>(&row.envelope) else {
            return Some("内容无法读取");
        };
        if row.seq != head.0 + 1 || row.prev != head.1 {
            return Some("与前一条不衔接");
        }
        let kind = envelope.action.get("type").and_then(|t| t.as_str());
        let same = envelope.epoch == row.epoch
            && envelope.seq == row.seq
            && envelope.prev == row.prev
            && envelope.stream.0 == row.stream
            && envelope.device == open.identity.station
            && envelope.actor.user.as_str() == row.user
            && envelope.claimed_at.to_string() == row.claimed_at
            && kind == Some(row.kind.as_str());
        (!same).then_some("登记内容与签名内容不符")
    }

    fn is_signed(&self, public: &[u8], row: &SubmissionRow) -> bool {
        let signature = STANDARD.decode(&row.signature).unwrap_or_default();
        // Another spelling of the same bytes is a changed record too.
        STANDARD.encode(&signature) == row.signature
            && (self.options.crypto).verify(public, row.envelope.as_bytes(), &signature)
    }

    /// Stream and number of a bad row: as signed where the signature holds, else as the row says.
    fn place(&self, public: &[u8], row: &SubmissionRow) -> (String, u64) {
        let envelope = serde_json::from_str::<Envelope>(&row.envelope).ok();
        match envelope.filter(|_| self.is_signed(public, row)) {
            Some(envelope) => (envelope.stream.0, envelope.seq),
            None => (row.stream.clone(), row.seq),
        }
    }

    async fn check_pages(
        &self,
        open: &Open,
        reader: &mut SqliteConnection,
        count: &mut u64,
    ) -> Check {
        for row in blobs::stored(reader).await? {
            let hash = BlobHash(row.hash);
            match self.read_page(open, &hash).await {
                Ok(_) => *count += 1,
                Err(EngineError::Store(StoreError::PageDamaged { .. })) => {
                    return bad("page", hash.as_str(), 0, "影像文件损坏或缺失");
                }
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }
}

/// What the row says became of a submission must be what the verdicts say.
async fn outcome_problem(
    open: &Open,
    reader: &mut SqliteConnection,
    row: &SubmissionRow,
) -> Result<Option<&'static str>, StoreError> {
    let device = open.identity.station.as_str();
    let verdicts = events::of_submission(reader, device, row.epoch, row.seq).await?;
    let mine = verdicts.iter().rev().find(|v| v.submission_hash == row.hash);
    let fits = match (mine, row.state.as_str()) {
        (Some(verdict), state) => {
            let said = if verdict.outcome == "held" { "received" } else { "decided" };
            state == said
                && row.outcome.as_deref() == Some(verdict.outcome.as_str())
                && row.position == i64::try_from(verdict.position).ok()
        }
        // At the door, issued again in a later epoch, or kept aside: a work item tells of it.
        (None, state) if row.outcome.is_some() => {
            let said = match row.outcome.as_deref() {
                Some("refused" | "superseded") => state == "decided",
                Some("held") => state == "received",
                _ => false,
            };
            let subject = subject(row.epoch, row.seq);
            said && row.position.is_none() && work_items::is_known(reader, &subject).await?
        }
        (None, state) => state != "decided" && row.position.is_none(),
    };
    Ok((!fits).then_some("裁定结果与裁定记录不符"))
}
