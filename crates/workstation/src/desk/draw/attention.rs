//! 需处理 side by side: the act as it was asked for, and what stands now.

use domain::application::{Application, Case};
use domain::ids::CaseNo;
use domain::wire::Envelope;
use serde_json::Value;

use super::history::draw_history;
use super::review::applicant_name;
use super::words::{short_time, stage_words};
use crate::desk::paper::PaperDesk;
use crate::store::{TaskRow, WorkItem};
use crate::view::{AttentionItem, DifferenceRow};

/// A work item with what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Unfit<'a> {
    /// The item.
    pub item: &'a WorkItem,
    /// The act as it left the desk.
    pub envelope: Option<&'a Envelope>,
    /// The application as it stands.
    pub app: Option<&'a Application>,
}

/// Acts by their type.
const TITLES: &[(&str, &str)] = &[
    ("receive", "收件"),
    ("accept", "受理"),
    ("notify_correction", "补正告知"),
    ("supply_correction", "补正材料"),
    ("propose_decline", "拟不予受理"),
    ("decline", "不予受理"),
    ("withdraw", "撤回"),
    ("attach_material", "补充材料"),
    ("detach_material", "撤下一页"),
    ("check_material", "核验材料"),
    ("claim", "认领"),
    ("examine", "审查要点"),
    ("give_opinion", "意见"),
    ("return_to_counter", "退回窗口"),
    ("answer_return", "答复退回"),
    ("approve", "准予或登记"),
    ("reject", "不予许可"),
    ("make_result", "制证"),
    ("deliver", "送达"),
    ("rate", "评价"),
    ("repair_rating", "差评整改"),
    ("charge", "缴费通知或退费"),
    ("record_payment", "缴款登记"),
    ("proceed", "办理环节"),
    ("hand_over", "移交材料"),
    ("confirm_hand_over", "确认移交"),
    ("sign_shift", "交接班"),
];

/// Parts of an act that a person typed or that stand on its paper, with their names.
const PARTS: &[(&str, &str)] = &[
    ("accepted_on", "受理日期"),
    ("promised_by", "承诺办结日"),
    ("notified_on", "告知日期"),
    ("declined_on", "不予受理日期"),
    ("decided_on", "决定日期"),
    ("served_on", "送达日期"),
    ("recipient", "受送达人"),
    ("ground", "依据"),
    ("reason", "理由"),
    ("text", "内容"),
    ("second_reason", "再次告知的理由"),
    ("points", "告知内容"),
    ("materials", "材料"),
    ("values", "表单"),
    ("findings", "审查要点"),
    ("kind", "材料"),
    ("remarks", "备注"),
    ("paper", "文书"),
];

/// A work item of this station.
#[must_use]
pub fn draw_unfit(desk: &PaperDesk<'_>, unfit: &Unfit<'_>, at: String) -> AttentionItem {
    let action = unfit.envelope.map(|envelope| &envelope.action);
    let case = unfit.app.and_then(|app| case_of(app, action));
    let title = action.map_or_else(|| "本机数据需要核对".to_owned(), title_of);
    AttentionItem {
        id: unfit.item.id.clone(),
        stream: None,
        title,
        about: unfit.app.map_or_else(String::new, |app| about(desk, app, case)),
        case_no: case.map(|case| case.no.to_string()),
        reason: unfit.item.message.clone(),
        article: unfit.item.article.clone(),
        at,
        difference: difference(desk, unfit, case),
        next: next_steps(&unfit.item.kind, action),
    }
}

/// A task that everybody concerned shares.
#[must_use]
pub fn draw_task(
    desk: &PaperDesk<'_>,
    task: &TaskRow,
    app: Option<&Application>,
    at: String,
) -> AttentionItem {
    let case = task.case_no.as_ref().and_then(|no| app?.cases.get(&CaseNo(no.clone())));
    let case = case.or_else(|| app?.cases.values().next());
    AttentionItem {
        id: task.task.clone(),
        stream: Some(task.stream.clone()),
        title: "记录互相矛盾".to_owned(),
        about: app.map_or_else(String::new, |app| about(desk, app, case)),
        case_no: case.map(|case| case.no.to_string()),
        reason: task.message.clone(),
        article: None,
        at,
        difference: Vec::new(),
        next: vec![
            "打开办件，对照经过核实".to_owned(),
            "按更正、撤回或退回窗口处理后，写明结果办结本条".to_owned(),
        ],
    }
}

fn title_of(action: &Value) -> String {
    let kind = action.get("type").and_then(Value::as_str).unwrap_or_default();
    let known = TITLES.iter().find(|(id, _)| *id == kind);
    format!("「{}」没有生效", known.map_or("操作", |(_, title)| title))
}

fn case_of<'a>(app: &'a Application, action: Option<&Value>) -> Option<&'a Case> {
    let named = action.and_then(|action| {
        let first = || action.get("cases")?.as_array()?.first();
        action.get("case").or_else(first)?.as_str()
    });
    match named {
        Some(no) => app.cases.get(&CaseNo(no.to_owned())),
        None => app.cases.values().next(),
    }
}

fn about(desk: &PaperDesk<'_>, app: &Application, case: Option<&Case>) -> String {
    let who = applicant_name(app);
    match case {
        Some(case) => format!("{who} · {} · {}", desk.catalogue.item_name(&case.item), case.no),
        None => who,
    }
}

