//! Papers of what happens on the way: 特别程序, 延长, 容缺, 终止, 核查, 更正, 缴费.

use std::collections::BTreeMap;

use domain::application::{Application, Case};
use domain::calendar::WorkingCalendar;
use domain::document::{
    AmendedRow, Body, CourseMatter, CourseNotice, DocumentData, FeeRow, Labelled, SealMode,
};
use domain::fee::{Charge, total, yuan};
use domain::ids::{DepartmentId, DocumentNo, ElementId, KindId};
use domain::procedure::{ExtensionRule, PaperAct, StepKind};
use domain::proceeding::{Officer, PartySignature, TerminationGround};
use jiff::civil::Date;

use super::{About, PaperDesk, labelled, party};
use crate::desk::draw::standard_words;

/// What a site check found 现场核查.
#[derive(Clone, Copy, Debug)]
pub struct SiteVisit<'a> {
    /// Who checked.
    pub officers: &'a [Officer],
    /// When.
    pub on: Date,
    /// Where.
    pub place: &'a str,
    /// What they found.
    pub findings: &'a str,
    /// How the party signed.
    pub party: &'a PartySignature,
}

impl PaperDesk<'_> {
    /// The notice of a step on the way, where the procedure has that paper.
    fn course(
        &self,
        (application, case): (&Application, &Case),
        act: PaperAct,
        number: DocumentNo,
        (basis, reason): (&str, &str),
        matter: CourseMatter,
    ) -> Option<DocumentData> {
        self.procedure_of(&case.item)?.paper(act)?;
        let about = About::of(application, case);
        let mut head = self.organ_head(act, &about, number);
        if act == PaperAct::CheckSite {
            head.seal = None;
        } else if matches!(act, PaperAct::Extend | PaperAct::AnnounceStep)
            && let (Some(seal), Some(organ)) = (&mut head.seal, self.department(&case.department))
        {
            // what moves a term bears the seal under which the organ decides (clerk-notes E28)
            organ.decision_seal.clone_into(&mut seal.name);
            seal.mode = SealMode::Wet;
        }
        Some(DocumentData {
            head,
            body: Body::CourseNotice(CourseNotice {
                applicant: party(&application.intake, false),
                case: self.case_line(Some(&case.no), &case.item, &case.department),
                basis: vec![basis.to_owned()],
                reason: reason.to_owned(),
                matter,
            }),
        })
    }

    /// 特别程序所需时间告知书, 中止通知书.
    #[must_use]
    pub fn step(
        &self,
        of: (&Application, &Case),
        (kind, starts_on, ends_by): (StepKind, Date, Date),
        reason: &str,
        (number, calendar): (DocumentNo, &WorkingCalendar),
    ) -> Option<DocumentData> {
        let rule = self.procedure_of(&of.1.item)?.step(kind)?;
        let unit = of.1.terms.promised.unit;
        let eve = starts_on.yesterday().unwrap_or(starts_on);
        let days = calendar.count(unit, eve, ends_by);
        let matter = CourseMatter::Step {
            name: kind.zh().to_owned(),
            time: format!("{days} {}", unit.zh()),
            starts_on: Some(starts_on),
            ends_by: Some(ends_by),
            stops: rule.stops,
        };
        self.course(of, PaperAct::AnnounceStep, number, (&rule.article, reason), matter)
    }

    /// 延长办理期限通知书.
    #[must_use]
    pub fn extension(
        &self,
        of: (&Application, &Case),
        rule: &ExtensionRule,
        (before, due): (Date, Date),
        (reason, approval): (&str, &str),
        number: DocumentNo,
    ) -> Option<DocumentData> {
        let matter = CourseMatter::Extension {
            before: Some(before),
            term: rule.term.zh(),
            due: Some(due),
            level: rule.approver.zh().to_owned(),
            approval: approval.to_owned(),
        };
        self.course(of, PaperAct::Extend, number, (&rule.article, reason), matter)
    }

    /// 容缺受理通知书, with the applicant's promise.
    #[must_use]
    pub fn deferral(
        &self,
        of: (&Application, &Case),
        materials: &[KindId],
        due: Date,
        number: DocumentNo,
    ) -> Option<DocumentData> {
        let rule = self.procedure_of(&of.1.item)?.deferral.as_ref()?;
        let hall = self.catalogue.halls.get(&self.actor.hall)?;
        let row = |kind: &KindId| {
            labelled(&self.material_name(kind), "到窗口补交，或者邮寄、网上提交，以到达时间为准")
        };
        let matter = CourseMatter::Deferral {
            materials: materials.iter().map(row).collect(),
            due: Some(due),
            hour: hall.closes.clone(),
            consequence: format!("{}。", rule.consequence),
        };
        self.course(of, PaperAct::Defer, number, (&rule.article, ""), matter)
    }

    /// 终止办理通知书.
    #[must_use]
    pub fn termination(
        &self,
        of: (&Application, &Case),
        ground: &TerminationGround,
        reason: &str,
        number: DocumentNo,
    ) -> Option<DocumentData> {
        let (application, case) = of;
        let procedure = self.procedure_of(&case.item)?;
        let article = match ground {
            TerminationGround::CorrectionLapsed => {
                procedure.correction.as_ref().map(|rule| &rule.article)
            }
            TerminationGround::DeferralLapsed => {
                procedure.deferral.as_ref().map(|rule| &rule.article)
            }
            TerminationGround::OwnLaw { article } => Some(article),
            TerminationGround::ApplicantGone | TerminationGround::ItemAbolished => None,
        };
        let matter = CourseMatter::Termination {
            ground: ground.zh().to_owned(),
            returned: application
                .intake
                .materials
                .keys()
                .map(|kind| self.material_name(kind))
                .collect(),
            remedies: self.remedies(case, procedure),
        };
        let basis = article.unwrap_or(&procedure.law);
        self.course(of, PaperAct::Terminate, number, (basis, reason), matter)
    }

    /// 现场核查笔录.
    #[must_use]
    pub fn site_check(
        &self,
        of: (&Application, &Case),
        visit: SiteVisit<'_>,
        number: DocumentNo,
    ) -> Option<DocumentData> {
        let officer = |officer: &Officer| labelled(&officer.name, officer.certificate.as_str());
        let matter = CourseMatter::SiteCheck {
            place: visit.place.to_owned(),
            checked_on: Some(visit.on),
            officers: visit.officers.iter().map(officer).collect::<Vec<Labelled>>(),
            findings: visit.findings.to_owned(),
            party: match visit.party {
                PartySignature::Signed { name } => format!("{name}：情况属实"),
                PartySignature::Refused { note } => format!("拒绝签字：{note}"),
            },
        };
        let basis = "《行政许可法》第三十四条第三款";
        self.course(of, PaperAct::CheckSite, number, (basis, ""), matter)
    }

    /// 更正通知书.
    #[must_use]
    pub fn amendment(
        &self,
        of: (&Application, &Case),
        values: &BTreeMap<ElementId, String>,
        reason: &str,
        number: DocumentNo,
    ) -> Option<DocumentData> {
        let (application, _) = of;
        let row = |(id, after): (&ElementId, &String)| {
            let before = application.intake.values.get(id);
            AmendedRow {
                label: self.element_name(id),
                before: before.map_or_else(String::new, |field| field.text.clone()),
                after: after.clone(),
            }
        };
        let rows = values.iter().map(row).collect();
        self.amended(of, rows, reason, number)
    }

    /// 更正通知书 of rows as they are to stand on it.
    #[must_use]
    pub fn amended(
        &self,
        of: (&Application, &Case),
        rows: Vec<AmendedRow>,
        reason: &str,
        number: DocumentNo,
    ) -> Option<DocumentData> {
        let law = &self.procedure_of(&of.1.item)?.law;
        let matter = CourseMatter::Amendment { rows };
        self.course(of, PaperAct::Amend, number, (law, reason), matter)
    }

    /// 缴费通知书.
    #[must_use]
    pub fn payment(
        &self,
        of: (&Application, &Case),
        charges: &[Charge],
        due: Date,
        number: DocumentNo,
    ) -> Option<DocumentData> {
        let terms = &of.1.terms.fees;
        let term = |charge: &Charge| terms.iter().find(|term| term.name == charge.name);
        let row = |charge: &Charge| {
            let term = term(charge)?;
            Some(FeeRow {
                name: charge.name.clone(),
                basis: term.basis.join("；"),
                standard: standard_words(term),
                quantity: charge.quantity.to_string(),
                reduction: charge.reduction.clone().unwrap_or_default(),
                amount: yuan(charge.amount),
            })
        };
        let basis: Vec<&str> = charges
            .iter()
            .filter_map(term)
            .flat_map(|term| &term.basis)
            .map(String::as_str)
            .collect();
        let matter = CourseMatter::Payment {
            rows: charges.iter().filter_map(row).collect(),
            total: yuan(total(charges)),
            due: Some(due),
            payee: self.payee(&of.1.department),
        };
        self.course(of, PaperAct::Charge, number, (&basis.join("；"), ""), matter)
    }

    /// 收款单位: the treasury for the organ, never the counter (clerk-notes E25).
    fn payee(&self, department: &DepartmentId) -> String {
        let organ = self.department(department);
        let payee = organ.and_then(|organ| organ.payee.clone());
        payee.unwrap_or_else(|| format!("{}（直接缴入财政）", self.organ(department)))
    }

    pub(super) fn element_name(&self, id: &ElementId) -> String {
        self.catalogue.elements.get(id).map_or_else(|| id.to_string(), |e| e.name.clone())
    }
}
