//! 准予决定书 and 不予许可决定书.

use super::super::dates::day;
use super::super::sheet::Sheet;
use super::super::table::pairs;
use super::{Words, body, close_letter, ended, joined, open_letter, remedies};
use domain::document::{Decision, Rejection};

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, decision: &Decision) {
    open_letter(sheet, words, words.title(), &decision.applicant);
    let (accepted, basis) = (day(decision.accepted_on), joined(&decision.basis));
    let case_no = decision.case.case_no.as_ref().map(ToString::to_string).unwrap_or_default();
    let values = [
        ("accepted_on", accepted.as_str()),
        ("item", &decision.case.item),
        ("case_no", &case_no),
        ("basis", &basis),
    ];
    body(sheet, &words.say("opening", &values));
    sheet.gap(6.0);
    pairs(sheet, &decision.grants, 11.5);
    sheet.gap(8.0);
    if !decision.duties.is_empty() {
        body(sheet, &words.say("duties", &[]));
        for (n, duty) in decision.duties.iter().enumerate() {
            body(sheet, &format!("{}. {duty}", n + 1));
        }
    }
    body(sheet, &words.say("collect", &[("collect", &decision.collect)]));
    close_letter(sheet, words);
}

pub(super) fn draw_rejection(sheet: &mut Sheet<'_>, words: &Words<'_>, rejection: &Rejection) {
    open_letter(sheet, words, words.title(), &rejection.applicant);
    let (accepted, basis) = (day(rejection.accepted_on), joined(&rejection.basis));
    let case_no = rejection.case.case_no.as_ref().map(ToString::to_string).unwrap_or_default();
    let values =
        [("accepted_on", accepted.as_str()), ("item", &rejection.case.item), ("case_no", &case_no)];
    body(sheet, &words.say("opening", &values));
    if !rejection.facts.trim().is_empty() {
        body(sheet, &words.say("facts", &[("facts", &ended(&rejection.facts))]));
    }
    let reason = ended(&rejection.reason);
    body(sheet, &words.say("decide", &[("reason", &reason), ("basis", &basis)]));
    remedies(sheet, words, rejection.remedies.as_ref());
    close_letter(sheet, words);
}
