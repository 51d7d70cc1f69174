//! 核验, 撤下, and 补充材料 after receipt.

use super::evidence;
use super::facts::contradiction;
use super::judge::{Judge, Verdict, no, not_this, written};
use crate::action::Action;
use crate::application::{Application, Case, Stage};
use crate::authorisation::Power;
use crate::event::Fact;
use crate::ids::{BlobHash, CaseNo, KindId};
use crate::intake::{Check, Evidence};

const STANDARD: &str = "受理标准（《行政许可法》第三十条、第三十一条）";

/// Whether this person looks after materials of the application at all.
pub(super) fn gate(judge: Judge<'_>) -> Verdict {
    let mut cases = judge.app.cases.values();
    if cases.any(|case| may(judge, case).is_ok()) {
        return Ok(());
    }
    match judge.app.cases.values().next() {
        Some(case) => may(judge, case),
        None => no("form.case_unknown", "办件登记", "本次申办没有办件"),
    }
}

fn may(judge: Judge<'_>, case: &Case) -> Verdict {
    judge.undecided(case)?;
    let powers = [Power::Receive, Power::Accept, Power::Examine, judge.procedure(case)?.deciding];
    judge.any_authority(case, &powers)
}

/// Whether this person may touch that kind: it belongs to an open case of theirs, or to none.
fn may_touch(judge: Judge<'_>, kind: &KindId) -> Verdict {
    gate(judge)?;
    let asked = |case: &&Case| case.terms.needs.contains(kind);
    let mut asking = judge.app.cases.values().filter(asked).peekable();
    let Some(first) = asking.peek().copied() else {
        return Ok(());
    };
    if asking.any(|case| may(judge, case).is_ok()) { Ok(()) } else { may(judge, first) }
}

fn present<'a>(judge: Judge<'a>, kind: &KindId) -> Verdict<&'a Evidence> {
    match judge.app.evidence(kind) {
        Some(evidence) => Ok(evidence),
        None => no(
            "material.none",
            STANDARD,
            format!("还没有收到「{}」", evidence::name(judge.ctx.catalogue, kind)),
        ),
    }
}

/// Judges 核验.
pub(super) fn check(judge: Judge<'_>, kind: &KindId, check: &Check) -> Verdict<Vec<Fact>> {
    may_touch(judge, kind)?;
    present(judge, kind)?;
    if let Check::Failed { problem } = check {
        written(problem, "material.problem", STANDARD, "请写明哪里不合格、怎样补正")?;
    }
    Ok(vec![Fact::MaterialChecked { kind: kind.clone(), check: check.clone() }])
}

/// Judges taking a page out.
pub(super) fn detach(
    judge: Judge<'_>,
    kind: &KindId,
    page: &BlobHash,
    reason: &str,
) -> Verdict<Vec<Fact>> {
    may_touch(judge, kind)?;
    if !present(judge, kind)?.pages.iter().any(|p| p.blob == *page) {
        return no("material.no_page", STANDARD, "这一页已不在该材料中");
    }
    written(reason, "material.reason", STANDARD, "请写明撤下这一页的原因")?;
    let (kind, page, reason) = (kind.clone(), page.clone(), reason.to_owned());
    Ok(vec![Fact::MaterialDetached { kind, page, reason }])
}

/// 补充材料 is a fact; for a case that has ended a person is told.
pub(super) fn attach(
    app: &Application,
    case: Option<&CaseNo>,
    kind: &KindId,
    evidence: &Evidence,
) -> Vec<Fact> {
    let (kind, evidence) = (kind.clone(), evidence.clone());
    let mut facts = vec![Fact::MaterialAttached { case: case.cloned(), kind, evidence }];
    let concerned = |c: &&Case| case.is_none_or(|no_| c.no == *no_);
    let mut open = app.cases.values().filter(concerned);
    if !open.any(|c| c.stage != Stage::Closed && c.decision.is_none()) {
        facts.push(contradiction(
            app.tasks.len(),
            case,
            "material.late",
            "收到补充材料时办件已决定或办结：请核对是否需要更正、撤销，或把材料退还申请人",
        ));
    }
    facts
}

/// [`Action::CheckMaterial`].
pub(super) fn check_act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    let Action::CheckMaterial { kind, check: result } = action else {
        return not_this();
    };
    check(judge, kind, result)
}

/// [`Action::DetachMaterial`].
pub(super) fn detach_act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    let Action::DetachMaterial { kind, page, reason } = action else {
        return not_this();
    };
    detach(judge, kind, page, reason)
}
