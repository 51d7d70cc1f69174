//! One layout a kind of paper.

mod acceptance_notice;
mod address_confirmation;
mod application_form;
mod approval_form;
mod correction_notice;
mod course_notice;
mod day_report;
mod decision;
mod decline_notice;
mod delivery_receipt;
mod guidance_notice;
mod handover_list;
mod licence;
mod pickup_slip;
mod power_of_attorney;
mod receipt;
mod registration_notice;
mod return_list;
mod seal_register;
mod shift_report;
mod supplement_receipt;

use super::dates::day;
use super::fonts::Typeface;
use super::ink::{A4, A4_WIDE, A5};
use super::sheet::{Geometry, Sheet, regular};
use super::table::{Column, centre, left};
use super::{blocks, measure::Measure};
use domain::document::{
    Body, CaseLine, DocumentData, DocumentKind, Head, Keeping, Labelled, MaterialRow, Medium,
    Party, Remedies, Texts,
};
use jiff::civil::Date;

const BODY: f32 = 14.0;
const LEADING: f32 = 25.0;

/// The fixed words of one paper.
pub(super) struct Words<'a> {
    texts: &'a Texts,
    kind: DocumentKind,
    head: &'a Head,
}

impl<'a> Words<'a> {
    /// A fixed sentence with its blanks filled.
    fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.texts.sentence(self.kind, key, values)
    }

    /// The procedure's own title, or the usual one.
    pub(super) fn title(&self) -> &'a str {
        let usual = self.texts.title(self.kind, self.head.nature);
        self.head.title.as_deref().unwrap_or(usual)
    }
}

/// Lays a paper out on pages and gives its title.
pub(super) fn lay_out<'a>(
    data: &'a DocumentData,
    texts: &'a Texts,
    measure: &'a Measure<'a>,
) -> (Sheet<'a>, &'a str) {
    let words = Words { texts, kind: data.kind(), head: &data.head };
    let mut sheet = fitted(data, &words, measure);
    let copies = words.say("copies", &[]);
    blocks::foot(&mut sheet, &data.head, &copies, words.kind);
    (sheet, words.title())
}

/// Sets the lines as far apart as lets the paper end on one page or, if it is longer, not with a
/// seal or signature alone on the last.
fn fitted<'a>(data: &'a DocumentData, words: &Words<'a>, measure: &'a Measure<'a>) -> Sheet<'a> {
    let usual = set(data, words, measure, 1.0);
    if usual.pages.len() == 1 {
        return usual;
    }
    let mut together = None;
    for density in [0.93, 0.86, 0.79] {
        let tighter = set(data, words, measure, density);
        if tighter.pages.len() == 1 {
            return tighter;
        }
        if usual.alone && !tighter.alone && together.is_none() {
            together = Some(tighter);
        }
    }
    together.unwrap_or(usual)
}

fn set<'a>(
    data: &'a DocumentData,
    words: &Words<'a>,
    measure: &'a Measure<'a>,
    density: f32,
) -> Sheet<'a> {
    let mut sheet = Sheet::new(measure, geometry(words.kind), density);
    match &data.body {
        Body::ApplicationForm(form) => application_form::draw(&mut sheet, words, form),
        Body::GuidanceNotice(notice) => guidance_notice::draw(&mut sheet, words, notice),
        Body::Receipt(receipt) => receipt::draw(&mut sheet, words, receipt),
        Body::AcceptanceNotice(notice) => acceptance_notice::draw(&mut sheet, words, notice),
        Body::CorrectionNotice(notice) => correction_notice::draw(&mut sheet, words, notice),
        Body::DeclineNotice(notice) => decline_notice::draw(&mut sheet, words, notice),
        Body::Decision(decision) => decision::draw(&mut sheet, words, decision),
        Body::Rejection(rejection) => decision::draw_rejection(&mut sheet, words, rejection),
        Body::RegistrationNotice(notice) => registration_notice::draw(&mut sheet, words, notice),
        Body::DeliveryReceipt(receipt) => delivery_receipt::draw(&mut sheet, words, receipt),
        Body::HandoverList(list) => handover_list::draw(&mut sheet, words, list),
        Body::ShiftReport(report) => shift_report::draw(&mut sheet, words, report),
        Body::Licence(licence) => licence::draw(&mut sheet, words, licence),
        Body::CourseNotice(notice) => course_notice::draw(&mut sheet, words, notice),
        Body::ApprovalForm(form) => approval_form::draw(&mut sheet, words, form),
        Body::ReturnList(list) => return_list::draw(&mut sheet, words, list),
        Body::SupplementReceipt(receipt) => supplement_receipt::draw(&mut sheet, words, receipt),
        Body::PickupSlip(slip) => pickup_slip::draw(&mut sheet, words, slip),
        Body::PowerOfAttorney(power) => power_of_attorney::draw(&mut sheet, words, power),
        Body::AddressConfirmation(paper) => address_confirmation::draw(&mut sheet, words, paper),
        Body::DayReport(report) => day_report::draw(&mut sheet, words, report),
        Body::SealRegister(register) => seal_register::draw(&mut sheet, words, register),
    }
    sheet
}

