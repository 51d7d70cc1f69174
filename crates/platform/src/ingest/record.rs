//! Recording a verdict: region log, stream, projections, and who gets to see it.

use std::collections::BTreeSet;

use domain::application::{Application, Stream};
use domain::event::Fact;
use domain::ids::{CounterNo, StationId};
use domain::wire::{FeedEntry, Partition, Position, RULES_VERSION, StreamId};
use sqlx::SqliteConnection;

use super::contradiction::applicant_key;
use super::judge::{After, Judgement};
use super::{kind, pages};
use crate::Platform;
use crate::error::Result;
use crate::store::desk;
use crate::store::region::{self, Stored};
use crate::store::station::Station;
use crate::store::stream::{self, CaseRow};

/// The station that a submission came from.
#[derive(Clone, Debug)]
pub(crate) struct Sender {
    pub(crate) device: StationId,
    pub(crate) public_key: String,
    pub(crate) counter: Option<CounterNo>,
    pub(crate) partitions: BTreeSet<String>,
}

impl Sender {
    pub(crate) fn of(station: &Station) -> Self {
        Self {
            device: station.row.station.clone(),
            public_key: station.public_key.clone(),
            counter: station.row.counter.clone(),
            partitions: station.partitions().iter().map(ToString::to_string).collect(),
        }
    }
}

impl Platform {
    /// Writes the verdict on a stored submission at its position.
    pub(super) async fn record(
        &self,
        tx: &mut SqliteConnection,
        sender: &Sender,
        stored: &Stored,
        judgement: Judgement,
        rung: &mut BTreeSet<String>,
    ) -> Result<FeedEntry> {
        let entry = FeedEntry {
            position: stored.position,
            key: stored.key.clone(),
            submission_hash: stored.hash.clone(),
            stream: stored.stream.clone(),
            rules_version: RULES_VERSION,
            verdict: judgement.verdict,
        };
        let now = self.0.clock.millis();
        region::append(tx, &entry, now).await?;
        let mut audience = stream::members(tx, &stored.stream).await?;
        match &judgement.after {
            Some(after) => {
                stream::save(tx, &stored.stream, &after.row).await?;
                for partition in concerned(&after.row.state) {
                    if audience.insert(partition.clone()) {
                        stream::join(tx, &stored.stream, &partition, entry.position).await?;
                    }
                }
                project(tx, &stored.stream, after, entry.position, now).await?;
            }
            // Whoever sent it learns the outcome.
            None => audience.extend(sender.partitions.iter().cloned()),
        }
        for partition in &audience {
            stream::show(tx, partition, entry.position).await?;
        }
        rung.extend(audience);
        tracing::debug!(position = entry.position, verdict = kind(&entry), "decided");
        Ok(entry)
    }
}

/// Partitions that a stream concerns: its hall, each department with a case in it or papers from it.
fn concerned(state: &Stream) -> BTreeSet<String> {
    let (hall, departments): (_, Vec<_>) = match state {
        Stream::Empty => return BTreeSet::new(),
        Stream::Application(app) => {
            (&app.hall, app.cases.values().map(|case| case.department.clone()).collect())
        }
        Stream::CounterDay(day) => {
            (&day.hall, day.hand_overs.values().map(|list| list.to.clone()).collect())
        }
    };
    std::iter::once(Partition::Hall(hall.clone()))
        .chain(departments.into_iter().map(Partition::Department))
        .map(|partition| partition.to_string())
        .collect()
}

/// Brings the projections of a stream up to its last events.
async fn project(
    tx: &mut SqliteConnection,
    stream_id: &StreamId,
    after: &After,
    at: Position,
    now: i64,
) -> Result<()> {
    for event in &after.events {
        if let Some(paper) = event.fact.paper() {
            stream::note_number(tx, paper.number.as_str(), stream_id, &paper.hash).await?;
        }
        if let Fact::ApplicationReceived { application, .. } = &event.fact {
            desk::drop_draft(tx, application, &event.by.hall, now).await?;
        }
    }
    let Some(application) = after.row.state.application() else {
        return Ok(());
    };
    project_cases(tx, stream_id, application, at).await?;
    if after.events.iter().any(|event| brings_pages(&event.fact)) {
        project_pages(tx, application, after).await?;
    }
    Ok(())
}

async fn project_cases(
    tx: &mut SqliteConnection,
    stream_id: &StreamId,
    application: &Application,
    at: Position,
) -> Result<()> {
    let applicant = applicant_key(&application.intake);
    for case in application.cases.values() {
        let stage = serde_json::to_value(case.stage)?;
        let row = CaseRow {
            case_no: case.no.to_string(),
            hall: application.hall.to_string(),
            department: case.department.to_string(),
            item: case.item.to_string(),
            applicant: applicant.clone(),
            stage: stage.as_str().unwrap_or_default().to_owned(),
            received_on: case.received_on.to_string(),
        };
        stream::project_case(tx, stream_id, &row, at).await?;
    }
    Ok(())
}

/// Lets the hall see all pages, and each department those of its own cases.
async fn project_pages(
    tx: &mut SqliteConnection,
    application: &Application,
    after: &After,
) -> Result<()> {
    let hall = Partition::Hall(application.hall.clone()).to_string();
    for blob in pages::of_application(application) {
        stream::allow_page(tx, &blob, &hall).await?;
    }
    for case in application.cases.values() {
        let department = Partition::Department(case.department.clone()).to_string();
        for blob in pages::of_case(application, &case.no, &after.ruling.catalogue) {
            stream::allow_page(tx, &blob, &department).await?;
        }
    }
    Ok(())
}

/// Facts after which pages may be seen by more.
fn brings_pages(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::ApplicationReceived { .. }
            | Fact::CorrectionSupplied { .. }
            | Fact::MaterialAttached { .. }
            | Fact::PageRecorded { .. }
            | Fact::ResultMade { .. }
    )
}
