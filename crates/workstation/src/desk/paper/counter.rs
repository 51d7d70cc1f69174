//! Papers of the counter: 申请书, 一次性告知单, 收件凭证, 送达回证.

use crate::desk::draw::printable;
use domain::action::{Opening, ServiceWay};
use domain::application::Application;
use domain::calendar::WorkingCalendar;
use domain::catalogue::field::validate_resolved;
use domain::catalogue::item::Limit;
use domain::catalogue::material::{Keep, PaperType};
use domain::catalogue::resolve::{MaterialState, Resolved, ResolvedGroup, ResolvedMaterial, split};
use domain::document::{
    ApplicationForm, Body, DeliveryChoice, DeliveryMethod, DeliveryReceipt, DocumentData,
    FormSection, GuidanceNotice, GuidanceRow, Keeping, Labelled, Lookup, MaterialRow, Medium,
    Nature, Receipt, ServedDocument,
};
use domain::ids::{CaseNo, DocumentNo, ItemCode};
use domain::intake::{Evidence, Intake, OriginalState, PageSource};

use super::{PaperDesk, delivery_words, labelled, party};

/// Limit in words.
#[must_use]
pub fn limit_words(limit: &Limit) -> String {
    use domain::catalogue::item::LimitUnit::{NaturalDays, WorkingDays};
    match (limit.days, limit.unit) {
        (0, _) => "当场办结".to_owned(),
        (days, WorkingDays) => format!("{days} 个工作日"),
        (days, NaturalDays) => format!("{days} 日"),
    }
}

