//! 登记通知书.

use super::super::dates::day;
use super::super::sheet::Sheet;
use super::super::table::pairs;
use super::{Words, body, close_letter, joined, open_letter};
use domain::document::RegistrationNotice;

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, notice: &RegistrationNotice) {
    open_letter(sheet, words, words.title(), &notice.applicant);
    let (applied, basis) = (day(notice.applied_on), joined(&notice.basis));
    let case_no = notice.case.case_no.as_ref().map(ToString::to_string).unwrap_or_default();
    let values = [
        ("applied_on", applied.as_str()),
        ("registration", &notice.registration),
        ("case_no", &case_no),
        ("basis", &basis),
    ];
    body(sheet, &words.say("opening", &values));
    sheet.gap(6.0);
    pairs(sheet, &notice.registered, 11.5);
    sheet.gap(8.0);
    body(sheet, &words.say("collect", &[("collect", &notice.collect)]));
    close_letter(sheet, words);
}
