//! A world: a platform, its stations, the network between them, and the time that passes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard};

use domain::catalogue::Catalogue;
use domain::ids::BlobHash;
use domain::wire::StreamId;
use platform::{ManualClock, Platform, http};
use workstation::engine::EngineError;

use super::agenda::Agenda;
use super::chance::Chance;
use super::counts::Counts;
use super::desk::{Desk, PASSWORD, copy_home};
use super::hall::{beginning, beginnings, platform_options};
use super::ledger::Ledger;
use super::network::Network;

/// What a world did wrong, in words.
pub(super) type Failed = String;

/// Everything that one seed makes.
pub(super) struct World {
    pub(super) seed: u64,
    pub(super) chance: Chance,
    pub(super) agenda: Arc<Agenda>,
    pub(super) network: Arc<Network>,
    pub(super) desks: Vec<Desk>,
    pub(super) shared: Vec<StreamId>,
    /// Applications received in this world.
    pub(super) others: Vec<StreamId>,
    pub(super) ledger: Ledger,
    /// Pages scanned for the next act.
    pub(super) scanned: Vec<BlobHash>,
    /// Acts that a screen showed as no longer fitting: desk and hash.
    pub(super) unfit: BTreeSet<(usize, String)>,
    pub(super) catalogue: Catalogue,
    /// What was done, for whoever looks at a failed seed.
    pub(super) trace: Vec<String>,
    counts: Arc<Mutex<Counts>>,
    pub(super) folder: PathBuf,
    pub(super) platform_home: PathBuf,
    pub(super) platform_clock: ManualClock,
    /// How far the platform's clock stands from the agenda: nights that passed.
    pub(super) nights: i64,
    platform: Option<Platform>,
}

impl World {
    /// A platform without stations, in a folder where one may have been.
    pub(super) async fn empty(folder: &Path, seed: u64, catalogue: Catalogue) -> Self {
        let (agenda, network, counts) = beginnings(seed);
        let clock = ManualClock::at(beginning());
        let home = folder.join("platform");
        std::fs::create_dir_all(&home).unwrap();
        let mut world = Self {
            seed,
            chance: Chance::new(seed, 0),
            agenda,
            network,
            desks: Vec::new(),
            shared: Vec::new(),
            others: Vec::new(),
            ledger: Ledger::default(),
            scanned: Vec::new(),
            unfit: BTreeSet::new(),
            catalogue,
            trace: Vec::new(),
            counts,
            folder: folder.to_owned(),
            platform_home: home,
            platform_clock: clock,
            nights: 0,
            platform: None,
        };
        world.start_platform().await;
        world
    }

    /// The counters.
    pub(super) fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap()
    }

    /// The platform.
    pub(super) fn platform(&self) -> &Platform {
        self.platform.as_ref().unwrap()
    }

    /// Notes what happens.
    pub(super) fn note(&mut self, text: String) {
        let at = self.agenda.now();
        self.trace.push(format!("{:>6}.{:03} s  {text}", at / 1000, at % 1000));
    }

    /// Switches the platform on.
    pub(super) async fn start_platform(&mut self) {
        let options = platform_options(&self.platform_home, &self.platform_clock);
        let platform = Platform::open(options).await.unwrap();
        let router = http::router(platform.clone(), String::new());
        self.network.put_platform(Some(router));
        self.platform = Some(platform);
    }

    /// Switches the platform off.
    pub(super) async fn stop_platform(&mut self) {
        self.network.put_platform(None);
        if let Some(platform) = self.platform.take() {
            platform.close().await.unwrap();
        }
    }

    /// The platform's power fails: what was durable at this instant is there afterwards.
    pub(super) async fn cut_platform(&mut self) {
        let after = self.folder.join(format!("platform.{}", self.trace.len()));
        copy_home(&self.platform_home, &after);
        self.stop_platform().await;
        self.platform_home = after;
        self.start_platform().await;
    }

    fn show_time(&self) {
        let millis = beginning().as_millisecond() + self.nights + self.agenda.now();
        self.platform_clock.set(jiff::Timestamp::from_millisecond(millis).unwrap());
    }

    /// Lets the next thing happen that is due until then; false if there is none.
    async fn next_thing(&mut self, until: i64) -> bool {
        let (sleeper, mail) = (self.agenda.next(), self.network.next());
        let Some(at) = sleeper.into_iter().chain(mail).min().filter(|at| *at <= until) else {
            return false;
        };
        self.agenda.turn(at);
        self.show_time();
        if mail == Some(at) {
            self.network.deliver_next().await;
        } else {
            self.agenda.wake();
        }
        true
    }

    /// Lets time pass.
    pub(super) async fn run_for(&mut self, millis: i64) -> Result<(), Failed> {
        let until = self.agenda.now() + millis;
        loop {
            self.agenda.settle().await?;
            self.restart_crashed().await?;
            if !self.next_thing(until).await {
                break;
            }
        }
        self.agenda.turn(until);
        self.show_time();
        self.agenda.settle().await
    }

    /// Makes a call that a person waits for, while time passes.
    pub(super) async fn call<F: Future>(&mut self, work: F) -> Result<F::Output, Failed> {
        self.agenda.more_tasks(1);
        let mut work = pin!(work);
        let agenda = Arc::clone(&self.agenda);
        let done = loop {
            tokio::select! {
                biased;
                done = &mut work => break done,
                settled = agenda.settle() => settled?,
            }
            if !self.next_thing(i64::MAX).await {
                return Err("a call that nobody answers".to_owned());
            }
        };
        agenda.fewer_tasks(1);
        Ok(done)
    }

    /// Whoever sits at a desk signs in; false if that is not possible now.
    pub(super) async fn sign_in(&mut self, desk: usize) -> Result<bool, Failed> {
        let engine = self.desks[desk].engine().clone();
        let user = self.desks[desk].user();
        let done = self.call(async move { engine.sign_in(&user, PASSWORD).await }).await?;
        match done {
            Ok(_) => Ok(true),
            // Out of reach for too long, or the clock says so.
            Err(EngineError::Key(_) | EngineError::Sync(_)) => Ok(false),
            Err(error) => Err(format!("desk {desk} cannot be opened: {error}")),
        }
    }

    /// Stations whose power failed while they pushed are switched on again.
    async fn restart_crashed(&mut self) -> Result<(), Failed> {
        for desk in 0..self.desks.len() {
            if self.desks[desk].wire.take_crash() {
                self.counts().restarts_during_push += 1;
                self.note(format!("desk {desk} loses power while it pushes"));
                self.desks[desk].cut_power().await;
                Box::pin(self.sign_in(desk)).await?;
            }
        }
        Ok(())
    }

    /// Ends the world.
    pub(super) async fn shut(&mut self) {
        for desk in &mut self.desks {
            desk.stop_sync();
            desk.engine().close().await;
        }
        self.desks.clear();
        tokio::task::yield_now().await;
        self.stop_platform().await;
    }
}
