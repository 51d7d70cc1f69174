//! The desk: what a window or a command line asks of the station, in the words of the view.
//!
//! It joins the engine with devices and papers; it decides nothing (the domain does) and stores
//! nothing (the engine does).

mod acts;
mod admin;
mod attention;
mod capture;
mod cases;
mod certificates;
mod course;
mod day;
mod decide;
mod deliver;
pub mod draw;
mod duplicates;
mod duty;
mod edit;
mod fault;
mod fee;
mod hand_over;
mod intake;
mod lists;
mod lookup;
mod notices;
mod numbers;
pub mod paper;
mod printing;
mod rating;
mod receive;
mod replacement;
mod report;
mod session;
mod settings;
mod settle;
mod shift;
mod slips;
mod supplement;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use domain::calendar::legal_time;
use domain::document::Texts;
use tokio::sync::{Mutex as AsyncMutex, broadcast};

use crate::devices::Cancel;
use crate::documents::Fonts;
use crate::engine::{Engine, InForce, Options, Session};
use crate::search::Search;
use crate::sync::SyncTask;
use crate::view::{Fault, Progress};

pub use settings::DeskSettings;

use paper::PaperDesk;

/// A station at work (工作站).
pub struct Workstation {
    engine: Engine,
    home: PathBuf,
    /// When this run of the program began.
    opened_at: jiff::Timestamp,
    settings: DeskSettings,
    texts: Texts,
    search: Mutex<Option<(u32, Arc<Search>)>>,
    progress: broadcast::Sender<Progress>,
    scanning: Mutex<Cancel>,
    printing: Mutex<Cancel>,
    editing: AsyncMutex<()>,
    sync: Mutex<Option<SyncTask>>,
}

impl std::fmt::Debug for Workstation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workstation").field("home", &self.home).finish_non_exhaustive()
    }
}

impl Workstation {
    /// Opens a home folder; nothing is readable before somebody signs in.
    ///
    /// # Errors
    /// Another program has the folder open, a file is damaged, or the paper texts are malformed.
    pub fn open(home: PathBuf, options: Options) -> Result<Self, Fault> {
        let engine = Engine::open(&home, options).map_err(Fault::from)?;
        let settings = DeskSettings::load(&home)?;
        let texts =
            Texts::built_in().map_err(|error| Fault::new(error.code(), error.to_string()))?;
        Ok(Self {
            opened_at: engine.clock().now(),
            engine,
            home,
            settings,
            texts,
            search: Mutex::new(None),
            progress: broadcast::channel(64).0,
            scanning: Mutex::new(Cancel::default()),
            printing: Mutex::new(Cancel::default()),
            editing: AsyncMutex::new(()),
            sync: Mutex::new(None),
        })
    }

    /// The engine, for the command line and for tests.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Starts carrying to and from the platform of the enrolment; needs a runtime.
    pub fn start_sync(&self) {
        // The desk works on without it, and says that it is offline.
        if let Err(fault) = self.engine.connect() {
            tracing::error!(code = fault.code(), "the platform of the enrolment");
        }
        *self.sync.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(crate::sync::start(&self.engine));
    }

    /// Long work tells how far it is.
    #[must_use]
    pub fn progress(&self) -> broadcast::Receiver<Progress> {
        self.progress.subscribe()
    }

    fn tell(&self, work: &str, text: String, percent: Option<u32>, done: bool) {
        let progress = Progress { work: work.to_owned(), text, percent, done, problem: None };
        // Nobody listening is no fault.
        let _ = self.progress.send(progress);
    }

    /// Long work waits for a person.
    fn tell_problem(&self, work: &str, fault: &Fault) {
        let progress = Progress {
            work: work.to_owned(),
            text: fault.message.clone(),
            percent: None,
            done: false,
            problem: Some(fault.code.clone()),
        };
        let _ = self.progress.send(progress);
    }

    fn session_in_use(&self) -> Result<Session, Fault> {
        let session = self.engine.session();
        session.ok_or_else(|| Fault::from(crate::engine::EngineError::SignedOut))
    }

    /// Everything that drawing and papers need: the person, the time, the catalogue in force.
    fn table(&self) -> Result<Table, Fault> {
        let session = self.session_in_use()?;
        Ok(Table {
            in_force: self.engine.in_force()?,
            at: self.engine.clock().now(),
            offline: self.engine.offline(),
            training: self.settings.training,
            session,
        })
    }

    fn fonts() -> Result<&'static Fonts, Fault> {
        Fonts::system().map_err(|error| Fault::new(error.code(), error.to_string()))
    }

    /// Bytes of a page or thumbnail, for the page protocol.
    ///
    /// # Errors
    /// Nobody is signed in, or the page is neither here nor at the platform.
    pub async fn page(&self, hash: &str) -> Result<Vec<u8>, Fault> {
        self.session_in_use()?;
        Ok(self.engine.blob(&domain::ids::BlobHash(hash.to_owned())).await?)
    }
}

/// One moment at the desk.
#[derive(Clone, Debug)]
struct Table {
    session: Session,
    in_force: Arc<InForce>,
    at: jiff::Timestamp,
    offline: bool,
    training: bool,
}

impl Table {
    fn papers(&self) -> PaperDesk<'_> {
        PaperDesk {
            catalogue: &self.in_force.catalogue,
            actor: &self.session.actor,
            now: legal_time(self.at),
            offline: self.offline,
            training: self.training,
        }
    }

    fn today(&self) -> jiff::civil::Date {
        legal_time(self.at).date()
    }
}
