//! 制证 and 送达 (行政许可法 arts. 39, 44; 民诉法 arts. 87–95 by analogy).

use jiff::civil::Date;

use super::fee;
use super::judge::{Judge, Verdict, no, not_this, number_is_new, of_permit, paper_is, written};
use crate::action::{Action, Paper, ResultDocument, ServiceWay};
use crate::application::{Case, Outcome, Stage};
use crate::authorisation::Power;
use crate::document::DocumentKind;
use crate::event::Fact;
use crate::fee::Collect;
use crate::ids::CaseNo;
use crate::procedure::Procedure;

const CERTIFICATE: &str = "《行政许可法》第三十九条";
const ISSUE: &str = "《行政许可法》第四十四条";
const SERVICE: &str = "《民事诉讼法》第八十七条（送达回证）";

/// What a certificate rests on.
fn certificate(procedure: &Procedure) -> &str {
    of_permit(procedure, CERTIFICATE, &procedure.articles.approve)
}

/// Whether the result document can be made now.
pub(super) fn make_gate(judge: Judge<'_>, case: &Case) -> Verdict {
    let procedure = judge.procedure(case)?;
    let article = certificate(procedure);
    if case.outcome != Some(Outcome::Granted) {
        return no("result.not_granted", article, format!("办件 {} 还没有准予，不能制证", case.no));
    }
    if !case.terms.has_result {
        return no("result.none", article, "本事项不发证件，决定文书就是办理结果");
    }
    if case.result.is_some() || case.stage == Stage::Closed {
        return no("result.twice", article, format!("办件 {} 已经制证", case.no));
    }
    judge.any_authority(case, &[procedure.deciding, Power::Examine, Power::Deliver])
}

/// Judges a result document.
pub(super) fn make(judge: Judge<'_>, no_: &CaseNo, result: &ResultDocument) -> Verdict<Vec<Fact>> {
    let case = judge.case(no_)?;
    make_gate(judge, case)?;
    let article = certificate(judge.procedure(case)?);
    written(&result.number, "result.number", article, "请填写证件编号")?;
    written(&result.name, "result.name", article, "请填写证件名称")?;
    if result.valid_to.is_some_and(|last| last < result.valid_from) {
        return no("result.validity", article, "有效期的截止日早于起始日，请核对");
    }
    let item = judge.ctx.catalogue.items.get(&case.item);
    let issued = item.is_none_or(|i| i.results.iter().any(|r| r.kind == result.kind));
    if !issued {
        return no("result.kind", article, "本事项不产生这种证件，请核对证件种类");
    }
    Ok(vec![Fact::ResultMade { case: no_.clone(), result: result.clone() }])
}

/// The parts of a delivery.
pub(super) struct Delivery<'a> {
    pub(super) cases: &'a [CaseNo],
    pub(super) way: ServiceWay,
    pub(super) recipient: &'a str,
    pub(super) recipient_id: &'a str,
    pub(super) on_behalf: Option<&'a str>,
    pub(super) served_on: Date,
    pub(super) paper: &'a Paper,
}

/// Whether the result of a case can be handed out here now.
pub(super) fn deliver_gate(judge: Judge<'_>, case: &Case) -> Verdict {
    let procedure = judge.procedure(case)?;
    if let Some(delivery) = &case.delivery {
        return no(
            "deliver.twice",
            SERVICE,
            format!(
                "办件 {} 已于 {} 送达 {}，不能再次送达",
                case.no, delivery.on, delivery.recipient
            ),
        );
    }
    let Some(decision) = &case.decision else {
        return no(
            "deliver.undecided",
            of_permit(procedure, ISSUE, &procedure.articles.deliver),
            format!("办件 {} 还没有作出决定，不能送达", case.no),
        );
    };
    if decision.granted && case.terms.has_result && case.result.is_none() {
        return no(
            "deliver.no_result",
            of_permit(procedure, ISSUE, &procedure.articles.deliver),
            format!("办件 {} 的证件还没有制好，请等制证后再送达", case.no),
        );
    }
    if decision.granted {
        fee::paid(judge, case, Collect::BeforeDelivery)?;
    }
    judge.authority(case, Power::Deliver).map(|_| ())
}

/// Judges a delivery of several results to one person.
pub(super) fn deliver(judge: Judge<'_>, act: &Delivery<'_>) -> Verdict<Vec<Fact>> {
    if act.cases.is_empty() {
        return no("form.deliver_nothing", SERVICE, "还没有选要送达的办件");
    }
    for (place, no_) in act.cases.iter().enumerate() {
        if act.cases[..place].contains(no_) {
            return no("form.case_twice", SERVICE, format!("办件 {no_} 选了两次"));
        }
        let case = judge.case(no_)?;
        deliver_gate(judge, case)?;
        let decided = case.decision.as_ref().map(|d| d.on);
        if decided.is_some_and(|on| act.served_on < on) || act.served_on > judge.ctx.today {
            return no("deliver.date", SERVICE, "送达日期应在决定日期之后、今天之前，请核对");
        }
    }
    recipient(judge, act)?;
    paper_is(act.paper, DocumentKind::DeliveryReceipt)?;
    number_is_new(judge.app, act.paper)?;
    Ok(vec![deliver_fact(act)])
}

/// The fact of a delivery.
pub(super) fn deliver_fact(act: &Delivery<'_>) -> Fact {
    Fact::ResultsDelivered {
        cases: act.cases.to_vec(),
        way: act.way,
        recipient: act.recipient.to_owned(),
        recipient_id: act.recipient_id.to_owned(),
        on_behalf: act.on_behalf.map(str::to_owned),
        served_on: act.served_on,
        paper: act.paper.clone(),
    }
}

/// Whoever takes the papers is the applicant, the agent, or says for whom (代收).
fn recipient(judge: Judge<'_>, act: &Delivery<'_>) -> Verdict {
    written(act.recipient, "deliver.recipient", SERVICE, "请填写领取人")?;
    if act.way == ServiceWay::InPerson {
        let message = "当面领取须核对领取人证件，请读取或录入证件号码";
        written(act.recipient_id, "deliver.recipient_id", SERVICE, message)?;
    }
    let intake = &judge.app.intake;
    let applicant = intake.applicant.as_ref();
    let names = [
        applicant.map(|a| a.name.as_str()),
        applicant.and_then(|a| a.legal_representative.as_deref()),
        intake.agent.as_ref().map(|a| a.name.as_str()),
    ];
    let known = names.into_iter().flatten().any(|name| name == act.recipient.trim());
    if known {
        return Ok(());
    }
    written(
        act.on_behalf.unwrap_or_default(),
        "deliver.on_behalf",
        "《民事诉讼法》第八十八条（代收）",
        "领取人不是申请人或代办人，请写明代收理由或授权",
    )
}

/// [`Action::MakeResult`].
pub(super) fn make_act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    let Action::MakeResult { case, result } = action else {
        return not_this();
    };
    make(judge, case, result)
}

/// [`Action::Deliver`].
pub(super) fn deliver_act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    match delivery_of(action) {
        Some(act) => deliver(judge, &act),
        None => not_this(),
    }
}

/// The delivery that an action carries.
pub(super) fn delivery_of(action: &Action) -> Option<Delivery<'_>> {
    let Action::Deliver { cases, way, recipient, recipient_id, on_behalf, served_on, paper } =
        action
    else {
        return None;
    };
    let (way, served_on, on_behalf) = (*way, *served_on, on_behalf.as_deref());
    Some(Delivery { cases, way, recipient, recipient_id, on_behalf, served_on, paper })
}
