//! Enrolling stations with a one-time code, and the key that is kept for a lost password.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use domain::action::Role;
use domain::ids::StationId;
use domain::wire::access::{EnrolAnswer, EnrolRequest, EnrolmentCode, RecoveryDeposit};
use domain::wire::admin::{StationCodeAnswer, StationCodeRequest};
use domain::wire::{NumberRange, RangeKind};
use sqlx::SqliteConnection;

use crate::clock::{from_millis, random, secret};
use crate::error::{Result, said};
use crate::keys::{is_public_key, token_hash};
use crate::leases::{PROVINCIAL_LAST, PROVINCIAL_SIZE};
use crate::store::station::{self, NewStation};
use crate::store::{begin, range, region, trail};
use crate::{Caller, Platform};

/// A code is good for ten minutes.
const CODE_MILLIS: i64 = 10 * 60 * 1000;
/// Setting that keeps the public recovery key.
pub(crate) const RECOVERY_KEY: &str = "recovery.public";
/// Bytes of a sealed database key: point, nonce, key, tag.
const SEALED_LEN: usize = 65 + 12 + 32 + 16;

impl Platform {
    /// Makes a one-time code for the next station; `station code` on the command line.
    ///
    /// # Errors
    /// The place is no place for a station, or the store fails.
    pub async fn station_code(&self, place: &StationCodeRequest) -> Result<StationCodeAnswer> {
        self.station_code_by(place, trail::By::default()).await
    }

    /// `POST /v1/admin/station-codes`.
    ///
    /// # Errors
    /// The caller is no administrator, or as [`Platform::station_code`].
    pub async fn ask_station_code(
        &self,
        caller: &Caller,
        place: &StationCodeRequest,
    ) -> Result<StationCodeAnswer> {
        let (station, user) = {
            let mut reader = self.0.store.reader().await?;
            self.in_role(&mut reader, caller, &[Role::Administrator]).await?
        };
        let by = trail::By { user: Some(&user.profile.user), station: Some(&station.row.station) };
        self.station_code_by(place, by).await
    }

    async fn station_code_by(
        &self,
        place: &StationCodeRequest,
        by: trail::By<'_>,
    ) -> Result<StationCodeAnswer> {
        let counter_ok = place.counter.as_ref().is_none_or(|counter| {
            counter.as_str().len() == 2 && counter.as_str().bytes().all(|b| b.is_ascii_digit())
        });
        if place.hall.as_str().is_empty() || !counter_ok {
            return Err(said(400, "station.place", "请填写大厅；窗口号为两位数字"));
        }
        if place.counter.is_some() && !place.departments.is_empty() {
            return Err(said(400, "station.place", "一台工作站或在窗口，或在部门，不能两处兼用"));
        }
        let code = EnrolmentCode::new(random::<7>()?, &self.0.ca);
        let now = self.0.clock.millis();
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let expires = now + CODE_MILLIS;
        station::add_code(&mut tx, &token_hash(&code.secret), place, expires).await?;
        let about = place.counter.as_ref().map_or("", |counter| counter.as_str());
        trail::audit(&mut tx, by, "station.code", about, "", now).await?;
        tx.commit().await?;
        Ok(StationCodeAnswer { code: code.to_string(), expires: from_millis(expires) })
    }

    /// `POST /v1/enrol`: a machine with a good code becomes a station.
    ///
    /// # Errors
    /// The code is used, too old or wrong; the key is no SM2 key; the store fails.
    pub async fn enrol(&self, request: &EnrolRequest) -> Result<EnrolAnswer> {
        if !is_public_key(&request.public_key) {
            return Err(said(400, "station.key", "工作站公钥不是有效的 SM2 公钥"));
        }
        let now = self.0.clock.millis();
        let token = secret()?;
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let code = token_hash(&request.secret.to_ascii_uppercase());
        let place = station::take_code(&mut tx, &code, now).await?.ok_or_else(|| {
            said(403, "station.code", "注册码无效、已使用或已超过十分钟，请向管理员重新索取")
        })?;
        let id = admit(&mut tx, request, &place, &token_hash(&token), now).await?;
        let ranges = standing_range(&mut tx, &id, &place, now).await?;
        let incarnation = region::head(&mut tx).await?.incarnation;
        let recovery_key = trail::setting(&mut tx, RECOVERY_KEY).await?;
        let station = station::by_id(&mut tx, &id).await?;
        tx.commit().await?;
        Ok(EnrolAnswer {
            station: id,
            token,
            hall: place.hall,
            counter: place.counter,
            departments: place.departments,
            partitions: station.map(|station| station.partitions()).unwrap_or_default(),
            incarnation,
            ranges,
            recovery_key,
        })
    }

    /// `PUT /v1/recovery`: keeps the station's database key, sealed to the recovery key.
    ///
    /// # Errors
    /// The caller is no station, the text is no sealed key, or the store fails.
    pub async fn deposit(&self, caller: &Caller, deposit: &RecoveryDeposit) -> Result<()> {
        let sealed = BASE64_STANDARD.decode(&deposit.sealed).unwrap_or_default();
        if sealed.len() != SEALED_LEN {
            return Err(said(400, "recovery.sealed", "封存的数据库密钥格式不对"));
        }
        let now = self.0.clock.millis();
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let station = self.station(&mut tx, caller).await?;
        let id = &station.row.station;
        station::set_recovery(&mut tx, id, &deposit.sealed).await?;
        let by = trail::By { user: None, station: Some(id) };
        trail::audit(&mut tx, by, "recovery.deposited", id.as_str(), "", now).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Makes the station; its id is never used again, not even after a restore.
async fn admit(
    tx: &mut SqliteConnection,
    request: &EnrolRequest,
    place: &StationCodeRequest,
    token_hash: &str,
    now: i64,
) -> Result<StationId> {
    let number = station::count(tx).await? + 1;
    let id = StationId(format!("S{number:04}-{}", hex::encode(random::<2>()?)));
    let new = NewStation {
        id: &id,
        token_hash,
        public_key: &request.public_key,
        unlock: &request.unlock,
        place,
        machine: &request.machine,
        now,
    };
    station::add(tx, &new).await?;
    let by = trail::By { user: None, station: Some(&id) };
    trail::audit(tx, by, "station.enrolled", id.as_str(), &request.machine, now).await?;
    Ok(id)
}

/// The standing sub-range of a counter's 43-digit case numbers, if any is left.
async fn standing_range(
    tx: &mut SqliteConnection,
    id: &StationId,
    place: &StationCodeRequest,
    now: i64,
) -> Result<Vec<NumberRange>> {
    if place.counter.is_none() {
        return Ok(Vec::new());
    }
    let kind = RangeKind::Provincial { item: None };
    let limits = (PROVINCIAL_SIZE, PROVINCIAL_LAST);
    let range = range::grant(tx, id, &kind, limits, 0, now).await?;
    Ok(range.into_iter().collect())
}