/// Formal papers are set in Song, what is read at the counter in Hei.
pub(super) fn typeface(kind: DocumentKind) -> Typeface {
    match kind {
        DocumentKind::AcceptanceNotice
        | DocumentKind::CorrectionNotice
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
        | DocumentKind::PaymentNotice
        | DocumentKind::ApprovalForm
        | DocumentKind::PowerOfAttorney
        | DocumentKind::Licence => Typeface::Song,
        DocumentKind::ApplicationForm
        | DocumentKind::GuidanceNotice
        | DocumentKind::Receipt
        | DocumentKind::DeliveryReceipt
        | DocumentKind::HandoverList
        | DocumentKind::ReturnList
        | DocumentKind::SupplementReceipt
        | DocumentKind::PickupSlip
        | DocumentKind::AddressConfirmation
        | DocumentKind::DayReport
        | DocumentKind::SealRegister
        | DocumentKind::ShiftReport => Typeface::Hei,
    }
}

fn geometry(kind: DocumentKind) -> Geometry {
    match kind {
        DocumentKind::AcceptanceNotice
        | DocumentKind::CorrectionNotice
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
        | DocumentKind::PaymentNotice
        | DocumentKind::PowerOfAttorney => Geometry::formal(A4),
        DocumentKind::ApplicationForm
        | DocumentKind::GuidanceNotice
        | DocumentKind::Receipt
        | DocumentKind::DeliveryReceipt
        | DocumentKind::ApprovalForm
        | DocumentKind::ReturnList
        | DocumentKind::SupplementReceipt
        | DocumentKind::AddressConfirmation
        | DocumentKind::DayReport
        | DocumentKind::ShiftReport => Geometry::form(A4),
        DocumentKind::PickupSlip => Geometry::slip(A5),
        DocumentKind::HandoverList | DocumentKind::SealRegister => Geometry::form(A4_WIDE),
        DocumentKind::Licence => Geometry::certificate(A4_WIDE),
    }
}

/// Organ, title, number and addressee of a formal paper.
fn open_letter(sheet: &mut Sheet<'_>, words: &Words<'_>, title: &str, to: &Party) {
    blocks::formal_title(sheet, words.head, title);
    sheet.paragraph(&format!("{}：", to.name), regular(BODY), LEADING, 0.0);
}

fn body(sheet: &mut Sheet<'_>, text: &str) {
    sheet.paragraphs(text, regular(BODY), LEADING);
}

/// Seal, then the line on which the applicant signs for the paper.
fn close_letter(sheet: &mut Sheet<'_>, words: &Words<'_>) {
    blocks::seal(sheet, words.head);
    let signed = ["签收人（签名）：", "签收时间：　　　　年　　月　　日　　时　　分"];
    blocks::signatures(sheet, &signed, 11.0);
}

/// Where to go when not content 救济途径.
fn remedies(sheet: &mut Sheet<'_>, words: &Words<'_>, remedies: Option<&Remedies>) {
    let Some(remedies) = remedies else { return };
    let key = if remedies.review_first { "remedies_review_first" } else { "remedies" };
    let days = remedies.review_days.to_string();
    let months = remedies.lawsuit_months.to_string();
    let values = [
        ("review_body", remedies.review_body.as_str()),
        ("review_days", &days),
        ("court", &remedies.court),
        ("lawsuit_months", &months),
    ];
    body(sheet, &words.say(key, &values));
}

