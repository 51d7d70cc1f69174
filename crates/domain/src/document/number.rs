//! Document numbers 文号 and the code on receipts 查询码.

use crate::ids::{CaseNo, DocumentNo};
use serde::{Deserialize, Serialize};
use specta::Type;

/// Writes a document number 文号 in the party-and-government style: word, year in hexagonal
/// brackets, number without leading zero (GB/T 9704; domain.md §9.2).
#[must_use]
pub fn format_document_no(word: &str, year: i16, n: u32) -> DocumentNo {
    DocumentNo(format!("{word}〔{year:04}〕{n}号"))
}

/// What the QR code of a paper says: 办件编号 and 查询码, no personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ReceiptCode {
    /// 办件编号.
    pub case_no: CaseNo,
    /// 查询码; none when a bare number was scanned or typed.
    pub query_code: Option<String>,
}

impl ReceiptCode {
    /// The text inside the QR code. Only digits, Latin capitals and `-`, which a scanner gun
    /// types alike under every keyboard layout and input method.
    #[must_use]
    pub fn qr_text(&self) -> String {
        match &self.query_code {
            Some(code) => format!("{}-{}", self.case_no, code),
            None => self.case_no.to_string(),
        }
    }
}

/// Reads what a scanner gun 扫码枪 typed from a paper, also through an input method that made
/// the characters full-width. `None`: it is no receipt code.
#[must_use]
pub fn parse_receipt_code(text: &str) -> Option<ReceiptCode> {
    let plain: String = text.trim().chars().map(narrow).collect();
    let (number, code) = match plain.split_once('-') {
        Some((number, code)) => (number, Some(code)),
        None => (plain.as_str(), None),
    };
    let length = number.len();
    let number_ok = (20..=50).contains(&length)
        && number.bytes().all(|b| b.is_ascii_alphanumeric())
        && number.bytes().rev().take(12).all(|b| b.is_ascii_digit());
    let code_ok = code.is_none_or(|code| {
        (4..=12).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    (number_ok && code_ok).then(|| ReceiptCode {
        case_no: CaseNo(number.to_owned()),
        query_code: code.map(str::to_owned),
    })
}

/// What the QR code of a 一次性告知单 says: the visit that it was given at, no personal data; in the
/// characters of [`ReceiptCode::qr_text`].
#[must_use]
pub fn visit_qr_text(visit: &str) -> String {
    format!("V-{}", visit.to_ascii_uppercase())
}

/// Reads such a code back to the visit. `None`: it is none.
#[must_use]
pub fn parse_visit_code(text: &str) -> Option<String> {
    let plain: String = text.trim().chars().map(narrow).collect();
    let visit = plain.strip_prefix("V-")?;
    uuid::Uuid::try_parse(visit).ok().map(|id| id.hyphenated().to_string())
}

fn narrow(c: char) -> char {
    let c = match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '—' | '–' => '-',
        other => other,
    };
    c.to_ascii_uppercase()
}
