//! Papers as data: what an act prints, built from the state and the catalogue.
//!
//! The act carries the number and the hash of what is built here; the data themselves are kept as
//! a blob under that hash, so that every station can print the same paper again.

mod casework;
mod counter;
mod course;
mod duty;
mod registers;
mod slips;
mod words;

pub use casework::{Grant, chinese_date};
pub(in crate::desk) use counter::form_words;
pub use counter::{answers, fee_words, limit_words, needed};
pub use course::SiteVisit;
pub use duty::{ShiftFacts, count_rows};
pub use registers::{DayCounts, days_counts};
pub use slips::{CameIn, to_return};
pub use words::document_word;

use std::collections::BTreeSet;

use domain::action::Actor;
use domain::application::Application;
use domain::catalogue::Catalogue;
use domain::catalogue::department::Department;
use domain::catalogue::item::Item;
use domain::catalogue::resolve::{CaseShare, resolve, split};
use domain::document::{
    Agent, CaseLine, Contacts, DocumentData, DocumentKind, FormSection, Head, Labelled, Lookup,
    Nature, Party, Seal, SealMode,
};
use domain::identity::{mask_number, mask_phone};
use domain::ids::{CaseNo, DepartmentId, DocumentNo, ItemCode};
use domain::intake::{IdKind, Intake};
use domain::procedure::{PaperAct, Procedure};
use jiff::civil::{Date, DateTime};

/// Everything a paper needs to know besides the case.
#[derive(Clone, Copy, Debug)]
pub struct PaperDesk<'a> {
    /// Items, organs, procedures.
    pub catalogue: &'a Catalogue,
    /// Who acts.
    pub actor: &'a Actor,
    /// Legal time at +08:00.
    pub now: DateTime,
    /// Made without the platform.
    pub offline: bool,
    /// 练习.
    pub training: bool,
}

impl<'a> PaperDesk<'a> {
    /// Legal date.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now.date()
    }

    fn hall_name(&self) -> &'a str {
        self.catalogue.halls.get(&self.actor.hall).map_or("", |hall| hall.name.as_str())
    }

    fn item(&self, code: &ItemCode) -> Option<&'a Item> {
        self.catalogue.items.get(code)
    }

    fn department(&self, id: &DepartmentId) -> Option<&'a Department> {
        self.catalogue.departments.get(id)
    }

    fn procedure_of(&self, code: &ItemCode) -> Option<&'a Procedure> {
        self.item(code).and_then(|item| self.catalogue.procedures.get(&item.procedure))
    }

    /// Name of an organ on the day of the paper.
    #[must_use]
    pub fn organ(&self, id: &DepartmentId) -> &'a str {
        self.department(id).map_or("", |department| department.name_on(self.today()))
    }

    /// Head of a paper of the hall 窗口单据: no seal of an organ.
    fn hall_head(&self, number: Option<DocumentNo>, lookup: Option<Lookup>) -> Head {
        let hall = self.catalogue.halls.get(&self.actor.hall);
        Head {
            number,
            title: None,
            nature: Nature::Service,
            organ: self.hall_name().to_owned(),
            place: self.hall_name().to_owned(),
            seal: None,
            date: Some(self.today()),
            contacts: hall.map_or_else(Contacts::default, |hall| Contacts {
                person: Some(self.clerk()),
                phone: hall.consult_phone.clone(),
                complaint_phone: hall.complain_phone.clone(),
                address: hall.address.clone(),
                hours: hall.hours.clone(),
            }),
            lookup,
            catalogue_version: self.catalogue.version.number.to_string(),
            offline: self.offline,
            training: self.training,
            reprint: None,
            voided: None,
        }
    }

    /// What several cases are together: a permit only when all are, a mere service only when none
    /// is an act of an organ.
    fn nature_of<'b>(&self, items: impl Iterator<Item = &'b ItemCode>) -> Nature {
        let natures = items.filter_map(|item| self.procedure_of(item));
        let natures: Vec<Nature> = natures.map(|procedure| procedure.nature).collect();
        match natures.first() {
            Some(first) if natures.iter().all(|nature| nature == first) => *first,
            _ => Nature::OtherAct,
        }
    }

    /// A seal of the hall's own, for papers that speak for several organs.
    fn hall_seal(&self, what: &str) -> Option<Seal> {
        let hall = self.catalogue.halls.get(&self.actor.hall);
        hall.map(|hall| Seal { name: format!("{}{what}", hall.name), mode: SealMode::Wet })
    }

    /// 送达回证: the organ's seal; the hall's where results of several organs go out together
    /// (clerk-notes E28).
    fn delivery_seal(&self, application: &Application, cases: &[CaseNo]) -> Option<Seal> {
        let only = Self::only_organ(application, cases);
        match only.and_then(|organ| self.catalogue.departments.get(organ)) {
            Some(organ) => Some(Seal { name: organ.decision_seal.clone(), mode: SealMode::Wet }),
            None => self.hall_seal("出件专用章"),
        }
    }

    /// The organ of all these cases, if they have one.
    fn only_organ<'b>(application: &'b Application, cases: &[CaseNo]) -> Option<&'b DepartmentId> {
        let cases = cases.iter().filter_map(|no| application.cases.get(no));
        let organs: BTreeSet<&DepartmentId> = cases.map(|case| &case.department).collect();
        organs.first().copied().filter(|_| organs.len() == 1)
    }

    /// Head of a paper in an organ's name, under its own seal (clerk-notes E2, E28).
    fn organ_head(&self, act: PaperAct, about: &About<'_>, number: DocumentNo) -> Head {
        let mut head = self.hall_head(Some(number), Some(about.lookup.clone()));
        let department = self.department(about.department);
        let procedure = self.procedure_of(about.item);
        let item = self.item(about.item);
        let deciding = matches!(act, PaperAct::Approve | PaperAct::Reject);
        let seal = department.map(|d| match item.and_then(|i| i.special_seal.clone()) {
            Some(special) if !deciding => special,
            _ if deciding => d.decision_seal.clone(),
            _ => d.special_seal.clone(),
        });
        head.title = procedure.and_then(|p| p.paper(act)).map(|paper| paper.title.clone());
        head.nature = procedure.map_or(Nature::OtherAct, |p| p.nature);
        self.organ(about.department).clone_into(&mut head.organ);
        head.seal = seal.map(|name| Seal { name, mode: SealMode::Wet });
        if let Some(department) = department {
            department.consult_phone.clone_into(&mut head.contacts.phone);
            department.complain_phone.clone_into(&mut head.contacts.complaint_phone);
        }
        head
    }

    /// What one case's organ may see: its share of the form and materials, and the shown values.
    #[must_use]
    pub fn share(
        &self,
        application: &Application,
        case: &domain::application::Case,
    ) -> Option<(CaseShare, Vec<FormSection>)> {
        let inquiry = application.intake.inquiry(application.received_on);
        let resolved = resolve(self.catalogue, &inquiry).ok()?;
        let share = split(&resolved, &case.item)?;
        let sections = self.group_sections(&application.intake, &share.groups);
        Some((share, sections))
    }

    fn clerk(&self) -> String {
        format!("{}（工号 {}）", self.actor.name, self.actor.staff_no)
    }

    fn case_line(&self, case: Option<&CaseNo>, code: &ItemCode, to: &DepartmentId) -> CaseLine {
        CaseLine {
            case_no: case.cloned(),
            item: self.catalogue.item_name(code).to_owned(),
            item_code: code.clone(),
            organ: self.organ(to).to_owned(),
        }
    }
}

