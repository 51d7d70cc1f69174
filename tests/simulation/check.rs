//! What must hold, whatever happened.

use std::collections::{BTreeMap, BTreeSet};

use domain::application::Stream;
use domain::event::Event;
use domain::evolve::evolve;
use domain::wire::{FeedEntry, HeldFor, Partition, StreamId, SubmissionKey, Verdict};
use platform::Caller;
use workstation::keys::Keyring as _;

use super::store::{self, Kept};
use super::world::{Failed, World};

type Check = Result<(), Failed>;

fn ensure(holds: bool, what: impl FnOnce() -> String) -> Check {
    if holds { Ok(()) } else { Err(what()) }
}

fn in_words(error: impl ToString) -> Failed {
    error.to_string()
}

/// Watches the screens: an act that no longer fits shows there with its reason.
pub(super) async fn watch(world: &mut World) -> Check {
    for desk in 0..world.desks.len() {
        for stream in world.shared.clone() {
            let Ok(view) = world.desks[desk].engine().stream(&stream).await else {
                break;
            };
            for act in view.pending.iter().filter(|act| act.refusal.is_some()) {
                let new = world.unfit.insert((desk, act.hash.clone()));
                world.counts().refused_after_rebase += u64::from(new);
            }
        }
    }
    Ok(())
}

/// What still waits to be sent, in words.
pub(super) async fn undrained(world: &World) -> Result<Option<String>, Failed> {
    for (n, desk) in world.desks.iter().enumerate() {
        let status = desk.engine().sync_status().await.map_err(in_words)?;
        let pages = status.pages.total - status.pages.done;
        if status.log.unsent > 0 || pages > 0 {
            let (acts, fault) = (status.log.unsent, status.fault);
            return Ok(Some(format!("desk {n}: {acts} acts, {pages} pages, {fault:?}")));
        }
    }
    Ok(None)
}

/// What must hold in the middle of all faults too.
pub(super) async fn safe(world: &World) -> Check {
    let kept = store::kept(&world.platform_home).await;
    final_verdicts(&kept).map(|_| ())
}

/// Everything that must hold at the end.
pub(super) async fn everything(world: &mut World) -> Check {
    let kept = store::kept(&world.platform_home).await;
    count(world, &kept);
    sound(world).await?;
    verdicts(&kept)?;
    nothing_lost(world, &kept)?;
    numbers(&kept)?;
    converged(world).await?;
    told(world, &kept).await
}

fn count(world: &World, kept: &Kept) {
    let mut counts = world.counts();
    for entry in &kept.log {
        match &entry.verdict {
            Verdict::Accepted { events } => {
                let raised = events.iter().filter(|e| e.body.contains("contradiction_raised"));
                counts.contradictions += u64::try_from(raised.count()).unwrap();
            }
            Verdict::Refused { .. } => counts.refused += 1,
            Verdict::Held { .. } => counts.held += 1,
            Verdict::Superseded { .. } => {}
        }
    }
    counts.forks += kept.forks;
}

/// Chains, signatures, dense positions, rebuilt = stored, everywhere.
async fn sound(world: &World) -> Check {
    let found = world.platform().verify().await.map_err(in_words)?;
    ensure(found.faults.is_empty(), || format!("platform: {:?}", found.faults))?;
    for (n, desk) in world.desks.iter().enumerate() {
        let report = desk.engine().verify().await.map_err(in_words)?;
        ensure(report.bad.is_none(), || format!("desk {n}: {:?}", report.bad))?;
    }
    Ok(())
}

/// Positions are dense, and no submission has a verdict after its final one.
fn final_verdicts(kept: &Kept) -> Result<BTreeMap<&SubmissionKey, &FeedEntry>, Failed> {
    let dense = (1..).zip(&kept.log).all(|(position, entry)| entry.position == position);
    ensure(dense, || "positions are not dense".to_owned())?;
    let mut last: BTreeMap<&SubmissionKey, &FeedEntry> = BTreeMap::new();
    for entry in &kept.log {
        let before = last.insert(&entry.key, entry);
        let open = before.is_none_or(|e| matches!(e.verdict, Verdict::Held { .. }));
        ensure(open, || format!("two final verdicts on {:?}", entry.key))?;
    }
    Ok(last)
}

