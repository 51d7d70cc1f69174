//! The admin and duty desks: stations, sync health, audit.

use domain::action::Role;
use domain::ids::StationId;
use domain::wire::admin::{AuditList, StationList, SyncHealth};

use crate::clock::from_millis;
use crate::error::{Result, said};
use crate::store::trail::{self, By};
use crate::store::{begin, region, station};
use crate::{Caller, Platform};

/// Setting that keeps when the last backup was made.
pub(crate) const LAST_BACKUP: &str = "backup.last";

impl Platform {
    /// `GET /v1/admin/stations`.
    ///
    /// # Errors
    /// The caller is neither administrator nor supervisor, or the store fails.
    pub async fn stations(&self, caller: &Caller) -> Result<StationList> {
        let mut reader = self.0.store.reader().await?;
        self.in_role(&mut reader, caller, &[Role::Administrator, Role::Supervisor]).await?;
        Ok(StationList { stations: station::all(&mut reader).await? })
    }

    /// `PUT /v1/admin/stations/{station}?active`: stops a station, or lets it go on.
    ///
    /// # Errors
    /// The caller is no administrator, there is no such station, or the store fails.
    pub async fn set_station(&self, caller: &Caller, id: &StationId, active: bool) -> Result<()> {
        let now = self.0.clock.millis();
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let (own, admin) = self.in_role(&mut tx, caller, &[Role::Administrator]).await?;
        if !station::set_active(&mut tx, id, active).await? {
            return Err(said(404, "station.none", "没有这台工作站"));
        }
        let by = By { user: Some(&admin.profile.user), station: Some(&own.row.station) };
        let act = if active { "station.resumed" } else { "station.revoked" };
        trail::audit(&mut tx, by, act, id.as_str(), "", now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// `GET /v1/admin/sync-health`: also the duty board's source.
    ///
    /// # Errors
    /// The caller is neither administrator nor supervisor, or the store fails.
    pub async fn sync_health(&self, caller: &Caller) -> Result<SyncHealth> {
        let mut reader = self.0.store.reader().await?;
        let roles = [Role::Administrator, Role::Supervisor];
        self.in_role(&mut reader, caller, &roles).await?;
        let backup = trail::setting(&mut reader, LAST_BACKUP).await?;
        Ok(SyncHealth {
            position: region::head(&mut reader).await?.position,
            stations: station::all(&mut reader).await?,
            incidents: trail::incidents(&mut reader).await?,
            held: region::held(&mut reader).await?.into_iter().map(|held| held.key).collect(),
            backup: backup.and_then(|text| text.parse().ok()).map(from_millis),
        })
    }

    /// `PUT /v1/admin/incidents/{id}`: somebody looked at it.
    ///
    /// # Errors
    /// The caller is no administrator, there is no such incident, or the store fails.
    pub async fn close_incident(&self, caller: &Caller, id: u64) -> Result<()> {
        let now = self.0.clock.millis();
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let (own, admin) = self.in_role(&mut tx, caller, &[Role::Administrator]).await?;
        if !trail::close_incident(&mut tx, id).await? {
            return Err(said(404, "incident.none", "没有这条异常记录"));
        }
        let by = By { user: Some(&admin.profile.user), station: Some(&own.row.station) };
        trail::audit(&mut tx, by, "incident.closed", &id.to_string(), "", now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// `GET /v1/admin/audit?after`.
    ///
    /// # Errors
    /// The caller is no administrator, or the store fails.
    pub async fn audit(&self, caller: &Caller, after: u64) -> Result<AuditList> {
        let mut reader = self.0.store.reader().await?;
        self.in_role(&mut reader, caller, &[Role::Administrator]).await?;
        Ok(AuditList { rows: trail::audit_after(&mut reader, after).await? })
    }
}