impl PaperDesk<'_> {
    /// One paper to sign: what its own items ask of the merged form, and what it promises; a paper
    /// that is no application, such as a pledge, is its promises alone.
    #[must_use]
    pub fn to_sign(
        &self,
        intake: &Intake,
        resolved: &Resolved,
        material: &ResolvedMaterial,
    ) -> DocumentData {
        let asking: Vec<&ItemCode> = material.origins.iter().map(|origin| &origin.item).collect();
        let own = match asking.as_slice() {
            [item] => split(resolved, item).map(|share| Resolved {
                cases: vec![share.case],
                groups: share.groups,
                materials: share.materials,
                ..resolved.clone()
            }),
            _ => None,
        };
        let mut data = self.application_form(intake, own.as_ref().unwrap_or(resolved));
        data.head.title = Some(material.name.clone());
        if let Body::ApplicationForm(form) = &mut data.body {
            form.promises.clone_from(&material.promises);
            if material.paper != PaperType::ApplicationForm {
                form.sections.clear();
                form.materials.clear();
                form.delivery = None;
            }
        }
        data
    }

    /// 申请书 for signature, with the whole merged form.
    #[must_use]
    pub fn application_form(&self, intake: &Intake, resolved: &Resolved) -> DocumentData {
        let cases = resolved.cases.iter();
        let mut head = self.hall_head(None, None);
        head.nature = Nature::Service;
        DocumentData {
            head,
            body: Body::ApplicationForm(ApplicationForm {
                applicant: party(intake, true),
                cases: cases.map(|c| self.case_line(None, &c.item, &c.department)).collect(),
                sections: self.sections(intake, resolved),
                materials: self.material_rows(intake, &needed(resolved)),
                delivery: Some(DeliveryChoice {
                    method: delivery_words(intake),
                    recipient: intake
                        .applicant
                        .as_ref()
                        .map_or_else(String::new, |a| a.name.clone()),
                    address: intake.delivery.address.clone(),
                    phone: intake.applicant.as_ref().map_or_else(String::new, |a| a.phone.clone()),
                    electronic_consent: intake.delivery.sms,
                }),
                promises: Vec::new(),
                enterprise: !is_person(intake),
            }),
        }
    }

    /// The merged form as shown values, group by group.
    #[must_use]
    pub fn sections(&self, intake: &Intake, resolved: &Resolved) -> Vec<FormSection> {
        self.group_sections(intake, &resolved.groups)
    }

    pub(super) fn group_sections(
        &self,
        intake: &Intake,
        groups: &[ResolvedGroup],
    ) -> Vec<FormSection> {
        groups
            .iter()
            .map(|group| FormSection {
                title: group.name.clone(),
                rows: group
                    .fields
                    .iter()
                    .filter_map(|field| {
                        let typed = intake.values.get(&field.element)?;
                        if typed.text.trim().is_empty() {
                            return None;
                        }
                        let shown = self
                            .catalogue
                            .elements
                            .get(&field.element)
                            .and_then(|e| {
                                validate_resolved(e, field, &typed.text, self.today()).ok()
                            })
                            .map_or_else(|| typed.text.clone(), |normal| normal.display);
                        Some(Labelled { label: field.name.clone(), value: shown })
                    })
                    .collect(),
            })
            .filter(|section| !section.rows.is_empty())
            .collect()
    }

    /// 一次性告知单: everything to bring, at once.
    #[must_use]
    pub fn guidance(
        &self,
        intake: &Intake,
        resolved: &Resolved,
        (number, visit): (DocumentNo, &str),
    ) -> DocumentData {
        let mut facts: Vec<Labelled> = resolved
            .cases
            .iter()
            .map(|case| labelled(&format!("{}时限", case.short_name), limit_words(&case.promised)))
            .collect();
        facts.push(labelled("收费", fee_words(resolved.fee_total)));
        let present = |material: &ResolvedMaterial| {
            intake.materials.get(&material.kind).is_some_and(|e| !e.pages.is_empty())
        };
        DocumentData {
            head: self.hall_head(Some(number), None),
            body: Body::GuidanceNotice(GuidanceNotice {
                applicant: intake.applicant.as_ref().map(|_| party(intake, false)),
                cases: resolved
                    .cases
                    .iter()
                    .map(|c| self.case_line(None, &c.item, &c.department))
                    .collect(),
                situations: answers(resolved),
                materials: needed(resolved)
                    .into_iter()
                    .map(|material| GuidanceRow {
                        name: material.name.clone(),
                        form: form_words(material),
                        standard: material.standards.join("；"),
                        source: source_words(material),
                        present: present(material),
                    })
                    .collect(),
                facts,
                clerk: self.clerk(),
                visit: Some(visit.to_owned()),
            }),
        }
    }

    /// 收件凭证.
    #[must_use]
    pub fn receipt(
        &self,
        intake: &Intake,
        resolved: &Resolved,
        openings: &[Opening],
        (number, query_code): (DocumentNo, &str),
        calendar: &WorkingCalendar,
    ) -> DocumentData {
        let lookup = openings.first().map(|opening| Lookup {
            case_no: opening.case.clone(),
            query_code: Some(query_code.to_owned()),
        });
        let mut head = self.hall_head(Some(number), lookup);
        // one receipt for several organs is the hall's own paper (clerk-notes E12a)
        head.seal = self.hall_seal("收件专用章");
        head.nature = self.nature_of(openings.iter().map(|o| &o.item));
        let answer_by = openings
            .iter()
            .filter_map(|o| self.procedure_of(&o.item))
            .map(|procedure| calendar.due(self.today(), procedure.receive.term).date)
            .min();
        DocumentData {
            head,
            body: Body::Receipt(Receipt {
                applicant: party(intake, false),
                cases: openings
                    .iter()
                    .map(|o| self.case_line(Some(&o.case), &o.item, &o.department))
                    .collect(),
                received_at: Some(self.now),
                materials: self.material_rows(intake, &needed(resolved)),
                receiver: self.clerk(),
                answer_by,
                supplement: false,
            }),
        }
    }

    /// 送达回证 for the results handed out together.
    #[must_use]
    pub fn delivery_receipt(
        &self,
        application: &Application,
        cases: &[CaseNo],
        way: ServiceWay,
        proxy: Option<(&str, &str)>,
        number: DocumentNo,
    ) -> DocumentData {
        let mut documents = Vec::new();
        for case in cases.iter().filter_map(|no| application.cases.get(no)) {
            if let Some(decision) = &case.decision {
                let titles = self
                    .catalogue
                    .procedures
                    .get(self.item(&case.item).map_or(&Default::default(), |item| &item.procedure));
                let act = if decision.granted {
                    domain::procedure::PaperAct::Approve
                } else {
                    domain::procedure::PaperAct::Reject
                };
                let title =
                    titles.and_then(|p| p.paper(act)).map_or("决定书", |p| p.title.as_str());
                documents.push(served(title, decision.paper.number.as_str()));
            }
            if let Some(result) = &case.result {
                documents.push(served(&result.name, &result.number));
            }
        }
        let lookup = cases.first().map(|no| Lookup {
            case_no: no.clone(),
            query_code: Some(application.query_code.clone()),
        });
        let mut head = self.hall_head(Some(number), lookup);
        let items = cases.iter().filter_map(|no| application.cases.get(no));
        head.nature = self.nature_of(items.map(|case| &case.item));
        head.seal = self.delivery_seal(application, cases);
        if let Some(organ) = Self::only_organ(application, cases) {
            self.organ(organ).clone_into(&mut head.organ);
        }
        DocumentData {
            head,
            body: Body::DeliveryReceipt(DeliveryReceipt {
                recipient: party(&application.intake, false),
                case_nos: cases.to_vec(),
                documents,
                place: self.hall_name().to_owned(),
                method: match way {
                    ServiceWay::InPerson => DeliveryMethod::Direct,
                    ServiceWay::Post => DeliveryMethod::Post,
                    ServiceWay::Electronic => DeliveryMethod::Electronic,
                },
                proxy: proxy.map(|(name, relation)| labelled(name, relation)),
                remarks: String::new(),
                witness: None,
                deliverer: self.clerk(),
                received_at: None,
            }),
        }
    }

    /// The materials as a receipt lists them.
    #[must_use]
    pub fn material_rows(
        &self,
        intake: &Intake,
        materials: &[&ResolvedMaterial],
    ) -> Vec<MaterialRow> {
        materials
            .iter()
            .filter_map(|material| {
                let evidence = intake.materials.get(&material.kind)?;
                (!evidence.pages.is_empty()).then(|| material_row(material, evidence))
            })
            .collect()
    }
}

