//! Acts that are not well formed: the ways to spoil each, for random walks.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::papers::scanned;
use crate::action::{Action, DeclineGround, Finding, Paper, Proposal};
use crate::document::DocumentKind;
use crate::fee::FeeStep;
use crate::ids::{BlobHash, CaseNo};
use crate::intake::{Check, Evidence};
use crate::procedure::{Approver, StepKind};
use crate::proceeding::{PartySignature, Proceeding, TerminationGround};

/// As many ways as any act has.
pub(super) const WAYS: usize = 24;
/// The first ways spoil the paper, or name another case.
const OF_PAPER: usize = 5;

/// The act spoiled in the `k`th way, as far as its kind knows one.
pub(super) fn spoil(action: &Action, k: usize, today: Date) -> Action {
    let mut action = action.clone();
    if k < OF_PAPER {
        of_paper(&mut action, k);
        return action;
    }
    let k = k - OF_PAPER;
    counter(&mut action, k, today);
    notices(&mut action, k, today);
    organ(&mut action, k, today);
    results(&mut action, k, today);
    super::spoiled_besides::spoil(&mut action, k, today);
    if let Action::Proceed { proceeding, .. } = &mut action {
        steps(proceeding, k, today);
        records(proceeding, k, today);
    }
    replaced(action, k)
}

