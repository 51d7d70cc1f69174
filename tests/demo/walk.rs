//! Plays the days before today: counters receive, departments work, the hall hands out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use domain::action::ShiftSide;
use domain::application::{Application, Case, Stage};
use domain::ids::{ApplicationId, CaseNo};
use domain::wire::StreamId;
use jiff::ToSpan as _;
use jiff::civil::Date;
use neighbours::World;
use serde_json::{Value, json};
use workstation::engine::Pen;
use workstation::view::{ActOutcome, ActRequest};

use crate::Seed;
use crate::acts::{self, Post};
use crate::fill;
use crate::hall::{Hall, said};
use crate::plan::{Fate, Left, PARKED, VISITS, Visit};

/// Who works where, in the order of a day.
const POSTS: [(&str, &str, Post); 8] = [
    ("counter-07", "chenjing", Post::Clerk),
    ("counter-08", "liangwei", Post::Clerk),
    ("departments", "luoxin", Post::Examiner("market-supervision")),
    ("departments", "fengjie", Post::Examiner("disease-control")),
    ("departments", "tangyun", Post::Reviewer("market-supervision")),
    ("departments", "heguang", Post::Decider("market-supervision")),
    ("departments", "caolei", Post::Decider("disease-control")),
    ("hall", "huangmin", Post::Issuer),
];

/// An application that was received.
struct Open {
    application: ApplicationId,
    visit: &'static Visit,
}

struct Walk<'a> {
    hall: &'a Hall,
    world: World,
    folder: PathBuf,
    open: Vec<Open>,
    /// Cases that moved today: nobody does two people's work in a day.
    moved: BTreeSet<CaseNo>,
}

/// Plays everything; answers with counts by stage.
pub(crate) async fn play(seed: &Seed) -> Result<Value> {
    let hall = Hall::open(seed).await?;
    let mut walk = Walk {
        hall: &hall,
        world: World::load()?,
        folder: seed.dir.clone(),
        open: Vec::new(),
        moved: BTreeSet::new(),
    };
    for (days_ago, day) in hall.days()?.into_iter().rev().enumerate().rev() {
        walk.day(u32::try_from(days_ago)?, day).await?;
    }
    walk.drafts().await?;
    let told = walk.told().await?;
    hall.close().await?;
    Ok(told)
}

