//! 终止办理: what ends without a decision, by a person and with a served paper; a lapsed term only
//! proposes it (安阳市政务服务条例 arts. 24, 36; clerk-notes E12, E16).

use super::super::decline::remedies_known;
use super::super::judge::{Judge, Verdict, administrative, no, paper_for, written};
use crate::action::Paper;
use crate::application::{Case, Stage};
use crate::authorisation::Power;
use crate::procedure::{PaperAct, Procedure};
use crate::proceeding::TerminationGround;

/// Whether the case may be ended so by this person.
pub(super) fn gate(judge: Judge<'_>, case: &Case) -> Verdict {
    judge.undecided(case)?;
    let procedure = judge.procedure(case)?;
    if procedure.paper(PaperAct::Terminate).is_none() {
        return no(
            "terminate.none",
            &procedure.law,
            format!("{}没有终止办理，申请人不办的请登记撤回", procedure.name),
        );
    }
    if administrative(procedure) && !remedies_known(judge, case) {
        return no(
            "terminate.no_remedies",
            "《行政复议法》第二十条第三款",
            "本机关的复议机关和管辖法院没有登记，不能终止办理；请管理员补录",
        );
    }
    judge.any_authority(case, &[procedure.deciding, Power::Decline])
}

/// Judges a termination.
pub(super) fn judge(
    judge: Judge<'_>,
    case: &Case,
    ground: &TerminationGround,
    reason: &str,
    paper: &Paper,
) -> Verdict {
    gate(judge, case)?;
    let procedure = judge.procedure(case)?;
    grounded(judge, case, procedure, ground)?;
    written(reason, "terminate.reason", &procedure.law, "请写明终止办理的理由")?;
    paper_for(judge, procedure, PaperAct::Terminate, Some(paper))
}

fn grounded(
    judge: Judge<'_>,
    case: &Case,
    procedure: &Procedure,
    ground: &TerminationGround,
) -> Verdict {
    let today = judge.ctx.today;
    let lapsed = |rule: Option<&str>, due: Option<jiff::civil::Date>, what: &str| {
        let article = rule.unwrap_or(&procedure.law);
        match due {
            Some(due) if due < today => Ok(()),
            Some(due) => no(
                "terminate.not_lapsed",
                article,
                format!("{what}期限到 {due}（含当日），还没有届满，不能以此终止"),
            ),
            None => no(
                "terminate.not_waiting",
                article,
                format!("办件 {} 没有在等{what}，不能以此终止", case.no),
            ),
        }
    };
    match ground {
        TerminationGround::CorrectionLapsed => {
            let waiting = case.corrections.last().filter(|_| case.stage == Stage::Correcting);
            let rule = procedure.correction.as_ref().map(|rule| rule.article.as_str());
            lapsed(rule, waiting.and_then(|last| last.correct_by), "补正")
        }
        TerminationGround::DeferralLapsed => {
            let waiting = case.course.deferral.as_ref().filter(|d| !d.open.is_empty());
            let rule = procedure.deferral.as_ref().map(|rule| rule.article.as_str());
            lapsed(rule, waiting.map(|deferral| deferral.due), "容缺材料补交")
        }
        TerminationGround::OwnLaw { article } => {
            written(article, "terminate.own_law", &procedure.law, "请写明终止办理所依据的条款")
        }
        TerminationGround::ApplicantGone | TerminationGround::ItemAbolished => Ok(()),
    }
}
