//! 经过: facts in words.

use domain::action::{Grade, IssuedPaper, PrintOutcome};
use domain::application::{Application, HistoryEntry};
use domain::event::Fact;
use domain::fee::{FeeStep, total, yuan};
use domain::ids::{CaseNo, UserId};
use domain::intake::Check;
use domain::rating::{Rated, RepairFinding, RepairStep, options};
use jiff::civil::Date;

use super::course;
use super::words::{kind_title, return_words, short_date, short_time, step_name};
use crate::view::HistoryRow;

/// Newest first; only what concerns the case.
pub(super) fn draw_history(
    application: &Application,
    case: &CaseNo,
    (today, reader): (Date, &UserId),
) -> Vec<HistoryRow> {
    let entries = application.history.iter().rev();
    let hidden = |entry: &&HistoryEntry| {
        let about = matches!(entry.fact, Fact::VisitRated { .. } | Fact::RatingRepaired { .. });
        let rating = application.rating.as_ref();
        !about || rating.is_none_or(|r| r.shown_to(reader, &application.received))
    };
    entries.filter(hidden).filter_map(|entry| draw_entry(entry, case, today)).collect()
}

fn draw_entry(entry: &HistoryEntry, case: &CaseNo, today: Date) -> Option<HistoryRow> {
    let (text, note) = words(&entry.fact, case)?;
    let place = entry.stamp.counter.as_ref().map(|counter| format!("{counter} 号窗"));
    let who = place
        .map_or_else(|| entry.stamp.name.clone(), |place| format!("{place} {}", entry.stamp.name));
    let offline = if entry.stamp.offline { " · 离线" } else { "" };
    let detail = match note {
        Some(note) => format!("{who}{offline} · {note}"),
        None => format!("{who}{offline}"),
    };
    Some(HistoryRow { at: short_time(entry.stamp.at, today), text, detail: Some(detail) })
}

/// Text and note of a fact, if it concerns the case.
fn words(fact: &Fact, about: &CaseNo) -> Option<(String, Option<String>)> {
    let mine = |case: &CaseNo| case == about;
    let line = |text: &str| Some((text.to_owned(), None));
    match fact {
        Fact::ApplicationReceived { incomplete, .. } => {
            line(if *incomplete { "照现状收件" } else { "收件" })
        }
        Fact::CaseAccepted { case, promised_by, .. } if mine(case) => {
            Some(("受理".to_owned(), Some(format!("承诺 {}", short_date(*promised_by)))))
        }
        Fact::CaseDeemedAccepted { case, as_of } if mine(case) => {
            Some((format!("视为受理（{}）", short_date(*as_of)), Some("逾期未告知".to_owned())))
        }
        Fact::CorrectionNotified { case, points, .. } if mine(case) => {
            Some((format!("告知补正 {} 项", points.len()), None))
        }
        Fact::CorrectionSupplied { case, complete, .. } if mine(case) => {
            line(if *complete { "补正材料交齐" } else { "补正材料交来一部分" })
        }
        Fact::DeclineProposed { case, reason, .. } if mine(case) => {
            Some(("拟不予受理".to_owned(), Some(reason.clone())))
        }
        Fact::CaseDeclined { case, reason, .. } if mine(case) => {
            Some(("不予受理".to_owned(), Some(reason.clone())))
        }
        Fact::CaseWithdrawn { case, reason, .. } if mine(case) => {
            Some(("申请人撤回".to_owned(), Some(reason.clone())))
        }
        Fact::CaseClaimed { case } if mine(case) => line("认领"),
        Fact::OpinionGiven { case, step, text, .. } if mine(case) => {
            Some((format!("{}意见", step_name(*step)), Some(text.clone())))
        }
        Fact::CaseReturned { case, reason, text } if mine(case) => {
            Some((format!("退回窗口：{}", return_words(*reason)), Some(text.clone())))
        }
        Fact::ReturnAnswered { case, text } if mine(case) => {
            Some(("窗口已答复".to_owned(), Some(text.clone())))
        }
        _ => outcome_words(fact, about),
    }
}

