//! What the desks of a hall share while online: drafts and the queue.

use std::collections::BTreeSet;

use domain::action::Role;
use domain::calendar::legal_date;
use domain::ids::{ApplicationId, HallId};
use domain::wire::Partition;
use domain::wire::desk::{
    Draft, DraftAnswer, DraftList, DraftPut, Ticket, TicketAdd, TicketAnswer, TicketCall,
    TicketList, TicketState,
};

use crate::error::{Result, said};
use crate::keys::token_hash;
use crate::store::desk::{self, DraftRow};
use crate::store::station::Station;
use crate::store::trail::{self, By};
use crate::store::{begin, user::User};
use crate::{Caller, Platform};

/// Roles that work at a counter.
const COUNTER: &[Role] = &[Role::Clerk, Role::Issuer, Role::Supervisor];
/// Largest draft (its JSON; pages go as blobs).
const DRAFT_BYTES: usize = 2 << 20;
/// Setting that keeps the hash of the key of the vendor's queue.
pub(crate) const QUEUE_KEY: &str = "queue.key";

impl Platform {
    /// `PUT /v1/drafts/{id}`: written only if nobody wrote in between.
    ///
    /// # Errors
    /// No counter user is signed in, the draft is too large, or the store fails.
    pub async fn put_draft(
        &self,
        caller: &Caller,
        id: &ApplicationId,
        put: &DraftPut,
    ) -> Result<DraftAnswer> {
        if put.body.len() > DRAFT_BYTES {
            return Err(said(413, "draft.too_large", "草稿过大，无法共享；内容已保存在本机"));
        }
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let (station, user) = self.in_role(&mut tx, caller, COUNTER).await?;
        let version = match desk::draft(&mut tx, id).await? {
            Some(DraftRow::Gone) => return Ok(DraftAnswer::Gone),
            Some(DraftRow::Here(current)) if current.hall != station.row.hall => {
                return Err(said(403, "draft.other_hall", "该草稿属于其他大厅"));
            }
            Some(DraftRow::Here(current)) if current.version != put.expected => {
                // The same content again is a lost answer, not a conflict.
                if current.body == put.body && current.owner == user.profile.user {
                    return Ok(DraftAnswer::Stored { version: current.version });
                }
                return Ok(DraftAnswer::Conflict { current: *current });
            }
            Some(DraftRow::Here(current)) => current.version + 1,
            None => put.expected + 1,
        };
        let draft = draft_of(id, version, put, &station, &user, self.0.clock.now());
        desk::save_draft(&mut tx, &draft).await?;
        tx.commit().await?;
        drop(writer);
        self.ring_hall("drafts", &station.row.hall);
        Ok(DraftAnswer::Stored { version })
    }

    /// `DELETE /v1/drafts/{id}?expected`: given up 放弃.
    ///
    /// # Errors
    /// No counter user is signed in, or the store fails.
    pub async fn drop_draft(
        &self,
        caller: &Caller,
        id: &ApplicationId,
        expected: u32,
    ) -> Result<DraftAnswer> {
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let (station, _) = self.in_role(&mut tx, caller, COUNTER).await?;
        match desk::draft(&mut tx, id).await? {
            Some(DraftRow::Here(current)) if current.hall != station.row.hall => {
                return Err(said(403, "draft.other_hall", "该草稿属于其他大厅"));
            }
            Some(DraftRow::Here(current)) if current.version != expected => {
                return Ok(DraftAnswer::Conflict { current: *current });
            }
            Some(_) | None => {}
        }
        desk::drop_draft(&mut tx, id, &station.row.hall, self.0.clock.millis()).await?;
        tx.commit().await?;
        drop(writer);
        self.ring_hall("drafts", &station.row.hall);
        Ok(DraftAnswer::Gone)
    }

    /// `GET /v1/drafts`: the hall's, newest first.
    ///
    /// # Errors
    /// No counter user is signed in, or the store fails.
    pub async fn drafts(&self, caller: &Caller) -> Result<DraftList> {
        let mut reader = self.0.store.reader().await?;
        let (station, _) = self.in_role(&mut reader, caller, COUNTER).await?;
        Ok(DraftList { drafts: desk::drafts(&mut reader, &station.row.hall).await? })
    }

    /// `POST /v1/tickets/next`: the next ticket, for the calling counter alone.
    ///
    /// # Errors
    /// No counter user is signed in, the call has no id, or the store fails.
    pub async fn next_ticket(&self, caller: &Caller, call: &TicketCall) -> Result<TicketAnswer> {
        if call.request.len() < 8 {
            return Err(said(400, "ticket.request", "叫号请求缺少编号"));
        }
        let today = legal_date(self.0.clock.now());
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let (station, _) = self.in_role(&mut tx, caller, COUNTER).await?;
        let hall = &station.row.hall;
        // The id belongs to the station, so that nobody fetches another counter's ticket by it.
        let request = format!("{}/{}", station.row.station, call.request);
        let counter = station.row.counter.as_ref();
        let ticket = desk::call_ticket(&mut tx, hall, today, counter, &request).await?;
        let waiting = desk::waiting(&mut tx, hall, today).await?;
        tx.commit().await?;
        drop(writer);
        if ticket.is_some() {
            self.ring_hall("tickets", &station.row.hall);
        }
        Ok(TicketAnswer { ticket, waiting })
    }

