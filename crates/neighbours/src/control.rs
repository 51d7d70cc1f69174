//! The control: lays cards down, breaks services, reads the logs.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Json;
use axum::Router;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::routing::{delete, get, put};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::card_reader::CardState;
use crate::data::World;
use crate::faults::{Fault, Faults, Service};
use crate::payment::Payment;
use crate::rating::Pressed;
use crate::sms::Message;
use crate::state::{AuditRow, Reader, State};

/// A handle on the running neighbours; clones share everything.
#[derive(Clone)]
pub struct Control {
    pub(crate) world: Arc<World>,
    pub(crate) reader: Arc<watch::Sender<Reader>>,
    state: Arc<Mutex<State>>,
    pub(crate) pressed: Arc<watch::Sender<Pressed>>,
    services: Arc<BTreeMap<Service, Faults>>,
    steering: Faults,
}

impl Control {
    pub(crate) fn new(world: World) -> Self {
        let card = CardState::Card { person: "li-jianguo".to_owned() };
        let whole = || Arc::new(watch::Sender::new(Fault::Ok));
        Self {
            world: Arc::new(world),
            reader: Arc::new(watch::Sender::new(Reader { card, wait_millis: 10_000 })),
            state: Arc::default(),
            pressed: Arc::default(),
            services: Arc::new(Service::ALL.into_iter().map(|s| (s, whole())).collect()),
            steering: whole(),
        }
    }

    pub(crate) fn faults(&self, service: Option<Service>) -> Faults {
        service.and_then(|service| self.services.get(&service)).unwrap_or(&self.steering).clone()
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Cuts every connection.
    pub(crate) fn close(&self) {
        for faults in self.services.values().chain([&self.steering]) {
            faults.send_replace(Fault::Down);
        }
    }

    /// The people and certificates.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }

    /// Breaks or mends a service.
    pub fn set_fault(&self, service: Service, fault: Fault) {
        self.faults(Some(service)).send_replace(fault);
    }

    /// Lays a person's card on the reader.
    pub fn lay_card(&self, person: &str) {
        self.set_card(CardState::Card { person: person.to_owned() });
    }

    /// Sets what the reader does.
    pub fn set_card(&self, card: CardState) {
        self.reader.send_modify(|reader| reader.card = card);
    }

    /// Sets how long the reader waits for a card.
    pub fn set_wait(&self, millis: u64) {
        self.reader.send_modify(|reader| reader.wait_millis = millis);
    }

    /// Sets what the applicant presses when asked to rate next.
    pub fn press(&self, pressed: Pressed) {
        self.pressed.send_replace(pressed);
    }

    /// The next payment is declined, with these words.
    pub fn decline_next(&self, reason: &str) {
        self.state().decline_next = Some(reason.to_owned());
    }

    /// Payments that were taken.
    #[must_use]
    pub fn payments(&self) -> Vec<Payment> {
        self.state().payments.clone()
    }

    /// Every certificate query so far 用证日志.
    #[must_use]
    pub fn audit(&self) -> Vec<AuditRow> {
        self.state().audit.clone()
    }

    /// Empties the audit log.
    pub fn clear_audit(&self) {
        self.state().audit.clear();
    }

    /// Ends all access tokens at once.
    pub fn end_tokens(&self) {
        self.state().tokens.clear();
    }

    /// Messages that were sent 已发短信.
    #[must_use]
    pub fn messages(&self) -> Vec<Message> {
        self.state().messages.clone()
    }
}

/// One holder with the state of each certificate.
#[derive(Serialize)]
struct HolderRow {
    key: String,
    name: String,
    identity_number: String,
    show_code: Option<String>,
    certificates: Vec<CertificateRow>,
}

#[derive(Serialize)]
struct CertificateRow {
    kind: String,
    number: String,
    valid_to: String,
    status: String,
}

#[derive(Deserialize)]
struct Decline {
    reason: String,
}

#[derive(Deserialize)]
struct Wait {
    millis: u64,
}

pub(crate) fn routes(control: Control) -> Router {
    Router::new()
        .route("/_control/faults/{service}", put(set_fault))
        .route("/_control/card", put(set_card))
        .route("/_control/wait", put(set_wait))
        .route("/_control/rating", put(set_pressed))
        .route("/_control/decline", put(set_decline))
        .route("/_control/audit", get(audit).delete(clear_audit))
        .route("/_control/tokens", delete(end_tokens))
        .route("/_control/people", get(people))
        .with_state(control)
}

async fn set_fault(
    Shared(control): Shared<Control>,
    Path(service): Path<Service>,
    Json(fault): Json<Fault>,
) -> StatusCode {
    control.set_fault(service, fault);
    StatusCode::NO_CONTENT
}

async fn set_card(Shared(control): Shared<Control>, Json(card): Json<CardState>) -> StatusCode {
    if let Some(person) = card.person()
        && control.world.person(person).is_none()
    {
        return StatusCode::NOT_FOUND;
    }
    control.set_card(card);
    StatusCode::NO_CONTENT
}

async fn set_pressed(Shared(control): Shared<Control>, Json(pressed): Json<Pressed>) -> StatusCode {
    control.press(pressed);
    StatusCode::NO_CONTENT
}

async fn set_decline(Shared(control): Shared<Control>, Json(decline): Json<Decline>) -> StatusCode {
    control.decline_next(&decline.reason);
    StatusCode::NO_CONTENT
}

async fn set_wait(Shared(control): Shared<Control>, Json(wait): Json<Wait>) -> StatusCode {
    control.set_wait(wait.millis);
    StatusCode::NO_CONTENT
}

async fn audit(Shared(control): Shared<Control>) -> Json<Vec<AuditRow>> {
    Json(control.audit())
}

async fn clear_audit(Shared(control): Shared<Control>) -> StatusCode {
    control.clear_audit();
    StatusCode::NO_CONTENT
}

async fn end_tokens(Shared(control): Shared<Control>) -> StatusCode {
    control.end_tokens();
    StatusCode::NO_CONTENT
}

async fn people(Shared(control): Shared<Control>) -> Json<Vec<HolderRow>> {
    let world = &control.world;
    let rows = world.holders().map(|holder| HolderRow {
        show_code: world.person(&holder.key).map(|person| person.show_code.clone()),
        certificates: world
            .certificates_of(&holder.key)
            .map(|certificate| CertificateRow {
                kind: certificate.kind.clone(),
                number: certificate.number.clone(),
                valid_to: certificate.valid_to.clone(),
                status: certificate.status.clone(),
            })
            .collect(),
        key: holder.key,
        name: holder.name,
        identity_number: holder.identity_number,
    });
    Json(rows.collect())
}
