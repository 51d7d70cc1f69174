//! What people do about an application: any act that rights show them, and some that they do not.

use std::collections::BTreeMap;

use domain::action::{
    Action, CorrectionPoint, DeclineGround, Finding, Grade, OpinionStep, PrintOutcome, Proposal,
    ResultDocument, ReturnReason, ServiceWay,
};
use domain::application::{Application, Case, Stream};
use domain::clocks::receive_start;
use domain::document::DocumentKind;
use domain::ids::{BlobHash, KindId};
use domain::intake::Check;
use domain::rating::Rated;
use domain::rights::Act;
use domain::wire::StreamId;
use workstation::engine::EngineError;

use super::acts::{Make, papered, plain, scan, submit, word};
use super::world::World;

/// Acts that a desk tries whatever its rights say, in a thousand.
const STUBBORN: u64 = 100;
/// Facts, which nobody refuses, in a thousand.
const FACTS: u64 = 130;

/// Somebody at a desk does something about an application.
pub(super) async fn something(
    world: &mut World,
    desk: usize,
    stream: &StreamId,
) -> Result<(), EngineError> {
    let engine = world.desks[desk].engine().clone();
    let view = engine.stream(stream).await?;
    let Stream::Application(application) = &view.state else {
        return Ok(());
    };
    if world.chance.happens(FACTS) {
        let make = fact(world, desk, stream, application).await?;
        return submit(world, desk, stream, make).await.map(|_| ());
    }
    let rights = engine.rights(&view)?;
    let stubborn = world.chance.happens(STUBBORN);
    let rows: Vec<_> = rights.rows.iter().filter(|row| row.allowed || stubborn).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let row = *world.chance.pick(&rows);
    let case = row.case.as_ref().and_then(|no| application.cases.get(no));
    let Some(case) = case.or_else(|| application.cases.values().next()).cloned() else {
        return Ok(());
    };
    match act(world, desk, stream, row.act, (application, case)).await? {
        Some(make) => submit(world, desk, stream, make).await.map(|_| ()),
        None => Ok(()),
    }
}

/// A page came in, or a printer said something.
async fn fact(
    world: &mut World,
    desk: usize,
    stream: &StreamId,
    application: &Application,
) -> Result<Make, EngineError> {
    let papers: Vec<_> = application.papers.values().map(|r| r.paper.clone()).collect();
    let fail = world.chance.happens(300);
    let known = (!papers.is_empty()).then(|| world.chance.pick(&papers).clone());
    let action = match (world.chance.below(4), known) {
        (0, Some(paper)) => Action::RecordPrint {
            paper,
            reprint: 0,
            reason: None,
            outcome: if fail {
                PrintOutcome::Failed { reason: "卡纸".to_owned() }
            } else {
                PrintOutcome::Printed
            },
        },
        (1, Some(paper)) => Action::VoidPaper { paper, reason: "污损".to_owned() },
        _ => {
            let kind = KindId::from(*world.chance.pick(&["plan", "deed"]));
            let evidence = scan(world, desk, &stream.0).await?;
            world.counts().pages += 1;
            Action::AttachMaterial { case: None, kind, evidence }
        }
    };
    Ok(plain(action))
}

fn point() -> CorrectionPoint {
    CorrectionPoint {
        material: Some(KindId::from("plan")),
        element: None,
        name: "平面图".to_owned(),
        problem: "尺寸不清".to_owned(),
        remedy: "补清晰的图".to_owned(),
    }
}

