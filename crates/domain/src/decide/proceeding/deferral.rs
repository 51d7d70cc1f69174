//! 容缺受理: secondary materials on the published list follow later, by the applicant's promise
//! (广东省优化营商环境条例 art. 32; 安阳市政务服务条例 art. 24; clerk-notes E16).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::accept::at_the_right_place;
use super::super::evidence;
use super::super::judge::{Judge, Verdict, no, paper_for, paper_is};
use crate::action::Paper;
use crate::application::{Case, Stage};
use crate::authorisation::Power;
use crate::clocks::deferrable_until;
use crate::document::DocumentKind;
use crate::ids::KindId;
use crate::intake::Evidence;
use crate::procedure::{DeferralRule, PaperAct, Procedure};

/// Whether materials may be put off now.
pub(super) fn gate(judge: Judge<'_>, case: &Case) -> Verdict {
    judge.undecided(case)?;
    let procedure = judge.procedure(case)?;
    let rule = rule(procedure)?;
    if case.terms.deferrable.is_empty() {
        return no(
            "defer.not_listed",
            &rule.article,
            format!("「{}」不在公布的容缺受理清单内，缺少材料请告知补正", judge.item(case)),
        );
    }
    if case.course.deferral.is_some() {
        return no("defer.twice", &rule.article, format!("办件 {} 已容缺受理过一次", case.no));
    }
    if case.stage != Stage::Received || case.acceptance.is_some() {
        return no(
            "defer.stage",
            &rule.article,
            format!("容缺只在受理以前办理，办件 {} 现在不能容缺", case.no),
        );
    }
    at_the_right_place(judge, case)?;
    judge.authority(case, Power::Accept).map(|_| ())
}

fn rule(procedure: &Procedure) -> Verdict<&DeferralRule> {
    match &procedure.deferral {
        Some(rule) => Ok(rule),
        None => no(
            "defer.none",
            &procedure.law,
            format!("{}没有容缺受理，缺少材料请一次性告知", procedure.name),
        ),
    }
}

/// Judges a deferral: the main materials are whole, what follows is on the list.
pub(super) fn judge(
    judge: Judge<'_>,
    case: &Case,
    materials: &[KindId],
    due: Date,
    paper: &Paper,
) -> Verdict {
    gate(judge, case)?;
    let procedure = judge.procedure(case)?;
    let rule = rule(procedure)?;
    if materials.is_empty() {
        return no("defer.empty", &rule.article, "请选择要容缺后补的材料");
    }
    if let Some(main) = materials.iter().find(|kind| !case.terms.deferrable.contains(*kind)) {
        return no(
            "defer.primary",
            &rule.article,
            format!(
                "「{}」是主要材料，不能容缺，请补齐或告知补正",
                evidence::name(judge.ctx.catalogue, main)
            ),
        );
    }
    let faults = judge.faults(case);
    if let Some(there) = materials.iter().find(|kind| faults.iter().all(|(out, _)| out != *kind)) {
        return no(
            "defer.present",
            &rule.article,
            format!("「{}」已经交来并合格，不需要容缺", evidence::name(judge.ctx.catalogue, there)),
        );
    }
    let rest = faults.into_iter().find(|(kind, _)| !materials.contains(kind));
    if let Some((_, what)) = rest {
        return no(
            "defer.others",
            &rule.article,
            format!("主要材料应当齐全并符合法定形式才能容缺：{what}"),
        );
    }
    let last = deferrable_until(&case.terms, rule, judge.ctx.calendar, judge.ctx.today);
    if due <= judge.ctx.today || due > last {
        return no(
            "defer.due",
            &rule.article,
            format!("补交期限应在今天以后、{last}（含当日）以前，以便在承诺期限内审查"),
        );
    }
    paper_for(judge, procedure, PaperAct::Defer, Some(paper))
}

/// Whether something that was put off may come in.
pub(super) fn supply_gate(judge: Judge<'_>, case: &Case) -> Verdict {
    judge.undecided(case)?;
    let procedure = judge.procedure(case)?;
    let open = case.course.deferral.as_ref().is_some_and(|deferral| !deferral.open.is_empty());
    if !open {
        return no(
            "deferred.none",
            &rule(procedure)?.article,
            format!("办件 {} 没有待补的容缺材料", case.no),
        );
    }
    judge.any_authority(case, &[Power::Receive, Power::Accept, Power::Examine])
}

/// Judges what came: only what was put off, and something of it.
pub(super) fn supply(
    judge: Judge<'_>,
    case: &Case,
    materials: &BTreeMap<KindId, Evidence>,
    paper: Option<&Paper>,
) -> Verdict {
    supply_gate(judge, case)?;
    let article = &rule(judge.procedure(case)?)?.article;
    if materials.is_empty() {
        return no("deferred.empty", article, "没有登记任何补交的材料，请先扫描");
    }
    if let Some(other) = materials.keys().find(|kind| !case.course.deferred(kind)) {
        return no(
            "deferred.other",
            article,
            format!("「{}」不是待补的容缺材料", evidence::name(judge.ctx.catalogue, other)),
        );
    }
    let empty = materials
        .iter()
        .find(|(_, evidence)| evidence.pages.is_empty() && evidence.certificate.is_none());
    match (empty, paper) {
        (None, None) => Ok(()),
        (None, Some(paper)) => paper_is(paper, DocumentKind::SupplementReceipt),
        (Some((kind, _)), _) => no(
            "deferred.empty",
            article,
            format!("「{}」没有页面，请先扫描", evidence::name(judge.ctx.catalogue, kind)),
        ),
    }
}
