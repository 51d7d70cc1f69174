//! 好差评 and 差评整改 (国办发〔2019〕51号; GB/T 39735; domain.md §7).

use super::judge::{Judge, Verdict, no, not_this, of_hall, written};
use crate::action::{Action, Role};
use crate::application::Rating;
use crate::event::Fact;
use crate::rating::{Rated, RepairStep, options};

const ONCE: &str = "国办发〔2019〕51号（一次一评）";
const FREE: &str = "国办发〔2019〕51号（自愿评价，不得干预）";
const REPAIR: &str = "国办发〔2019〕51号（差评整改和回访）";

/// Whether the visit can still be rated here.
pub(super) fn rate_gate(judge: Judge<'_>) -> Verdict {
    if judge.app.rating.is_some() {
        return no("rate.twice", ONCE, "本次办理已评价，一次办理只评价一次");
    }
    if !of_hall(judge.ctx.actor) {
        return no("authority.rate", FREE, "评价由申请人在窗口的评价器上作出");
    }
    Ok(())
}

/// Judges a rating: only what the applicant's own device recorded is one.
fn rate(judge: Judge<'_>, rated: &Rated) -> Verdict {
    rate_gate(judge)?;
    let message = "评价只能由申请人在评价器上作出，窗口人员不能代评";
    written(&rated.record, "rate.device", FREE, message)?;
    let known = |code: &String| options(rated.grade).any(|option| option.code == code);
    if rated.options.iter().all(known) {
        return Ok(());
    }
    no(
        "rate.option",
        "GB/T 39734（评价等级和选项）",
        format!("评价器送来的选项不属于「{}」，请检查评价器后重新评价", rated.grade.zh()),
    )
}

/// [`Action::Rate`].
pub(super) fn rate_act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    let Action::Rate(rated) = action else {
        return not_this();
    };
    rate(judge, rated)?;
    Ok(vec![Fact::VisitRated(rated.clone())])
}

/// Whether this person may deal with a bad rating of the visit now.
pub(super) fn contact_gate(judge: Judge<'_>) -> Verdict {
    open(judge).map(|_| ())
}

/// Whether it can be closed: whoever complained was heard first.
pub(super) fn close_gate(judge: Judge<'_>) -> Verdict {
    let rating = open(judge)?;
    if rating.contacts.is_empty() {
        return no("repair.contact_first", REPAIR, "还没有联系评价人核实，请先登记联系核实");
    }
    Ok(())
}

fn open(judge: Judge<'_>) -> Verdict<&Rating> {
    let Some(rating) = judge.app.rating.as_ref().filter(|rating| rating.grade.is_bad()) else {
        return no("repair.none", REPAIR, "本次办理没有差评，不需要整改");
    };
    if rating.closed.is_some() {
        return no("repair.closed", REPAIR, "这条差评已经整改办结");
    }
    let actor = judge.ctx.actor;
    if !of_hall(actor) || !actor.is(Role::Supervisor) {
        return no("authority.repair", REPAIR, "差评由值班长核实整改，请交由值班长办理");
    }
    if judge.app.received.user == actor.user {
        return no("repair.own", REPAIR, "被评价人不能处理对自己的差评，请交由其他值班长办理");
    }
    Ok(rating)
}

/// [`Action::RepairRating`].
pub(super) fn repair_act(judge: Judge<'_>, action: &Action) -> Verdict<Vec<Fact>> {
    let Action::RepairRating { repair } = action else {
        return not_this();
    };
    match repair {
        RepairStep::Contact { text } => {
            contact_gate(judge)?;
            written(text, "repair.contact", REPAIR, "请写明联系评价人的情况和核实结果")?;
        }
        RepairStep::Close { measures, callback, .. } => {
            close_gate(judge)?;
            let message = "请写明整改措施；误评、恶意评价的写明依据";
            written(measures, "repair.measures", REPAIR, message)?;
            written(callback, "repair.callback", REPAIR, "差评须逐件回访，请写明回访情况")?;
        }
    }
    Ok(vec![Fact::RatingRepaired { repair: repair.clone() }])
}
