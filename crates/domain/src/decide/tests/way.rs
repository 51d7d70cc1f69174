//! A case on its way from 收件 to 送达, one act after the other, for the dated scenarios.

use super::correction::{notify, supply};
use super::proceeding::on;
use super::result::{deliver, make};
use super::review::{claim, examine, opinion};
use super::world::{
    POOL, World, accept, approve, case, clerk, day, decider, examiner, reject, staff,
};
use crate::action::{Action, Actor, DeclineGround, Finding, OpinionStep, Role};
use crate::application::{Case, Outcome, Stream};
use crate::clocks::{Clock, Lamp};
use crate::document::DocumentKind;
use crate::procedure::{PaperAct, Procedure};

/// A case, its hall, and how far it has come.
pub(super) struct Way {
    pub(super) world: World,
    state: Stream,
    item: &'static str,
}

/// Month and day of a last day, `?` behind it when 暂算.
fn due(clock: Option<Clock>) -> String {
    clock.map_or_else(
        || "-".to_owned(),
        |clock| {
            let mark = if clock.due.provisional { "?" } else { "" };
            format!("{}{mark}", clock.due.date.strftime("%m-%d"))
        },
    )
}

impl Way {
    /// Received by the clerk on that day.
    pub(super) fn received(item: &'static str, on: &str) -> Self {
        Self::in_hall(World::new(), item, on)
    }

    /// The same in another hall.
    pub(super) fn in_hall(world: World, item: &'static str, on: &str) -> Self {
        let state = world.received(&[item], on);
        Self { world, state, item }
    }

    /// The pool, received without its plan.
    pub(super) fn without_plan(on: &str) -> Self {
        let world = World::new();
        let state = world.without_plan(on);
        Self { world, state, item: POOL }
    }

    pub(super) fn case(&self) -> &Case {
        case(&self.state, "1")
    }

    fn procedure(&self) -> &Procedure {
        &self.world.catalogue.procedures[&self.case().terms.procedure]
    }

    /// Does an act that nothing forbids.
    pub(super) fn does(&mut self, on: &str, who: &Actor, action: &Action) {
        self.state = match self.world.act(&self.state, who, on, action) {
            Ok(state) => state,
            Err(refusal) => panic!("{on}: {refusal:?}"),
        };
    }

    /// Wants the act refused with that code, on that article.
    pub(super) fn refused(&self, on: &str, who: &Actor, action: &Action, why: (&str, &str)) {
        let refusal = self.world.act(&self.state, who, on, action).expect_err(why.0);
        let article = refusal.article.unwrap_or_default();
        assert_eq!(refusal.code, why.0, "{on}: {}", refusal.message);
        assert!(article.contains(why.1), "{on}: {article}");
        let permit = self.case().terms.procedure.as_str() == "P1";
        let foreign = !permit && article.starts_with("《行政许可法》");
        assert!(!foreign, "the licensing law binds permits only: {article}");
    }

    /// Last days of the answer, the promise and the statutory term.
    pub(super) fn terms(&self, today: &str) -> String {
        let clocks = on(&self.world, &self.state, today);
        [clocks.receive, clocks.promise, clocks.statutory].map(due).join(" ")
    }

    /// Last day to deliver.
    pub(super) fn delivery(&self, today: &str) -> String {
        due(on(&self.world, &self.state, today).delivery)
    }

    /// Last day for the applicant to correct.
    pub(super) fn correction(&self, today: &str) -> String {
        due(on(&self.world, &self.state, today).correction)
    }

    pub(super) fn lamp(&self, today: &str) -> Lamp {
        on(&self.world, &self.state, today).lamp
    }

    /// The day as of which silence accepted it.
    pub(super) fn deemed(&self, today: &str) -> Option<String> {
        on(&self.world, &self.state, today).deemed_as_of.map(|day| day.to_string())
    }

    pub(super) fn examiner(&self) -> Actor {
        examiner(self.item)
    }

    pub(super) fn decider(&self) -> Actor {
        decider(self.item)
    }

    /// Whoever answers for the item at first: the counter or its department.
    pub(super) fn acceptor(&self) -> Actor {
        self.world.acceptor(self.item)
    }

    /// An acceptance of that date with the promise reckoned from it.
    pub(super) fn acceptance(&self, dated: &str) -> Action {
        accept("1", dated, &self.world.promise(self.item, dated))
    }

    pub(super) fn accepted(&mut self, on: &str, dated: &str) {
        let action = self.acceptance(dated);
        self.does(on, &self.acceptor(), &action);
    }

    /// A correction notice, with the applicant's term where the procedure has one.
    pub(super) fn notice(&self, on: &str, kind: &str) -> Action {
        let mut action = notify(&format!("补{on}"), on, &[kind], None);
        if let Action::NotifyCorrection { correct_by, .. } = &mut action
            && self.procedure().correction.is_none()
        {
            *correct_by = None;
        }
        action
    }

    pub(super) fn told(&mut self, on: &str, kind: &str) {
        let action = self.notice(on, kind);
        self.does(on, &self.acceptor(), &action);
    }

    /// What was asked for comes in whole.
    pub(super) fn brought(&mut self, on: &str, kind: &str) {
        self.does(on, &clerk(), &supply(&[kind], true));
    }

    /// A decline by the department.
    pub(super) fn decline(ground: DeclineGround, on: &str) -> Action {
        let paper = super::world::paper(DocumentKind::DeclineNotice, "不受1");
        let reason = "不符合申请条件".into();
        Action::Decline { case: "1".into(), ground, reason, declined_on: day(on), paper }
    }

    /// Claimed, every point met, the opinions that the item wants.
    pub(super) fn examined(&mut self, on: &str) {
        let who = self.examiner();
        self.does(on, &who, &claim());
        let points = self.case().terms.points.clone();
        let met: Vec<_> = points.iter().map(|point| (point.as_str(), Finding::Met)).collect();
        if !met.is_empty() {
            self.does(on, &who, &examine(&met));
        }
        self.does(on, &who, &opinion(OpinionStep::Examine, "材料齐全，拟准予"));
        if self.case().terms.reviewed {
            let reviewer = staff("reviewer", Role::Reviewer, self.item);
            self.does(on, &reviewer, &opinion(OpinionStep::Review, "同意"));
        }
    }

    /// The approval with the paper of the procedure.
    pub(super) fn approval(&self, on: &str) -> Action {
        let paper = self.procedure().paper(PaperAct::Approve);
        approve("1", on, paper.map_or(DocumentKind::Decision, |paper| paper.kind))
    }

    pub(super) fn granted(&mut self, on: &str) {
        let action = self.approval(on);
        self.does(on, &self.decider(), &action);
    }

    pub(super) fn rejected(&mut self, on: &str) {
        self.does(on, &self.decider(), &reject("1", on));
    }

    /// Made where there is a certificate, handed out at the counter, and closed so.
    pub(super) fn delivered(&mut self, on: &str, outcome: Outcome) {
        if outcome == Outcome::Granted && self.case().terms.has_result {
            let item = &self.world.catalogue.items[&self.item.into()];
            let kind = item.results[0].kind.to_string();
            self.does(on, &self.decider(), &make("1", &kind));
        }
        self.does(on, &clerk(), &deliver(&["1"], on));
        let served = self.case().delivery.as_ref().map(|delivery| delivery.on);
        assert_eq!((served, self.case().outcome), (Some(day(on)), Some(outcome)));
        assert_eq!(self.lamp(on), Lamp::Off);
    }
}
