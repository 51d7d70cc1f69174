//! 补正告知, once and whole, and its answer (行政许可法 art. 32(1)(4), art. 72(4)).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::judge::{
    Judge, Verdict, dated_today, no, not_this, of_permit, paper_for, paper_is, written,
};
use crate::action::{Action, CorrectionPoint, Paper};
use crate::application::{Case, Correction, Stage};
use crate::authorisation::Power;
use crate::clocks::receive_due;
use crate::document::DocumentKind;
use crate::event::Fact;
use crate::ids::{CaseNo, ElementId, KindId};
use crate::intake::Evidence;
use crate::procedure::{PaperAct, Procedure, Reply, Silence};

const ONCE: &str = "《行政许可法》第七十二条第四项（未一次告知的责任）";

/// The parts of a notice.
pub(super) struct Notice<'a> {
    pub(super) case: &'a CaseNo,
    pub(super) points: &'a [CorrectionPoint],
    pub(super) notified_on: Date,
    pub(super) correct_by: Option<Date>,
    pub(super) second_reason: Option<&'a str>,
    pub(super) paper: &'a Paper,
}

/// Whether a notice may be given now.
pub(super) fn notify_gate(judge: Judge<'_>, case: &Case) -> Verdict {
    judge.undecided(case)?;
    let procedure = judge.procedure(case)?;
    let article = &procedure.articles.correction;
    if !procedure.allows(Reply::Correction) {
        return no(
            "correction.not_foreseen",
            article,
            format!(
                "{}没有补正告知：材料不齐的，应当场书面告知不予受理并一次性列明应补内容",
                procedure.name
            ),
        );
    }
    if case.stage == Stage::Correcting {
        return no(
            "correction.once",
            of_permit(procedure, ONCE, article),
            format!("办件 {} 已一次性告知补正，补正材料交来前不能再次告知", case.no),
        );
    }
    in_time(judge, case, procedure)?;
    if let Some(last) = case.corrections.last() {
        new_material_came(last, of_permit(procedure, ONCE, article))?;
    }
    judge.authority(case, Power::NotifyCorrection).map(|_| ())
}

/// Judges a notice.
pub(super) fn notify(judge: Judge<'_>, notice: &Notice<'_>) -> Verdict<Vec<Fact>> {
    let case = judge.case(notice.case)?;
    notify_gate(judge, case)?;
    let procedure = judge.procedure(case)?;
    let article = &procedure.articles.correction;
    if notice.points.is_empty() {
        return no("correction.empty", article, "补正告知没有内容，请列出全部需要补正的材料");
    }
    for point in notice.points {
        let whole = [&point.name, &point.problem, &point.remedy];
        if whole.iter().any(|text| text.trim().is_empty()) {
            return no(
                "correction.unclear",
                article,
                format!("「{}」没有写明问题或补正方法，请补写后再告知", point.name),
            );
        }
    }
    if let Some(last) = case.corrections.last() {
        second(notice, last, of_permit(procedure, ONCE, article))?;
    }
    dated_today(judge.ctx, notice.notified_on)?;
    applicants_term(judge, procedure, notice.correct_by)?;
    paper_for(judge, procedure, PaperAct::NotifyCorrection, Some(notice.paper))?;
    let mut facts = Vec::new();
    if case.acceptance.is_some() {
        // the notice was given in time and overtakes the sweep
        facts.push(Fact::DeemedAcceptanceVoided { case: case.no.clone() });
    }
    facts.push(fact(notice));
    Ok(facts)
}

/// The fact of a notice.
pub(super) fn fact(notice: &Notice<'_>) -> Fact {
    Fact::CorrectionNotified {
        case: notice.case.clone(),
        points: notice.points.to_vec(),
        notified_on: notice.notified_on,
        correct_by: notice.correct_by,
        second_reason: notice.second_reason.map(str::to_owned),
        paper: notice.paper.clone(),
    }
}

/// After the term the notice is unlawful where silence accepts; the lawful way is offered.
fn in_time(judge: Judge<'_>, case: &Case, procedure: &Procedure) -> Verdict {
    let article = &procedure.articles.correction;
    let firmly = case.acceptance.as_ref().is_some_and(|a| !a.deemed);
    if firmly || (case.acceptance.is_some() && case.claimed_by.is_some()) {
        return no(
            "correction.accepted",
            article,
            format!("办件 {} 已受理，不能再告知补正；缺少的内容请作为审查问题处理", case.no),
        );
    }
    let due = receive_due(case, procedure, judge.ctx.calendar).date;
    if procedure.receive.silence == Silence::AcceptedAsOfReceipt && judge.ctx.today > due {
        return no(
            "correction.late",
            article,
            format!(
                "告知补正的最后一天是 {due}，已经超过，自收到材料之日起视为受理。\
                 请出具受理通知书（受理日期为收件日），缺少的内容作为审查问题"
            ),
        );
    }
    Ok(())
}

/// The term on the notice is the one that the procedure or the hall sets, in natural days.
fn applicants_term(judge: Judge<'_>, procedure: &Procedure, told: Option<Date>) -> Verdict {
    let rule = procedure.correction.as_ref();
    let lawful = rule.map(|rule| judge.ctx.calendar.due(judge.ctx.today, rule.term).date);
    if lawful == told {
        return Ok(());
    }
    let article = rule.map_or(&procedure.articles.correction, |rule| &rule.article);
    let words = lawful.map_or_else(
        || "本程序没有补正期限，文书上不能写明期限".to_owned(),
        |day| format!("补正期限应为 {day}（按自然日计算），请重新生成文书"),
    );
    no("correction.term", article, words)
}

