//! What every rule asks: which case, under which procedure, by whose authority.

use crate::action::{Actor, Context, Paper};
use crate::application::{Application, Case, Outcome, Stage};
use crate::authorisation::{self, Authorisation, Power};
use crate::clocks;
use crate::document::{DocumentKind, Nature};
use crate::ids::{CaseNo, DepartmentId, ItemCode, KindId};
use crate::procedure::{AcceptanceStep, PaperAct, Procedure};
use crate::refusal::Refusal;

/// What a paper must carry.
const VOUCHER: &str = "文书规则（编号、日期；行政许可见《行政许可法》第三十二条第二款）";
/// Who may act for an organ.
pub(super) const REGISTER: &str = "授权登记（行政许可见《行政许可法》第二十四条、第二十六条）";

/// Yes, or the refusal.
pub(super) type Verdict<T = ()> = Result<T, Refusal>;

/// Codes of refusals that no paper can overrule begin so (see [`super::confirm`]).
pub(super) const AUTHORITY: &str = "authority.";
/// A malformed act, such as one without its paper.
pub(super) const FORM: &str = "form.";

/// A refusal.
pub(super) fn no<T>(code: &str, article: &str, message: impl Into<String>) -> Verdict<T> {
    Err(Refusal::new(code, message).article(article))
}

/// An action that came to the wrong rule.
pub(super) fn not_this<T>() -> Verdict<T> {
    no("form.action", "操作登记", "此操作尚不支持，请联系管理员升级程序")
}

/// An article of the licensing law, which binds permits only, or what another procedure rests on
/// instead (clerk-notes E1).
pub(super) fn of_permit<'b>(procedure: &'b Procedure, article: &'b str, own: &'b str) -> &'b str {
    if procedure.nature == Nature::Permit { article } else { own }
}

/// Refuses unless a text was written.
pub(super) fn written(text: &str, code: &str, article: &str, message: &str) -> Verdict {
    if text.trim().is_empty() { no(code, article, message) } else { Ok(()) }
}

/// An application, and who wants to act on it under which rules.
#[derive(Clone, Copy)]
pub(super) struct Judge<'a> {
    pub(super) app: &'a Application,
    pub(super) ctx: &'a Context<'a>,
}

impl<'a> Judge<'a> {
    /// The case named, if it is in this application.
    pub(super) fn case(&self, no_: &CaseNo) -> Verdict<&'a Case> {
        match self.app.cases.get(no_) {
            Some(case) => Ok(case),
            None => no(
                "form.case_unknown",
                "办件登记",
                format!("本次申办中没有办件 {no_}，请核对办件编号"),
            ),
        }
    }

    /// Refuses a case that has ended or was decided.
    #[expect(clippy::unused_self, reason = "asked of the judge like every other check")]
    pub(super) fn undecided(&self, case: &Case) -> Verdict {
        if case.decision.is_some() {
            return no(
                "case.decided",
                "受审分离与决定效力",
                format!(
                    "办件 {} 已作出决定，不能再变更；确有错误的，按更正或撤销程序办理",
                    case.no
                ),
            );
        }
        if case.stage == Stage::Closed {
            let how = case.outcome.map_or("办结", outcome_zh);
            return no(
                "case.closed",
                "办件状态",
                format!("办件 {} 已办结（{how}），不能再办理；需要的请重新申请", case.no),
            );
        }
        Ok(())
    }

    /// The procedure that the case was received under.
    pub(super) fn procedure(&self, case: &Case) -> Verdict<&'a Procedure> {
        match self.ctx.catalogue.procedures.get(&case.terms.procedure) {
            Some(procedure) => Ok(procedure),
            None => no(
                "form.procedure_unknown",
                "事项目录",
                format!("目录中没有程序 {}，请联系管理员更新目录", case.terms.procedure),
            ),
        }
    }

    /// The row that lets the actor do this on the case.
    pub(super) fn authority(&self, case: &Case, power: Power) -> Verdict<&'a Authorisation> {
        authority(self.ctx, power, &case.department, &case.item)
    }

    /// Whether the actor may do one of several acts on the case.
    pub(super) fn any_authority(&self, case: &Case, powers: &[Power]) -> Verdict {
        let held = powers.iter().any(|power| self.authority(case, *power).is_ok());
        match powers.first() {
            Some(first) if !held => self.authority(case, *first).map(|_| ()),
            _ => Ok(()),
        }
    }

    /// Name of the item, for messages.
    pub(super) fn item<'b>(&'b self, case: &'b Case) -> &'b str {
        let item = self.ctx.catalogue.items.get(&case.item);
        item.map_or(case.item.as_str(), |item| item.short_name.as_str())
    }

    /// The day as of which the case counts as accepted by silence 视为受理, if it does.
    pub(super) fn deemed_as_of(
        &self,
        case: &Case,
        procedure: &Procedure,
    ) -> Option<jiff::civil::Date> {
        clocks::deemed_as_of(case, procedure, self.ctx.calendar, self.ctx.today)
    }

    /// Refuses a case that was neither accepted nor counts as accepted, where accepting is a step.
    pub(super) fn accepted(&self, case: &Case, procedure: &Procedure) -> Verdict {
        let step = procedure.acceptance == AcceptanceStep::Formal;
        let open = case.acceptance.is_none() && self.deemed_as_of(case, procedure).is_none();
        if step && open {
            return no(
                "case.not_accepted",
                &procedure.articles.accept,
                format!("办件 {} 尚未受理，请先办理受理、补正告知或不予受理", case.no),
            );
        }
        self.not_correcting(case, procedure)
    }

    /// Refuses while the applicant still has to mend something.
    #[expect(clippy::unused_self, reason = "asked of the judge like every other check")]
    pub(super) fn not_correcting(&self, case: &Case, procedure: &Procedure) -> Verdict {
        if case.stage == Stage::Correcting {
            return no(
                "case.correcting",
                &procedure.articles.correction,
                format!("办件 {} 正在等申请人补正，请等补正材料交齐", case.no),
            );
        }
        Ok(())
    }

    /// Cases whose output this one still waits for 先照后证.
    pub(super) fn waiting_for(&self, case: &Case) -> Option<&'a Case> {
        case.depends_on.iter().filter_map(|no_| self.app.cases.get(no_)).find(|earlier| {
            let produced = earlier.result.is_some() || !earlier.terms.has_result;
            let granted = earlier.outcome == Some(Outcome::Granted);
            let ended_without = earlier.outcome.is_some() && !granted;
            !(ended_without || (granted && produced))
        })
    }

    /// What is wrong with the materials that the case needs, by kind.
    pub(super) fn faults(&self, case: &Case) -> Vec<(KindId, String)> {
        let fault = |kind: &KindId| {
            let what = super::evidence::fault_of(self.ctx, &self.app.intake, case, kind)?;
            Some((kind.clone(), what))
        };
        case.terms.needs.iter().filter_map(fault).collect()
    }
}

