//! Calls that a person waits for: tickets, password, tables of the admin and duty desks.

use domain::wire::access::PasswordChange;
use domain::wire::desk::{TicketAnswer, TicketCall, TicketList};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Method, SyncFault};
use crate::engine::{Core, Engine, EngineError};

impl Engine {
    /// Calls the next ticket 叫号; `request` is a fresh id, so that a lost answer loses nobody.
    ///
    /// # Errors
    /// The platform was not reached: the clerk types the ticket.
    pub async fn next_ticket(&self, request: &str) -> Result<TicketAnswer, EngineError> {
        let caller = self.core.caller_for_person().await?;
        let call = TicketCall { request: request.to_owned() };
        self.core.heard(caller.next_ticket(&call).await)
    }

    /// Today's queue.
    ///
    /// # Errors
    /// The platform was not reached.
    pub async fn tickets(&self) -> Result<TicketList, EngineError> {
        let caller = self.core.caller_for_person().await?;
        self.core.heard(caller.tickets().await)
    }

    /// Asks the platform for a table, such as `/v1/admin/users`.
    ///
    /// # Errors
    /// The platform was not reached or said no.
    pub async fn fetch<T: DeserializeOwned>(&self, path: &str) -> Result<T, EngineError> {
        let caller = self.core.caller_for_person().await?;
        self.core.heard(caller.fetch(path).await)
    }

    /// Asks the platform for something on the signed-in person's behalf.
    ///
    /// # Errors
    /// The platform was not reached or said no.
    pub async fn ask<B: Serialize, T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: &B,
    ) -> Result<T, EngineError> {
        let caller = self.core.caller_for_person().await?;
        self.core.heard(caller.ask(method, path, body).await)
    }

    /// Changes the signed-in person's password, at the platform and here.
    ///
    /// # Errors
    /// The old one is wrong, the new one too short, or the platform was not reached.
    pub async fn change_password(&self, old: &str, new: &str) -> Result<(), EngineError> {
        let caller = self.core.caller_for_person().await?;
        let change = PasswordChange { old: old.to_owned(), new: new.to_owned() };
        self.core.heard(caller.change_password(&change).await)?;
        self.core.seal_anew(new).await
    }
}

impl Core {
    /// Notes whether the platform was reached, so that the desk knows before the next round.
    pub(crate) fn heard<T>(&self, answer: Result<T, SyncFault>) -> Result<T, EngineError> {
        let now = self.options.clock.now();
        self.sync.note_call(now, answer.as_ref().err());
        Ok(answer?)
    }
}
