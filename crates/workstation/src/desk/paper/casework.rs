//! Papers in an organ's name: 受理, 补正, 不予受理, 决定, 登记, 证照.

use domain::action::{CorrectionPoint, DeclineGround};
use domain::application::{Application, Case};
use domain::calendar::{Deadline, WorkingCalendar};
use domain::catalogue::resolve::Resolved;
use domain::document::{
    AcceptanceNotice, Body, CorrectionNotice, CorrectionRow, Decision, DeclineNotice, DocumentData,
    DocumentKind, Fault, Labelled, Licence, Nature, RegistrationNotice, Rejection, Remedies,
    SecondNotice,
};
use domain::ids::DocumentNo;
use domain::procedure::{PaperAct, Procedure};
use jiff::civil::Date;

use super::counter::limit_words;
use super::{About, PaperDesk, delivery_words, labelled, party};

/// What a grant says: ground and text of the decider, and the result that it makes.
#[derive(Clone, Copy, Debug)]
pub struct Grant<'a> {
    /// Ground 依据.
    pub ground: &'a str,
    /// Result document and its number.
    pub result: Option<&'a domain::action::ResultDocument>,
}

/// Rows for which a licence has room.
const LICENCE_ROWS: usize = 8;

impl PaperDesk<'_> {
    /// 受理通知书, where the procedure has one.
    #[must_use]
    pub fn acceptance(
        &self,
        application: &Application,
        case: &Case,
        resolved: &Resolved,
        (accepted_on, deemed): (Date, bool),
        (promised, number): (&Deadline, DocumentNo),
    ) -> Option<DocumentData> {
        let procedure = self.procedure_of(&case.item)?;
        procedure.paper(PaperAct::Accept)?;
        let about = About::of(application, case);
        let limit = resolved.cases.iter().find(|c| c.item == case.item).map(|c| c.promised);
        Some(DocumentData {
            head: self.organ_head(PaperAct::Accept, &about, number),
            body: Body::AcceptanceNotice(AcceptanceNotice {
                applicant: party(&application.intake, false),
                case: self.case_line(Some(&case.no), &case.item, &case.department),
                applied_on: Some(application.received_on),
                accepted_on: Some(accepted_on),
                deemed,
                basis: vec![procedure.articles.accept.clone()],
                limit: limit.as_ref().map_or_else(String::new, limit_words),
                decide_by: Some(promised.date),
                provisional: promised.provisional,
                excluded: Vec::new(),
                deferred: self.deferred(case),
                department: self.organ(&case.department).to_owned(),
                acceptor: self.clerk(),
                collect: delivery_words(&application.intake),
            }),
        })
    }

    /// 补正告知书 with every failed row.
    #[must_use]
    pub fn correction(
        &self,
        application: &Application,
        case: &Case,
        points: &[CorrectionPoint],
        second_reason: Option<&str>,
        (number, calendar): (DocumentNo, &WorkingCalendar),
    ) -> Option<DocumentData> {
        let procedure = self.procedure_of(&case.item)?;
        let about = About::of(application, case);
        let second =
            case.corrections.last().zip(second_reason).map(|(earlier, reason)| SecondNotice {
                earlier: DocumentNo::default(),
                first_received: earlier.materials.iter().map(|k| self.material_name(k)).collect(),
                reason: reason.to_owned(),
            });
        Some(DocumentData {
            head: self.organ_head(PaperAct::NotifyCorrection, &about, number),
            body: Body::CorrectionNotice(CorrectionNotice {
                applicant: party(&application.intake, false),
                case: self.case_line(Some(&case.no), &case.item, &case.department),
                received_on: Some(case.received_on),
                notify_by: Some(calendar.due(case.received_on, procedure.receive.term).date),
                rows: points.iter().map(|point| self.correction_row(point)).collect(),
                basis: vec![procedure.articles.correction.clone()],
                correct_by: procedure
                    .correction
                    .as_ref()
                    .map(|rule| calendar.due(self.today(), rule.term).date),
                consequence: procedure
                    .correction
                    .as_ref()
                    .map(|rule| format!("{}。", rule.consequence)),
                second,
            }),
        })
    }

    /// What was put off, with the last day for each.
    fn deferred(&self, case: &Case) -> Vec<Labelled> {
        let put_off = case.course.deferral.iter();
        put_off
            .flat_map(|deferral| deferral.open.iter().map(move |kind| (kind, deferral.due)))
            .map(|(kind, due)| labelled(&self.material_name(kind), chinese_date(due)))
            .collect()
    }

    /// Name of a material kind.
    #[must_use]
    pub fn material_name(&self, kind: &domain::ids::KindId) -> String {
        self.catalogue.materials.get(kind).map_or_else(|| kind.to_string(), |k| k.name.clone())
    }

    fn correction_row(&self, point: &CorrectionPoint) -> CorrectionRow {
        let kind = point.material.as_ref().and_then(|id| self.catalogue.materials.get(id));
        let missing = point.problem.contains('缺') || point.problem.contains("未提交");
        CorrectionRow {
            material: point.name.clone(),
            fault: if missing { Fault::Missing } else { Fault::NotInLawfulForm },
            problem: point.problem.clone(),
            remedy: point.remedy.clone(),
            standard: kind.map_or_else(String::new, |k| k.standards.join("；")),
        }
    }

    /// 不予受理通知书.
    #[must_use]
    pub fn decline(
        &self,
        application: &Application,
        case: &Case,
        ground: &DeclineGround,
        reason: &str,
        number: DocumentNo,
    ) -> Option<DocumentData> {
        let procedure = self.procedure_of(&case.item)?;
        let about = About::of(application, case);
        let (act, printed, basis) = match ground {
            DeclineGround::NoLicenceNeeded => (
                PaperAct::DeclineNotNeeded,
                domain::document::DeclineGround::NotNeeded,
                procedure.articles.decline.clone(),
            ),
            DeclineGround::NotCompetent { competent_body } => (
                PaperAct::DeclineNotCompetent,
                domain::document::DeclineGround::NotCompetent {
                    competent_body: competent_body.clone(),
                },
                procedure.articles.decline.clone(),
            ),
            DeclineGround::OwnLaw { article } => {
                (PaperAct::DeclineOwnLaw, domain::document::DeclineGround::Other, article.clone())
            }
        };
        Some(DocumentData {
            head: self.organ_head(act, &about, number),
            body: Body::DeclineNotice(DeclineNotice {
                applicant: party(&application.intake, false),
                case: self.case_line(Some(&case.no), &case.item, &case.department),
                received_on: Some(case.received_on),
                ground: printed,
                reason: reason.to_owned(),
                basis: vec![basis],
                returned: application
                    .intake
                    .materials
                    .keys()
                    .map(|kind| self.material_name(kind))
                    .collect(),
                remedies: self.remedies(case, procedure),
            }),
        })
    }

    /// 准予决定书 or 登记通知书, as the procedure says.
    #[must_use]
    pub fn approval(
        &self,
        application: &Application,
        case: &Case,
        grant: Grant<'_>,
        number: DocumentNo,
    ) -> Option<DocumentData> {
        let procedure = self.procedure_of(&case.item)?;
        let paper = procedure.paper(PaperAct::Approve)?;
        let about = About::of(application, case);
        let head = self.organ_head(PaperAct::Approve, &about, number);
        let line = self.case_line(Some(&case.no), &case.item, &case.department);
        let applicant = party(&application.intake, false);
        let collect = delivery_words(&application.intake);
        let rows = granted_rows(&line.item, grant);
        let basis = vec![grant.ground.to_owned()];
        let body = if paper.kind == DocumentKind::RegistrationNotice {
            Body::RegistrationNotice(RegistrationNotice {
                applicant,
                case: line,
                applied_on: Some(application.received_on),
                registration: "设立登记".to_owned(),
                basis,
                registered: self.registered(application, case, rows),
                collect,
            })
        } else {
            Body::Decision(Decision {
                applicant,
                case: line,
                accepted_on: case.acceptance.as_ref().map(|a| a.on),
                basis,
                grants: rows,
                collect,
                duties: Vec::new(),
            })
        };
        Some(DocumentData { head, body })
    }

    fn registered(
        &self,
        application: &Application,
        case: &Case,
        rows: Vec<Labelled>,
    ) -> Vec<Labelled> {
        let mut registered = self.matter_rows(application, case);
        registered.extend(rows);
        registered
    }

    /// What the case is about, as shown values: not who the applicant is and how to reach them.
    fn matter_rows(&self, application: &Application, case: &Case) -> Vec<Labelled> {
        let Some((share, sections)) = self.share(application, case) else {
            return Vec::new();
        };
        let of_persons = |id: &str| id == "applicant" || id == "agent";
        let groups = share.groups.iter().zip(sections);
        groups.filter(|(group, _)| !of_persons(&group.id)).flat_map(|(_, s)| s.rows).collect()
    }

    /// 不予许可决定书.
    #[must_use]
    pub fn rejection(
        &self,
        application: &Application,
        case: &Case,
        ground: &str,
        reason: &str,
        number: DocumentNo,
    ) -> Option<DocumentData> {
        let procedure = self.procedure_of(&case.item)?;
        let about = About::of(application, case);
        Some(DocumentData {
            head: self.organ_head(PaperAct::Reject, &about, number),
            body: Body::Rejection(Rejection {
                applicant: party(&application.intake, false),
                case: self.case_line(Some(&case.no), &case.item, &case.department),
                accepted_on: case.acceptance.as_ref().map(|a| a.on),
                facts: String::new(),
                reason: reason.to_owned(),
                basis: vec![ground.to_owned()],
                remedies: self.remedies(case, procedure),
            }),
        })
    }

    pub(super) fn remedies(&self, case: &Case, procedure: &Procedure) -> Option<Remedies> {
        let terms = procedure.remedies.as_ref()?;
        let organ = self.department(&case.department)?.remedies.as_ref()?;
        Some(Remedies {
            review_body: organ.review_body.clone(),
            review_days: u32::from(terms.review_days),
            court: organ.court.clone(),
            lawsuit_months: u32::from(terms.lawsuit_months),
            review_first: terms.review_first,
        })
    }

    /// 证照: the result itself, laid out.
    #[must_use]
    pub fn licence(
        &self,
        application: &Application,
        case: &Case,
        result: (&str, &str, Date, Option<Date>),
    ) -> DocumentData {
        let (name, number, valid_from, valid_to) = result;
        let about = About::of(application, case);
        let number = DocumentNo(number.to_owned());
        let mut head = self.organ_head(PaperAct::Approve, &about, number.clone());
        head.title = Some(name.to_owned());
        head.nature = Nature::OtherAct;
        let mut rows = self.matter_rows(application, case);
        rows.truncate(LICENCE_ROWS);
        let applicant = application.intake.applicant.as_ref();
        DocumentData {
            head,
            body: Body::Licence(Licence {
                name: name.to_owned(),
                number,
                holder: applicant.map_or_else(String::new, |a| a.name.clone()),
                rows,
                valid_from: Some(valid_from),
                valid_to,
            }),
        }
    }
}

fn granted_rows(item: &str, grant: Grant<'_>) -> Vec<Labelled> {
    let mut rows = vec![labelled("准予事项", item)];
    if let Some(result) = grant.result {
        rows.push(labelled("证照名称", result.name.as_str()));
        rows.push(labelled("证照编号", result.number.as_str()));
        let until = result.valid_to.map_or_else(|| "长期".to_owned(), chinese_date);
        rows.push(labelled("有效期", format!("{} 至 {until}", chinese_date(result.valid_from))));
    }
    rows
}

/// A date as papers write it: 2026年11月25日.
#[must_use]
pub fn chinese_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}
