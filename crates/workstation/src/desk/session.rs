//! Sign-in, lock, sync: what the top bar shows.

use domain::action::Role;
use domain::ids::UserId;

use super::Workstation;
use crate::clock::{is_demo, legal_text};
use crate::devices::printer::PrinterDriver;
use crate::engine::{EngineError, Session};
use crate::sync::SyncStatus;
use crate::view::{
    Desk, DeskCount, DeviceRow, DeviceState, EntryView, Fault, SessionView, SyncState, SyncWord,
};

const TOUR: &str = "tour_seen";

impl Workstation {
    /// What the window shows first 进入.
    ///
    /// # Errors
    /// The store is damaged.
    pub async fn entry(&self) -> Result<EntryView, Fault> {
        let identity = self.engine.identity();
        let session = self.engine.session();
        let view = match &session {
            Some(session) => Some(self.session_view(session).await?),
            None => None,
        };
        let locked = session.as_ref().is_some_and(|s| s.locked);
        let seen = session.is_some() && self.engine.note(TOUR).await?.is_some();
        Ok(EntryView {
            enrolled: identity.is_some(),
            place: self.place_name(identity.as_ref()),
            counter: identity.and_then(|i| i.counter).map(|counter| counter.to_string()),
            users: self.engine.accounts().into_iter().map(|(user, _)| user.to_string()).collect(),
            locked: view.clone().filter(|_| locked),
            session: view.filter(|_| !locked),
            show_tour: session.is_some() && !seen,
            demo: self.settings.demo.clone(),
            demo_clock: is_demo().then(|| legal_text(self.engine.clock().now())),
        })
    }

    /// Enrols the station 登记工作站 with a one-time code.
    ///
    /// # Errors
    /// A wrong or used code, another platform, or a locked keyring.
    pub async fn enrol(&self, address: &str, code: &str) -> Result<EntryView, Fault> {
        self.engine.enrol(address.trim(), code.trim(), &machine_name()).await?;
        self.entry().await
    }

    /// Signs in 登录.
    ///
    /// # Errors
    /// Wrong password, locked account, keyring locked, or no offline sign-in possible.
    pub async fn sign_in(&self, user: &str, password: &str) -> Result<EntryView, Fault> {
        self.engine.sign_in(&UserId(user.trim().to_owned()), password).await?;
        // A first sign-in needs the catalogue before the desk can do anything.
        if self.engine.in_force().is_ok_and(|in_force| in_force.number == 0)
            && let Err(error) = self.engine.sync_once().await
        {
            tracing::info!(code = error.code(), "first round");
        }
        self.want_numbers().await?;
        self.settle().await?;
        self.entry().await
    }

    /// Unlocks the session 解锁.
    ///
    /// # Errors
    /// Wrong password.
    pub async fn unlock(&self, password: &str) -> Result<EntryView, Fault> {
        self.engine.unlock(password).await?;
        self.entry().await
    }

    /// Locks the session 锁屏; the intake stays.
    ///
    /// # Errors
    /// None but a damaged store.
    pub async fn lock(&self) -> Result<EntryView, Fault> {
        self.engine.lock();
        self.entry().await
    }

    /// Signs out 退出.
    ///
    /// # Errors
    /// None but a damaged store.
    pub async fn sign_out(&self) -> Result<EntryView, Fault> {
        self.engine.sign_out();
        self.entry().await
    }

    /// The first-run tour was seen.
    ///
    /// # Errors
    /// The disk does not take it.
    pub async fn tour_seen(&self) -> Result<(), Fault> {
        Ok(self.engine.put_note(TOUR, "1").await?)
    }

    /// Tries the platform now 立即重试.
    ///
    /// # Errors
    /// The store is not open.
    pub async fn sync_now(&self) -> Result<SyncState, Fault> {
        if let Err(error) = self.engine.sync_once().await {
            tracing::info!(code = error.code(), "sync now");
        }
        self.sync_state().await
    }

    /// The truth about sync.
    ///
    /// # Errors
    /// The store is not open.
    pub async fn sync_state(&self) -> Result<SyncState, Fault> {
        let status = self.engine.sync_status().await?;
        let now = self.engine.clock().now();
        let pending = status.log.unsent + status.log.received;
        let transferring = status.pages.done < status.pages.total;
        let word = if status.attention > 0 {
            SyncWord::Attention
        } else if status.offline() {
            SyncWord::Offline
        } else if status.log.unsent > 0 {
            SyncWord::Saved
        } else if status.log.received > 0 {
            SyncWord::Delivered
        } else if transferring {
            SyncWord::Transferring
        } else {
            SyncWord::Effective
        };
        let oldest = status.log.oldest.as_deref().and_then(|at| at.parse::<jiff::Timestamp>().ok());
        Ok(SyncState {
            word,
            pending,
            oldest_minutes: oldest
                .map(|at| u32::try_from(now.duration_since(at).as_secs().max(0) / 60).unwrap_or(0)),
            blobs_done: status.pages.done,
            blobs_total: status.pages.total,
            attention: status.attention,
            problem: self.problem(&status).map(|error| error.to_string()),
        })
    }