/// An act on a case, as somebody would fill it in.
async fn act(
    world: &mut World,
    desk: usize,
    stream: &StreamId,
    act: Act,
    (application, case): (&Application, Case),
) -> Result<Option<Make>, EngineError> {
    if let Some(make) = on_paper(world, desk, act, &case) {
        return Ok(Some(make));
    }
    let no = case.no.clone();
    let text = format!("理由 {}", world.chance.below(1000));
    let action = match act {
        Act::SupplyCorrection => {
            let plan = (KindId::from("plan"), scan(world, desk, &stream.0).await?);
            let (materials, values) = (BTreeMap::from([plan]), BTreeMap::new());
            Action::SupplyCorrection { case: no, materials, values, complete: true, paper: None }
        }
        Act::ProposeDecline => Action::ProposeDecline {
            case: no,
            ground: DeclineGround::NoLicenceNeeded,
            reason: text,
        },
        Act::Withdraw if world.chance.happens(250) => Action::Withdraw { case: no, reason: text },
        Act::Claim => Action::Claim { case: no },
        Act::Examine => {
            let points = case.terms.points.iter();
            let findings = points.map(|point| (point.clone(), Finding::Met)).collect();
            Action::Examine { case: no, findings }
        }
        Act::GiveOpinion => Action::GiveOpinion {
            case: no,
            step: OpinionStep::Examine,
            proposal: Proposal::Grant,
            text,
        },
        Act::ReturnToCounter => {
            Action::ReturnToCounter { case: no, reason: ReturnReason::ScanUnclear, text }
        }
        Act::AnswerReturn => Action::AnswerReturn { case: no, text },
        Act::MakeResult => Action::MakeResult { case: no, result: result() },
        Act::Rate => Action::Rate(rated()),
        Act::CheckMaterial => {
            Action::CheckMaterial { kind: KindId::from("plan"), check: Check::Passed }
        }
        Act::DetachMaterial => Action::DetachMaterial {
            kind: KindId::from("plan"),
            page: first_page(application),
            reason: text,
        },
        Act::ResolveTask => {
            let open = application.tasks.iter().find(|(_, task)| task.resolved.is_none());
            let task = open.map(|(id, _)| id.clone()).unwrap_or_default();
            Action::ResolveTask { task, text }
        }
        _ => return Ok(None),
    };
    Ok(Some(plain(action)))
}

fn rated() -> Rated {
    Rated {
        grade: Grade::Satisfied,
        options: Vec::new(),
        comment: String::new(),
        record: "P000001".to_owned(),
    }
}

fn first_page(application: &Application) -> BlobHash {
    let plan = application.intake.materials.get(&KindId::from("plan"));
    let page = plan.and_then(|evidence| evidence.pages.first());
    page.map(|page| page.blob.clone()).unwrap_or_default()
}

fn result() -> ResultDocument {
    ResultDocument {
        kind: KindId::from("drainage-permit"),
        name: "排水许可证".to_owned(),
        number: "模水许字第 1 号".to_owned(),
        valid_from: "2026-11-20".parse().unwrap(),
        valid_to: None,
        evidence: domain::intake::Evidence::default(),
    }
}

/// An act that hands over a paper.
fn on_paper(world: &mut World, desk: usize, act: Act, case: &Case) -> Option<Make> {
    let word = word(&world.desks[desk]);
    let text = format!("理由 {}", world.chance.below(1000));
    let start = receive_start(case);
    let corrected = !case.corrections.is_empty();
    let case = case.no.clone();
    Some(match act {
        Act::Accept => papered(DocumentKind::AcceptanceNotice, word, move |pen, paper| {
            let promised = pen.in_force().calendar.add_working_days(start, 5).date;
            let promised_by = promised.max(start);
            Action::Accept { case, accepted_on: start, promised_by, paper: Some(paper) }
        }),
        Act::NotifyCorrection => {
            papered(DocumentKind::CorrectionNotice, word, move |pen, paper| {
                let second_reason = corrected.then(|| "补来的材料不清楚".to_owned());
                let (points, notified_on) = (vec![point()], pen.today());
                let correct_by =
                    Some(pen.in_force().calendar.add_natural_days(notified_on, 30).date);
                Action::NotifyCorrection {
                    case,
                    points,
                    notified_on,
                    correct_by,
                    second_reason,
                    paper,
                }
            })
        }
        Act::Decline => papered(DocumentKind::DeclineNotice, word, move |pen, paper| {
            let ground = DeclineGround::NotCompetent { competent_body: "住建局".to_owned() };
            Action::Decline { case, ground, reason: text, declined_on: pen.today(), paper }
        }),
        Act::Approve => papered(DocumentKind::Decision, word, move |pen, paper| {
            let (ground, decided_on) = ("条例第四条".to_owned(), pen.today());
            Action::Approve { case, ground, text, decided_on, paper }
        }),
        Act::Reject => papered(DocumentKind::Rejection, word, move |pen, paper| {
            let (ground, decided_on) = ("条例第四条".to_owned(), pen.today());
            Action::Reject { case, ground, reason: text, decided_on, paper }
        }),
        Act::Deliver => {
            papered(DocumentKind::DeliveryReceipt, word, move |pen, paper| Action::Deliver {
                cases: vec![case],
                way: ServiceWay::InPerson,
                recipient: "王芳".to_owned(),
                recipient_id: "440106199912314560".to_owned(),
                on_behalf: None,
                served_on: pen.today(),
                paper,
            })
        }
        _ => return None,
    })
}
