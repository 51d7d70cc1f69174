//! Who does what next with a case, and in which words.

use std::collections::BTreeMap;

use anyhow::Result;
use domain::action::{
    Action, CorrectionPoint, DeclineGround, Finding, Grade, OpinionStep, Proposal, ReturnReason,
    ServiceWay,
};
use domain::application::{Application, Case, Outcome, Stage};
use domain::ids::CaseNo;
use domain::proceeding::{Officer, PartySignature};
use domain::rating::Rated;
use workstation::desk::Workstation;
use workstation::view::{ActRequest, CourseRequest, CourseView};

use crate::hall::said;
use crate::plan::Fate;

/// Where a person sits, with the department.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Post {
    Clerk,
    Examiner(&'static str),
    Reviewer(&'static str),
    Decider(&'static str),
    Issuer,
}

/// Does the case wait for this person, on the way to its fate?
pub(crate) fn wanted(case: &Case, app: &Application, fate: Fate, post: Post) -> bool {
    let examined = case.opinions.iter().any(|o| o.step == OpinionStep::Examine);
    let reviewed = case.opinions.iter().any(|o| o.step == OpinionStep::Review);
    let decided = case.decision.is_some() || case.stage == Stage::Closed;
    let goes_on = matches!(
        fate,
        Fate::Proposed | Fate::Reviewed | Fate::Ready | Fate::Rejected | Fate::Delivered
    );
    match post {
        Post::Clerk => match fate {
            Fate::Correcting => case.stage == Stage::Received,
            Fate::Withdrawn => case.stage == Stage::Accepted,
            _ => licence_came(case, app),
        },
        Post::Examiner(department) => {
            let here = case.department.as_str() == department && !decided;
            let mine = here && (ripe(case) || fate == Fate::Declined);
            let open = case.claimed_by.is_none();
            mine && match fate {
                Fate::Declined => true,
                Fate::Claimed | Fate::Returned => open,
                _ => goes_on && !examined,
            }
        }
        Post::Reviewer(department) => {
            let on =
                matches!(fate, Fate::Reviewed | Fate::Ready | Fate::Rejected | Fate::Delivered);
            let needs = case.terms.reviewed && !reviewed;
            case.department.as_str() == department && on && !decided && examined && needs
        }
        Post::Decider(department) => {
            let on = matches!(fate, Fate::Ready | Fate::Rejected | Fate::Delivered);
            let ready =
                examined && (reviewed || !case.terms.reviewed || department == "disease-control");
            case.department.as_str() == department && on && !decided && ready
        }
        Post::Issuer => fate == Fate::Delivered && case.stage == Stage::Ready && all_decided(app),
    }
}

/// A case whose examination may begin: accepted, or of a procedure without acceptance.
fn ripe(case: &Case) -> bool {
    match case.stage {
        Stage::Accepted | Stage::Reviewing => true,
        Stage::Received => ["P2", "P8"].contains(&case.terms.procedure.as_str()),
        Stage::Correcting | Stage::Decided | Stage::Ready | Stage::Closed => false,
    }
}

/// A case that waited for another's licence, which is there now.
fn licence_came(case: &Case, app: &Application) -> bool {
    let there = |no: &CaseNo| app.cases.get(no).is_some_and(|earlier| earlier.result.is_some());
    case.stage == Stage::Received
        && !case.depends_on.is_empty()
        && case.depends_on.iter().all(there)
}

fn all_decided(app: &Application) -> bool {
    app.cases.values().all(|case| case.decision.is_some() || case.stage == Stage::Closed)
}

/// What the person asks for.
pub(crate) async fn requests(
    desk: &Workstation,
    app: &Application,
    cases: &[CaseNo],
    fate: Fate,
    post: Post,
) -> Result<Vec<ActRequest>> {
    if post == Post::Issuer {
        return Ok(hand_out(app, cases));
    }
    let mut all = Vec::new();
    for no in cases {
        let case = no.clone();
        match post {
            Post::Clerk => all.push(at_counter(case, fate)),
            Post::Examiner(_) => all.extend(examine(desk, case, fate).await?),
            Post::Reviewer(_) => all.push(opinion(case, OpinionStep::Review, fate, "同意承办意见")),
            Post::Decider(_) => all.push(decide(desk, case, fate).await?),
            Post::Issuer => {}
        }
    }
    Ok(all)
}

fn at_counter(case: CaseNo, fate: Fate) -> ActRequest {
    match fate {
        Fate::Correcting => ActRequest::NotifyCorrection {
            case,
            points: vec![CorrectionPoint {
                material: Some("floor-plan".into()),
                element: None,
                name: "场所平面图".to_owned(),
                problem: "未提交".to_owned(),
                remedy: "补交标明功能分区和尺寸的平面图一份".to_owned(),
            }],
            second_reason: None,
        },
        Fate::Withdrawn => {
            ActRequest::Withdraw { case, reason: "店铺转让，不再开办".to_owned() }
        }
        _ => ActRequest::Accept { case },
    }
}

async fn examine(desk: &Workstation, case: CaseNo, fate: Fate) -> Result<Vec<ActRequest>> {
    if fate == Fate::Declined {
        let ground = DeclineGround::NotCompetent {
            competent_body: "新洲区疾病预防控制局".to_owned(),
        };
        let reason = "经营场所在新洲区，不属于本机关管辖".to_owned();
        return Ok(vec![ActRequest::Decline { case, ground, reason }]);
    }
    let mut acts = vec![ActRequest::Claim { case: case.clone() }];
    match fate {
        Fate::Claimed => {}
        Fate::Returned => acts.push(ActRequest::ReturnToCounter {
            case,
            reason: ReturnReason::ScanUnclear,
            text: "平面图第 1 页扫描不清，请重新扫描".to_owned(),
        }),
        _ => {
            let view = desk.review(case.clone()).await.map_err(said)?;
            let points = view.points;
            let last = points.len().saturating_sub(1);
            let finding = |n| {
                if fate == Fate::Rejected && n == last { Finding::NotMet } else { Finding::Met }
            };
            let points = points.into_iter().enumerate();
            let findings: BTreeMap<_, _> =
                points.map(|(n, point)| (point.id, finding(n))).collect();
            acts.push(ActRequest::Examine { case: case.clone(), findings });
            if view.course.site_due {
                acts.push(site_check(case.clone(), view.course, fate)?);
            }
            acts.push(opinion(case, OpinionStep::Examine, fate, "材料齐全，符合条件"));
        }
    }
    Ok(acts)
}

/// 现场核查 by two officers, on the day.
fn site_check(case: CaseNo, course: CourseView, fate: Fate) -> Result<ActRequest> {
    let officer = |name: &str, certificate: &str| Officer {
        name: name.to_owned(),
        certificate: certificate.to_owned(),
    };
    let findings = match fate {
        Fate::Rejected => "专间未独立设置，与平面图不一致",
        _ => "布局、设施与平面图一致",
    };
    let request = CourseRequest::SiteCheck {
        officers: vec![officer("冯杰", "粤A0450123"), officer("郑敏仪", "粤A0450177")],
        checked_on: course.today.parse()?,
        place: if course.place.is_empty() {
            "申请的经营场所".to_owned()
        } else {
            course.place
        },
        findings: findings.to_owned(),
        party: PartySignature::Signed { name: "现场负责人".to_owned() },
    };
    Ok(ActRequest::Proceed { case, request })
}

fn opinion(case: CaseNo, step: OpinionStep, fate: Fate, text: &str) -> ActRequest {
    let (proposal, text) = match fate {
        Fate::Rejected => (Proposal::Reject, "场所布局不符合规范，拟不予许可"),
        _ => (Proposal::Grant, text),
    };
    ActRequest::GiveOpinion { case, step, proposal, text: text.to_owned() }
}

async fn decide(desk: &Workstation, case: CaseNo, fate: Fate) -> Result<ActRequest> {
    let grounds = desk.review(case.clone()).await.map_err(said)?.grounds;
    let ground = grounds.into_iter().next().unwrap_or_else(|| "法定条件".to_owned());
    Ok(match fate {
        Fate::Rejected => ActRequest::Reject {
            case,
            ground,
            reason: "专间未独立设置，不符合食品经营场所布局要求".to_owned(),
        },
        _ => ActRequest::Approve { case, ground, text: "符合法定条件，准予".to_owned() },
    })
}

/// What an applicant pressed on the device on a day that is played.
pub(crate) fn pressed() -> Action {
    Action::Rate(Rated {
        grade: Grade::VerySatisfied,
        options: vec!["510".to_owned()],
        comment: String::new(),
        record: "P000001".to_owned(),
    })
}

fn hand_out(app: &Application, cases: &[CaseNo]) -> Vec<ActRequest> {
    let Some(applicant) = &app.intake.applicant else {
        return Vec::new();
    };
    let deliver = ActRequest::Deliver {
        application: app.id.clone(),
        cases: cases.to_vec(),
        way: ServiceWay::InPerson,
        recipient: applicant.name.clone(),
        recipient_id: applicant.id_number.clone(),
        on_behalf: None,
    };
    let rate = cases.first().map(|case| ActRequest::Rate { case: case.clone() });
    let refused = |no: &CaseNo| app.cases[no].outcome == Some(Outcome::Rejected);
    let rate = rate.filter(|_| !cases.iter().all(refused));
    [deliver].into_iter().chain(rate).collect()
}
