//! A station whose lives are ended, its hall, and the platform that it reaches over HTTP.

use std::path::PathBuf;
use std::sync::Arc;

use domain::wire::access::EnrolmentCode;
use domain::wire::admin::StationCodeRequest;
use platform::http::{Listen, Server};
use tests::hall::{HALL, Hall, Wire};
use workstation::desk::Workstation;
use workstation::engine::Enrolment;
use workstation::sync::Transport;

use super::check;
use super::life::{self, Kind, Order};
use super::model::Model;
use super::plan::Point;
use super::supervise::{self, End};

/// A station and its hall.
pub(crate) struct Station {
    pub(crate) hall: Hall,
    pub(crate) server: Server,
    pub(crate) home: PathBuf,
    /// Who works there.
    pub(crate) user: &'static str,
    pub(crate) model: Model,
    /// What others decided may be taken back, and is out of the lists until a round brings it again.
    pub(crate) lists_lag: bool,
    /// A person is told of something here, which is no fault.
    pub(crate) has_work_items: bool,
    /// An older copy of the disk draws its numbers again, until the platform tells it.
    pub(crate) disk_was_restored: bool,
    seed: u64,
}

impl Station {
    /// A hall with one counter, enrolled, at which nobody has signed in.
    pub(crate) async fn found(seed: u64) -> Self {
        let mut station = Self::bare(Hall::of_today(seed).await, seed).await;
        station.enrol("07").await;
        station
    }

    /// The same without a counter.
    pub(crate) async fn bare(hall: Hall, seed: u64) -> Self {
        let server = serve(&hall).await;
        let home = hall.folder.path().join("station");
        let model = Model::default();
        Self {
            hall,
            server,
            home,
            user: "wangxy",
            model,
            lists_lag: false,
            has_work_items: false,
            disk_was_restored: false,
            seed,
        }
    }

    async fn enrol(&mut self, counter: &str) {
        let wire = Wire::to(&self.hall.platform) as Arc<dyn Transport>;
        self.hall.enrol_home(&self.home, counter, wire).await;
    }

    /// Enrols the home as a station of departments.
    pub(crate) async fn enrol_departments(&mut self, departments: &[&str]) {
        let place = StationCodeRequest {
            hall: HALL.into(),
            counter: None,
            departments: departments.iter().map(|id| (*id).into()).collect(),
        };
        let code = self.hall.platform.station_code(&place).await.unwrap().code;
        let code = EnrolmentCode::parse(&code).unwrap();
        let desk = self.open().await;
        let wire = Wire::to(&self.hall.platform);
        let place = Enrolment::default();
        desk.engine().enrol_through(wire, &code.secret, "测试机", place).await.unwrap();
        desk.engine().close().await;
    }

    /// What a life at this station is told.
    pub(crate) fn order(&mut self, kind: Kind, point: Option<Point>) -> Order {
        self.seed += 1;
        Order {
            kind,
            home: self.home.clone(),
            user: self.user.to_owned(),
            url: format!("http://{}", self.server.address()),
            code: String::new(),
            seed: self.seed,
            point,
        }
    }

    /// A life, its end, and what was said until then.
    pub(crate) async fn live(&mut self, order: Order, end: End) {
        let life = move || supervise::live(&order, end);
        let lines = tokio::task::spawn_blocking(life).await.unwrap();
        self.model.take(&lines);
    }

    /// A life that ends at a write point; then everything is as it was said.
    pub(crate) async fn killed_at(&mut self, kind: Kind, point: &Point) {
        let order = self.order(kind, Some(point.clone()));
        self.live(order, End::AtPoint).await;
        check::after(self, &format!("killed at {point:?}")).await;
    }

    /// The desk, opened again, with a wire to the platform.
    pub(crate) async fn open(&mut self) -> Workstation {
        self.seed += 1;
        let desk = life::open(&self.home, self.seed).await;
        desk.engine().set_transport(Wire::to(&self.hall.platform));
        desk
    }
}

/// The hall's platform over HTTP.
pub(crate) async fn serve(hall: &Hall) -> Server {
    let address = "127.0.0.1:0".parse().unwrap();
    let listen = Listen::plain(address).unwrap();
    Server::start(hall.platform.clone(), listen).await.unwrap()
}
