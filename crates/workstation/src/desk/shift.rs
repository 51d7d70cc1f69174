//! 交接班: what a shift signs, and what it leaves to the next one.

use std::collections::BTreeMap;

use domain::action::{Action, ShiftCounts, ShiftSide};
use domain::application::PaperRecord;
use domain::document::{
    DeviceLine, DocumentData, DocumentKind, SealLine, SealUse, VoucherLine, format_document_no,
};
use domain::refusal::Refusal;
use domain::wire::{RangeKind, StreamId};

use super::acts::refused;
use super::draw::left_open;
use super::duty::Gathered;
use super::paper::ShiftFacts;
use super::receive::{hall_word, paper_desk};
use super::{Table, Workstation};
use crate::engine::{HeldRange, Pen};
use crate::view::DeviceState;
use crate::view::{ActOutcome, ActRequest, Fault};

impl Workstation {
    /// 移交, 确认移交, 交接班.
    pub(super) async fn of_the_day(&self, request: ActRequest) -> Result<ActOutcome, Fault> {
        let table = self.table()?;
        match request {
            ActRequest::HandOver { to } => self.hand_over(&table, to).await,
            ActRequest::ConfirmHandOver { list, missing } => {
                self.confirm_hand_over(&table, list, missing).await
            }
            ActRequest::SignShift { side, remarks } => self.sign_shift(&table, side, remarks).await,
            _ => Err(Fault::new("act.unknown", "此操作尚不支持，请联系管理员升级程序")),
        }
    }

    pub(super) async fn printed(
        &self,
        stream: &StreamId,
        submitted: Result<crate::engine::Submitted<DocumentData>, crate::engine::EngineError>,
        message: &str,
    ) -> Result<ActOutcome, Fault> {
        match submitted {
            Ok(submitted) => Ok(ActOutcome {
                papers: self.print_all(stream, vec![submitted.value]).await,
                message: message.to_owned(),
                ..ActOutcome::default()
            }),
            Err(error) => refused(error),
        }
    }

    /// 交接班: the supervisor's day, or the counter's own.
    async fn sign_shift(
        &self,
        table: &Table,
        side: ShiftSide,
        remarks: String,
    ) -> Result<ActOutcome, Fault> {
        let actor = &table.session.actor;
        let counter = actor.counter.clone();
        let gathered = self.gather(table, counter.as_ref()).await?;
        let mut shift = self.left_to_the_next(table, &gathered).await?;
        let facts = self.duty_facts(table, &gathered).await?;
        let stream = match self.day_stream()? {
            Some(stream) => stream,
            None => StreamId::counter_day(&actor.hall, &"00".into(), table.today()),
        };
        let signed = self.engine.stream(&stream).await?;
        let leaving = signed
            .counter_day()
            .and_then(|day| day.signatures.get(&ShiftSide::Leaving))
            .map(|signature| (signature.counts.clone(), signature.stamp.name.clone()));
        let counts = leaving.as_ref().map_or_else(|| facts.counts(), |(counts, _)| counts.clone());
        shift.from = leaving.map(|l| l.1).unwrap_or_default();
        shift.notes.clone_from(&remarks);
        match side {
            ShiftSide::Leaving => shift.from.clone_from(&actor.name),
            ShiftSide::Arriving => shift.to.clone_from(&actor.name),
            ShiftSide::Witness => shift.witness.clone_from(&actor.name),
        }
        let training = table.training;
        let submitted = self
            .engine
            .submit(&stream, None, move |pen| sign(pen, side, counts, (remarks, shift), training))
            .await;
        self.printed(&stream, submitted, "交接班表已签").await
    }
}

fn sign(
    pen: &mut Pen,
    side: ShiftSide,
    counts: ShiftCounts,
    (remarks, facts): (String, ShiftFacts),
    training: bool,
) -> Result<DocumentData, Refusal> {
    let word = hall_word(pen, DocumentKind::ShiftReport);
    let number = pen.document_no(&word)?;
    let data = paper_desk(pen, training).shift_report(&counts, facts, number);
    let paper = Some(pen.keep_paper(&data));
    pen.act(Action::SignShift { side, counts, remarks, paper })?;
    Ok(data)
}

impl Workstation {
    /// What stands on the report besides counts and names: open work, seals, blanks, devices.
    pub(super) async fn left_to_the_next(
        &self,
        table: &Table,
        gathered: &Gathered,
    ) -> Result<ShiftFacts, Fault> {
        let counter = table.session.actor.counter.as_ref();
        let handed = self.handed_rows(table, counter).await?;
        let here = super::hand_over::cases_with_papers_here(table, gathered, &handed);
        let facts = self.duty_facts(table, gathered).await?;
        let department = table.session.actor.department.is_some();
        let devices = self.devices(department).await.into_iter();
        let papers = papers_of_today(table, gathered);
        Ok(ShiftFacts {
            pending: left_open(&facts, &here),
            seals: seal_lines(self.seal_uses(table, gathered).await.rows),
            vouchers: self
                .engine
                .held_ranges()?
                .iter()
                .filter_map(|r| voucher(r, &papers))
                .collect(),
            devices: devices
                .map(|row| DeviceLine { name: row.text, state: device_words(row.state).to_owned() })
                .collect(),
            ..ShiftFacts::default()
        })
    }
}

/// How often each seal was put on paper today.
fn seal_lines(rows: Vec<SealUse>) -> Vec<SealLine> {
    let mut uses: BTreeMap<String, u32> = BTreeMap::new();
    for used in rows {
        *uses.entry(used.seal).or_default() += used.copies;
    }
    let line = |(name, uses)| SealLine { name, keeper: String::new(), uses, present: None };
    uses.into_iter().map(line).collect()
}

/// Papers handed out today, of applications and of the counters' days.
fn papers_of_today<'a>(table: &Table, gathered: &'a Gathered) -> Vec<&'a PaperRecord> {
    let today = table.today();
    let of_today = |app: &&domain::application::Application| {
        app.history.iter().any(|entry| domain::calendar::legal_date(entry.stamp.at) == today)
    };
    let applications = gathered.applications.iter().filter(of_today);
    let days = gathered.days.iter().flat_map(|day| day.papers.values());
    applications.flat_map(|app| app.papers.values()).chain(days).collect()
}

/// Blanks of one word, with the numbers voided among them.
fn voucher(range: &HeldRange, papers: &[&PaperRecord]) -> Option<VoucherLine> {
    let RangeKind::Document { word, year } = &range.kind else {
        return None;
    };
    let drawn = range.first..range.first.saturating_add(range.used);
    let voided = drawn.filter(|n| {
        let number = format_document_no(word, *year, *n);
        papers.iter().any(|record| record.paper.number == number && record.voided.is_some())
    });
    Some(VoucherLine {
        kind: format!("{word}〔{year}〕"),
        range: format!("{}—{}", range.first, range.last),
        used: range.used,
        voided: voided.map(|n| n.to_string()).collect(),
    })
}

fn device_words(state: DeviceState) -> &'static str {
    match state {
        DeviceState::Ok => "正常",
        DeviceState::Warn => "手工或虚拟",
        DeviceState::Bad => "故障",
        DeviceState::Off => "未配置",
    }
}
