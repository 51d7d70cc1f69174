//! The papers in the printer's spool, as `pdftotext` reads them.

use anyhow::{Context as _, Result, ensure};
use tests::devices::{Printer, squeezed};
use workstation::clock::{Clock as _, SystemClock, legal_date};

const PERMIT: &str = "公共场所卫生许可";

/// Today as the papers write it.
fn today() -> String {
    let date = legal_date(SystemClock.now());
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// 收件凭证, here titled 接收申请材料凭证 as one of its cases is a registration: both cases, the materials,
/// and no number of the applicant's card. Answers with its QR code.
pub(super) fn receipt(printer: &Printer, cases: [&str; 2]) -> Result<String> {
    let [registration, permit] = cases;
    let items = ["个体工商户设立登记", "不动产权证书", "场所平面图"];
    let parts = [&["接收申请材料凭证", "李建国", registration, permit][..], &items].concat();
    let text = printer.paper(&parts)?;
    ensure!(!text.contains("440106198002290016"), "the number is masked: {text}");
    let code = printer.qr_code(&parts)?;
    let query = code.strip_prefix(registration).and_then(|rest| rest.strip_prefix('-'));
    ensure!(query.is_some_and(|query| query.len() >= 4), "case and query code, no more: {code}");
    Ok(code)
}

/// 登记通知书 and 执照.
pub(super) fn registration(printer: &Printer, case: &str) -> Result<()> {
    printer.paper(&["登记通知书", "李建国", case])?;
    printer.paper(&["营业执照", "穗城区建国理发店"]).map(drop)
}

/// 受理通知书 in the organ's name, with number, applicant, item and dates.
pub(super) fn acceptance(printer: &Printer, case: &str) -> Result<()> {
    let organ = "穗城区疾病预防控制局";
    printer.paper(&["受理通知书", organ, "李建国", case, PERMIT, &today()]).map(drop)
}

/// 准予决定书 and the permit.
pub(super) fn decision(printer: &Printer, case: &str) -> Result<()> {
    printer.paper(&["准予", "李建国", case, "公共场所卫生管理条例"])?;
    printer.paper(&["公共场所卫生许可证", "穗城区建国理发店"]).map(drop)
}

/// 送达回证: one, for both results.
pub(super) fn delivery(printer: &Printer, cases: [&str; 2]) -> Result<()> {
    let parts = ["送达回证", "李建国"];
    printer.paper(&parts)?;
    let texts = printer.texts()?;
    let receipts: Vec<_> = texts.iter().filter(|text| text.contains("送达回证")).collect();
    ensure!(receipts.len() == 1, "one hand-out, one delivery receipt: {receipts:#?}");
    for case in cases {
        ensure!(receipts[0].contains(case), "{case} is not in {}", receipts[0]);
    }
    Ok(())
}

/// 交接班表: one ticket, one application received, one case accepted, two results handed out.
pub(super) fn shift_report(printer: &Printer) -> Result<()> {
    printer.paper(&["窗口交接班表", "郑强"])?;
    let file = printer.spool()?.pop().context("nothing was printed")?;
    let output =
        std::process::Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    for (label, at, count) in
        [("取号", 0, "1"), ("收件", 1, "1"), ("受理", 2, "1"), ("出件", 0, "2")]
    {
        ensure!(number_below(&text, label, at) == Some(count), "{label} is not {count}: {text}");
    }
    Ok(())
}

/// 当日办件日报 with both cases and what was done; 用印登记簿 with the organ's seal and who asked for it.
pub(super) fn day(printer: &Printer, cases: [&str; 2]) -> Result<()> {
    let [registration, permit] = cases;
    printer.paper(&["当日办件日报", registration, permit, "收件", "送达", "郑强"])?;
    let seals = printer.paper(&["用印登记簿", "受理通知书", "行政许可受理专用章", "陈静"])?;
    ensure!(!seals.contains("0件0份"), "papers were stamped: {seals}");
    Ok(())
}

/// The number in column `at` of the row under the row of labels that has `label`.
fn number_below<'a>(text: &'a str, label: &str, at: usize) -> Option<&'a str> {
    let mut lines = text.lines().skip_while(|line| !squeezed(line).contains(label));
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = lines.find(|line| {
        let mut words = line.split_whitespace().peekable();
        words.peek().is_some() && words.all(is_number)
    })?;
    numbers.split_whitespace().nth(at)
}
