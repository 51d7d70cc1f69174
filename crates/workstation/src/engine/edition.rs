//! The catalogue and calendar in force 现行目录.

use std::sync::Arc;

use domain::calendar::WorkingCalendar;
use domain::catalogue::Catalogue;
use domain::wire::desk::Edition;
use domain::wire::sm3_hex;
use sqlx::sqlite::SqliteConnection;

use super::{Change, Core, EngineError, Open};
use crate::store::{Batch, Lane, StoreError, editions};

/// One edition, parsed once.
#[derive(Clone, Debug, PartialEq)]
pub struct InForce {
    /// Number of the edition, 0 for the built-in one.
    pub number: u32,
    /// Items, materials, departments, procedures, texts.
    pub catalogue: Catalogue,
    /// Working days.
    pub calendar: WorkingCalendar,
}

fn broken(reason: &str) -> StoreError {
    StoreError::Internal { reason: format!("目录：{reason}") }
}

impl InForce {
    /// Parses an edition's JSON text.
    pub(crate) fn parse(number: u32, text: &str) -> Result<Self, StoreError> {
        let catalogue = Catalogue::from_json(text).map_err(|error| broken(&error.to_string()))?;
        let calendar = WorkingCalendar::new(&catalogue.calendar)
            .map_err(|error| broken(&error.to_string()))?;
        Ok(Self { number, catalogue, calendar })
    }

    /// Before any edition arrived: the catalogue that the program was built with, to look around in.
    /// Acts wait for a published edition.
    pub(crate) fn built_in() -> Result<Self, StoreError> {
        let catalogue = Catalogue::parse(&crate::forms::compiled_in())
            .map_err(|problems| broken(&format!("内置目录有 {} 处错误", problems.len())))?;
        let calendar = WorkingCalendar::new(&catalogue.calendar)
            .map_err(|error| broken(&error.to_string()))?;
        Ok(Self { number: 0, catalogue, calendar })
    }
}

/// The newest edition of the store.
pub(crate) async fn newest(connection: &mut SqliteConnection) -> Result<InForce, StoreError> {
    match editions::newest(connection).await? {
        None => InForce::built_in(),
        Some(number) => {
            let text = editions::one(connection, number).await?.unwrap_or_default();
            InForce::parse(number, &text)
        }
    }
}

impl Core {
    /// Takes a published edition; answers whether it is new.
    pub(crate) async fn take_edition(
        &self,
        open: &Arc<Open>,
        edition: Edition,
    ) -> Result<bool, EngineError> {
        if edition.number <= open.in_force().number {
            return Ok(false);
        }
        if sm3_hex(edition.catalogue.as_bytes()) != edition.hash {
            return Err(broken("内容与校验值不符").into());
        }
        let parsed = InForce::parse(edition.number, &edition.catalogue)?;
        let mut batch = Batch::new();
        editions::put(&mut batch, edition.number, &edition.hash, &edition.catalogue);
        open.store.commit(Lane::Background, batch).await?;
        open.put_in_force(Arc::new(parsed));
        self.tell(Change::Catalogue);
        Ok(true)
    }
}
