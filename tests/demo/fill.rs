//! Fills an intake as a clerk would: item, person, questions, form, materials.

use std::path::Path;

use anyhow::{Context as _, Result};
use domain::ids::KindId;
use domain::intake::OriginalState;
use neighbours::World;
use workstation::desk::Workstation;
use workstation::view::{DraftEdit, FieldKind, FormField, IntakeView, Material};

use crate::hall::{said, youngest};
use crate::plan::Matter;
use crate::scans;

/// Answers that are not the first option.
const ANSWERS: &[(&str, &str)] = &[
    ("licensed", "no"),
    ("injury_applicant", "employer"),
    ("hygiene_route", "ordinary"),
    ("tenure", "owned"),
    ("hair_dye", "no"),
];

/// Texts that a field's kind alone does not give.
const TEXTS: &[(&str, &str)] = &[
    ("business.scope", "美发服务；日用品零售"),
    ("business.capital", "10"),
    ("business.staff", "4"),
    ("premises.area", "46.50"),
    ("premises.floor", "首层"),
    ("hygiene.seats", "5"),
    ("food.projects", "热食类食品制售；自制饮品制售"),
    ("sign.text", "一窗理发"),
    ("deed.unit", "440106005012GB00117F00010302"),
    ("deed.number", "粤（2012）穗城不动产权第0031207号"),
    ("benefit.bank", "中国农业银行穗城支行"),
    ("benefit.account", "6228480080123456789"),
    ("injury.place", "穗城区梅花路36号二层仓库"),
    ("injury.part", "右前臂"),
    ("injury.account", "搬运货物时被叉车挤压右前臂，随即送医"),
    ("worker.name", "罗浩"),
    ("worker.id_number", "440106199912310033"),
    ("worker.employer", "穗城市恒通物流有限公司"),
    ("worker.job", "仓库管理员"),
    ("lease.landlord", "陈慧芳"),
    ("lease.rent", "3200.00"),
    ("lease.area", "68.00"),
];

/// Who applies, as typed at the counter.
pub(crate) struct Applicant {
    name: String,
    number: String,
    phone: String,
    address: String,
    birthday: String,
}

/// A person or an enterprise of the made-up world; for an enterprise its representative comes.
pub(crate) fn applicant(world: &World, key: &str) -> Result<Applicant> {
    let enterprise = world.enterprises.iter().find(|enterprise| enterprise.key == key);
    let comes = enterprise.map_or(key, |enterprise| &enterprise.legal_representative);
    let person = world.person(comes).with_context(|| format!("nobody is {comes}"))?;
    let mut applicant = Applicant {
        name: person.name.clone(),
        number: person.identity_number.clone(),
        phone: person.phone.clone(),
        address: person.address.clone(),
        birthday: person.birthday.clone(),
    };
    if let Some(enterprise) = enterprise {
        applicant.name.clone_from(&enterprise.name);
        applicant.number.clone_from(&enterprise.identity_number);
        applicant.address.clone_from(&enterprise.address);
    }
    Ok(applicant)
}

/// A draft with its matter and person.
pub(crate) async fn begin(
    desk: &Workstation,
    ticket: &str,
    matter: Matter,
    who: &Applicant,
) -> Result<IntakeView> {
    let view = desk.start(ticket).await.map_err(said)?;
    let draft = view.id;
    let choice = match matter {
        Matter::Theme(id) => DraftEdit::Theme { id: Some(id.into()) },
        Matter::Item(code) => DraftEdit::AddItem { code: code.into() },
    };
    edit(desk, &draft, choice).await?;
    let mut last = None;
    for (place, text) in [
        ("applicant.id_number", &who.number),
        ("applicant.name", &who.name),
        ("applicant.phone", &who.phone),
        ("applicant.address", &who.address),
    ] {
        let party = DraftEdit::Party { place: place.to_owned(), text: text.clone() };
        last = Some(edit(desk, &draft, party).await?);
    }
    last.context("a person has places")
}

/// Everything that 还差 still names, until nothing is left that this can fill.
pub(crate) async fn complete(
    desk: &Workstation,
    mut view: IntakeView,
    who: &Applicant,
    printed: &Path,
) -> Result<IntakeView> {
    // An answer can bring new questions, fields and materials.
    for _ in 0..4 {
        view = answer(desk, view).await?;
        view = form(desk, view, who).await?;
        view = materials(desk, view, printed, usize::MAX).await?;
        if view.missing.is_empty() {
            break;
        }
    }
    Ok(view)
}

/// Questions and form only: the papers are not there.
pub(crate) async fn answers_and_form(
    desk: &Workstation,
    view: IntakeView,
    who: &Applicant,
) -> Result<IntakeView> {
    let view = answer(desk, view).await?;
    form(desk, view, who).await
}

/// With the first material only.
pub(crate) async fn in_part(
    desk: &Workstation,
    view: IntakeView,
    who: &Applicant,
    printed: &Path,
) -> Result<IntakeView> {
    let view = answers_and_form(desk, view, who).await?;
    materials(desk, view, printed, 1).await
}

async fn edit(desk: &Workstation, draft: &str, change: DraftEdit) -> Result<IntakeView> {
    desk.edit(draft, change, None).await.map_err(said)
}

