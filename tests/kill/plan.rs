//! Where each life ends.

use serde::{Deserialize, Serialize};

/// A write point: its label, before or after its commit, and how often it was passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Point {
    pub(crate) label: String,
    pub(crate) after: bool,
    pub(crate) nth: u32,
}

impl Point {
    pub(crate) fn new(label: &str, after: bool, nth: u32) -> Self {
        Self { label: label.to_owned(), after, nth }
    }
}

/// What a counter writes in the course of its work, with how often a life passes each at the most
/// before the kill.
const DESK: &[(&str, u32)] = &[
    ("migrate", 1),
    ("checkpoint", 1),
    ("setting", 3),
    ("user", 1),
    ("draft", 3),
    ("draft_gone", 2),
    ("draft_shared", 2),
    ("draft_gone_known", 2),
    ("blob", 3),
    ("blob_use", 3),
    ("blob_use_ended", 2),
    ("blob_gone", 1),
    ("blob_sent", 2),
    ("page_file", 3),
    ("page_file_gone", 1),
    ("submission", 3),
    ("number", 2),
    ("serial", 2),
    ("paper", 2),
    ("projection", 3),
    ("print_job", 3),
    ("printed_file", 2),
    ("received", 2),
    ("decided", 2),
    ("work_items_settled", 2),
    ("feed", 2),
    ("verdict", 2),
    ("event", 2),
    ("stream_head", 2),
    ("cursor", 2),
];

/// What is written on a station's first day only.
const FIRST_DAY: &[&str] = &["word", "range"];

/// What is written rarely.
const OFFICE: &[&str] = &[
    "edition",
    "clear_projections",
    "station_file",
    "user_revoked",
    "work_item",
    "work_item_resolved",
    "send_again",
];

/// What is written after the platform was restored from a backup.
const RESTORED_PLATFORM: &[&str] =
    &["forget_after", "reopened", "blobs_offered", "verdict_chain", "reproject", "setting_gone"];
/// What is written after a disk was.
const RESTORED_DISK: &[&str] = &["forked", "epoch", "burn_ranges"];

/// Write points of an enrolment, in its order.
pub(crate) const ENROLMENT: &[(&str, bool)] = &[
    ("migrate", false),
    ("migrate", true),
    ("range", false),
    ("range", true),
    ("station_file", false),
    ("station_file", true),
];

/// Stations that are killed at chosen instants, and how often each.
pub(crate) const RANDOM_STATIONS: usize = 8;
pub(crate) const RANDOM_KILLS: usize = 17;

/// Kills at the write points of the desk.
pub(crate) fn desk() -> Vec<Point> {
    let mut points = Vec::new();
    for (label, most) in DESK {
        for nth in 1..=*most {
            points.push(Point::new(label, false, nth));
            points.push(Point::new(label, true, nth));
        }
    }
    points
}

/// Kills on the first day.
pub(crate) fn first_day() -> Vec<Point> {
    around(FIRST_DAY)
}

/// Kills at the rare ones.
pub(crate) fn office() -> Vec<Point> {
    around(OFFICE)
}

/// Kills after the platform was restored.
pub(crate) fn restored_platform() -> Vec<Point> {
    around(RESTORED_PLATFORM)
}

/// Kills after a disk was restored.
pub(crate) fn restored_disk() -> Vec<Point> {
    around(RESTORED_DISK)
}

/// Before and after each.
fn around(labels: &[&str]) -> Vec<Point> {
    labels.iter().flat_map(|l| [Point::new(l, false, 1), Point::new(l, true, 1)]).collect()
}

/// Every label of every plan.
pub(crate) fn labels() -> Vec<&'static str> {
    let enrolment = ENROLMENT.iter().map(|(label, _)| *label);
    let desk = DESK.iter().map(|(label, _)| *label);
    let others = [FIRST_DAY, OFFICE, RESTORED_PLATFORM, RESTORED_DISK].concat();
    desk.chain(others).chain(enrolment).collect()
}
