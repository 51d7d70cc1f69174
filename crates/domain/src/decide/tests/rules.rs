//! `docs/rules.md`: what may be done at which stage under which procedure, and by which article not.
//! It is made by asking the rules themselves.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::acts::{ACTS, Scene};
use super::world::{
    ALLOWANCE, DEED, DRAIN, FILING, FUND, HEALTH, IDENTITY, INJURY, INSURANCE, LAND, POOL,
    REGISTRATION, TAX, WATER, World, clerk, decider, examiner, staff, supervisor,
};
use crate::action::{Actor, Role};
use crate::application::Stream;
use crate::refusal::Refusal;

const RECEIVED: &str = "2026-05-06";
/// The sixth working day after.
const SIXTH: &str = "2026-05-14";

/// Acts of [`Scene`] by name.
const NAMES: [&str; ACTS] = [
    "受理",
    "补正告知",
    "补正交齐",
    "拟不予受理",
    "不予受理",
    "撤回",
    "认领",
    "审查要点",
    "承办意见",
    "审核意见",
    "退回窗口",
    "答复退回",
    "准予（登记）",
    "不予许可",
    "制证",
    "送达",
    "评价",
    "核验材料",
    "视为受理",
    "补充材料",
    "记录打印",
    "特别程序告知",
    "程序结果",
    "延长期限",
    "容缺",
    "容缺补交",
    "终止办理",
    "现场核查",
    "转办",
    "更正",
    "缴费通知",
    "记录缴款",
    "退费",
    "差评联系核实",
    "差评整改办结",
    "事项更正",
];

/// Stages by the acts that lead there, all of them on the day of receipt.
const STAGES: [(&str, &[usize], &str); 21] = [
    ("收件", &[], RECEIVED),
    ("收件后第六日", &[], SIXTH),
    ("补正中", &[1], RECEIVED),
    ("补正交齐", &[1, 2], RECEIVED),
    ("拟不予受理", &[3], RECEIVED),
    ("不予受理", &[4], RECEIVED),
    ("已撤回", &[5], RECEIVED),
    ("已受理", &[0], RECEIVED),
    ("容缺受理", &[24, 0], RECEIVED),
    ("特别程序中", &[0, 21], RECEIVED),
    ("已延长", &[0, 23], RECEIVED),
    ("已终止", &[26], RECEIVED),
    ("已告知缴费", &[0, 30], RECEIVED),
    ("已缴费", &[0, 30, 31], RECEIVED),
    ("有差评", &[0, 16], RECEIVED),
    ("已认领", &[0, 6], RECEIVED),
    ("已退回", &[0, 6, 10], RECEIVED),
    ("已审查", &[0, 6, 7, 27, 8, 9], RECEIVED),
    ("已准予", &[0, 6, 7, 27, 8, 9, 12], RECEIVED),
    ("已不予", &[0, 6, 7, 8, 9, 13], RECEIVED),
    ("已送达", &[0, 6, 7, 27, 8, 9, 12, 14, 15], RECEIVED),
];

/// Acts that a case may not have on its way: no points, no second reader, no certificate, no site
/// to check, no acceptance of its own.
const OPTIONAL: [usize; 5] = [0, 7, 9, 14, 27];

fn people(item: &str) -> [Actor; 7] {
    [
        clerk(),
        examiner(item),
        staff("acceptor", Role::Examiner, item),
        staff("reviewer", Role::Reviewer, item),
        decider(item),
        staff("sweep", Role::System, item),
        supervisor(),
    ]
}

/// Done by whoever may; refused, the words to whoever came nearest to it.
fn attempt(
    world: &World,
    state: &Stream,
    item: &str,
    today: &str,
    n: usize,
) -> Result<Stream, Refusal> {
    let action = Scene { no: "1", item, world, state, today }.act(n);
    let mut refusal: Option<Refusal> = None;
    for person in people(item) {
        match world.act(state, &person, today, &action) {
            Ok(next) => return Ok(next),
            Err(told) => {
                let stranger =
                    refusal.as_ref().is_none_or(|known| known.code.starts_with("authority."));
                if stranger {
                    refusal = Some(told);
                }
            }
        }
    }
    Err(refusal.unwrap())
}

