//! The forms that are measured with: the hall's own, and one item with three hundred fields on screen.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;
use tests::hall::copy_folder;

/// Its code.
pub(crate) const ITEM: &str = "11440106MB2C44104H4000123099001";
/// Its name, which nothing else is called.
pub(crate) const NAME: &str = "三百字段登记";
/// Its question.
pub(crate) const QUESTION: &str = "bench_flip";
/// Fields on screen.
pub(crate) const FIELDS: usize = 300;
/// Fields that an answer takes away, and as many that it brings.
const FLIPPED: usize = 30;

/// Copies the hall's forms and adds the item.
pub(crate) fn write(from: &Path, to: &Path) -> Result<()> {
    copy_folder(from, to);
    let (elements, fields) = form();
    fs::write(to.join("elements/bench.yaml"), elements)?;
    fs::write(to.join("items/bench.yaml"), item(&fields))?;
    append(&to.join("catalogue.yaml"), "  - { id: bench, name: 三百字段 }\n")?;
    let question = format!(
        "- id: {QUESTION}\n  order: 900\n  text: 走哪一种情形？\n  options:\n    \
         - {{ id: one, label: 情形一 }}\n    - {{ id: two, label: 情形二 }}\n"
    );
    append(&to.join("questions.yaml"), &question)?;
    let authorisation = format!(
        "- id: bench-counter\n  department: disease-control\n  items:\n    only:\n      \
         - \"{ITEM}\"\n  acts: [receive, accept]\n  holder: {{ type: post, post: clerk }}\n  \
         from: 2026-01-01\n  basis: 性能测试\n"
    );
    append(&to.join("authorisations.yaml"), &authorisation)
}

fn append(file: &Path, text: &str) -> Result<()> {
    Ok(fs::write(file, fs::read_to_string(file)? + text)?)
}

/// Elements and fields: text, numbers, dates and choices in turn.
fn form() -> (String, String) {
    let (mut elements, mut fields) = (String::new(), String::new());
    let always = (1..=FIELDS - FLIPPED).map(|n| (format!("f{n:03}"), None));
    let one = (1..=FLIPPED).map(|n| (format!("one{n:03}"), Some("one")));
    let two = (1..=FLIPPED).map(|n| (format!("two{n:03}"), Some("two")));
    for (n, (id, answer)) in always.chain(one).chain(two).enumerate() {
        let kind = match n % 4 {
            0 => "{ type: text }",
            1 => "{ type: number, unit: 人, scale: 0 }",
            2 => "{ type: date }",
            _ => "{ type: choice, options: [{ id: a, label: 甲 }, { id: b, label: 乙 }] }",
        };
        let _ = writeln!(elements, "- id: bench.{id}\n  name: 登记内容 {id}\n  kind: {kind}");
        let when =
            answer.map_or(String::new(), |answer| format!(", when: '{QUESTION} == \"{answer}\"'"));
        let _ = writeln!(fields, "  - {{ element: bench.{id}{when} }}");
    }
    (elements, fields)
}

fn item(fields: &str) -> String {
    format!(
        "code: {ITEM}
code_pending: true
name: {NAME}
short_name: {NAME}
aliases: []
item_type: permit
procedure: P1
department: disease-control
acceptance: counter_accepts
applicants: [person]
scope: 只用于性能测试
basis:
  - {{ law: 性能测试, pending: 只用于性能测试 }}
conditions: [无]
materials:
  - kind: identity-card
    when: {QUESTION} == \"two\"
    trust: B
    form: original
    basis:
      - {{ law: 性能测试, pending: 只用于性能测试 }}
routes:
  - id: ordinary
    name: 普通
    case_kind: promised
    statutory: {{ days: 20, unit: working_days }}
    promised: {{ days: 10, unit: working_days }}
    basis:
      - {{ law: 性能测试, pending: 只用于性能测试 }}
results:
  - {{ kind: hygiene-permit, name: 测试证, replaces: true, electronic: true }}
flow:
  examiner: 承办岗
  checker: 审核岗
  decider: 决定岗
  points: [内容齐全]
fields:
  - {{ element: applicant.name, required: true }}
  - {{ element: applicant.id_number, required: true }}
{fields}service: [到现场 1 次]
steps: [申请, 收件, 受理, 审查, 决定, 送达]
questions: [{QUESTION}]
"
    )
}
