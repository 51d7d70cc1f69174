//! Bad input and faults (issue A) at a real desk with real parts: what the clerk reads, that it
//! says the next step, and that nothing typed is lost. docs/faults.md is the table.

mod batch;
mod certificates;
mod clock;
mod database;
mod disk;
mod duplicates;
mod files;
mod platform;
mod printing;
mod scanning;
mod typing;
mod window;

use domain::catalogue::Catalogue;
use domain::ids::ItemCode;
use serde_json::Value;
use tests::acts::ALLOWANCE;
use tests::hall::{Hall, PASSWORD, Station, options};
use tokio::sync::broadcast::{self, error::TryRecvError};
use workstation::desk::Workstation;
use workstation::sync::Transport;
use workstation::view::{DraftEdit, Fault, FormField, IntakeView, Progress};

/// The applicant of these tests.
const LIU: &str = "440104193602050010";

/// A hall whose catalogue is the one compiled in, so that papers may be printed.
async fn hall() -> Hall {
    let hall = Hall::new(70).await;
    furnish(&hall).await;
    hall
}

async fn furnish(hall: &Hall) {
    let mut catalogue = Catalogue::parse(&workstation::forms::compiled_in()).unwrap();
    catalogue.version.number = 2;
    hall.platform.publish(&catalogue).await.unwrap();
}

/// The desk of a counter, with devices of its own.
struct Desk {
    station: Station,
    desk: Workstation,
    user: String,
}

impl std::ops::Deref for Desk {
    type Target = Workstation;

    fn deref(&self) -> &Workstation {
        &self.desk
    }
}

impl Desk {
    /// Enrols a counter and signs a clerk in.
    async fn at(hall: &mut Hall, counter: &str, user: &str, settings: Value) -> Self {
        let mut station = hall.counter(counter).await;
        station.kill();
        std::fs::write(station.home.join("desk.json"), settings.to_string()).unwrap();
        let desk = open(&station).await;
        desk.sign_in(user, PASSWORD).await.unwrap();
        Self { station, desk, user: user.to_owned() }
    }

    /// The program is started again with other devices.
    async fn with(self, settings: Value) -> Self {
        std::fs::write(self.station.home.join("desk.json"), settings.to_string()).unwrap();
        self.restart().await
    }

    /// The program is started again, by the same person.
    async fn restart(self) -> Self {
        let Self { station, desk, user } = self;
        desk.engine().close().await;
        drop(desk);
        let desk = open(&station).await;
        desk.sign_in(&user, PASSWORD).await.unwrap();
        Self { station, desk, user }
    }

    /// Begins an intake of one item for one person.
    async fn begin(&self, item: &str, number: &str) -> IntakeView {
        let view = self.start("A018").await.unwrap();
        let chosen = DraftEdit::AddItem { code: ItemCode::from(item) };
        self.edit(&view.id, chosen, None).await.unwrap();
        self.fill(&view.id, "applicant.name", "刘德明").await;
        self.fill(&view.id, "applicant.id_number", number).await
    }

    async fn begin_allowance(&self) -> IntakeView {
        self.begin(ALLOWANCE, LIU).await
    }

    /// The same with a page in hand: enough for a receipt.
    async fn begin_with_page(&self) -> IntakeView {
        let view = self.begin_allowance().await;
        let file = self.station.home.join("page.jpg");
        std::fs::write(&file, include_bytes!("fixtures/page.jpg")).unwrap();
        let kind = domain::ids::KindId::from("identity-card");
        self.import(&view.id, kind, file.to_str().unwrap()).await.unwrap()
    }

    async fn fill(&self, draft: &str, element: &str, text: &str) -> IntakeView {
        self.try_fill(draft, element, text).await.unwrap()
    }

    async fn try_fill(&self, draft: &str, element: &str, text: &str) -> Result<IntakeView, Fault> {
        let change = DraftEdit::Field { element: element.into(), text: text.to_owned() };
        self.edit(draft, change, Some(format!("field:{element}"))).await
    }
}

async fn open(station: &Station) -> Workstation {
    let desk = loop {
        // The old writer lets go of the folder as soon as its task ends.
        let options = options(station.clock.clone(), station.keyring.clone());
        match Workstation::open(station.home.clone(), options) {
            Ok(desk) => break desk,
            Err(fault) if fault.code == "store.in_use" => tokio::task::yield_now().await,
            Err(fault) => panic!("{}", fault.message),
        }
    };
    let wire = std::sync::Arc::clone(&station.wire) as std::sync::Arc<dyn Transport>;
    desk.engine().set_transport(wire);
    desk
}

/// A field of the page.
fn field<'a>(view: &'a IntakeView, element: &str) -> &'a FormField {
    let groups = view.groups.iter().flat_map(|group| &group.fields);
    let found = view.applicant.iter().chain(groups).find(|f| f.element.as_str() == element);
    found.unwrap_or_else(|| panic!("no field {element}"))
}

/// Everything that was typed is still there.
async fn nothing_lost(desk: &Desk, before: &IntakeView) {
    let now = desk.current().await.unwrap().unwrap();
    assert_eq!(now.id, before.id);
    let texts = |view: &IntakeView| {
        let groups = view.groups.iter().flat_map(|group| &group.fields);
        let all = view.applicant.iter().chain(groups);
        all.map(|f| (f.element.clone(), f.value.clone())).collect::<Vec<_>>()
    };
    assert_eq!(texts(&now), texts(before));
}

/// The window does not go on showing work that is over.
fn assert_over(works: &mut broadcast::Receiver<Progress>) {
    let mut last = None;
    loop {
        match works.try_recv() {
            Ok(work) => last = Some(work),
            Err(TryRecvError::Lagged(_)) => {}
            Err(TryRecvError::Empty | TryRecvError::Closed) => break,
        }
    }
    assert!(last.is_some_and(|work| work.done), "work is shown that is over");
}
