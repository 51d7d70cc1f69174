//! 受理 at a counter until its row stands in the department's inbox at another station.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use domain::ids::KindId;
use domain::intake::OriginalState;
use tests::hall::next_random;
use tokio::time::{Instant, sleep, timeout};
use workstation::desk::Workstation;
use workstation::view::{DraftEdit, InboxTab};

use crate::desk::micros;
use crate::hall::{COLLEAGUE, EXAMINER, Hall, said};
use crate::stats::Sample;
use crate::table::Row;
use crate::{Options, answer, forms};

/// Issue A, done 2: in the inbox within so many milliseconds.
const LIMIT: f64 = 2000.0;
/// What the applicant brought.
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/page.jpg");
/// Longer than any of it may take.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) async fn measure(options: &Options, hall: &Hall) -> Result<Vec<Row>> {
    let counter = Arc::new(hall.desk("counter-07", COLLEAGUE).await?);
    let office = hall.desk("departments", EXAMINER).await?;
    // Numbers and the wake call come with the first rounds.
    sleep(Duration::from_secs(3)).await;
    let mut times = Vec::new();
    let mut chance = 11;
    for n in 0..options.rounds {
        let draft = intake(&counter, n).await?;
        // People do not act in step with the timers.
        sleep(Duration::from_millis(200 + next_random(&mut chance) % 400)).await;
        times.push(one(&counter, &office, draft).await? / 1000.0);
    }
    let engine = answer::measure(&counter, options.rounds).await?;
    counter.engine().close().await;
    office.engine().close().await;
    let times = Sample::of(times);
    let (p50, p95, longest) = (times.median(), times.at(95), times.max());
    Ok(vec![
        Row {
            name: "受理 → row in the department's inbox".to_owned(),
            ours: format!("{p50:.0} ms, p95 {p95:.0}, max {longest:.0} (n={})", times.len()),
            beside: format!("{LIMIT:.0} ms (limit)"),
            ratio: format!("{:.2}×", longest / LIMIT),
            target: "max ≤2 s".to_owned(),
            met: Some(longest <= LIMIT),
        },
        engine,
    ])
}

/// An intake to which nothing is missing.
async fn intake(desk: &Workstation, n: usize) -> Result<String> {
    let draft = desk.start(&format!("A{n:03}")).await.map_err(said)?.id;
    let mut edits = vec![DraftEdit::AddItem { code: forms::ITEM.into() }];
    for (place, text) in [
        ("applicant.id_number", "440106198002290016"),
        ("applicant.name", "李建国"),
        ("applicant.phone", "13800002210"),
        ("applicant.address", "穗城区建设二马路12号203房"),
    ] {
        edits.push(DraftEdit::Party { place: place.to_owned(), text: text.to_owned() });
    }
    // the answer that asks for a material: a receipt lists what was received
    let two = Some("two".to_owned());
    edits.push(DraftEdit::Answer { question: forms::QUESTION.into(), value: two });
    for edit in edits {
        desk.edit(&draft, edit, None).await.map_err(said)?;
    }
    let kind = KindId::from("identity-card");
    desk.import(&draft, kind.clone(), PAGE).await.map_err(said)?;
    let seen = DraftEdit::Original { kind: kind.clone(), state: OriginalState::SeenReturned };
    let passed = DraftEdit::Check { kind, problem: None };
    for edit in [seen, passed] {
        desk.edit(&draft, edit, None).await.map_err(said)?;
    }
    Ok(draft)
}

/// Microseconds from the gesture at the counter to the row.
async fn one(counter: &Arc<Workstation>, office: &Workstation, draft: String) -> Result<f64> {
    let before = rows(office).await?;
    let mut changes = office.engine().changes();
    let desk = Arc::clone(counter);
    let start = Instant::now();
    let receiving = tokio::spawn(async move { desk.receive(&draft, false).await });
    let arrived = async {
        while rows(office).await?.is_subset(&before) {
            changes.recv().await?;
        }
        anyhow::Ok(micros(start))
    };
    let (arrived, outcome) = tokio::join!(timeout(PATIENCE, arrived), receiving);
    let outcome = outcome?.map_err(said)?;
    anyhow::ensure!(outcome.refusal.is_none(), "refused: {:?}", outcome.refusal);
    arrived.with_context(|| format!("the row of {outcome:?} never came"))?
}

/// Case numbers of the inbox, as the window asks for them.
async fn rows(office: &Workstation) -> Result<BTreeSet<String>> {
    let view = office.inbox(InboxTab::Section).await.map_err(said)?;
    Ok(view.rows.into_iter().map(|row| row.case_no).collect())
}
