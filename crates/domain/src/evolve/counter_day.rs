//! Facts of a counter's day.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a fact that does not concern this part changes nothing in it"
)]

use std::collections::BTreeMap;

use super::{paper, task};
use crate::application::{HistoryEntry, Stamp};
use crate::counter_day::{
    CounterDay, GuidanceRecord, HandOverRecord, ShiftSignature, TicketRecord,
};
use crate::event::{Event, Fact};
use crate::ids::CounterNo;

/// The day that its first fact opens; a station that is no counter keeps its day under `00`.
pub(super) fn begin(stamp: &Stamp, event: &Event) -> Option<CounterDay> {
    if !event.fact.is_of_counter_day() {
        return None;
    }
    let mut day = CounterDay {
        hall: event.by.hall.clone(),
        counter: event.by.counter.clone().unwrap_or_else(|| CounterNo::from("00")),
        tickets: Vec::new(),
        guidance: Vec::new(),
        hand_overs: BTreeMap::new(),
        papers: BTreeMap::new(),
        tasks: BTreeMap::new(),
        reveals: 0,
        signatures: BTreeMap::new(),
        history: Vec::new(),
    };
    apply(&mut day, stamp, &event.fact);
    Some(day)
}

/// Applies a fact.
pub(super) fn apply(day: &mut CounterDay, stamp: &Stamp, fact: &Fact) {
    paper::apply(&mut day.papers, fact);
    task(&mut day.tasks, stamp, fact);
    match fact {
        Fact::TicketCalled { ticket, matter } => day.tickets.push(TicketRecord {
            ticket: ticket.clone(),
            matter: matter.clone(),
            called: stamp.clone(),
            ended: None,
        }),
        Fact::VisitEnded { ticket, received, seconds } => {
            let mut called = day.tickets.iter_mut().rev();
            let open = called.find(|t| t.ticket == *ticket && t.ended.is_none());
            if let Some(open) = open {
                open.ended = Some((stamp.clone(), *received, *seconds));
            }
        }
        Fact::GuidanceGiven { ticket, applicant, matter, paper } => {
            day.guidance.push(GuidanceRecord {
                ticket: ticket.clone(),
                applicant: applicant.clone(),
                matter: matter.clone(),
                number: paper.number.to_string(),
                stamp: stamp.clone(),
            });
        }
        Fact::PersonalDataRevealed { .. } => day.reveals += 1,
        _ => signed(day, stamp, fact),
    }
    day.history.push(HistoryEntry { stamp: stamp.clone(), fact: fact.clone() });
}

/// Hand-overs and the shift's signatures.
fn signed(day: &mut CounterDay, stamp: &Stamp, fact: &Fact) {
    match fact {
        Fact::HandedOver { list, to, rows, .. } => {
            day.hand_overs.entry(list.to_string()).or_insert_with(|| HandOverRecord {
                to: to.clone(),
                rows: rows.clone(),
                handed: stamp.clone(),
                confirmed: None,
            });
        }
        Fact::HandOverConfirmed { list, missing } => {
            if let Some(record) = day.hand_overs.get_mut(list.as_str()) {
                record.confirmed.get_or_insert_with(|| (stamp.clone(), missing.clone()));
            }
        }
        Fact::ShiftSigned { side, counts, remarks, .. } => {
            day.signatures.entry(*side).or_insert_with(|| ShiftSignature {
                stamp: stamp.clone(),
                counts: counts.clone(),
                remarks: remarks.clone(),
            });
        }
        _ => {}
    }
}
