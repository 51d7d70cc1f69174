//! The demo hall while its past is played: the platform's real store under a clock turned by hand,
//! and four real stations in the same process.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use domain::wire::access::EnrolmentCode;
use jiff::{SignedDuration, Timestamp};
use neighbours::{Neighbours, Ports};
use platform::keys::PasswordCost;
use platform::tls::Certificates;
use platform::{
    BlobPlace, CertificateService, Clock as PlatformClock, ManualClock, Outside, Place, Platform,
};
use serde_json::Value;
use tests::hall::Wire;
use workstation::clock::Clock;
use workstation::desk::Workstation;
use workstation::engine::{Enrolment, Options};
use workstation::sync::Transport;

use crate::Seed;

/// Homes of the stations, named as their codes are.
pub(crate) const STATIONS: [&str; 4] = ["counter-07", "counter-08", "hall", "departments"];

/// The hall's time with the system's chance.
#[derive(Debug)]
struct DemoClock(ManualClock);

impl Clock for DemoClock {
    fn now(&self) -> Timestamp {
        PlatformClock::Manual(self.0.clone()).now()
    }

    fn fill(&self, bytes: &mut [u8]) {
        workstation::clock::SystemClock.fill(bytes);
    }
}

/// The hall.
pub(crate) struct Hall {
    pub(crate) clock: ManualClock,
    pub(crate) platform: Platform,
    _neighbours: Neighbours,
    now: Timestamp,
    password: String,
    stations: Vec<(&'static str, Workstation)>,
}

impl Hall {
    /// Opens the platform's store and enrols the stations.
    pub(crate) async fn open(seed: &Seed) -> Result<Self> {
        let now = PlatformClock::System.now();
        let clock = ManualClock::at(now);
        let folder = seed.dir.join("platform");
        let tls = Certificates::open(&folder.join("tls"), &[], &PlatformClock::Machine).await?;
        let neighbours = Neighbours::start(Ports::default()).await?;
        let account = serde_json::from_slice(&std::fs::read(folder.join("neighbours.json"))?)?;
        let service = CertificateService::new(&neighbours.addresses().certificates, account)?;
        let platform = Platform::open(platform::Options {
            place: Place::File(folder.join("platform.db")),
            blobs: BlobPlace::Folder(folder.join("blobs")),
            clock: PlatformClock::Manual(clock.clone()),
            password_cost: PasswordCost::Usual,
            ca: tls.authority.der()?,
            outside: Outside { certificates: Some(service) },
        })
        .await?;
        let told: Value = serde_json::from_slice(&std::fs::read(&seed.codes)?)?;
        let mut stations = Vec::new();
        for name in STATIONS {
            let code = told["codes"][name].as_str().context("no code for a station")?;
            let place = Enrolment {
                platform: Some(seed.address.clone()),
                ca: Some(tls.authority.pem().to_owned()),
            };
            let home = seed.dir.join(name);
            stations.push((name, enrol(home, &clock, &platform, code, place).await?));
        }
        let password = seed.password.clone();
        Ok(Self { clock, platform, _neighbours: neighbours, now, password, stations })
    }

    /// A station.
    pub(crate) fn station(&self, name: &str) -> Result<&Workstation> {
        let found = self.stations.iter().find(|(station, _)| *station == name);
        Ok(&found.with_context(|| format!("no station {name}"))?.1)
    }

    /// Seats a person at a station; what happened elsewhere is there before they begin.
    pub(crate) async fn seat(&self, station: &str, user: &str) -> Result<&Workstation> {
        let desk = self.station(station)?;
        let here = desk.engine().session().map(|session| session.actor.user.to_string());
        if here.as_deref() != Some(user) {
            desk.engine().sign_out();
            desk.sign_in(user, &self.password).await.map_err(said)?;
        }
        desk.engine().sync_once().await?;
        Ok(desk)
    }

    /// Everybody went home: sign-ins do not last over night.
    pub(crate) fn sign_all_out(&self) {
        for (_, desk) in &self.stations {
            desk.engine().sign_out();
        }
    }

    /// Minutes go by.
    pub(crate) fn wait(&self, minutes: i64) {
        self.clock.advance(minutes * 60_000);
    }

    /// Turns the clock to a time of a day, +08:00; never back.
    pub(crate) fn turn(&self, day: jiff::civil::Date, hour: i8, minute: i8) -> Result<()> {
        let time = day.at(hour, minute, 0, 0);
        let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
        self.clock.set(time.to_zoned(zone)?.timestamp());
        Ok(())
    }

    /// Shortly before the present, so that nothing lies in the future when the windows open.
    pub(crate) fn turn_to_this_morning(&self) {
        let hour = SignedDuration::from_mins(75);
        self.clock.set(self.now.checked_sub(hour).unwrap_or(self.now));
    }

    /// The day on which the demo is made.
    pub(crate) fn today(&self) -> jiff::civil::Date {
        domain::calendar::legal_date(self.now)
    }

    /// The hall's own station, which has every stream, with the latest in it.
    pub(crate) async fn watch(&self) -> Result<&Workstation> {
        let desk = self.station("hall")?;
        if desk.engine().session().is_none() {
            return self.seat("hall", "zhengqiang").await;
        }
        desk.engine().sync_once().await?;
        Ok(desk)
    }

    /// Everybody goes home; the stores are shut.
    pub(crate) async fn close(self) -> Result<()> {
        self.sign_all_out();
        for (_, desk) in &self.stations {
            desk.engine().close().await;
        }
        Ok(self.platform.close().await?)
    }
}

async fn enrol(
    home: PathBuf,
    clock: &ManualClock,
    platform: &Platform,
    code: &str,
    place: Enrolment,
) -> Result<Workstation> {
    let Some(code) = EnrolmentCode::parse(code) else { bail!("a station's code is malformed") };
    let options = Options { clock: Arc::new(DemoClock(clock.clone())), ..Options::default() };
    let desk = Workstation::open(home, options).map_err(said)?;
    let wire: Arc<dyn Transport> = Wire::to(platform);
    desk.engine().enrol_through(wire, &code.secret, "演示工作站", place).await?;
    Ok(desk)
}

/// A desk's fault as an error.
pub(crate) fn said(fault: workstation::view::Fault) -> anyhow::Error {
    anyhow::anyhow!("{}: {}", fault.code, fault.message)
}

/// The youngest file of a folder.
pub(crate) fn youngest(folder: &Path) -> Result<PathBuf> {
    let read = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files: Vec<_> = read.collect::<Result<_, _>>()?;
    files.sort_by_key(|file| file.metadata().and_then(|m| m.modified()).ok());
    Ok(files.last().context("nothing was printed")?.path())
}
