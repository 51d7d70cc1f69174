//! Parts that papers share: marks, title and number, seal, signatures, foot.

use super::dates::day;
use super::ink::{Ink, MM, Mark, Rect, Text, Weight};
use super::qr;
use super::sheet::{Align, Sheet, bold, regular};
use domain::document::{DocumentKind, Head, Seal, SealMode};

/// Marks at the upper left: 练习, 离线, 作废, 补打.
fn status_marks(sheet: &mut Sheet<'_>, head: &Head) {
    let mut marks = Vec::new();
    if head.training {
        marks.push("练习 · 无法律效力".to_owned());
    }
    if head.offline {
        marks.push("离线办理".to_owned());
    }
    if let Some(reason) = &head.voided {
        marks.push(format!("作废 · {reason}"));
    }
    if let Some(reprint) = &head.reprint {
        marks.push(format!("补打第{}次 · {} · {}", reprint.n, reprint.by, reprint.reason));
    }
    let style = bold(9.0);
    let mut x = sheet.left();
    let y = 10.0 * MM;
    for mark in marks {
        let width = sheet.measure.width(&mark, style.size) + 10.0;
        let rect = Rect { x, y, width, height: 16.0 };
        sheet.frame(rect, 0.8, Ink::Black);
        sheet.write(&mark, x + 5.0, y + 3.5, style, Ink::Black);
        x += width + 8.0;
    }
}

/// The organ's name over the title of a formal paper, and the number at the right.
pub(super) fn formal_title(sheet: &mut Sheet<'_>, head: &Head, title: &str) {
    sheet.line(&head.organ, bold(17.0), 30.0, Align::Centre);
    sheet.line(title, bold(22.0), 38.0, Align::Centre);
    sheet.gap(6.0);
    if let Some(number) = &head.number {
        sheet.line(number.as_str(), regular(12.0), 20.0, Align::Right);
    }
    sheet.gap(8.0);
}

/// Title of a form or list, and its number at the right.
pub(super) fn form_title(sheet: &mut Sheet<'_>, head: &Head, title: &str) {
    sheet.line(title, bold(20.0), 34.0, Align::Centre);
    if let Some(number) = &head.number {
        sheet.line(&format!("编号：{number}"), regular(11.0), 18.0, Align::Right);
    }
    sheet.gap(4.0);
}

/// A heading inside a form; never the last thing on a page.
pub(super) fn heading(sheet: &mut Sheet<'_>, text: &str) {
    sheet.gap(6.0);
    sheet.keep(96.0);
    sheet.line(text, bold(11.5), 21.0, Align::Left);
}

/// Organ and date at the right over the place of the seal.
pub(super) fn seal(sheet: &mut Sheet<'_>, head: &Head) {
    let right = sheet.right();
    seal_before(sheet, head, right);
}

/// As [`seal`], ending at `right`.
pub(super) fn seal_before(sheet: &mut Sheet<'_>, head: &Head, right: f32) {
    const RADIUS: f32 = 19.0 * MM;
    let Some(seal) = &head.seal else { return };
    let (ink, lines) = seal_words(seal);
    let words: f32 = lines.iter().map(|_| 12.0).sum();
    let (above, below) = match seal.mode {
        SealMode::Wet => (RADIUS, RADIUS + 3.0),
        SealMode::ApprovedPrint { .. } | SealMode::ESeal { .. } => (26.0, 24.0),
    };
    sheet.keep_in_company(above + below + words + 4.0);
    sheet.gap(4.0);
    let widest = lines
        .iter()
        .map(|line| sheet.measure.width(line, 8.5))
        .fold(sheet.measure.width(&head.organ, 13.0), f32::max);
    let centre = right - (widest / 2.0).max(RADIUS);
    let middle = sheet.y + above;
    if seal.mode == SealMode::Wet {
        sheet.mark(Mark::Circle { centre: (centre, middle), radius: RADIUS, ink: Ink::Gray(0.6) });
    }
    let centred = |sheet: &mut Sheet<'_>, text: &str, top: f32, size: f32, ink: Ink| {
        let width = sheet.measure.width(text, size);
        sheet.write(text, centre - width / 2.0, top, regular(size), ink);
    };
    centred(sheet, &head.organ, middle - 21.0, 13.0, Ink::Black);
    centred(sheet, &day(head.date), middle + 2.0, 13.0, Ink::Black);
    let mut top = middle + below;
    for line in lines {
        centred(sheet, &line, top, 8.5, ink);
        top += 12.0;
    }
    sheet.y = top + 2.0;
}

/// How the seal comes onto the paper, in words (clerk-notes E29: the paper says which).
fn seal_words(seal: &Seal) -> (Ink, Vec<String>) {
    let name = &seal.name;
    match &seal.mode {
        SealMode::Wet => (Ink::Gray(0.35), vec![format!("（盖章处：{name}）")]),
        SealMode::ApprovedPrint { approval } => {
            (Ink::Red, vec![format!("（印章套印：{name}）"), format!("批准文号：{approval}")])
        }
        SealMode::ESeal { verification } => {
            (Ink::Red, vec![format!("（电子印章：{name}）"), format!("验证码：{verification}")])
        }
    }
}