    /// What is wrong at the station, if anything: first what keeps acts from being done.
    fn problem(&self, status: &SyncStatus) -> Option<EngineError> {
        let local = self.engine.clock_fault().or_else(|| status.local.clone());
        local.or_else(|| status.fault.clone().map(EngineError::Sync))
    }

    async fn session_view(&self, session: &Session) -> Result<SessionView, Fault> {
        let actor = &session.actor;
        let in_force = self.engine.in_force()?;
        let catalogue = &in_force.catalogue;
        let place = match &actor.department {
            Some(id) => catalogue.departments.get(id).map(|d| d.short_name.clone()),
            None => catalogue.halls.get(&actor.hall).map(|hall| hall.name.clone()),
        };
        let posts: Vec<&str> = actor.roles.iter().map(|role| role_name(*role)).collect();
        let post = match &actor.counter {
            Some(counter) if actor.department.is_none() => format!("{counter} 号窗"),
            _ => posts.join("、"),
        };
        Ok(SessionView {
            user: actor.user.to_string(),
            user_name: actor.name.clone(),
            post,
            hall: place.unwrap_or_default(),
            desks: desks(&actor.roles, actor.department.is_some()),
            training: self.settings.training,
            offline_until: session.offline.then(|| legal_text(session.offline_until)),
            devices: self.devices(actor.department.is_some()).await,
            sync: self.sync_state().await?,
            now: legal_text(self.engine.clock().now()),
        })
    }

    /// Hall or department as the catalogue names it; empty before anyone could open the store.
    fn place_name(&self, identity: Option<&crate::keys::StationIdentity>) -> String {
        let (Some(identity), Ok(in_force)) = (identity, self.engine.in_force()) else {
            return String::new();
        };
        let catalogue = &in_force.catalogue;
        match identity.departments.first() {
            Some(id) => catalogue.departments.get(id).map(|d| d.short_name.clone()),
            None => catalogue.halls.get(&identity.hall).map(|hall| hall.name.clone()),
        }
        .unwrap_or_default()
    }

    pub(super) async fn devices(&self, department: bool) -> Vec<DeviceRow> {
        let row = |id: &str, text: String, state| DeviceRow { id: id.to_owned(), text, state };
        let real = &self.settings.printer;
        let simulated = real.simulated || matches!(real.driver, PrinterDriver::PdfFolder { .. });
        let state = if simulated { DeviceState::Warn } else { DeviceState::Ok };
        let printer = row("printer", real.name.clone(), state);
        if department {
            return vec![printer];
        }
        let virtual_scanner = self.settings.scanner_device.starts_with("test:");
        let scanner = if virtual_scanner {
            row("scanner", "虚拟扫描仪".to_owned(), DeviceState::Warn)
        } else {
            row("scanner", "扫描仪".to_owned(), DeviceState::Ok)
        };
        let reader = crate::devices::card_reader::CardReader::new(&self.settings.card_reader);
        let reader = if reader.present().await {
            row("card_reader", "读卡器".to_owned(), DeviceState::Ok)
        } else {
            row("card_reader", "读卡器 手工".to_owned(), DeviceState::Warn)
        };
        vec![scanner, printer, reader]
    }
}

fn machine_name() -> String {
    std::fs::read_to_string("/etc/hostname")
        .map(|name| name.trim().to_owned())
        .unwrap_or_else(|_| "未命名电脑".to_owned())
}

/// Role in words.
#[must_use]
pub(super) fn role_name(role: Role) -> &'static str {
    match role {
        Role::Clerk => "综合窗口",
        Role::Examiner => "承办（审查）",
        Role::Reviewer => "审核",
        Role::Decider => "决定",
        Role::Issuer => "出件",
        Role::Supervisor => "值班长",
        Role::Administrator => "管理员",
        Role::System => "系统",
    }
}

/// Desks of the roles.
fn desks(roles: &[Role], department: bool) -> Vec<DeskCount> {
    let has = |wanted: &[Role]| roles.iter().any(|role| wanted.contains(role));
    let mut desks = Vec::new();
    if has(&[Role::Clerk]) && !department {
        desks.push(Desk::Intake);
    }
    if has(&[Role::Clerk, Role::Issuer]) && !department {
        desks.push(Desk::Issuance);
    }
    if has(&[Role::Examiner, Role::Reviewer, Role::Decider]) || (has(&[Role::Clerk]) && department)
    {
        desks.push(Desk::Review);
    }
    if has(&[Role::Supervisor]) {
        desks.push(Desk::Duty);
    }
    if has(&[Role::Administrator]) {
        desks.push(Desk::Admin);
    }
    desks.push(Desk::Find);
    desks.into_iter().map(|id| DeskCount { id, count: None }).collect()
}
