//! Published editions of the catalogue: each judges what was done under it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, RwLock};

use domain::calendar::WorkingCalendar;
use domain::catalogue::Catalogue;
use domain::wire::desk::{CatalogueAnswer, Edition};
use domain::wire::{Envelope, sm3_hex};
use sqlx::SqliteConnection;

use crate::error::{Result, said};
use crate::store::{begin, desk, region, trail};
use crate::{Caller, Platform};

/// What a submission is judged by.
#[derive(Debug)]
pub(crate) struct Ruling {
    pub(crate) catalogue: Catalogue,
    pub(crate) calendar: WorkingCalendar,
}

impl Ruling {
    fn read(text: &str) -> Result<Self> {
        let catalogue = Catalogue::from_json(text)?;
        let calendar = WorkingCalendar::new(&catalogue.calendar)
            .map_err(|e| said(400, "catalogue.calendar", format!("工作日历有误：{e}")))?;
        Ok(Self { catalogue, calendar })
    }
}

/// Editions that were read, by number.
#[derive(Debug, Default)]
pub(crate) struct Editions(RwLock<BTreeMap<u32, Arc<Ruling>>>);

impl Editions {
    pub(crate) fn get(&self, number: u32) -> Option<Arc<Ruling>> {
        self.read().get(&number).cloned()
    }

    fn read(&self) -> std::sync::RwLockReadGuard<'_, BTreeMap<u32, Arc<Ruling>>> {
        self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn put(&self, number: u32, ruling: Ruling) {
        let mut editions = self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        editions.insert(number, Arc::new(ruling));
    }
}

impl Platform {
    /// What submissions of an edition are judged by; another process may have published it.
    pub(crate) async fn ruling(
        &self,
        tx: &mut SqliteConnection,
        number: u32,
    ) -> Result<Option<Arc<Ruling>>> {
        if let Some(ruling) = self.0.editions.get(number) {
            return Ok(Some(ruling));
        }
        let Some(edition) = desk::edition(tx, number).await? else {
            return Ok(None);
        };
        self.0.editions.put(number, Ruling::read(&edition.catalogue)?);
        Ok(self.0.editions.get(number))
    }

    /// The newest edition and what it judges by.
    pub(crate) async fn newest_ruling(
        &self,
        tx: &mut SqliteConnection,
    ) -> Result<Option<(u32, Arc<Ruling>)>> {
        let Some((number, _)) = desk::newest_edition(tx).await? else {
            return Ok(None);
        };
        let ruling = self.ruling(tx, number).await?;
        Ok(ruling.map(|ruling| (number, ruling)))
    }

    /// Publishes a catalogue under its own version number; the same text again changes nothing. An
    /// older edition is put back where a platform that was restored has forgotten it and something
    /// that was done under it waits.
    ///
    /// # Errors
    /// The number was not raised, the calendar is wrong, or the store fails.
    pub async fn publish(&self, catalogue: &Catalogue) -> Result<u32> {
        let text = catalogue.to_json()?;
        let ruling = Ruling::read(&text)?;
        let edition = Edition {
            number: catalogue.version.number,
            hash: sm3_hex(text.as_bytes()),
            catalogue: text,
        };
        {
            let mut writer = self.0.store.writer().await;
            let mut tx = begin(&mut writer).await?;
            if let Some((number, hash)) = desk::newest_edition(&mut tx).await? {
                if (number, &hash) == (edition.number, &edition.hash) {
                    return Ok(number);
                }
                let lost = number > edition.number && awaited(&mut tx, edition.number).await?;
                if number >= edition.number && !lost {
                    let message = format!("目录内容已变，版本号须大于已发布的第 {number} 版");
                    return Err(said(409, "catalogue.version", message));
                }
            }
            let now = self.0.clock.millis();
            desk::publish(&mut tx, &edition, now).await?;
            let about = edition.number.to_string();
            trail::audit(&mut tx, trail::By::default(), "catalogue.published", &about, "", now)
                .await?;
            tx.commit().await?;
        }
        self.0.editions.put(edition.number, ruling);
        self.release_held().await?;
        self.0.wake.ring("catalogue", 0, BTreeSet::new());
        Ok(edition.number)
    }

    /// `GET /v1/catalogue?after`: the newest edition, if it is newer.
    ///
    /// # Errors
    /// The caller is no station.
    pub async fn catalogue(&self, caller: &Caller, after: u32) -> Result<CatalogueAnswer> {
        let mut reader = self.0.store.reader().await?;
        self.station(&mut reader, caller).await?;
        let newest = desk::newest_edition(&mut reader).await?;
        let edition = match newest.filter(|(number, _)| *number > after) {
            Some((number, _)) => desk::edition(&mut reader, number).await?,
            None => None,
        };
        Ok(CatalogueAnswer { edition })
    }
}

/// Whether the edition is not here and a held submission was made under it.
async fn awaited(tx: &mut SqliteConnection, number: u32) -> Result<bool> {
    if desk::edition(tx, number).await?.is_some() {
        return Ok(false);
    }
    let made_under = |stored: &region::Stored| {
        let envelope = serde_json::from_str::<Envelope>(&stored.signed.envelope);
        envelope.is_ok_and(|envelope| envelope.catalogue_version == number)
    };
    Ok(region::held(tx).await?.iter().any(made_under))
}
