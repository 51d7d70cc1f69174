//! Papers around a case that decide nothing: 审批表, 材料退还清单, 补交凭证, 领取凭证, 授权委托书,
//! 送达地址确认书.

use std::collections::BTreeMap;

use domain::action::{Finding, OpinionStep, Proposal};
use domain::application::{Application, Case, Outcome, Stage};
use domain::catalogue::element::ElementKind;
use domain::catalogue::resolve::Resolved;
use domain::document::{
    AddressConfirmation, Agent, ApprovalForm, Body, DeliveryMethod, DocumentData, Head, Keeping,
    Lookup, MaterialRow, Medium, OpinionLine, PickupRow, PickupSlip, PowerOfAttorney, ReturnList,
    SupplementReceipt,
};
use domain::ids::{DocumentNo, ElementId, KindId};
use domain::intake::{DeliveryWay, Evidence, Intake, OriginalState};
use domain::procedure::{PaperAct, Review};
use jiff::civil::Date;

use super::counter::{is_person, material_row};
use super::{About, PaperDesk, chinese_date, id_kind_name, labelled, party};
use crate::clock::legal_date;

/// What came in answer to a notice 补交.
#[derive(Clone, Debug, Default)]
pub struct CameIn {
    /// Materials.
    pub materials: BTreeMap<KindId, Evidence>,
    /// Fields of the form.
    pub values: BTreeMap<ElementId, String>,
    /// The paper that asked for it: which act, and its number.
    pub answers: Option<(PaperAct, DocumentNo)>,
    /// What is still to come.
    pub outstanding: Vec<String>,
}

/// Materials on paper that were kept for a case and can go back to the applicant.
#[must_use]
pub fn to_return(desk: &PaperDesk<'_>, app: &Application, case: &Case) -> Vec<MaterialRow> {
    let Some((share, _)) = desk.share(app, case) else {
        return Vec::new();
    };
    let held = share.materials.iter().filter_map(|material| {
        let evidence = app.evidence(&material.kind)?;
        let kept = evidence.certificate.is_none()
            && evidence.output_of.is_none()
            && evidence.original != OriginalState::SeenReturned
            && !evidence.pages.is_empty();
        kept.then(|| material_row(material, evidence))
    });
    held.filter(|row| row.medium == Medium::Paper).collect()
}