    /// `POST /v1/tickets`: somebody took a ticket at a desk.
    ///
    /// # Errors
    /// No counter user is signed in, or the store fails.
    pub async fn add_ticket(&self, caller: &Caller, add: &TicketAdd) -> Result<Ticket> {
        let hall = {
            let mut reader = self.0.store.reader().await?;
            self.in_role(&mut reader, caller, COUNTER).await?.0.row.hall
        };
        self.take_ticket(&hall, add).await
    }

    /// `POST /v1/tickets/queue`: the vendor's queue 排队机 says that somebody took a ticket, or
    /// took it back. Its key stands in the platform's settings.
    ///
    /// # Errors
    /// The key is wrong or not set, the hall is missing, or the store fails.
    pub async fn queue_ticket(&self, key: &str, add: &TicketAdd) -> Result<Ticket> {
        let known = {
            let mut reader = self.0.store.reader().await?;
            trail::setting(&mut reader, QUEUE_KEY).await?
        };
        if known.as_deref() != Some(token_hash(key).as_str()) {
            return Err(said(401, "queue.key", "排队机密钥不正确或尚未设置"));
        }
        let Some(hall) = &add.hall else {
            return Err(said(400, "queue.hall", "排队机须注明大厅"));
        };
        self.take_ticket(hall, add).await
    }

    /// Sets the key of the vendor's queue.
    ///
    /// # Errors
    /// The store fails.
    pub async fn set_queue_key(&self, key: &str) -> Result<()> {
        let now = self.0.clock.millis();
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        trail::set(&mut tx, QUEUE_KEY, &token_hash(key)).await?;
        trail::audit(&mut tx, By::default(), "queue.key", "", "", now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Adds a ticket to a hall's queue of today; the demo calls this as well.
    ///
    /// # Errors
    /// The store fails.
    pub async fn take_ticket(&self, hall: &HallId, add: &TicketAdd) -> Result<Ticket> {
        let taken = self.0.clock.now();
        let date = legal_date(taken);
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let number = match &add.number {
            Some(number) => number.clone(),
            None => free_number(&desk::tickets(&mut tx, hall, date).await?),
        };
        if add.dropped {
            desk::drop_ticket(&mut tx, hall, date, &number).await?;
        }
        let ticket = Ticket {
            number: number.clone(),
            date,
            matter: add.matter.clone(),
            priority: add.priority,
            taken,
            state: if add.dropped { TicketState::Dropped } else { TicketState::Waiting },
            counter: None,
        };
        desk::add_ticket(&mut tx, hall, &ticket).await?;
        let stored = desk::ticket(&mut tx, hall, date, &number).await?.unwrap_or(ticket);
        tx.commit().await?;
        drop(writer);
        self.ring_hall("tickets", hall);
        Ok(stored)
    }

    /// `GET /v1/tickets`: today's, in order.
    ///
    /// # Errors
    /// Nobody is signed in, or the store fails.
    pub async fn tickets(&self, caller: &Caller) -> Result<TicketList> {
        let today = legal_date(self.0.clock.now());
        let mut reader = self.0.store.reader().await?;
        let (station, _) = self.signed_in(&mut reader, caller).await?;
        Ok(TicketList { tickets: desk::tickets(&mut reader, &station.row.hall, today).await? })
    }

    /// Tells the desks of a hall.
    fn ring_hall(&self, what: &'static str, hall: &HallId) {
        let desks = format!("desk/{}", Partition::Hall(hall.clone()));
        self.0.wake.ring(what, 0, BTreeSet::from([desks]));
    }
}

/// The next number of the platform's own queue that nobody bears today.
fn free_number(tickets: &[Ticket]) -> String {
    let numbers: BTreeSet<&str> = tickets.iter().map(|ticket| ticket.number.as_str()).collect();
    let mut next = tickets.len() + 1;
    loop {
        let number = format!("A{next:03}");
        if !numbers.contains(number.as_str()) {
            return number;
        }
        next += 1;
    }
}

fn draft_of(
    id: &ApplicationId,
    version: u32,
    put: &DraftPut,
    station: &Station,
    user: &User,
    changed: jiff::Timestamp,
) -> Draft {
    Draft {
        id: id.clone(),
        version,
        hall: station.row.hall.clone(),
        owner: user.profile.user.clone(),
        owner_name: user.profile.name.clone(),
        counter: station.row.counter.clone(),
        summary: put.summary.clone(),
        body: put.body.clone(),
        pages: put.pages.clone(),
        changed,
    }
}
