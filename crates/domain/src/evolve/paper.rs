//! The papers that facts name, and what the printer said of them.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a fact that does not concern this part changes nothing in it"
)]

use std::collections::BTreeMap;

use crate::action::{Paper, PrintOutcome};
use crate::application::PaperRecord;
use crate::event::Fact;

type Papers = BTreeMap<String, PaperRecord>;

/// Keeps the paper of a fact, or what became of one.
pub(super) fn apply(papers: &mut Papers, fact: &Fact) {
    if let Some(paper) = fact.paper() {
        keep(papers, paper);
    }
    match fact {
        Fact::PaperPrinted { paper, reprint, outcome, .. } => {
            let record = keep(papers, paper);
            // a reprint that jams does not make an issued paper owed again
            let issued = record.outcome == Some(PrintOutcome::Printed);
            if !issued || *reprint == 0 {
                record.outcome = Some(outcome.clone());
            }
            record.reprints = record.reprints.max(*reprint);
        }
        Fact::PaperVoided { paper, reason } => {
            keep(papers, paper).voided.get_or_insert_with(|| reason.clone());
        }
        _ => {}
    }
}

fn keep<'a>(papers: &'a mut Papers, paper: &Paper) -> &'a mut PaperRecord {
    papers.entry(paper.number.to_string()).or_insert_with(|| PaperRecord {
        paper: paper.clone(),
        outcome: None,
        reprints: 0,
        voided: None,
    })
}
