//! 收件: the whole intake becomes an application with its cases.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence;
use super::judge::{REGISTER, Verdict, authority, no, not_this, of_hall, paper_is, written};
use super::terms;
use crate::action::{Action, Context, Opening, Paper};
use crate::application::{CaseTerms, Stream};
use crate::authorisation::Power;
use crate::catalogue::Catalogue;
use crate::catalogue::field::{Missing, missing};
use crate::catalogue::item::{AcceptanceMode, Item};
use crate::catalogue::resolve::{Resolved, resolve};
use crate::document::DocumentKind;
use crate::event::Fact;
use crate::identity;
use crate::ids::{ApplicationId, CaseNo, ItemCode};
use crate::intake::Intake;

pub(super) const ONE_DOOR: &str = "《行政许可法》第二十六条";
pub(super) const INTAKE: &str = "《行政许可法》第二十九条、第三十一条";
const LIST: &str = "《行政许可法》第三十二条第一款第四项";

/// The parts of the action.
pub(super) struct Receive<'a> {
    pub(super) application: &'a ApplicationId,
    pub(super) intake: &'a Intake,
    pub(super) openings: &'a [Opening],
    pub(super) query_code: &'a str,
    pub(super) paper: &'a Paper,
    pub(super) incomplete: bool,
}

/// Whether this person may receive anything at all here; `rights` of an empty stream.
pub(super) fn gate(state: &Stream, ctx: &Context<'_>) -> Verdict {
    if *state != Stream::Empty {
        return no(
            "receive.twice",
            ONE_DOOR,
            "本次申办已经收件，不能重复收件；追加材料请用补充材料",
        );
    }
    if !of_hall(ctx.actor) {
        return no("authority.hall", ONE_DOOR, "收件由综合窗口办理，请引导申请人到窗口");
    }
    let register = &ctx.catalogue.authorisations;
    let any = register.iter().any(|row| {
        row.acts.contains(&Power::Receive)
            && row.held_by(ctx.actor)
            && row.from <= ctx.today
            && row.until.is_none_or(|until| ctx.today <= until)
    });
    if !any {
        return no(
            "authority.receive",
            REGISTER,
            "本窗口没有任何事项的收件授权，请管理员核对授权登记",
        );
    }
    Ok(())
}

/// Judges a receipt.
pub(super) fn decide(state: &Stream, act: &Receive<'_>, ctx: &Context<'_>) -> Verdict<Vec<Fact>> {
    gate(state, ctx)?;
    written(act.application.as_str(), "form.application", INTAKE, "申办没有编号，请重新收件")?;
    written(act.query_code, "form.query_code", INTAKE, "收件凭证没有查询码，请重新生成")?;
    paper_is(act.paper, DocumentKind::Receipt)?;
    person(act.intake, ctx)?;
    openings(act.openings, ctx)?;
    let resolved = resolved(act, ctx)?;
    dependencies(act.openings, &resolved)?;
    if !act.incomplete {
        complete(act, &resolved, ctx)?;
    }
    of_resolved(act, &resolved, ctx).map(|fact| vec![fact])
}

/// The fact of a receipt, also when a paper handed over binds against a rule.
pub(super) fn fact(act: &Receive<'_>, ctx: &Context<'_>) -> Verdict<Fact> {
    of_resolved(act, &resolved(act, ctx)?, ctx)
}

fn of_resolved(act: &Receive<'_>, resolved: &Resolved, ctx: &Context<'_>) -> Verdict<Fact> {
    let terms: Verdict<BTreeMap<CaseNo, CaseTerms>> = act
        .openings
        .iter()
        .map(|opening| {
            Ok((
                opening.case.clone(),
                terms::of(act.intake, &opening.item, resolved, ctx.catalogue)?,
            ))
        })
        .collect();
    Ok(Fact::ApplicationReceived {
        application: act.application.clone(),
        intake: Box::new(act.intake.clone()),
        openings: act.openings.to_vec(),
        terms: terms?,
        query_code: act.query_code.to_owned(),
        received_on: ctx.today,
        paper: act.paper.clone(),
        incomplete: act.incomplete,
    })
}

fn person(intake: &Intake, ctx: &Context<'_>) -> Verdict {
    let Some(applicant) = &intake.applicant else {
        return no("receive.no_applicant", INTAKE, "还没有申请人，请读取证件或录入申请人");
    };
    written(&applicant.name, "receive.no_applicant", INTAKE, "请填写申请人姓名或名称")?;
    number_is_right(applicant.id_kind.into(), &applicant.id_number, "申请人", ctx)?;
    if let Some(agent) = &intake.agent {
        written(&agent.name, "receive.no_agent", INTAKE, "请填写代办人姓名")?;
        written(&agent.scope, "receive.no_agent_scope", INTAKE, "请填写代办人的委托权限")?;
        number_is_right(agent.id_kind.into(), &agent.id_number, "代办人", ctx)?;
    }
    Ok(())
}

fn number_is_right(
    kind: identity::IdentityKind,
    number: &str,
    whose: &str,
    ctx: &Context<'_>,
) -> Verdict {
    match identity::check(kind, number, ctx.today) {
        Ok(_) => Ok(()),
        Err(error) => no("receive.identity", INTAKE, format!("{whose}{}", error.reason())),
    }
}