impl Walk<'_> {
    async fn day(&mut self, days_ago: u32, day: Date) -> Result<()> {
        self.moved.clear();
        self.hall.sign_all_out();
        let today = days_ago == 0;
        if today {
            self.hall.turn_to_this_morning();
        } else {
            self.hall.turn(day, 9, 0)?;
        }
        for visit in VISITS.iter().filter(|visit| visit.days_ago == days_ago) {
            self.receive(visit).await?;
        }
        if today {
            return Ok(());
        }
        self.hall.turn(day, 13, 30)?;
        for (station, user, post) in POSTS {
            self.work(station, user, post).await?;
        }
        // what the departments did reaches the counters
        self.evening(day).await
    }

    async fn receive(&mut self, visit: &'static Visit) -> Result<()> {
        let (station, user) = match visit.counter {
            "08" => ("counter-08", "liangwei"),
            _ => ("counter-07", "chenjing"),
        };
        let desk = self.hall.seat(station, user).await?;
        let who = fill::applicant(&self.world, visit.who)?;
        let mut view = fill::begin(desk, visit.ticket, visit.matter, &who).await?;
        let incomplete = matches!(visit.fate, Fate::Correcting | Fate::Declined);
        self.hall.wait(6);
        let printed = self.folder.join(station).join("printed");
        view = if incomplete {
            fill::in_part(desk, view, &who, &printed).await?
        } else {
            fill::complete(desk, view, &who, &printed).await?
        };
        ensure!(
            incomplete || view.missing.is_empty(),
            "{} {}: {:?}",
            visit.ticket,
            visit.who,
            view.missing
        );
        self.hall.wait(5);
        let outcome = desk.receive(&view.id, incomplete).await.map_err(said)?;
        done(&format!("{} {}", visit.ticket, visit.who), &outcome)?;
        desk.engine().sync_once().await?;
        self.open.push(Open { application: ApplicationId(view.id), visit });
        Ok(())
    }

    /// One person's part of the day.
    async fn work(&mut self, station: &str, user: &str, post: Post) -> Result<()> {
        let mut desk = None;
        for at in 0..self.open.len() {
            let (id, visit) = (self.open[at].application.clone(), self.open[at].visit);
            let counter = format!("counter-{}", visit.counter);
            if post == Post::Clerk && station != counter {
                continue;
            }
            let here = self.hall.station(station)?;
            let before = self.seen(&id).await?;
            // everything is handed out at once, on the day after the last of it was made
            if post == Post::Issuer && before.cases.keys().any(|no| self.moved.contains(no)) {
                continue;
            }
            let mine = |case: &&Case| {
                !self.moved.contains(&case.no) && acts::wanted(case, &before, visit.fate, post)
            };
            let cases: Vec<CaseNo> =
                before.cases.values().filter(mine).map(|c| c.no.clone()).collect();
            if cases.is_empty() {
                continue;
            }
            if desk.is_none() {
                desk = Some(self.hall.seat(station, user).await?);
            }
            self.hall.wait(3);
            for request in acts::requests(here, &before, &cases, visit.fate, post).await? {
                if let ActRequest::Rate { .. } = &request {
                    let stream = StreamId::application(&before.id);
                    let rate = |pen: &mut Pen| pen.act(acts::pressed()).map(|_| ());
                    here.engine().submit(&stream, None, rate).await?;
                    continue;
                }
                let outcome = here.act(request).await.map_err(said)?;
                done(&format!("{} {user}", visit.ticket), &outcome)?;
            }
            self.moved.extend(cases);
        }
        if let Some(desk) = desk {
            desk.engine().sync_once().await?;
        }
        Ok(())
    }

    /// An application as the hall's own station sees it: the hall has every stream.
    async fn seen(&self, id: &ApplicationId) -> Result<Application> {
        let desk = self.hall.watch().await?;
        let view = desk.engine().application(id).await?;
        view.application().cloned().context("an application that was received")
    }

    /// Applicants who left without 收件: one was told what is missing, two are called back later.
    async fn drafts(&self) -> Result<()> {
        let desk = self.hall.seat("counter-07", "chenjing").await?;
        let printed = self.folder.join("counter-07").join("printed");
        for (ticket, person, matter, left) in PARKED {
            let who = fill::applicant(&self.world, person)?;
            let view = fill::begin(desk, ticket, matter, &who).await?;
            self.hall.wait(4);
            match left {
                Left::Begun => {
                    desk.park(&view.id).await.map_err(said)?;
                }
                Left::Told => {
                    let view = fill::answers_and_form(desk, view, &who).await?;
                    let outcome = desk.guidance(&view.id).await.map_err(said)?;
                    done(person, &outcome)?;
                }
                Left::Complete => {
                    let view = fill::complete(desk, view, &who, &printed).await?;
                    desk.park(&view.id).await.map_err(said)?;
                }
            }
        }
        desk.engine().sync_once().await?;
        Ok(())
    }

    /// The evening: papers go to the departments, the clerks sign the shift.
    async fn evening(&self, day: Date) -> Result<()> {
        self.hall.turn(day, 17, 20)?;
        for (station, user) in [("counter-07", "chenjing"), ("counter-08", "liangwei")] {
            let desk = self.hall.seat(station, user).await?;
            for department in ["market-supervision", "disease-control"] {
                let outcome = desk.act(ActRequest::HandOver { to: department.into() }).await;
                // a counter that received nothing for a department has nothing to hand over
                outcome.map_err(said)?;
            }
            let side = ShiftSide::Leaving;
            let sign = ActRequest::SignShift { side, remarks: String::new() };
            done(user, &desk.act(sign).await.map_err(said)?)?;
            desk.engine().sync_once().await?;
        }
        Ok(())
    }

    async fn told(&self) -> Result<Value> {
        let mut stages: BTreeMap<String, u32> = BTreeMap::new();
        for open in &self.open {
            for case in self.seen(&open.application).await?.cases.values() {
                *stages.entry(format!("{:?}", case.stage)).or_default() += 1;
            }
        }
        for stage in [Stage::Received, Stage::Correcting, Stage::Accepted, Stage::Reviewing] {
            ensure!(stages.contains_key(&format!("{stage:?}")), "no case is {stage:?}: {stages:?}");
        }
        Ok(json!({ "applications": self.open.len(), "cases": stages }))
    }
}

/// A demo in which a rule says no is a broken demo.
fn done(what: &str, outcome: &ActOutcome) -> Result<()> {
    match &outcome.refusal {
        None => Ok(()),
        Some(refusal) => anyhow::bail!("{what}: {refusal:?}"),
    }
}

impl Hall {
    /// The working days of the plan, today last.
    pub(crate) fn days(&self) -> Result<Vec<Date>> {
        let calendar = &self.station("hall")?.engine().in_force()?.calendar;
        let mut days = vec![self.today()];
        let mut day = self.today();
        let furthest = VISITS.iter().map(|visit| visit.days_ago).max().unwrap_or(0);
        while days.len() <= usize::try_from(furthest)? {
            day = day.checked_sub(1.day())?;
            if calendar.is_working_day(day) {
                days.push(day);
            }
        }
        days.reverse();
        Ok(days)
    }
}
