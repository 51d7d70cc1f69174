//! Snapshot, numbers, receipt codes.

use super::{
    DocumentKind, Nature, ReceiptCode, Reprint, Texts, format_document_no, parse_receipt_code,
    parse_visit_code, samples, visit_qr_text,
};
use crate::ids::CaseNo;

#[test]
fn a_reprint_has_the_snapshot_of_its_first_print() {
    let first = samples::of(DocumentKind::Receipt);
    let mut again = first.clone();
    again.head.reprint = Some(Reprint { n: 1, by: "Y0107".into(), reason: "卡纸".into() });
    assert_eq!(first.snapshot(), again.snapshot());
    let other = samples::with(DocumentKind::Receipt, "/body/receiver", "何静".into());
    assert_ne!(first.snapshot(), other.snapshot());
    assert_eq!(first.snapshot().as_str().len(), 64);
}

#[test]
fn document_numbers_have_hexagonal_brackets_and_no_leading_zero() {
    assert_eq!(format_document_no("越政务收", 2026, 12).as_str(), "越政务收〔2026〕12号");
    assert_eq!(format_document_no("", 2027, 1).as_str(), "〔2027〕1号");
}

#[test]
fn receipt_codes_survive_printing_and_scanning() {
    let local = "44010407202611200017";
    let province = "12441500196720244T3442199806003202206230068";
    for number in [local, province] {
        for code in [None, Some("K7M2QX".to_owned())] {
            let printed = ReceiptCode { case_no: CaseNo::from(number), query_code: code };
            assert_eq!(parse_receipt_code(&printed.qr_text()), Some(printed));
        }
    }
}

#[test]
fn a_scanner_gun_may_type_through_an_input_method() {
    let read = Some(ReceiptCode {
        case_no: CaseNo::from("44010407202611200017"),
        query_code: Some("K7M2QX".to_owned()),
    });
    for typed in [
        "44010407202611200017-K7M2QX\r\n",
        "44010407202611200017-k7m2qx",
        "４４０１０４０７２０２６１１２０００１７－Ｋ７Ｍ２ＱＸ",
        " 44010407202611200017—K7M2QX ",
    ] {
        assert_eq!(parse_receipt_code(typed), read, "{typed}");
    }
}

#[test]
fn a_notice_leads_back_to_its_visit() {
    let visit = "019aa2c4-7e10-7c33-9d1f-5a0b6c7d8e9f";
    let printed = visit_qr_text(visit);
    assert_eq!(printed, "V-019AA2C4-7E10-7C33-9D1F-5A0B6C7D8E9F");
    for typed in [printed.as_str(), "v-019aa2c4-7e10-7c33-9d1f-5a0b6c7d8e9f\r\n"] {
        assert_eq!(parse_visit_code(typed).as_deref(), Some(visit), "{typed}");
        assert_eq!(parse_receipt_code(typed), None, "{typed}");
    }
    for typed in ["", "V-", "V-019AA2C4", "44010407202611200017-K7M2QX", "440104199003070017"] {
        assert_eq!(parse_visit_code(typed), None, "{typed}");
    }
}

#[test]
fn other_text_is_no_receipt_code() {
    for typed in [
        "",
        "理发店",
        "440104199003070017",
        "92440104MAE7KL2Q3T",
        "44010407202611200017-",
        "44010407202611200017-K7",
        "https://example.test/44010407202611200017",
        "4401040720261120001X",
        "44010407202611200017-K7M2QX-1",
    ] {
        assert_eq!(parse_receipt_code(typed), None, "{typed}");
    }
}

#[test]
fn the_texts_that_come_with_the_program_are_complete() {
    let texts = Texts::built_in().unwrap();
    for kind in DocumentKind::ALL {
        for nature in [Nature::Permit, Nature::OtherAct, Nature::Service] {
            assert!(!texts.title(kind, nature).is_empty(), "{kind:?} {nature:?}");
        }
    }
    let filled = [("review_body", "某区人民政府"), ("review_days", "60"), ("court", "某法院")];
    let sentence = texts.sentence(DocumentKind::Rejection, "remedies_review_first", &filled);
    assert!(sentence.contains("60日内向某区人民政府") && !sentence.contains('{'), "{sentence}");
}

#[test]
fn a_hall_may_reword_a_paper_but_not_drop_what_it_must_say() {
    let licence = |sentences: &str| {
        let yaml = format!(
            "kind: rejection\ntitles: {{permit: 甲, other_act: 乙, service: 丙}}\nsentences:\n{sentences}"
        );
        Texts::with_own(&[("own.yaml", &yaml)]).map(|_| ()).map_err(|error| error.code())
    };
    let rest = "  remedies_review_first: '{review_body}{review_days}{court}'\n  copies: ''\n  \
                opening: '{accepted_on}{item}{case_no}'\n  facts: '{facts}'\n  \
                decide: '{reason}{basis}'\n";
    let remedies = "  remedies: '{review_body}{review_days}{court}{lawsuit_months}'\n";
    assert_eq!(licence(&format!("{rest}{remedies}")), Ok(()));
    let no_court = "  remedies: '{review_body}{review_days}{lawsuit_months}'\n";
    assert_eq!(licence(&format!("{rest}{no_court}")), Err("texts.unusable"));
    let unknown = "  remedies: '{review_body}{review_days}{court}{lawsuit_months}{fee}'\n";
    assert_eq!(licence(&format!("{rest}{unknown}")), Err("texts.unusable"));
    assert_eq!(licence(&format!("{rest}{remedies}  more: ''\n")), Err("texts.unusable"));
    assert_eq!(licence(rest), Err("texts.missing_sentence"));
    assert_eq!(licence("  - x"), Err("texts.format"));
}