/// The stage, or why no case of that procedure comes there.
fn stage(world: &World, item: &str, acts: &[usize]) -> Result<Stream, Refusal> {
    // 容缺 is only where something is missing
    let lacking = acts.first() == Some(&24) && item == POOL;
    let mut state =
        if lacking { world.without_plan(RECEIVED) } else { world.received(&[item], RECEIVED) };
    for n in acts {
        match attempt(world, &state, item, RECEIVED, *n) {
            Ok(next) => state = next,
            Err(_) if OPTIONAL.contains(n) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(state)
}

type Reasons = BTreeMap<String, (String, String)>;

fn table(world: &World, item: &str, reasons: &mut Reasons) -> String {
    let mut columns = Vec::new();
    let mut absent = Vec::new();
    for (name, acts, today) in STAGES {
        match stage(world, item, acts) {
            Ok(state) => columns.push((name, state, today)),
            Err(refusal) => absent.push((name, refusal)),
        }
    }
    let mut text = String::from("| 动作 |");
    for (name, ..) in &columns {
        write!(text, " {name} |").unwrap();
    }
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(columns.len()));
    for (n, act) in NAMES.iter().enumerate() {
        write!(text, "\n| {act} |").unwrap();
        for (_, state, today) in &columns {
            match attempt(world, state, item, today, n) {
                Ok(_) => text.push_str(" ✓ |"),
                Err(refusal) => {
                    write!(text, " `{}` |", refusal.code).unwrap();
                    note(reasons, refusal);
                }
            }
        }
    }
    text.push('\n');
    for (name, refusal) in absent {
        writeln!(text, "\n没有「{name}」这一步：`{}`。", refusal.code).unwrap();
        note(reasons, refusal);
    }
    text
}

fn note(reasons: &mut Reasons, refusal: Refusal) {
    let article = refusal.article.unwrap_or_default();
    assert!(!article.is_empty() && !refusal.message.is_empty(), "{}", refusal.code);
    reasons.entry(refusal.code).or_insert((article, refusal.message));
}

fn document() -> String {
    let world = World::new();
    let mut text = String::from(
        "# 办件规则一览\n\n\
         由 `make generate` 生成，不手改。每格是规则本身的回答：由有权的人在收件当天办理（另注的除外），\
         ✓ 可以办；否则是拒绝的代码，依据和窗口看到的话列在最后。\n",
    );
    let mut reasons = Reasons::new();
    for (item, mode) in [
        (HEALTH, "综合窗口受理"),
        (DRAIN, "部门受理，经审核"),
        (REGISTRATION, "部门登记"),
        (DEED, "综合窗口受理"),
        (INJURY, "部门受理"),
        (FILING, "综合窗口备案"),
        (POOL, "综合窗口受理，可容缺，须现场核查"),
        (INSURANCE, "部门经办"),
        (ALLOWANCE, "部门受理"),
        (IDENTITY, "公安办理"),
        (WATER, "企业办理"),
        (TAX, "税务办理"),
        (FUND, "部门受理"),
        (LAND, "综合窗口受理，收费"),
    ] {
        let id = &world.catalogue.items[&item.into()].procedure;
        let name = &world.catalogue.procedures[id].name;
        write!(text, "\n## {id} {name}：{mode}\n\n").unwrap();
        text.push_str(&table(&world, item, &mut reasons));
    }
    text.push_str("\n## 拒绝的依据\n\n| 代码 | 依据 | 窗口看到的话（一例） |\n|---|---|---|\n");
    for (code, (article, message)) in reasons {
        writeln!(text, "| `{code}` | {article} | {message} |").unwrap();
    }
    text
}

#[test]
fn drift_rules() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules.md");
    let fresh = document();
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::write(&file, &fresh).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == fresh, "docs/rules.md is out of date: run `make generate`");
}