fn served(title: &str, number: &str) -> ServedDocument {
    ServedDocument { title: title.to_owned(), number: number.to_owned(), copies: 1 }
}

pub(super) fn material_row(material: &ResolvedMaterial, evidence: &Evidence) -> MaterialRow {
    let certificate = evidence.certificate.is_some();
    // whoever showed an original brought paper, however its picture came in
    let file = evidence.original == OriginalState::NotShown
        && evidence.pages.iter().all(|page| page.source == PageSource::File);
    let (keeping, originals) = match evidence.original {
        _ if certificate => (Keeping::NotHandedIn, 0),
        OriginalState::Kept => (Keeping::Kept, material.copies.max(1)),
        OriginalState::SeenReturned => (Keeping::ReturnedAfterCheck, 1),
        OriginalState::NotShown if material.keep == Keep::Kept => (Keeping::Kept, 1),
        OriginalState::NotShown => (Keeping::Kept, 0),
    };
    MaterialRow {
        name: material.name.clone(),
        originals,
        copies: u32::from(originals == 0 && !certificate),
        pages: u32::try_from(evidence.pages.len()).unwrap_or(u32::MAX),
        medium: match (certificate, file) {
            (true, _) => Medium::ElectronicCertificate,
            (false, true) => Medium::ElectronicFile,
            (false, false) => Medium::Paper,
        },
        keeping,
        note: if evidence.verify_online { "待联网核验".to_owned() } else { String::new() },
    }
}

pub(super) fn is_person(intake: &Intake) -> bool {
    intake
        .applicant
        .as_ref()
        .is_none_or(|a| a.kind == domain::catalogue::item::ApplicantKind::Person)
}

/// Materials that have to be there, in canonical order.
#[must_use]
pub fn needed(resolved: &Resolved) -> Vec<&ResolvedMaterial> {
    resolved.materials.iter().filter(|m| m.state == MaterialState::Needed).collect()
}

/// Answered questions in words.
#[must_use]
pub fn answers(resolved: &Resolved) -> Vec<Labelled> {
    resolved
        .questions
        .iter()
        .filter_map(|question| {
            let value = question.answer.as_ref()?;
            let label = question.options.iter().find(|o| &o.id == value).map(|o| o.label.as_str());
            Some(labelled(&question.text, label.unwrap_or(value)))
        })
        .collect()
}

/// A fee in 分, in words.
#[must_use]
pub fn fee_words(amount: u32) -> String {
    if amount == 0 {
        "不收费".to_owned()
    } else {
        format!("{}.{:02} 元", amount / 100, amount % 100)
    }
}

/// In which form a material is handed in, how many, and whether it is kept.
pub(in crate::desk) fn form_words(material: &ResolvedMaterial) -> String {
    use domain::catalogue::material::PaperForm;
    let form = match material.form {
        PaperForm::Electronic => "电子件",
        PaperForm::Copy => "复印件",
        PaperForm::OriginalOrCopy => "原件或复印件",
        PaperForm::Original => "原件",
    };
    let keep = match material.keep {
        Keep::Kept => "收取",
        Keep::Returned => "核后退还",
    };
    format!("{form} {} 份（{keep}）", material.copies.max(1))
}

fn source_words(material: &ResolvedMaterial) -> String {
    if !material.certificates.is_empty() {
        "可免提交：窗口调取电子证照".to_owned()
    } else if printable(material) {
        "窗口打印，现场签字".to_owned()
    } else {
        "申请人自备".to_owned()
    }
}
