//! Organs, halls, calendar, procedures, register and texts of papers.

use super::{Findings, Subject};
use crate::authorisation::{Power, counter_may};
use crate::calendar::WorkingCalendar;
use crate::catalogue::Catalogue;
use crate::catalogue::item::AcceptanceMode;
use crate::document::Texts;
use crate::identity::{self, IdentityKind};
use crate::procedure::AcceptanceStep;

pub(super) fn check(catalogue: &Catalogue, findings: &mut Findings) {
    for department in catalogue.departments.values() {
        let subject = Subject::Department(department.id.clone());
        // Today only serves to refuse a future birth, which an organ has not.
        let uscc = identity::check(IdentityKind::Uscc, &department.uscc, jiff::civil::Date::MAX);
        if let Err(error) = uscc {
            findings.error(&subject, &department.uscc, error.reason());
        }
        if department.names.is_empty() {
            findings.error(&subject, department.id.as_str(), "没有名称");
        }
        phones(&subject, &department.consult_phone, &department.complain_phone, findings);
    }
    for hall in catalogue.halls.values() {
        let subject = Subject::Hall(hall.id.clone());
        phones(&subject, &hall.consult_phone, &hall.complain_phone, findings);
        if hall.division.len() != 6 || !hall.division.chars().all(|c| c.is_ascii_digit()) {
            findings.error(&subject, &hall.division, "行政区划代码应是 6 位数字");
        }
    }
    for procedure in catalogue.procedures.values() {
        if let Err(error) = procedure.check() {
            let subject = Subject::Procedure(procedure.id.clone());
            findings.error(&subject, procedure.id.as_str(), error.to_string());
        }
    }
    if let Err(error) = WorkingCalendar::new(&catalogue.calendar) {
        let year = catalogue.calendar.first().map_or(0, |table| table.year);
        findings.error(&Subject::Calendar(year), "year", error.to_string());
    }
    texts(catalogue, findings);
    accepting(catalogue, findings);
}

/// The texts of papers are complete, when the catalogue carries them.
fn texts(catalogue: &Catalogue, findings: &mut Findings) {
    let files: Vec<(&str, &str)> =
        catalogue.documents.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let Some((first, _)) = files.first() else {
        return;
    };
    if let Err(error) = Texts::with_own(&files) {
        let message = error.to_string();
        let named = files.iter().find(|(path, _)| message.contains(stem(path)));
        let file = named.map_or(*first, |(path, _)| path);
        findings.error(&Subject::Document(file.to_owned()), "kind", message);
    }
}

fn stem(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// 咨询电话 and 投诉电话 differ and carry the area code (domain.md §2.2).
fn phones(subject: &Subject, consult: &str, complain: &str, findings: &mut Findings) {
    if consult == complain {
        findings.error(subject, consult, "咨询电话和投诉电话不能相同");
    }
    for phone in [consult, complain] {
        if !phone.contains('-') {
            findings.warning(subject, phone, format!("电话 {phone} 没有区号"));
        }
    }
}

/// A counter that accepts needs authority (行政许可法 art. 24; clerk-notes E2).
fn accepting(catalogue: &Catalogue, findings: &mut Findings) {
    // A register that is not kept here (single items being tried out) has nothing to say.
    if catalogue.authorisations.is_empty() {
        return;
    }
    let day = catalogue.version.effective;
    let register = &catalogue.authorisations;
    for item in catalogue.items.values() {
        let procedure = catalogue.procedures.get(&item.procedure);
        let formal = procedure.is_some_and(|p| p.acceptance == AcceptanceStep::Formal);
        let power = match item.acceptance {
            AcceptanceMode::CounterAccepts if formal => Power::Accept,
            AcceptanceMode::CounterAccepts | AcceptanceMode::DepartmentAccepts => Power::Receive,
            AcceptanceMode::GuideOnly | AcceptanceMode::OutsideOnly => continue,
        };
        if !counter_may(register, power, &item.department, &item.code, day) {
            let subject = Subject::Item(item.code.clone());
            let message = format!("授权登记里没有窗口{}的有效授权", power.zh());
            findings.error(&subject, "acceptance", message);
        }
    }
}
