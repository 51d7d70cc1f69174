//! Acts of a counter's day that can be refused: 移交, 确认移交, 交接班.

use std::collections::BTreeMap;

use super::facts::contradiction;
use super::judge::{Verdict, no, not_this, of_hall, paper_is, written};
use crate::action::{Action, Context, HandOverRow, Paper, Role, ShiftCounts, ShiftSide};
use crate::application::Stream;
use crate::counter_day::{CounterDay, HandOverRecord, ShiftSignature};
use crate::document::DocumentKind;
use crate::event::Fact;
use crate::ids::{DepartmentId, DocumentNo};

const HAND_OVER: &str = "物料交接制度（件件登记、双方签字）";
const SHIFT: &str = "窗口轮班交接制度（交接班须双方签字）";

/// Whether papers can be handed over here.
pub(super) fn hand_over_gate(state: &Stream, ctx: &Context<'_>) -> Verdict {
    of_day(state, HAND_OVER)?;
    if !of_hall(ctx.actor) || ctx.actor.counter.is_none() {
        return no("authority.counter", HAND_OVER, "材料由窗口移交，请在窗口办理");
    }
    Ok(())
}

/// The parts of a hand-over.
pub(super) struct HandOver<'a> {
    pub(super) list: &'a DocumentNo,
    pub(super) to: &'a DepartmentId,
    pub(super) rows: &'a [HandOverRow],
    pub(super) paper: &'a Paper,
}

/// Judges a hand-over.
pub(super) fn hand_over(
    state: &Stream,
    act: &HandOver<'_>,
    ctx: &Context<'_>,
) -> Verdict<Vec<Fact>> {
    hand_over_gate(state, ctx)?;
    written(act.list.as_str(), "form.list", HAND_OVER, "交接清单没有单号，请先取号")?;
    if state.counter_day().is_some_and(|d| d.hand_overs.contains_key(act.list.as_str())) {
        return no("hand_over.twice", HAND_OVER, format!("清单 {} 已经移交过了", act.list));
    }
    if !ctx.catalogue.departments.contains_key(act.to) {
        return no("form.department", HAND_OVER, "移入部门不在目录中，请核对");
    }
    if act.rows.is_empty() {
        return no("hand_over.empty", HAND_OVER, "交接清单是空的，请先勾选要移交的材料");
    }
    if act.rows.iter().any(|row| row.copies == 0) {
        return no("hand_over.copies", HAND_OVER, "有材料的份数为 0，请清点后再移交");
    }
    paper_is(act.paper, DocumentKind::HandoverList)?;
    Ok(vec![hand_over_fact(act)])
}

/// The fact of a hand-over.
pub(super) fn hand_over_fact(act: &HandOver<'_>) -> Fact {
    Fact::HandedOver {
        list: act.list.clone(),
        to: act.to.clone(),
        rows: act.rows.to_vec(),
        paper: act.paper.clone(),
    }
}

/// Whether this person may confirm some list of the day.
pub(super) fn confirm_gate(state: &Stream, ctx: &Context<'_>) -> Verdict {
    of_day(state, HAND_OVER)?;
    let lists = state.counter_day().map(|day| day.hand_overs.values());
    let mut open = lists.into_iter().flatten().filter(|l| l.confirmed.is_none()).peekable();
    if open.peek().is_none() {
        return no("hand_over.none", HAND_OVER, "没有待确认的移交清单");
    }
    if open.any(|list| ctx.actor.department.as_ref() == Some(&list.to)) {
        return Ok(());
    }
    no("authority.receiver", HAND_OVER, "移交清单由接收部门的人确认")
}

/// Judges a confirmation; a row marked 缺 stays with the sender and raises a task.
pub(super) fn confirm(
    state: &Stream,
    list: &DocumentNo,
    missing: &[u32],
    ctx: &Context<'_>,
) -> Verdict<Vec<Fact>> {
    let record = state.counter_day().and_then(|day| day.hand_overs.get(list.as_str()));
    let Some(record) = record else {
        return no("form.list_unknown", HAND_OVER, format!("没有移交清单 {list}，请核对单号"));
    };
    if ctx.actor.department.as_ref() != Some(&record.to) {
        return no("authority.receiver", HAND_OVER, "移交清单由接收部门的人确认");
    }
    if record.confirmed.is_some() {
        return no("hand_over.confirmed", HAND_OVER, format!("清单 {list} 已经确认过了"));
    }
    let rows = u32::try_from(record.rows.len()).unwrap_or(u32::MAX);
    let twice = |(i, row): (usize, &u32)| missing[..i].contains(row);
    if missing.iter().any(|row| *row >= rows) || missing.iter().enumerate().any(twice) {
        return no("hand_over.rows", HAND_OVER, "标「缺」的行号不对，请重新核对清单");
    }
    let confirmed = Fact::HandOverConfirmed { list: list.clone(), missing: missing.to_vec() };
    let tasks = state.counter_day().map_or(0, |day| day.tasks.len());
    Ok([confirmed].into_iter().chain(lack(record, list, missing, tasks)).collect())
}

