//! Well-formed acts by number, for random walks.

use super::correction::{notify, supply};
use super::fee::{charge, pay, refund};
use super::proceeding::{defer, extend, site_check, step, step_end, supply_deferred, terminate};
use super::rating::{close, contact, rate};
use super::records::{amend, transfer};
use super::replacement::replace;
use super::result::{deliver, make};
use super::review::{claim, examine, opinion};
use super::world::{REGISTRATION, World, accept, approve, day, paper, reject, scanned};
use crate::action::{
    Action, DeclineGround, Finding, Grade, OpinionStep, PrintOutcome, ReturnReason,
};
use crate::application::{Case, Stage, Stream};
use crate::clocks::{deferrable_until, statutory_due};
use crate::document::DocumentKind;
use crate::ids::KindId;
use crate::intake::Check;
use crate::procedure::{AcceptanceStep, Approver, PaperAct, Procedure, StepKind};
use crate::proceeding::{Proceeding, TerminationGround};
use crate::rights::Act;

/// How many acts there are.
pub(super) const ACTS: usize = 36;

/// The case on which an act is to be done, and the day.
pub(super) struct Scene<'a> {
    pub(super) no: &'a str,
    pub(super) item: &'a str,
    pub(super) world: &'a World,
    pub(super) state: &'a Stream,
    pub(super) today: &'a str,
}