fn openings(openings: &[Opening], ctx: &Context<'_>) -> Verdict {
    if openings.is_empty() {
        return no("receive.no_item", INTAKE, "还没有选事项，请按 F3 查找事项");
    }
    let mut numbers = BTreeSet::new();
    let mut items = BTreeSet::new();
    for opening in openings {
        written(opening.case.as_str(), "form.case_no", INTAKE, "办件没有编号，请重新取号")?;
        if !numbers.insert(&opening.case) || !items.insert(&opening.item) {
            return no("form.opening_twice", INTAKE, "同一事项或办件编号出现了两次，请重新收件");
        }
        let item = item(&opening.item, ctx.catalogue)?;
        if item.department != opening.department {
            return no("form.department", INTAKE, "办件的实施机关与目录不符，请重新选择事项");
        }
        received_here(item, ctx)?;
        authority(ctx, Power::Receive, &opening.department, &opening.item)?;
    }
    Ok(())
}

pub(super) fn item<'a>(code: &ItemCode, catalogue: &'a Catalogue) -> Verdict<&'a Item> {
    match catalogue.items.get(code) {
        Some(item) => Ok(item),
        None => no("form.item_unknown", INTAKE, format!("目录中没有事项 {code}，请重新查找")),
    }
}

pub(super) fn received_here(item: &Item, ctx: &Context<'_>) -> Verdict {
    if !item.in_force(ctx.today) {
        let advice = item.ended_advice.as_deref().unwrap_or("请重新查找替代事项");
        return no(
            "receive.item_ended",
            "事项目录（生效日期）",
            format!("「{}」今天不在办理期限内，{advice}", item.short_name),
        );
    }
    match item.acceptance {
        AcceptanceMode::CounterAccepts | AcceptanceMode::DepartmentAccepts => Ok(()),
        AcceptanceMode::GuideOnly | AcceptanceMode::OutsideOnly => {
            let advice = item.outside.as_ref().map(|o| o.advice.clone());
            let advice = advice.unwrap_or_else(|| "请打印一次性告知单，指引申请人前往".into());
            no(
                "receive.not_here",
                ONE_DOOR,
                format!("「{}」不在综合窗口收件：{advice}", item.short_name),
            )
        }
    }
}

fn resolved(act: &Receive<'_>, ctx: &Context<'_>) -> Verdict<Resolved> {
    resolve(ctx.catalogue, &act.intake.inquiry(ctx.today))
        .or_else(|error| no("form.selection", INTAKE, error.to_string()))
}

/// Each case waits for exactly those cases whose output it needs.
fn dependencies(openings: &[Opening], resolved: &Resolved) -> Verdict {
    let number = |code: &ItemCode| openings.iter().find(|o| o.item == *code).map(|o| &o.case);
    for opening in openings {
        let Some(case) = resolved.cases.iter().find(|case| case.item == opening.item) else {
            return no(
                "form.not_chosen",
                INTAKE,
                format!("办件 {} 的事项不在所选事项中，请重新收件", opening.case),
            );
        };
        let wanted: BTreeSet<&CaseNo> = case.depends_on.iter().filter_map(number).collect();
        if wanted != opening.depends_on.iter().collect() {
            return no(
                "form.depends_on",
                "先照后证（事项目录的前置关系）",
                format!("办件 {} 的前置办件不对，请重新收件", opening.case),
            );
        }
    }
    Ok(())
}

fn complete(act: &Receive<'_>, resolved: &Resolved, ctx: &Context<'_>) -> Verdict {
    let values = act.intake.inquiry(ctx.today).values;
    let fault = |material: &_| evidence::fault(act.intake, material, ctx.today);
    let lines = missing(ctx.catalogue, resolved, &values, ctx.today, &fault);
    let words: Vec<String> = lines.iter().take(3).map(missing_zh).collect();
    if words.is_empty() {
        return Ok(());
    }
    no(
        "receive.incomplete",
        LIST,
        format!(
            "还差 {} 项：{}。请补齐，或打印一次性告知单；申请人坚持提交的，选「照现状收件」",
            lines.len(),
            words.join("；")
        ),
    )
}

fn missing_zh(line: &Missing) -> String {
    match line {
        Missing::Question { text, .. } => format!("未回答「{text}」"),
        Missing::Field { message, .. } | Missing::Material { message, .. } => message.clone(),
    }
}

/// The receipt that an action carries.
pub(super) fn of(action: &Action) -> Option<Receive<'_>> {
    let Action::Receive { application, intake, openings, query_code, paper, incomplete } = action
    else {
        return None;
    };
    let incomplete = *incomplete;
    Some(Receive { application, intake, openings, query_code, paper, incomplete })
}

/// [`Action::Receive`].
pub(super) fn act(state: &Stream, action: &Action, ctx: &Context<'_>) -> Verdict<Vec<Fact>> {
    match of(action) {
        Some(act) => decide(state, &act, ctx),
        None => not_this(),
    }
}