fn lack(record: &HandOverRecord, list: &DocumentNo, missing: &[u32], tasks: usize) -> Option<Fact> {
    let names: Vec<&str> = missing
        .iter()
        .filter_map(|row| record.rows.get(usize::try_from(*row).ok()?))
        .map(|row| row.material.as_str())
        .collect();
    (!names.is_empty()).then(|| {
        let message = format!(
            "清单 {list} 缺 {} 件：{}。请窗口查找后重新移交，并告知接收部门",
            names.len(),
            names.join("、")
        );
        contradiction(tasks, None, "hand_over.missing", &message)
    })
}

/// Whether this side can sign the shift now.
pub(super) fn shift_gate(state: &Stream, side: ShiftSide, ctx: &Context<'_>) -> Verdict {
    of_day(state, SHIFT)?;
    if !of_hall(ctx.actor) {
        return no("authority.shift", SHIFT, "交接班由窗口人员办理");
    }
    let none = BTreeMap::new();
    let signed = state.counter_day().map_or(&none, |day| &day.signatures);
    if signed.contains_key(&side) {
        return no(
            "shift.twice",
            SHIFT,
            "这一方已经签字，不能更改；有变化的请写在备注里由下一班说明",
        );
    }
    if signed.values().any(|s| s.stamp.user == ctx.actor.user) {
        return no("shift.same_person", SHIFT, "交班人、接班人、监交人须是不同的人");
    }
    match side {
        ShiftSide::Leaving => Ok(()),
        ShiftSide::Arriving => after_leaving(signed),
        ShiftSide::Witness if ctx.actor.is(Role::Supervisor) => after_leaving(signed),
        ShiftSide::Witness => no("authority.witness", SHIFT, "监交人由值班长签字"),
    }
}

/// Judges a signature: both sides sign the same counts.
pub(super) fn sign(
    state: &Stream,
    side: ShiftSide,
    counts: &ShiftCounts,
    remarks: &str,
    paper: Option<&Paper>,
    ctx: &Context<'_>,
) -> Verdict<Vec<Fact>> {
    shift_gate(state, side, ctx)?;
    let signed = state.counter_day().and_then(|day| day.signatures.get(&ShiftSide::Leaving));
    if signed.is_some_and(|leaving| leaving.counts != *counts) {
        return no("shift.counts", SHIFT, "清点数与交班人签字的不一致，请当面重新清点");
    }
    if let Some(paper) = paper {
        paper_is(paper, DocumentKind::ShiftReport)?;
    }
    Ok(vec![Fact::ShiftSigned {
        side,
        counts: counts.clone(),
        remarks: remarks.to_owned(),
        paper: paper.cloned(),
    }])
}

fn after_leaving(signed: &BTreeMap<ShiftSide, ShiftSignature>) -> Verdict {
    if signed.contains_key(&ShiftSide::Leaving) {
        Ok(())
    } else {
        no("shift.leaving_first", SHIFT, "交班人还没有签字，请先由交班人清点签字")
    }
}

fn of_day(state: &Stream, article: &str) -> Verdict {
    match state {
        Stream::Empty | Stream::CounterDay(_) => Ok(()),
        Stream::Application(_) => no("form.stream", article, "这项操作属于窗口日，不属于某次申办"),
    }
}

/// Rows of a day's lists that the sender still holds: handed over but marked 缺.
#[must_use]
pub fn rows_lacking(day: &CounterDay) -> Vec<&HandOverRow> {
    let lacking = |list: &'_ HandOverRecord| -> Vec<usize> {
        let missing = list.confirmed.as_ref().map_or(&[][..], |(_, missing)| missing);
        missing.iter().filter_map(|row| usize::try_from(*row).ok()).collect()
    };
    day.hand_overs
        .values()
        .flat_map(|list| lacking(list).into_iter().filter_map(|row| list.rows.get(row)))
        .collect()
}

/// The hand-over that an action carries.
pub(super) fn hand_over_of(action: &Action) -> Option<HandOver<'_>> {
    let Action::HandOver { list, to, rows, paper } = action else {
        return None;
    };
    Some(HandOver { list, to, rows, paper })
}

/// [`Action::HandOver`].
pub(super) fn hand_over_act(
    state: &Stream,
    action: &Action,
    ctx: &Context<'_>,
) -> Verdict<Vec<Fact>> {
    match hand_over_of(action) {
        Some(act) => hand_over(state, &act, ctx),
        None => not_this(),
    }
}

/// [`Action::ConfirmHandOver`].
pub(super) fn confirm_act(
    state: &Stream,
    action: &Action,
    ctx: &Context<'_>,
) -> Verdict<Vec<Fact>> {
    let Action::ConfirmHandOver { list, missing } = action else {
        return not_this();
    };
    confirm(state, list, missing, ctx)
}

/// [`Action::SignShift`].
pub(super) fn sign_act(state: &Stream, action: &Action, ctx: &Context<'_>) -> Verdict<Vec<Fact>> {
    let Action::SignShift { side, counts, remarks, paper } = action else {
        return not_this();
    };
    sign(state, *side, counts, remarks, paper.as_ref(), ctx)
}
