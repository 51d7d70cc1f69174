//! Simulators that speak HTTP and WebSocket like the outside world 外部系统仿真
//! (docs/neighbours.md): e-certificate sharing service, ID-card reader, SMS, rating device, payment.
//!
//! Used by the demo and the tests; no shipped program links it.

pub mod brought;
mod card_reader;
mod certificates;
mod clock;
mod control;
mod data;
mod faults;
mod payment;
mod rating;
mod sms;
mod state;

use std::net::Ipv4Addr;

use anyhow::{Context as _, Result};
use axum::Router;
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub use card_reader::CardState;
pub use control::Control;
pub use data::{Account, Certificate, Enterprise, Entrustment, Fields, Kind, Organ, Person, World};
pub use faults::{Fault, Service};
pub use payment::Payment;
pub use rating::Pressed;
pub use sms::Message;
pub use state::AuditRow;

/// Ports to listen on; 0 lets the system choose.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ports {
    /// Certificate sharing service 电子证照共享服务.
    pub certificates: u16,
    /// ID-card reader 身份证阅读器.
    pub card_reader: u16,
    /// SMS 短信.
    pub sms: u16,
    /// Rating device 评价器.
    pub rating_terminal: u16,
    /// Collecting 收款.
    pub payment: u16,
    /// Control of cards and faults.
    pub control: u16,
}

/// Where each neighbour listens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Addresses {
    /// Base URL of the certificate sharing service.
    pub certificates: String,
    /// URL of the reader's WebSocket.
    pub card_reader: String,
    /// Base URL of the SMS gateway.
    pub sms: String,
    /// URL of the rating device's WebSocket.
    pub rating_terminal: String,
    /// Base URL of the program that collects payments.
    pub payment: String,
    /// Base URL of the control calls.
    pub control: String,
}

/// The running neighbours; dropping it closes every connection.
pub struct Neighbours {
    addresses: Addresses,
    control: Control,
    tasks: Vec<JoinHandle<()>>,
}

impl Neighbours {
    /// Starts all neighbours on loopback.
    pub async fn start(ports: Ports) -> Result<Self> {
        let control = Control::new(World::load()?);
        let mut tasks = Vec::new();
        let mut open = async |service: Option<Service>, port: u16, routes: Router| {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
                .await
                .with_context(|| format!("port {port} cannot be opened"))?;
            let address = listener.local_addr()?;
            let faults = control.faults(service);
            let routes = faults::guard(routes, faults.clone());
            let listener = faults::FaultyListener::new(listener, faults);
            tasks.push(tokio::spawn(async move {
                if let Err(error) = axum::serve(listener, routes).await {
                    tracing::error!(%error, "a neighbour stopped");
                }
            }));
            anyhow::Ok(address)
        };
        let certificates = open(
            Some(Service::Certificates),
            ports.certificates,
            certificates::routes(control.clone()),
        )
        .await?;
        let card_reader = open(
            Some(Service::CardReader),
            ports.card_reader,
            card_reader::routes(control.clone()),
        )
        .await?;
        let sms = open(Some(Service::Sms), ports.sms, sms::routes(control.clone())).await?;
        let rating_terminal = open(
            Some(Service::RatingTerminal),
            ports.rating_terminal,
            rating::routes(control.clone()),
        )
        .await?;
        let payment =
            open(Some(Service::Payment), ports.payment, payment::routes(control.clone())).await?;
        let steering = open(None, ports.control, control::routes(control.clone())).await?;
        let addresses = Addresses {
            certificates: format!("http://{certificates}/license-app/v1"),
            card_reader: format!("ws://{card_reader}"),
            sms: format!("http://{sms}/v1"),
            rating_terminal: format!("ws://{rating_terminal}"),
            payment: format!("http://{payment}/v1"),
            control: format!("http://{steering}/_control"),
        };
        Ok(Self { addresses, control, tasks })
    }

    /// Where each neighbour listens.
    #[must_use]
    pub fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// The handle that lays cards down, breaks services and reads the audit log.
    #[must_use]
    pub fn control(&self) -> &Control {
        &self.control
    }
}

impl Drop for Neighbours {
    fn drop(&mut self) {
        self.control.close();
        for task in &self.tasks {
            task.abort();
        }
    }
}

#[cfg(test)]
mod tests;