/// The row that lets the actor do this for that organ and item.
pub(super) fn authority<'a>(
    ctx: &Context<'a>,
    power: Power,
    department: &DepartmentId,
    item: &ItemCode,
) -> Verdict<&'a Authorisation> {
    let register = &ctx.catalogue.authorisations;
    if let Some(row) = authorisation::find(register, power, department, item, ctx.actor, ctx.today)
    {
        return Ok(row);
    }
    let organ = ctx.catalogue.departments.get(department);
    let organ = organ.map_or(department.as_str(), |d| d.short_name.as_str());
    let next = if ctx.actor.department.is_some() {
        "请交由有授权的同事办理，或请管理员核对授权登记"
    } else {
        "请交由该机关办理，或请管理员核对授权登记"
    };
    let what = ctx.catalogue.item_name(item);
    no(
        &format!("{AUTHORITY}{}", power.code()),
        REGISTER,
        format!("您没有「{organ}·{what}」的{}授权，{next}", power.zh()),
    )
}

/// Refuses a paper that is not the one its act hands over.
pub(super) fn paper_is(paper: &Paper, kind: DocumentKind) -> Verdict {
    let article = VOUCHER;
    if paper.kind != kind {
        return no("form.paper_kind", article, "所附文书与本环节不符，请重新生成文书");
    }
    written(paper.number.as_str(), "form.paper_number", article, "文书没有编号，请先取号再出具")?;
    let hash = paper.hash.as_str();
    if hash.len() != 64 || !hash.bytes().all(|b| b.is_ascii_hexdigit()) {
        return no("form.paper_hash", article, "文书内容没有留存摘要，请重新生成文书");
    }
    Ok(())
}

/// Refuses a number that another paper of the stream bears: numbers are never used twice.
pub(super) fn number_is_new(app: &Application, paper: &Paper) -> Verdict {
    match app.papers.get(paper.number.as_str()) {
        Some(known) if known.paper.hash != paper.hash => no(
            "paper.number_used",
            "文号管理（一号一文）",
            format!("文号 {} 已用于另一份文书，请取新号重新生成", paper.number),
        ),
        _ => Ok(()),
    }
}

/// The paper that the procedure prescribes for an act, carried by the action as it must.
pub(super) fn paper_for(
    judge: Judge<'_>,
    procedure: &Procedure,
    act: PaperAct,
    paper: Option<&Paper>,
) -> Verdict {
    match (procedure.paper(act), paper) {
        (Some(wanted), Some(paper)) => {
            paper_is(paper, wanted.kind)?;
            number_is_new(judge.app, paper)
        }
        (Some(wanted), None) => no(
            "form.paper_missing",
            VOUCHER,
            format!("本环节应当出具《{}》，请先生成文书", wanted.title),
        ),
        (None, None) => Ok(()),
        (None, Some(_)) => no(
            "form.paper_not_foreseen",
            &procedure.law,
            format!("{}没有这种文书，请勿出具", procedure.name),
        ),
    }
}

/// Refuses a date other than today's: papers bear the day on which they are made out.
pub(super) fn dated_today(ctx: &Context<'_>, date: jiff::civil::Date) -> Verdict {
    if date == ctx.today {
        return Ok(());
    }
    no(
        "form.not_today",
        VOUCHER,
        format!("文书日期 {date} 不是今天（{}），请重新生成文书", ctx.today),
    )
}

/// Whether the procedure belongs to administrative law, so that remedies must be named.
pub(super) fn administrative(procedure: &Procedure) -> bool {
    procedure.nature != Nature::Service
}

/// Whether the person belongs to the hall and to no organ.
pub(super) fn of_hall(actor: &Actor) -> bool {
    actor.department.is_none()
}

/// How a case ended, in words.
fn outcome_zh(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Granted => "准予",
        Outcome::Rejected => "不予",
        Outcome::Declined => "不予受理",
        Outcome::NoLicenceNeeded => "依法不需要办理",
        Outcome::CorrectionLapsed => "补交不来",
        Outcome::Withdrawn => "申请人撤回",
        Outcome::Terminated => "终止办理",
        Outcome::Replaced => "事项选错，已转为新办件",
    }
}