fn new_material_came(last: &Correction, once: &str) -> Verdict {
    if last.complete && !last.materials.is_empty() {
        return Ok(());
    }
    no(
        "correction.once",
        once,
        "补正内容应当一次告知；补正时没有收到新的材料，不能第二次告知，请受理或决定",
    )
}

/// A second notice speaks only of material first received in the correction, with the reason.
fn second(notice: &Notice<'_>, last: &Correction, once: &str) -> Verdict {
    let new = |point: &CorrectionPoint| {
        point.material.as_ref().is_some_and(|kind| last.materials.contains(kind))
    };
    if let Some(old) = notice.points.iter().find(|point| !new(point)) {
        return no(
            "correction.once",
            once,
            format!("「{}」在第一次收件时就能看到，不能第二次要求补正", old.name),
        );
    }
    let reason = notice.second_reason.unwrap_or_default();
    written(reason, "correction.second_reason", once, "第二次告知补正须写明理由")
}

/// Whether corrections may come in now.
pub(super) fn supply_gate(judge: Judge<'_>, case: &Case) -> Verdict {
    judge.undecided(case)?;
    let procedure = judge.procedure(case)?;
    if case.stage != Stage::Correcting {
        return no(
            "supply.not_asked",
            &procedure.articles.correction,
            format!("办件 {} 没有在等补正；申请人补充的材料请用补充材料登记", case.no),
        );
    }
    judge.any_authority(case, &[Power::Receive, Power::NotifyCorrection, Power::Accept])
}

/// What came in.
struct Supplied<'a> {
    case: &'a CaseNo,
    materials: &'a BTreeMap<KindId, Evidence>,
    values: &'a BTreeMap<ElementId, String>,
    complete: bool,
    paper: Option<&'a Paper>,
}

/// Judges what came in.
fn supply(judge: Judge<'_>, came: &Supplied<'_>) -> Verdict<Vec<Fact>> {
    let Supplied { materials, values, complete, .. } = *came;
    let case = judge.case(came.case)?;
    supply_gate(judge, case)?;
    let article = &judge.procedure(case)?.articles.correction;
    if materials.is_empty() && values.is_empty() {
        return no("supply.empty", article, "没有登记任何补正内容，请先扫描材料或改正表单");
    }
    let asked = case.corrections.last().map_or(&[][..], |last| &last.points);
    let before = case.corrections.last();
    let answered = |point: &CorrectionPoint| {
        let earlier = |kind: &KindId| before.is_some_and(|c| c.materials.contains(kind));
        let typed = |id: &ElementId| before.is_some_and(|c| c.values.contains_key(id));
        point.material.as_ref().is_none_or(|k| materials.contains_key(k) || earlier(k))
            && point.element.as_ref().is_none_or(|id| values.contains_key(id) || typed(id))
    };
    if let Some(open) = asked.iter().find(|point| complete && !answered(point)) {
        return no(
            "supply.incomplete",
            article,
            format!("「{}」还没有补来，不能登记为已补齐；先来的部分可以先登记", open.name),
        );
    }
    if let Some(paper) = came.paper {
        paper_is(paper, DocumentKind::SupplementReceipt)?;
    }
    Ok(vec![supply_fact(came, judge.ctx.today)])
}

fn supply_fact(came: &Supplied<'_>, supplied_on: Date) -> Fact {
    Fact::CorrectionSupplied {
        case: came.case.clone(),
        materials: came.materials.clone(),
        values: came.values.clone(),
        complete: came.complete,
        supplied_on,
        paper: came.paper.cloned(),
    }
}

fn supply_of(action: &Action) -> Option<Supplied<'_>> {
    let Action::SupplyCorrection { case, materials, values, complete, paper } = action else {
        return None;
    };
    Some(Supplied { case, materials, values, complete: *complete, paper: paper.as_ref() })
}

/// The fact of what came in and was receipted 补交凭证: the receipt binds.
pub(super) fn supplied_of(action: &Action, today: Date) -> Option<Fact> {
    let came = supply_of(action).filter(|came| came.paper.is_some())?;
    Some(supply_fact(&came, today))
}

/// [`Action::NotifyCorrection`].
pub(super) fn notify_act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    match notice_of(action) {
        Some(notice) => notify(judge, &notice),
        None => not_this(),
    }
}

/// The notice that an action carries.
pub(super) fn notice_of(action: &Action) -> Option<Notice<'_>> {
    let Action::NotifyCorrection { case, points, notified_on, correct_by, second_reason, paper } =
        action
    else {
        return None;
    };
    let (notified_on, correct_by) = (*notified_on, *correct_by);
    let second_reason = second_reason.as_deref();
    Some(Notice { case, points, notified_on, correct_by, second_reason, paper })
}

/// [`Action::SupplyCorrection`].
pub(super) fn supply_act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    match supply_of(action) {
        Some(came) => supply(judge, &came),
        None => not_this(),
    }
}