/// Decisions, results, papers.
fn outcome_words(fact: &Fact, about: &CaseNo) -> Option<(String, Option<String>)> {
    let mine = |case: &CaseNo| case == about;
    match fact {
        Fact::Proceeded { case, proceeding } if mine(case) => Some(course::words(proceeding)),
        Fact::CaseApproved { case, ground, .. } if mine(case) => {
            Some(("准予".to_owned(), Some(ground.clone())))
        }
        Fact::CaseRejected { case, reason, .. } if mine(case) => {
            Some(("不予许可".to_owned(), Some(reason.clone())))
        }
        Fact::ResultMade { case, result } if mine(case) => {
            Some((format!("制证：{}", result.name), Some(result.number.clone())))
        }
        Fact::ResultMade { result, .. } => Some((format!("{}由同批办件产生", result.name), None)),
        Fact::ResultsDelivered { cases, recipient, .. } if cases.contains(about) => {
            Some((format!("送达 {recipient}"), None))
        }
        Fact::VisitRated(Rated { grade, options, comment, .. }) => Some((
            format!("评价：{}", grade.zh()),
            Some(rating_words(*grade, options, comment)).filter(|words| !words.is_empty()),
        )),
        Fact::RatingRepaired { repair } => Some(repair_words(repair)),
        Fact::Charged { case, .. } | Fact::FeePaid { case, .. } if mine(case) => money_words(fact),
        Fact::PaperPrinted { paper, reprint, outcome, .. } => {
            Some(paper_words(paper.kind, *reprint, outcome))
        }
        Fact::PaperIssued(IssuedPaper { case, to, paper }) if case.as_ref().is_none_or(mine) => {
            Some((format!("出具{}", kind_title(paper.kind)), Some(format!("交 {to}"))))
        }
        Fact::PaperVoided { paper, reason } => {
            let what = format!("作废{} {}", kind_title(paper.kind), paper.number);
            Some((what, Some(reason.clone())))
        }
        Fact::MaterialAttached { case, .. } if case.as_ref().is_none_or(mine) => {
            Some(("补充材料".to_owned(), None))
        }
        Fact::MaterialDetached { reason, .. } => {
            Some(("撤下一页".to_owned(), Some(reason.clone())))
        }
        Fact::MaterialChecked { check: Check::Failed { problem }, .. } => {
            Some(("材料不合格".to_owned(), Some(problem.clone())))
        }
        Fact::PersonalDataRevealed { field, .. } => {
            Some(("查看个人信息".to_owned(), Some(field.clone())))
        }
        Fact::ContradictionRaised { message, .. } => Some((message.clone(), None)),
        _ => None,
    }
}

/// A notice to pay, a payment, a refund.
#[expect(clippy::wildcard_enum_match_arm, reason = "other facts move no money")]
fn money_words(fact: &Fact) -> Option<(String, Option<String>)> {
    Some(match fact {
        Fact::Charged { charge: FeeStep::Notify { charges, due, .. }, .. } => (
            format!("告知缴费 {}", yuan(total(charges))),
            Some(format!("{} 前缴", short_date(*due))),
        ),
        Fact::Charged { charge: FeeStep::Refund { amount, reason, .. }, .. } => {
            (format!("报财政退费 {}", yuan(*amount)), Some(reason.clone()))
        }
        Fact::FeePaid { payment, .. } => (
            format!("{} {}", payment.channel.zh(), yuan(payment.amount)),
            Some(format!("电子票据 {}", payment.voucher)),
        ),
        _ => return None,
    })
}

/// The options that were pressed, and the rater's own words.
fn rating_words(grade: Grade, chosen: &[String], comment: &str) -> String {
    let texts = options(grade).filter(|o| chosen.iter().any(|code| code == o.code)).map(|o| o.text);
    texts.chain(Some(comment).filter(|comment| !comment.is_empty())).collect::<Vec<_>>().join("；")
}

fn repair_words(step: &RepairStep) -> (String, Option<String>) {
    match step {
        RepairStep::Contact { text } => ("差评联系核实".to_owned(), Some(text.clone())),
        RepairStep::Close { finding, measures, callback } => {
            let finding = match finding {
                RepairFinding::Repaired => "属实，已整改",
                RepairFinding::Mistaken => "误评",
                RepairFinding::Malicious => "恶意评价",
            };
            let note = format!("{measures}；回访：{callback}");
            (format!("差评整改办结：{finding}"), Some(note))
        }
    }
}

fn paper_words(
    kind: domain::document::DocumentKind,
    reprint: u32,
    outcome: &PrintOutcome,
) -> (String, Option<String>) {
    let title = kind_title(kind);
    match (outcome, reprint) {
        (PrintOutcome::Printed, 0) => (format!("打印{title}"), None),
        (PrintOutcome::Printed, n) => (format!("补打{title}（第 {n} 次）"), None),
        (PrintOutcome::Failed { reason }, _) => (format!("{title}未打出"), Some(reason.clone())),
    }
}