impl Scene<'_> {
    /// The `n`th act, well formed for that day.
    pub(super) fn act(&self, n: usize) -> Action {
        let mut action = match n {
            0..=5 => self.at_the_counter(n),
            6..=13 => self.at_the_organ(n),
            14..=20 => self.afterwards(n),
            21..=29 => self.on_the_way(n),
            _ => self.besides(n),
        };
        self.rename(&mut action);
        action
    }

    /// Fees, a bad rating, the wrong item.
    fn besides(&self, n: usize) -> Action {
        let (no, case) = (self.no, self.case());
        match n {
            30 => charge(no, case, self.today),
            31 => pay(no, case, self.today),
            32 => refund(no, case),
            33 => contact(),
            34 => close(),
            _ => replace(self),
        }
    }

    pub(super) fn case(&self) -> Option<&Case> {
        self.state.application().and_then(|app| app.cases.get(&self.no.into()))
    }

    /// The day from which the receive term runs.
    fn start(&self) -> String {
        let start = self.case().map(crate::clocks::receive_start);
        start.map_or_else(|| self.today.to_owned(), |day| day.to_string())
    }

    fn at_the_counter(&self, n: usize) -> Action {
        let (case, start) = (self.no.into(), self.start());
        match n {
            0 => self.accepting(&start),
            1 => self.correcting(),
            2 => supply(&["plan"], true),
            3 => {
                Action::ProposeDecline { case, ground: ground(), reason: "不归本机关".into() }
            }
            4 => Action::Decline {
                case,
                ground: ground(),
                reason: "不归本机关".into(),
                declined_on: self.today.parse().unwrap(),
                paper: paper(DocumentKind::DeclineNotice, &format!("不受{}", self.no)),
            },
            _ => Action::Withdraw { case, reason: "不办了".into() },
        }
    }

    fn at_the_organ(&self, n: usize) -> Action {
        let (no, case) = (self.no, self.no.into());
        match n {
            6 => claim(),
            7 => examine(&[("布局", Finding::Met), ("消毒", Finding::Met)]),
            8 => opinion(OpinionStep::Examine, "拟准予"),
            9 => opinion(OpinionStep::Review, "同意"),
            10 => {
                Action::ReturnToCounter { case, reason: ReturnReason::Other, text: "补扫".into() }
            }
            11 => Action::AnswerReturn { case, text: "已补扫".into() },
            12 => approve(no, self.today, self.approval()),
            _ => reject(no, self.today),
        }
    }

    fn afterwards(&self, n: usize) -> Action {
        let result = if self.item == REGISTRATION { "licence" } else { "permit" };
        match n {
            14 => make(self.no, result),
            15 => deliver(&[self.no], self.today),
            16 => rate(Grade::Dissatisfied, "213"),
            17 => Action::CheckMaterial { kind: "plan".into(), check: Check::Passed },
            18 => {
                Action::DeemAccepted { case: self.no.into(), as_of: self.start().parse().unwrap() }
            }
            19 => Action::AttachMaterial {
                case: None,
                kind: "plan".into(),
                evidence: scanned("again"),
            },
            _ => Action::RecordPrint {
                paper: paper(DocumentKind::Receipt, "收1"),
                reprint: 0,
                reason: None,
                outcome: PrintOutcome::Printed,
            },
        }
    }

    /// Steps aside from the main course, as the law of the case wants them.
    fn on_the_way(&self, n: usize) -> Action {
        let (today, no) = (self.today, self.no);
        let procedure = self.procedure();
        match n {
            21 => {
                let rule = procedure.steps.first();
                let kind = rule.map_or(StepKind::ExpertReview, |rule| rule.kind);
                step(kind, rule.is_some_and(|rule| rule.stops), today, today)
            }
            22 => step_end(),
            23 => {
                let joint = self.case().is_some_and(|case| case.terms.joint);
                let by = procedure.extension(joint).map_or(Approver::OrganHead, |r| r.approver);
                extend(by, &self.extended())
            }
            24 => {
                let kinds = self.case().map_or(Vec::new(), |case| case.terms.deferrable.clone());
                let kinds: Vec<&str> = kinds.iter().map(KindId::as_str).collect();
                defer(&kinds, &self.deferred_until())
            }
            25 => {
                let open = self.case().and_then(|case| case.course.deferral.as_ref());
                let open = open.map_or(Vec::new(), |d| d.open.iter().cloned().collect());
                supply_deferred(&open.iter().map(KindId::as_str).collect::<Vec<_>>())
            }
            26 => terminate(self.ground()),
            27 => site_check(today),
            28 => {
                transfer(if self.claimer() == Some("colleague") { "examiner" } else { "colleague" })
            }
            _ => {
                let area =
                    self.state.application().and_then(|app| app.intake.values.get(&AREA.into()));
                let same = area.is_some_and(|field| field.text == "86");
                amend(AREA, if same { "68" } else { "86" }, &format!("更{no}"))
            }
        }
    }

    fn procedure(&self) -> &Procedure {
        let item = &self.world.catalogue.items[&self.item.into()];
        &self.world.catalogue.procedures[&item.procedure]
    }

    fn claimer(&self) -> Option<&str> {
        self.case()?.claimed_by.as_ref().map(|stamp| stamp.user.as_str())
    }

    /// The new last day that an extension would give.
    fn extended(&self) -> String {
        let due = self.case().and_then(|case| {
            let calendar = &self.world.calendar;
            statutory_due(case, self.procedure(), calendar, day(self.today), true)
        });
        due.map_or_else(|| self.today.to_owned(), |(_, due)| due.date.to_string())
    }

    fn deferred_until(&self) -> String {
        let until = self.case().zip(self.procedure().deferral.as_ref()).map(|(case, rule)| {
            deferrable_until(&case.terms, rule, &self.world.calendar, day(self.today))
        });
        until.map_or_else(|| self.today.to_owned(), |day| day.to_string())
    }

    /// What lapsed, or else what never needs a term.
    fn ground(&self) -> TerminationGround {
        let today = day(self.today);
        let Some(case) = self.case() else {
            return TerminationGround::ApplicantGone;
        };
        let correcting = case.corrections.last().filter(|_| case.stage == Stage::Correcting);
        let out = case.course.deferral.as_ref().filter(|deferral| !deferral.open.is_empty());
        if correcting.and_then(|last| last.correct_by).is_some_and(|by| by < today) {
            TerminationGround::CorrectionLapsed
        } else if out.is_some_and(|deferral| deferral.due < today) {
            TerminationGround::DeferralLapsed
        } else {
            TerminationGround::ApplicantGone
        }
    }

    fn accepting(&self, start: &str) -> Action {
        let mut action = accept(self.no, start, &self.world.promise(self.item, start));
        let formal = self.procedure().acceptance == AcceptanceStep::Formal;
        if let Action::Accept { paper, .. } = &mut action
            && !formal
        {
            *paper = None;
        }
        action
    }

    fn correcting(&self) -> Action {
        let earlier = self.case().map_or(0, |case| case.corrections.len());
        let number = format!("补{}-{earlier}", self.no);
        let reason = (earlier > 0).then_some("补来的材料不清楚");
        let mut action = notify(&number, self.today, &["plan"], reason);
        if let Action::NotifyCorrection { correct_by, .. } = &mut action
            && self.procedure().correction.is_none()
        {
            *correct_by = None;
        }
        action
    }

    fn approval(&self) -> DocumentKind {
        let paper = self.procedure().paper(PaperAct::Approve);
        paper.map_or(DocumentKind::Decision, |paper| paper.kind)
    }

    /// Numbers differ by case and by how many papers there are.
    fn number(&self, proceeding: &mut Proceeding) {
        let papers = self.state.application().map_or(0, |app| app.papers.len());
        let word = match proceeding {
            Proceeding::Step { paper, .. } => (paper, "特"),
            Proceeding::Extension { paper, .. } => (paper, "延"),
            Proceeding::Deferral { paper, .. } => (paper, "容"),
            Proceeding::Termination { paper, .. } => (paper, "终"),
            Proceeding::SiteCheck { paper, .. } => (paper, "核"),
            Proceeding::Amendment { paper, .. } => (paper, "更"),
            Proceeding::DeferredSupply { paper: Some(paper), .. } => (paper, "补收"),
            Proceeding::StepEnd { .. }
            | Proceeding::DeferredSupply { paper: None, .. }
            | Proceeding::Replacement { .. }
            | Proceeding::Transfer { .. } => return,
        };
        let (paper, word) = word;
        paper.number = format!("{word}{}-{papers}", self.no).as_str().into();
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the others name their case already")]
    fn rename(&self, action: &mut Action) {
        match action {
            Action::NotifyCorrection { case, .. }
            | Action::SupplyCorrection { case, .. }
            | Action::Claim { case }
            | Action::Examine { case, .. }
            | Action::GiveOpinion { case, .. } => *case = self.no.into(),
            Action::Proceed { case, proceeding } => {
                *case = self.no.into();
                self.number(proceeding);
            }
            Action::Deliver { paper, .. } => {
                paper.number = format!("送{}", self.no).as_str().into();
            }
            _ => {}
        }
    }
}

