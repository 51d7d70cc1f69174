//! 更正 of data, and 转办 to another officer.

use std::collections::BTreeMap;

use super::super::judge::{Judge, Verdict, no, paper_for, written};
use crate::action::{Paper, Role};
use crate::application::Case;
use crate::authorisation::Power;
use crate::ids::{ElementId, UserId};
use crate::procedure::PaperAct;

const AMEND: &str = "更正规则（写明原因，书面告知申请人；clerk-notes E11）";
const TRANSFER: &str = "同岗替代（AB 岗）规则";

/// Whether data of the case may be amended now.
pub(super) fn gate(judge: Judge<'_>, case: &Case) -> Verdict {
    judge.undecided(case)?;
    let procedure = judge.procedure(case)?;
    judge.not_correcting(case, procedure)?;
    let powers = [Power::Accept, Power::Examine, procedure.deciding];
    judge.any_authority(case, &powers)
}

/// Judges an amendment: fields that the case has, to a value that differs.
pub(super) fn judge(
    judge: Judge<'_>,
    case: &Case,
    values: &BTreeMap<ElementId, String>,
    reason: &str,
    paper: &Paper,
) -> Verdict {
    gate(judge, case)?;
    let kept = &judge.app.intake.values;
    if values.is_empty() {
        return no("amend.empty", AMEND, "没有更正任何内容，请填写更正后的内容");
    }
    if let Some(unknown) = values.keys().find(|id| !kept.contains_key(*id)) {
        return no("amend.field", AMEND, format!("申请表中没有填写过「{unknown}」，不能更正"));
    }
    let same = |(id, text): &(&ElementId, &String)| {
        kept.get(*id).is_some_and(|field| field.text.trim() == text.trim())
    };
    if values.iter().all(|pair| same(&pair)) {
        return no("amend.same", AMEND, "更正后的内容与原来相同，不需要更正");
    }
    written(reason, "amend.reason", AMEND, "请写明更正的原因和依据的材料")?;
    paper_for(judge, judge.procedure(case)?, PaperAct::Amend, Some(paper))
}

/// Whether the case may go to another officer.
pub(super) fn transfer_gate(judge: Judge<'_>, case: &Case) -> Verdict {
    judge.undecided(case)?;
    let Some(claimed) = &case.claimed_by else {
        return no("transfer.unclaimed", TRANSFER, format!("办件 {} 还没有人认领", case.no));
    };
    let procedure = judge.procedure(case)?;
    judge.any_authority(case, &[Power::Examine, procedure.deciding])?;
    let mine = claimed.user == judge.ctx.actor.user;
    if mine || judge.ctx.actor.is(Role::Decider) {
        return Ok(());
    }
    no(
        "transfer.other",
        TRANSFER,
        format!("办件 {} 由 {} 承办，请由本人或决定岗转办", case.no, claimed.name),
    )
}

/// Judges a transfer.
pub(super) fn transfer(
    judge: Judge<'_>,
    case: &Case,
    to: &UserId,
    name: &str,
    reason: &str,
) -> Verdict {
    transfer_gate(judge, case)?;
    written(to.as_str(), "transfer.to", TRANSFER, "请选择由谁接办")?;
    written(name, "transfer.to", TRANSFER, "请选择由谁接办")?;
    if case.claimed_by.as_ref().is_some_and(|claimed| claimed.user == *to) {
        return no("transfer.same", TRANSFER, "接办人就是现在的承办人");
    }
    written(reason, "transfer.reason", TRANSFER, "请写明转办的原因")
}
