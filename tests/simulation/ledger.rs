//! What people were told is done: none of it may ever be lost.

use std::collections::BTreeSet;

use domain::ids::BlobHash;
use domain::wire::{Envelope, SubmissionKey, sm3_hex};
use workstation::engine::{StreamView, Submitted};

/// One acknowledged act.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) desk: usize,
    pub(super) content: String,
    /// For whoever looks at a failed seed.
    pub(super) what: String,
}

/// All acknowledged acts and pages of a world.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) acts: Vec<Entry>,
    pub(super) pages: Vec<(usize, BlobHash)>,
}

/// What an envelope says, whatever its place in the log: a log that was copied or put back issues the
/// same content again under another number.
pub(super) fn content(envelope: &Envelope) -> String {
    let parts = [
        &envelope.stream.0,
        &envelope.claimed_at.to_string(),
        &envelope.session,
        &envelope.action.to_string(),
    ];
    sm3_hex(parts.map(String::as_str).join("\n").as_bytes())
}

impl Ledger {
    /// A desk was told that something is done, for which these pages were scanned.
    pub(super) fn enter<T>(&mut self, desk: usize, done: &Submitted<T>, scanned: Vec<BlobHash>) {
        self.pages.extend(scanned.into_iter().map(|page| (desk, page)));
        for key in &done.keys {
            if let Some(envelope) = envelope_of(&done.view, key) {
                let name = envelope.action["type"].as_str().unwrap_or_default();
                self.acts.push(Entry {
                    desk,
                    content: content(envelope),
                    what: format!("{name} {}/{} on {}", key.epoch, key.seq, envelope.stream.0),
                });
            }
        }
    }

    /// A newer program told somebody that something is done.
    pub(super) fn enter_unknown(&mut self, desk: usize, envelope: &Envelope) {
        let what = format!("unknown {}/{}", envelope.epoch, envelope.seq);
        self.acts.push(Entry { desk, content: content(envelope), what });
    }

    /// A disk was put back: what only that disk knew is gone with it.
    pub(super) fn lose(&mut self, desk: usize, since: (usize, usize), kept: &BTreeSet<String>) {
        let mut at = 0;
        self.acts.retain(|entry| {
            at += 1;
            at <= since.0 || entry.desk != desk || kept.contains(&entry.content)
        });
        at = 0;
        self.pages.retain(|(owner, _)| {
            at += 1;
            at <= since.1 || *owner != desk
        });
    }

    /// How much it holds.
    pub(super) fn mark(&self) -> (usize, usize) {
        (self.acts.len(), self.pages.len())
    }
}

fn envelope_of<'a>(view: &'a StreamView, key: &SubmissionKey) -> Option<&'a Envelope> {
    let act = view.pending.iter().find(|act| act.key == *key)?;
    act.envelope.as_ref()
}