/// The first line says who did what and where the case stands; the others name each part.
fn difference(desk: &PaperDesk<'_>, unfit: &Unfit<'_>, case: Option<&Case>) -> Vec<DifferenceRow> {
    let Some(envelope) = unfit.envelope else {
        return Vec::new();
    };
    let today = desk.today();
    let place = envelope.actor.counter.as_ref();
    let place = place.map_or_else(String::new, |counter| format!("{counter} 号窗 "));
    let offline = if envelope.offline { "（离线）" } else { "" };
    let kind = envelope.action.get("type").and_then(Value::as_str).unwrap_or_default();
    let known = TITLES.iter().find(|(id, _)| *id == kind);
    let act = DifferenceRow {
        label: "办理".to_owned(),
        asked: format!(
            "{}：{place}{} {}{offline}",
            known.map_or(kind, |(_, title)| title),
            envelope.actor.name,
            short_time(envelope.claimed_at, today)
        ),
        now: unfit.app.zip(case).map_or_else(String::new, |(app, case)| standing(app, case, desk)),
    };
    let parts = PARTS.iter().filter_map(|(key, label)| {
        let asked = words(desk, key, envelope.action.get(key)?)?;
        let now = case.and_then(|case| stands(case, kind, key)).unwrap_or_default();
        Some(DifferenceRow { label: (*label).to_owned(), asked, now })
    });
    [act].into_iter().chain(parts).collect()
}

/// Stage and the last thing that happened.
fn standing(app: &Application, case: &Case, desk: &PaperDesk<'_>) -> String {
    let stage = stage_words(case.stage, case.outcome);
    let last = draw_history(app, &case.no, (desk.today(), &desk.actor.user)).into_iter().next();
    last.map_or(stage.clone(), |row| {
        format!("{stage}：{} {} {}", row.text, row.detail.unwrap_or_default(), row.at)
    })
}

/// What stands now where the act wanted to put something.
fn stands(case: &Case, kind: &str, key: &str) -> Option<String> {
    let decision = case.decision.as_ref();
    let correction = case.corrections.last();
    match (kind, key) {
        (_, "accepted_on") => Some(case.acceptance.as_ref()?.on.to_string()),
        (_, "promised_by") => Some(case.acceptance.as_ref()?.promised_by?.to_string()),
        (_, "notified_on") => Some(correction?.notified_on.to_string()),
        (_, "points") => {
            let names = correction?.points.iter().map(|point| point.name.as_str());
            Some(names.collect::<Vec<_>>().join("、"))
        }
        (_, "decided_on") => Some(decision?.on.to_string()),
        ("approve" | "reject", "ground") => Some(decision?.ground.clone()),
        ("approve" | "reject", "text" | "reason") => Some(decision?.text.clone()),
        ("approve" | "reject", "paper") => Some(decision?.paper.number.to_string()),
        ("decline" | "propose_decline", "reason") => Some(case.declined.as_ref()?.2.clone()),
        ("give_opinion", "text") => Some(case.opinions.last()?.text.clone()),
        ("answer_return", "text") => Some(case.returns.last()?.answered.as_ref()?.1.clone()),
        (_, "recipient") => Some(case.delivery.as_ref()?.recipient.clone()),
        (_, "served_on") => Some(case.delivery.as_ref()?.on.to_string()),
        _ => None,
    }
}

/// A part of an act in words; none where there is nothing to read.
fn words(desk: &PaperDesk<'_>, key: &str, value: &Value) -> Option<String> {
    let material = |id: &str| {
        let kind = desk.catalogue.materials.get(&id.into());
        kind.map_or_else(|| id.to_owned(), |kind| kind.name.clone())
    };
    let element = |id: &str| {
        let element = desk.catalogue.elements.get(&id.into());
        element.map_or_else(|| id.to_owned(), |element| element.name.clone())
    };
    let text = match (key, value) {
        (_, Value::Null) => return None,
        ("kind", Value::String(id)) => material(id),
        ("paper", paper) => paper.get("number")?.as_str()?.to_owned(),
        ("points", Value::Array(points)) => {
            let names = points.iter().filter_map(|point| point.get("name")?.as_str());
            names.collect::<Vec<_>>().join("、")
        }
        ("materials", Value::Object(kinds)) => {
            kinds.keys().map(|id| material(id)).collect::<Vec<_>>().join("、")
        }
        ("values", Value::Object(values)) => {
            let pair = |(id, text): (&String, &Value)| {
                format!("{} {}", element(id), text.as_str().unwrap_or_default())
            };
            values.iter().map(pair).collect::<Vec<_>>().join("；")
        }
        ("findings", Value::Object(findings)) => {
            findings.keys().cloned().collect::<Vec<_>>().join("；")
        }
        (_, Value::String(text)) => text.clone(),
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// The lawful ways on (design §4).
fn next_steps(kind: &str, action: Option<&Value>) -> Vec<String> {
    let paper = action.and_then(|action| action.get("paper")?.get("number")?.as_str());
    let mut steps: Vec<String> = match kind {
        "held" => vec!["中心暂存着这项操作，条件具备后自动生效：不要重复办理".to_owned()],
        "fork" | "history" => vec!["请勿在本机继续办理，立即联系管理员核对".to_owned()],
        _ => vec![
            "打开办件，对照现状".to_owned(),
            "仍要办的，按现状重新办理；不再办的，写明处理结果后办结本条".to_owned(),
        ],
    };
    if let Some(number) = paper.filter(|_| !matches!(kind, "held" | "fork" | "history")) {
        steps.insert(1, format!("文书 {number} 已交给当事人的，收回并作废，或者送达更正通知"));
    }
    steps
}
