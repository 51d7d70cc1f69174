//! What the platform decided, what was made from it, and the papers.

use domain::wire::{CHAIN_START, StoredEvent, StreamId, sm3_hex};
use sqlx::sqlite::SqliteConnection;

use super::{Check, PAGE, VerifyReport, bad};
use crate::engine::Open;
use crate::store::{StoreError, StreamHead, VerdictRow, events, papers, projections, settings};

/// The local chain of verdicts, and that what each brought is where it was put.
pub(super) async fn check_verdicts(reader: &mut SqliteConnection, count: &mut u64) -> Check {
    let mut head = CHAIN_START.to_owned();
    let mut after = 0;
    loop {
        let rows = events::verdicts(reader, after, PAGE).await?;
        let Some(last) = rows.last() else { break };
        after = last.id;
        for row in rows {
            if row.chain != row.link(&head) {
                return bad("verdict", &row.stream, row.position, "裁定记录不衔接");
            }
            if let Some(seq) = missing_event(reader, &row).await? {
                return bad("event", &row.stream, seq, "裁定的记录缺失或被移动");
            }
            head = row.chain;
            *count += 1;
        }
    }
    let stored = settings::get(reader, settings::VERDICT_HEAD).await?;
    if stored.as_deref().unwrap_or(CHAIN_START) == head {
        Ok(None)
    } else {
        bad("verdict", "", *count, "裁定记录的末尾缺失")
    }
}

/// The first event that a verdict brought and that is not where it was put.
async fn missing_event(
    reader: &mut SqliteConnection,
    verdict: &VerdictRow,
) -> Result<Option<u64>, StoreError> {
    let named = verdict.events();
    if named.is_empty() {
        return Ok(None);
    }
    let there = events::seqs_at(reader, &verdict.stream, verdict.position).await?;
    Ok(named.into_iter().find(|seq| !there.contains(seq)))
}

/// Every stream: its events, and its rows against rows made anew.
pub(super) async fn check_streams(
    open: &Open,
    reader: &mut SqliteConnection,
    report: &mut VerifyReport,
) -> Check {
    let mut names = events::streams(reader).await?;
    names.extend(projections::streams(reader).await?);
    names.sort();
    names.dedup();
    for name in names {
        let id = StreamId(name);
        let checked = check_events(reader, &id, &mut report.events).await?;
        if checked.is_some() {
            return Ok(checked);
        }
        let view = open.read_stream(reader, &id).await?;
        let pending = !view.pending.is_empty();
        let rebuilt = projections::Rows::of(&id, &view.state, pending)?;
        let stored = match projections::stored(reader, &id).await {
            Ok(stored) => Some(stored),
            // A value that is not of its column's type.
            Err(StoreError::Internal { .. }) => None,
            Err(error) => return Err(error.into()),
        };
        if stored != Some(rebuilt) {
            return bad("projection", &id.0, view.last_seq, "列表内容与历史不符");
        }
        report.streams += 1;
    }
    Ok(None)
}

/// Chain of a stream's events, their head, and the verdicts that brought them.
async fn check_events(reader: &mut SqliteConnection, id: &StreamId, count: &mut u64) -> Check {
    let head = events::head(reader, &id.0).await?;
    let history = events::of_stream(reader, &id.0).await?;
    if let Some((seq, problem)) = chain_problem(&history, &head) {
        return bad("event", &id.0, seq, problem);
    }
    let positions = events::positions(reader, &id.0).await?;
    for (event, position) in history.iter().zip(positions) {
        let verdict = events::at_position(reader, position).await?;
        let names = |v: VerdictRow| v.stream == id.0 && v.events().contains(&event.stream_seq);
        if !verdict.is_some_and(names) {
            return bad("event", &id.0, event.stream_seq, "没有对应的裁定");
        }
        *count += 1;
    }
    Ok(None)
}

/// The event of a stream that does not fit its neighbours or the head.
fn chain_problem(history: &[StoredEvent], head: &StreamHead) -> Option<(u64, &'static str)> {
    let gap = (1..).zip(history).find(|(seq, event)| event.stream_seq != *seq);
    if let Some((seq, _)) = gap {
        return Some((seq, "记录缺失"));
    }
    let said = history.iter().map(|event| &event.stream_prev).chain([&head.head]);
    let hashes = history.iter().map(StoredEvent::hash);
    let true_ones = std::iter::once(CHAIN_START.to_owned()).chain(hashes);
    let fits: Vec<bool> = said.zip(true_ones).map(|(said, hash)| *said == hash).collect();
    let Some(broken) = fits.iter().position(|fits| !fits) else {
        let last = history.len() as u64;
        return (head.last_seq != last).then_some((last + 1, "记录缺失"));
    };
    // An event whose own link was changed no longer fits its follower either; one whose text was
    // changed is missed by its follower only.
    if fits.get(broken + 1) == Some(&false) || broken == 0 {
        Some((broken as u64 + 1, "与前一条不衔接"))
    } else {
        Some((broken as u64, "内容与校验值不符"))
    }
}

/// The number that a paper's data bears.
fn number_of(body: &str) -> Option<String> {
    let data: serde_json::Value = serde_json::from_str(body).ok()?;
    let number = data.pointer("/head/number")?;
    Some(number.as_str().unwrap_or_default().to_owned())
}

/// Papers handed over stand under the hash of their text and under their number.
pub(super) async fn check_papers(reader: &mut SqliteConnection, count: &mut u64) -> Check {
    let mut after = String::new();
    while let Some(paper) = papers::next(reader, &after).await? {
        if sm3_hex(paper.body.as_bytes()) != paper.hash {
            return bad("paper", &paper.stream, 0, "文书内容与登记的校验值不符");
        }
        if number_of(&paper.body).as_ref() != Some(&paper.number) {
            return bad("paper", &paper.stream, 0, "文书编号与文书内容不符");
        }
        *count += 1;
        after = paper.hash;
    }
    Ok(None)
}
