//! Parts that papers share: marks, title and number, seal, signatures, foot.

use super::dates::day;
use super::ink::{Ink, MM, Mark, Rect, Text, Weight};
use super::qr;
use super::sheet::{Align, Sheet, bold, regular};
use domain::document::{Head, Seal, SealMode};

/// Marks at the upper left: 练习, 离线, 补打.
pub(super) fn status_marks(sheet: &mut Sheet<'_>, head: &Head) {
    let mut marks = Vec::new();
    if head.training {
        marks.push("练习 · 无法律效力".to_owned());
    }
    if head.offline {
        marks.push("离线办理".to_owned());
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

/// Organ and date at the right over the place of the seal.
pub(super) fn seal(sheet: &mut Sheet<'_>, head: &Head) {
    const RADIUS: f32 = 20.0 * MM;
    let Some(seal) = &head.seal else { return };
    sheet.keep(2.0 * RADIUS + 8.0);
    sheet.gap(6.0);
    let style = regular(13.0);
    let organ = sheet.measure.width(&head.organ, style.size);
    let half = (organ / 2.0).max(RADIUS).min(sheet.width() / 2.0);
    let centre = sheet.right() - half;
    let middle = sheet.y + RADIUS;
    if seal.mode == SealMode::Wet {
        let gray = Ink::Gray(0.6);
        sheet.mark(Mark::Circle { centre: (centre, middle), radius: RADIUS, ink: gray });
    }
    let centred = |sheet: &mut Sheet<'_>, text: &str, top: f32, size: f32, ink: Ink| {
        let style = regular(size);
        let width = sheet.measure.width(text, style.size);
        sheet.write(text, (centre - width / 2.0).min(sheet.right() - width), top, style, ink);
    };
    centred(sheet, &head.organ, middle - 26.0, 13.0, Ink::Black);
    centred(sheet, &day(head.date), middle - 3.0, 13.0, Ink::Black);
    let (ink, lines) = seal_words(seal);
    let mut top = middle + 20.0;
    for line in lines {
        centred(sheet, &line, top, 8.5, ink);
        top += 12.0;
    }
    sheet.y += 2.0 * RADIUS + 6.0;
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

/// A line of blanks to sign, such as `申请人（签名）：________　　签收时间：____`.
pub(super) fn signatures(sheet: &mut Sheet<'_>, blanks: &[&str], size: f32) {
    let style = regular(size);
    let height = size * 2.6;
    sheet.keep(height);
    let share = sheet.width() / blanks.iter().map(|_| 1.0).sum::<f32>().max(1.0);
    let mut x = sheet.left();
    let top = sheet.y + height - size * 1.5;
    for blank in blanks {
        sheet.write(blank, x, top, style, Ink::Black);
        let from = x + sheet.measure.width(blank, style.size) + 2.0;
        let to = x + share - 14.0;
        if blank.ends_with('：') && to > from {
            let y = top + size * 1.15;
            sheet.rule((from, y), (to, y), 0.5, Ink::Black);
        }
        x += share;
    }
    sheet.y += height;
}

/// Foot of every page: QR code, numbers, contacts, page count.
pub(super) fn foot(sheet: &mut Sheet<'_>, head: &Head, copies: &str) {
    let pages = std::mem::take(&mut sheet.pages);
    let count = pages.len();
    for (n, marks) in pages.into_iter().enumerate() {
        sheet.pages.push(marks);
        page_foot(sheet, head, if n + 1 == count { copies } else { "" });
        let text = format!("第 {} 页　共 {count} 页", n + 1);
        let style = regular(8.5);
        let width = sheet.measure.width(&text, style.size);
        let x = sheet.left() + (sheet.width() - width) / 2.0;
        let top = sheet.geometry.paper.height - 9.5 * MM;
        sheet.write(&text, x, top, style, Ink::Black);
        if head.training {
            watermark(sheet, "练习");
        }
    }
}

fn page_foot(sheet: &mut Sheet<'_>, head: &Head, copies: &str) {
    let style = regular(8.5);
    let mut top = sheet.bottom() + 3.0 * MM;
    let (left, right) = (sheet.left(), sheet.right());
    sheet.rule((left, top), (right, top), 0.5, Ink::Gray(0.3));
    top += 2.0 * MM;
    let mut x = left;
    if let Some(lookup) = &head.lookup {
        let side = 16.0 * MM;
        sheet.mark(Mark::Fill { rects: qr::rects(&lookup.qr_text(), x, top, side) });
        x += side + 3.0 * MM;
        let code = lookup.query_code.as_deref().unwrap_or("");
        let text = format!("办件编号：{}　　查询码：{code}", lookup.case_no);
        sheet.write(&text, x, top, style, Ink::Black);
        top += 11.5;
    }
    let contacts = &head.contacts;
    let mut first = Vec::new();
    for (label, value) in [
        ("联系人：", contacts.person.as_deref().unwrap_or("")),
        ("咨询电话：", &contacts.phone),
        ("监督投诉电话：", &contacts.complaint_phone),
        ("办公时间：", &contacts.hours),
    ] {
        if !value.is_empty() {
            first.push(format!("{label}{value}"));
        }
    }
    let mut lines = vec![first.join("　")];
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