const AREA: &str = "premises.area";

fn ground() -> DeclineGround {
    DeclineGround::NotCompetent { competent_body: "区城管局".into() }
}

/// The act that rights names for the `n`th action, and whether it speaks of just this action: an
/// opinion is open if either step is, a check if any material is.
pub(super) fn named(n: usize) -> Option<(Act, bool)> {
    let exact = |act| Some((act, true));
    match n {
        0 => exact(Act::Accept),
        1 => exact(Act::NotifyCorrection),
        2 => exact(Act::SupplyCorrection),
        3 => exact(Act::ProposeDecline),
        4 => exact(Act::Decline),
        5 => exact(Act::Withdraw),
        6 => exact(Act::Claim),
        7 => exact(Act::Examine),
        8 | 9 => Some((Act::GiveOpinion, false)),
        10 => exact(Act::ReturnToCounter),
        11 => exact(Act::AnswerReturn),
        12 => exact(Act::Approve),
        13 => exact(Act::Reject),
        14 => exact(Act::MakeResult),
        15 => exact(Act::Deliver),
        16 => exact(Act::Rate),
        17 => Some((Act::CheckMaterial, false)),
        18 => exact(Act::DeemAccepted),
        21 => exact(Act::AnnounceStep),
        22 => exact(Act::EndStep),
        23 => exact(Act::Extend),
        // what is missing besides, or a promise too near, is judged with the content
        24 => Some((Act::Defer, false)),
        25 => exact(Act::SupplyDeferred),
        26 => exact(Act::Terminate),
        27 => exact(Act::CheckSite),
        28 => exact(Act::Transfer),
        29 => exact(Act::Amend),
        30 => exact(Act::ChargeFee),
        32 => exact(Act::RefundFee),
        33 => exact(Act::ContactRater),
        34 => exact(Act::CloseRepair),
        // whether the right item is there already is judged with the content
        35 => Some((Act::Replace, false)),
        _ => None,
    }
}