/// A line of blanks to sign, such as `申请人（签名）：________　　签收时间：____`. What ends in a
/// colon is followed by a line; the lines share the room that the words leave.
pub(super) fn signatures(sheet: &mut Sheet<'_>, blanks: &[&str], size: f32) {
    const APART: f32 = 14.0;
    let style = regular(size);
    let height = sheet.spread(size * 2.6);
    sheet.keep_in_company(height);
    let words: f32 = blanks.iter().map(|blank| sheet.measure.width(blank, size) + APART).sum();
    let lines: f32 = blanks.iter().filter(|blank| blank.ends_with('：')).map(|_| 1.0).sum();
    let rest = (sheet.width() + APART - words).max(0.0);
    let gaps: f32 = blanks.iter().skip(1).map(|_| 1.0).sum();
    let (line, gap) =
        if lines > 0.0 { (rest / lines, APART) } else { (0.0, APART + rest / gaps.max(1.0)) };
    let mut x = sheet.left();
    let top = sheet.y + height - size * 1.5;
    for blank in blanks {
        sheet.write(blank, x, top, style, Ink::Black);
        x += sheet.measure.width(blank, size);
        if blank.ends_with('：') {
            let y = top + size * 1.15;
            sheet.rule((x, y), (x + line, y), 0.5, Ink::Black);
            x += line;
        }
        x += gap;
    }
    sheet.y += height;
}

/// Marks and foot of every page: QR code, numbers, contacts, page count.
pub(super) fn foot(sheet: &mut Sheet<'_>, head: &Head, copies: &str, kind: DocumentKind) {
    let pages = std::mem::take(&mut sheet.pages);
    let count = pages.len();
    for (n, marks) in pages.into_iter().enumerate() {
        sheet.pages.push(marks);
        status_marks(sheet, head);
        if head.training {
            watermark(sheet, "练习");
        }
        if head.voided.is_some() {
            watermark(sheet, "作废");
        }
        // A licence is framed and hangs on a wall; it is no letter.
        if kind == DocumentKind::Licence {
            continue;
        }
        let text = format!("第 {} 页　共 {count} 页", n + 1);
        page_foot(sheet, head, if n + 1 == count { copies } else { "" }, &text);
    }
}

fn page_foot(sheet: &mut Sheet<'_>, head: &Head, copies: &str, number: &str) {
    let style = regular(8.5);
    let mut top = sheet.bottom() + 2.0 * MM;
    let (left, right) = (sheet.left(), sheet.right());
    sheet.rule((left, top), (right, top), 0.5, Ink::Gray(0.3));
    top += 1.5 * MM;
    let at = right - sheet.measure.width(number, style.size);
    sheet.write(number, at, top, style, Ink::Black);
    let mut x = left;
    if let Some(lookup) = &head.lookup {
        let side = 16.0 * MM;
        sheet.mark(Mark::Fill { rects: qr::rects(&lookup.qr_text(), x, top, side) });
        x += side + 3.0 * MM;
        let code = lookup.query_code.as_deref().unwrap_or("");
        let (number, code) = (format!("办件编号：{}", lookup.case_no), format!("查询码：{code}"));
        let together = format!("{number}　　{code}");
        // a narrow slip has no room for both beside the count of pages
        let fits = x + sheet.measure.width(&together, style.size) + 8.0 < at;
        for text in if fits { vec![together] } else { vec![number, code] } {
            sheet.write(&text, x, top, style, Ink::Black);
            top += 11.5;
        }
    }
    let contacts = &head.contacts;
    let mut first = Vec::new();
    for (label, value) in [
        ("联系人：", contacts.person.as_deref().unwrap_or("")),
        ("咨询电话：", &contacts.phone),
        ("监督投诉电话：", &contacts.complaint_phone),
    ] {
        if !value.is_empty() {
            first.push(format!("{label}{value}"));
        }
    }
    let mut lines = vec![first.join("　")];
    if !contacts.hours.is_empty() {
        lines.push(format!("办公时间：{}", contacts.hours));
    }
    if !contacts.address.is_empty() {
        lines.push(format!("受理地点：{}（{}）", head.place, contacts.address));
    }
    if !copies.is_empty() {
        lines.push(copies.to_owned());
    }
    for text in lines {
        for line in sheet.measure.wrap(&text, right - x, 0.0, style) {
            sheet.write(&line, x, top, style, Ink::Black);
            top += 11.5;
        }
    }
}

fn watermark(sheet: &mut Sheet<'_>, word: &str) {
    let size = 150.0;
    let paper = sheet.geometry.paper;
    let width = sheet.measure.width(word, size);
    let (sin, cos) = 40.0_f32.to_radians().sin_cos();
    let mark = Mark::Text(Text {
        x: paper.width / 2.0 - cos * width / 2.0 + sin * size * 0.35,
        y: paper.height / 2.0 + sin * width / 2.0 + cos * size * 0.35,
        size,
        weight: Weight::Bold,
        ink: Ink::Gray(0.9),
        spacing: 0.0,
        turned: 40.0,
        text: word.to_owned(),
    });
    if let Some(page) = sheet.pages.last_mut() {
        page.insert(0, mark);
    }
}