fn pair(label: &str, value: impl Into<String>) -> Labelled {
    super::table::pair(label, value)
}

/// Who applied, for the frame at the top of forms.
fn party_pairs(party: &Party, role: &str) -> Vec<Labelled> {
    let mut pairs = vec![
        pair(role, party.name.clone()),
        pair("联系电话", party.phone.clone()),
        pair("证件类型", party.id_kind.clone()),
        pair("证件号码", party.id_number.clone()),
    ];
    if let Some(agent) = &party.agent {
        pairs.push(pair("代理人", agent.name.clone()));
        pairs.push(pair("代理人电话", agent.phone.clone()));
        pairs.push(pair("代理人证件", agent.id_number.clone()));
    }
    pairs
}

/// The case, for the frame of a formal paper.
fn case_pairs(case: &CaseLine) -> Vec<Labelled> {
    let mut pairs = vec![pair("办理事项", case.item.clone())];
    if !case.item_code.as_str().is_empty() {
        pairs.push(pair("事项编码", case.item_code.to_string()));
    }
    if let Some(number) = &case.case_no {
        pairs.push(pair("办件编号", number.to_string()));
    }
    pairs
}

fn case_rows(cases: &[CaseLine]) -> Vec<Vec<String>> {
    cases
        .iter()
        .enumerate()
        .map(|(n, case)| {
            let number = case.case_no.as_ref().map(ToString::to_string);
            vec![
                (n + 1).to_string(),
                case.item.clone(),
                number.unwrap_or_else(|| case.item_code.to_string()),
                case.organ.clone(),
            ]
        })
        .collect()
}

fn material_rows(materials: &[MaterialRow]) -> Vec<Vec<String>> {
    let count = |n: u32| {
        if n == 0 { "—".to_owned() } else { n.to_string() }
    };
    materials
        .iter()
        .enumerate()
        .map(|(n, row)| {
            vec![
                (n + 1).to_string(),
                row.name.clone(),
                count(row.originals),
                count(row.copies),
                count(row.pages),
                medium(row.medium).to_owned(),
                keeping(row.keeping).to_owned(),
                row.note.clone(),
            ]
        })
        .collect()
}

/// Columns of what is counted out or in, without what becomes of it.
fn counted_columns() -> [Column; 7] {
    [
        centre("序号", 1.4),
        left("材料名称", 7.2),
        centre("原件", 1.5),
        centre("复印件", 1.9),
        centre("页数", 1.5),
        centre("介质", 2.2),
        left("备注", 3.8),
    ]
}

fn counted_rows(materials: &[MaterialRow]) -> Vec<Vec<String>> {
    let mut rows = material_rows(materials);
    for row in &mut rows {
        row.remove(6);
    }
    rows
}

/// Number of materials, originals, copies and pages, for the sentence under their table.
fn counted(materials: &[MaterialRow]) -> [(&'static str, String); 4] {
    let sum = |of: fn(&MaterialRow) -> u32| materials.iter().map(of).sum::<u32>().to_string();
    [
        ("count", materials.len().to_string()),
        ("originals", sum(|row| row.originals)),
        ("copies", sum(|row| row.copies)),
        ("pages", sum(|row| row.pages)),
    ]
}

/// Values as [`Words::say`] takes them.
fn said<'v>(values: &'v [(&'static str, String)]) -> Vec<(&'static str, &'v str)> {
    values.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

fn medium(medium: Medium) -> &'static str {
    match medium {
        Medium::Paper => "纸质",
        Medium::ElectronicFile => "电子文件",
        Medium::ElectronicCertificate => "电子证照",
        Medium::SharedData => "数据共享",
    }
}

fn keeping(keeping: Keeping) -> &'static str {
    match keeping {
        Keeping::Kept => "收取",
        Keeping::ReturnedAfterCheck => "核后退还",
        Keeping::NotHandedIn => "免提交",
    }
}

fn joined(articles: &[String]) -> String {
    articles.join("、")
}

/// A reason as typed, closed like a sentence.
fn ended(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['。', '！', '；']) { text.to_owned() } else { format!("{text}。") }
}

fn optional_day(date: Option<Date>) -> String {
    date.map_or_else(|| "—".to_owned(), |date| day(Some(date)))
}