async fn answer(desk: &Workstation, mut view: IntakeView) -> Result<IntakeView> {
    while let Some(question) = view.questions.iter().find(|q| q.answer.is_none()) {
        let wanted = ANSWERS.iter().find(|(id, _)| *id == question.id.as_str());
        let first = question.options.first().context("a question without options")?;
        let value = wanted.map_or(first.value.clone(), |(_, value)| (*value).to_owned());
        let change = DraftEdit::Answer { question: question.id.clone(), value: Some(value) };
        view = edit(desk, &view.id, change).await?;
    }
    Ok(view)
}

async fn form(desk: &Workstation, view: IntakeView, who: &Applicant) -> Result<IntakeView> {
    let fields = view.groups.iter().flat_map(|group| &group.fields);
    let open: Vec<FormField> = fields
        .filter(|field| field.value.trim().is_empty() && field.masked.is_none())
        .cloned()
        .collect();
    let mut view = view;
    for field in open {
        let change = DraftEdit::Field { element: field.element.clone(), text: text(&field, who) };
        view = edit(desk, &view.id, change).await?;
    }
    Ok(view)
}

/// What a clerk types into a field for which no person gives the value.
pub(crate) fn typed(element: &str) -> &'static str {
    let known = TEXTS.iter().find(|(id, _)| *id == element);
    match (known, element.split_once('.').map_or(element, |(_, place)| place)) {
        (Some((_, text)), _) => text,
        (None, "name") => "穗城区建国理发店",
        (None, place) if place.ends_with("address") => "穗城区建设二马路12号103铺",
        (None, place) if place.ends_with("phone") => "13800002210",
        (None, place) if place.ends_with("date") || place == "start" => "2026-12-01",
        (None, "manager" | "legal_representative" | "owner") => "李建国",
        (None, _) => "2",
    }
}

/// A believable value.
fn text(field: &FormField, who: &Applicant) -> String {
    let element = field.element.as_str();
    if let Some((_, text)) = TEXTS.iter().find(|(id, _)| *id == element) {
        return (*text).to_owned();
    }
    let place = element.split_once('.').map_or(element, |(_, place)| place);
    match (field.kind, place) {
        (FieldKind::Choice, _) => {
            let first = field.options.first();
            first.map_or_else(String::new, |option| option.value.clone())
        }
        (FieldKind::Number, _) => "2".to_owned(),
        (FieldKind::Date, "birth") => who.birthday.clone(),
        (FieldKind::Date, "end") => "2027-10-31".to_owned(),
        (FieldKind::Date, _) => "2026-11-02".to_owned(),
        (FieldKind::Text | FieldKind::Long, "id_number") => who.number.clone(),
        (FieldKind::Text, _) if element == "card.number" => who.number.clone(),
        (FieldKind::Text | FieldKind::Long, place) if place.ends_with("phone") => who.phone.clone(),
        (FieldKind::Text | FieldKind::Long, place) if place.ends_with("address") => {
            who.address.clone()
        }
        (FieldKind::Text, "name") if element.starts_with("business") => {
            format!("穗城区{}商行", who.name)
        }
        (FieldKind::Text, _) => who.name.clone(),
        (FieldKind::Long, _) => "情况属实，材料齐全".to_owned(),
    }
}

/// Hands in materials that are not there yet, `most` of them.
async fn materials(
    desk: &Workstation,
    mut view: IntakeView,
    printed: &Path,
    most: usize,
) -> Result<IntakeView> {
    let open: Vec<Material> = view
        .materials
        .iter()
        .filter(|material| material.pages.is_empty() && !material.possible)
        .take(most)
        .cloned()
        .collect();
    for material in open {
        if material.can_certificate
            && let Some(taken) = certificate(desk, &view.id, &material.kind).await?
        {
            view = taken;
            continue;
        }
        // 申请书: printed, signed, and back as a scan; the signed paper stays here
        let (file, original) = if material.can_print {
            desk.print_form(&view.id, material.kind.clone()).await.map_err(said)?;
            (youngest(printed)?, OriginalState::Kept)
        } else {
            let scans = printed.with_file_name("scans");
            (scans::page(&scans, &material.name)?, OriginalState::SeenReturned)
        };
        view = hand_in(desk, &view.id, material.kind, (&file, original)).await?;
    }
    Ok(view)
}

/// The first usable e-certificate, if there is one.
async fn certificate(desk: &Workstation, draft: &str, kind: &KindId) -> Result<Option<IntakeView>> {
    let offers = desk.certificates(draft, Some(kind.clone())).await.map_err(said)?;
    let Some(offer) = offers.into_iter().find(|offer| offer.usable) else {
        return Ok(None);
    };
    let taken = desk.take_certificate(draft, kind.clone(), &offer.identifier).await;
    Ok(Some(taken.map_err(said)?))
}

async fn hand_in(
    desk: &Workstation,
    draft: &str,
    kind: KindId,
    (file, state): (&Path, OriginalState),
) -> Result<IntakeView> {
    let path = file.to_str().context("a path in UTF-8")?;
    desk.import(draft, kind.clone(), path).await.map_err(said)?;
    edit(desk, draft, DraftEdit::Original { kind: kind.clone(), state }).await?;
    let check = DraftEdit::Check { kind, problem: None };
    edit(desk, draft, check).await
}