impl PaperDesk<'_> {
    /// 审批表: no number of its own, no seal, and no code for the applicant.
    #[must_use]
    pub fn approval_form(&self, app: &Application, case: &Case) -> DocumentData {
        let mut head = self.internal_head(app, case, PaperAct::Approve);
        head.lookup = None;
        let point = |text: &String| {
            let found = match case.findings.get(text) {
                Some(Finding::Met) => "符合",
                Some(Finding::NotMet) => "不符合",
                Some(Finding::Open) | None => "未审",
            };
            labelled(text, found)
        };
        DocumentData {
            head,
            body: Body::ApprovalForm(ApprovalForm {
                applicant: party(&app.intake, false),
                case: self.case_line(Some(&case.no), &case.item, &case.department),
                received_on: Some(case.received_on),
                accepted_on: case.acceptance.as_ref().map(|a| a.on),
                limit: case.terms.promised.zh(),
                decide_by: case.acceptance.as_ref().and_then(|a| a.promised_by),
                points: case.terms.points.iter().map(point).collect(),
                opinions: self.opinion_lines(case),
            }),
        }
    }

    /// Head of a paper about one case in the organ's name, without number, seal and the title of an
    /// act.
    fn internal_head(&self, app: &Application, case: &Case, act: PaperAct) -> Head {
        let mut head = self.organ_head(act, &About::of(app, case), DocumentNo::default());
        head.title = None;
        head.number = None;
        head.seal = None;
        head
    }

    /// 承办, 审核 where the case has it, 决定; the last word of each.
    fn opinion_lines(&self, case: &Case) -> Vec<OpinionLine> {
        let of = |step: OpinionStep, name: &str| {
            let said = case.opinions.iter().rev().find(|opinion| opinion.step == step);
            said.map_or_else(
                || blank(name),
                |opinion| OpinionLine {
                    step: name.to_owned(),
                    text: format!("{}：{}", proposal_words(opinion.proposal), opinion.text),
                    by: opinion.stamp.name.clone(),
                    on: Some(legal_date(opinion.stamp.at)),
                },
            )
        };
        let procedure = self.procedure_of(&case.item);
        let one_officer = procedure.is_some_and(|p| p.review == Review::OneOfficer);
        let mut lines = Vec::new();
        if !one_officer || !case.opinions.is_empty() {
            lines.push(of(OpinionStep::Examine, "承办"));
        }
        if case.terms.reviewed || case.opinions.iter().any(|o| o.step == OpinionStep::Review) {
            lines.push(of(OpinionStep::Review, "审核"));
        }
        let word = |granted: bool| {
            let words = procedure.map(|p| &p.words);
            words.map_or("", |words| if granted { &*words.approve } else { &*words.reject })
        };
        lines.push(case.decision.as_ref().map_or_else(
            || blank("决定"),
            |made| OpinionLine {
                step: "决定".to_owned(),
                text: format!("{}。依据：{}。{}", word(made.granted), made.ground, made.text),
                by: made.stamp.name.clone(),
                on: Some(made.on),
            },
        ));
        lines
    }

    /// 材料退还清单 of a case that ended without a decision; none while it goes on.
    #[must_use]
    pub fn return_list(
        &self,
        app: &Application,
        case: &Case,
        taker: &str,
        number: DocumentNo,
    ) -> Option<DocumentData> {
        let (ended, ended_on) = ended(case, app)?;
        let mut head = self.internal_head(app, case, PaperAct::Terminate);
        head.number = Some(number);
        Some(DocumentData {
            head,
            body: Body::ReturnList(ReturnList {
                applicant: party(&app.intake, false),
                case: self.case_line(Some(&case.no), &case.item, &case.department),
                ended,
                ended_on: Some(ended_on),
                materials: to_return(self, app, case),
                giver: self.clerk(),
                taker: taker.to_owned(),
            }),
        })
    }

    /// 补交凭证 under the seal for receipts of the case's organ.
    #[must_use]
    pub fn supplement(
        &self,
        app: &Application,
        case: &Case,
        came: &CameIn,
        number: DocumentNo,
    ) -> DocumentData {
        let mut head = self.organ_head(PaperAct::Receive, &About::of(app, case), number);
        head.title = None;
        let procedure = self.procedure_of(&case.item);
        let answers = came.answers.as_ref().map(|(act, number)| {
            let title = procedure.and_then(|p| p.paper(*act)).map_or("", |p| p.title.as_str());
            format!("{title} {number}")
        });
        let share = self.share(app, case).map(|(share, _)| share.materials).unwrap_or_default();
        let row = |(kind, evidence): (&KindId, &Evidence)| {
            let material = share.iter().find(|material| material.kind == *kind);
            material.map_or_else(
                || self.unforeseen(kind, evidence),
                |material| material_row(material, evidence),
            )
        };
        let field = |(id, text): (&ElementId, &String)| labelled(&self.element_name(id), text);
        let applicant = party(&app.intake, false);
        DocumentData {
            head,
            body: Body::SupplementReceipt(SupplementReceipt {
                handed_in_by: applicant
                    .agent
                    .as_ref()
                    .map_or_else(|| applicant.name.clone(), |agent| agent.name.clone()),
                applicant,
                case: self.case_line(Some(&case.no), &case.item, &case.department),
                answers: answers.unwrap_or_default(),
                received_at: Some(self.now),
                materials: came.materials.iter().map(row).collect(),
                fields: came.values.iter().map(field).collect(),
                outstanding: came.outstanding.clone(),
                receiver: self.clerk(),
            }),
        }
    }

    /// A material that the item does not ask for any more, as it came.
    fn unforeseen(&self, kind: &KindId, evidence: &Evidence) -> MaterialRow {
        MaterialRow {
            name: self.material_name(kind),
            originals: u32::from(evidence.original == OriginalState::Kept),
            copies: u32::from(evidence.original != OriginalState::Kept),
            pages: u32::try_from(evidence.pages.len()).unwrap_or(u32::MAX),
            medium: Medium::Paper,
            keeping: Keeping::Kept,
            note: String::new(),
        }
    }

    /// 领取凭证 for all results of an application that the applicant will collect.
    #[must_use]
    pub fn pickup_slip(&self, app: &Application) -> DocumentData {
        let open: Vec<&Case> =
            app.cases.values().filter(|case| case.stage != Stage::Closed).collect();
        let lookup = open.first().map(|case| Lookup {
            case_no: case.no.clone(),
            query_code: Some(app.query_code.clone()),
        });
        let mut head = self.hall_head(None, lookup);
        head.nature = self.nature_of(open.iter().map(|case| &case.item));
        let place = format!("{}出件窗口（{}）", self.hall_name(), head.contacts.address);
        let hours = head.contacts.hours.clone();
        let who = if is_person(&app.intake) {
            "申请人身份证件原件"
        } else {
            "营业执照或者法人证书复印件（加盖公章）、领取人身份证件原件"
        };
        DocumentData {
            head,
            body: Body::PickupSlip(PickupSlip {
                recipient: party(&app.intake, false),
                rows: open.into_iter().map(|case| self.pickup_row(case)).collect(),
                place,
                hours,
                bring: vec![
                    who.to_owned(),
                    "他人代领的，另带授权委托书和代领人身份证件原件".to_owned(),
                ],
            }),
        }
    }

    fn pickup_row(&self, case: &Case) -> PickupRow {
        let foreseen = self.item(&case.item).and_then(|item| item.results.first());
        let paper = self.procedure_of(&case.item).and_then(|p| p.paper(PaperAct::Approve));
        let result = match (&case.result, foreseen, paper) {
            (Some(made), ..) => made.name.clone(),
            (None, Some(result), _) => result.name.clone(),
            (None, None, Some(paper)) => paper.title.clone(),
            (None, None, None) => "办理结果".to_owned(),
        };
        let promised = case.acceptance.as_ref().and_then(|a| a.promised_by);
        let when = match (case.stage, promised) {
            (Stage::Ready, _) => "即日起可领".to_owned(),
            (_, Some(day)) => format!("{}前作出决定，决定后另行通知领取", chinese_date(day)),
            (_, None) => "受理后另行通知".to_owned(),
        };
        PickupRow {
            case: self.case_line(Some(&case.no), &case.item, &case.department),
            result,
            when,
        }
    }

    /// 授权委托书 for signature; none if the applicant acts in person.
    #[must_use]
    pub fn power_of_attorney(&self, intake: &Intake, resolved: &Resolved) -> Option<DocumentData> {
        let agent = intake.agent.as_ref()?;
        let cases = resolved.cases.iter();
        Some(DocumentData {
            head: self.hall_head(None, None),
            body: Body::PowerOfAttorney(PowerOfAttorney {
                principal: domain::document::Party { agent: None, ..party(intake, true) },
                representative: intake
                    .applicant
                    .as_ref()
                    .and_then(|applicant| applicant.legal_representative.clone()),
                enterprise: !is_person(intake),
                agent: Agent {
                    name: agent.name.clone(),
                    id_number: agent.id_number.clone(),
                    phone: agent.phone.clone(),
                },
                agent_id_kind: id_kind_name(agent.id_kind).to_owned(),
                matters: cases.map(|c| self.case_line(None, &c.item, &c.department)).collect(),
                powers: self.powers(&agent.scope, resolved),
                term: "自签署之日起至上列事项办结之日止".to_owned(),
            }),
        })
    }

    /// The powers that were chosen, one by one. A form that does not ask for them gives the narrowest:
    /// the principal signs what stands there.
    fn powers(&self, scope: &str, resolved: &Resolved) -> Vec<String> {
        let id = ElementId::from("agent.scope");
        let asked = resolved.groups.iter().flat_map(|group| &group.fields).any(|f| f.element == id);
        let Some(ElementKind::Choice { options, .. }) =
            self.catalogue.elements.get(&id).map(|element| &element.kind)
        else {
            return vec![scope.to_owned()];
        };
        let chosen = if scope.is_empty() && !asked {
            options.first()
        } else {
            options.iter().find(|option| option.id == scope)
        };
        let label = chosen.map_or("", |option| option.label.as_str());
        label.split('、').filter(|power| !power.is_empty()).map(str::to_owned).collect()
    }

    /// 送达地址确认书 for signature.
    #[must_use]
    pub fn address_confirmation(&self, intake: &Intake, resolved: &Resolved) -> DocumentData {
        let cases = resolved.cases.iter();
        let applicant = party(intake, true);
        let electronic = intake.delivery.way == DeliveryWay::Electronic;
        DocumentData {
            head: self.hall_head(None, None),
            body: Body::AddressConfirmation(AddressConfirmation {
                cases: cases.map(|c| self.case_line(None, &c.item, &c.department)).collect(),
                method: match intake.delivery.way {
                    DeliveryWay::PickUp => DeliveryMethod::Direct,
                    DeliveryWay::Post => DeliveryMethod::Post,
                    DeliveryWay::Electronic => DeliveryMethod::Electronic,
                },
                recipient: applicant.name.clone(),
                address: intake.delivery.address.clone(),
                phone: applicant.phone.clone(),
                electronic_consent: electronic || intake.delivery.sms,
                applicant,
            }),
        }
    }
}

fn blank(step: &str) -> OpinionLine {
    OpinionLine { step: step.to_owned(), text: String::new(), by: String::new(), on: None }
}

fn proposal_words(proposal: Proposal) -> &'static str {
    match proposal {
        Proposal::Grant => "拟准予",
        Proposal::Reject => "拟不予",
    }
}

/// How and when a case ended without a decision.
fn ended(case: &Case, app: &Application) -> Option<(String, Date)> {
    use domain::event::Fact;
    if let Some((stamp, _, _)) = &case.declined {
        let how = match case.outcome {
            Some(Outcome::NoLicenceNeeded) => "依法不需要取得行政许可",
            _ => "不予受理",
        };
        return Some((how.to_owned(), legal_date(stamp.at)));
    }
    if let Some((stamp, ground, _)) = &case.course.termination {
        return Some((format!("终止办理：{}", ground.zh()), legal_date(stamp.at)));
    }
    app.history.iter().find_map(|entry| match &entry.fact {
        Fact::CaseWithdrawn { case: no, withdrawn_on, .. } if *no == case.no => {
            Some(("申请人撤回".to_owned(), *withdrawn_on))
        }
        _ => None,
    })
}
