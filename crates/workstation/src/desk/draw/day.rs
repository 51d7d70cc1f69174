//! 当日办件: what the daily report counts and lists, from the facts that the board counts.

use std::collections::BTreeMap;

use domain::application::{Application, Stage};
use domain::calendar::legal_date;
use domain::clocks::Lamp;
use domain::document::DayCase;
use domain::event::Fact;
use domain::ids::CaseNo;
use domain::proceeding::Proceeding;

use super::duty::{DutyFacts, count};
use super::review::applicant_name;
use super::words::stage_words;
use crate::desk::paper::DayCounts;

impl DutyFacts<'_> {
    /// What the day counts beside the shift.
    #[must_use]
    pub fn day_counts(&self) -> DayCounts {
        let mut counts = DayCounts::default();
        for fact in self.facts() {
            tally(&mut counts, fact);
        }
        let late = |lamp| matches!(lamp, Lamp::Red | Lamp::Black);
        let open = self.cases().filter(|case| case.stage < Stage::Decided);
        counts.overdue = count(open.filter(|case| late(self.lamp(case))).count());
        counts
    }

    /// The cases in which something was done today, by number.
    #[must_use]
    pub fn day_cases(&self) -> Vec<DayCase> {
        let mut rows = Vec::new();
        for app in self.applications {
            for (no, done) in self.done_today(app) {
                let Some(case) = app.cases.get(&no) else { continue };
                rows.push(DayCase {
                    case_no: no,
                    applicant: applicant_name(app),
                    item: self.desk.catalogue.item_name(&case.item).to_owned(),
                    organ: self.desk.organ(&case.department).to_owned(),
                    done: done.join("、"),
                    stage: stage_words(case.stage, case.outcome),
                });
            }
        }
        rows.sort_by(|a, b| a.case_no.cmp(&b.case_no));
        rows
    }

    fn done_today(&self, app: &Application) -> BTreeMap<CaseNo, Vec<&'static str>> {
        let mut done: BTreeMap<CaseNo, Vec<&'static str>> = BTreeMap::new();
        let entries = app.history.iter();
        for entry in entries.filter(|entry| legal_date(entry.stamp.at) == self.today()) {
            let Some(word) = done_word(&entry.fact) else { continue };
            for no in concerned(app, &entry.fact) {
                let words = done.entry(no.clone()).or_default();
                if !words.contains(&word) {
                    words.push(word);
                }
            }
        }
        done
    }
}

/// The cases that a fact of an application is about.
fn concerned<'a>(app: &'a Application, fact: &'a Fact) -> Vec<&'a CaseNo> {
    match (fact, fact.case()) {
        (Fact::ResultsDelivered { cases, .. }, _) => cases.iter().collect(),
        (_, Some(case)) => vec![case],
        (_, None) => app.cases.keys().collect(),
    }
}

fn tally(counts: &mut DayCounts, fact: &Fact) {
    match fact {
        Fact::CaseReturned { .. } => counts.returned += 1,
        Fact::CaseWithdrawn { .. } => counts.withdrawn += 1,
        Fact::CaseRejected { .. } => counts.rejected += 1,
        Fact::Proceeded { proceeding, .. } => match proceeding {
            Proceeding::Deferral { .. } => counts.deferred += 1,
            Proceeding::Step { .. } => counts.steps += 1,
            Proceeding::Termination { .. } => counts.terminated += 1,
            _ => {}
        },
        _ => {}
    }
}

/// What was done, in a word; none for what is no handling of a case.
fn done_word(fact: &Fact) -> Option<&'static str> {
    Some(match fact {
        Fact::ApplicationReceived { .. } => "收件",
        Fact::CaseAccepted { .. } => "受理",
        Fact::CaseDeemedAccepted { .. } => "视为受理",
        Fact::CorrectionNotified { .. } => "补正告知",
        Fact::CorrectionSupplied { .. } => "补正收到",
        Fact::DeclineProposed { .. } => "拟不予受理",
        Fact::CaseDeclined { .. } => "不予受理",
        Fact::CaseWithdrawn { .. } => "撤回",
        Fact::OpinionGiven { .. } => "签署意见",
        Fact::CaseReturned { .. } => "退回窗口",
        Fact::ReturnAnswered { .. } => "答复退回",
        Fact::Proceeded { proceeding, .. } => proceeding_word(proceeding),
        Fact::CaseApproved { .. } => "准予",
        Fact::CaseRejected { .. } => "不予许可",
        Fact::ResultMade { .. } => "制证",
        Fact::ResultsDelivered { .. } => "送达",
        _ => return None,
    })
}

fn proceeding_word(proceeding: &Proceeding) -> &'static str {
    match proceeding {
        Proceeding::Step { .. } => "特别程序",
        Proceeding::StepEnd { .. } => "恢复计时",
        Proceeding::Extension { .. } => "延长期限",
        Proceeding::Deferral { .. } => "容缺受理",
        Proceeding::DeferredSupply { .. } => "容缺补交",
        Proceeding::Termination { .. } => "终止办理",
        Proceeding::SiteCheck { .. } => "现场核查",
        Proceeding::Transfer { .. } => "转办",
        Proceeding::Replacement { .. } => "事项更正",
        Proceeding::Amendment { .. } => "更正",
    }
}