/// The case that a paper is about.
#[derive(Clone, Debug)]
struct About<'a> {
    item: &'a ItemCode,
    department: &'a DepartmentId,
    lookup: Lookup,
}

impl<'a> About<'a> {
    fn of(application: &Application, case: &'a domain::application::Case) -> Self {
        Self {
            item: &case.item,
            department: &case.department,
            lookup: Lookup {
                case_no: case.no.clone(),
                query_code: Some(application.query_code.clone()),
            },
        }
    }
}

/// Name of an identity document kind.
#[must_use]
pub fn id_kind_name(kind: IdKind) -> &'static str {
    match kind {
        IdKind::CitizenId => "居民身份证",
        IdKind::Uscc => "统一社会信用代码",
        IdKind::ResidencePermit => "港澳台居民居住证",
        IdKind::PermanentResidentId => "外国人永久居留身份证",
        IdKind::HkMacaoPermit => "港澳居民来往内地通行证",
        IdKind::TaiwanPermit => "台湾居民来往大陆通行证",
        IdKind::Passport => "护照",
        IdKind::Other => "其他证件",
    }
}

/// The applicant as a paper shows them; only the applicant's own form has the whole number.
fn party(intake: &Intake, whole: bool) -> Party {
    let number = |text: &str| {
        if whole { text.to_owned() } else { mask_number(text) }
    };
    let phone = |text: &str| {
        if whole { text.to_owned() } else { mask_phone(text) }
    };
    let Some(applicant) = &intake.applicant else {
        return Party::default();
    };
    Party {
        name: applicant.name.clone(),
        id_kind: id_kind_name(applicant.id_kind).to_owned(),
        id_number: number(&applicant.id_number),
        phone: phone(&applicant.phone),
        agent: intake.agent.as_ref().map(|agent| Agent {
            name: agent.name.clone(),
            id_number: number(&agent.id_number),
            phone: phone(&agent.phone),
        }),
    }
}

fn labelled(label: &str, value: impl Into<String>) -> Labelled {
    Labelled { label: label.to_owned(), value: value.into() }
}

/// How the applicant gets the result, in words.
#[must_use]
pub fn delivery_words(intake: &Intake) -> String {
    use domain::intake::DeliveryWay::{Electronic, PickUp, Post};
    match intake.delivery.way {
        PickUp => "窗口自取".to_owned(),
        Post => format!("邮寄：{}", intake.delivery.address),
        Electronic => "电子送达".to_owned(),
    }
}

/// The JSON text of a paper's data, whose SM3 is the paper's hash.
#[must_use]
pub fn paper_bytes(data: &DocumentData) -> Vec<u8> {
    serde_json::to_vec(&data.first()).unwrap_or_default()
}

/// The paper as an act carries it.
#[must_use]
pub fn paper_ref(data: &DocumentData) -> domain::action::Paper {
    domain::action::Paper {
        kind: data.kind(),
        number: data.head.number.clone().unwrap_or_default(),
        hash: data.snapshot(),
    }
}

/// Which number word a kind of paper draws from, and for which organ (none: the hall's).
#[must_use]
pub fn numbered_by_organ(kind: DocumentKind) -> bool {
    matches!(
        kind,
        DocumentKind::AcceptanceNotice
            | DocumentKind::CorrectionNotice
            | DocumentKind::DeclineNotice
            | DocumentKind::Decision
            | DocumentKind::Rejection
            | DocumentKind::RegistrationNotice
            | DocumentKind::Licence
            | DocumentKind::StepNotice
            | DocumentKind::ExtensionNotice
            | DocumentKind::DeferralNotice
            | DocumentKind::TerminationNotice
            | DocumentKind::SiteCheckRecord
            | DocumentKind::AmendmentNotice
            | DocumentKind::PaymentNotice
            | DocumentKind::SupplementReceipt
            | DocumentKind::ReturnList
    )
}
