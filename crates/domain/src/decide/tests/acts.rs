//! Well-formed acts by number, for random walks.

use super::correction::{notify, supply};
use super::result::{deliver, make};
use super::review::{claim, examine, opinion};
use super::world::{DEED, FILING, REGISTRATION, World, accept, approve, paper, reject, scanned};
use crate::action::{
    Action, DeclineGround, Finding, Grade, OpinionStep, PrintOutcome, ReturnReason,
};
use crate::application::{Case, Stream};
use crate::document::DocumentKind;
use crate::intake::Check;
use crate::rights::Act;

/// How many acts there are.
pub(super) const ACTS: usize = 21;

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
            _ => self.afterwards(n),
        };
        self.rename(&mut action);
        action
    }

    fn case(&self) -> Option<&Case> {
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
            16 => Action::Rate { grade: Grade::Satisfied, options: vec![] },
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

    fn accepting(&self, start: &str) -> Action {
        let mut action = accept(self.no, start, &self.world.promise(self.item, start));
        let procedure = &self.world.catalogue.items[&self.item.into()].procedure;
        let formal = ["P1", "P3", "P4"].contains(&procedure.as_str());
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
        let procedures = &self.world.catalogue.procedures;
        let procedure = &self.world.catalogue.items[&self.item.into()].procedure;
        if let Action::NotifyCorrection { correct_by, .. } = &mut action
            && procedures[procedure].correction.is_none()
        {
            *correct_by = None;
        }
        action
    }

    fn approval(&self) -> DocumentKind {
        if [REGISTRATION, DEED, FILING].contains(&self.item) {
            DocumentKind::RegistrationNotice
        } else {
            DocumentKind::Decision
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the others name their case already")]
    fn rename(&self, action: &mut Action) {
        match action {
            Action::NotifyCorrection { case, .. }
            | Action::SupplyCorrection { case, .. }
            | Action::Claim { case }
            | Action::Examine { case, .. }
            | Action::GiveOpinion { case, .. } => *case = self.no.into(),
            Action::Deliver { paper, .. } => {
                paper.number = format!("送{}", self.no).as_str().into();
            }
            _ => {}
        }
    }
}

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
        _ => None,
    }
}
