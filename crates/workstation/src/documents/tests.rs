//! Every kind of paper on real fonts, read back with poppler.

use super::{DocumentError, Fonts, Rendered, render};
use domain::document::{Body, DocumentData, DocumentKind, Nature, Reprint, SealMode, Texts};
use serde_json::Value;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

fn sample(kind: DocumentKind) -> DocumentData {
    let path = format!(
        "{}/../../tests/fixtures/documents/{}.json",
        env!("CARGO_MANIFEST_DIR"),
        kind.code()
    );
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn printed(data: &DocumentData) -> Rendered {
    render(data, &Texts::built_in().unwrap(), Fonts::system().unwrap()).unwrap()
}

fn poppler(program: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(pdf).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

/// The text of a paper as it was written, cell by cell, without spaces and line ends.
fn text(paper: &Rendered) -> String {
    squeezed(&poppler("pdftotext", &["-raw", "-", "-"], &paper.pdf))
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Every text of a paper's body that is not a code word of ours.
fn written(value: &Value, without: &[&str], into: &mut Vec<String>) {
    const WORDS: [&str; 5] = ["type", "medium", "keeping", "method", "fault"];
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| written(item, without, into)),
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| {
                !WORDS.contains(&name.as_str()) && !without.contains(&name.as_str())
            })
            .for_each(|(_, value)| written(value, without, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Dates are printed as Chinese dates; numbers are in the tables.
fn as_printed(text: &str) -> String {
    let day = |text: &str| {
        let date: jiff::civil::Date = text.parse().ok()?;
        Some(format!("{}年{}月{}日", date.year(), date.month(), date.day()))
    };
    match text.split_once('T') {
        Some((date, _)) if text.len() == 19 => day(date),
        _ => day(text),
    }
    .unwrap_or_else(|| squeezed(text))
}

/// What a kind of paper leaves out on purpose: letters name their addressee and need no number
/// of his; the case number stands for the code.
fn left_out(kind: DocumentKind) -> &'static [&'static str] {
    match kind {
        DocumentKind::CorrectionNotice
        | DocumentKind::DeclineNotice
        | DocumentKind::Decision
        | DocumentKind::Rejection
        | DocumentKind::RegistrationNotice
        | DocumentKind::StepNotice
        | DocumentKind::ExtensionNotice
        | DocumentKind::DeferralNotice
        | DocumentKind::TerminationNotice
        | DocumentKind::SiteCheckRecord
        | DocumentKind::AmendmentNotice
        | DocumentKind::PaymentNotice => {
            &["id_kind", "id_number", "phone", "item_code", "notify_by"]
        }
        DocumentKind::AcceptanceNotice | DocumentKind::GuidanceNotice => {
            &["id_kind", "id_number", "phone"]
        }
        DocumentKind::Receipt | DocumentKind::ReturnList | DocumentKind::PickupSlip => {
            &["item_code"]
        }
        DocumentKind::ApplicationForm
        | DocumentKind::DeliveryReceipt
        | DocumentKind::HandoverList
        | DocumentKind::ShiftReport
        | DocumentKind::ApprovalForm
        | DocumentKind::SupplementReceipt
        | DocumentKind::PowerOfAttorney
        | DocumentKind::AddressConfirmation
        | DocumentKind::DayReport
        | DocumentKind::SealRegister
        | DocumentKind::Licence => &[],
    }
}

#[test]
fn every_paper_says_all_that_is_in_its_data() {
    for kind in DocumentKind::ALL {
        let data = sample(kind);
        let paper = printed(&data);
        let found = text(&paper);
        let mut wanted = Vec::new();
        written(&serde_json::to_value(&data.body).unwrap(), left_out(kind), &mut wanted);
        assert!(wanted.len() > 3, "{kind:?}");
        for wanted in wanted.iter().map(|text| as_printed(text)) {
            assert!(found.contains(&wanted), "{kind:?} lacks {wanted}:\n{found}");
        }
        if let Some(number) = &data.head.number {
            assert!(found.contains(number.as_str()), "{kind:?} lacks its number");
        }
        assert_eq!(paper.missing, "", "{kind:?}");
        assert!(!found.contains('{'), "{kind:?} has a blank left open");
    }
}

#[test]
fn fonts_are_embedded_subsets_with_text_and_papers_are_small() {
    for kind in DocumentKind::ALL {
        let paper = printed(&sample(kind));
        let fonts = poppler("pdffonts", &["-"], &paper.pdf);
        let rows: Vec<&str> = fonts.lines().skip(2).collect();
        assert_eq!(rows.len(), 1, "{kind:?}: {fonts}");
        assert!(rows[0].contains("Identity-H       yes yes yes"), "{kind:?}: {fonts}");
        let size = paper.pdf.len();
        assert!(size <= 60 * 1024, "{kind:?} has {size} bytes");
    }
}

#[test]
fn equal_data_give_equal_bytes() {
    for kind in DocumentKind::ALL {
        let (first, second) = (printed(&sample(kind)), printed(&sample(kind)));
        assert_eq!(first, second, "{kind:?}");
        assert_eq!(first.hash.as_str().len(), 64);
    }
}

#[test]
fn what_the_law_forbids_is_not_printed() {
    let mut data = sample(DocumentKind::DeclineNotice);
    data.head.seal = None;
    let refused = render(&data, &Texts::built_in().unwrap(), Fonts::system().unwrap());
    let error = refused.unwrap_err();
    assert_eq!(error.code(), "document.no_seal");
    let DocumentError::Unlawful(refusal) = error else { panic!("{error}") };
    assert!(refusal.article.unwrap().contains("第三十二条"));
}

#[test]
fn marks_stand_on_every_page() {
    let mut data = sample(DocumentKind::HandoverList);
    data.head.training = true;
    data.head.offline = true;
    let (by, reason) = ("Y0107".to_owned(), "卡纸".to_owned());
    data.head.reprint = Some(Reprint { n: 2, by, reason });
    let paper = printed(&data);
    assert!(paper.pages > 1);
    for page in 1..=paper.pages {
        let number = page.to_string();
        let text = poppler("pdftotext", &["-f", &number, "-l", &number, "-", "-"], &paper.pdf);
        for mark in ["练习 · 无法律效力", "离线办理", "补打第2次 · Y0107 · 卡纸"]
        {
            assert!(text.contains(mark), "page {page} lacks {mark}:\n{text}");
        }
    }
}

#[test]
fn a_voided_paper_says_so_with_its_reason() {
    let mut data = sample(DocumentKind::Receipt);
    let first = data.snapshot();
    data.head.voided = Some("打错申请人姓名".to_owned());
    assert_eq!(data.snapshot(), first, "it is the paper that was handed over");
    let found = text(&printed(&data));
    assert!(found.contains("作废·打错申请人姓名"), "{found}");
    assert_eq!(found.matches("作废").count(), 2, "a mark and a watermark: {found}");
}

#[test]
fn long_tables_go_on_under_their_head_and_lose_no_row() {
    let mut data = sample(DocumentKind::HandoverList);
    let Body::HandoverList(list) = &mut data.body else { panic!() };
    let row = list.rows[0].clone();
    list.rows = (0..150)
        .map(|n| {
            let mut row = row.clone();
            row.note = format!("第{n}行备注");
            row
        })
        .collect();
    // One row taller than a page.
    list.rows[70].material = "设备设施布局和操作流程图".repeat(60);
    let paper = printed(&data);
    let whole = text(&paper);
    for n in 0..150 {
        assert!(whole.contains(&format!("第{n}行备注")), "row {n} is lost");
    }
    assert_eq!(whole.matches("设备设施布局").count() + whole.matches("操作流程图").count(), 120);
    for page in 1..paper.pages {
        let number = page.to_string();
        let arguments = ["-raw", "-f", &number, "-l", &number, "-", "-"];
        let text = squeezed(&poppler("pdftotext", &arguments, &paper.pdf));
        assert!(text.contains("办件编号"), "page {page} has no head:\n{text}");
        let count = format!("第{page}页共{}页", paper.pages);
        assert!(text.contains(&count), "page {page} is not counted:\n{text}");
    }
}

#[test]
fn the_paper_says_how_it_is_sealed() {
    let mut data = sample(DocumentKind::AcceptanceNotice);
    assert!(text(&printed(&data)).contains("（盖章处：广州市越秀区疾病预防控制局行政许可专用章）"));
    let seal = data.head.seal.as_mut().unwrap();
    seal.mode = SealMode::ESeal { verification: "7Q4X-2M9C".to_owned() };
    let sealed = text(&printed(&data));
    assert!(sealed.contains("电子印章") && sealed.contains("验证码：7Q4X-2M9C"), "{sealed}");
    let seal = data.head.seal.as_mut().unwrap();
    seal.mode = SealMode::ApprovedPrint { approval: "越府办函〔2026〕3号".to_owned() };
    assert!(text(&printed(&data)).contains("批准文号：越府办函〔2026〕3号"));
}

#[test]
fn a_declined_application_that_needs_no_permit_has_its_own_title() {
    let mut data = sample(DocumentKind::DeclineNotice);
    let Body::DeclineNotice(notice) = &mut data.body else { panic!() };
    notice.ground = domain::document::DeclineGround::NotNeeded;
    assert!(text(&printed(&data)).contains("不受理告知书"));
    data.head.nature = Nature::OtherAct;
    data.head.title = Some("不动产登记不予受理告知书".to_owned());
    let Body::DeclineNotice(notice) = &mut data.body else { panic!() };
    notice.ground = domain::document::DeclineGround::Other;
    assert!(text(&printed(&data)).contains("不动产登记不予受理告知书"));
}

#[test]
fn a_character_no_font_has_is_marked_and_named() {
    let mut data = sample(DocumentKind::Receipt);
    let Body::Receipt(receipt) = &mut data.body else { panic!() };
    receipt.applicant.name = "林\u{10FFFD}仪".to_owned();
    let paper = printed(&data);
    assert_eq!(paper.missing, "\u{10FFFD}");
}

#[test]
fn without_a_chinese_font_the_next_step_is_said() {
    let nowhere = [PathBuf::from("/nonexistent")];
    let error = Fonts::find(&nowhere).err().unwrap();
    assert_eq!(error.code(), "document.font_missing");
    assert!(error.to_string().contains("fonts-noto-cjk"));
    let broken = tempfile::tempdir().unwrap();
    for name in ["NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc"] {
        std::fs::write(broken.path().join(name), b"ttcf not a font").unwrap();
    }
    let fonts = Fonts::find(&[broken.path().to_owned()]).unwrap();
    let rendered = render(&sample(DocumentKind::Receipt), &Texts::built_in().unwrap(), &fonts);
    assert_eq!(rendered.unwrap_err().code(), "document.font_broken");
}