/// Every submission has exactly one final verdict; what waits for a newer program, or behind such an
/// act, has none yet.
fn verdicts(kept: &Kept) -> Check {
    let last = final_verdicts(kept)?;
    for (key, submission) in &kept.submissions {
        let Some(entry) = last.get(key) else {
            return Err(format!("no verdict on {key:?}"));
        };
        ensure(entry.submission_hash == submission.hash, || format!("another {key:?}"))?;
        if let Verdict::Held { missing } = &entry.verdict {
            let waits = match missing {
                HeldFor::Rules => submission.kind == "foresee",
                HeldFor::Earlier => kept.behind_unknown(key, submission),
                HeldFor::Catalogue | HeldFor::Fork => false,
            };
            ensure(waits, || format!("{key:?} is held for ever: {missing:?}"))?;
        }
    }
    Ok(())
}

/// Whatever somebody was told is done is at the platform: acts, and the pages they name.
fn nothing_lost(world: &World, kept: &Kept) -> Check {
    let there: BTreeSet<&str> = kept.submissions.values().map(|s| s.content.as_str()).collect();
    for entry in &world.ledger.acts {
        let found = there.contains(entry.content.as_str());
        ensure(found, || format!("lost: {} of desk {}", entry.what, entry.desk))?;
    }
    for (desk, page) in &world.ledger.pages {
        let found = kept.pages.contains(page.as_str());
        ensure(found, || format!("a page of desk {desk} is lost: {page}"))?;
    }
    let mut twice = BTreeSet::new();
    for (key, submission) in &kept.submissions {
        let first = twice.insert(submission.content.as_str());
        let forked = kept.epochs.get(&key.device).is_some_and(|epochs| *epochs > 1);
        ensure(first || forked, || format!("{key:?} was taken twice"))?;
    }
    Ok(())
}

/// A number is on one paper or one case only, unless a person was told.
fn numbers(kept: &Kept) -> Check {
    for (number, told) in &kept.number_twice {
        ensure(*told, || format!("{number} is used twice, and nobody was told"))?;
    }
    Ok(())
}

/// The history of a partition as the platform tells it, folded.
type Told = BTreeMap<StreamId, (u64, String, Stream)>;

async fn told_by_platform(
    world: &World,
    desk: usize,
    partition: &Partition,
) -> Result<Told, Failed> {
    let station = world.desks[desk].engine().identity().unwrap().station;
    let token = world.desks[desk].keyring.get(&format!("{station}/token")).unwrap().unwrap();
    let caller = Caller::station(&String::from_utf8(token).unwrap());
    let page = world.platform().snapshot(&caller, partition).await.map_err(in_words)?;
    let entries: BTreeMap<u64, FeedEntry> =
        page.entries.into_iter().map(|entry| (entry.position, entry)).collect();
    let mut told = Told::new();
    for entry in entries.into_values() {
        let Verdict::Accepted { events } = entry.verdict else {
            continue;
        };
        let stream = told.entry(entry.stream).or_default();
        for stored in events {
            let event: Event = serde_json::from_str(&stored.body).map_err(in_words)?;
            *stream =
                (stored.stream_seq, stored.hash(), evolve(std::mem::take(&mut stream.2), &event));
        }
    }
    Ok(told)
}

/// Every station shows of every stream of its partitions what the platform knows.
async fn converged(world: &World) -> Check {
    for desk in 0..world.desks.len() {
        let engine = world.desks[desk].engine();
        for partition in engine.identity().unwrap().partitions {
            for (id, (seq, head, state)) in told_by_platform(world, desk, &partition).await? {
                let view = engine.stream(&id).await.map_err(in_words)?;
                let same = view.last_seq == seq && view.head == head && view.confirmed == state;
                ensure(same, || {
                    let here = view.last_seq;
                    format!("desk {desk} has {here} of {seq} events of {}", id.0)
                })?;
                let settled = view.pending.iter().all(|act| act.held);
                ensure(settled, || format!("desk {desk} waits for verdicts on {}", id.0))?;
                let plain = view.pending.is_empty() && view.state != state;
                ensure(!plain, || format!("desk {desk} shows another state of {}", id.0))?;
            }
        }
    }
    Ok(())
}

/// Who was refused is told, and the content is kept for that person.
async fn told(world: &World, kept: &Kept) -> Check {
    let mut items = BTreeSet::new();
    for desk in &world.desks {
        let station = desk.engine().identity().unwrap().station;
        for item in desk.engine().work_items().await.map_err(in_words)? {
            if !item.content.is_empty() {
                items.insert((station.clone(), item.epoch, item.seq));
            }
        }
    }
    if world.counts().disks_restored > 0 {
        return Ok(());
    }
    for entry in kept.log.iter().filter(|e| matches!(e.verdict, Verdict::Refused { .. })) {
        let key = &entry.key;
        let shown = items.contains(&(key.device.clone(), Some(key.epoch), Some(key.seq)));
        ensure(shown, || format!("nobody was told that {key:?} is refused"))?;
    }
    Ok(())
}
