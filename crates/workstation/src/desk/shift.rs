//! 移交 and 交接班: acts of the counter's day.

use std::collections::BTreeSet;

use domain::action::{Action, HandOverRow, ShiftCounts, ShiftSide};
use domain::document::{DeviceLine, DocumentData, DocumentKind};
use domain::ids::{CaseNo, DepartmentId, DocumentNo};
use domain::intake::OriginalState;
use domain::refusal::Refusal;
use domain::wire::StreamId;

use super::acts::refused;
use super::counter_day::kept;
use super::duty::Gathered;
use super::paper::ShiftFacts;
use super::receive::{hall_word, paper_desk};
use super::{Table, Workstation};
use crate::engine::Pen;
use crate::view::{ActOutcome, ActRequest, Fault};

impl Workstation {
    /// 移交, 确认移交, 交接班.
    pub(super) async fn of_the_day(&self, request: ActRequest) -> Result<ActOutcome, Fault> {
        let table = self.table()?;
        match request {
            ActRequest::HandOver { to } => self.hand_over(&table, to).await,
            ActRequest::ConfirmHandOver { list, missing } => {
                let stream = self.stream_of_list(&table, &list).await?;
                let action = Action::ConfirmHandOver { list, missing };
                self.plain(&stream, action, "已确认移交").await
            }
            ActRequest::SignShift { side, remarks } => self.sign_shift(&table, side, remarks).await,
            _ => Err(Fault::new("act.unknown", "此操作尚不支持，请联系管理员升级程序")),
        }
    }

    async fn stream_of_list(&self, table: &Table, list: &DocumentNo) -> Result<StreamId, Fault> {
        for row in self.engine.days(table.today()).await? {
            let stream = StreamId(row.stream);
            let view = self.engine.stream(&stream).await?;
            if view.counter_day().is_some_and(|day| day.hand_overs.contains_key(list.as_str())) {
                return Ok(stream);
            }
        }
        Err(Fault::new("hand_over.unknown", format!("今天没有移交清单 {list}，请核对单号")))
    }

    async fn hand_over(&self, table: &Table, to: DepartmentId) -> Result<ActOutcome, Fault> {
        let Some(stream) = self.day_stream()? else {
            return Err(Fault::new("authority.counter", "材料由窗口移交，请在窗口办理"));
        };
        let counter = table.session.actor.counter.clone();
        let gathered = self.gather(table, counter.as_ref()).await?;
        let handed = self.handed_over(counter.as_ref(), table).await?;
        let rows = hand_over_rows(table, &gathered, &to, &handed);
        let training = table.training;
        let submitted = self
            .engine
            .submit(&stream, None, move |pen| {
                let word = hall_word(pen, DocumentKind::HandoverList);
                let list = pen.document_no(&word)?;
                let data = paper_desk(pen, training).hand_over(&to, &rows, list.clone());
                let paper = pen.keep_paper(&data);
                pen.act(Action::HandOver { list, to, rows, paper })?;
                Ok(data)
            })
            .await;
        self.printed(&stream, submitted, "已移交，请双方在清单上签字").await
    }

    async fn printed(
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
        let shift = shift_facts(actor.name.clone(), side, leaving.map(|l| l.1), &remarks);
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

fn shift_facts(
    name: String,
    side: ShiftSide,
    leaving: Option<String>,
    remarks: &str,
) -> ShiftFacts {
    let mut facts = ShiftFacts {
        from: leaving.unwrap_or_default(),
        notes: remarks.to_owned(),
        devices: vec![DeviceLine { name: "本机".to_owned(), state: "正常".to_owned() }],
        ..ShiftFacts::default()
    };
    match side {
        ShiftSide::Leaving => facts.from = name,
        ShiftSide::Arriving => facts.to = name,
        ShiftSide::Witness => facts.witness = name,
    }
    facts
}

/// Paper materials of a department's cases that were kept and not handed over yet.
fn hand_over_rows(
    table: &Table,
    gathered: &Gathered,
    to: &DepartmentId,
    handed: &BTreeSet<CaseNo>,
) -> Vec<HandOverRow> {
    let catalogue = &table.in_force.catalogue;
    let mut rows = Vec::new();
    for app in &gathered.applications {
        for case in app.cases.values().filter(|c| c.department == *to && !handed.contains(&c.no)) {
            rows.extend(kept(app, case).map(|(kind, evidence)| HandOverRow {
                application: app.id.clone(),
                case: case.no.clone(),
                applicant:
                    app.intake.applicant.as_ref().map_or_else(String::new, |a| a.name.clone()),
                item: catalogue.item_name(&case.item).to_owned(),
                material:
                    catalogue.materials.get(kind).map_or_else(String::new, |k| k.name.clone()),
                copies: 1,
                pages: u32::try_from(evidence.pages.len()).unwrap_or(u32::MAX),
                original: evidence.original == OriginalState::Kept,
            }));
        }
    }
    rows
}
