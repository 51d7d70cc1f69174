//! Fixed words: stages, outcomes, titles.

use domain::action::{DeclineGround, OpinionStep, ReturnReason};
use domain::application::{Case, Outcome, Stage};
use domain::calendar::legal_time;
use domain::clocks::{Clock, Clocks, Lamp};
use domain::document::DocumentKind;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::view::LampColour;

/// Stage in words.
#[must_use]
pub fn stage_words(stage: Stage, outcome: Option<Outcome>) -> String {
    match (stage, outcome) {
        (Stage::Received, _) => "已收件".to_owned(),
        (Stage::Correcting, _) => "补正中".to_owned(),
        (Stage::Accepted, _) => "已受理".to_owned(),
        (Stage::Reviewing, _) => "审查中".to_owned(),
        (Stage::Decided, _) => "已决定".to_owned(),
        (Stage::Ready, _) => "待领".to_owned(),
        (Stage::Closed, Some(outcome)) => format!("办结（{}）", outcome_words(outcome)),
        (Stage::Closed, None) => "办结".to_owned(),
    }
}

/// Outcome in words.
#[must_use]
pub fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Granted => "出证",
        Outcome::Rejected => "不予许可",
        Outcome::Declined => "不予受理",
        Outcome::NoLicenceNeeded => "依法不需许可",
        Outcome::CorrectionLapsed => "补交不来",
        Outcome::Withdrawn => "撤回",
        Outcome::Terminated => "终止",
        Outcome::Replaced => "作废，事项已更正",
    }
}

/// Usual title of a paper.
#[must_use]
pub fn kind_title(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::ApplicationForm => "申请书",
        DocumentKind::GuidanceNotice => "一次性告知单",
        DocumentKind::Receipt => "收件凭证",
        DocumentKind::AcceptanceNotice => "受理通知书",
        DocumentKind::CorrectionNotice => "补正告知书",
        DocumentKind::DeclineNotice => "不予受理通知书",
        DocumentKind::Decision => "准予决定书",
        DocumentKind::Rejection => "不予许可决定书",
        DocumentKind::RegistrationNotice => "登记通知书",
        DocumentKind::DeliveryReceipt => "送达回证",
        DocumentKind::HandoverList => "物料交接清单",
        DocumentKind::ShiftReport => "交接班表",
        DocumentKind::Licence => "证照",
        DocumentKind::StepNotice => "特别程序告知书",
        DocumentKind::ExtensionNotice => "延长办理期限通知书",
        DocumentKind::DeferralNotice => "容缺受理通知书",
        DocumentKind::TerminationNotice => "终止办理通知书",
        DocumentKind::SiteCheckRecord => "现场核查笔录",
        DocumentKind::AmendmentNotice => "更正通知书",
        DocumentKind::PaymentNotice => "缴费通知书",
        DocumentKind::ApprovalForm => "审批表",
        DocumentKind::ReturnList => "材料退还清单",
        DocumentKind::SupplementReceipt => "补交凭证",
        DocumentKind::PickupSlip => "领取凭证",
        DocumentKind::PowerOfAttorney => "授权委托书",
        DocumentKind::AddressConfirmation => "送达地址确认书",
        DocumentKind::DayReport => "当日办件日报",
        DocumentKind::SealRegister => "用印登记簿",
    }
}

/// Step of an opinion in words.
#[must_use]
pub fn step_name(step: OpinionStep) -> &'static str {
    match step {
        OpinionStep::Examine => "承办",
        OpinionStep::Review => "审核",
    }
}

pub(super) fn return_words(reason: ReturnReason) -> &'static str {
    match reason {
        ReturnReason::ScanUnclear => "扫描不清",
        ReturnReason::WrongSituation => "情形选错",
        ReturnReason::MaterialExpired => "材料过期",
        ReturnReason::FormInconsistent => "表单不一致",
        ReturnReason::Other => "其他",
    }
}

pub(super) fn lamp_colour(lamp: Lamp) -> LampColour {
    match lamp {
        Lamp::Off => LampColour::None,
        Lamp::Paused => LampColour::Paused,
        Lamp::Green => LampColour::Green,
        Lamp::Yellow => LampColour::Yellow,
        Lamp::Red => LampColour::Red,
        Lamp::Black => LampColour::Black,
    }
}

/// 「不属于本机关职权，应向某局申请」.
pub(super) fn decline_words(ground: &DeclineGround) -> String {
    match ground {
        DeclineGround::NoLicenceNeeded => "依法不需要许可".to_owned(),
        DeclineGround::NotCompetent { competent_body } => {
            format!("不属于本机关职权，应向{competent_body}申请")
        }
        DeclineGround::OwnLaw { article } => format!("依据{article}"),
    }
}

/// 「审查中 · 暂停」: the stage with the word of its lamp, which never stands for itself alone.
pub(super) fn stage_and_lamp(case: &Case, clocks: &Clocks) -> String {
    let stage = stage_words(case.stage, case.outcome);
    match clocks.lamp {
        Lamp::Off => stage,
        lamp => format!("{stage} · {}", lamp.zh()),
    }
}

/// 「11-25」.
pub(super) fn short_date(date: Date) -> String {
    format!("{:02}-{:02}", date.month(), date.day())
}

/// 「10:57」 of today, else 「11-20 10:57」, at +08:00.
pub(in crate::desk) fn short_time(at: Timestamp, today: Date) -> String {
    let at = legal_time(at);
    let clock = format!("{:02}:{:02}", at.hour(), at.minute());
    if at.date() == today { clock } else { format!("{} {clock}", short_date(at.date())) }
}

/// The clock that matters now: the decision's once it runs, else the receive clock.
pub(super) fn leading(clocks: &Clocks) -> Option<&Clock> {
    let running = |clock: &&Clock| clock.ended_on.is_none();
    clocks
        .promise
        .as_ref()
        .filter(running)
        .or(clocks.receive.as_ref().filter(running))
        .or(clocks.delivery.as_ref().filter(running))
}

/// 「剩 3 个工作日」, 「超 1 个工作日」, 「今日到期」.
pub(super) fn remaining_words(clock: &Clock) -> String {
    let unit = clock.limit.unit.zh();
    match clock.remaining {
        0 => "今日到期".to_owned(),
        left if left > 0 => format!("剩 {left} {unit}"),
        over => format!("超 {} {unit}", over.unsigned_abs()),
    }
}