fn of_paper(action: &mut Action, k: usize) {
    if k == 4 {
        if let Action::Claim { case } | Action::Withdraw { case, .. } = action {
            *case = CaseNo::from("9");
        } else if let Action::Accept { paper, .. } = action {
            *paper = match paper {
                Some(_) => None,
                None => Some(super::world::paper(DocumentKind::AcceptanceNotice, "受9")),
            };
        }
        return;
    }
    let Some(paper) = paper_of(action) else {
        return;
    };
    match k {
        0 => paper.kind = DocumentKind::ShiftReport,
        1 => paper.number = " ".into(),
        2 => paper.hash = BlobHash("x".into()),
        _ => {
            *paper =
                Paper { number: "收1".into(), hash: BlobHash("b".repeat(64)), ..paper.clone() }
        }
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the others hand over no paper")]
fn paper_of(action: &mut Action) -> Option<&mut Paper> {
    match action {
        Action::Accept { paper, .. } => paper.as_mut(),
        Action::NotifyCorrection { paper, .. }
        | Action::Decline { paper, .. }
        | Action::Approve { paper, .. }
        | Action::Reject { paper, .. }
        | Action::Deliver { paper, .. } => Some(paper),
        Action::Proceed { proceeding, .. } => match proceeding {
            Proceeding::Step { paper, .. }
            | Proceeding::Extension { paper, .. }
            | Proceeding::Deferral { paper, .. }
            | Proceeding::Termination { paper, .. }
            | Proceeding::SiteCheck { paper, .. }
            | Proceeding::Replacement { paper, .. }
            | Proceeding::Amendment { paper, .. } => Some(paper),
            Proceeding::StepEnd { .. }
            | Proceeding::DeferredSupply { .. }
            | Proceeding::Transfer { .. } => None,
        },
        Action::Charge { charge: FeeStep::Notify { paper, .. }, .. } => Some(paper),
        _ => None,
    }
}

fn counter(action: &mut Action, k: usize, today: Date) {
    if let Action::Accept { accepted_on, promised_by, .. } = action {
        match k % 3 {
            0 => *accepted_on = today.tomorrow().unwrap(),
            1 => *accepted_on = day("2026-01-05"),
            _ => *promised_by = day("2030-01-07"),
        }
    } else if let Action::DeemAccepted { as_of, .. } = action {
        *as_of = as_of.tomorrow().unwrap();
    } else if let Action::ProposeDecline { ground, reason, .. }
    | Action::Decline { ground, reason, .. } = action
    {
        match k % 5 {
            0 => reason.clear(),
            1 => *ground = DeclineGround::NotCompetent { competent_body: String::new() },
            2 => *ground = DeclineGround::NoLicenceNeeded,
            3 => *ground = DeclineGround::OwnLaw { article: String::new() },
            _ => *ground = DeclineGround::OwnLaw { article: "条例第十七条".into() },
        }
    } else if let Action::Withdraw { reason, .. } = action {
        reason.clear();
    }
}

fn notices(action: &mut Action, k: usize, today: Date) {
    if let Action::NotifyCorrection { points, notified_on, correct_by, second_reason, .. } = action
    {
        match k % 6 {
            0 => points.clear(),
            1 => points[0].remedy.clear(),
            2 => *notified_on = today.yesterday().unwrap(),
            3 => *correct_by = if correct_by.is_some() { None } else { Some(today) },
            4 => *second_reason = None,
            _ => points[0].material = Some("id-card".into()),
        }
    } else if let Action::SupplyCorrection { materials, .. } = action {
        materials.clear();
        if k.is_multiple_of(2) {
            materials.insert("id-card".into(), scanned("other"));
        }
    }
}

fn organ(action: &mut Action, k: usize, today: Date) {
    if let Action::Examine { findings, .. } = action {
        match k % 4 {
            0 => findings.clear(),
            1 => *findings = BTreeMap::from([("另一条件".into(), Finding::Met)]),
            2 => drop(findings.pop_first()),
            _ => findings.values_mut().for_each(|finding| *finding = Finding::NotMet),
        }
    } else if let Action::GiveOpinion { text, proposal, .. } = action {
        if k.is_multiple_of(2) {
            text.clear();
        } else {
            *proposal = Proposal::Reject;
        }
    } else if let Action::ReturnToCounter { text, .. } | Action::AnswerReturn { text, .. } = action
    {
        text.clear();
    } else if let Action::Approve { ground, text, decided_on, .. }
    | Action::Reject { ground, reason: text, decided_on, .. } = action
    {
        match k % 3 {
            0 => ground.clear(),
            1 => text.clear(),
            _ => *decided_on = today.yesterday().unwrap(),
        }
    }
}

fn results(action: &mut Action, k: usize, today: Date) {
    if let Action::MakeResult { result, .. } = action {
        match k % 4 {
            0 => result.number.clear(),
            1 => result.name.clear(),
            2 => result.valid_to = Some(day("2020-01-01")),
            _ => result.kind = "another".into(),
        }
    } else if let Action::Deliver { cases, recipient, recipient_id, served_on, .. } = action {
        match k % 6 {
            0 => cases.clear(),
            1 => cases.extend(cases.clone()),
            2 => recipient.clear(),
            3 => recipient_id.clear(),
            4 => *recipient = "李强".into(),
            _ => *served_on = today.tomorrow().unwrap(),
        }
    }
}

fn steps(proceeding: &mut Proceeding, k: usize, today: Date) {
    if let Proceeding::Step { kind, stops, starts_on, ends_by, reason, .. } = proceeding {
        match k % 5 {
            0 if *kind == StepKind::Suspension => *kind = StepKind::Hearing,
            0 => *kind = StepKind::Suspension,
            1 => *stops = !*stops,
            2 => *starts_on = today.yesterday().unwrap(),
            3 => *ends_by = starts_on.yesterday().unwrap(),
            _ => reason.clear(),
        }
    } else if let Proceeding::StepEnd { result } = proceeding {
        result.clear();
    } else if let Proceeding::Extension { reason, approval, due, .. } = proceeding {
        match k % 4 {
            0 => reason.clear(),
            1 => approval.document.clear(),
            2 => *due = due.tomorrow().unwrap(),
            _ if approval.by == Approver::OrganHead => approval.by = Approver::GovernmentHead,
            _ => approval.by = Approver::OrganHead,
        }
    } else if let Proceeding::Deferral { materials, due, .. } = proceeding {
        match k % 4 {
            0 => materials.clear(),
            1 => *materials = vec!["id-card".into()],
            2 => *materials = vec!["plan".into()],
            _ => *due = today,
        }
    } else if let Proceeding::DeferredSupply { materials, .. } = proceeding {
        materials.clear();
        match k % 3 {
            0 => {}
            1 => drop(materials.insert("id-card".into(), scanned("other"))),
            _ => drop(materials.insert("plan".into(), Evidence::default())),
        }
    }
}

fn records(proceeding: &mut Proceeding, k: usize, today: Date) {
    if let Proceeding::Termination { ground, reason, .. } = proceeding {
        match k % 5 {
            0 => reason.clear(),
            1 => *ground = TerminationGround::CorrectionLapsed,
            2 => *ground = TerminationGround::DeferralLapsed,
            3 => *ground = TerminationGround::OwnLaw { article: String::new() },
            _ => *ground = TerminationGround::OwnLaw { article: "条例第九条".into() },
        }
    } else if let Proceeding::SiteCheck { officers, checked_on, findings, party, .. } = proceeding {
        match k % 4 {
            0 => officers.truncate(1),
            1 => *checked_on = today.tomorrow().unwrap(),
            2 => findings.clear(),
            _ => *party = PartySignature::Refused { note: String::new() },
        }
    } else if let Proceeding::Transfer { to, reason, .. } = proceeding {
        match k % 3 {
            0 => *to = "".into(),
            1 => *to = "examiner".into(),
            _ => reason.clear(),
        }
    } else if let Proceeding::Amendment { values, reason, .. } = proceeding {
        match k % 4 {
            0 => values.clear(),
            1 => *values = BTreeMap::from([("premises.name".into(), "x".into())]),
            2 => {
                let same = values.iter().map(|(id, text)| {
                    (id.clone(), if text == "86" { "68".to_owned() } else { "86".to_owned() })
                });
                *values = same.collect();
            }
            _ => reason.clear(),
        }
    }
}

/// Another act in its place: a page taken out, a task closed, a second receipt.
fn replaced(action: Action, k: usize) -> Action {
    if let Action::CheckMaterial { kind, check } = action {
        let page = if k.is_multiple_of(2) { "plan" } else { "nowhere" };
        return match k % 5 {
            0 => Action::CheckMaterial { kind, check: Check::Failed { problem: String::new() } },
            1 => Action::CheckMaterial {
                kind: "id-card".into(),
                check: Check::Failed { problem: "模糊".into() },
            },
            2 | 3 => Action::DetachMaterial { kind, page: page.into(), reason: String::new() },
            _ => Action::CheckMaterial { kind: "id-card".into(), check },
        };
    }
    if let Action::RecordPrint { .. } = action {
        let (task, text) = match k % 4 {
            0 => ("1-material.late", ""),
            1 => ("9-unknown", "已处理"),
            _ => ("1-material.late", "已处理"),
        };
        return Action::ResolveTask { task: task.into(), text: text.into() };
    }
    if matches!(action, Action::Rate(_)) && k % 4 == 3 {
        return super::world::receive(&[super::world::HEALTH]);
    }
    action
}

fn day(text: &str) -> Date {
    super::world::day(text)
}
