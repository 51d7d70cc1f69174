//! 不予受理通知书, or 不受理告知书 where no permission is needed (clerk-notes E20).

use super::super::dates::day;
use super::super::sheet::Sheet;
use super::correction_notice::corrections;
use super::{Words, body, close_letter, ended, joined, open_letter, remedies};
use domain::document::{DeclineGround, DeclineNotice};

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, notice: &DeclineNotice) {
    let not_needed = words.say("title_not_needed", &[]);
    let title = match notice.ground {
        DeclineGround::NotNeeded => not_needed.as_str(),
        DeclineGround::NotCompetent { .. }
        | DeclineGround::Incomplete { .. }
        | DeclineGround::Other => words.title(),
    };
    open_letter(sheet, words, title, &notice.applicant);
    let (received, basis) = (day(notice.received_on), joined(&notice.basis));
    let case_no = notice.case.case_no.as_ref().map(ToString::to_string).unwrap_or_default();
    let reason = ended(&notice.reason);
    let values = [
        ("received_on", received.as_str()),
        ("item", &notice.case.item),
        ("case_no", &case_no),
        ("basis", &basis),
        ("reason", &reason),
    ];
    match &notice.ground {
        DeclineGround::NotNeeded => body(sheet, &words.say("not_needed", &values)),
        DeclineGround::NotCompetent { competent_body } => {
            body(sheet, &words.say("not_competent", &values));
            body(sheet, &words.say("competent_body", &[("competent_body", competent_body)]));
        }
        DeclineGround::Incomplete { rows } => {
            body(sheet, &words.say("incomplete", &values));
            sheet.gap(6.0);
            corrections(sheet, rows);
            sheet.gap(6.0);
        }
        DeclineGround::Other => body(sheet, &words.say("other", &values)),
    }
    if !notice.returned.is_empty() {
        let returned = notice.returned.join("；");
        body(sheet, &words.say("returned", &[("returned", &returned)]));
    }
    remedies(sheet, words, notice.remedies.as_ref());
    close_letter(sheet, words);
}
