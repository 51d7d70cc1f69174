//! Drawing numbers 取号: unique, final, each used once (design §5).

use std::collections::BTreeMap;

use domain::document::format_document_no;
use domain::ids::{CaseNo, DocumentNo};
use domain::refusal::Refusal;
use domain::wire::RangeKind;
use jiff::civil::Date;

use crate::store::RangeRow;
use crate::store::{Batch, StoreError, UnusedRange, numbers};

/// Ranges in hand and the counter's own serials.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers {
    ranges: Vec<RangeRow>,
    serials: BTreeMap<String, u32>,
    /// Draws since the last commit: kind, first, next.
    drawn: Vec<(String, u32, u32)>,
    /// Serials since the last commit.
    counted: BTreeMap<String, u32>,
}

/// A range in hand 号段.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRange {
    /// What it numbers.
    pub kind: RangeKind,
    /// First number.
    pub first: u32,
    /// Last number.
    pub last: u32,
    /// How many are drawn.
    pub used: u32,
}

/// Largest serial of a counter's day: four digits.
const LAST_SERIAL: u32 = 9999;
/// Numbers granted at a time; more are asked for at half.
pub(crate) const LEASE: u32 = 50;

impl Numbers {
    pub(crate) fn new(ranges: Vec<RangeRow>, serials: Vec<(String, u32)>) -> Self {
        Self {
            ranges,
            serials: serials.into_iter().collect(),
            drawn: Vec::new(),
            counted: BTreeMap::new(),
        }
    }

    /// Next case number 办件编号: 区划6 + 窗口2 + 日期8 + 流水4.
    pub(crate) fn case_no(
        &mut self,
        division: &str,
        counter: &str,
        date: Date,
    ) -> Result<CaseNo, Refusal> {
        let day = date.strftime("%Y%m%d").to_string();
        let serial = self.serials.get(&day).copied().unwrap_or_default() + 1;
        if serial > LAST_SERIAL {
            return Err(Refusal::new(
                "number.serial_exhausted",
                "本窗口今天的流水号已用完（9999 号）。请换另一窗口继续受理，并联系管理员。",
            ));
        }
        self.serials.insert(day.clone(), serial);
        self.counted.insert(day.clone(), serial);
        Ok(CaseNo(format!("{division}{counter}{day}{serial:04}")))
    }

    /// Notes serials that came with the feed, so that a restored station never counts them again.
    pub(crate) fn see_case(&mut self, division: &str, counter: &str, case: &CaseNo) {
        let tail = case.as_str().strip_prefix(division).and_then(|rest| rest.strip_prefix(counter));
        let Some((day, serial)) = tail.and_then(|t| t.split_at_checked(8)) else {
            return;
        };
        let Ok(serial) = serial.parse::<u32>() else {
            return;
        };
        if serial > self.serials.get(day).copied().unwrap_or_default() {
            self.serials.insert(day.to_owned(), serial);
            self.counted.insert(day.to_owned(), serial);
        }
    }

    /// Next number of a kind.
    pub(crate) fn draw(&mut self, kind: &RangeKind) -> Option<u32> {
        let key = numbers::key(kind);
        let range =
            self.ranges.iter_mut().find(|r| r.kind == key && !r.burnt && r.next <= r.last)?;
        let number = range.next;
        range.next += 1;
        self.drawn.push((key, range.first, range.next));
        Some(number)
    }

    /// Next document number 文号 of a word and year.
    pub(crate) fn document_no(&mut self, word: &str, year: i16) -> Result<DocumentNo, Refusal> {
        let kind = RangeKind::Document { word: word.to_owned(), year };
        match self.draw(&kind) {
            Some(number) => Ok(format_document_no(word, year, number)),
            None => Err(Refusal::new(
                "number.exhausted",
                format!(
                    "本机已没有「{word}〔{year}〕」的文号可用。请联网领取号段后重试；\
                     断网时请换一台有号段的窗口办理，已填内容都在。"
                ),
            )),
        }
    }

    /// Numbers still in hand of a kind.
    pub(crate) fn remaining(&self, kind: &RangeKind) -> u32 {
        let key = numbers::key(kind);
        self.ranges
            .iter()
            .filter(|r| r.kind == key && !r.burnt)
            .map(|r| (r.last + 1).saturating_sub(r.next))
            .sum()
    }

    /// Largest last number ever held of a kind.
    pub(crate) fn held_through(&self, kind: &RangeKind) -> u32 {
        let key = numbers::key(kind);
        let of_kind = self.ranges.iter().filter(|r| r.kind == key);
        of_kind.map(|r| r.last).max().unwrap_or_default()
    }

    /// Takes a granted range.
    pub(crate) fn grant(&mut self, range: RangeRow) {
        let known = self.ranges.iter().any(|r| r.kind == range.kind && r.first == range.first);
        if !known {
            self.ranges.push(range);
            self.ranges.sort_by(|a, b| (&a.kind, a.first).cmp(&(&b.kind, b.first)));
        }
    }

    /// Gives up what is left of every range.
    pub(crate) fn burn_all(&mut self) {
        for range in &mut self.ranges {
            range.burnt |= range.next <= range.last;
        }
    }

    /// Writes what was drawn since the last commit, and forgets that it is new.
    pub(crate) fn flush(&mut self, batch: &mut Batch) {
        for (kind, first, next) in self.drawn.drain(..) {
            numbers::draw(batch, &kind, first, next);
        }
        for (day, last) in std::mem::take(&mut self.counted) {
            numbers::put_serial(batch, &day, last);
        }
    }

    /// Ranges from which numbers can still be drawn, with how many are used.
    pub(crate) fn held(&self) -> Result<Vec<HeldRange>, StoreError> {
        self.ranges
            .iter()
            .filter(|r| !r.burnt && r.next <= r.last)
            .map(|r| {
                let used = r.next.saturating_sub(r.first);
                let kind = numbers::kind(&r.kind)?;
                Ok(HeldRange { kind, first: r.first, last: r.last, used })
            })
            .collect()
    }

    /// Numbers that will never be used 空号.
    pub(crate) fn unused(&self) -> Result<Vec<UnusedRange>, StoreError> {
        self.ranges
            .iter()
            .filter(|r| r.burnt && r.next <= r.last)
            .map(|r| Ok(UnusedRange { kind: numbers::kind(&r.kind)?, first: r.next, last: r.last }))
            .collect()
    }
}
