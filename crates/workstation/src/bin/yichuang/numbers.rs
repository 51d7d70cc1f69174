//! Identity numbers and working days.

use domain::calendar::WorkingCalendar;
use domain::identity::{self, IdentityKind, Parsed};
use jiff::civil::Date;
use serde::Serialize;
use workstation::clock::{Clock as _, SystemClock, legal_date};

use crate::answer::{Answer, Failure};
use crate::catalogue;
use crate::options::{DeadlineOptions, IdentityCommand};

/// Today at +08:00.
pub(crate) fn today() -> Date {
    legal_date(SystemClock.now())
}

#[derive(Serialize)]
struct Checked<'a> {
    valid: bool,
    reason: Option<String>,
    /// Stable name of the reason.
    code: Option<&'static str>,
    #[serde(flatten)]
    parsed: Option<&'a Parsed>,
}

pub(crate) fn identity(command: &IdentityCommand) -> Result<Answer, Failure> {
    let IdentityCommand::Check { kind, number } = command;
    let kind: IdentityKind =
        kind.parse().map_err(|error| Failure::new("unknown_kind", format!("{error}")))?;
    match identity::check(kind, number, today()) {
        Ok(parsed) => {
            let checked = Checked { valid: true, reason: None, code: None, parsed: Some(&parsed) };
            Answer::new(&checked, words(&parsed))
        }
        Err(error) => {
            let reason = error.reason();
            let checked = Checked {
                valid: false,
                reason: Some(reason.clone()),
                code: Some(error.code()),
                parsed: None,
            };
            Answer::new(&checked, format!("无效：{reason}"))
        }
    }
}

fn words(parsed: &Parsed) -> String {
    let mut parts = vec![format!("有效：{} {}", parsed.kind.zh(), parsed.number)];
    if let Some(name) = parsed.division_name.as_ref().or(parsed.division.as_ref()) {
        parts.push(format!("行政区划 {name}"));
    }
    if let Some(birth) = parsed.birth {
        parts.push(format!("出生日期 {birth}"));
    }
    if let Some(sex) = parsed.sex {
        let sex = match sex {
            identity::Sex::Male => "男",
            identity::Sex::Female => "女",
        };
        parts.push(format!("性别 {sex}"));
    }
    if let Some(organ) = &parsed.organ {
        parts.push(format!("机构 {organ}"));
    }
    parts.extend(parsed.warnings.iter().map(|warning| format!("提示：{}", warning.zh())));
    parts.join("\n")
}

pub(crate) fn deadline(options: &DeadlineOptions) -> Result<Answer, Failure> {
    let catalogue = catalogue::load(&options.source)?;
    let calendar = WorkingCalendar::new(&catalogue.calendar)
        .map_err(|error| Failure::new("calendar", error.to_string()))?;
    let deadline = calendar.add_working_days(options.from, options.working_days);
    let note = if deadline.provisional { "（暂算：节假日安排尚未导入）" } else { "" };
    Answer::new(&deadline, format!("{}{note}", deadline.date))
}
