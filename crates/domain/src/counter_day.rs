//! State of a counter's day 窗口日: facts that belong to no application or to many.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::action::{HandOverRow, ShiftCounts, ShiftSide};
use crate::application::{HistoryEntry, PaperRecord, Stamp, Task};
use crate::ids::{CounterNo, DepartmentId, HallId};

/// One counter on one date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CounterDay {
    /// Hall.
    pub hall: HallId,
    /// Counter.
    pub counter: CounterNo,
    /// Tickets in order of call.
    pub tickets: Vec<TicketRecord>,
    /// One-off guidance notices 一次性告知单.
    pub guidance: Vec<GuidanceRecord>,
    /// Hand-over lists by number.
    pub hand_overs: BTreeMap<String, HandOverRecord>,
    /// Papers by number.
    pub papers: BTreeMap<String, PaperRecord>,
    /// Tasks by id.
    pub tasks: BTreeMap<String, Task>,
    /// Times that masked data was shown.
    pub reveals: u32,
    /// Signatures of the shift by side; signed sides may not change.
    pub signatures: BTreeMap<ShiftSide, ShiftSignature>,
    /// What happened.
    pub history: Vec<HistoryEntry>,
}

/// A called ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketRecord {
    /// Ticket.
    pub ticket: String,
    /// Matter.
    pub matter: String,
    /// Called.
    pub called: Stamp,
    /// Ended, with whether anything was received and the seconds.
    pub ended: Option<(Stamp, bool, u32)>,
}

/// A guidance notice without receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuidanceRecord {
    /// Ticket.
    pub ticket: String,
    /// Person.
    pub applicant: String,
    /// Matter.
    pub matter: String,
    /// Number of the paper.
    pub number: String,
    /// Who and when.
    pub stamp: Stamp,
}

/// A hand-over list 物料交接清单.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverRecord {
    /// To.
    pub to: DepartmentId,
    /// Rows.
    pub rows: Vec<HandOverRow>,
    /// Handed over.
    pub handed: Stamp,
    /// Confirmed, with the missing rows.
    pub confirmed: Option<(Stamp, Vec<u32>)>,
}

/// A signature under the shift report 交接班表.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftSignature {
    /// Who and when.
    pub stamp: Stamp,
    /// Counts signed.
    pub counts: ShiftCounts,
    /// Remarks.
    pub remarks: String,
}
